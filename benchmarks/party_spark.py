"""The same pairs on Spark as on one machine, of synthetic persons.

    python -m benchmarks.party_spark [RECORDS]

Installs pyspark beside the checkout's other made files; needs Java 17 or later. Fails when a pair or a weight differs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.party_data import synthetic
from benchmarks.party_engines import columns_of
from benchmarks.peers import ROOT, peer_path

PYSPARK = ("pyspark==4.*", "pandas==2.*")


def compare(count: int) -> None:
    """Finds the pairs both ways, prints the times, raises `SystemExit` when they differ."""
    from pyspark.sql import SparkSession

    from cotmoc.resolution.core.parties.linking import link_parties
    from cotmoc.resolution.core.parties.model import load_party_model
    from cotmoc.resolution.core.parties.rows import build_parties
    from cotmoc.resolution.spark import link_on_spark

    made, model = synthetic(count).as_table(), load_party_model()
    started = time.perf_counter()
    here = link_parties(build_parties(columns_of(made)), model)
    middle = time.perf_counter()
    names = {"unique_id": "number", "sex": "category", "commune": "area", "province": "region"}
    table = made.rename_columns([names.get(name, name) for name in made.column_names])
    table = table.append_column("country", [[""] * count])
    settings = {
        "spark.driver.memory": "2g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    records = session.createDataFrame(table.to_pylist()).repartition(4)
    rows = link_on_spark(records, model, parts=8).collect()
    session.stop()
    there = {(row["left"], row["right"]): row["weight"] for row in rows}
    ends = zip(here.left.tolist(), here.right.tolist(), strict=True)
    expected = dict(zip(ends, here.weights.tolist(), strict=True))
    print(
        f"{count:,} records: {len(expected):,} pairs in {middle - started:.0f} s here,"
        f" {len(there):,} in {time.perf_counter() - middle:.0f} s on Spark"
    )
    if expected.keys() != there.keys():
        raise SystemExit(f"{len(expected.keys() ^ there.keys())} pairs differ")
    apart = max(abs(weight - there[pair]) for pair, weight in expected.items())
    print(f"the same pairs; weights at most {apart:.1e} bits apart")
    if not np.isclose(apart, 0.0, atol=1e-9):
        raise SystemExit("weights differ")


def run(count: int) -> str:
    """What comparing printed, in a process of its own that has Spark. Raises `CalledProcessError`."""
    search = os.pathsep.join([str(peer_path("pyspark", *PYSPARK)), str(ROOT / "src"), str(ROOT)])
    told = subprocess.run(
        [sys.executable, str(Path(__file__)), str(count), "inside"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": search, "PYSPARK_PYTHON": sys.executable},
    )
    return told.stdout


if __name__ == "__main__":
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if "inside" in sys.argv:
        compare(records)
    else:
        print(run(records))
