"""Files of every kind give the same table."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.readers.delimited import find_delimiter
from cotmoc.ingest.core.readers.headers import find_header
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.quotes import ClosedQuotes
from cotmoc.ingest.core.readers.tables import FileError, Table, unique_headers

HEADERS = ("Ngày", "Nơi", "Số lượng")
LINES = "Ngày,Nơi,Số lượng\n01/02/2024,Móng Cái,3\n\n02/02/2024,Hải Hà,1.5\n"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows()]


def write_workbook(path: Path, rows: dict[tuple[int, int], object], sheet: str = "Vụ việc") -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet(sheet)
    for (row, column), value in rows.items():
        if isinstance(value, dt.datetime):
            page.write_datetime(row, column, value)
        else:
            page.write(row, column, value)
    book.close()
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]
)
def test_csv_in_any_encoding_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    # windows-1258 has tones as characters of their own: it is written decomposed.
    text = "Ngày,Xã\n1/2/2024,Hải Tiến\n"
    if encoding == "cp1258":
        text = text.replace("ả", "a\u0309").replace("ế", "ê\u0301").replace("ã", "a\u0303")
    table = open_table(write(tmp_path, "f.csv", text.encode(encoding)))
    assert table.headers == ("Ngày", "Xã")
    assert cells(table) == [("1/2/2024", "Hải Tiến")]


def test_csv_rows_are_numbered_as_shown_and_blank_lines_left_out(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", LINES))
    assert [row.number for row in table.rows()] == [2, 4]


def test_csv_with_line_breaks_in_quotes_numbers_records(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", 'ref,position\n1,"1°N\n2°E"\n2,x\n'))
    assert [tuple(row) for row in table.rows()] == [(2, ("1", "1°N\n2°E")), (3, ("2", "x"))]


def test_rows_can_be_read_twice(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", LINES))
    assert cells(table) == cells(table)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    assert find_delimiter(LINES.replace(",", delimiter)) == delimiter


def test_delimiter_with_decimal_commas_in_every_row_is_the_headers(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", "Ngày;Lượng\n1/2/2024;1,5\n2/2/2024;2,5\n"))
    assert cells(table)[0] == ("1/2/2024", "1,5")


def test_gzip_is_opened_by_content(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", gzip.compress(LINES.encode())))
    assert table.headers == HEADERS


def test_short_and_long_rows_are_fitted_to_the_header(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", "a,b\n1\n1,2,3\n"))
    assert table.headers == ("a", "b", "column 3")
    assert cells(table) == [("1", "", ""), ("1", "2", "3")]


def test_workbook_has_iso_dates_and_whole_numbers(tmp_path: Path) -> None:
    rows: dict[tuple[int, int], object] = {(0, at): name for at, name in enumerate(HEADERS)}
    rows |= {(1, 0): dt.datetime(2024, 2, 1), (1, 1): "Móng Cái", (1, 2): 3.0}  # noqa: DTZ001
    table = open_table(write_workbook(tmp_path / "f.xlsx", rows))
    assert cells(table) == [("2024-02-01", "Móng Cái", "3")]


def test_workbook_with_titles_above_and_an_empty_column_before(tmp_path: Path) -> None:
    rows: dict[tuple[int, int], object] = {(1, 1): "BÁO CÁO THÁNG 7"}
    rows |= {
        (3, 1): "Ngày",
        (3, 2): "Nơi",
        (3, 3): "Số lượng",
        (4, 1): "1/7/2025",
        (4, 2): "Hải Hà",
    }
    table = open_table(write_workbook(tmp_path / "f.xlsx", rows))
    assert (table.headers, table.header_rows) == (HEADERS, (4,))
    assert [tuple(row) for row in table.rows()] == [(5, ("1/7/2025", "Hải Hà", ""))]


def test_workbook_with_an_unknown_sheet_names_the_ones_it_has(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "f.xlsx", {(0, 0): "a", (1, 0): "1"})
    with pytest.raises(FileError) as caught:
        open_table(path, sheet="Khác")
    assert (caught.value.code, caught.value.params["sheets"]) == ("file.no_sheet", "Vụ việc")


def test_parquet_gives_text(tmp_path: Path) -> None:
    path = tmp_path / "f.parquet"
    columns = {
        "Ngày": [dt.date(2024, 2, 1), None],
        "Nơi": ["Móng Cái", "Hải Hà"],
        "Số lượng": [3.0, 1.5],
        "Chi tiết": [[1, 2], None],
    }
    pq.write_table(pa.table(columns), path)
    assert cells(open_table(path)) == [
        ("2024-02-01", "Móng Cái", "3", "1; 2"),
        ("", "Hải Hà", "1.5", ""),
    ]


@pytest.mark.parametrize("form", ["array", "rows", "rows_after", "lines"])
def test_json_in_any_form_gives_the_same_table(tmp_path: Path, form: str) -> None:
    items = [{"a": "x", "b": 1.50}, {"a": None, "c": {"d": [1]}}]
    text = {
        "array": json.dumps(items),
        "rows": json.dumps({"rows": items}),
        "rows_after": json.dumps({"meta": {"n": 12}, "n": 12, "rows": items, "end": 1}),
        "lines": "\n".join(json.dumps(item) for item in items),
    }[form]
    table = open_table(write(tmp_path, "f.json", text))
    assert table.headers == ("a", "b", "c: d")
    assert cells(table) == [("x", "1.5", ""), ("", "", "1")]


def test_json_larger_than_a_chunk_is_read_whole(tmp_path: Path) -> None:
    items = [{"n": number, "text": "ừ" * 1000} for number in range(1000)]
    table = open_table(write(tmp_path, "f.json", json.dumps(items, ensure_ascii=False)))
    assert [row.cells[0] for row in table.rows()] == [str(n) for n in range(1000)]


def test_text_that_no_database_holds_is_dropped(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.json", '[{"a": "x\\u0000y\\ud800z"}]'))
    assert cells(table) == [("xyz",)]


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\n\n", "file.empty"),
        (b"[]", "file.empty"),
        (b"1,2,3\n4,5,6\n", "file.no_header"),
        (b"%PDF-1.7 ...", "file.wrong_type"),
        (b"<html><table></table></html>", "file.wrong_type"),
        (b"[1, 2]", "file.wrong_type"),
        (b"abc\x00\x01\x02def" + b"x" * 100, "file.wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "file.wrong_type"),
        (ENCRYPTED, "file.encrypted"),
        (b"PK\x03\x04 damaged", "file.unreadable"),
        (b"PAR1 damaged", "file.unreadable"),
        (b'[{"a": 1}, {"b"', "file.unreadable"),
        (gzip.compress(LINES.encode(), mtime=0)[:-12], "file.unreadable"),
        (",".join(f"c{n}" for n in range(1001)).encode(), "file.too_many_columns"),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_code(
    tmp_path: Path, content: bytes, code: str
) -> None:
    with pytest.raises(FileError) as caught:
        list(open_table(write(tmp_path, "f", content), filename="tháng 7.csv").rows())
    assert caught.value.code == code


@pytest.mark.parametrize(
    "following",
    [
        pytest.param([], id="in the last row"),
        pytest.param(["2,6/1,Hải Hà,gà,8", "3,7/1,Quảng Hà,pháo,9"], id="never closed"),
        pytest.param(["2,6/1,Hải Hà,gà,8", '3,7/1,Quảng Hà,"pháo",9'], id="closed by another"),
    ],
)
def test_quotation_mark_left_open_is_a_character_of_its_cell(
    tmp_path: Path, following: list[str]
) -> None:
    lines = ["số,ngày,xã,hàng,lượng", '1,5/1,"Hải Sơn,heroin,7', *following]
    table = open_table(write(tmp_path, "f.csv", "\n".join(lines)))
    goods = [("Hải Sơn", "heroin"), ("Hải Hà", "gà"), ("Quảng Hà", "pháo")][: 1 + len(following)]
    read = [(row[2].strip('"'), row[3]) for row in cells(table)]
    assert read == goods
    assert [(p.code, p.params["rows"]) for p in table.problems] == [("file.quote_open", "2")]


def test_line_breaks_commas_and_marks_within_quotes_belong_to_their_cell(tmp_path: Path) -> None:
    text = 'a,b,c,d,e\n1,"một, hai\nba, bốn ""năm"" sáu\n, , , ,",2,3,4\n5,6",7,8,9\n'
    table = open_table(write(tmp_path, "f.csv", text))
    assert cells(table)[0][1] == 'một, hai\nba, bốn "năm" sáu\n, , , ,'
    assert cells(table)[1] == ("5", '6"', "7", "8", "9")
    assert table.problems == ()


@given(
    st.lists(
        st.lists(st.text('a,;"\n é', max_size=8), min_size=3, max_size=3), min_size=2, max_size=6
    )
)
def test_rightly_quoted_cells_are_read_as_written(rows: list[list[str]]) -> None:
    target = io.StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL).writerows([["x", "y", "z"], *rows])
    text = target.getvalue()
    closed = ClosedQuotes(iter(text.splitlines(keepends=True)), ",", 3)
    assert list(csv.reader(closed)) == list(csv.reader(io.StringIO(text, newline="")))


def test_zero_bytes_in_a_text_are_left_out_and_said(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", LINES.replace("Móng", "M\0óng")))
    assert [p.code for p in table.problems] == ["file.controls"]
    assert any("Móng" in cell for row in cells(table) for cell in row)


def test_records_within_records_are_rows_and_columns(tmp_path: Path) -> None:
    items = [
        {
            "Số": "01",
            "Nơi": {"Xã": "Hải Sơn"},
            "Hàng": [{"Tên": "heroin", "KL": 1.5}, {"Tên": "pháo"}],
        },
        {"Số": "02", "Nơi": None, "Hàng": []},
    ]
    path = write(tmp_path, "f.json", json.dumps({"data": {"page": 1, "items": items}}))
    table = open_table(path)
    assert table.headers == ("Số", "Nơi: Xã", "Hàng: Tên", "Hàng: KL")
    assert cells(table) == [
        ("01", "Hải Sơn", "heroin", "1.5"), ("01", "Hải Sơn", "pháo", ""), ("02", "", "", ""),
    ]  # fmt: skip


def test_records_within_records_of_parquet_are_rows_and_columns(tmp_path: Path) -> None:
    rows = [{"Số": "01", "Hàng": [{"Tên": "heroin", "KL": 1.5}, {"Tên": "pháo", "KL": None}]}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "f.parquet")
    table = open_table(tmp_path / "f.parquet")
    assert table.headers == ("Số", "Hàng: Tên", "Hàng: KL")
    assert cells(table) == [("01", "heroin", "1.5"), ("01", "pháo", "")]


def test_json_of_lists_is_a_sheet(tmp_path: Path) -> None:
    rows = [
        ["SỔ VỤ VIỆC"],
        ["Số", "Ngày", "Lượng"],
        ["01", "5/1/2025", 1.234],
        ["02", "6/1/2025", 7],
    ]
    table = open_table(write(tmp_path, "f.json", json.dumps(rows)))
    assert table.headers == ("Số", "Ngày", "Lượng")
    assert cells(table) == [("01", "5/1/2025", "1.2340"), ("02", "6/1/2025", "7")]


def test_letters_that_look_like_latin_ones_are_put_back_and_said(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", "Biển số,Ghi chú\n14С-123.45,Москва\n14A-1,x\n"))
    assert cells(table)[0] == ("14C-123.45", "Москва")
    assert [(p.code, p.params["row"], p.params["example"]) for p in table.problems] == [
        ("file.lookalikes", "2", "14C-123.45")
    ]


def test_refusal_names_the_users_file(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path, "0a1b", b""), filename="tháng 7.csv")
    assert caught.value.problem().params["file"] == "tháng 7.csv"


def test_header_twice_or_missing_gets_a_name_and_a_warning() -> None:
    headers, problems = unique_headers(("Ngày", "", "Ngày"))
    assert headers == ("Ngày", "column 2", "Ngày (2)")
    assert [p.code for p in problems] == ["header.empty", "header.duplicate"]


def test_header_of_few_columns_is_below_the_two_names_of_a_letterhead() -> None:
    head = [(1, ("BĐBP TỈNH", "", "", "CỘNG HÒA")), (3, ("Ngày", "Nơi", "Tang vật", "Lượng"))]
    assert find_header(head).numbers == (3,)


def test_header_of_one_column_is_the_first_row() -> None:
    assert find_header([(1, ("Ngày",)), (2, ("1/2/2024",))]).names == ("Ngày",)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_coded_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    try:
        rows = list(open_table(path).rows())
    except FileError as refused:
        assert refused.code.startswith("file.")  # noqa: PT017
    else:
        assert all(isinstance(cell, str) for row in rows for cell in row.cells)
