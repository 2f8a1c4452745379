"""Mended cells lie over the rows of a file; the file says what it said."""

from __future__ import annotations

import pytest

from cotmoc.ingest.core.mends import EVERYWHERE, Mend, Mends
from cotmoc.ingest.core.readers.tables import RawRow

HEADERS = ("Date", "Goods")
ROW = RawRow(3, ("yesterday", "ma tuy"))


def cells(*mends: Mend, row: RawRow = ROW) -> tuple[str, ...]:
    """The cells of a row as they are read with some mends."""
    return Mends(HEADERS, mends).apply(row).cells


def test_mend_of_a_row_changes_its_cell_alone() -> None:
    mend = Mend(3, "Date", "yesterday", "1/2/2026")
    assert cells(mend) == ("1/2/2026", "ma tuy")
    assert cells(mend, row=ROW._replace(number=4)) == ROW.cells


def test_mend_of_a_column_changes_cells_that_say_the_same() -> None:
    mend = Mend(EVERYWHERE, "Goods", "ma tuy", "heroin")
    assert cells(mend, row=ROW._replace(number=9)) == ("yesterday", "heroin")
    assert cells(mend, row=RawRow(9, ("yesterday", "gold"))) == ("yesterday", "gold")


def test_mend_of_a_row_holds_before_one_of_its_column() -> None:
    everywhere = Mend(EVERYWHERE, "Goods", "ma tuy", "heroin")
    assert cells(Mend(3, "Goods", "ma tuy", "opium"), everywhere) == ("yesterday", "opium")


def test_later_mend_of_a_cell_holds() -> None:
    first, second = (Mend(3, "Date", "yesterday", now) for now in ("1/2/2026", "2/2/2026"))
    assert cells(first, second) == ("2/2/2026", "ma tuy")


def test_cell_mended_back_is_not_mended() -> None:
    mends = Mends(HEADERS, [Mend(3, "Date", "yesterday", text) for text in ("1/2/26", "yesterday")])
    assert mends.apply(ROW) is ROW
    assert mends.findings_of([ROW]) == {}


def test_mend_of_a_column_that_the_file_lacks_changes_nothing() -> None:
    assert not Mends(HEADERS, [Mend(3, "Place", "x", "y")])


@pytest.mark.parametrize("row", [3, EVERYWHERE])
def test_finding_says_what_the_file_says_and_who_mended_it(row: int) -> None:
    mends = Mends(HEADERS, [Mend(row, "Goods", "ma tuy", "heroin", "An")])
    ((number, (found,)),) = mends.findings_of([ROW]).items()
    assert (number, found.column, found.problem.written) == (3, "Goods", "ma tuy")
    assert found.problem.params == {"now": "heroin", "by": "An"}
