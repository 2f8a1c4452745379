"""Workbooks of Excel since 2007 (xlsx, xlsm), read in one pass and in little memory. Nothing in them is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from cotmoc.ingest.core.readers.packages import Package
from cotmoc.ingest.core.readers.sheets import SheetFacts, SheetInfo, column_place
from cotmoc.ingest.core.readers.tables import FileError, Merge, Record
from cotmoc.ingest.core.readers.xlsx_parts import SheetPart, XlsxParts
from cotmoc.ingest.core.readers.xlsx_quick import is_usual, quick_rows
from cotmoc.ingest.core.readers.xlsx_rows import SheetParser
from cotmoc.ingest.core.readers.xlsx_texts import SharedTexts
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN, CellValues
from cotmoc.normalise.readings import Problem

MOST_MERGES = 200_000
_OVERLAP = 4_096
_ROWS_END = b"sheetData"
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)[\"']"
)
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*?hidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>")
_COLUMN_ENDS = re.compile(rb"\s(min|max)\s*=\s*[\"'](\d+)[\"']")
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn[\s>]")


class XlsxWorkbook:
    """An open xlsx workbook."""

    kind = "xlsx"

    def __init__(self, path: Path) -> None:
        """Raises `FileError`."""
        self.package = Package(path)
        self.parts = XlsxParts(self.package)
        self.sheets = tuple(self._info(sheet) for sheet in self.parts.sheets)
        self._texts: SharedTexts | None = None

    def problems(self) -> list[Problem]:
        """What is to be said of the workbook as a whole."""
        return list(self.parts.problems())

    def records(self, at: int, facts: SheetFacts) -> Iterator[Record]:
        """The records of a sheet that have content, with the merged cells that begin in each."""
        part = self.parts.sheets[at].part
        layout = _layout(self.package.pieces(part))
        facts.hidden_columns, facts.filtered = layout.hidden_columns, layout.filtered
        if self._texts is None:
            self._texts = self.parts.shared_texts()
        facts.controls += self._texts.controls
        values = CellValues(self._texts, self.parts, facts)
        rows = self._usual if layout.usual else self._parsed
        for record in rows(part, values):
            merges = layout.merges.get(record.number)
            yield record._replace(merges=merges) if merges else record

    def _usual(self, part: str, values: CellValues) -> Iterator[Record]:
        return quick_rows(self.package.pieces(part), values)

    def _parsed(self, part: str, values: CellValues) -> Iterator[Record]:
        parser = SheetParser(values)
        for piece in self.package.pieces(part):
            parser.feed(piece)
            yield from parser.take()
        parser.feed(b"", last=True)
        yield from parser.take()

    def _info(self, sheet: SheetPart) -> SheetInfo:
        kind = "pivot" if sheet.kind == "sheet" and self.parts.is_pivot(sheet) else sheet.kind
        return SheetInfo(sheet.name, sheet.hidden, kind, self.package.size(sheet.part))


@dataclass(slots=True)
class _Layout:
    """What stands around the cells of a sheet."""

    merges: dict[int, tuple[Merge, ...]] = field(default_factory=dict)
    hidden_columns: list[int] = field(default_factory=list)
    filtered: bool = False
    usual: bool = True


def _layout(pieces: Iterator[bytes]) -> _Layout:
    """What stands around the cells, found in the text of the part: merged cells come behind all rows there."""
    found, rest, count = _Layout(), b"", 0
    first = next(pieces, b"")
    found.usual = is_usual(first)
    inside = False
    for piece in chain((first,), pieces):
        # One character is looked for forty times as fast as two, and the rows are nearly all of a part.
        if b"!" in piece and b"<!" in rest[-1:] + piece:
            found.usual = False
        text = rest + piece
        if inside and text.rfind(_ROWS_END) < 0:
            rest = text[-len(_ROWS_END) :]
            continue
        inside = b"<row" in text and _ROWS_END not in text
        # What begins within the last bytes is found with the next piece.
        cut = text.rfind(b"<", max(0, len(text) - _OVERLAP))
        rest, text = (text[cut:], text[:cut]) if cut > 0 else (text[-_OVERLAP:], text)
        count = _note(text, found, count)
    _note(rest, found, count)
    return found


def _note(text: bytes, found: _Layout, count: int) -> int:
    if b"hidden" in text:
        for column in _HIDDEN_COLUMN.finditer(text):
            ends = {key: int(value) for key, value in _COLUMN_ENDS.findall(column[0])}
            first, last = ends.get(b"min", 1), ends.get(b"max", 1)
            found.hidden_columns.extend(range(first, min(last, LAST_COLUMN) + 1))
    if b"filterColumn" in text:
        found.filtered = found.filtered or _FILTER.search(text) is not None
    if b"mergeCell" in text:
        for match in _MERGE.finditer(text):
            count += 1
            if count > MOST_MERGES:
                raise FileError("file.too_large", "too many merged cells")
            left, top, right, bottom = match.groups()
            merge = Merge(
                int(top), column_place(left.decode()), int(bottom), column_place(right.decode())
            )
            found.merges[merge.top] = (*found.merges.get(merge.top, ()), merge)
    return count
