"""Measures the suggestions for columns: `python -m benchmarks.layouts [--write] [--fit]`.

`--fit` fits weights and calibration to the tuning half first. `--write` puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence

from benchmarks.documents import put_section
from benchmarks.layouts.baseline import by_likeness, by_name
from benchmarks.layouts.fitting import write_fit
from benchmarks.layouts.layout import PARTS, Layout, layouts, published_layouts, read_back
from benchmarks.layouts.measuring import (
    ColumnResult,
    Suggest,
    after_another_file,
    as_read,
    calibration,
    from_csv,
    from_workbook,
    measure,
    share,
    wholly_right,
    without_another_file,
)
from cotmoc.ingest.core.suggesting import guess_kind, suggest

WAYS: tuple[tuple[str, Suggest], ...] = (
    ("Cotmoc", from_workbook),
    ("Cotmoc, from csv files instead", from_csv),
    ("Cotmoc, headers shortened", without_another_file),
    ("Cotmoc, headers shortened, after the file itself", after_another_file),
    ("names looked up exactly", by_name),
    ("names looked up by likeness (rapidfuzz)", by_likeness),
)
COLUMNS, ROWS, RUNS = 40, 200, 9


def main() -> None:
    """Measures and prints, and writes where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--fit", action="store_true")
    arguments = parser.parse_args()
    if arguments.fit:
        write_fit([layout for layout in layouts() if layout.part == "tune"])
    text = "\n".join(report(layouts()))
    print(text)
    if arguments.write:
        put_section("benchmarks.md", "layouts", text)


def report(every: Sequence[Layout]) -> Iterator[str]:
    """The section of the document, line by line."""
    measured = {
        (name, part): measure([each for each in every if each.part == part], way)
        for name, way in WAYS
        for part in PARTS
    }
    columns = sum(len(layout.columns) for layout in every)
    yield "## Columns suggested"
    yield ""
    yield (
        f"{len(every)} written layouts with {columns} columns, all values synthetic; half of them (drawn by lot within"
        " each sort) were held back: nothing was fitted to them, and their failures below were left as they are."
        " Layouts and the list of names have the same authors, so that a stranger's files may do worse than the held"
        " half. Cotmoc reads them from real workbooks with titles and merged headers. `python -m benchmarks.layouts`"
    )
    yield ""
    yield from _overall(every, measured)
    yield from _published()
    yield from _by_sort(every, measured)
    yield from _sure(measured)
    yield from _speed()
    yield from _failures(measured)


def _overall(
    every: Sequence[Layout], measured: dict[tuple[str, str], list[ColumnResult]]
) -> Iterator[str]:
    yield (
        "| | part | right at first suggestion | right among first three | layouts wholly right |"
        " protected columns refused |"
    )
    yield "|---|---|---|---|---|---|"
    for (name, part), results in measured.items():
        protected = [result for result in results if result.column.refused]
        yield (
            f"| {name} | {part} | {share(results, _right):.1%} of {len(results)} | {share(results, _among):.1%} |"
            f" {wholly_right(results):.1%} | {sum(map(_right, protected))} of {len(protected)} |"
        )
    kinds = [guess_kind(*read_back(layout, "xlsx")) == layout.kind for layout in every]
    both = measured["Cotmoc", "tune"] + measured["Cotmoc", "held"]
    refused = [result for result in both if result.got == "refused" and not result.column.refused]
    stated = [result for result in both if result.column.options]
    yield ""
    yield (
        f"The kind of file was found for {sum(kinds)} of {len(kinds)} layouts (both look-ups were told it)."
        f" {len(refused)} columns were refused that need not be. Unit, order, decimal sign, breakdown or period"
        f" were right for {sum(result.options_right for result in stated)} of the {len(stated)} columns that state one."
    )
    yield ""


def _published() -> Iterator[str]:
    """What of real registers is mapped at first as the profiles kept for them map it."""
    real = published_layouts()
    results = measure(real, as_read)
    if results:
        named = [result for result in results if result.column.fields != ("",)]
        yield (
            f"The {len(real)} published registers of [real-data](real-data.md), whose profiles were made by hand"
            f" before: {share(results, _right):.0%} of {len(results)} columns as in the profile,"
            f" {share(named, _right):.0%} of the {len(named)} that are fields"
            f" ({share(named, _among):.0%} among the first three)."
        )
        yield ""


def _by_sort(
    every: Sequence[Layout], measured: dict[tuple[str, str], list[ColumnResult]]
) -> Iterator[str]:
    yield "| sort of layout | layouts | columns | right, tune | right, held | by likeness, held |"
    yield "|---|---|---|---|---|---|"
    for sort in sorted({layout.sort for layout in every}):
        number = sum(layout.sort == sort for layout in every)
        parts = [
            [r for r in measured[name, part] if r.layout.sort == sort]
            for name, part in (("Cotmoc", "tune"), ("Cotmoc", "held"), (WAYS[-1][0], "held"))
        ]
        shares = " | ".join(f"{share(part, _right):.0%}" if part else "–" for part in parts)
        yield f"| {sort} | {number} | {len(parts[0]) + len(parts[1])} | {shares} |"
    yield ""


def _sure(measured: dict[tuple[str, str], list[ColumnResult]]) -> Iterator[str]:
    yield "| confidence stated, held half | suggestions | mean confidence | right |"
    yield "|---|---|---|---|"
    for name, number, mean, right in calibration(measured["Cotmoc", "held"]):
        yield f"| {name} | {number} | {mean:.1%} | {right:.1%} |"
    yield ""


def _speed() -> Iterator[str]:
    """Time of processor for the suggestions of a wide table with values never seen before."""
    suggest(*_wide_table(0))
    spent = []
    for run in range(1, RUNS + 1):
        headers, rows = _wide_table(run)
        began = time.process_time()
        suggest(headers, rows)
        spent.append(1000 * (time.process_time() - began))
    spent.sort()
    yield (
        f"{COLUMNS} columns of {ROWS} rows with new values are suggested in {spent[len(spent) // 2]:.0f} ms of"
        f" processor time (median of {RUNS}; the slowest {spent[-1]:.0f} ms)."
    )
    yield ""


def _wide_table(seed: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    draw = random.Random(seed)
    columns = [
        (header, column)
        for layout in layouts()
        if layout.kind == "incident"
        for header, column in zip(layout.headers, layout.columns, strict=True)
    ]
    chosen = dict(draw.sample(columns, 3 * COLUMNS))
    headers = tuple(list(chosen)[:COLUMNS])
    values = [[_altered(draw, draw.choice(chosen[h].values)) for _ in range(ROWS)] for h in headers]
    return headers, list(zip(*values, strict=True))


def _altered(draw: random.Random, text: str) -> str:
    """The text with half of its digits changed, so that it was not read before."""
    return "".join(
        str(draw.randint(0, 9)) if c.isdigit() and draw.random() < 0.5 else c for c in text
    )


def _failures(measured: dict[tuple[str, str], list[ColumnResult]]) -> Iterator[str]:
    for part in PARTS:
        wrong = [result for result in measured["Cotmoc", part] if not result.right]
        yield f"Columns not right at first, {part} ({len(wrong)}):"
        yield ""
        for result in wrong:
            header = " / ".join(level for level in result.column.header if level)
            expected = " or ".join(field or "no field" for field in result.column.fields)
            example = next((value for value in result.column.values if value), "")
            short = re.sub(r"\s+", " ", example)[:40]
            yield f"- {result.layout.name}, “{header}” (“{short}”): {expected}; got {result.got or 'no field'}"
        yield ""


def _right(result: ColumnResult) -> bool:
    return result.right


def _among(result: ColumnResult) -> bool:
    return result.right_among


if __name__ == "__main__":
    main()
