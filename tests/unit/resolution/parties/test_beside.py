"""What stands beside two statements: pairs of records that share something, and with what odds they start."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.parties.beside import (
    MOST_NAMED,
    MOST_RECORDS,
    SAME_CONVEYANCE,
    SAME_INCIDENT,
    PairsBeside,
    Shared,
    informed_bits,
    pairs_beside,
)
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.together import Curve


def shared(name: str, *pairs: tuple[int, int]) -> Shared:
    """That records share things, from (record, thing)."""
    told = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Shared(name, told[:, 0], told[:, 1])


def rows(*records: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The record of each row."""
    return np.array(records, dtype=np.int64)


def told(pairs: PairsBeside) -> set[tuple[int, int, int]]:
    """The pairs of rows with the place of what their records share."""
    return set(zip(pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist(), strict=True))


def test_everybody_of_the_one_record_meets_everybody_of_the_other() -> None:
    found = pairs_beside(rows(7, 9, 9, 8), [shared(SAME_INCIDENT, (7, 1), (9, 1), (8, 2))])
    assert told(found) == {(0, 1, 0), (0, 2, 0)}
    assert found.crowd.tolist() == [2, 2]
    assert found.fewest == (1,)


def test_records_that_are_one_incident_are_not_met_again_by_their_vehicle() -> None:
    incidents = shared(SAME_INCIDENT, (1, 1), (2, 1))
    vehicles = shared(SAME_CONVEYANCE, (1, 5), (2, 5), (3, 5))
    found = pairs_beside(rows(1, 2, 3), [incidents, vehicles])
    assert told(found) == {(0, 1, 0), (0, 2, 1), (1, 2, 1)}
    assert found.fewest == (1, 2)


def test_records_without_persons_share_nothing_that_counts() -> None:
    assert not len(pairs_beside(rows(1), [shared(SAME_INCIDENT, (1, 1), (2, 1))]).left)
    assert not len(pairs_beside(rows(), [shared(SAME_INCIDENT)]).left)
    assert not len(pairs_beside(rows(1, 2), []).left)


def test_a_bus_of_every_week_is_no_sign_of_anybody_and_told() -> None:
    count = MOST_RECORDS + 1
    found = pairs_beside(
        np.arange(count, dtype=np.int64),
        [shared(SAME_CONVEYANCE, *((record, 5) for record in range(count)))],
    )
    assert not len(found.left)
    assert [(each.rule, each.blocks, each.largest) for each in found.large] == [
        (SAME_CONVEYANCE, 1, count)
    ]


def test_a_list_of_hundreds_is_compared_by_its_names_alone() -> None:
    crowd = np.append(np.zeros(MOST_NAMED + 1, dtype=np.int64), [1])
    found = pairs_beside(crowd, [shared(SAME_INCIDENT, (0, 1), (1, 1))])
    assert not len(found.left)
    assert [each.largest for each in found.large] == [MOST_NAMED + 1]


@given(
    st.lists(st.integers(0, 6), max_size=12),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), max_size=12),
)
def test_pairs_are_those_that_a_plain_search_finds(
    records: list[int], things: list[tuple[int, int]]
) -> None:
    found = pairs_beside(rows(*records), [shared(SAME_CONVEYANCE, *things)])
    expected = {
        (one, other, 0)
        for one in range(len(records))
        for other in range(one + 1, len(records))
        if records[one] != records[other]
        and any((records[one], t) in things and (records[other], t) in things for t in range(4))
    }
    assert told(found) == expected
    assert len(found.left) == len(expected)


def _crowds(sizes: list[int]) -> PairsBeside:
    """Pairs of records each of which names so many."""
    pairs = [(2 * at, 2 * at + 1, size) for at, size in enumerate(sizes)]
    records = [record for one, other, size in pairs for record in [one] * size + [other] * size]
    held = [(record, at) for at, (one, other, _) in enumerate(pairs) for record in (one, other)]
    return pairs_beside(rows(*records), [shared(SAME_INCIDENT, *held)])


def test_who_is_one_of_few_starts_with_better_odds() -> None:
    pairs = _crowds([1, 4])
    start = informed_bits(pairs, np.zeros(len(pairs.left)), Curve())
    assert start[0] > start[1]
    assert probability(start)[1] == pytest.approx(probability(start)[0] / 4)


def test_share_of_those_named_by_both_follows_from_the_records() -> None:
    pairs = _crowds([1] * 200)
    same = np.arange(200) < 150
    start = informed_bits(pairs, np.where(same, 30.0, -30.0), Curve())
    assert probability(start)[0] == pytest.approx(0.75, abs=0.01)


@given(st.lists(st.floats(-60, 60), min_size=1, max_size=30))
def test_whatever_the_evidence_nobody_starts_as_certain(evidence: list[float]) -> None:
    start = informed_bits(_crowds([1] * len(evidence)), np.array(evidence), Curve())
    assert np.all(np.isfinite(start))
    assert np.all((probability(start) > 0) & (probability(start) < 1))
