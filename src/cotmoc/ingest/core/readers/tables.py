"""A file as a table of text: headers and numbered rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.text import clean

MAX_COLUMNS = 1_000
HEADER_SEARCH_ROWS = 20

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


@dataclass(frozen=True)
class Table:
    """A file opened: unique headers, and its rows, read anew at every call of `rows()`.

    `kind` is csv, tsv, xlsx, parquet or json. `problems` are warnings about the header. `header_row` is the
    number of the row that holds the headers. `sheets` names all sheets of a workbook.
    """

    headers: Cells
    kind: str
    read: Callable[[], Iterator[RawRow]]
    problems: tuple[Problem, ...] = ()
    header_row: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""

    def rows(self) -> Iterator[RawRow]:
        """The rows in file order, one at a time; rows without any content are left out."""
        return self.read()


def table_from_numbered(records: Callable[[], Iterator[tuple[int, Cells]]], kind: str) -> Table:
    """A table from a function that gives all numbered records of a file, its header row among them.

    Rows above the header (titles of a report) are skipped. Raises `FileError` `file.empty`,
    `file.no_header`, `file.too_many_columns`.
    """
    head = _first_records(records())
    if not head:
        raise FileError("file.empty", "the file holds no rows")
    header_row, cells = find_header(head)
    check_width(len(cells))
    headers, problems = unique_headers(cells)

    def read() -> Iterator[RawRow]:
        return data_rows(records(), header_row, len(headers))

    return Table(headers, kind, read, problems, header_row)


def check_width(columns: int) -> None:
    """Nothing; raises `file.too_many_columns` for more columns than a table of records has."""
    if columns > MAX_COLUMNS:
        raise FileError(
            "file.too_many_columns", "too many columns", found=str(columns), most=str(MAX_COLUMNS)
        )


def _first_records(records: Iterator[tuple[int, Cells]]) -> list[tuple[int, Cells]]:
    head = []
    for number, cells in records:
        if any(cells):
            head.append((number, cells))
        if len(head) >= HEADER_SEARCH_ROWS:
            break
    return head


def find_header(head: Sequence[tuple[int, Cells]]) -> tuple[int, Cells]:
    """The number and cells of the header among the first rows that have content.

    It is the first row that fills three fifths as many cells as the fullest row: titles above a table fill
    one or two cells of many. Raises `file.no_header` when that row is made of numbers.

    >>> find_header([(1, ("BÁO CÁO", "", "")), (3, ("Ngày", "Nơi", "Số lượng")), (4, ("1/2", "Móng Cái", "3"))])
    (3, ('Ngày', 'Nơi', 'Số lượng'))
    """
    fullest = max(_filled(cells) for _, cells in head)
    needed = (3 * fullest + 4) // 5
    number, cells = next((n, c) for n, c in head if _filled(c) >= needed)
    if all(not any(ch.isalpha() for ch in cell) for cell in cells if cell):
        raise FileError(
            "file.no_header", "the first row holds no names of columns", row=str(number)
        )
    last = max(position for position, cell in enumerate(cells) if cell)
    return number, cells[: last + 1]


def _filled(cells: Cells) -> int:
    return sum(1 for cell in cells if cell.strip())


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


def data_rows(
    records: Iterator[tuple[int, Cells]], header_row: int, width: int
) -> Iterator[RawRow]:
    """The records below the header, cut or filled to `width` cells; those without content are left out."""
    empty = ("",) * width
    for number, cells in records:
        if number <= header_row or not any(cells):
            continue
        if len(cells) != width:
            cells = (cells + empty)[:width]  # noqa: PLW2901
        yield RawRow(number, cells)
