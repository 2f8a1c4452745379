"""Tables as offices lay them out: headers of several rows, titles, totals, notes, headings, merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from cotmoc.ingest.core.readers.headers import find_header, is_numbering
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import Table

Rows = Sequence[Sequence[object]]


def workbook(folder: Path, rows: Rows, merges: Sequence[str] = ()) -> Table:
    """The table of a workbook with these rows, in which these ranges are merged."""
    path = folder / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Vụ việc")
    for at, row in enumerate(rows):
        page.write_row(at, 0, [None if cell == "" else cell for cell in row])
    for area in merges:
        page.merge_range(area, None)
    for at, row in enumerate(rows):
        page.write_row(at, 0, [None if cell == "" else cell for cell in row])
    book.close()
    return open_table(path)


def csv(folder: Path, *lines: str) -> Table:
    """The table of a csv file with these lines."""
    path = folder / "f.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return open_table(path)


def left(table: Table) -> list[tuple[int, str]]:
    """The rows left out, each with its reason."""
    return [(each.number, each.reason.removeprefix("left_out.")) for each in table.left_out]


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows()]


SEIZED: Rows = [
    ["STT", "Ngày", "Địa điểm", "Tang vật", "", "", "Ghi chú"],
    ["", "", "", "Tên", "KL (kg)", "Trị giá (triệu đồng)", ""],
    [1, "01/02/2026", "Móng Cái", "heroin", 0.7, 350, ""],
    [2, "02/02/2026", "Hải Hà", "pháo nổ", 12, 6, "vắng chủ"],
    [3, "05/02/2026", "Bình Liêu", "thuốc lá", 20, 9, ""],
]
TWO_ROWS = ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"]
NAMES = (
    "STT", "Ngày", "Địa điểm", "Tang vật: Tên", "Tang vật: KL (kg)",
    "Tang vật: Trị giá (triệu đồng)", "Ghi chú",
)  # fmt: skip


def test_header_of_two_merged_rows_is_joined(tmp_path: Path) -> None:
    table = workbook(tmp_path, SEIZED, TWO_ROWS)
    assert (table.headers, table.header_rows, numbers(table)) == (NAMES, (1, 2), [3, 4, 5])


def test_header_of_two_rows_in_a_file_without_merged_cells_is_joined(tmp_path: Path) -> None:
    table = csv(tmp_path, *(",".join(str(cell) for cell in row) for row in SEIZED))
    assert (table.headers, table.header_rows, numbers(table)) == (NAMES, (1, 2), [3, 4, 5])


def test_group_names_over_a_full_row_of_names_are_joined(tmp_path: Path) -> None:
    rows: Rows = [
        ["Thông tin vụ việc", "", "", "Tang vật", "", ""],
        ["Số", "Ngày", "Nơi", "Tên", "Lượng", "ĐVT"],
        ["A1", "01/02/2026", "Móng Cái", "heroin", 2, "kg"],
    ]
    expected = (
        "Thông tin vụ việc: Số", "Thông tin vụ việc: Ngày", "Thông tin vụ việc: Nơi",
        "Tang vật: Tên", "Tang vật: Lượng", "Tang vật: ĐVT",
    )  # fmt: skip
    assert workbook(tmp_path, rows, ["A1:C1", "D1:F1"]).headers == expected
    assert csv(tmp_path, *(",".join(str(cell) for cell in row) for row in rows)).headers == expected


def test_header_of_three_rows_is_joined(tmp_path: Path) -> None:
    rows: Rows = [
        ["Đơn vị", "Kết quả", "", "", ""],
        ["", "Vụ", "", "Đối tượng", ""],
        ["", "Ma túy", "Buôn lậu", "Ma túy", "Buôn lậu"],
        ["Đồn A", 1, 2, 3, 4],
    ]
    table = workbook(tmp_path, rows, ["A1:A3", "B1:E1", "B2:C2", "D2:E2"])
    assert table.headers == (
        "Đơn vị", "Kết quả: Vụ: Ma túy", "Kết quả: Vụ: Buôn lậu",
        "Kết quả: Đối tượng: Ma túy", "Kết quả: Đối tượng: Buôn lậu",
    )  # fmt: skip
    assert numbers(table) == [4]


def test_row_of_units_below_the_names_belongs_to_them(tmp_path: Path) -> None:
    table = csv(
        tmp_path,
        "Ngày,Nơi,KL,Trị giá",
        ",,(kg),(triệu đồng)",
        "01/02/2026,Móng Cái,1.5,3",
        "02/02/2026,Hải Hà,2,4",
    )
    assert table.headers == ("Ngày", "Nơi", "KL (kg)", "Trị giá (triệu đồng)")


def test_first_row_of_texts_is_no_second_row_of_the_header() -> None:
    head = [(1, ("Họ tên", "Nơi ở", "", "Ghi chú")), (2, ("Ông A", "Móng Cái", "x", "vắng"))]
    assert find_header(head).numbers == (1,)


def test_title_above_and_numbers_below_the_header_are_left_out(tmp_path: Path) -> None:
    rows: Rows = [
        ["BỘ CHỈ HUY BĐBP TỈNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH VỤ VIỆC THÁNG 2"],
        ["Đơn vị tính: kg"],
        ["STT", "Ngày", "Nơi", "Khối lượng"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "01/02/2026", "Móng Cái", 2],
    ]
    table = workbook(tmp_path, rows, ["A1:C1", "A4:D4", "A5:D5"])
    assert table.headers == ("STT", "Ngày", "Nơi", "Khối lượng")
    assert numbers(table) == [8]
    assert left(table) == [
        (1, "title"), (2, "title"), (4, "title"), (5, "title"), (7, "numbering"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("(1)", "(2)", "(3)", "(4)"), True),
        (("A", "B", "1", "2", "3"), True),
        (("1", "2", "3", "4 = 2 + 3"), True),
        (("1", "2", "2", "3"), False),
        (("1", "01/02/2026", "3"), False),
        (("7", "8", "9"), False),
        (("1", "2"), False),
    ],
)
def test_row_that_numbers_the_columns(cells: tuple[str, ...], expected: bool) -> None:
    assert is_numbering(cells) is expected


DATA = ("1,01/02/2026,Móng Cái,2", "2,02/02/2026,Hải Hà,3", "3,05/02/2026,Bình Liêu,4")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Tổng cộng,,,9", "total"),
        (",Tổng,,9", "total"),
        (",,TỔNG CỘNG:,9", "total"),
        ("Cộng tháng 2,,,9", "total"),
        ("Cộng (I+II),,,9", "total"),
        ("Tong cong,,,9", "total"),
        ("Total,,,9", "total"),
        (",,,9", "sum"),
        (",,,8", ""),
        ("Ghi chú: số liệu chưa kiểm tra,,,", "note"),
        ("Nơi nhận:,,,", "note"),
        (",,\"Móng Cái, ngày 05 tháng 3 năm 2026\",", "note"),
        ("Người lập biểu,,,Thủ trưởng đơn vị", "note"),
        ("I. Đồn BP Móng Cái,,,", "group"),
        ("II,Đồn BP Hải Hà,,", "group"),
        ("Tháng 3/2026,,,", "group"),
        ("STT,Ngày,Nơi,Lượng", "header"),
        ("-----,-----,-----,-----", "marks"),
        ("Trang 1/2,,,", "note"),
        (",,,- 2 -", ""),
        # What only looks like it stays in: it is parked with a reason where it cannot be read.
        ("4,06/02/2026,Công ty Cổ phần Sao Mai,2", ""),
        ("4,06/02/2026,Tổng cục Hải quan,2", ""),
        ("4,06/02/2026,Tổng công ty Sông Đà,2", ""),
        ("4,,,", ""),
        (",,Móng Cái,2", ""),
        (",06/02/2026,,2", ""),
        ("Công an xã,06/02/2026,,2", ""),
    ],
)  # fmt: skip
def test_row_that_is_no_data_is_left_out_with_its_reason(
    tmp_path: Path, line: str, reason: str
) -> None:
    table = csv(tmp_path, "STT,Ngày,Nơi,Lượng", *DATA, line)
    assert left(table) == ([(5, reason)] if reason else [])
    assert numbers(table) == ([2, 3, 4] if reason else [2, 3, 4, 5])


def test_those_who_sign_are_left_out_to_the_end(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "STT,Ngày,Nơi,Lượng", *DATA, "Tổng cộng,,,9", "Nơi nhận:,,TM. ĐỒN",
        "- Như trên;,,Đồn trưởng", "- Lưu: VT,,(đã ký)", ",,Thượng tá X",
    )  # fmt: skip
    assert [reason for _, reason in left(table)] == ["total", "note", "note", "note", "note"]


def test_rows_behind_a_page_break_are_data_again(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "STT,Ngày,Nơi,Lượng", *DATA, "Cộng trang 1,,,9", "Người lập biểu,,,",
        "STT,Ngày,Nơi,Lượng", "4,06/02/2026,Móng Cái,2", "Cộng trang 2,,,2",
    )  # fmt: skip
    assert numbers(table) == [2, 3, 4, 8]
    assert left(table) == [(5, "total"), (6, "note"), (7, "header"), (9, "total")]


def test_title_of_another_page_is_left_out_as_the_first(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "SỔ VỤ VIỆC NĂM 2026,,,", "STT,Ngày,Nơi,Lượng", *DATA, "SỔ VỤ VIỆC NĂM 2026,,,",
        "STT,Ngày,Nơi,Lượng", "4,06/02/2026,Móng Cái,2",
    )  # fmt: skip
    assert numbers(table) == [3, 4, 5, 8]
    assert left(table) == [(1, "title"), (6, "title"), (7, "header")]


BELOW: Rows = [
    ["STT", "Ngày", "Nơi", "Lượng"],
    [1, "01/02/2026", "Móng Cái", 2],
    [2, "02/02/2026", "Hải Hà", 3],
    [3, "05/02/2026", "Bình Liêu", 4],
    [],
    ["Biển số", "Loại xe", "Chủ xe", "Nơi giữ"],
    ["14A-123.45", "ô tô", "Lý Văn Mạnh", "Đồn A"],
]


def test_table_below_of_other_columns_is_left_out_and_said(tmp_path: Path) -> None:
    table = workbook(tmp_path, [*BELOW, [], BELOW[0], [4, "06/02/2026", "Hải Sơn", 5]])
    assert numbers(table) == [2, 3, 4, 10]
    assert left(table) == [(6, "table"), (7, "table"), (9, "header")]
    assert [(each.code, each.params["row"]) for each in table.problems] == [
        ("file.tables_below", "6")
    ]


def test_rows_behind_an_open_one_are_of_the_same_table(tmp_path: Path) -> None:
    more: Rows = [["", "chưa rõ", "Hải Sơn", "ít"], [4, "06/02/2026", "Hải Sơn", 5]]
    assert numbers(workbook(tmp_path, [*BELOW[:5], *more])) == [2, 3, 4, 6, 7]


def test_table_beside_is_left_out_and_said(tmp_path: Path) -> None:
    beside: Rows = [["Đơn vị", "Số vụ", "Số người"], ["Đồn A", 1, 2], ["Đồn B", 3, 4]]
    rows = [[*row, "", *other] for row, other in zip(BELOW, beside, strict=False)]
    table = workbook(tmp_path, [*rows, BELOW[3], [4, "06/02/2026", "Hải Sơn", 5]])
    assert table.headers == ("STT", "Ngày", "Nơi", "Lượng")
    assert [len(row.cells) for row in table.rows()] == [4, 4, 4, 4]
    assert [(each.code, each.params["columns"]) for each in table.problems] == [
        ("file.tables_beside", "F–H")
    ]


def test_columns_behind_an_open_one_are_of_the_same_table(tmp_path: Path) -> None:
    beside: Rows = [["Đơn vị", "Ghi chú"], ["Đồn A", "vắng chủ"], ["Đồn B", ""], ["Đồn A", "x"]]
    rows = [[*row, "", *other] for row, other in zip(BELOW[:4], beside, strict=True)]
    table = workbook(tmp_path, rows)
    assert table.headers[:4] == ("STT", "Ngày", "Nơi", "Lượng")
    assert table.headers[-2:] == ("Đơn vị", "Ghi chú")


def test_one_row_of_far_too_many_cells_does_not_hide_the_header(tmp_path: Path) -> None:
    rows: Rows = [*BELOW[:3], [3, "05/02/2026", "Bình Liêu", 4, *["x"] * 60]]
    assert workbook(tmp_path, rows).headers[:4] == ("STT", "Ngày", "Nơi", "Lượng")


def test_total_of_an_indicator_is_a_figure_of_its_own(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "Chỉ tiêu,Số", "Tổng số vụ buôn lậu,12", "Tổng số đối tượng,30", "Khởi tố,5"
    )
    assert numbers(table) == [2, 3, 4]


def test_headings_with_subtotals_are_left_out(tmp_path: Path) -> None:
    table = csv(
        tmp_path, "TT,Đơn vị,Số vụ,Số đối tượng", "I,Khu vực Móng Cái,3,5", "1,Đồn A,1,2", "2,Đồn B,2,3",
        "II,Khu vực Hải Hà,4,4", "1,Đồn C,4,4",
    )  # fmt: skip
    assert left(table) == [(2, "group"), (5, "group")]


def test_number_of_a_case_merged_over_its_goods_is_that_of_each(tmp_path: Path) -> None:
    rows: Rows = [
        ["Số", "Ngày", "Hàng", "Lượng"],
        ["A1", "01/02/2026", "heroin", 2],
        ["", "", "pháo nổ", 3],
        ["A2", "02/02/2026", "thuốc lá", 4],
        ["", "", "rượu", 5],
    ]
    table = workbook(tmp_path, rows, ["A2:A3", "B2:B3"])
    assert [row.cells[:3] for row in table.rows()] == [
        ("A1", "01/02/2026", "heroin"),
        ("A1", "01/02/2026", "pháo nổ"),
        ("A2", "02/02/2026", "thuốc lá"),
        ("", "", "rượu"),
    ]


def test_columns_without_name_and_value_are_not_there(tmp_path: Path) -> None:
    table = csv(tmp_path, ",Số,,Ngày,", ",A1,,01/02/2026,x", ",A2,,02/02/2026,")
    assert table.headers == ("Số", "Ngày", "column 5")
    assert [problem.params["column"] for problem in table.problems] == ["5"]


def test_value_behind_the_last_column_is_said(tmp_path: Path) -> None:
    rows = [f"A{number},x" for number in range(300)]
    table = csv(tmp_path, "Số,Ngày", *rows, "A99,x,y")
    assert [(p.code, p.params["row"]) for p in table.problems] == [("file.beyond_header", "302")]


def test_rows_of_one_number_are_no_reason_to_fail() -> None:
    head = [(1, ("Số", "Ngày")), (2, ("1", "2/3/2026", "x")), (2, ("1", "2/3/2026"))]
    assert find_header(head).names == ("Số", "Ngày")
