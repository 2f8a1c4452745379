"""Files nested very deep, or with no end to one of their parts."""

from __future__ import annotations

from pathlib import Path

from tests.integration.ingest.hostile.making import (
    MB,
    SHEET,
    hostile,
    sheet_xml,
    xlsx_parts,
    xlsx_with,
)
from tests.unit.ingest.making import (
    write,
    zipped,
)


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
