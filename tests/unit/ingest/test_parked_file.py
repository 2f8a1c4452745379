"""Parked rows written out come back as they were."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.parked_file import ParkedRow, parked_csv, write_parked_xlsx
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.normalise.spreadsheets import as_it_was

HEADERS = ("No", "Số lượng")
WHY = "why"
# Letters as which fonts older than Unicode show: a file full of them is converted.
MISREAD = re.compile("[\x80-\xff]")
CELLS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and not MISREAD.search(text))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_csv_of_parked_rows_reads_back_exactly(
    tmp_path_factory: object, rows: list[tuple[str, str]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("parked")  # type: ignore[attr-defined]
    path = folder / "parked.csv"
    parked = [ParkedRow(cells, "wrong") for cells in rows]
    path.write_bytes(b"".join(parked_csv(HEADERS, parked, WHY)))
    read = [row.cells[:2] for row in open_table(path).rows()]
    assert [tuple(map(as_it_was, cells)) for cells in read] == rows


def test_csv_of_parked_rows_holds_no_formula() -> None:
    row = ParkedRow(("=HYPERLINK(1)", " @SUM(1)"), "wrong")
    lines = b"".join(parked_csv(HEADERS, [row], WHY)).decode("utf-8-sig").splitlines()
    assert lines[1] == "'=HYPERLINK(1),' @SUM(1),wrong"


def test_workbook_of_parked_rows_reads_back_exactly(tmp_path: Path) -> None:
    rows = [("0012", "2,5"), ("=1+1", "1.5.2026"), ("'=1", "3 kg")]
    path = tmp_path / "parked.xlsx"
    write_parked_xlsx(path, HEADERS, [ParkedRow(cells, "wrong") for cells in rows], WHY)
    read = [row.cells[:2] for row in open_table(path).rows()]
    assert [tuple(map(as_it_was, cells)) for cells in read] == rows
