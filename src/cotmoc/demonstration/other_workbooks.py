"""Writes workbooks of other programs: OpenDocument as of LibreOffice, and xls as of an old system.

By hand, because a demonstration needs a page of code for each where a library would be installed everywhere; xlwt, the
one that writes xls, has been without a maintainer since 2017.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from cotmoc.demonstration.layouts.columns import Block, Cell, Column

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_OPEN_DOCUMENT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_open_document(path: Path, columns: Sequence[Column], blocks: Iterable[Block]) -> None:
    """An ods of one sheet: one header and the rows of the blocks."""
    rows = "".join(
        f"<table:table-row>{_cells(row)}</table:table-row>" for row in _rows(columns, blocks)
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        # The first entry says what it is, uncompressed. Entries without a date of today: the same seed, the same bytes.
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _OPEN_DOCUMENT)
        archive.writestr(_entry("META-INF/manifest.xml"), _MANIFEST)
        archive.writestr(_entry("content.xml"), content)


def _entry(name: str, compressed: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(2026, 11, 1, 0, 0, 0))
    entry.compress_type = compressed
    return entry


def _rows(columns: Sequence[Column], blocks: Iterable[Block]) -> Iterator[Sequence[Cell]]:
    yield [column.header for column in columns]
    for block in blocks:
        yield from block.rows


def _cells(row: Sequence[Cell]) -> str:
    return "".join(map(_cell, row))


def _cell(cell: Cell) -> str:
    if isinstance(cell, date):
        value = f' office:value-type="date" office:date-value="{cell:%Y-%m-%d}"'
        return f"<table:table-cell{value}><text:p>{cell:%d/%m/%Y}</text:p></table:table-cell>"
    if not cell:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


_SECTOR, _LEAST_STREAM = 512, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
#: As many sectors of the table of sectors as the header names: some seven megabytes.
_MOST_TABLES = 109
_GLOBALS, _SHEET = 0x0005, 0x0010


def write_old_workbook(path: Path, columns: Sequence[Column], blocks: Iterable[Block]) -> None:
    """An xls (BIFF8) of one sheet of texts: one header and the rows of the blocks.

    Raises ValueError for more than some seven megabytes. Formats: [MS-XLS] and [MS-CFB].
    """
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, _SHEET, 0x0DBB, 0x07CC, 0, 0x0600))
    for at, row in enumerate(_rows(columns, blocks)):
        for place, cell in enumerate(row):
            if cell:
                sheet += _record(0x0204, struct.pack("<HHH", at, place, 0) + _label(cell))
    sheet += _record(0x000A, b"")
    name = b"Sheet1"
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, _GLOBALS, 0x0DBB, 0x07CC, 0, 0x0600))
    head += _record(0x0042, struct.pack("<H", 0x04B0))
    begin = len(head) + 4 + 8 + len(name) + 4
    head += _record(0x0085, struct.pack("<IBBBB", begin, 0, 0, len(name), 0) + name)
    head += _record(0x000A, b"")
    path.write_bytes(_compound_file(head + sheet))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _label(cell: Cell) -> bytes:
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _compound_file(stream: bytes) -> bytes:
    """The stream as the one document `Workbook` of a compound file."""
    stream = stream.ljust(_LEAST_STREAM, b"\0")
    data = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * (_SECTOR // 4) < data + 1 + tables:
        tables += 1
    if tables > _MOST_TABLES:
        raise ValueError("too large for one compound file without further tables")
    # First the tables of sectors, then the directory, then the document.
    chain = [_TABLE] * tables + [_END]
    chain += [tables + 2 + at for at in range(data - 1)] + [_END]
    chain += [_FREE] * (tables * (_SECTOR // 4) - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, _LEAST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (_MOST_TABLES - tables))
    directory = _directory("Root Entry", 5, child=1, start=_END, size=0)
    directory += _directory("Workbook", 2, child=_FREE, start=tables + 1, size=len(stream))
    directory += _directory("", 0, child=_FREE, start=0, size=0) * 2
    table = struct.pack(f"<{len(chain)}I", *chain)
    return header + table + directory + stream.ljust(data * _SECTOR, b"\0")


def _directory(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    length = len(written) + 2 if name else 0
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
