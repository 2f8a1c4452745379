"""Workbooks of every format: which sheet is read, what is hidden in it, how its values become text."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.readers.xlsx_parts import format_kind
from tests.unit.ingest.making import (
    NOTES,
    REGISTER,
    Rows,
    cells,
    ods_bytes,
    ods_cell,
    ods_table,
    said,
    write,
    xls_bytes,
    xlsx,
    zipped,
)


def test_sheet_of_the_table_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    def hide(book: Any, pages: Any) -> None:
        pages["Cũ"].hide()
        book.add_chartsheet("Biểu đồ")

    sheets = {
        "Hướng dẫn": NOTES,
        "Vụ việc": REGISTER,
        "Cũ": [*REGISTER, *REGISTER[1:]],
        "Trống": [],
    }
    table = open_table(xlsx(tmp_path, sheets, hide))
    assert table.sheet == "Vụ việc"
    assert {each.name: each.reason for each in table.sheets_left_out} == {
        "Hướng dẫn": "sheet.no_table",
        "Cũ": "sheet.same_columns",
        "Trống": "sheet.empty",
        "Biểu đồ": "sheet.chart",
    }


def test_sheet_with_most_rows_is_read(tmp_path: Path) -> None:
    summary: Rows = [["Đơn vị", "Số vụ", "Hàng"], ["Đồn A", 12, "x"]]
    many: Rows = [*REGISTER, *([f"A{n}", "01/03/2026", "rượu"] for n in range(3, 90))]
    assert open_table(xlsx(tmp_path, {"Tháng": summary, "Chi tiết": many})).sheet == "Chi tiết"


def test_hidden_sheet_is_read_where_no_other_holds_a_table(tmp_path: Path) -> None:
    table = open_table(
        xlsx(
            tmp_path, {"Bìa": NOTES, "Dữ liệu": REGISTER}, lambda _, pages: pages["Dữ liệu"].hide()
        )
    )
    assert table.sheet == "Dữ liệu"


def test_sheet_that_is_asked_for_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path, {"Vụ việc": REGISTER, "Cũ": REGISTER[:2]})
    assert len(cells(open_table(path, sheet="Cũ"))) == 1


def test_filtered_rows_and_hidden_columns_are_read_and_said(tmp_path: Path) -> None:
    def hide(_: Any, pages: Any) -> None:
        page = pages["Vụ việc"]
        page.autofilter("A1:C3")
        page.filter_column("A", "x == A1")
        page.set_row(2, options={"hidden": True})
        page.set_column("C:C", None, None, {"hidden": True})

    table = open_table(xlsx(tmp_path, {"Vụ việc": REGISTER}, hide))
    assert len(cells(table)) == 2
    assert said(table) == {
        "file.rows_filtered": {"count": "1", "rows": "3"},
        "file.columns_hidden": {"count": "1", "columns": "C"},
    }


def test_hidden_rows_without_a_filter_are_said(tmp_path: Path) -> None:
    table = open_table(
        xlsx(
            tmp_path,
            {"Vụ việc": REGISTER},
            lambda _, pages: pages["Vụ việc"].set_row(1, options={"hidden": True}),
        )
    )
    assert said(table) == {"file.rows_hidden": {"count": "1", "rows": "2"}}


def test_values_are_texts_that_read_back(tmp_path: Path) -> None:
    def fill(book: Any, pages: Any) -> None:
        page = pages["Vụ việc"]
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        span = book.add_format({"num_format": "[h]:mm"})
        page.write_datetime(1, 0, dt.datetime(2026, 2, 1), day)  # noqa: DTZ001
        page.write_datetime(1, 1, dt.datetime(2026, 2, 1, 7, 30), day)  # noqa: DTZ001
        page.write_number(1, 2, 1.25, span)
        page.write_number(1, 3, 1.234)
        page.write_number(1, 4, 0.1 + 0.2)
        page.write_boolean(1, 5, True)
        page.write_string(1, 6, "012345678901")
        page.write_formula(1, 7, "=A1", None, "đã tính")
        page.write_rich_string(1, 8, "hai ", book.add_format({"bold": True}), "phần")

    table = open_table(xlsx(tmp_path, {"Vụ việc": [[f"c{n}" for n in range(9)]]}, fill))
    assert cells(table) == [
        (
            "2026-02-01", "2026-02-01 07:30", "30:00", "1.2340", "0.3", "true", "012345678901",
            "đã tính", "hai phần",
        )
    ]  # fmt: skip


def test_formula_without_value_and_error_are_said(tmp_path: Path) -> None:
    def fill(_: Any, pages: Any) -> None:
        page = pages["Vụ việc"]
        page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 2, "=WEBSERVICE(A1)", None, "x")

    path = xlsx(tmp_path, {"Vụ việc": REGISTER}, fill)
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b' t="str"', b"").replace(b"<v>x</v>", b"")
    parts["xl/worksheets/sheet1.xml"] = sheet
    table = open_table(write(tmp_path, "g.xlsx", zipped(parts)))
    assert said(table) == {
        "file.error_cells": {"count": "1", "rows": "2"},
        "file.formulas_without_value": {"count": "1", "rows": "3"},
    }
    assert [row[2] for row in cells(table)] == ["#DIV/0!", ""]


def test_macros_and_links_are_said_and_not_followed(tmp_path: Path) -> None:
    path = xlsx(tmp_path, {"Vụ việc": REGISTER})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert said(open_table(path)) == {"file.macros": {}, "file.external_links": {"count": "1"}}


def test_marks_that_turn_the_direction_of_writing_are_left_out_and_said(tmp_path: Path) -> None:
    rows: Rows = [REGISTER[0], ["A1\u202e", "01/02/2026", "her\u2066oin"]]
    table = open_table(xlsx(tmp_path, {"Vụ việc": rows}))
    assert cells(table) == [("A1", "01/02/2026", "heroin")]
    assert said(table) == {"file.controls": {"count": "2"}}


def test_far_away_cell_does_not_widen_the_table(tmp_path: Path) -> None:
    table = open_table(
        xlsx(
            tmp_path,
            {"Vụ việc": REGISTER},
            lambda _, pages: pages["Vụ việc"].write(1_048_575, 16_383, "lạc"),
        )
    )
    assert (table.headers, len(cells(table))) == (("Số", "Ngày", "Hàng"), 2)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("d/m/yy", "date"), ("[$-42A]dd mmmm yyyy", "date"), ("hh:mm", "date"), ("[mm]:ss", "span"),
        ("0.00", ""), ("#,##0 [$₫-42A]", ""), ('"Ngày" 0', ""), ("0.0E+00", ""), ("@", ""), ("", ""),
    ],
)  # fmt: skip
def test_number_format_that_shows_a_date(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_xls_and_ods_give_the_same_table_as_xlsx(tmp_path: Path) -> None:
    rows: Rows = [*REGISTER, ["A3", "03/02/2026", 12.5]]
    tables = [
        open_table(xlsx(tmp_path, {"Vụ việc": rows})),
        open_table(write(tmp_path, "f.xls", xls_bytes(rows))),
        open_table(write(tmp_path, "f.ods", ods_bytes(ods_table("Vụ việc", rows)))),
    ]
    assert [table.kind for table in tables] == ["xlsx", "xls", "ods"]
    assert [table.headers for table in tables] == [("Số", "Ngày", "Hàng")] * 3
    assert cells(tables[0]) == cells(tables[1]) == cells(tables[2])


def test_xls_fills_merged_cells_down(tmp_path: Path) -> None:
    rows: Rows = [REGISTER[0], ["A1", "01/02/2026", "heroin"], ["", "", "pháo"]]
    table = open_table(write(tmp_path, "f.xls", xls_bytes(rows, [(1, 2, 0, 0)])))
    assert cells(table)[1] == ("A1", "", "pháo")


def ods_rows(*rows: str) -> str:
    return f'<table:table table:name="Vụ việc">{"".join(rows)}</table:table>'


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


HEADER = ods_row(ods_cell("Số"), ods_cell("Ngày"), ods_cell("Hàng"))


def test_ods_merged_repeated_and_filtered_rows(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2026-02-01"/>'
    merged = ods_cell("A1", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    content = ods_rows(
        HEADER,
        ods_row(merged, day, ods_cell("heroin")),
        ods_row("<table:covered-table-cell/>", day, ods_cell("pháo")),
        ods_row(ods_cell(""), attributes='table:number-rows-repeated="1000000"'),
        ods_row(ods_cell("A2"), day, ods_cell("rượu"), attributes='table:visibility="filter"'),
    )
    table = open_table(write(tmp_path, "f.ods", ods_bytes(content)))
    assert [tuple(row) for row in table.rows()] == [
        (2, ("A1", "2026-02-01", "heroin")),
        (3, ("A1", "2026-02-01", "pháo")),
        (1_000_004, ("A2", "2026-02-01", "rượu")),
    ]
    assert said(table) == {"file.rows_filtered": {"count": "1", "rows": "1000004"}}


def test_ods_share_is_as_shown(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="0.855"/>'
    content = ods_rows(HEADER, ods_row(ods_cell("x"), ods_cell("y"), cell))
    table = open_table(write(tmp_path, "f.ods", ods_bytes(content)))
    assert cells(table) == [("x", "y", "85.5%")]


def test_xlsx_share_is_as_shown(tmp_path: Path) -> None:
    def write_shares(book: Any, pages: Any) -> None:
        per_cent, whole = (
            book.add_format({"num_format": "0.0%"}),
            book.add_format({"num_format": 9}),
        )
        pages["A"].write_number(3, 0, 7, whole)
        pages["A"].write_number(3, 1, 0.855, per_cent)
        pages["A"].write_number(3, 2, 0.855)

    table = open_table(xlsx(tmp_path, {"A": REGISTER}, write_shares))
    assert cells(table)[2] == ("700%", "85.5%", "0.8550")


def test_ods_comment_is_no_text_of_the_cell(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>hai<text:s text:c="2"/>phần</text:p><text:p>x</text:p></table:table-cell>'  # noqa: E501
    content = ods_rows(HEADER, ods_row(cell, ods_cell("y")))
    table = open_table(write(tmp_path, "f.ods", ods_bytes(content)))
    assert cells(table) == [("hai  phần\nx", "y", "")]


def test_ods_hidden_sheet_is_left_out(tmp_path: Path) -> None:
    style = '<style:style style:name="ta9" style:family="table"><style:table-properties table:display="false"/></style:style>'  # noqa: E501
    content = ods_table("Cũ", REGISTER, 'table:style-name="ta9"') + ods_table(
        "Mới", [*REGISTER, *REGISTER[1:]]
    )
    table = open_table(write(tmp_path, "f.ods", ods_bytes(content, style)))
    assert (table.sheet, [each.name for each in table.sheets_left_out]) == ("Mới", ["Cũ"])


def test_ods_with_a_password_is_refused(tmp_path: Path) -> None:
    more = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    with pytest.raises(FileError) as refused:
        open_table(write(tmp_path, "f.ods", ods_bytes(ods_table("A", REGISTER), more=more)))
    assert refused.value.code == "file.encrypted"
