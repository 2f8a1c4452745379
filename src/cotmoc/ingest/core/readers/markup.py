"""Tables of web pages, and workbooks of 2003 as XML: what programs of offices write and name .xls.

Both are read as web browsers read pages: a missing end of a cell or row is the beginning of the next.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from cotmoc.ingest.core.readers.binary_workbooks import ERRORS
from cotmoc.ingest.core.readers.cells import exact_text, plain_text
from cotmoc.ingest.core.readers.packages import CellText, local_name
from cotmoc.ingest.core.readers.sheets import SheetFacts, SheetInfo
from cotmoc.ingest.core.readers.tables import FileError, Merge, Record
from cotmoc.ingest.core.readers.text_files import find_encoding, open_bytes
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN
from cotmoc.normalise.readings import Problem

#: Of more tables only the largest are offered: pages are laid out with tables too.
MOST_TABLES = 8
_CHUNK, _LONGEST_TAG, _DEEPEST = 1 << 18, 1 << 21, 50
_ROWS, _CELLS, _BREAKS = {"tr", "row"}, {"td", "th", "cell"}, {"br", "p", "div", "li"}
_ASIDE = {"comment", "script", "style", "title"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A number as a page shows it; what else has a number beside it is a date or a time.
_SHOWN = re.compile(r"-?(\d+|\d{1,3}([.,\s\u00a0]\d{3})+)([.,]\d+)?")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_MIDNIGHT = re.compile(r"T00:00:00(\.0+)?$")


class MarkupWorkbook:
    """The tables of a web page, or the sheets of a workbook written as XML."""

    def __init__(self, path: Path) -> None:
        """Raises `FileError`; `file.wrong_type` for a page without a table."""
        self.path, self.encoding = path, find_encoding(path)
        survey = _Tables(None, SheetFacts())
        for _ in self._parsed(survey):
            pass
        largest = sorted(range(len(survey.sizes)), key=lambda at: (-survey.sizes[at], at))
        self.places = sorted(at for at in largest[:MOST_TABLES] if survey.sizes[at] > 1)
        self.kind = "xml" if survey.is_workbook else "html"
        if not self.places:
            raise FileError("file.wrong_type", "markup without a table", found="html")
        self.sheets = tuple(
            SheetInfo(survey.names[at], hidden=False, kind="sheet", size=survey.sizes[at])
            for at in self.places
        )

    def problems(self) -> list[Problem]:
        """What is to be said of the whole: nothing."""
        return []

    def records(self, at: int, facts: SheetFacts) -> Iterator[Record]:
        """The records of a table that have content, with the merged cells that begin in each."""
        yield from self._parsed(_Tables(self.places[at], facts))

    def _parsed(self, tables: _Tables) -> Iterator[Record]:
        with open_bytes(self.path) as file:
            text = io.TextIOWrapper(file, self.encoding, errors="replace")
            try:
                while (chunk := text.read(_CHUNK)) and not tables.ended:
                    tables.feed(chunk)
                    if len(tables.rawdata) > _LONGEST_TAG:
                        raise FileError("file.unreadable", "a tag never ends", detail="markup")
                    yield from tables.rows
                    tables.rows.clear()
                tables.close()
            except AssertionError as cause:  # the parser's word for markup that it cannot follow
                raise FileError("file.unreadable", str(cause), detail="markup") from cause
            yield from tables.rows


class _Table:
    """A table that is open: where its next cell goes, and what its row holds so far."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.row = self.column = 0
        self.is_hidden = self.in_cell = False
        self.cells: dict[int, str] = {}
        self.merges: list[Merge] = []
        self.covered: dict[int, int] = {}
        self.given: dict[str, str] = {}
        self.written = CellText()


class _Tables(HTMLParser):
    """Rows of the table at the place `wanted`; of none, with the names and sizes of all, where it is None."""

    def __init__(self, wanted: int | None, facts: SheetFacts) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted, self.facts = wanted, facts
        self.rows: list[Record] = []
        self.names: list[str] = []
        self.sizes: list[int] = []
        self.is_workbook = self.ended = False
        self._sheet = ""
        self._open: list[_Table] = []
        self._aside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a table, a row or a cell."""
        name = local_name(tag)
        given = {local_name(key): value or "" for key, value in attrs}
        if name == "worksheet":
            self.is_workbook, self._sheet = True, given.get("name", "")
        elif name == "table":
            self._begin_table()
        elif name in _ASIDE:
            self._aside = self._aside or name
        elif self._open:
            self._begin(self._open[-1], name, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins, as XML writes empty ones."""
        self.handle_starttag(tag, attrs)
        if local_name(tag) not in _BREAKS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends a table, a row or a cell."""
        name = local_name(tag)
        if name == self._aside:
            self._aside = ""
        if not self._open:
            return
        table = self._open[-1]
        if name in _CELLS:
            self._end_cell(table)
        elif name in _ROWS:
            self._end_row(table)
        elif name == "table":
            self._end_row(table)
            self._open.pop()
            self.ended = table.place == self.wanted

    def handle_data(self, data: str) -> None:
        """Takes text into the cell that is open."""
        if self._open and self._open[-1].in_cell and not self._aside:
            self._open[-1].written.add(data if self.is_workbook else _BLANKS.sub(" ", data))

    def close(self) -> None:
        """Ends what the text left open."""
        super().close()
        while self._open:
            self.handle_endtag("table")

    def _begin_table(self) -> None:
        if len(self._open) == _DEEPEST:
            raise FileError("file.unreadable", "tables nested too deep", detail="markup")
        self._open.append(_Table(len(self.names)))
        self.names.append(self._sheet or str(len(self.names) + 1))
        self.sizes.append(0)

    def _begin(self, table: _Table, name: str, given: dict[str, str]) -> None:
        if name in _ROWS:
            self._end_row(table)
            table.row = max(table.row, _count(given, "index") - 1) + 1
            table.is_hidden = "hidden" in given or "display:none" in given.get("style", "")
        elif name in _CELLS:
            self._end_cell(table)
            table.row = table.row or 1
            table.given, table.in_cell = given, True
        elif name == "data":
            table.given = {**table.given, "type": given.get("type", "")}
        elif name in _BREAKS and table.in_cell and table.written:
            table.written.add("\n")

    def _end_cell(self, table: _Table) -> None:
        if not table.in_cell:
            return
        table.in_cell = False
        given = table.given
        at = max(table.column, _count(given, "index") - 1)
        while table.covered.get(at, 0) >= table.row:
            at += 1
        wide = max(_count(given, "colspan"), _count(given, "mergeacross", 0) + 1)
        tall = max(_count(given, "rowspan"), _count(given, "mergedown", 0) + 1)
        table.column = at + wide
        value = self._value(table)
        if at > LAST_COLUMN:
            return
        if value:
            table.cells[at] = value
        if wide > 1 or tall > 1:
            right = min(at + wide - 1, LAST_COLUMN)
            table.merges.append(Merge(table.row, at, table.row + tall - 1, right))
            if not self.is_workbook:
                table.covered.update(dict.fromkeys(range(at, right + 1), table.row + tall - 1))

    def _value(self, table: _Table) -> str:
        written = table.written.take()
        text = plain_text(written)
        self.facts.controls += text != written
        text = text.strip()
        kind, number = table.given.get("type", ""), table.given.get("num", "")
        if text in ERRORS:
            self.facts.note_error(table.row)
        if kind == "DateTime":
            return _MIDNIGHT.sub("", text)
        if kind == "Number" and _DECIMAL.fullmatch(text):
            return exact_text(text)
        if _DECIMAL.fullmatch(number) and _SHOWN.fullmatch(text):
            return exact_text(number)
        return text

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if table.cells:
            self.sizes[table.place] += 1
            if table.place == self.wanted:
                cells = tuple([table.cells.get(at, "") for at in range(max(table.cells) + 1)])
                self.rows.append(Record(table.row, cells, tuple(table.merges)))
                if table.is_hidden:
                    self.facts.note_hidden(table.row)
        table.cells, table.merges, table.column, table.is_hidden = {}, [], 0, False


def _count(given: dict[str, str], name: str, default: int = 1) -> int:
    """The number in an attribute."""
    written = given.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 7 else default
