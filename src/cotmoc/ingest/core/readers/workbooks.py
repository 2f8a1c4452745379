"""Sheets of Excel workbooks (xlsx) as tables of text."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cotmoc.ingest.core.readers.scanning import Scan, scan_records
from cotmoc.ingest.core.readers.tables import Cells, FileError, Merge

# A workbook is unpacked in memory; this is what the largest real one needs several times over.
MAX_UNPACKED_BYTES = 1 << 30

# A database of texts cannot hold them: NUL, and halves of characters that JSON may write.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def scan_workbook(path: Path, sheet: str | None) -> Scan:
    """A scan of a sheet: the one named, else the first visible one with at least two rows of content.

    Dates become ISO text, whole numbers lose their ".0". Rows are numbered as Excel shows them. Raises
    `FileError` (`file.unreadable`, `file.encrypted`, `file.no_sheet`, `file.too_large`, `file.empty`).
    """
    _check_size(path)
    try:
        book = CalamineWorkbook.from_path(path)
        name = _choose_sheet(book, sheet)
        scan = scan_records(_sheet_records(book, name), "xlsx", _merges(book, name))
    except PasswordError as cause:
        raise FileError("file.encrypted", "the workbook has a password") from cause
    except (CalamineError, ZipError, XmlError, OSError) as cause:
        raise FileError("file.unreadable", str(cause), detail=type(cause).__name__) from cause
    scan.sheet, scan.sheets = name, tuple(book.sheet_names)
    return scan


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        raise FileError("file.too_large", "the workbook is too large", bytes=str(unpacked))


def _choose_sheet(book: CalamineWorkbook, wanted: str | None) -> str:
    if wanted:
        if wanted not in book.sheet_names:
            raise FileError(
                "file.no_sheet", "no such sheet", sheet=wanted, sheets=", ".join(book.sheet_names)
            )
        return wanted
    shown = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    for name in shown:
        if book.get_sheet_by_name(name).height > 1:
            return name
    if not book.sheet_names:
        raise FileError("file.empty", "the workbook has no sheets")
    return (shown or book.sheet_names)[0]


def _sheet_records(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(book.get_sheet_by_name(name).iter_rows(), start=1):
        yield number, tuple(cell_text(value) for value in row)


def _merges(book: CalamineWorkbook, name: str) -> list[Merge]:
    ranges = book.get_sheet_by_name(name).merged_cell_ranges or []
    return [Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]


def cell_text(value: Cell | None) -> str:
    """The text of a value of a workbook or columnar file: ISO dates, numbers without a needless ".0".

    >>> cell_text(3.0), cell_text(dt.datetime(2024, 5, 1)), cell_text(dt.datetime(2024, 5, 1, 7, 30))
    ('3', '2024-05-01', '2024-05-01 07:30')
    """
    writer = _WRITERS.get(type(value), str)
    return writer(value)


def _float_text(value: float) -> str:
    if value != value:  # noqa: PLR0124 - not a number is not equal to itself
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _datetime_text(value: dt.datetime) -> str:
    if value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(" ", "minutes" if not value.second else "seconds")


def _time_text(value: dt.time) -> str:
    return value.isoformat("minutes" if not value.second else "seconds")


# By exact type: a date-time is also a date, and a truth value is also a number.
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: lambda value: _UNSTORABLE.sub("", value),
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    float: _float_text,
    dt.datetime: _datetime_text,
    dt.time: _time_text,
}
