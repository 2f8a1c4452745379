"""Splink on the data sets of others, set up as its own examples set it up for these very sets.

    python -m benchmarks.others_splink EXAMPLE RECORDS.parquet OUT.npz

Values of the settings are those of the examples in moj-analytical-services/splink, docs/demos, as they stood for its
version 5; each function names its page. Only what an example draws or looks at is left out.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.parquet as pq

LEAST_BITS = -10.0


@dataclass(frozen=True)
class Example:
    """What one example sets up.

    blocking     rules whose pairs are compared
    comparisons  how they are compared
    sure         rules whose pairs nearly always match, and `recall`, the share of all matches that they hold
    trained_on   rules within which m is estimated; none: m stays as it comes with the comparisons
    u_pairs      random pairs for u
    plainly      whether m is estimated without term frequencies
    """

    blocking: list[Any]
    comparisons: list[Any]
    sure: list[Any]
    recall: float
    trained_on: list[Any]
    u_pairs: float
    plainly: bool = True


def historical() -> Example:
    """docs/demos/examples/duckdb/deduplicate_50k_synthetic."""
    import splink.comparison_library as cl
    from splink import block_on

    return Example(
        blocking=[
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"),
            block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        comparisons=[
            cl.ForenameSurnameComparison(
                "first_name",
                "surname",
                forename_surname_concat_col_name="first_name_surname_concat",
            ),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.PostcodeComparison("postcode_fake"),
            cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
        sure=[
            block_on("first_name", "surname", "dob"),
            block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
            block_on("dob", "postcode_fake"),
        ],
        recall=0.6,
        trained_on=[block_on("first_name", "surname"), block_on("dob")],
        u_pairs=1e7,
    )


def quick() -> Example:
    """docs/demos/examples/duckdb/quick_and_dirty_persons: the same set, m untrained."""
    import splink.comparison_library as cl
    from splink import block_on

    return Example(
        blocking=[
            block_on("full_name"),
            block_on("substr(full_name,1,6)", "dob", "birth_place"),
            block_on("dob", "birth_place"),
            block_on("postcode_fake"),
        ],
        comparisons=[
            cl.ForenameSurnameComparison(
                "first_name",
                "surname",
                forename_surname_concat_col_name="first_name_surname_concat",
            ),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.LevenshteinAtThresholds("postcode_fake", 2),
            cl.JaroWinklerAtThresholds("birth_place", 0.9).configure(
                term_frequency_adjustments=True
            ),
            cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        ],
        sure=[
            "l.full_name = r.full_name",
            "l.postcode_fake = r.postcode_fake and l.dob = r.dob",
        ],
        recall=0.6,
        trained_on=[],
        u_pairs=2e6,
    )


def tutorial() -> Example:
    """docs/demos/tutorials/04_Estimating_model_parameters."""
    import splink.comparison_library as cl
    from splink import block_on

    return Example(
        blocking=[block_on("first_name", "city"), block_on("surname")],
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.LevenshteinAtThresholds("dob", 1),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        sure=[
            block_on("first_name", "dob"),
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            block_on("email"),
        ],
        recall=0.7,
        trained_on=[block_on("first_name", "surname"), block_on("dob")],
        u_pairs=2e6,
        plainly=False,
    )


def labelled() -> Example:
    """docs/demos/examples/duckdb/accuracy_analysis_from_labels_column: the tutorial's set again."""
    import splink.comparison_library as cl
    from splink import block_on

    return Example(
        blocking=[block_on(each) for each in ("first_name", "surname", "dob", "email")],
        comparisons=[
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
        sure=[
            "l.first_name = r.first_name and levenshtein(r.dob, l.dob) <= 1",
            "l.surname = r.surname and levenshtein(r.dob, l.dob) <= 1",
            "l.first_name = r.first_name and levenshtein(r.surname, l.surname) <= 2",
            "l.email = r.email",
        ],
        recall=0.7,
        trained_on=[block_on("dob"), block_on("email"), block_on("first_name", "surname")],
        u_pairs=1e6,
    )


def febrl3() -> Example:
    """docs/demos/examples/duckdb/febrl3."""
    import splink.comparison_library as cl
    from splink import block_on

    rules = ["soc_sec_id", "given_name", "surname", "date_of_birth", "postcode"]
    return Example(
        blocking=[block_on(each) for each in rules],
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d"
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
        sure=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname", "date_of_birth"),
            "l.given_name = r.surname and l.surname = r.given_name"
            " and l.date_of_birth = r.date_of_birth",
        ],
        recall=0.9,
        trained_on=[block_on("date_of_birth"), block_on("postcode")],
        u_pairs=1e6,
        plainly=False,
    )


def febrl4() -> Example:
    """docs/demos/examples/duckdb/febrl4, the detailed model."""
    import splink.comparison_library as cl
    from splink import block_on

    return Example(
        blocking=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            block_on("date_of_birth"),
            block_on("soc_sec_id"),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        comparisons=[
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison(
                "date_of_birth",
                input_is_string=True,
                datetime_format="%Y%m%d",
                invalid_dates_as_null=True,
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ],
        sure=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
        recall=0.8,
        trained_on=[block_on("date_of_birth"), block_on("postcode")],
        u_pairs=1e6,
    )


def febrl4_simple() -> Example:
    """docs/demos/examples/duckdb/febrl4, the simple model."""
    import splink.comparison_library as cl
    from splink import block_on

    detailed = febrl4()
    return Example(
        blocking=detailed.blocking,
        comparisons=[
            cl.ExactMatch(each).configure(term_frequency_adjustments=True)
            for each in ("given_name", "surname", "street_number")
        ],
        sure=detailed.sure,
        recall=0.8,
        trained_on=[block_on("given_name"), block_on("street_number")],
        u_pairs=1e7,
    )


#: Set -> its examples, by what they are called in the table.
EXAMPLES: dict[str, dict[str, Callable[[], Example]]] = {
    "fake": {"tutorial": tutorial, "accuracy analysis": labelled},
    "febrl3": {"febrl3": febrl3},
    "febrl4": {"febrl4, detailed": febrl4, "febrl4, simple": febrl4_simple},
    "historical": {"50k synthetic": historical, "quick and dirty": quick},
}


def main(example: str, path: str, out: str) -> None:
    """Writes Splink's pairs by the numbers of rows, and prints as JSON what they cost."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    started, cpu = time.perf_counter(), time.process_time()
    table, api = pq.read_table(path), DuckDBAPI()
    chosen = next(named[example] for named in EXAMPLES.values() if example in named)()
    links = "source_dataset" in table.column_names
    if links:
        source = table["source_dataset"].to_numpy()
        inputs = [
            api.register(table.filter(source == each), dataset_display_name=str(each))
            for each in ("a", "b")
        ]
    else:
        inputs = api.register(table)
    creator = SettingsCreator(
        link_type="link_only" if links else "dedupe_only",
        unique_id_column_name="row",
        retain_matching_columns=False,
        blocking_rules_to_generate_predictions=chosen.blocking,
        comparisons=chosen.comparisons,
    )
    linker = Linker(inputs, creator)
    training = linker.training
    training.estimate_probability_two_random_records_match(chosen.sure, recall=chosen.recall)
    training.estimate_u_using_random_sampling(max_pairs=chosen.u_pairs, seed=1)
    for rule in chosen.trained_on:
        training.estimate_parameters_using_expectation_maximisation(
            rule, estimate_without_term_frequencies=chosen.plainly
        )
    pairs = linker.inference.predict(threshold_match_weight=LEAST_BITS)
    found = pairs.as_duckdbpyrelation().select("row_l, row_r, match_weight").fetchnumpy()
    np.savez(out, left=found["row_l"], right=found["row_r"], weight=found["match_weight"])
    costs = {
        "elapsed_s": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "memory_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }
    print(json.dumps(costs))


if __name__ == "__main__":
    main(*sys.argv[1:4])
