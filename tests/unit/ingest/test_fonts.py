"""Files written in fonts older than Unicode are converted, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.readers.tables import Table
from tests.unit.ingest.making import write

TCVN3 = "Sè,Hä vµ tªn,§Þa chØ\nA1,NguyÔn V¨n A,H¶i Hµ\nA2,TrÇn ThÞ B,Mãng C¸i\nA3,Lª V¨n C,§Çm Hµ\nTæng céng,,3\n"
UNICODE = (
    "Số,Họ và tên,Địa chỉ\nA1,Nguyễn Văn A,Hải Hà\nA2,Trần Thị B,Móng Cái\nA3,Lê Văn C,Đầm Hà\n"
)


def content(table: Table) -> tuple[object, ...]:
    return (table.headers, [row.cells for row in table.rows()])


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_file_of_an_old_font_is_converted_and_it_is_said(tmp_path: Path, encoding: str) -> None:
    table = open_table(write(tmp_path, "f.csv", TCVN3.encode(encoding)))
    assert content(table) == content(open_table(write(tmp_path, "g.csv", UNICODE)))
    (said,) = table.problems
    assert (said.code, said.params["font"]) == ("file.font_converted", "TCVN3 (.Vn, ABC)")
    assert [left.reason for left in table.left_out] == ["left_out.total"]


def test_unicode_file_is_left_alone(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", UNICODE))
    assert (table.problems, next(table.rows()).cells[1]) == ((), "Nguyễn Văn A")


def test_few_bad_bytes_do_not_make_another_encoding(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", UNICODE.encode() + b"A4,H\xff,x\n"))
    assert table.headers == ("Số", "Họ và tên", "Địa chỉ")
    assert [(p.code, p.params["count"]) for p in table.problems] == [("file.unknown_bytes", "1")]


def test_bytes_that_are_no_text_late_in_the_file_do_not_hide_it(tmp_path: Path) -> None:
    rows = "".join(f"A{n},Hải Hà\n" for n in range(60_000))
    table = open_table(write(tmp_path, "f.csv", f"Số,Nơi\n{rows}".encode() + b"A0,Qu\xe1\n"))
    assert (table.encoding, len(list(table.rows()))) == ("utf-8", 60_001)


def test_a_word_of_its_own_kind_does_not_make_an_old_font(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "f.csv", "Số,Tên\nA1,Â¡\nA2,Café\n"))
    assert ([row.cells[1] for row in table.rows()], table.problems) == (["Â¡", "Café"], ())
