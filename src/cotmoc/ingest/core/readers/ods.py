"""OpenDocument workbooks (ods), read in one pass and in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cotmoc.ingest.core.readers.cells import number_text, percent_text, plain_text
from cotmoc.ingest.core.readers.packages import CellText, Package, XmlParser
from cotmoc.ingest.core.readers.sheets import SheetFacts, SheetInfo
from cotmoc.ingest.core.readers.tables import FileError, Merge, Record
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN
from cotmoc.normalise.readings import Problem, warning

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
#: A row with content that a sheet says it repeats more often than this is no register.
MOST_REPEATED = 10_000


class OdsWorkbook:
    """An open OpenDocument workbook."""

    kind = "ods"

    def __init__(self, path: Path) -> None:
        """Raises `FileError`."""
        self.package = Package(path)
        if any(b"encryption-data" in piece for piece in self.package.pieces(_MANIFEST)):
            raise FileError("file.encrypted", "the workbook has a password")
        if _CONTENT not in self.package:
            raise FileError("file.unreadable", "a workbook without content", detail="content.xml")
        survey = _ContentParser(None, SheetFacts())
        for piece in self.package.pieces(_CONTENT):
            survey.feed(piece)
            survey.rows.clear()
        survey.feed(b"", last=True)
        self.linked = survey.linked
        self.sheets = tuple(
            SheetInfo(name, style in survey.unseen, "sheet", survey.sizes[at])
            for at, (name, style) in enumerate(survey.tables)
        )

    def problems(self) -> list[Problem]:
        """What is to be said of the workbook as a whole."""
        scripts = any(name.startswith(("basic/", "scripts/")) for name in self.package.names())
        found = [warning("file.macros")] if scripts else []
        if self.linked:
            found.append(warning("file.external_links", "", count=str(self.linked)))
        return found

    def records(self, at: int, facts: SheetFacts) -> Iterator[Record]:
        """The records of a sheet that have content, with the merged cells that begin in each."""
        parser = _ContentParser(at, facts)
        for piece in self.package.pieces(_CONTENT):
            parser.feed(piece)
            yield from parser.rows
            parser.rows.clear()
            if parser.ended:
                return


class _ContentParser(XmlParser):
    """Rows of the sheet at the place `wanted`; of none, with the names and sizes of all, where it is None."""

    def __init__(self, wanted: int | None, facts: SheetFacts) -> None:
        super().__init__()
        self.wanted, self.facts = wanted, facts
        self.rows: list[Record] = []
        self.tables: list[tuple[str, str]] = []
        self.sizes: list[int] = []
        self.unseen: set[str] = set()
        self.linked = 0
        self.ended = False
        self._style = ""
        self._at, self._depth = -1, 0
        self._row, self._row_times, self._row_shown = 0, 1, True
        self._column, self._columns_seen = 0, 0
        self._cells: dict[int, str] = {}
        self._merges: list[Merge] = []
        self._cell: dict[str, str] = {}
        self._written = CellText()
        self._taking = self._aside = 0
        self._starts = {
            "table:table": self._begin_table,
            "table:table-column": self._note_column,
            "table:table-row": self._begin_row,
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_cell,
            "text:p": self._begin_paragraph,
            "text:s": lambda given: self._take(" " * min(_count(given, "text:c"), 1_000)),
            "text:tab": lambda _: self._take("\t"),
            "text:line-break": lambda _: self._take("\n"),
            "office:annotation": self._step_aside,
            "table:table-source": self._note_link,
            "table:filter": self._note_filter,
            "style:style": self._begin_style,
            "style:table-properties": self._note_display,
        }
        self._ends = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_paragraph,
            "office:annotation": self._step_back,
        }
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    @property
    def _inside(self) -> bool:
        return self._depth == 1 and (self.wanted is None or self._at == self.wanted)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        act = self._starts.get(name)
        if act is not None:
            act(attributes)

    def _end(self, name: str) -> None:
        act = self._ends.get(name)
        if act is not None:
            act()

    def _begin_table(self, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._at += 1
            self._row = self._columns_seen = 0
            self.tables.append((given.get("table:name", ""), given.get("table:style-name", "")))
            self.sizes.append(0)

    def _end_table(self) -> None:
        self._depth -= 1
        # Filters stand behind all sheets; they are of use only for what is said, so that reading stops here.
        self.ended = self.ended or (self._depth == 0 and self._at == self.wanted)

    def _note_column(self, given: dict[str, str]) -> None:
        times = _count(given, "table:number-columns-repeated")
        first, self._columns_seen = self._columns_seen, self._columns_seen + times
        if self._inside and given.get("table:visibility", "visible") != "visible":
            last = min(self._columns_seen, LAST_COLUMN)
            self.facts.hidden_columns.extend(range(first + 1, last + 1))

    def _begin_row(self, given: dict[str, str]) -> None:
        if self._depth == 1:
            self._row_times = _count(given, "table:number-rows-repeated")
            shown = given.get("table:visibility", "visible")
            self._row_shown = shown == "visible"
            self.facts.filtered = self.facts.filtered or (self._inside and shown == "filter")
            self._column = 0

    def _end_row(self) -> None:
        if self._depth != 1:
            return
        first, self._row = self._row + 1, self._row + self._row_times
        if not self._cells:
            self._merges.clear()
            return
        times = min(self._row_times, MOST_REPEATED)
        self.sizes[-1] += times
        if self.wanted is not None:
            width = max(self._cells) + 1
            cells = tuple([self._cells.get(at, "") for at in range(width)])
            for number in range(first, first + times):
                self.rows.append(Record(number, cells, tuple(self._merges)))
                if not self._row_shown:
                    self.facts.note_hidden(number)
        self._cells.clear()
        self._merges.clear()

    def _begin_cell(self, given: dict[str, str]) -> None:
        if self._depth == 1:
            self._cell = given
            self._written.take()

    def _end_cell(self) -> None:
        if not self._inside:
            return
        times = _count(self._cell, "table:number-columns-repeated")
        first, self._column = self._column, self._column + times
        value = self._value()
        if not value:
            return
        for at in range(first, min(first + times, LAST_COLUMN + 1)):
            self._cells[at] = value
        wide = _count(self._cell, "table:number-columns-spanned")
        tall = _count(self._cell, "table:number-rows-spanned")
        if wide > 1 or tall > 1:
            row = self._row + 1
            self._merges.append(Merge(row, first, row + tall - 1, first + wide - 1))

    def _value(self) -> str:
        given = self._cell
        kind = given.get("office:value-type", "")
        if given.get("calcext:value-type") == "error":
            self.facts.note_error(self._row + 1)
        elif kind == "percentage":
            return _share(given.get("office:value", ""))
        elif kind in {"float", "currency"}:
            return _number(given.get("office:value", ""))
        elif kind == "date":
            return _moment(given.get("office:date-value", ""))
        elif kind == "time":
            return _span(given.get("office:time-value", ""))
        elif kind == "boolean":
            return given.get("office:boolean-value", "")
        written = given.get("office:string-value") or self._written.take()
        if not written and not kind and "table:formula" in given:
            self.facts.note_without_value(self._row + 1)
        text = plain_text(written)
        self.facts.controls += text != written
        return text

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        if self._inside and not self._aside:
            if self._written:
                self._written.add("\n")
            self._taking += 1

    def _end_paragraph(self) -> None:
        self._taking = max(0, self._taking - (not self._aside))

    def _text(self, text: str) -> None:
        if self._taking and not self._aside:
            self._take(text)

    def _take(self, text: str) -> None:
        if self._taking and not self._aside:
            self._written.add(text)

    def _step_aside(self, _: dict[str, str]) -> None:
        self._aside += 1

    def _step_back(self) -> None:
        self._aside -= 1

    def _note_link(self, _: dict[str, str]) -> None:
        self.linked += 1

    def _note_filter(self, _: dict[str, str]) -> None:
        self.facts.filtered = True

    def _begin_style(self, given: dict[str, str]) -> None:
        self._style = given.get("style:name", "")

    def _note_display(self, given: dict[str, str]) -> None:
        if given.get("table:display") == "false":
            self.unseen.add(self._style)


def _count(given: dict[str, str], name: str) -> int:
    """The number in an attribute, 1 where there is none."""
    written = given.get(name, "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 10 else 1


def _number(written: str) -> str:
    try:
        return number_text(float(written))
    except ValueError:
        return plain_text(written)


def _share(written: str) -> str:
    try:
        return percent_text(float(written))
    except (ValueError, OverflowError):
        return plain_text(written)


def _moment(written: str) -> str:
    """A date or date-time as ours are written: without "T", without seconds and times that say nothing.

    >>> _moment("2024-05-01T07:30:00"), _moment("2024-05-01T00:00:00")
    ('2024-05-01 07:30', '2024-05-01')
    """
    day, _, time = plain_text(written).partition("T")
    time = time.partition(".")[0].removesuffix(":00") if time.count(":") == 2 else time
    return day if time in {"", "00:00"} else f"{day} {time}"


def _span(written: str) -> str:
    """A time as ours are written.

    >>> _span("PT07H30M00S")
    '07:30'
    """
    text = plain_text(written).removeprefix("PT").removesuffix("S")
    time = text.replace("H", ":").replace("M", ":").partition(".")[0]
    return time.removesuffix(":00") if time.count(":") == 2 else time
