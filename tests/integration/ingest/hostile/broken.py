"""Files cut short, and files with a mistake of the disk."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.integration.ingest.hostile.making import (
    READ,
    ROWS,
    TABLE,
    hostile,
    sheet_xml,
    xlsx_parts,
)
from tests.unit.ingest.making import (
    ods_bytes,
    ods_table,
    write,
    xls_bytes,
    zipped,
)


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
