"""Measures reading a workbook into the normal form: where the time goes, and the memory it takes.

python -m benchmarks.files_read [--rows 100000]

The workbook has 20 columns: numbers, dates, texts that repeat and texts that do not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from cotmoc.ingest.core.normal_form import FormPaths, write_forms
from cotmoc.ingest.core.readers.opening import open_scan
from cotmoc.ingest.core.readers.packages import Package
from cotmoc.ingest.core.readers.sheets import SheetFacts
from cotmoc.ingest.core.readers.xlsx import XlsxWorkbook
from cotmoc.ingest.isolation.forms import first_rows, whole_table

COLUMNS, REPEATED = 20, 5_000
DAYS = 700


def main() -> None:
    """Make the workbook, measure each stage for itself and the whole in its process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "stored"
        alone(make_workbook, path, rows)
        print(f"{rows} rows x {COLUMNS} columns, {path.stat().st_size / 1e6:.1f} MB")
        alone(in_its_process, path)
        for label, stage in stages(path):
            print(f"  {label}: {cpu_s(stage):.2f} s of processor time")


def alone(act: Callable[..., None], *given: object) -> None:
    """Does something in a new process: what one took before must not be counted with what its children take."""
    process = multiprocessing.get_context("spawn").Process(target=act, args=given)
    process.start()
    process.join()


def in_its_process(path: Path) -> None:
    """The answer and the whole as they come from the reading process, by the clock on the wall."""
    began = time.monotonic()
    first_rows(path, "f.xlsx")
    decided = time.monotonic() - began
    table = whole_table(path, "f.xlsx")
    whole = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"first rows after {decided:.2f} s, all {table.count} after {whole:.2f} s")
    print(
        f"  processor {used.ru_utime + used.ru_stime:.2f} s, peak memory {used.ru_maxrss / 1024:.0f} MB"
    )
    print(
        f"  rows out of the normal form: {cpu_s(lambda: count(table.rows())):.2f} s of processor time"
    )


def stages(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each stage with those before it: what it adds is the difference."""

    def unpack() -> int:
        package = Package(path)
        return sum(len(piece) for name in package.names() for piece in package.pieces(name))

    def records() -> int:
        return count(XlsxWorkbook(path).records(0, SheetFacts()))

    def form() -> int:
        with tempfile.TemporaryDirectory() as folder:
            paths = [FormPaths.at(Path(folder), each) for each in ("whole", "head")]
            return count(write_forms(open_scan(path), paths[0], paths[1], 1_000, lambda: None))

    yield "unpacked", unpack
    yield "and its shared texts", lambda: (unpack(), XlsxWorkbook(path).parts.shared_texts())
    yield "cells as text", records
    yield "and rows that are no data told apart", lambda: count(open_scan(path).rows())
    yield "and written as normal form", form


def make_workbook(path: Path, rows: int) -> None:
    """A workbook as Excel writes it, its texts shared."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Vụ việc")
    sheet.write_row(0, 0, [f"Cột {at}" for at in range(COLUMNS)])
    for row in range(1, rows + 1):
        sheet.write_number(row, 0, row)
        sheet.write_datetime(row, 1, dt.datetime(2024, 1, 1) + dt.timedelta(days=row % DAYS))  # noqa: DTZ001
        for at in range(2, 10):
            sheet.write_string(row, at, f"Giá trị {at} của dòng {row % REPEATED}")
        for at in range(10, 14):
            sheet.write_string(row, at, f"Nội dung riêng {row} {at} ở xã Hải Sơn")
        for at in range(14, COLUMNS):
            sheet.write_number(row, at, row * at / 8)
    book.close()


def count(things: Iterator[object]) -> int:
    """How many there are."""
    return sum(1 for _ in things)


def cpu_s(act: Callable[[], object]) -> float:
    """Processor seconds that an act takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    main()
