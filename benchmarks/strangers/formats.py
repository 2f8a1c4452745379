"""Files of unusual form: other encodings, other programs' forms, and too much of everything."""

from __future__ import annotations

import gzip
import json
import zipfile
from html import escape
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.strangers.case import FACTS, HEADERS, ROWS, register, stranger
from benchmarks.strangers.writing import (
    Book,
    Sheet,
    csv_text,
    dotted,
    of_table,
    put,
    with_part,
    workbook,
    write,
)

TEXT = csv_text(register())


@stranger("UTF-16 without a mark at its beginning, low byte first")
def utf16_low(folder: Path) -> Path:
    return write(folder, "so.csv", TEXT.encode("utf-16-le"))


@stranger("UTF-16 without a mark at its beginning, high byte first")
def utf16_high(folder: Path) -> Path:
    return write(folder, "so.csv", csv_text(register(), "\t").encode("utf-16-be"))


@stranger("semicolons, decimal commas, dots between thousands")
def semicolons(folder: Path) -> Path:
    rows = [
        [*row[:8], number, row[9]]
        for row, number in zip(ROWS, dotted([r[8] for r in ROWS]), strict=True)
    ]
    return write(folder, "so.csv", csv_text(register(rows), ";"))


@stranger("a quotation mark never closed", said=["file.quote_open"])
def quote_open(folder: Path) -> Path:
    lines = TEXT.split("\n")
    lines[3] = lines[3].replace("xã Hoành Mô", '"xã Hoành Mô')
    return write(folder, "so.csv", "\n".join(lines))


@stranger("NUL bytes between the letters", said=["file.controls"])
def nuls(folder: Path) -> Path:
    return write(folder, "so.csv", TEXT.replace("Heroin", "Her\0oin").replace("Tám", "T\0ám"))


@stranger("lines that end as on old Macs, and with both marks")
def line_ends(folder: Path) -> Path:
    lines = TEXT.split("\n")
    return write(folder, "so.csv", "\r".join(lines[:3]) + "\r" + "\r\n".join(lines[3:]))


@stranger(
    "lines of two encodings",
    said=["file.unknown_bytes"],
    facts=[*FACTS[:5], FACTS[5]._replace(name="Do Van Quyet")],
)
def two_encodings(folder: Path) -> Path:
    lines = TEXT.encode().split(b"\n")
    lines[6] = lines[6].decode().replace("Đỗ Văn Quyết", "Do Van Quyet").encode()
    lines[6] = lines[6].replace("xã Lục Hồn".encode(), b"x\xe3 L\xf4c")
    return write(folder, "so.csv", b"\n".join(lines))


@stranger("columns divided by blanks alone")
def fixed_width(folder: Path) -> Path:
    widths = [5, 12, 14, 18, 24, 10, 46, 18, 10, 12]
    lines = [
        "".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in register()
    ]
    return write(folder, "so.txt", "\n".join(lines))


@stranger("bars between the columns, as of a database")
def bars(folder: Path) -> Path:
    lines = [" | ".join(str(cell) for cell in row) for row in register()]
    return write(folder, "so.txt", "\n".join([lines[0], "-" * 60, *lines[1:]]))


@stranger("a web page named .xls", facts=FACTS)
def web_page_as_xls(folder: Path) -> Path:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in register()
    )
    return write(
        folder,
        "so.xls",
        f"<html><head><meta charset=utf-8></head><body><table>{rows}</table></body></html>",
    )


@stranger("a workbook of 2003 as XML, named .xls", facts=FACTS)
def spreadsheet_xml(folder: Path) -> Path:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>" + "".join(
            f'<Cell><Data ss:Type="{_xml_type(c)}">{escape(str(c))}</Data></Cell>' for c in row
        ) + "</Row>" for row in register()
    )  # fmt: skip
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    sheet = f'<Worksheet ss:Name="A"><Table>{rows}</Table></Worksheet>'
    return write(
        folder, "so.xls", f'{head}<Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'
    )


def _xml_type(value: object) -> str:
    return "Number" if isinstance(value, int | float) else "String"


@stranger("a text named .xlsx")
def text_as_xlsx(folder: Path) -> Path:
    return write(folder, "so.xlsx", TEXT)


@stranger("a workbook named .csv")
def workbook_as_csv(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())
    return made.rename(folder / "so.csv")


@stranger("a workbook in the strict form of the standard")
def strict_workbook(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())
    usual, other = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    strict = {
        f"{usual}spreadsheetml/2006/main": f"{other}spreadsheetml/main",
        f"{usual}officeDocument/2006/relationships": f"{other}officeDocument/relationships",
    }

    def change(text: str) -> str:
        for usual, other in strict.items():
            text = text.replace(usual, other)
        return text

    for part in (
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ):
        with_part(made, part, change)
    return made


@stranger("days in the form of ISO within the workbook's XML")
def iso_days(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())

    def change(text: str) -> str:
        for at, fact in enumerate(FACTS, start=2):
            begin = text.index(f'<c r="C{at}"')
            end = text.index("</c>", begin) + 4
            text = (
                text[:begin] + f'<c r="C{at}" t="d"><v>{fact.day}T00:00:00.000</v></c>' + text[end:]
            )
        return text

    return with_part(made, "xl/worksheets/sheet1.xml", change)


@stranger("an OpenDocument sheet with repeated cells and rows")
def ods_repeated(folder: Path) -> Path:
    def cell(value: object, times: int = 1) -> str:
        repeat = f' table:number-columns-repeated="{times}"' if times > 1 else ""
        if value == "":
            return f"<table:table-cell{repeat}/>"
        if isinstance(value, int | float):
            kind = f'office:value-type="float" office:value="{value}"'
        else:
            kind = 'office:value-type="string"'
        shown = f"<text:p>{escape(str(value))}</text:p>"
        return f"<table:table-cell {kind}{repeat}>{shown}</table:table-cell>"

    lines = "".join(
        f"<table:table-row>{''.join(cell(v) for v in row)}{cell('', 1014)}</table:table-row>"
        for row in register()
    )
    lines += (
        f'<table:table-row table:number-rows-repeated="1048000">{cell("", 1024)}</table:table-row>'
    )
    spaces = " ".join(
        f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for s, n in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = folder / "so.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def _objects() -> list[dict[str, object]]:
    return [dict(zip(HEADERS, row, strict=True)) for row in ROWS]


@stranger("JSON with lists within the records", facts=FACTS)
def json_nested(folder: Path) -> Path:
    records = [
        {
            "Số hồ sơ": row[1], "Ngày xảy ra": row[2], "Địa điểm": row[3],
            "Đối tượng": [{"Họ và tên đối tượng": row[4], "Năm sinh": row[5]}], "Hành vi vi phạm": row[6],
            "Tang vật": [{"Tên": row[7], "Số lượng": row[8], "Đơn vị tính": row[9]}],
        }
        for row in ROWS
    ]  # fmt: skip
    return write(folder, "so.json", json.dumps({"data": {"items": records}}, ensure_ascii=False))


@stranger("JSON of lists, the names first")
def json_lists(folder: Path) -> Path:
    return write(folder, "so.json", json.dumps(register(), ensure_ascii=False))


@stranger("JSON a record a line, with a mark at its beginning")
def json_lines(folder: Path) -> Path:
    return write(
        folder,
        "so.json",
        "\ufeff" + "\n".join(json.dumps(one, ensure_ascii=False) for one in _objects()),
    )


@stranger("parquet with records within records", facts=FACTS)
def parquet_nested(folder: Path) -> Path:
    path = folder / "so.parquet"
    records = [
        {
            "Số hồ sơ": row[1], "Ngày xảy ra": row[2], "Địa điểm": row[3],
            "Đối tượng": {"Họ và tên": row[4], "Năm sinh": row[5]}, "Hành vi vi phạm": row[6],
            "Tang vật": [{"Tên": row[7], "Số lượng": float(str(row[8])), "Đơn vị tính": row[9]}],
        }
        for row in ROWS
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(records), path)
    return path


@stranger("a compressed text")
def gzipped(folder: Path) -> Path:
    return write(folder, "so.csv.gz", gzip.compress(TEXT.encode()))


@stranger("1,048,576 rows with a format and nothing else")
def formatted_rows(folder: Path) -> Path:
    def build(book: Book, sheet: Sheet) -> None:
        form = book.add_format({"bold": True})
        put(sheet, register())
        for at in range(len(ROWS) + 1, 1_048_576):
            sheet.write_blank(at, 0, None, form)

    return workbook(folder / "so.xlsx", build, constant_memory=False)


@stranger("16,384 columns, all but ten without a name", said=["file.beyond_header"])
def widest_sheet(folder: Path) -> Path:
    def build(_: Book, sheet: Sheet) -> None:
        put(sheet, register())
        for at in range(20, 16_384):
            sheet.write_number(1, at, 1)

    return workbook(folder / "so.xlsx", build)


@stranger("16,384 columns with names", refused="file.too_many_columns")
def widest_header(folder: Path) -> Path:
    def build(_: Book, sheet: Sheet) -> None:
        put(sheet, register())
        for at in range(10, 16_384):
            sheet.write_string(0, at, f"Cột {at}")

    return workbook(folder / "so.xlsx", build)


@stranger("a million texts that no cell uses")
def unused_texts(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())
    more = "".join(f"<si><t>Không dùng {at}</t></si>" for at in range(1_000_000))
    return with_part(
        made, "xl/sharedStrings.xml", lambda text: text.replace("</sst>", f"{more}</sst>")
    )


@stranger("a sheet that unpacks to gigabytes", refused="file.bomb")
def bomb(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())
    return with_part(
        made,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</worksheet>", " " * 400_000_000 + "</worksheet>"),
    )


@stranger("cut off in the middle, as by a broken stick", refused="file.unreadable")
def cut_off(folder: Path) -> Path:
    made = of_table(folder / "so.xlsx", register())
    made.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    return made
