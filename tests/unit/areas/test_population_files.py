"""Files of inhabitants: which area, which year, how many, and what keeps a row out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.files.options import MissingColumnError
from cotmoc.areas.core.files.populations import (
    PopulationOptions,
    PopulationRow,
    read_populations,
)
from cotmoc.areas.core.files.reading import Table, plain_table
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.populations import PER_KM2, PER_PEOPLE, rate

TODAY = date(2026, 7, 25)


def read(
    gazetteer: Gazetteer, path: Path, text: str, options: PopulationOptions | None = None
) -> tuple[PopulationRow, ...]:
    file = path / "people.csv"
    file.write_text(text, encoding="utf-8")
    return read_populations(plain_table(file), gazetteer, options or PopulationOptions(), TODAY)


def codes(row: PopulationRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_area_is_known_by_code_or_by_name_with_its_province(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    rows = read(
        gazetteer,
        tmp_path,
        "Mã,Tên xã,Tên tỉnh,Năm,Dân số (người)\n"
        "vn-2025-22,Tỉnh Quảng Ninh,,2024,1.234.567\n"
        ",Phường Móng Cái 1,Quảng Ninh,2025,40 123\n"
        ",Móng Cái 2,Quảng Ninh,2025,7\n"
        ",Điện Biên,,2025,8\n",
    )
    assert [(row.code, row.year, row.inhabitants) for row in rows] == [
        ("vn-2025-22", 2024, 1_234_567),
        ("vn-2025-22-06712", 2025, 40_123),
        ("vn-2025-22-06709", 2025, 7),
        ("vn-2025-11", 2025, 8),
    ]
    assert [row.problems for row in rows] == [()] * 4


def test_thousands_of_people_are_people(gazetteer: Gazetteer, tmp_path: Path) -> None:
    (row,) = read(gazetteer, tmp_path, "code;year;Dân số (nghìn người)\nvn-2025-22;2024;1381,2\n")
    assert row.inhabitants == 1_381_200


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("Xã Không Có,2024,5", "population.area_unknown"),
        ("vn-2025-22,hai,5", "population.year_unreadable"),
        ("vn-2025-22,2027,5", "population.year_impossible"),
        ("vn-2025-22,2024,đông", "population.number_unreadable"),
        ("vn-2025-22,2024,0", "population.number_impossible"),
        ("vn-2025-22,2024,-7", "population.number_impossible"),
    ],
)
def test_row_that_cannot_be_taken_in_says_why(
    gazetteer: Gazetteer, tmp_path: Path, cells: str, problem: str
) -> None:
    rows = read(gazetteer, tmp_path, f"area,year,population\n{cells}\nvn-2025-22,2023,9\n")
    written = [row for row in rows if row.year != 2023]
    assert [codes(row) for row in written] == [[problem]]
    assert not written[0].is_usable


def test_two_numbers_of_one_year_are_both_left_out(gazetteer: Gazetteer, tmp_path: Path) -> None:
    text = "code,population\nvn-2025-22,10\nvn-2025-22,11\nvn-2025-11,5\nvn-2025-11,5\n"
    rows = read(gazetteer, tmp_path, text, PopulationOptions(year=2024))
    assert [codes(row) for row in rows] == [["population.contradictory"]] * 2 + [[], []]


def test_file_without_years_asks_for_one(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError) as caught:
        read(gazetteer, tmp_path, "code,population\nvn-2025-22,10\n")
    assert caught.value.params["column"] == "year"


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=8), st.text(max_size=12))))
def test_no_text_breaks_the_reading(rows: list[tuple[str, str, str]]) -> None:
    columns = tuple(zip(*rows, strict=True)) or ((), (), ())
    table = Table(("name", "year", "population"), columns, [None] * len(rows))
    for row in read_populations(table, Gazetteer(AreaFacts(())), PopulationOptions(), TODAY):
        assert not row.is_usable


def test_rate_is_of_the_size_and_needs_one() -> None:
    assert str(rate(159, 65.95, PER_KM2)) == "241.1"
    assert str(rate(0, 65.95, PER_KM2)) == "0.0"
    assert str(rate(3, 400_000, PER_PEOPLE)) == "0.08"
    with pytest.raises(ValueError, match="size"):
        rate(1, 0, PER_KM2)
