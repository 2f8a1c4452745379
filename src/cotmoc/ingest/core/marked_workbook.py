"""A user's own workbook with what is to be corrected marked in its cells; all else in it stays byte for byte.

Two parts of the file are written anew: the sheet (row by row, and only the rows that have a mark), and the styles (a
filled twin for each style of a marked cell). Other sheets, charts, names and macros are copied.

Source of the format: ECMA-376, part 1, SpreadsheetML (chapters 18.3 worksheets, 18.8 styles).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any
from xml.dom import minidom
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from defusedxml.minidom import parseString
from defusedxml.sax import make_parser

from cotmoc.ingest.core.readers.tables import column_letters

FILL, REASON_WIDTH = "FFFBE3E0", 60
_STYLES = "xl/styles.xml"
_READ_BYTES = 1 << 18
# Writers may put every element into a prefixed name space.
_BEFORE_ROW = re.compile(rb"(?=<(?:\w+:)?row[\s/>])")
_ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^>]*?\br=[\"'](\d+)[\"'])?[^>]*>")
_DIMENSION = re.compile(rb"(<(?:\w+:)?dimension\s[^>]*?ref=[\"'](?:[A-Z]+\d+:)?)([A-Z]+)(\d+[\"'])")
_LAST_COLUMN = 16_383
_COLUMNS = re.compile(rb"</(\w+:)?cols>")


@dataclass(frozen=True)
class SheetMarks:
    """What is to be marked in one sheet: by row number, the columns (from 0) that are wrong and the reason in words.

    The reasons go into the column `reason_column` (from 0) or, where the sheet reaches further, into the first behind
    it, headed `reason_header` in the row `header_row`.
    """

    sheet: str
    wrong: Mapping[int, Sequence[int]]
    reasons: Mapping[int, str]
    header_row: int
    reason_column: int
    reason_header: str

    def to_json(self) -> dict[str, Any]:
        """The marks as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> SheetMarks:
        """The marks that `to_json` gave, through JSON or not."""
        numbered: dict[str, Any] = {
            name: {int(row): value for row, value in stored[name].items()}
            for name in ("wrong", "reasons")
        }
        return cls(**{**stored, **numbered})


def write_marked_workbook(source: Path, target: IO[bytes], marks: SheetMarks) -> None:
    """Writes the workbook with the marks to `target`. Raises `KeyError` for a sheet that it lacks."""
    with (
        zipfile.ZipFile(source) as book,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as marked,
    ):
        part = _sheet_part(book, marks.sheet)
        styles = _Styles(book)
        for entry in book.infolist():
            if entry.filename not in (part, _STYLES):
                _copy(book, entry, marked)
        free = min(max(marks.reason_column, _width(book, part)), _LAST_COLUMN)
        marks = replace(marks, reason_column=free)
        # The styles are known only when the sheet has been written.
        with marked.open(part, "w", force_zip64=True) as sheet:
            _stream(book, part, sheet, marks, styles)
        marked.writestr(_STYLES, styles.to_bytes())


def _copy(book: zipfile.ZipFile, entry: zipfile.ZipInfo, marked: zipfile.ZipFile) -> None:
    with book.open(entry) as source, marked.open(entry.filename, "w", force_zip64=True) as target:
        while chunk := source.read(_READ_BYTES):
            target.write(chunk)


def _sheet_part(book: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    with parseString(book.read("xl/workbook.xml")) as document:
        ids = {
            each.getAttribute("name"): _relation_id(each) for each in _elements(document, "sheet")
        }
    with parseString(book.read("xl/_rels/workbook.xml.rels")) as document:
        targets = {
            each.getAttribute("Id"): each.getAttribute("Target")
            for each in _elements(document, "Relationship")
        }
    target = targets[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _width(book: zipfile.ZipFile, part: str) -> int:
    """How many columns the sheet has by its own word; 0 where it says nothing."""
    with book.open(part) as source:
        stated = _DIMENSION.search(source.read(_READ_BYTES))
    return _column_number(stated.group(2).decode()) + 1 if stated else 0


def _relation_id(sheet: minidom.Element) -> str:
    names = [name for name in sheet.attributes.keys() if name.split(":")[-1] == "id"]  # noqa: SIM118
    return sheet.getAttribute(names[0])


def _elements(document: minidom.Document, name: str) -> list[minidom.Element]:
    """The elements of a name, whatever prefix the writer of the file chose."""
    return [
        node for node in document.getElementsByTagName("*") if node.tagName.split(":")[-1] == name
    ]


class _Styles:
    """The styles of a workbook, with a filled twin for each style that was asked for."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        self._document = parseString(book.read(_STYLES))
        self._formats = _elements(self._document, "cellXfs")[0]
        self._twins: dict[tuple[int, bool], int] = {}
        self._fill = self._add_fill()

    def filled(self, style: int, *, wrapped: bool = False) -> int:
        """The number of the style that is like `style`, filled, and with `wrapped` of several lines."""
        known = self._twins.get((style, wrapped))
        if known is None:
            known = self._twins[style, wrapped] = self._add_twin(style, wrapped)
        return known

    def to_bytes(self) -> bytes:
        """The part of the styles."""
        text: bytes = self._document.toxml(encoding="utf-8")
        return text

    def _add_fill(self) -> int:
        fills = _elements(self._document, "fills")[0]
        prefix = fills.tagName.removesuffix("fills")
        fill, pattern, colour = (
            self._document.createElement(prefix + name)
            for name in ("fill", "patternFill", "fgColor")
        )
        pattern.setAttribute("patternType", "solid")
        colour.setAttribute("rgb", FILL)
        pattern.appendChild(colour)
        fill.appendChild(pattern)
        return _appended(fills, fill)

    def _add_twin(self, style: int, wrapped: bool) -> int:
        formats = [node for node in self._formats.childNodes if isinstance(node, minidom.Element)]
        twin = formats[style if style < len(formats) else 0].cloneNode(deep=True)
        assert isinstance(twin, minidom.Element)
        twin.setAttribute("fillId", str(self._fill))
        twin.setAttribute("applyFill", "1")
        if wrapped:
            prefix = self._formats.tagName.removesuffix("cellXfs")
            alignment = self._document.createElement(f"{prefix}alignment")
            alignment.setAttribute("wrapText", "1")
            alignment.setAttribute("vertical", "top")
            for node in [n for n in twin.childNodes if n.nodeName.endswith("alignment")]:
                twin.removeChild(node)
            twin.insertBefore(alignment, twin.firstChild)
            twin.setAttribute("applyAlignment", "1")
        return _appended(self._formats, twin)


def _appended(parent: minidom.Element, child: minidom.Element) -> int:
    """The number of the child after the elements that stood there."""
    count = sum(isinstance(node, minidom.Element) for node in parent.childNodes)
    parent.appendChild(child)
    parent.setAttribute("count", str(count + 1))
    return count


def _stream(
    book: zipfile.ZipFile, part: str, target: IO[bytes], marks: SheetMarks, styles: _Styles
) -> None:
    """Writes the sheet row by row. Rows without a mark are copied as they are: a large sheet has few with one."""
    touched = marks.wrong.keys() | marks.reasons.keys() | {marks.header_row}
    number = 0
    with book.open(part) as source:
        for piece in _pieces(source):
            start = _ROW.match(piece)
            if start is None:
                target.write(_widened(piece, marks))
                continue
            number = int(start.group(1) or number + 1)
            if number not in touched:
                target.write(piece)
                continue
            end = piece.rindex(b">", 0, _end_of_row(piece)) + 1
            target.write(_marked_row(piece[:end], number, marks, styles))
            target.write(piece[end:])


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """The sheet cut before each of its rows; the last piece holds what follows the rows, too."""
    left = b""
    while chunk := source.read(_READ_BYTES):
        *whole, left = _BEFORE_ROW.split(left + chunk)
        # A tag that the end of the chunk cut in two is completed by the next one.
        yield from whole
    yield left


def _end_of_row(piece: bytes) -> int:
    """Where the row's element ends: what follows are the sheet's other elements."""
    end = piece.find(b"sheetData>")
    return piece.rindex(b"<", 0, end) if end >= 0 else len(piece)


def _widened(head: bytes, marks: SheetMarks) -> bytes:
    """What stands before the rows, with room for the column of reasons."""
    letters = column_letters(marks.reason_column).encode()
    head = _DIMENSION.sub(rb"\g<1>" + letters + rb"\g<3>", head)
    number = str(marks.reason_column + 1)
    width = f'col min="{number}" max="{number}" width="{REASON_WIDTH}" customWidth="1"/>'
    return _COLUMNS.sub(lambda end: b"<%s%s%s" % (end[1] or b"", width.encode(), end[0]), head)


def _marked_row(row: bytes, number: int, marks: SheetMarks, styles: _Styles) -> bytes:
    target = io.BytesIO()
    parser = make_parser()
    parser.setContentHandler(_RowWriter(target, number, marks, styles))
    parser.parse(io.BytesIO(row))
    return target.getvalue()


class _RowWriter(ContentHandler):
    """Writes a row as it is read, with marked cells restyled, missing ones added, and the reason behind it."""

    def __init__(self, target: IO[bytes], number: int, marks: SheetMarks, styles: _Styles) -> None:
        super().__init__()
        self._out = XMLGenerator(target, "utf-8", short_empty_elements=True)
        self._number = number
        self._marks = marks
        self._styles = styles
        self._prefix = ""
        self._column = -1
        self._missing = sorted(marks.wrong.get(number, ()))

    def characters(self, content: str) -> None:
        self._out.characters(content)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        kind = name.rsplit(":", maxsplit=1)[-1]
        values = dict(attrs.items())
        if kind == "row":
            self._prefix = name.removesuffix(kind)
            values.pop("spans", None)
        elif kind == "c":
            self._begin_cell(values)
        self._out.startElement(name, AttributesImpl(values))

    def endElement(self, name: str) -> None:  # noqa: N802
        if name == f"{self._prefix}row":
            self._add_missing(before=None)
            self._add_reason()
        self._out.endElement(name)

    def _begin_cell(self, values: dict[str, str]) -> None:
        reference = values.get("r", "")
        self._column = _column_number(reference) if reference else self._column + 1
        self._add_missing(before=self._column)
        if self._missing[:1] == [self._column]:
            self._missing.pop(0)
            values["s"] = str(self._styles.filled(int(values.get("s", "0"))))

    def _add_missing(self, before: int | None) -> None:
        """The marked cells that hold nothing, up to the one that comes next."""
        while self._missing and (before is None or self._missing[0] < before):
            values = {
                "r": f"{column_letters(self._missing.pop(0))}{self._number}",
                "s": str(self._styles.filled(0)),
            }
            self._out.startElement(f"{self._prefix}c", AttributesImpl(values))
            self._out.endElement(f"{self._prefix}c")

    def _add_reason(self) -> None:
        is_header = self._number == self._marks.header_row
        text = self._marks.reason_header if is_header else self._marks.reasons.get(self._number, "")
        if not text:
            return
        values = {
            "r": f"{column_letters(self._marks.reason_column)}{self._number}",
            "s": str(self._styles.filled(0, wrapped=True)),
            # Text in the cell itself: never a formula, whatever it says.
            "t": "inlineStr",
        }
        names = [f"{self._prefix}{name}" for name in ("c", "is", "t")]
        for name, attributes in zip(names, (values, {}, {"xml:space": "preserve"}), strict=True):
            self._out.startElement(name, AttributesImpl(attributes))
        self._out.characters(text)
        for name in reversed(names):
            self._out.endElement(name)


def _column_number(reference: str) -> int:
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1
