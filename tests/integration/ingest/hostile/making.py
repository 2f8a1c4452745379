"""What hostile files are made of, and the list of those that are made.

An answer is "read", or the code of a refusal. What is made is small on the disk and large only for whoever believes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

READ = "read"
ROWS = [["Số", "Ngày", "Hàng"], ["A1", "01/02/2026", "heroin"], ["A2", "02/02/2026", "pháo"]]
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MB = 1 << 20

Maker = Callable[[Path], Path]


@dataclass(frozen=True)
class Hostile:
    """A hostile file: how it is made in a folder, and what may be answered."""

    name: str
    make: Maker
    answers: frozenset[str]


CASES: list[Hostile] = []


def hostile(*answers: str) -> Callable[[Maker], Maker]:
    """Registers a maker with the answers that are right."""

    def register(make: Maker) -> Maker:
        CASES.append(Hostile(make.__name__, make, frozenset(answers)))
        return make

    return register


def sheet_xml(rows: str, after: str = "", before: str = "") -> str:
    """The part of a sheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{NAMESPACE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def row_xml(number: int, values: Iterable[object]) -> str:
    """A row of inline texts."""
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for at, value in enumerate(values)
    )
    return f'<row r="{number}">{cells}</row>'


TABLE = "".join(row_xml(number, row) for number, row in enumerate(ROWS, start=1))


def xlsx_parts(sheet: str | bytes | None = None, **more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet; keys of `more` are names of parts with "__" for "/" and "_x" for ".xml"."""
    given = {
        name.replace("__", "/").removesuffix("_x") + ".xml": text for name, text in more.items()
    }
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": (
            f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Vụ việc" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet if sheet is not None else sheet_xml(TABLE),
        **given,
    }


class RawZip:
    """Writes zip files that say of themselves what they are told to say."""

    def __init__(self) -> None:
        self.body, self.directory, self.count = b"", b"", 0

    def add(
        self, name: str, data: bytes, *, said_bytes: int | None = None, flags: int = 0, packed: bytes | None = None,
        crc: int | None = None,
    ) -> None:  # fmt: skip
        """Adds a part; `packed` are its compressed bytes where they are not to be computed."""
        deflated = packed if packed is not None else deflate(data)
        size = len(data) if said_bytes is None else said_bytes
        title = name.encode()
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags | 0x800, 8, 0, 0x21, zlib.crc32(data) if crc is None else crc, len(deflated),
            size, len(title), 0,
        )  # fmt: skip
        at = len(self.body)
        self.body += b"PK\x03\x04" + common + title + deflated
        self.directory += (
            b"PK\x01\x02"
            + struct.pack("<H", 20)
            + common
            + struct.pack("<HHHII", 0, 0, 0, 0, at)
            + title
        )
        self.count += 1

    def content(self) -> bytes:
        """The whole file."""
        end = struct.pack(
            "<HHHHIIH", 0, 0, self.count, self.count, len(self.directory), len(self.body), 0
        )
        return self.body + self.directory + b"PK\x05\x06" + end


def deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def repeated(start: bytes, block: bytes, times: int, end: bytes) -> tuple[bytes, int, int]:
    """A deflated text of a block that comes again and again, its size and its checksum, made in no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(end) + packer.flush()
    crc = zlib.crc32(start)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    size = len(start) + len(block) * times + len(end)
    return head + one * times + tail, size, zlib.crc32(end, crc)


def xlsx_with(name: str, start: bytes, block: bytes, times: int, end: bytes) -> bytes:
    """A workbook in which one part is a block that comes again and again."""
    archive = RawZip()
    for part, content in xlsx_parts().items():
        if part != name:
            archive.add(part, content.encode() if isinstance(content, str) else content)
    packed, size, crc = repeated(start, block, times, end)
    archive.add(name, b"", packed=packed, said_bytes=size, crc=crc)
    return archive.content()


SHEET = "xl/worksheets/sheet1.xml"
OPEN, CLOSE = sheet_xml(f"{TABLE}|").encode().split(b"|")
