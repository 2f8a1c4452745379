"""Files that unpack to a thousand times their size."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.integration.ingest.hostile.making import (
    CLOSE,
    MB,
    NAMESPACE,
    OPEN,
    READ,
    SHEET,
    RawZip,
    deflate,
    hostile,
    repeated,
    row_xml,
    sheet_xml,
    xlsx_parts,
    xlsx_with,
)
from tests.unit.ingest.making import (
    write,
    zipped,
)


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
