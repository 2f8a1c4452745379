"""Sheets as files: a formatted workbook, and CSV that spreadsheets open in the right encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from cotmoc.normalise.spreadsheets import harmless
from cotmoc.picture.exports.sheets import Sheet, Value

#: A double holds 15 digits; a longer number is written as text rather than made another one.
MOST_DIGITS = 15
_NAME_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def csv_file(sheet: Sheet) -> bytes:
    """The sheet as CSV: UTF-8 with the mark that spreadsheets look for, decimal points, ISO dates."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(head) for head in sheet.head])
    writer.writerows([_csv_value(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else harmless(value)


def xlsx_file(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as one workbook: text is text, numbers are numbers, columns can be filtered and read."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        formats = {
            "head": book.add_format(
                {
                    "bold": True,
                    "bg_color": "#E1EFEC",
                    "bottom": 1,
                    "text_wrap": True,
                    "valign": "top",
                }
            ),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "number": book.add_format({"num_format": "#,##0.######"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.title, names))
            _write_sheet(page, sheet, formats)
            _set_print(page, sheet)
            if sheet.chart and sheet.rows:
                _add_chart(book, page, sheet, sheet.chart)
    return content.getvalue()


def _set_print(page: Any, sheet: Sheet) -> None:
    """On paper: across, as wide as one page, the heads on each, its title and number on the foot."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{sheet.title.replace('&', '&&')}&R&P / &N")


def _add_chart(book: Any, page: Any, sheet: Sheet, columns: tuple[int, int]) -> None:
    """Columns of one value by its labels, beside the table."""
    labels, values = columns
    name = page.get_name()
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": [name, 0, values],
            "categories": [name, 1, labels, len(sheet.rows), labels],
            "values": [name, 1, values, len(sheet.rows), values],
            "fill": {"color": "#0A5A54"},
        }
    )
    chart.set_title({"name": sheet.title})
    chart.set_legend({"none": True})
    page.insert_chart(1, len(sheet.head) + 1, chart, {"x_scale": 1.6, "y_scale": 1.2})


def _sheet_name(title: str, taken: set[str]) -> str:
    """At most 31 characters, none of those that workbooks forbid, different from all before."""
    base = title.translate(_NAME_FORBIDDEN).strip()[:31] or "-"
    name, number = base, 2
    while name.lower() in taken:
        name = f"{base[:28]} {number}"
        number += 1
    taken.add(name.lower())
    return name


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, object]) -> None:
    for column, head in enumerate(sheet.head):
        page.write_string(0, column, head, formats["head"])
        page.set_column(column, column, _width(sheet, column))
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_value(page, (number, column), value, formats)
    page.freeze_panes(1, 1)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows[:200]), default=0)
    return min(max(longest, len(sheet.head[column]) // 2, 8) + 2, 60)


def _write_value(page: Any, cell: Sequence[int], value: Value, formats: dict[str, object]) -> None:
    row, column = cell
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, str):
        page.write_string(row, column, value, formats["text"])
    elif len(Decimal(value).normalize().as_tuple().digits) > MOST_DIGITS:
        page.write_string(row, column, f"{Decimal(value):f}", formats["text"])
    else:
        style = formats["whole" if isinstance(value, int) else "number"]
        page.write_number(row, column, value, style)
