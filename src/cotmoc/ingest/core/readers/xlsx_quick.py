"""Rows of xlsx sheets as the usual programs write them, taken out of the text of the part without an XML parser.

A sheet is almost nothing but cells of one form. They are found by one pattern, several times as fast as by a parser.
A row that holds anything else is given to the parser, so that both ways give the same rows for any file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cotmoc.ingest.core.readers.sheets import column_place
from cotmoc.ingest.core.readers.tables import FileError, Record
from cotmoc.ingest.core.readers.xlsx_rows import SheetParser
from cotmoc.ingest.core.readers.xlsx_values import LAST_COLUMN, CellValues

LONGEST_ROW_BYTES = 8_000_000
_ROW = re.compile(r'<row r="(\d{1,9})"([^<>]*)>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?'
    r"(?:/>|></c>|>(?:<f>[^<]*</f>)?<v>([^<]*)</v></c>"
    r'|><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>)'
)
_END = b"</row>"
_CLOSED = re.compile(b"</sheetData>|<sheetData/>")


def is_usual(start: bytes) -> bool:
    """True for the beginning of a part of the usual form: UTF-8, no prefixes, rows with their numbers."""
    declared = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']", start)
    if declared and declared[1].lower() != b"utf-8":
        return False
    first = re.search(rb"<(?:\w+:)?row\b[^>]*>", start)
    return b"<worksheet" in start and (first is None or first[0].startswith(b'<row r="'))


def quick_rows(pieces: Iterator[bytes], values: CellValues) -> Iterator[Record]:
    """The rows with content of a part without comments and the like. Raises `FileError`."""
    reader, rest = _QuickReader(values), b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(_END)
        if cut < 0:
            # Empty rows have no end tag of their own: only the last begun one may go on.
            rest = text[max(text.rfind(b"<row"), 0) :]
            if _CLOSED.search(rest):
                return
            if len(rest) > LONGEST_ROW_BYTES:
                raise FileError("file.bomb", "an endless row", detail="xml")
            continue
        rest = text[cut + len(_END) :]
        # Rows that are formatted and empty may be a million: they are not looked at one by one.
        if b"<v" in text or b"<is" in text or b"<f" in text:
            for row in text[:cut].decode("utf-8").split("</row>"):
                yield from reader.rows(row)
        if _CLOSED.search(rest):
            return
    if not _CLOSED.search(rest):
        raise FileError("file.unreadable", "the sheet does not end", detail="xml")


class _QuickReader:
    def __init__(self, values: CellValues) -> None:
        self.values = values
        self._columns: dict[str, int] = {}
        self._parser = SheetParser(values)
        self._parser.feed(b"<sheetData>")

    def rows(self, text: str) -> list[Record]:
        """The row whose text this is, without its end tag; none when it has no content."""
        text = text[max(text.rfind("<row"), 0) :]
        begun = _ROW.match(text)
        if begun is None or "hidden" in begun[2] or begun[2].endswith("/") or "&" in text:
            return self._parsed(text)
        found = _CELL.findall(text)
        if len(found) != text.count("<c"):
            return self._parsed(text)
        number = int(begun[1])
        cells = self._cells(found, number)
        return [Record(number, tuple(cells))] if cells else []

    def _cells(self, found: list[tuple[str, str, str, str, str]], number: int) -> list[str]:
        """The texts of the cells up to the last that holds something."""
        cells: list[str] = []
        columns, texts, shown = self._columns, self.values.texts.items, self.values.shown
        last = len(texts)
        for letters, style, kind, value, inline in found:
            if kind == "s" and value.isdecimal() and (place := int(value)) < last:
                shared = texts[place]
                text = shared if isinstance(shared, str) else shared.decode()
            elif (
                value and not kind and style not in shown and value.isdecimal() and len(value) < 16
            ):
                text = value
            else:
                text = self.values.text(value or inline, kind or "n", style, number)
            if not text:
                continue
            at = columns.get(letters)
            if at is None:
                at = columns[letters] = column_place(letters)
            if at > LAST_COLUMN:
                continue
            if at == len(cells):
                cells.append(text)
            else:
                cells.extend([""] * (at + 1 - len(cells)))
                cells[at] = text
        return cells

    def _parsed(self, text: str) -> list[Record]:
        """The row by the parser. What is no row is left alone."""
        if text.startswith("<row"):
            self._parser.feed(text.encode("utf-8", errors="replace"))
            self._parser.feed(_END)
        return self._parser.take()
