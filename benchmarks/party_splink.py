"""Our table of weights as a Splink model, and Splink's own match weights of pairs by it.

    python -m benchmarks.party_splink MODEL.json RECORDS.parquet OUT.parquet

The levels are written as SQL over columns that our normaliser prepared (`prepared`), what namesakes have in common as
further levels, the rarities as term frequency adjustments of comparisons that weigh nothing else. Not expressible are
the curve by which evidence seen together is worth less, rarities counted apart and words taken in any order for foreign
names, and the lesser of two rarities where words changed places; names of organisations have rules of their own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cotmoc.normalise.sounds import sound_key
from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.layout import LEVELS
from cotmoc.resolution.core.parties.model import PartyModel, load_party_model
from cotmoc.resolution.core.parties.rows import Parties

_LOW = 0xFFFFFFFF

_PARTS = "family_l = family_r and family_l <> '' and given_l = given_r"
_DATED = "dated_l and dated_r"
_SAME_YEAR = "year_l = year_r"
_TEXT = "lpad(birth_{side}::varchar, 8, '0')"
#: No word bears another mark than the one in its place: each has the same marks, or one of both none.
_MARKS_FIT = (
    "len(list_filter(list_zip(marked_l, marked_r, bare_l), "
    "lambda w: w[1] <> w[2] and w[1] <> w[3] and w[2] <> w[3])) = 0"
)
_ONE_WORD = (
    "words_l = words_r and len(list_filter(list_zip(bare_l, bare_r), lambda w: w[1] <> w[2])) = 1"
    " and len(list_filter(list_zip(bare_l, bare_r),"
    " lambda w: damerau_levenshtein(w[1], w[2]) > 1)) = 0"
)
_MONTHS = "month_l > 0 and month_r > 0 and (dated_l or day_l = 0) and (dated_r or day_r = 0)"
_WITHIN = f"{_PARTS} and (len(list_intersect(bare_l, bare_r)) = least(words_l, words_r)) and words_l <> words_r"
SQL: dict[str, dict[str, str]] = {
    "name": {
        "exact": "marked_l = marked_r",
        "unmarked": f"bare_l = bare_r and {_MARKS_FIT}",
        "marks_differ": "bare_l = bare_r",
        "order_changed": "sorted_l = sorted_r",
        "alias": "(alias_l <> '' and alias_l = sorted_r) or (alias_r <> '' and alias_r = sorted_l)",
        "middle_missing": _WITHIN,
        "phonetic": "sound_l = sound_r",
        "one_edit": _ONE_WORD,
        "middle_differs": _PARTS,
        "given_same": "given_l = given_r",
        "different": "ELSE",
    },
    "birth": {
        "same_day": f"{_DATED} and birth_l = birth_r",
        "swapped": f"{_DATED} and {_SAME_YEAR} and month_l = day_r and day_l = month_r",
        "one_digit": f"{_DATED} and hamming({_TEXT.format(side='l')}, {_TEXT.format(side='r')}) = 1",
        "same_month": f"not ({_DATED}) and {_SAME_YEAR} and {_MONTHS} and month_l = month_r",
        "same_year_only": f"not ({_DATED}) and {_SAME_YEAR} and not ({_MONTHS})",
        "same_year": _SAME_YEAR,
        "next_year": f"not ({_DATED}) and abs(year_l - year_r) = 1",
        "different": "ELSE",
    },
    "number": {
        "same": "document_l = document_r",
        "transposed": "damerau_levenshtein(document_l, document_r) = 1"
        " and levenshtein(document_l, document_r) = 2",
        "one_edit": "levenshtein(document_l, document_r) = 1",
        "other_kind": "kind_l <> kind_r",
        "renewed": "kind_l = 'passport'",
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
_NAMES = SQL["name"]
_OF_PART = ("middle_missing", "one_edit", "middle_differs", "given_same")
#: Whose names agree as a whole, and in part, told one after the other.
_ALIKE = (
    f"(bare_l = bare_r or sorted_l = sorted_r or (not ({_NAMES['alias']}) and not ({_WITHIN})"
    f" and {_NAMES['phonetic']}))"
)
GROUPS = {
    "whole": f"coalesce({_ALIKE}, false)",
    "part": f"coalesce(not ({_ALIKE}) and not coalesce({_NAMES['alias']}, false)"
    f" and ({' or '.join(f'({_NAMES[level]})' for level in _OF_PART)}), false)",
}
#: Role -> the column whose term frequencies adjust it.
ROLES = {"family": "family_name", "middle": "middle", "given": "given", "area": "commune"}


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
    for group, stated in model.namesakes.items():
        if name in stated:
            levels += _levels(model, name, stated[name], f"{GROUPS[group]} and ")
    levels += _levels(model, name, model.u[name])
    return {"output_column_name": f"{name}_level", "comparison_levels": levels}


def _levels(
    model: PartyModel, name: str, u: NDArray[np.float64], when: str = ""
) -> list[dict[str, Any]]:
    """The levels of a comparison, with other chances for those of whose names something is known (`when`)."""
    return [
        {
            "sql_condition": condition if not when else _and(when, condition),
            "label_for_charts": f"{level} {len(when)}",
            "m_probability": float(model.m[name][LEVELS[name].index(level)]),
            "u_probability": float(u[LEVELS[name].index(level)]),
        }
        for level, condition in SQL[name].items()
    ]


def _and(when: str, condition: str) -> str:
    return f"{when}{'true' if condition == 'ELSE' else f'({condition})'}"


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


def prepared(made: Parties, documents: pa.Array) -> pa.Table:
    """What levels are told by in SQL, a row for each party: words, births, numbers, places as our engine reads them."""
    table, known = made.table, made.vocabulary
    texts, bare_of = known.words.codes.texts, known.words.folded_number
    pairs = table[:, at.WORDS : at.WORDS + 3]
    numbers = np.stack([pairs >> 32, pairs & _LOW], axis=2).reshape(len(table), at.MOST_WORDS)
    counts = table[:, at.FACTS] >> at.COUNT_SHIFT & 15
    marked = [
        [texts[word] for word in row[:count]]
        for row, count in zip(numbers.tolist(), counts.tolist(), strict=True)
    ]
    bare = [[texts[bare_of(known.words.number(word))] for word in row] for row in marked]
    families = (table[:, at.FACTS] >> at.FAMILY_SHIFT & 1 == 1).tolist()
    birth = table[:, at.BIRTH]
    month, day = birth // 100 % 100, birth % 100
    kinds = np.array(["", "citizen", "identity", "passport", "other"])
    columns: dict[str, Any] = {
        "unique_id": made.numbers,
        "name": [" ".join(row) for row in marked],
        "marked": marked,
        "bare": bare,
        "folded": [" ".join(row) for row in bare],
        "sorted": [" ".join(sorted(row)) for row in bare],
        "alias": [""] * len(made),
        "sound": [" ".join(sorted(map(sound_key, row))) for row in bare],
        "words": counts,
        "family": [row[0] if known else "" for row, known in zip(bare, families, strict=True)],
        "family_name": [
            row[0] if known else None for row, known in zip(bare, families, strict=True)
        ],
        "middle": [
            " ".join(row[1:-1]) if known else None
            for row, known in zip(bare, families, strict=True)
        ],
        "given": [row[-1] for row in bare],
        "birth": pa.array(birth, mask=birth == 0),
        "year": birth // 10_000,
        "month": month,
        "day": day,
        "dated": (day > 0) & ~((month == 1) & (day == 1)),
        "document": pa.array([number or None for number in documents.to_pylist()], pa.string()),
        "kind": kinds[table[:, at.FACTS] >> at.NUMBER_KIND_SHIFT & 15],
        "sex": _none_for(table[:, at.FACTS] >> at.CATEGORY_SHIFT & 255, ["", "1", "2"]),
        "commune": _none_for(table[:, at.AREA_REGION] >> 32, known.areas.texts),
        "province": _none_for(table[:, at.AREA_REGION] & _LOW, known.regions.texts),
    }
    return pa.table({name: pa.array(column) for name, column in columns.items()})


def _none_for(numbers: NDArray[np.int64], texts: list[str]) -> pa.Array:
    return pa.array([texts[number] or None for number in numbers.tolist()], pa.string())


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
