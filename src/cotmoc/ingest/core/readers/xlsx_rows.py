"""Rows of xlsx sheets, by an XML parser."""

from __future__ import annotations

from cotmoc.ingest.core.readers.packages import CellText, XmlParser, local_name
from cotmoc.ingest.core.readers.sheets import column_place
from cotmoc.ingest.core.readers.tables import Record
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN, CellValues

TRUE = frozenset({"1", "true"})


class SheetParser(XmlParser):
    """Rows of cells as text out of the XML of a sheet."""

    def __init__(self, values: CellValues) -> None:
        super().__init__()
        self.values = values
        self.rows: list[Record] = []
        self._columns: dict[str, int] = {}
        self._cells: dict[int, str] = {}
        self._row, self._hidden = 0, False
        self._column, self._kind, self._style = -1, "n", ""
        self._written = CellText()
        self._taking = self._computed = self._spoken = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def take(self) -> list[Record]:
        """The rows with content read since the last call."""
        rows, self.rows = self.rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = local_name(name)
        if name == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            at = self._columns.get(letters)
            self._column = self._place(letters) if at is None else at
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._computed = False
        elif name == "v" or (name == "t" and not self._spoken):
            self._taking = True
        elif name == "row":
            self._row = _positive(attributes.get("r")) or self._row + 1
            self._column, self._hidden = -1, attributes.get("hidden") in TRUE
        elif name == "f":
            self._computed = True
        elif name == "rPh":
            self._spoken = True

    def _text(self, text: str) -> None:
        if self._taking:
            self._written.add(text)

    def _end(self, name: str) -> None:
        if ":" in name:
            name = local_name(name)
        if name in {"v", "t"}:
            self._taking = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._spoken = False

    def _end_cell(self) -> None:
        if self._written:
            value = self.values.text(self._written.take(), self._kind, self._style, self._row)
            if value and self._column <= LAST_COLUMN:
                self._cells[self._column] = value
        elif self._computed and self._kind == "n":
            self.values.facts.note_without_value(self._row)

    def _end_row(self) -> None:
        if self._cells:
            get, width = self._cells.get, max(self._cells) + 1
            self.rows.append(Record(self._row, tuple([get(at, "") for at in range(width)])))
            self._cells.clear()
            if self._hidden:
                self.values.facts.note_hidden(self._row)

    def _place(self, letters: str) -> int:
        """The place of a column by its letters; the next one for a cell without a reference."""
        if not letters:
            return self._column + 1
        at = self._columns[letters] = column_place(letters)
        return at


def _positive(number: str | None) -> int:
    return int(number) if number and number.isdecimal() and len(number) < 12 else 0
