"""How well and how fast written values are read, with every value that is read otherwise than it should be.

    python -m benchmarks.reading [NAME ...] [--count 200000] [--write]

Every collection beside this file is read by its normaliser and compared with the truth; then as many distinct values
are made and read on one core, in three runs. With --write the tables go into docs/benchmarks.md (speed) and
docs/reading.md (accuracy, and the failures by name).
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterable, Sequence

from benchmarks.documents import machine, put_section
from benchmarks.reading.collection import (
    Collection,
    Failure,
    Score,
    collections,
    score,
    values_per_second,
)
from cotmoc.ingest.core.collecting import collect_rarely

COUNT = 200_000


def main() -> None:
    """Reads all collections, or those named, and prints what it found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="collections; all without any")
    parser.add_argument("--count", type=int, default=COUNT, help="distinct values of each run")
    parser.add_argument("--write", action="store_true", help="write the documents")
    arguments = parser.parse_args()
    chosen = [c for c in collections() if not arguments.names or c.name in arguments.names]
    scores = [(collection, score(collection)) for collection in chosen]
    accuracy, failures = accuracy_table(scores), failure_lists(scores)
    print(accuracy, failures, sep="\n\n", flush=True)
    collect_rarely()  # as in the processes that read files
    speed = speed_table(chosen, arguments.count)
    print(f"\n{speed}")
    if arguments.write and not arguments.names:
        put_section("reading.md", "accuracy", accuracy)
        put_section("reading.md", "failures", failures)
        put_section("benchmarks.md", "reading", speed)


def accuracy_table(scores: Iterable[tuple[Collection, Score]]) -> str:
    """A line for each collection: how many values, and the share read right, tuned on and held out."""
    lines = [
        "| collection | values | right | of those tuned on | of those held out |",
        "|---|---|---|---|---|",
    ]
    for collection, found in scores:
        parts = [f"{found.right[part] / found.total[part]:.1%}" for part in ("tune", "held")]
        total = sum(found.total.values())
        lines.append(f"| {collection.name} | {total} | {found.share:.1%} | {' | '.join(parts)} |")
    return "\n".join(lines)


def failure_lists(scores: Iterable[tuple[Collection, Score]]) -> str:
    """Every value that is read otherwise than a careful reader reads it, by collection."""
    texts = []
    for collection, found in scores:
        if found.failures:
            lines = [_failure_line(failure) for failure in found.failures]
            texts.append("\n".join([f"### {collection.name.capitalize()}", "", *lines]))
    return "\n\n".join(texts)


def _failure_line(failure: Failure) -> str:
    note = f" ({failure.note})" if failure.note else ""
    return f"- `{_plain(failure.written)}`: {_plain(failure.got)}, should be {_plain(failure.expected)}{note}"


def _plain(text: str) -> str:
    return text.replace("`", "'").replace("|", "¦")


def speed_table(chosen: Sequence[Collection], count: int) -> str:
    """A line for each collection: values a second on one core."""
    lines = [
        "## Reading values",
        "",
        f"{count:,} distinct values a run, three runs, time of one core, the garbage collector set as in the "
        f"processes that read files; {machine()}. `python -m benchmarks.reading`",
        "",
        "| values | a second: median | slowest run | fastest run | promised |",
        "|---|---|---|---|---|",
    ]
    for collection in chosen:
        speeds = values_per_second(collection, count)
        figures = (statistics.median(speeds), min(speeds), max(speeds), collection.at_least)
        lines.append(f"| {collection.name} | {' | '.join(f'{each:,.0f}' for each in figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
