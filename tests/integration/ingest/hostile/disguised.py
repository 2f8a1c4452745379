"""Files that want to be run, or to look otherwise than they are."""

from __future__ import annotations

from pathlib import Path

from tests.integration.ingest.hostile.making import (
    MB,
    READ,
    hostile,
    row_xml,
    sheet_xml,
    xlsx_parts,
)
from tests.unit.ingest.making import (
    write,
    zipped,
)

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
