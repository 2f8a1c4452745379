"""Files of very many rows, columns or sheets, or of one very long cell."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.integration.ingest.hostile.making import (
    CLOSE,
    MB,
    NAMESPACE,
    OPEN,
    READ,
    RELATIONS,
    ROWS,
    SHEET,
    TABLE,
    RawZip,
    hostile,
    repeated,
    row_xml,
    sheet_xml,
    xlsx_parts,
    xlsx_with,
)
from tests.unit.ingest.making import (
    ods_bytes,
    ods_cell,
    ods_table,
    write,
    xls_bytes,
    xlsb_bytes,
    zipped,
)


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
