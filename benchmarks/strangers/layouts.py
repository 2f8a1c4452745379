"""Tables laid out as no program would lay them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.strangers.case import FACTS, HEADERS, ROWS, Fact, register, stranger
from benchmarks.strangers.writing import Book, Sheet, csv_text, of_table, put, workbook, write


@stranger("the usual register, for comparison")
def plain(folder: Path) -> Path:
    return of_table(folder / "so.xlsx", register())


@stranger("a header over three rows, merged across and down")
def header_three_rows(folder: Path) -> Path:
    top: list[object] = [
        "STT",
        "Hồ sơ vụ việc",
        "",
        "",
        "Đối tượng",
        "",
        "Hành vi vi phạm",
        "Tang vật thu giữ",
        "",
        "",
    ]
    middle = ["", "Số", "Thời gian, địa điểm", "", "Nhân thân", "", "", "Loại", "Khối lượng", ""]
    low = ["", "", "Ngày", "Địa điểm", "Họ và tên", "Năm sinh", "", "", "Số lượng", "Đơn vị tính"]
    merges = [
        (0, 0, 2, 0), (0, 1, 0, 3), (0, 4, 0, 5), (0, 6, 2, 6), (0, 7, 0, 9), (1, 1, 2, 1), (1, 2, 1, 3),
        (1, 4, 1, 5), (1, 7, 2, 7), (1, 8, 1, 9),
    ]  # fmt: skip
    return of_table(folder / "so.xlsx", [top, middle, low, *map(list, ROWS)], merges)


@stranger("totals below each block, headings above it", said=["left_out.total", "left_out.group"])
def totals_per_block(folder: Path) -> Path:
    blank = [""] * 6
    table: list[list[object]] = [
        list(HEADERS), ["I", "Tháng 1"], *map(list, ROWS[:3]), ["", "Cộng tháng 1", *blank, 1212.5],
        ["II", "Tháng 2"], *map(list, ROWS[3:]), ["", "Cộng tháng 2", *blank, 1574],
        ["", "Tổng cộng", *blank, 2786.5],
    ]  # fmt: skip
    return of_table(folder / "so.xlsx", table)


@stranger("two tables side by side on one sheet", said=["file.tables_beside"])
def tables_side_by_side(folder: Path) -> Path:
    def build(_: Book, sheet: Sheet) -> None:
        put(sheet, register())
        put(
            sheet,
            [["Đơn vị", "Số vụ", "Số đối tượng"], ["Đồn Hoành Mô", 3, 4], ["Đồn Móng Cái", 5, 6]],
            0,
            12,
        )

    return workbook(folder / "so.xlsx", build)


@stranger("a table of other columns below the first one", said=["file.tables_below"])
def tables_stacked(folder: Path) -> Path:
    below: list[list[object]] = [
        [], [], ["Đơn vị", "Số vụ", "Số đối tượng", "Tiền phạt"], ["Đồn Hoành Mô", 3, 4, 15000000],
        ["Đồn Móng Cái", 5, 6, 22000000], ["Đồn Quảng Đức", 1, 1, 3000000],
    ]  # fmt: skip
    return of_table(folder / "so.xlsx", [*register(), *below])


@stranger(
    "hidden rows, columns and a hidden sheet of the same columns",
    said=["file.rows_hidden", "file.columns_hidden", "sheet.same_columns"],
)
def hidden_parts(folder: Path) -> Path:
    def build(book: Book, sheet: Sheet) -> None:
        put(sheet, register())
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(5, 5, None, None, {"hidden": True})
        other = book.add_worksheet("Cũ")
        put(other, register(ROWS[:2]))
        other.hide()

    return workbook(folder / "so.xlsx", build)


@stranger(
    "one sheet for each month, all of the same columns",
    said=["sheet.same_columns"],
    facts=FACTS[:3],
)
def sheet_per_month(folder: Path) -> Path:
    def build(book: Book, sheet: Sheet) -> None:
        put(sheet, register(ROWS[:3]))
        put(book.add_worksheet("Tháng 2"), register(ROWS[3:]))

    return workbook(folder / "so.xlsx", build)


@stranger(
    "pages with repeated titles, headers, page numbers; a record goes on over the break",
    said=["left_out.header", "left_out.note", "left_out.title"],
)
def printed_pages(folder: Path) -> Path:
    going_on = ["", "", "", "", "", "", "", "", "", ""]
    going_on[3] = "(thôn Pò Hèn)"
    table: list[Sequence[object]] = [
        ["SỔ THEO DÕI VỤ VIỆC"], [], *register(ROWS[:3]), ["Trang 1/2"], ["SỔ THEO DÕI VỤ VIỆC"], list(HEADERS),
        going_on, *map(list, ROWS[3:]), ["Trang 2/2"],
    ]  # fmt: skip
    return of_table(folder / "so.xlsx", table)


@stranger("letterhead, title, column numbers, signatures", said=["left_out.title", "left_out.note"])
def letterhead_and_signatures(folder: Path) -> Path:
    table: list[Sequence[object]] = [
        ["BỘ CHỈ HUY BĐBP TỈNH", "", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["ĐỒN BIÊN PHÒNG HOÀNH MÔ", "", "", "", "", "Độc lập - Tự do - Hạnh phúc"], [],
        ["", "", "", "DANH SÁCH VỤ VIỆC QUÝ I NĂM 2025"], [], list(HEADERS), [f"({n})" for n in range(1, 11)],
        *map(list, ROWS), [], ["", "", "", "", "", "", "Hoành Mô, ngày 03 tháng 3 năm 2025"],
        ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "ĐỒN TRƯỞNG"],
        ["", "Đại úy Vũ Văn Kiên", "", "", "", "", "Trung tá Lê Hữu Bắc"],
        ["Ghi chú: số liệu chưa bao gồm các vụ chuyển cơ quan khác."],
    ]  # fmt: skip
    return of_table(folder / "so.xlsx", table)


@stranger("numbers of rows begin anew, references go on")
def numbering_restarts(folder: Path) -> Path:
    rows = [[at % 3 + 1, *row[1:]] for at, row in enumerate(ROWS)]
    return of_table(folder / "so.xlsx", register(rows))


@stranger("no reference at all; numbers of rows begin anew each month")
def numbering_restarts_without_reference(folder: Path) -> Path:
    rows = [[at % 3 + 1, *row[2:]] for at, row in enumerate(ROWS)]
    return of_table(folder / "so.xlsx", register(rows, [HEADERS[0], *HEADERS[2:]]))


@stranger(
    "two columns change places half-way down",
    said=["code.unknown", "quantity.unreadable"],
    facts=[
        *FACTS[:3],
        *(
            fact._replace(goods=f"?{row[8]}", amount="")
            for fact, row in zip(FACTS[3:], ROWS[3:], strict=True)
        ),
    ],
)
def columns_swapped_half_way(folder: Path) -> Path:
    rows = [list(row) for row in ROWS]
    for row in rows[3:]:
        row[7], row[8] = row[8], row[7]
    return of_table(folder / "so.xlsx", register(rows))


@stranger("rows and columns of nothing between all others")
def blank_between(folder: Path) -> Path:
    table: list[list[object]] = []
    for row in register():
        table += [[cell for value in row for cell in (value, "")], []]
    return of_table(folder / "so.xlsx", table)


@stranger(
    "a case merged over its persons and goods",
    facts=[
        Fact(
            "2025-01-05", "Nguyễn Văn Tám; Trần Thị Lụa", "cigarettes; heroin", "500 pack; 700 mass"
        ),
        FACTS[2],
    ],
)
def merged_case(folder: Path) -> Path:
    rows = [list(ROWS[0]), ["", "", "", "", *ROWS[1][4:6], "", *ROWS[1][7:]], list(ROWS[2])]
    merges = [(1, at, 2, at) for at in (0, 1, 2, 3, 6)]
    return of_table(folder / "so.xlsx", register(rows), merges)


@stranger(
    "each record a form of two columns, one below the other",
    facts=FACTS[:3],
)
def records_as_forms(folder: Path) -> Path:
    table: list[list[object]] = []
    for row in ROWS[:3]:
        table += [[name, value] for name, value in zip(HEADERS, row, strict=True)] + [[]]
    return of_table(folder / "phieu.xlsx", table)


@stranger("the table turned: each record a column")
def turned_table(folder: Path) -> Path:
    return of_table(folder / "so.xlsx", [list(cells) for cells in zip(*register(), strict=True)])


@stranger("the header with line breaks, double and hard spaces, colons")
def header_with_spaces(folder: Path) -> Path:
    names = [name.replace(" ", "\n", 1).replace(" ", " \u00a0") + " :" for name in HEADERS]
    return of_table(folder / "so.xlsx", register(headers=names))


@stranger("comment lines, then sep=;", said=["left_out.title"])
def comments_and_separator_line(folder: Path) -> Path:
    return write(folder / ".", "so.csv", "sep=;\n" + csv_text(register(), ";"))


@stranger(
    "a column of a matrix of crosses for each kind of offence",
    facts=[
        Fact("2025-01-05", "Nguyễn Văn Tám", "heroin", "700 mass"),
        Fact("2025-01-17", "Trần Thị Lụa", "cigarettes", "500 pack"),
    ],
)
def crosses(folder: Path) -> Path:
    names = [
        "STT",
        "Số hồ sơ",
        "Ngày",
        "Họ tên",
        "Ma túy",
        "Buôn lậu",
        "Pháo",
        "Tang vật",
        "Số lượng",
        "ĐVT",
    ]
    rows = [
        [1, "01/2025", "05/01/2025", "Nguyễn Văn Tám", "x", "", "", "Heroin", 700, "gam"],
        [2, "02/2025", "17/01/2025", "Trần Thị Lụa", "", "x", "", "Thuốc lá điếu", 500, "bao"],
    ]
    return of_table(folder / "so.xlsx", register(rows, names))


@stranger("columns about belief and descent beside the others", said=["column.protected"])
def protected_columns(folder: Path) -> Path:
    rows = [[*row, "Kinh", "Không"] for row in ROWS]
    return of_table(folder / "so.xlsx", register(rows, [*HEADERS, "DT", "Tôn giáo"]))
