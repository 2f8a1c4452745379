"""Writes workbooks and texts from tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.strangers.case import Table

Sheet = Any
Book = Any


def workbook(path: Path, build: Callable[[Book, Sheet], None], **options: object) -> Path:
    """A workbook of one sheet that `build` fills."""
    book = xlsxwriter.Workbook(str(path), options)
    build(book, book.add_worksheet("Vụ việc"))
    book.close()
    return path


def put(sheet: Sheet, table: Table, row: int = 0, column: int = 0) -> None:
    """Writes a table; empty texts are no cells."""
    for at, cells in enumerate(table, start=row):
        for across, value in enumerate(cells, start=column):
            if value not in {"", None}:
                sheet.write(at, across, value)


def of_table(path: Path, table: Table, merges: Iterable[tuple[int, int, int, int]] = ()) -> Path:
    """A workbook that holds a table; merges are first and last row and column, from 0."""

    def build(_: Book, sheet: Sheet) -> None:
        put(sheet, table)
        for top, left, bottom, right in merges:
            value = table[top][left] if left < len(table[top]) else ""
            sheet.merge_range(top, left, bottom, right, value)

    return workbook(path, build)


def csv_text(table: Table, delimiter: str = ",", newline: str = "\n") -> str:
    """A table as a text of values divided by a mark."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator=newline).writerows(table)
    return target.getvalue()


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def with_part(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def dotted(values: Sequence[object]) -> list[str]:
    """Whole numbers with "." between thousands, others with "," before decimals."""
    return [
        f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value).replace(".", ",")
        for value in values
    ]
