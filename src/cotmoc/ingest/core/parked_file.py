"""Parked rows written out with their reasons, to be corrected and put in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

import xlsxwriter

from cotmoc.normalise.spreadsheets import harmless

WIDEST_COLUMN = 60


class ParkedRow(NamedTuple):
    """A row as written, what is to be corrected in it, the positions of the wrong cells, and its number in the file."""

    cells: Sequence[str]
    reason: str
    wrong: frozenset[int] = frozenset()
    number: int = 0


def parked_csv(
    headers: Sequence[str], rows: Iterable[ParkedRow], reason_header: str
) -> Iterator[bytes]:
    """The rows as UTF-8 csv with a byte order mark, the reasons in a last column.

    Cells are as written, but for an apostrophe before what could be a formula; `as_it_was` takes it off again.

    >>> b"".join(parked_csv(("A",), [ParkedRow(("1",), "?")], "why")).decode("utf-8-sig")
    'A,why\\r\\n1,?\\r\\n'
    """
    yield b"\xef\xbb\xbf" + _line((*headers, reason_header))
    for row in rows:
        yield _line((*row.cells, row.reason))


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(map(harmless, cells))
    return line.getvalue().encode()


def write_parked_xlsx(
    target: Path | IO[bytes], headers: Sequence[str], rows: Iterable[ParkedRow], reason_header: str
) -> None:
    """Writes the rows to a workbook: every cell as text, wrong ones marked, the reasons in a last column.

    Text, never numbers or formulas: what was written must come back as it was, and nothing in a cell is run.
    """
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("cotmoc")
        bold = book.add_format({"bold": True, "bg_color": "#E7E9E6", "text_wrap": True})
        wrong = book.add_format({"bg_color": "#FBE3E0", "border": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        reason = book.add_format({"text_wrap": True, "num_format": "@"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headers) - 1, 18)
        sheet.set_column(len(headers), len(headers), WIDEST_COLUMN)
        for at, header in enumerate((*headers, reason_header)):
            sheet.write_string(0, at, header, bold)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate(row.cells):
                # As in csv where `as_it_was` would take an apostrophe off; a text cell is no formula otherwise.
                written = harmless(cell) if cell.startswith("'") else cell
                sheet.write_string(number, at, written, wrong if at in row.wrong else text)
            sheet.write_string(number, len(headers), row.reason, reason)
