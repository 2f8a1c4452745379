"""What the readers of files promise, whatever is in the file."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from benchmarks.fuzzing.target import Target, as_text, promise
from cotmoc.ingest.core.readers.cells import plain_text
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError

MOST_ROWS = 10_000
_FOLDER = Path(tempfile.mkdtemp(prefix="cotmoc-fuzz-files-"))
_ROWS = (
    ("Ngày", "Tang vật", "KL (kg)"),
    ("12/3/2026", "Pháo nổ", "59,7"),
    ("1/4/2026", "=1+1", "2"),
)


def _read(content: bytes, name: str) -> list[tuple[str, ...]] | None:
    """The cells of a file; None for one that is refused with a code."""
    path = _FOLDER / f"{os.getpid()}-{name}"
    path.write_bytes(content)
    try:
        table = open_table(path)
        rows = [row.cells for row in islice(table.rows(), MOST_ROWS)]
    except FileError as refused:
        promise("." in refused.code, "refused without a code", content)
        return None
    width = len(table.headers)
    promise(len(set(table.headers)) == width, "two columns of one name", content, table.headers)
    promise(all(len(cells) == width for cells in rows), "a row of another width", content)
    return rows


def check_any(content: bytes) -> None:
    """Any bytes are a table or refused with a code."""
    _read(content, "any")


def check_lines(content: bytes) -> None:
    """What is written as csv is read as it was, or refused, or left out and listed; no visible character is changed."""
    cells = [line.split("\x1f") for line in as_text(content).replace("\x00", "").split("\x1e")]
    text = io.StringIO()
    csv.writer(text).writerows([["Ngày", "Nơi", "Lượng"], *cells])
    rows = _read(text.getvalue().encode(), "lines.csv")
    # Controls are dropped and the file is said to have held some.
    known = {plain_text(cell).strip() for row in cells for cell in row}
    for row in rows or ():
        promise(all(c.strip() in known or not c for c in row), "a cell changed", cells, row)


def check_sheet(content: bytes) -> None:
    """A workbook with any sheet is a table or refused."""
    _read(_workbook_with({"xl/worksheets/sheet1.xml": content}), "sheet.xlsx")


def check_strings(content: bytes) -> None:
    """A workbook with any shared texts is a table or refused."""
    _read(_workbook_with({"xl/sharedStrings.xml": content}), "strings.xlsx")


def check_styles(content: bytes) -> None:
    """A workbook with any styles is a table or refused."""
    _read(_workbook_with({"xl/styles.xml": content}), "styles.xlsx")


def _sample_workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        for at, row in enumerate(_ROWS):
            sheet.write_row(at, 0, row)
        sheet.merge_range(5, 0, 6, 0, "Cộng")
        sheet.write_formula(5, 2, "=SUM(C2:C3)", None, 61.7)
        sheet.autofilter(0, 0, 4, 2)
        sheet.set_row(3, None, None, {"hidden": True})
    return target.getvalue()


_SAMPLE = _sample_workbook()


def _workbook_with(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_SAMPLE)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    return target.getvalue()


def _part(name: str) -> Iterable[bytes]:
    with zipfile.ZipFile(io.BytesIO(_SAMPLE)) as book:
        return [book.read(name)]


def _samples() -> Iterable[bytes]:
    """A small file of each kind."""
    text = io.StringIO()
    csv.writer(text).writerows(_ROWS)
    records = [dict(zip(_ROWS[0], row, strict=True)) for row in _ROWS[1:]]
    parquet = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), parquet)
    yield from (text.getvalue().encode(), text.getvalue().encode("utf-16"), _SAMPLE)
    yield from (json.dumps(records).encode(), b'{"rows": [{"a": 1}]}', parquet.getvalue())
    yield text.getvalue().encode("cp1258", errors="replace")


FILES = (
    Target("files", check_any, _samples, seconds=10),
    Target("csv-cells", check_lines, lambda: [b"1/2\x1fx\x1f3\x1e4/5\x1fCo\x1f6"], seconds=10),
    Target("xlsx-sheet", check_sheet, lambda: _part("xl/worksheets/sheet1.xml"), seconds=10),
    Target("xlsx-strings", check_strings, lambda: _part("xl/sharedStrings.xml"), seconds=10),
    Target("xlsx-styles", check_styles, lambda: _part("xl/styles.xml"), seconds=10),
)
