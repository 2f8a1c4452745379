"""Makes workbooks as small as they may be: xlsx, and the formats that no package at hand writes (ods, xls and xlsb)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import xlsxwriter

from cotmoc.ingest.core.readers.tables import Table

Rows = Sequence[Sequence[object]]
REGISTER: Rows = [
    ["Số", "Ngày", "Hàng"],
    ["A1", "01/02/2026", "heroin"],
    ["A2", "02/02/2026", "pháo"],
]
NOTES: Rows = [["Hướng dẫn nhập liệu"], ["Mỗi dòng là một vụ."], ["Không để trống cột Số."]]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def ods_bytes(tables: str, styles: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument workbook whose tables are this XML."""
    spaces = " ".join(
        f'xmlns:{short}="{OFFICE}:{name}:1.0"'
        for short, name in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        )
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content, **(more or {})})


def ods_table(name: str, rows: Rows, attributes: str = "") -> str:
    """The XML of a table with these rows of texts and numbers."""
    lines = "".join(
        f"<table:table-row>{''.join(ods_cell(value) for value in row)}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{escape(name)}" {attributes}>{lines}</table:table>'


def ods_cell(value: object, attributes: str = "") -> str:
    """The XML of a cell that holds a text or a number."""
    if value in {"", None}:
        return f"<table:table-cell {attributes}/>"
    if isinstance(value, int | float):
        given = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {given} {attributes}><text:p>{value}</text:p></table:table-cell>"
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def xls_bytes(
    rows: Rows,
    merges: Sequence[tuple[int, int, int, int]] = (),
    *,
    far: tuple[int, int] | None = None,
    password: bool = False,
) -> bytes:
    """A workbook of Excel 97 with one sheet; merges are first and last row and column, from 0.

    `far` is the place of one more cell; with `password` it says that it is encrypted.
    """
    cells = b"".join(
        _xls_cell(row, column, value)
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
        if value not in {"", None}
    )
    cells += _xls_cell(*far, 1) if far else b""
    merged = struct.pack("<H", len(merges)) + b"".join(struct.pack("<4H", *m) for m in merges)
    sheet = _biff(0x809, _BOF(0x10)) + cells + _biff(0xE5, merged) + _biff(0x0A, b"")
    name = "Vụ việc".encode("utf-16-le")
    bound = struct.pack("<IHBB", 0, 0, len(name) // 2, 1) + name
    head = _biff(0x809, _BOF(0x05))
    head += _biff(0x2F, struct.pack("<H", 1) + bytes(52)) if password else b""
    head += _biff(0x42, struct.pack("<H", 1200))
    place = len(head) + 4 + len(bound) + 4
    bound = struct.pack("<I", place) + bound[4:]
    return compound({"Workbook": head + _biff(0x85, bound) + _biff(0x0A, b"") + sheet})


def _BOF(kind: int) -> bytes:  # noqa: N802 - the name of the record
    return struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6)


def _biff(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _xls_cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, int | float):
        return _biff(0x203, place + struct.pack("<d", float(value)))
    text = str(value)
    return _biff(0x204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (as xls and encrypted xlsx files are) with these streams."""
    size, free, end, fat = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    table, sectors, entries = [fat, end], b"", [_entry("Root Entry", 5, end, 0, child=1)]
    for at, (name, content) in enumerate(streams.items()):
        # Streams of less than 4,096 bytes would lie in a store of their own.
        padded = content.ljust(4096, b"\0")
        count = -(-len(padded) // size)
        first = len(table)
        table += [*range(first + 1, first + count), end]
        sectors += padded.ljust(count * size, b"\0")
        after = at + 2 if at + 1 < len(streams) else free
        entries.append(_entry(name, 2, first, len(padded), right=after))
    assert len(table) <= 128
    assert len(entries) <= 4
    chain = struct.pack(f"<{len(table)}I", *table).ljust(size, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
        + struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
        + struct.pack("<109I", 0, *[free] * 108)
    )  # fmt: skip
    return head + chain + b"".join(entries).ljust(size, b"\0") + sectors


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    text = name.encode("utf-16-le")
    return (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
        + struct.pack("<3I", 0xFFFFFFFF, right, child) + b"\0" * 36
        + struct.pack("<IQ", first, size)
    )  # fmt: skip


def xlsb_bytes(rows: Rows, *, far: tuple[int, int] | None = None) -> bytes:
    """A binary workbook of Excel 2007 with one sheet; `far` is the place of one more cell."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    sheet = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Vụ việc")
    book = b"".join((_binary(131), _binary(143), _binary(156, sheet), _binary(144), _binary(132)))
    last = far or (len(rows) - 1, 0)
    placed = [(at, list(enumerate(row))) for at, row in enumerate(rows)]
    placed += [(far[0], [(far[1], 1)])] if far else []
    content = _binary(129) + _binary(148, struct.pack("<4I", 0, last[0], 0, last[1])) + _binary(145)
    for at, cells in placed:
        content += _binary(0, struct.pack("<II", at, 0) + bytes(9))
        content += b"".join(_xlsb_cell(column, value) for column, value in cells if value != "")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/_rels/workbook.bin.rels": (
                f'<Relationships><Relationship Id="rId1" Type="{relations}" '
                'Target="worksheets/sheet1.bin"/></Relationships>'
            ),
            "xl/workbook.bin": book,
            "xl/worksheets/sheet1.bin": content + _binary(146) + _binary(130),
        }
    )


def _xlsb_cell(column: int, value: object) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, int | float):
        return _binary(5, place + struct.pack("<d", float(value)))
    return _binary(6, place + _wide(str(value)))


def _binary(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: kind and size in as few bytes as they take."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(content)
    while True:
        size += bytes([rest & 0x7F | (0x80 if rest > 0x7F else 0)])
        rest >>= 7
        if not rest:
            return head + size + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """The path of a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def xlsx(folder: Path, sheets: Mapping[str, Rows], more: Callable[..., None] | None = None) -> Path:
    """A workbook of these sheets; `more` does something else with the book and its sheets."""
    path = folder / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    pages = {}
    for name, rows in sheets.items():
        pages[name] = book.add_worksheet(name)
        for at, row in enumerate(rows):
            pages[name].write_row(at, 0, row)
    if more is not None:
        more(book, **{"pages": pages})
    book.close()
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    """The texts of every row of a table."""
    return [row.cells for row in table.rows()]


def said(table: Table) -> dict[str, Mapping[str, str]]:
    """What is said of a table, by code."""
    return {problem.code: problem.params for problem in table.problems}
