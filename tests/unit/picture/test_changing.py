"""What changed between two moments, record by record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cotmoc.picture.core.changing import ChangeKind, Standing, changes_between, incidents_of

STANDING = st.dictionaries(
    st.integers(1, 8),
    st.builds(Standing, st.integers(1, 3), st.integers(1, 4), st.booleans()),
    max_size=8,
)


def kinds(then: dict[int, Standing], now: dict[int, Standing]) -> list[tuple[str, int]]:
    """(kind, record) of every change."""
    return [(change.kind.value, change.record_id) for change in changes_between(then, now)]


def at(incident: int, version: int = 1, *, inside: bool = True) -> Standing:
    """A record in an incident."""
    return Standing(version, incident, inside)


def test_record_not_known_then_is_new() -> None:
    assert kinds({}, {1: at(1)}) == [("new", 1)]


def test_record_that_stands_no_more_is_withdrawn() -> None:
    assert kinds({1: at(1)}, {}) == [("withdrawn", 1)]


def test_record_with_another_version_is_corrected() -> None:
    assert kinds({1: at(1)}, {1: at(1, 2)}) == [("corrected", 1)]


def test_new_record_of_a_known_incident_is_new_and_joined() -> None:
    assert kinds({1: at(1)}, {1: at(1), 2: at(1)}) == [("new", 2), ("joined", 1), ("joined", 2)]


def test_two_new_records_of_one_new_incident_join_nothing() -> None:
    assert kinds({}, {1: at(1), 2: at(1)}) == [("new", 1), ("new", 2)]


def test_parted_incident_counts_once() -> None:
    changes = changes_between({1: at(1), 2: at(1)}, {1: at(1), 2: at(2)})
    assert incidents_of(changes, ChangeKind.PARTED) == 1


def test_record_outside_the_picture_at_both_moments_is_not_told() -> None:
    assert kinds({1: at(1, inside=False)}, {1: at(1, 2, inside=False)}) == []


def test_record_that_a_correction_took_out_of_the_picture_is_told() -> None:
    assert kinds({1: at(1)}, {1: at(1, 2, inside=False)}) == [("corrected", 1)]


@given(STANDING)
def test_nothing_changed_between_a_moment_and_itself(standing: dict[int, Standing]) -> None:
    assert kinds(standing, standing) == []


@given(STANDING, STANDING)
def test_what_is_new_one_way_is_withdrawn_the_other(
    then: dict[int, Standing], now: dict[int, Standing]
) -> None:
    there = {record for kind, record in kinds(then, now) if kind == "new"}
    assert there == {record for kind, record in kinds(now, then) if kind == "withdrawn"}
