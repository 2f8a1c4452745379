"""How many others a record could be taken for."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.rivals import RivalIndex
from tests.unit.resolution.incidents import DAY, Incident, features_of


def rivals(*incidents: Incident) -> int:
    """The rivals of the first two."""
    return int(RivalIndex(features_of(*incidents)).counts(np.array([0]), np.array([1]))[0])


ONE, PARTNER = Incident(1, "alpha"), Incident(2, "bravo")


def test_pair_alone_has_no_rivals() -> None:
    assert rivals(ONE, PARTNER) == 0


def test_others_of_the_partners_agency_near_by_are_rivals() -> None:
    others = [Incident(n, "bravo", day=DAY + timedelta(days=n)) for n in (3, 4)]
    assert rivals(ONE, PARTNER, *others) == 2


def test_records_of_a_third_agency_are_no_rivals() -> None:
    assert rivals(ONE, PARTNER, Incident(3, "charlie")) == 0


def test_records_of_another_season_are_no_rivals() -> None:
    assert rivals(ONE, PARTNER, Incident(3, "bravo", day=DAY + timedelta(days=90))) == 0


def test_records_far_away_are_no_rivals() -> None:
    assert rivals(ONE, PARTNER, Incident(3, "bravo", lat=23.0)) == 0


def test_record_without_a_position_has_no_rivals() -> None:
    assert rivals(Incident(1, lat=None), PARTNER, Incident(3, "bravo")) == 0


def test_records_on_both_sides_of_the_date_line_are_rivals() -> None:
    one, partner = Incident(1, "alpha", lon=179.99), Incident(2, "bravo", lon=179.99)
    assert rivals(one, partner, Incident(3, "bravo", lon=-179.99)) == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 80)), min_size=2, max_size=10))
def test_rivals_are_the_same_from_both_ends(rows: list[tuple[bool, int]]) -> None:
    incidents = [
        Incident(n, "alpha" if is_alpha else "bravo", day=DAY + timedelta(days=day))
        for n, (is_alpha, day) in enumerate(rows, 1)
    ]
    features = features_of(*incidents)
    left, right = np.triu_indices(len(incidents), 1)
    rivals = RivalIndex(features)
    there, back = rivals.counts(left, right), rivals.counts(right, left)
    assert there.tolist() == back.tolist()
