"""Files that are called what they are not."""

from __future__ import annotations

from pathlib import Path

from tests.integration.ingest.hostile.making import (
    READ,
    hostile,
    xlsx_parts,
)
from tests.unit.ingest.making import (
    compound,
    write,
    zipped,
)


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
