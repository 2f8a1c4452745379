"""Which sheet of a workbook holds the table, and what is to be said of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from cotmoc.ingest.core.readers.headers import HEAD_ROWS
from cotmoc.ingest.core.readers.scanning import Scan, header_of, scan_records
from cotmoc.ingest.core.readers.tables import FileError, LeftOutSheet, Record, column_letters
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.text import fold

#: More sheets are not looked into.
MOST_SHEETS = 60
MOST_LISTED = 40
# Sheets beside a table: how to fill it in, lists of words for its cells, what was computed from it.
_BESIDE = re.compile(
    r"\b(huong dan|read ?me|instructions?|guide|danh muc|dm|tra cuu|lists?|lookup|codes?|ma so|cau hinh|config|tong hop"
    r"|summary|bieu do|charts?|dashboard|pivot|mau|template|vi du|example|nhap|draft|bia|cover|muc luc)\b"
)


class SheetInfo(NamedTuple):
    """A sheet as its workbook names it; `kind` is sheet, chart, pivot or dialog, `size` a measure of its rows."""

    name: str
    hidden: bool
    kind: str
    size: int


@dataclass(slots=True)
class SheetFacts:
    """What is found in a sheet while its rows are read, beside the rows."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filtered: bool = False
    controls: int = 0
    errors: list[int] = field(default_factory=list)
    without_value: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def note_hidden(self, row: int) -> None:
        """Notes a row with content that is not shown."""
        self._note("hidden", self.hidden_rows, row)

    def note_error(self, row: int) -> None:
        """Notes a cell that holds an error such as #REF!."""
        self._note("error", self.errors, row)

    def note_without_value(self, row: int) -> None:
        """Notes a formula whose value was not saved."""
        self._note("value", self.without_value, row)

    def problems(self) -> Iterator[Problem]:
        """What is to be said, at the end."""
        if self.hidden_rows:
            code = "file.rows_filtered" if self.filtered else "file.rows_hidden"
            yield self._about(code, "hidden", self.hidden_rows)
        if self.hidden_columns:
            named = [column_letters(at - 1) for at in self.hidden_columns[:MOST_LISTED]]
            count = str(len(self.hidden_columns))
            yield warning("file.columns_hidden", "", count=count, columns=", ".join(named))
        if self.errors:
            yield self._about("file.error_cells", "error", self.errors)
        if self.without_value:
            yield self._about("file.formulas_without_value", "value", self.without_value)
        if self.controls:
            yield warning("file.controls", "", count=str(self.controls))

    def _note(self, what: str, rows: list[int], row: int) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        if len(rows) < MOST_LISTED:
            rows.append(row)

    def _about(self, code: str, what: str, rows: list[int]) -> Problem:
        return warning(code, "", count=str(self.counts[what]), rows=spans_text(rows))


class Workbook(Protocol):
    """An open workbook of any format."""

    kind: str
    sheets: tuple[SheetInfo, ...]

    def problems(self) -> list[Problem]:
        """What is to be said of the workbook as a whole."""

    def records(self, at: int, facts: SheetFacts) -> Iterator[Record]:
        """The records of the sheet at this place that have content; facts are complete when they have ended."""


def scan_workbook(book: Workbook, wanted: str | None) -> Scan:
    """A scan of a sheet of a workbook: the one that is wanted, else the one that holds the table.

    Raises `FileError` `file.no_sheet`, `file.empty` and what reading the sheet raises.
    """
    names = tuple(sheet.name for sheet in book.sheets)
    if wanted and wanted not in names:
        raise FileError("file.no_sheet", "no such sheet", sheet=wanted, sheets=", ".join(names))
    if not names:
        raise FileError("file.empty", "the workbook has no sheets")
    looks = [_look(book, at) for at in range(len(names))] if len(names) > 1 else [_ONLY]
    chosen = names.index(wanted) if wanted else _best(looks)
    facts = SheetFacts()
    scan = scan_records(book.records(chosen, facts), book.kind, facts.problems)
    scan.problems = [*book.problems(), *scan.problems]
    scan.sheet, scan.sheets = names[chosen], names
    scan.sheets_left_out = tuple(
        LeftOutSheet(names[at], _reason(look, looks[chosen]))
        for at, look in enumerate(looks)
        if at != chosen
    )
    return scan


class _Look(NamedTuple):
    """What a first look at a sheet shows: its headers ("" none), why it holds no table, and how much speaks for it."""

    headers: tuple[str, ...]
    reason: str
    score: float
    hidden: bool


_ONLY = _Look((), "", 0.0, hidden=False)


def _look(book: Workbook, at: int) -> _Look:
    sheet = book.sheets[at]
    if sheet.kind in {"chart", "dialog"} or at >= MOST_SHEETS:
        return _Look(
            (), "sheet.chart" if sheet.kind == "chart" else "sheet.other", -2.0, sheet.hidden
        )
    records = book.records(at, SheetFacts())
    try:
        head = list(islice(records, HEAD_ROWS))
        header = header_of(head)
    except FileError as found:
        reason = "sheet.empty" if found.code == "file.empty" else "sheet.no_table"
        return _Look((), reason, -1.0, sheet.hidden)
    below = sum(1 for record in head if record.number > header.last)
    if below == 0 or len(header.names) < 2:
        return _Look((), "sheet.no_table", 0.1 if below else 0.0, sheet.hidden)
    score = math.log2(2 + sheet.size) + math.log2(1 + below) + min(len(header.names), 8)
    if _BESIDE.search(fold(sheet.name)):
        score /= 2
    reason = "sheet.pivot" if sheet.kind == "pivot" else ""
    return _Look(header.names, reason, score / 4 if reason else score, sheet.hidden)


def _best(looks: Sequence[_Look]) -> int:
    """The place of the sheet that holds the table: a visible one before a hidden one, the first of equal ones."""
    usable = {at for at, look in enumerate(looks) if look.headers and not look.hidden}
    among = (
        usable or {at for at, look in enumerate(looks) if look.headers} or set(range(len(looks)))
    )
    return max(sorted(among), key=lambda at: (looks[at].score, -at))


def _reason(look: _Look, chosen: _Look) -> str:
    """Why a sheet was left out."""
    if look.reason:
        return look.reason
    if look.headers and look.headers == chosen.headers:
        return "sheet.same_columns"
    return "sheet.hidden" if look.hidden else "sheet.other"


def spans_text(rows: Sequence[int]) -> str:
    """Row numbers in short.

    >>> spans_text([3, 4, 5, 9])
    '3–5, 9'
    """
    spans: list[list[int]] = []
    for row in rows:
        if spans and row in {spans[-1][1], spans[-1][1] + 1}:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def column_place(letters: str) -> int:
    """The place of a column, from 0; far away for letters that no workbook has.

    >>> column_place("A"), column_place("AB")
    (0, 27)
    """
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return 1 << 20
    at = 0
    for letter in letters.upper():
        at = 26 * at + ord(letter) - 64
    return at - 1
