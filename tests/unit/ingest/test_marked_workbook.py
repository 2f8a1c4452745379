"""The user's own workbook comes back with its errors marked, and with everything else that it held."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from cotmoc.ingest.core.marked_workbook import FILL, SheetMarks, write_marked_workbook

MARKS = SheetMarks(
    sheet="Sổ",
    wrong={3: (1,), 4: (2,)},
    reasons={3: "Ngày: không đọc được", 4: "=HYPERLINK() <nguy hiểm> & thiếu"},
    header_row=2,
    reason_column=4,
    reason_header="Lý do",
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with a title, formats, a formula, and a sheet with a chart."""
    path = tmp_path / "so.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sổ")
        day = book.add_format({"num_format": "dd/mm/yyyy", "bold": True, "bg_color": "#FFFF00"})
        sheet.merge_range(0, 0, 0, 3, "SỔ THEO DÕI <A & B>")
        sheet.write_row(1, 0, ("TT", "Ngày", "Lượng", "Gấp đôi"))
        for row in range(2, 5):
            sheet.write_number(row, 0, row - 1)
            sheet.write_datetime(row, 1, dt.date(2026, 3, row), day)
            if row != 3:
                sheet.write_number(row, 2, 1.5)
            sheet.write_formula(row, 3, f"=C{row + 1}*2", None, 3)
        other = book.add_worksheet("Biểu đồ")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Sổ!$C$3:$C$5"})
        other.insert_chart(0, 0, chart)
    return path


def marked(source: Path, marks: SheetMarks = MARKS) -> bytes:
    """The workbook with its marks."""
    target = io.BytesIO()
    write_marked_workbook(source, target, marks)
    return target.getvalue()


def part(book: bytes, name: str) -> str:
    """The text of one part of a workbook."""
    return zipfile.ZipFile(io.BytesIO(book)).read(name).decode()


def style_of(book: bytes, cell: str) -> str:
    """The format of a cell, as it stands in the styles."""
    sheet = part(book, "xl/worksheets/sheet1.xml")
    found = re.search(rf'<c r="{cell}"[^>]* s="(\d+)"', sheet)
    assert found, sheet
    formats = part(book, "xl/styles.xml").partition("<cellXfs")[2].partition("</cellXfs")[0]
    return str(re.findall(r"<xf .*?(?:/>|</xf>)", formats)[int(found.group(1))])


def rows(book: bytes) -> Sequence[Sequence[object]]:
    """The values of the first sheet."""
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def test_values_stay_and_reasons_stand_behind_them(source: Path) -> None:
    before, after = rows(source.read_bytes()), rows(marked(source))
    assert [row[:4] for row in after] == before
    assert [row[4] for row in after] == ["", "Lý do", *MARKS.reasons.values(), ""]


def test_wrong_cell_keeps_its_format_and_is_filled(source: Path) -> None:
    book = marked(source)
    wrong, right = style_of(book, "B3"), style_of(book, "B4")
    assert re.findall('numFmtId="(.*?)"', wrong) == re.findall('numFmtId="(.*?)"', right)
    assert re.findall('fontId="(.*?)"', wrong) == re.findall('fontId="(.*?)"', right)
    fill = int(re.findall('fillId="(.*?)"', wrong)[0])
    fills = re.findall("<fill>.*?</fill>", part(book, "xl/styles.xml"))
    assert FILL in fills[fill]
    assert fill != int(re.findall('fillId="(.*?)"', right)[0])


def test_wrong_cell_that_holds_nothing_is_added_in_its_place(source: Path) -> None:
    sheet = part(marked(source), "xl/worksheets/sheet1.xml")
    row = re.findall(r'<row r="4".*?</row>', sheet)[0]
    assert re.findall(r'<c r="(\w+)"', row) == ["A4", "B4", "C4", "D4", "E4"]


def test_reason_is_text_and_never_a_formula(source: Path) -> None:
    sheet = part(marked(source), "xl/worksheets/sheet1.xml")
    assert len(re.findall("<f>", sheet)) == 3
    assert "&lt;nguy hiểm&gt;" in sheet


def test_all_other_parts_stay_to_the_byte(source: Path) -> None:
    before = zipfile.ZipFile(source)
    after = zipfile.ZipFile(io.BytesIO(marked(source)))
    assert sorted(before.namelist()) == sorted(after.namelist())
    assert any("chart" in name for name in before.namelist())
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_workbook_whose_writer_gave_no_references_is_marked(source: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = re.sub(rb'(<c) r="\w+"', rb"\1", re.sub(rb'(<row) r="\d+"', rb"\1", text))
            new.writestr(name, text)
    book = marked(bare, MARKS)
    assert [row[4] for row in rows(book)][1:4] == ["Lý do", *MARKS.reasons.values()]


def test_unknown_sheet_is_an_error(source: Path) -> None:
    with pytest.raises(KeyError):
        marked(source, SheetMarks("Không có", {}, {}, 1, 4, "Lý do"))
