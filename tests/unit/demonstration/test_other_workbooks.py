"""Workbooks of other programs are read back as they were written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cotmoc.demonstration.layouts.columns import Block, Column
from cotmoc.demonstration.other_workbooks import write_old_workbook, write_open_document
from cotmoc.ingest.core.readers.opening import open_table

COLUMNS = (
    Column("Số hồ sơ", "reference"),
    Column("Ngày", "occurred.date"),
    Column("Nơi", "place.written"),
)
BLOCKS = (
    Block((("01/HQ", date(2024, 3, 5), "cầu Bắc Luân <II> & Ka Long"),)),
    Block((("02/HQ", "", "Đường 18"),)),
)
WRITERS = {"a.xls": write_old_workbook, "a.ods": write_open_document}


@pytest.mark.parametrize("name", WRITERS)
def test_workbook_is_read_back_as_written(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, COLUMNS, BLOCKS)
    table = open_table(tmp_path / name)
    assert table.headers == ("Số hồ sơ", "Ngày", "Nơi")
    rows = [row.cells for row in table.rows()]
    assert [row[0] for row in rows] == ["01/HQ", "02/HQ"]
    assert [row[2] for row in rows] == ["cầu Bắc Luân <II> & Ka Long", "Đường 18"]
    assert "2024" in rows[0][1]
    assert rows[1][1] == ""


@pytest.mark.parametrize("name", WRITERS)
def test_workbook_of_the_same_rows_is_the_same_bytes(name: str, tmp_path: Path) -> None:
    for other in ("one", "other"):
        WRITERS[name](tmp_path / other, COLUMNS, BLOCKS)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_old_workbook_of_many_rows_needs_several_tables(tmp_path: Path) -> None:
    many = [Block((("x" * 200, "y" * 100, str(number)),)) for number in range(1_000)]
    write_old_workbook(tmp_path / "a.xls", COLUMNS, many)
    rows = list(open_table(tmp_path / "a.xls").rows())
    assert [row.cells[2] for row in rows] == [str(number) for number in range(1_000)]


def test_old_workbook_that_is_too_large_is_refused(tmp_path: Path) -> None:
    many = [Block((("x" * 4_000, "", ""),)) for _ in range(1_000)]
    with pytest.raises(ValueError, match="too large"):
        write_old_workbook(tmp_path / "a.xls", COLUMNS, many)
