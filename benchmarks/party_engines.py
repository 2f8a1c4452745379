"""One engine on one file of parties, for `benchmarks.resolve_parties`: scored pairs, and what they cost.

    python -m benchmarks.party_engines ENGINE FILE.parquet OUT.npz

The last line printed is JSON: elapsed and processor seconds from the file to the pairs, most memory, pairs compared.
Compiling (numba) is done on a small file before, as an installation does once.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cotmoc.resolution.core.parties.columns import PartyColumns

LEAST_BITS = -4.0


def columns_of(table: pa.Table) -> PartyColumns:
    """The records of a file as our engine takes them."""

    def chunk(name: str) -> pa.Array:
        return table[name].combine_chunks()

    return PartyColumns(
        numbers=chunk("unique_id").to_numpy(),
        names=chunk("name"),
        births=chunk("birth").to_numpy(),
        documents=chunk("document"),
        categories=chunk("sex").to_numpy(),
        countries=pa.nulls(len(table), pa.string()),
        areas=chunk("commune"),
        regions=chunk("province"),
    )


def run_cotmoc(path: Path, trained: bool = False) -> dict[str, Any]:
    """The pairs of our own engine."""
    from cotmoc.resolution.core.parties.linking import LinkSettings, link_parties
    from cotmoc.resolution.core.parties.model import load_party_model
    from cotmoc.resolution.core.parties.rows import build_parties

    def link(table: pa.Table) -> Any:
        parties, model = build_parties(columns_of(table)), load_party_model()
        if trained:
            from cotmoc.resolution.core.parties.training import train_model

            model = train_model(parties, model).model
        return link_parties(parties, model, LinkSettings(least_bits=LEAST_BITS))

    read = ["unique_id", "name", "birth", "document", "sex", "commune", "province"]
    link(pq.read_table(path, columns=read).slice(0, 20_000))
    started, cpu = time.perf_counter(), time.process_time()
    found = link(pq.read_table(path, columns=read))
    return {
        "elapsed_s": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "compared": found.compared,
        "pairs": (found.left, found.right, found.weights),
    }


def run_splink(path: Path, suffix: str = "") -> dict[str, Any]:
    """The pairs of Splink: six blocking rules, stock comparisons, trained as its documentation does."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    family, middle, given, full = (
        f"{part}{suffix}" for part in ("family", "middle", "given", "full")
    )
    rules = [
        block_on("document"),
        block_on(full, "birth_year"),
        block_on(family, given, "dob"),
        block_on(full, "commune"),
        block_on("dob", "commune"),
        block_on(given, "birth_year", "commune"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.ForenameSurnameComparison(given, family),
            cl.JaroWinklerAtThresholds(middle).configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("document", [1, 2]),
            cl.ExactMatch("sex"),
            cl.ExactMatch("commune").configure(term_frequency_adjustments=True),
        ],
        retain_matching_columns=False,
    )
    started, cpu = time.perf_counter(), time.process_time()
    api = DuckDBAPI()
    linker = Linker(api.register(pq.read_table(path)), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("document"), block_on(full, "dob")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("document"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on(full, "commune"))
    pairs = linker.inference.predict(threshold_match_weight=LEAST_BITS)
    found = (
        pairs.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_weight").fetchnumpy()
    )
    return {
        "elapsed_s": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "pairs": (found["unique_id_l"], found["unique_id_r"], found["match_weight"]),
    }


RUNS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "cotmoc": run_cotmoc,
    "cotmoc-trained": lambda path: run_cotmoc(path, trained=True),
    "splink": run_splink,
    "splink-folded": lambda path: run_splink(path, "_folded"),
}


def main(engine: str, path: str, out: str) -> None:
    """Runs one engine and writes its pairs."""
    found = RUNS[engine](Path(path))
    left, right, weight = found.pop("pairs")
    np.savez(out, left=left, right=right, weight=weight)
    found["memory_gib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:4])
