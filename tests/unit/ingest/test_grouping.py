"""The rows of a file gathered into records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.tables import RawRow, Table

HEADERS = ("No", "Goods", "Agency")
PROFILE = Profile(
    name="p",
    kind="incident",
    register="r",
    columns=(
        ColumnRule("No", "reference"),
        ColumnRule("Goods", "seizure[1].commodity"),
        ColumnRule("Agency", "agency"),
    ),
    key=("No",),
)


def table_of(rows: Sequence[tuple[str, str, str]]) -> Table:
    """A table with these rows, numbered from 2 on."""
    numbered = [RawRow(at, cells) for at, cells in enumerate(rows, start=2)]
    return Table(HEADERS, "csv", lambda: iter(numbered))


def numbers(groups: RowGroups) -> list[list[int]]:
    """The row numbers of each record."""
    return [[row.number for row in rows] for rows in groups]


def test_rows_far_apart_are_one_record() -> None:
    groups = RowGroups(table_of([("1", "a", ""), ("2", "b", ""), ("1", "c", "")]), PROFILE)
    assert numbers(groups) == [[3], [2, 4]]


def test_rows_without_a_key_are_records_of_their_own() -> None:
    groups = RowGroups(table_of([("", "a", ""), ("", "b", "")]), PROFILE)
    assert numbers(groups) == [[2], [3]]


def test_row_without_a_key_goes_on_with_the_record_above_where_the_profile_says_so() -> None:
    rows = [("1", "a", ""), ("", "b", ""), ("2", "c", ""), ("", "d", "")]
    groups = RowGroups(table_of(rows), replace(PROFILE, continued=True))
    assert numbers(groups) == [[2, 3], [4, 5]]


def test_row_without_a_key_at_the_top_goes_on_with_nothing() -> None:
    groups = RowGroups(table_of([("", "a", ""), ("1", "b", "")]), replace(PROFILE, continued=True))
    assert numbers(groups) == [[2], [3]]


def test_same_key_of_two_agencies_is_two_records() -> None:
    groups = RowGroups(table_of([("1", "a", "alpha"), ("1", "a", "bravo")]), PROFILE)
    assert numbers(groups) == [[2], [3]]


def test_agency_under_two_spellings_is_one() -> None:
    table = table_of([("1", "a", "Alpha"), ("1", "b", "ALPHA")])
    assert numbers(RowGroups(table, PROFILE, agency_code=str.lower)) == [[2, 3]]


def test_refused_cells_are_emptied() -> None:
    groups = RowGroups(table_of([("1", "secret", "")]), PROFILE, frozenset({1}))
    assert [row.cells for rows in groups for row in rows] == [("1", "", "")]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "1", "2", "3", "1.0"]),
            st.text(max_size=3),
            st.sampled_from(["", "alpha", "bravo"]),
        )
    )
)
def test_every_row_is_in_exactly_one_record(rows: list[tuple[str, str, str]]) -> None:
    groups = RowGroups(table_of(rows), PROFILE)
    found = sorted(number for record in numbers(groups) for number in record)
    assert found == list(range(2, len(rows) + 2))
    assert groups.rows_total == len(rows)
