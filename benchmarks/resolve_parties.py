"""Which of a hundred thousand or a million synthetic parties are the same, beside Splink on the same file.

    python -m benchmarks.resolve_parties [RECORDS ...] [--write]

Every engine runs in a process of its own, reads the same Parquet file and answers with scored pairs. Splink (DuckDB)
gets six blocking rules and its stock comparisons, once on the names as written and once on names that were already
folded for it; it trains on the file. Best F1 is over all thresholds, pairs counted as they were scored, without
joining them to clusters. Splink is installed beside the checkout's other made files and is no dependency.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.documents import machine, put_section
from benchmarks.party_data import ERRORS, Synthetic, synthetic
from benchmarks.peers import peer_path
from cotmoc.normalise.text import fold

ENGINES = {
    "cotmoc": "Cotmoc, weights as shipped",
    "cotmoc-trained": "Cotmoc, trained on the file in the same run",
    "splink": "Splink, names as written",
    "splink-folded": "Splink, names folded for it",
}
SPLINK = "splink==5.0.*"


def write_file(made: Synthetic, path: Path) -> None:
    """The records as one file for every engine; parts of names and dates are cut for those who ask for them."""
    columns: dict[str, Any] = {}
    year, month, day = made.births // 10_000, made.births // 100 % 100, made.births % 100
    dates = zip(
        year.tolist(), np.maximum(month, 1).tolist(), np.maximum(day, 1).tolist(), strict=True
    )
    columns["dob"] = pa.array([f"{y:04d}-{m:02d}-{d:02d}" for y, m, d in dates])
    columns["birth_year"] = year
    words = [name.split() for name in made.names.to_pylist()]
    for suffix, change in (("", str), ("_folded", fold)):
        for part, cut in (
            ("family", slice(0, 1)),
            ("middle", slice(1, -1)),
            ("given", slice(-1, None)),
        ):
            texts = [change(" ".join(each[cut])) or None for each in words]
            columns[part + suffix] = pa.array(texts, pa.string())
        columns["full" + suffix] = pa.array([change(" ".join(each)) for each in words])
    table = made.as_table()
    for name, column in columns.items():
        table = table.append_column(name, pa.array(column))
    pq.write_table(table, path)


def measured(engine: str, path: Path, truth: np.ndarray[Any, Any]) -> dict[str, float]:
    """What one engine reaches: seconds, memory, pairs, and its best F1 with precision and recall."""
    out = path.with_name(f"{engine}.npz")
    environment = dict(os.environ)
    if engine.startswith("splink"):
        environment["PYTHONPATH"] = str(peer_path("splink", SPLINK))
    command = [sys.executable, "-m", "benchmarks.party_engines", engine, str(path), str(out)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    pairs = np.load(out)
    return figures | best_f1(pairs["left"], pairs["right"], pairs["weight"], truth)


def best_f1(
    left: np.ndarray[Any, Any],
    right: np.ndarray[Any, Any],
    weight: np.ndarray[Any, Any],
    truth: np.ndarray[Any, Any],
) -> dict[str, float]:
    """The best F1 of all thresholds, with its precision and recall, and the recall of all pairs that were answered."""
    _, sizes = np.unique(truth, return_counts=True)
    total = int((sizes * (sizes - 1) // 2).sum())
    order = np.argsort(-weight, kind="stable")
    right_ones = np.cumsum(truth[left[order]] == truth[right[order]])
    taken = np.arange(1, len(order) + 1)
    scores = 2 * right_ones / (taken + total)
    best = int(scores.argmax())
    return {
        "f1": float(scores[best]),
        "precision": float(right_ones[best] / taken[best]),
        "recall": float(right_ones[best] / total),
        "recall_of_all": float(right_ones[-1] / total),
        "threshold": float(weight[order[best]]),
        "true_pairs": total,
    }


def table(results: dict[int, dict[str, dict[str, float]]]) -> str:
    """The figures as a section of the document."""
    errors = ", ".join(f"{name.replace('_', ' ')} {share:.0%}" for name, share in ERRORS.items())
    lines = [
        "## Persons recognised again",
        "",
        f"Synthetic Vietnamese persons, a fifth of the records noisy copies ({errors}; a number is noted in 70 % of all"
        f" records); the same file for all, each in a process of its own; {machine()}. "
        "`python -m benchmarks.resolve_parties`",
        "",
        "| records | engine | best F1 | precision | recall | recall of candidates | elapsed | processor | memory |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for count, engines in results.items():
        for engine, each in engines.items():
            lines.append(
                f"| {count:,} | {ENGINES[engine]} | {each['f1']:.4f} | {each['precision']:.4f} | {each['recall']:.4f} |"
                f" {each['recall_of_all']:.4f} | {each['elapsed_s']:.1f} s | {each['cpu_s']:.1f} s |"
                f" {each['memory_gib']:.1f} GiB |"
            )
    return "\n".join(lines)


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument(
        "--write", action="store_true", help="write the table into docs/benchmarks.md"
    )
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    options = parser.parse_args()
    results: dict[int, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in options.records:
            made, path = synthetic(count), Path(folder) / f"{count}.parquet"
            write_file(made, path)
            results[count] = {}
            for engine in options.engines:
                results[count][engine] = measured(engine, path, made.truth)
                print(count, engine, results[count][engine], flush=True)
    text = table(results)
    print(text)
    if options.write:
        put_section("benchmarks.md", "parties", text)


if __name__ == "__main__":
    main()
