"""Files of tables: text stays text, numbers stay exact, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.spreadsheets import harmless
from cotmoc.picture.exports.files import csv_file, xlsx_file
from cotmoc.picture.exports.sheets import Sheet, Value

ROWS: list[tuple[Value, ...]] = [
    ("=1+1", Decimal("1234567.125"), date(2025, 1, 31), None),
    ("Hải Sơn", 3, None, None),
]
SHEET = Sheet("Vụ việc: [2025]", ("Nơi", "Lượng", "Ngày", "Khác"), ROWS)


def read_csv(sheet: Sheet) -> list[list[str]]:
    """The cells of the sheet's CSV."""
    return list(csv.reader(io.StringIO(csv_file(sheet).decode("utf-8-sig"))))


def test_csv_begins_with_the_mark_of_its_encoding() -> None:
    assert csv_file(SHEET).startswith(b"\xef\xbb\xbf")


def test_csv_writes_numbers_and_dates_in_full() -> None:
    assert read_csv(SHEET)[1] == ["'=1+1", "1234567.125", "2025-01-31", ""]


@given(st.text())
def test_no_text_of_a_csv_can_begin_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_workbook_gives_back_what_was_written() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file([SHEET])))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1] == ["=1+1", 1234567.125, date(2025, 1, 31), ""][: len(rows[1])]


def test_workbook_keeps_sheets_of_one_name_apart() -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file([SHEET, SHEET])))
    assert len(set(book.sheet_names)) == 2


def test_number_too_long_for_a_spreadsheet_is_written_as_text() -> None:
    sheet = Sheet("a", ("n",), [(12345678901234567,)])
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(xlsx_file([sheet])))
    assert book.get_sheet_by_index(0).to_python()[1] == ["12345678901234567"]
