"""Values as they are typed in haste, pasted, and exported by other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from benchmarks.strangers.case import (
    FACTS,
    HEADERS,
    ROWS,
    changed,
    register,
    replaced,
    stranger,
)
from benchmarks.strangers.writing import (
    Book,
    Sheet,
    csv_text,
    dotted,
    of_table,
    put,
    workbook,
    write,
)

QUANTITIES = [row[8] for row in ROWS]


@stranger(
    "days as text, some day first and some month first",
    said=["moment.order_ambiguous"],
)
def dates_of_mixed_order(folder: Path) -> Path:
    days = ["05/01/2025", "17/01/2025", "01/23/2025", "02/02/2025", "02/14/2025", "28/02/2025"]
    return of_table(folder / "so.xlsx", replaced("Ngày xảy ra", days))


@stranger("days counted from 1904")
def date_system_1904(folder: Path) -> Path:
    def build(book: Book, sheet: Sheet) -> None:
        put(sheet, register())
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(ROWS, start=1):
            sheet.write_datetime(at, 2, dt.datetime.strptime(str(row[2]), "%d/%m/%Y"), form)  # noqa: DTZ007

    return workbook(folder / "so.xlsx", build, date_1904=True)


@stranger("days as bare serial numbers, without a format")
def bare_serials(folder: Path) -> Path:
    start = dt.date(1899, 12, 30)
    days = [(dt.date.fromisoformat(fact.day) - start).days for fact in FACTS]
    return of_table(folder / "so.xlsx", replaced("Ngày xảy ra", days))


@stranger("days with years of two digits, dots, and blanks")
def short_years(folder: Path) -> Path:
    days = ["5.1.25", "17-1-25", "23 / 01 / 25", "2/2/25", "14.02.25", "28 - 2 - 25"]
    return of_table(folder / "so.xlsx", replaced("Ngày xảy ra", days))


@stranger("the year in the title only")
def year_in_title(folder: Path) -> Path:
    days = [str(row[2])[:5] for row in ROWS]
    table: list[list[object]] = [["THỐNG KÊ VỤ VIỆC NĂM 2025"], [], *replaced("Ngày xảy ra", days)]
    return of_table(folder / "so.xlsx", table)


@stranger("day, month and year in three columns")
def day_month_year_apart(folder: Path) -> Path:
    names = [*HEADERS[:2], "Ngày", "Tháng", "Năm", *HEADERS[3:]]
    rows = [[*row[:2], *(int(part) for part in str(row[2]).split("/")), *row[3:]] for row in ROWS]
    return of_table(folder / "so.xlsx", register(rows, names))


@stranger(
    "quantities shown as per cent and as money",
    said=["quantity.share"],
    facts=FACTS[1:],
    parked=1,
)
def percent_and_money(folder: Path) -> Path:
    def build(book: Book, sheet: Sheet) -> None:
        put(sheet, register())
        sheet.write_number(1, 8, 700, book.add_format({"num_format": "0%"}))
        sheet.write_number(2, 8, 500, book.add_format({"num_format": '#,##0 "₫"'}))
        sheet.write_number(3, 8, 12.5, book.add_format({"num_format": "[$$-409]#,##0.00"}))

    return workbook(folder / "so.xlsx", build)


@stranger(
    "formulas saved with errors",
    said=["file.error_cells"],
    facts=[FACTS[0]._replace(amount=""), *FACTS[1:]],
)
def cached_errors(folder: Path) -> Path:
    def build(_: Book, sheet: Sheet) -> None:
        put(sheet, register())
        sheet.write_formula(1, 8, "=B99", None, "#REF!")

    return workbook(folder / "so.xlsx", build)


@stranger(
    "text that a spreadsheet would run",
    facts=[FACTS[0]._replace(name=""), *FACTS[1:]],
    said=["party.name_unreadable"],
)
def formula_injection(folder: Path) -> Path:
    table = register()
    table[1][4] = '=HYPERLINK("http://x.invalid";"a")'
    table[2][3] = "@SUM(1+1)*cmd|' /C calc'!A0"
    return write(folder, "so.csv", csv_text(table))


@stranger(
    "quantities below nothing",
    said=["quantity.negative"],
    facts=FACTS[1:],
    parked=1,
)
def negative_quantities(folder: Path) -> Path:
    return of_table(folder / "so.xlsx", replaced("Số lượng", [-700, *QUANTITIES[1:]]))


@stranger(
    "the unit in the header",
    facts=changed(
        "amount", "700 mass", "500 mass", "12500 mass", "1200 mass", "350000 mass", "24 mass"
    )[:1],
)
def unit_in_header(folder: Path) -> Path:
    names = [*HEADERS[:8], "Số lượng (kg)"]
    rows = [[*ROWS[0][:8], 0.7]]
    return of_table(folder / "so.xlsx", register(rows, names))


@stranger("quantity and unit in one cell, decimal commas, dots between thousands")
def quantity_with_unit(folder: Path) -> Path:
    rows = [
        [*row[:8], f"{number} {row[9]}"]
        for row, number in zip(ROWS, dotted(QUANTITIES), strict=True)
    ]
    return of_table(folder / "so.xlsx", register(rows, HEADERS[:9]))


@stranger("numbers as text with dots between thousands, blanks, apostrophes")
def numbers_as_text(folder: Path) -> Path:
    numbers = ["700", "'500", "12,5", "1 200", "350,0", " 24 "]
    return of_table(folder / "so.xlsx", replaced("Số lượng", numbers))


@stranger("numbers in words", facts=FACTS)
def numbers_in_words(folder: Path) -> Path:
    numbers = [
        "bảy trăm",
        "năm trăm",
        "mười hai phẩy năm",
        "một nghìn hai trăm",
        "ba trăm năm mươi",
        "hai mươi tư",
    ]
    return of_table(folder / "so.xlsx", replaced("Số lượng", numbers))


@stranger("ditto marks and “như trên”")
def ditto(folder: Path) -> Path:
    table = replaced("Hành vi vi phạm", [row[6] for row in ROWS])
    table[6][6] = "nt"
    table[5][3] = "như trên"
    return of_table(folder / "so.xlsx", table)


@stranger("TCVN3, VNI and Unicode in one column", said=["name.font_repaired"])
def mixed_fonts(folder: Path) -> Path:
    names = [
        "NguyÔn V¨n T¸m",
        "Traàn Thò Luïa",
        "Hoàng A Páo",
        "Lý V¨n M¹nh",
        "Phaïm Thò Haïnh",
        "Đỗ Văn Quyết",
    ]
    return of_table(folder / "so.xlsx", replaced("Họ và tên đối tượng", names))


@stranger("marks that turn the direction of writing", said=["file.controls"])
def bidi(folder: Path) -> Path:
    names = ["\u202eNguyễn Văn Tám\u202c", *[fact.name for fact in FACTS[1:]]]
    return of_table(folder / "so.xlsx", replaced("Họ và tên đối tượng", names))


@stranger("joiners of no width, soft hyphens and marks apart in names")
def zero_width(folder: Path) -> Path:
    names = [
        "Nguyễn\u200d Văn\u200b Tám",
        "Tra\u0302\u0300n Thị\u00ad Lụa",
        "\ufeffHoàng A Páo",
        *[f.name for f in FACTS[3:]],
    ]
    return of_table(folder / "so.xlsx", replaced("Họ và tên đối tượng", names))


@stranger(
    "Cyrillic and wide letters in plates and names",
    said=["file.lookalikes"],
    facts=[
        FACTS[0]._replace(plate="14C-123.45"),
        FACTS[1]._replace(plate="14A-678.90"),
        *FACTS[2:],
    ],
)
def homoglyphs(folder: Path) -> Path:
    names = [*HEADERS, "Biển số xe"]
    plates = ["14С-123.45", "１４Ａ-６７８.９０", "", "", "", ""]
    rows = [[*row, plate] for row, plate in zip(ROWS, plates, strict=True)]
    rows[1][4] = "Trần Тhị Lụа"
    return of_table(folder / "so.xlsx", register(rows, names))


@stranger("identity numbers that a spreadsheet rounded", said=["identifier.scientific"])
def rounded_identity_numbers(folder: Path) -> Path:
    names = [*HEADERS, "Số CCCD"]
    numbers = ["2.2085E+10", "22185001234", "2.2E+10", "", "", ""]
    rows = [[*row, number] for row, number in zip(ROWS, numbers, strict=True)]
    return write(folder, "so.csv", csv_text(register(rows, names)))


@stranger(
    "a row twice, and a key twice with another content",
    facts=[
        *FACTS[1:2],
        FACTS[2]._replace(goods="firecracker; firecracker", amount="12500 mass; 12500 mass"),
        *FACTS[3:],
    ],
    said=["row.alike"],
    parked=1,
)
def rows_twice(folder: Path) -> Path:
    rows = [*ROWS, ROWS[2], [7, "01/2025", "06/01/2025", *ROWS[0][3:]]]
    return of_table(folder / "so.xlsx", register(rows))


@stranger(
    "several goods in one cell on lines of their own",
    facts=[
        FACTS[0]._replace(goods="cigarettes; heroin", amount="500 pack; 700 mass"),
        *FACTS[1:3],
    ],
)
def goods_on_lines(folder: Path) -> Path:
    names = [*HEADERS[:7], "Tang vật"]
    goods = [
        "Heroin: 700 gam\nThuốc lá điếu: 500 bao",
        "Thuốc lá điếu: 500 bao",
        "Pháo nổ: 12,5 kg",
    ]
    rows = [[*row[:7], written] for row, written in zip(ROWS[:3], goods, strict=True)]
    return of_table(folder / "so.xlsx", register(rows, names))


@stranger(
    "days to come, of the Buddhist calendar, and of the thirty-first of February",
    said=["moment.impossible", "moment.future"],
    facts=[FACTS[0]._replace(day="2095-01-05"), *FACTS[3:]],
    parked=2,
)
def impossible_days(folder: Path) -> Path:
    days = ["05/01/2095", "31/02/2025", "23/01/2568", *[row[2] for row in ROWS[3:]]]
    return of_table(folder / "so.xlsx", replaced("Ngày xảy ra", days))


@stranger("one cell of 32,767 characters", facts=FACTS)
def longest_cell(folder: Path) -> Path:
    names = [*HEADERS, "Nội dung vụ việc"]
    rows = [
        [*row, "Tổ công tác phát hiện. " * 1_425 if at == 0 else ""] for at, row in enumerate(ROWS)
    ]
    rows[0][-1] = str(rows[0][-1])[:32_767]
    return of_table(folder / "so.xlsx", register(rows, names))
