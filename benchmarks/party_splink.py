"""Our table of weights as a Splink model, and Splink's own match weights of pairs by it.

    python -m benchmarks.party_splink MODEL.json RECORDS.parquet OUT.parquet

The levels are written as SQL over columns, the rarities as term frequency adjustments of comparisons that weigh nothing
else. Levels that need more than SQL (aliases, words in another order) have no counterpart and do not come out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from cotmoc.resolution.core.parties.layout import LEVELS
from cotmoc.resolution.core.parties.model import PartyModel, load_party_model

_PARTS = "family_l = family_r and given_l = given_r"
_DATED = "dated_l and dated_r"
_SAME_YEAR = "year_l = year_r"
_TEXT = "lpad(birth_{side}::varchar, 8, '0')"
SQL: dict[str, dict[str, str]] = {
    "name": {
        "exact": "name_l = name_r",
        "unmarked": "folded_l = folded_r",
        "middle_missing": f"{_PARTS} and (middle_l = '' or middle_r = '')",
        "phonetic": "sound_l = sound_r",
        "one_edit": "words_l = words_r and damerau_levenshtein(folded_l, folded_r) = 1",
        "middle_differs": _PARTS,
        "given_same": "given_l = given_r",
        "different": "ELSE",
    },
    "birth": {
        "same_day": f"{_DATED} and birth_l = birth_r",
        "swapped": f"{_DATED} and {_SAME_YEAR} and month_l = day_r and day_l = month_r",
        "same_year_only": f"not ({_DATED}) and {_SAME_YEAR}",
        "one_digit": f"{_DATED} and hamming({_TEXT.format(side='l')}, {_TEXT.format(side='r')}) = 1",
        "same_year": _SAME_YEAR,
        "next_year": f"not ({_DATED}) and abs(year_l - year_r) = 1",
        "different": "ELSE",
    },
    "number": {
        "same": "document_l = document_r",
        "transposed": "damerau_levenshtein(document_l, document_r) = 1"
        " and levenshtein(document_l, document_r) = 2",
        "one_edit": "levenshtein(document_l, document_r) = 1",
        "different": "ELSE",
    },
    "category": {"same": "sex_l = sex_r", "different": "ELSE"},
    "area": {
        "same_area": "commune_l = commune_r",
        "same_region": "province_l = province_r",
        "different": "ELSE",
    },
}
_COLUMNS = {
    "name": "name",
    "birth": "birth",
    "number": "document",
    "category": "sex",
    "area": "commune",
}
#: Role -> the column whose term frequencies adjust it.
ROLES = {"family": "family", "middle": "middle", "given": "given", "area": "commune"}


def settings(model: PartyModel, records: int) -> dict[str, Any]:
    """Splink's settings that say what the model says."""
    chance = model.expected_partners / (records - 1)
    levels = [_comparison(model, name) for name in SQL]
    rarities = [_rarity(role, column, model.chances[role]) for role, column in ROLES.items()]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": chance,
        "comparisons": levels + rarities,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.given = r.given and l.family = r.family", "sql_dialect": "duckdb"},
            {"blocking_rule": "l.document = r.document", "sql_dialect": "duckdb"},
        ],
    }


def _comparison(model: PartyModel, name: str) -> dict[str, Any]:
    column = _COLUMNS[name]
    levels: list[dict[str, Any]] = [_null(column)]
    for level, condition in SQL[name].items():
        place = LEVELS[name].index(level)
        levels.append(
            {
                "sql_condition": condition,
                "label_for_charts": level,
                "m_probability": float(model.m[name][place]),
                "u_probability": float(model.u[name][place]),
            }
        )
    return {"output_column_name": f"{name}_level", "comparison_levels": levels}


def _rarity(role: str, column: str, chance: float) -> dict[str, Any]:
    """A comparison whose levels weigh nothing but for how rare the shared value is."""
    same = {
        "sql_condition": f"{column}_l = {column}_r",
        "label_for_charts": "same",
        "m_probability": chance,
        "u_probability": chance,
        "tf_adjustment_column": column,
        "tf_adjustment_weight": 1.0,
    }
    other = {
        "sql_condition": "ELSE",
        "label_for_charts": "other",
        "m_probability": 1 - chance,
        "u_probability": 1 - chance,
    }
    return {
        "output_column_name": f"{role}_rarity",
        "comparison_levels": [_null(column), same, other],
    }


def _null(column: str) -> dict[str, Any]:
    return {
        "sql_condition": f"{column}_l is null or {column}_r is null",
        "label_for_charts": "null",
        "is_null_level": True,
    }


def main(model_path: str, records_path: str, out: str) -> None:
    """Writes Splink's match weights of all pairs that its blocking finds."""
    from splink import DuckDBAPI, Linker

    records = pq.read_table(records_path)
    model, api = load_party_model(Path(model_path)), DuckDBAPI()
    linker = Linker(api.register(records), settings(model, len(records)))
    for column in set(ROLES.values()):
        path = Path(records_path).with_name(f"tf_{column}.parquet")
        linker.table_management.register_term_frequency_lookup(
            api.register(pq.read_table(path)), column
        )
    pairs = linker.inference.predict(threshold_match_weight=-100)
    found = pairs.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_weight")
    pq.write_table(found.to_arrow_table(), out)


if __name__ == "__main__":
    main(*sys.argv[1:4])
