"""Splink on the data sets of others, as its documentation compares each: blocking, comparisons and training.

    python -m benchmarks.others_splink SET RECORDS.parquet OUT.npz

The settings follow those that Splink's examples publish for these very sets, in the words of its version 5.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow.parquet as pq

LEAST_BITS = -10.0


def historical() -> tuple[dict[str, Any], list[Any], list[Any], float]:
    """Settings, rules whose pairs nearly always match, rules to train on, and their recall."""
    import splink.comparison_library as cl
    from splink import block_on

    settings = {
        "blocking_rules_to_generate_predictions": [
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
        "comparisons": [
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
    }
    sure = [
        block_on("first_name", "surname", "dob"),
        block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
        block_on("dob", "postcode_fake"),
    ]
    return settings, sure, [block_on("first_name", "surname"), block_on("dob")], 0.6


def fake() -> tuple[dict[str, Any], list[Any], list[Any], float]:
    """The same of the tutorial's thousand."""
    import splink.comparison_library as cl
    from splink import block_on

    settings = {
        "blocking_rules_to_generate_predictions": [
            block_on("first_name", "city"),
            block_on("surname"),
            block_on("first_name"),
            block_on("dob"),
            block_on("email"),
        ],
        "comparisons": [
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
    }
    sure = [block_on("first_name", "surname", "dob"), block_on("email")]
    return settings, sure, [block_on("first_name", "surname"), block_on("dob")], 0.7


def febrl(three: bool) -> tuple[dict[str, Any], list[Any], list[Any], float]:
    """The same of the third and the fourth set of FEBRL."""
    import splink.comparison_library as cl
    from splink import block_on

    rules = ["soc_sec_id", "given_name", "surname", "date_of_birth", "postcode"]
    settings = {
        "blocking_rules_to_generate_predictions": [
            *map(block_on, rules),
            block_on("street_number", "address_1"),
            block_on("state", "address_1"),
        ],
        "comparisons": [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d"
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ],
    }
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    return settings, sure, [block_on("date_of_birth"), block_on("postcode")], 0.6 if three else 0.8


SETS: dict[str, Callable[[], tuple[dict[str, Any], list[Any], list[Any], float]]] = {
    "historical": historical,
    "fake": fake,
    "febrl3": lambda: febrl(three=True),
    "febrl4": lambda: febrl(three=False),
}


def main(name: str, path: str, out: str) -> None:
    """Writes Splink's pairs by the numbers of rows, and prints as JSON what they cost."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    started, cpu = time.perf_counter(), time.process_time()
    table, api = pq.read_table(path), DuckDBAPI()
    settings, sure, trained_on, recall = SETS[name]()
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
        **settings,
    )
    linker = Linker(inputs, creator)
    linker.training.estimate_probability_two_random_records_match(sure, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in trained_on:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_weight=LEAST_BITS)
    found = pairs.as_duckdbpyrelation().select("row_l, row_r, match_weight").fetchnumpy()
    np.savez(out, left=found["row_l"], right=found["row_r"], weight=found["match_weight"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        json.dumps(
            {
                "elapsed_s": time.perf_counter() - started,
                "cpu_s": time.process_time() - cpu,
                "memory_gib": memory,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:4])
