"""Makes files as they come from bad faith, haste and broken disks; each with what may be answered to it.

An answer is "read", or the code of a refusal. What is made is small on the disk and large only for whoever believes it.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.ingest.making import (
    compound,
    ods_bytes,
    ods_cell,
    ods_table,
    write,
    xls_bytes,
    xlsb_bytes,
    zipped,
)

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


# Parts of workbooks


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


# Bombs


@hostile("file.bomb")
def zip_bomb(folder: Path) -> Path:
    """A sheet that unpacks to two gigabytes of blanks."""
    return write(folder, "f.xlsx", xlsx_with(SHEET, OPEN, b" " * MB, 2_000, CLOSE))


@hostile("file.unreadable", "file.bomb")
def zip_that_lies_about_its_size(folder: Path) -> Path:
    """A sheet that says it has a thousand bytes and has two gigabytes."""
    archive = RawZip()
    for part, content in xlsx_parts().items():
        if part != SHEET:
            archive.add(part, str(content).encode())
    packed, _, crc = repeated(OPEN, b" " * MB, 2_000, CLOSE)
    archive.add(SHEET, b"", packed=packed, said_bytes=1_000, crc=crc)
    return write(folder, "f.xlsx", archive.content())


@hostile("file.bomb")
def zip_of_a_hundred_thousand_parts(folder: Path) -> Path:
    archive = RawZip()
    one = deflate(b"x")
    local, entries = [], []
    for number in range(60_000):
        name = f"xl/part{number}.xml".encode()
        common = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(b"x"), len(one), 1, len(name), 0
        )
        local.append(b"PK\x03\x04" + common + name + one)
        at = number * len(local[0])
        entries.append(
            b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
        )
    archive.body, archive.directory, archive.count = b"".join(local), b"".join(entries), 60_000
    return write(folder, "f.xlsx", archive.content())


LAUGHS = '<!ENTITY l0 "ha">' + "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12)
)


@hostile("file.bomb")
def entity_bomb_in_the_sheet(folder: Path) -> Path:
    text = sheet_xml(row_xml(1, ["&l11;", "b"])).replace(
        "<worksheet", f"<!DOCTYPE x [{LAUGHS}]><worksheet"
    )
    return write(folder, "f.xlsx", zipped(xlsx_parts(text)))


@hostile("file.bomb")
def entity_bomb_in_the_texts(folder: Path) -> Path:
    texts = f'<!DOCTYPE x [{LAUGHS}]><sst xmlns="{NAMESPACE}"><si><t>&l11;</t></si></sst>'
    sheet = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>')
    return write(folder, "f.xlsx", zipped(xlsx_parts(sheet, xl__sharedStrings_x=texts)))


@hostile("file.bomb")
def entity_bomb_in_the_workbook(folder: Path) -> Path:
    parts = xlsx_parts()
    parts["xl/workbook.xml"] = f"<!DOCTYPE x [{LAUGHS}]>{parts['xl/workbook.xml']!s}"
    return write(folder, "f.xlsx", zipped(parts))


@hostile("file.bomb")
def entity_that_names_a_file(folder: Path) -> Path:
    outside = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = sheet_xml(row_xml(1, ["&x;", "b"])).replace("<worksheet", f"{outside}<worksheet")
    return write(folder, "f.xlsx", zipped(xlsx_parts(text)))


@hostile("file.bomb")
def entity_bomb_in_an_ods(folder: Path) -> Path:
    archive = RawZip()
    archive.add("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    archive.add("content.xml", f"<!DOCTYPE x [{LAUGHS}]><x>&l11;</x>".encode())
    return write(folder, "f.ods", archive.content())


@hostile("file.empty", "file.wrong_type")
def gzip_bomb_of_zeros(folder: Path) -> Path:
    return write(folder, "f.csv.gz", gzip_blocks(bytes(MB), 10_000))


def gzip_blocks(block: bytes, times: int) -> bytes:
    """A gzip member is followed by others: the same one again and again."""
    return gzip.compress(block) * times


@hostile(READ)
def gzip_bomb_of_rows(folder: Path) -> Path:
    """Ten gigabytes of rows in some megabytes."""
    rows = b"A1,01/02/2026,heroin\n" * 50_000
    return write(
        folder, "f.csv.gz", gzip.compress("Số,Ngày,Hàng\n".encode()) + gzip_blocks(rows, 10_000)
    )


@hostile("file.wrong_type", "file.no_header")
def gzip_in_gzip(folder: Path) -> Path:
    return write(folder, "f.csv.gz", gzip.compress(gzip.compress(gzip.compress(b"a,b\n1,2\n"))))


@hostile("file.too_much_memory", "file.unreadable", "file.cell_too_long")
def parquet_of_one_long_text_many_times(folder: Path) -> Path:
    """A text of 8 MB that stands in each of 100,000 rows, stored once."""
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * 100_000, pa.int32()), pa.array(["x" * (8 * MB)])
    )
    path = folder / "f.parquet"
    pq.write_table(pa.table({"a": text, "b": text}), path, store_schema=False)
    return path


@hostile(READ, "file.too_slow")
def parquet_of_a_hundred_million_rows(folder: Path) -> Path:
    path = folder / "f.parquet"
    one = pa.table({"a": pa.nulls(10_000_000, pa.int8()), "b": pa.nulls(10_000_000, pa.string())})
    with pq.ParquetWriter(path, one.schema) as writer:
        for _ in range(10):
            writer.write_table(one, row_group_size=10_000_000)
    return path


# Size


@hostile(READ)
def ten_million_empty_rows(folder: Path) -> Path:
    rows = "".join(f'<row r="{number}"/>' for number in range(4, 1_000_004)).encode()
    return write(folder, "f.xlsx", xlsx_with(SHEET, OPEN, rows, 10, CLOSE))


@hostile(READ)
def ten_million_rows_of_empty_cells(folder: Path) -> Path:
    rows = "".join(
        f'<row r="{n}" spans="1:3" s="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/><c r="C{n}" s="1"/></row>'
        for n in range(4, 100_004)
    ).encode()
    return write(folder, "f.xlsx", xlsx_with(SHEET, OPEN, rows, 10, CLOSE))


@hostile(READ)
def ten_million_empty_rows_of_an_ods(folder: Path) -> Path:
    empty = '<table:table-row table:number-rows-repeated="10000000"><table:table-cell/></table:table-row>'
    table = ods_table("A", ROWS).replace("</table:table>", f"{empty}</table:table>")
    return write(folder, "f.ods", ods_bytes(table))


@hostile(READ, "file.too_slow")
def ten_million_empty_lines(folder: Path) -> Path:
    return write(folder, "f.csv", b"a,b\n1,2\n" + b"\n" * 10_000_000 + b"3,4\n")


@hostile("file.cell_too_long", "file.bomb")
def cell_of_two_gigabytes(folder: Path) -> Path:
    start = sheet_xml(
        f'{row_xml(1, ["a", "b"])}<row r="2"><c r="A2" t="inlineStr"><is><t>|</t></is></c></row>'
    )
    before, after = start.encode().split(b"|")
    return write(folder, "f.xlsx", xlsx_with(SHEET, before, b"A" * MB, 2_000, after))


@hostile("file.cell_too_long", "file.bomb")
def shared_text_of_two_gigabytes(folder: Path) -> Path:
    before, after = f'<sst xmlns="{NAMESPACE}"><si><t>', "</t></si></sst>"
    archive = RawZip()
    sheet = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>')
    for part, content in xlsx_parts(sheet).items():
        archive.add(part, str(content).encode())
    packed, size, crc = repeated(before.encode(), b"A" * MB, 2_000, after.encode())
    archive.add("xl/sharedStrings.xml", b"", packed=packed, said_bytes=size, crc=crc)
    return write(folder, "f.xlsx", archive.content())


@hostile("file.cell_too_long", "file.bomb")
def cell_of_forty_megabytes_that_is_no_bomb(folder: Path) -> Path:
    text = "".join(chr(97 + (n * n) % 26) for n in range(100_000)) * 400
    return write(
        folder,
        "f.xlsx",
        zipped(xlsx_parts(sheet_xml(row_xml(1, ["a", "b"]) + row_xml(2, [text, "x"])))),
    )


@hostile("file.unreadable", "file.cell_too_long")
def endless_line(folder: Path) -> Path:
    return write(folder, "f.csv", b"a,b\n" + b"x" * (200 * MB))


@hostile("read", "file.unreadable", "file.cell_too_long")
def endless_cell_of_many_lines(folder: Path) -> Path:
    return write(folder, "f.csv", b'a,b\n1,"' + b"x\n" * (50 * MB))


@hostile("file.too_many_columns", "file.unreadable", "file.cell_too_long")
def a_million_columns(folder: Path) -> Path:
    return write(folder, "f.csv", ",".join(f"c{n}" for n in range(1_000_000)) + "\n1,2\n")


@hostile("file.too_many_columns")
def all_columns_of_a_workbook(folder: Path) -> Path:
    cells = "".join(
        f'<c r="{letters(at)}1" t="inlineStr"><is><t>c{at}</t></is></c>' for at in range(16_384)
    )
    return write(
        folder,
        "f.xlsx",
        zipped(xlsx_parts(sheet_xml(f'<row r="1">{cells}</row>{row_xml(2, "ab")}'))),
    )


def letters(at: int) -> str:
    """The letters of a column, from 0."""
    text, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text


@hostile("file.too_many_columns", "file.unreadable")
def a_million_keys(folder: Path) -> Path:
    return write(folder, "f.json", json.dumps([{f"k{n}": n for n in range(1_000_000)}]))


@hostile("file.too_many_columns")
def parquet_of_many_columns(folder: Path) -> Path:
    path = folder / "f.parquet"
    pq.write_table(pa.table({f"c{n}": [1] for n in range(5_000)}), path)
    return path


@hostile(READ)
def range_that_spans_the_whole_sheet(folder: Path) -> Path:
    """A1:XFD1048576 by its own account, with a cell at each end."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    text = sheet_xml(TABLE + far, before='<dimension ref="A1:XFD1048576"/>')
    return write(folder, "f.xlsx", zipped(xlsx_parts(text)))


@hostile(READ, "file.too_much_memory")
def xls_that_spans_the_whole_sheet(folder: Path) -> Path:
    rows: list[list[object]] = [list(row) for row in ROWS]
    return write(folder, "f.xls", xls_bytes(rows, far=(65_535, 255)))


@hostile(READ, "file.too_much_memory")
def xlsb_that_spans_the_whole_sheet(folder: Path) -> Path:
    return write(folder, "f.xlsb", xlsb_bytes(ROWS, far=(1_048_575, 16_383)))


@hostile("file.too_many_columns")
def ods_full_of_one_repeated_cell(folder: Path) -> Path:
    cell = ods_cell("x", 'table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return write(folder, "f.ods", ods_bytes(f'<table:table table:name="A">{row}</table:table>'))


@hostile("file.too_large", "file.too_slow")
def a_million_merged_cells(folder: Path) -> Path:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_001))
    return write(
        folder, "f.xlsx", zipped(xlsx_parts(sheet_xml(TABLE, f"<mergeCells>{merges}</mergeCells>")))
    )


@hostile(READ)
def cells_merged_over_the_whole_sheet(folder: Path) -> Path:
    areas = ("A1:XFD1048576", "A2:A1048576", "B2:C3")
    merges = f"<mergeCells>{''.join(f'<mergeCell ref={area!r}/>' for area in areas)}</mergeCells>"
    return write(folder, "f.xlsx", zipped(xlsx_parts(sheet_xml(TABLE, merges))))


@hostile(READ, "file.too_slow", "file.too_much_memory", "file.bomb")
def workbook_of_many_sheets(folder: Path) -> Path:
    parts = xlsx_parts()
    named = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId1"/>' for n in range(50_000))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>'
    )
    return write(folder, "f.xlsx", zipped(parts))


@hostile(READ, "file.too_much_memory", "file.too_slow", "file.bomb")
def workbook_of_many_styles(folder: Path) -> Path:
    many = '<xf numFmtId="14"/>' * 3_000_000
    styles = f'<styleSheet xmlns="{NAMESPACE}"><cellXfs>{many}</cellXfs></styleSheet>'
    return write(folder, "f.xlsx", zipped(xlsx_parts(xl__styles_x=styles)))


# Depth and form


@hostile("file.unreadable", "file.bomb", "file.too_much_memory", "file.empty", "file.no_header")
def deep_xml(folder: Path) -> Path:
    return write(folder, "f.xlsx", zipped(xlsx_parts(sheet_xml("<a>" * 2_000_000))))


@hostile("file.bomb", "file.unreadable")
def endless_attribute(folder: Path) -> Path:
    start, end = sheet_xml('<row r="1" x="|"/>').encode().split(b"|")
    block = bytes(97 + (n * n) % 26 for n in range(MB))
    return write(folder, "f.xlsx", xlsx_with(SHEET, start, block, 300, end))


@hostile("file.unreadable", "file.wrong_type")
def deep_json_array(folder: Path) -> Path:
    return write(folder, "f.json", "[" * 2_000_000)


@hostile("file.unreadable", "file.wrong_type")
def deep_json_object(folder: Path) -> Path:
    return write(folder, "f.json", '{"a":' * 1_000_000 + "1" + "}" * 1_000_000)


@hostile("file.unreadable")
def deep_json_in_a_row(folder: Path) -> Path:
    return write(folder, "f.json", '[{"a": 1}, {"a": ' + "[" * 500_000 + "]" * 500_000 + "}]")


@hostile("file.unreadable", "file.cell_too_long")
def endless_json_text(folder: Path) -> Path:
    return write(folder, "f.json", '[{"a": "' + "x" * (100 * MB))


@hostile("file.unreadable")
def json_of_one_endless_number(folder: Path) -> Path:
    return write(folder, "f.json", '[{"a": ' + "1" * (50 * MB))


# Wrong names and kinds


@hostile("file.wrong_type")
def picture_called_a_workbook(folder: Path) -> Path:
    return write(folder, "f.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50)


@hostile("file.wrong_type")
def program_called_a_table(folder: Path) -> Path:
    return write(folder, "f.csv", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 50)


@hostile("file.wrong_type")
def web_page_called_a_workbook(folder: Path) -> Path:
    return write(folder, "f.xls", "<html><table><tr><td>Số</td></tr></table></html>")


@hostile("file.wrong_type")
def letter_called_a_workbook(folder: Path) -> Path:
    return write(
        folder, "f.xlsx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
    )


@hostile("file.wrong_type")
def old_letter_called_a_workbook(folder: Path) -> Path:
    return write(folder, "f.xls", compound({"WordDocument": b"x" * 5_000}))


@hostile(READ)
def workbook_called_a_csv(folder: Path) -> Path:
    return write(folder, "f.csv", zipped(xlsx_parts()))


# Cut short, and broken


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


@hostile("file.unreadable")
def xlsx_cut_short(folder: Path) -> Path:
    return write(folder, "f.xlsx", cut(zipped(xlsx_parts()), 0.7))


@hostile("file.unreadable")
def sheet_cut_short(folder: Path) -> Path:
    return write(
        folder,
        "f.xlsx",
        zipped(xlsx_parts(sheet_xml(TABLE).replace("</sheetData></worksheet>", "<row"))),
    )


@hostile("file.unreadable", "file.empty", "file.no_header", "file.wrong_type")
def xls_cut_short(folder: Path) -> Path:
    return write(folder, "f.xls", cut(xls_bytes(ROWS), 0.6))


@hostile("file.unreadable")
def ods_cut_short(folder: Path) -> Path:
    return write(folder, "f.ods", cut(ods_bytes(ods_table("A", ROWS)), 0.7))


@hostile("file.unreadable")
def gzip_cut_short(folder: Path) -> Path:
    return write(folder, "f.csv.gz", cut(gzip.compress(b"a,b\n1,2\n" * 100), 0.6))


@hostile("file.unreadable")
def parquet_cut_short(folder: Path) -> Path:
    path = folder / "f.parquet"
    pq.write_table(pa.table({"a": ["x"]}), path)
    return write(folder, "g.parquet", cut(path.read_bytes(), 0.7))


@hostile("file.unreadable")
def json_cut_short(folder: Path) -> Path:
    return write(folder, "f.json", '[{"a": 1}, {"a"')


@hostile(READ, "file.unreadable")
def csv_cut_within_a_letter(folder: Path) -> Path:
    return write(folder, "f.csv", "Số,Ngày\n1,Hải Hà".encode()[:-1])


@hostile("file.unreadable")
def checksum_wrong(folder: Path) -> Path:
    content = bytearray(zipped(xlsx_parts(sheet_xml(TABLE * 1))))
    at = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[at] ^= 0xFF
    return write(folder, "f.xlsx", bytes(content))


# Passwords


@hostile("file.encrypted")
def xlsx_with_a_password(folder: Path) -> Path:
    streams = {"EncryptionInfo": b"x" * 4_096, "EncryptedPackage": b"y" * 4_096}
    return write(folder, "f.xlsx", compound(streams))


@hostile("file.encrypted")
def xls_with_a_password(folder: Path) -> Path:
    return write(folder, "f.xls", xls_bytes(ROWS, password=True))


@hostile("file.encrypted")
def ods_with_a_password(folder: Path) -> Path:
    more = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    return write(folder, "f.ods", ods_bytes(ods_table("A", ROWS), more=more))


@hostile("file.encrypted")
def zip_with_a_password(folder: Path) -> Path:
    archive = RawZip()
    for part, content in xlsx_parts().items():
        archive.add(part, str(content).encode(), flags=1)
    return write(folder, "f.xlsx", archive.content())


# What wants to be run, and what wants to look otherwise


COMMANDS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","x")',
    '=WEBSERVICE("http://example.invalid")',
]


@hostile(READ)
def formulas_of_a_csv(folder: Path) -> Path:
    return write(
        folder, "f.csv", "a;b;c\n" + ";".join(f"'{each}" for each in COMMANDS) + "\n+1;-1;@x\n"
    )


@hostile(READ)
def formulas_of_a_workbook(folder: Path) -> Path:
    cells = "".join(
        f'<c r="{"ABC"[at]}2" t="str"><f>{each[1:].replace("&", "").replace("<", "")}</f><v>lưu</v></c>'
        for at, each in enumerate(COMMANDS)
    )
    text = sheet_xml(f'{row_xml(1, "abc")}<row r="2">{cells}</row>')
    parts = xlsx_parts(text) | {
        "xl/vbaProject.bin": b"macro",
        "xl/externalLinks/externalLink1.xml": "<x/>",
    }
    return write(folder, "f.xlsm", zipped(parts))


@hostile(READ)
def marks_of_direction_and_controls(folder: Path) -> Path:
    return write(folder, "f.csv", "Số\u202e,Ngày\x07\nA\u20661\u2069,\x1b[31m01/02/2026\n")


@hostile("file.empty")
def nothing_but_zeros(folder: Path) -> Path:
    return write(folder, "f.csv", bytes(MB))
