"""A file as a table of text: headers and numbered rows, and what of the file is not in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.text import clean

MAX_COLUMNS = 1_000

Cells = tuple[str, ...]


class FileError(CotmocError):
    """A file that cannot be read as a table; `code` says why."""

    def __init__(self, code: str, message: str, **params: str) -> None:
        super().__init__(message, **params)
        self.code = code

    def problem(self) -> Problem:
        """The same as a coded problem, for the report of an import."""
        return Problem(self.code, "", {k: str(v) for k, v in self.params.items()})


class RawRow(NamedTuple):
    """One row: its number as a user sees it in the file, and its cells, as many as there are headers."""

    number: int
    cells: Cells


class LeftOut(NamedTuple):
    """A row that is no data: its number in the file, why (`left_out.total` ...), and its first text, shortened."""

    number: int
    reason: str
    text: str


class Merge(NamedTuple):
    """A block of merged cells: rows as numbered in the file, columns from 0, both ends within it."""

    top: int
    left: int
    bottom: int
    right: int


class Record(NamedTuple):
    """A line of a file with content: its number, its cells as they stand, and the merged cells that begin in it."""

    number: int
    cells: Cells
    merges: tuple[Merge, ...] = ()


Records = Iterator[Record]


class LeftOutSheet(NamedTuple):
    """A sheet of the workbook that was not read, and why (`sheet.hidden` ...)."""

    name: str
    reason: str


@dataclass(frozen=True)
class Table:
    """A file opened: unique headers, and its rows, read anew at every call of `rows()`.

    `kind` is csv, tsv, xlsx, xlsb, xls, ods, parquet or json. `problems` are warnings about the file. `header_rows` are
    the numbers of the rows that the headers were made of; empty for files that name their columns themselves.
    `left_out` are the first of the `rows_left_out` rows that are no data, in file order. `sheets` names all sheets of a
    workbook. `columns` says where in the file, from 0, the column of each header stands. `count` is the number of rows
    where it is known; None where the table holds only the first of them.
    """

    headers: Cells
    kind: str
    read: Callable[[], Iterator[RawRow]]
    problems: tuple[Problem, ...] = ()
    header_rows: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rows_left_out: int = 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sheets_left_out: tuple[LeftOutSheet, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[int, ...] = ()
    count: int | None = None

    def rows(self) -> Iterator[RawRow]:
        """The rows in file order, one at a time; rows without any content are left out."""
        return self.read()


def check_width(columns: int) -> None:
    """Nothing; raises `file.too_many_columns` for more columns than a table of records has."""
    if columns > MAX_COLUMNS:
        raise FileError(
            "file.too_many_columns", "too many columns", found=str(columns), most=str(MAX_COLUMNS)
        )


def unique_headers(cells: Cells) -> tuple[Cells, tuple[Problem, ...]]:
    """Headers cleaned and made unique, with a warning for every one that had to be named.

    >>> unique_headers(("Ngày", "", "Ngày"))[0]
    ('Ngày', 'column 2', 'Ngày (2)')
    """
    headers: list[str] = []
    problems: list[Problem] = []
    for position, cell in enumerate(cells, start=1):
        name = clean(cell)
        unique = _unused(name or f"column {position}", headers)
        if not name:
            problems.append(warning("header.empty", "", column=str(position), named=unique))
        elif unique != name:
            problems.append(warning("header.duplicate", name, column=str(position), named=unique))
        headers.append(unique)
    return tuple(headers), tuple(problems)


def _unused(name: str, taken: list[str]) -> str:
    count, unique = 1, name
    while unique in taken:
        count += 1
        unique = f"{name} ({count})"
    return unique


def column_letters(at: int) -> str:
    """The letters by which a workbook calls a column (from 0).

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
