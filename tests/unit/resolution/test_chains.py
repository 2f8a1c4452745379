"""The chain of joins that contradicts a "not the same", through cycles, forks and long ways."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.chains import chain_of
from cotmoc.resolution.core.clustering import Conflict, cluster
from tests.unit.resolution.test_clustering import DIFFERENT, WITHDRAWN, Row, ledger


def test_chain_leads_from_one_end_to_the_other() -> None:
    rows = ledger(Row(1, 4, DIFFERENT), Row(1, 2), Row(2, 3), Row(3, 4))
    (conflict,) = cluster(rows).conflicts
    assert (conflict.left, conflict.right, conflict.against) == (3, 4, (1, 4))
    assert chain_of(rows, conflict) == ((1, 2), (2, 3), (3, 4))


def test_chain_is_the_shortest_of_a_cycle() -> None:
    rows = ledger(Row(1, 3, DIFFERENT), Row(1, 2), Row(2, 3), Row(3, 4), Row(4, 5), Row(1, 5))
    assert chain_of(rows, Conflict(2, 3, by_person=True, against=(1, 3))) == ((1, 2), (2, 3))


def test_withdrawn_join_is_no_part_of_a_chain() -> None:
    rows = ledger(
        Row(1, 3, DIFFERENT),
        Row(1, 2),
        Row(2, 3, sequence=7),
        Row(2, 3, WITHDRAWN, sequence=8, withdraws=7),
    )
    assert cluster(rows).conflicts == ()
    assert chain_of(rows, Conflict(2, 3, by_person=True, against=(1, 3))) == ()


@pytest.mark.parametrize("length", [3, 50, 2000])
def test_cycle_of_contradicting_judgements_is_shown_and_not_followed_for_ever(length: int) -> None:
    joins = [Row(n, n + 1) for n in range(1, length)]
    rows = ledger(Row(1, length, DIFFERENT), *joins)
    (conflict,) = cluster(rows).conflicts
    assert len(chain_of(rows, conflict)) == length - 1


pairs = st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(st.tuples(pairs, st.booleans()), max_size=25))
def test_every_conflict_has_a_chain_of_joins_one_of_which_was_refused(
    judged: list[tuple[tuple[int, int], bool]],
) -> None:
    rows = ledger(*(Row(*pair, *(() if same else (DIFFERENT,))) for pair, same in judged))
    found = cluster(rows)
    refused = {(each.left, each.right) for each in found.conflicts}
    for conflict in found.conflicts:
        chain = chain_of(rows, conflict)
        assert chain
        assert conflict.against[0] in chain[0]
        assert conflict.against[1] in chain[-1]
        assert set(chain) & refused
        assert all(set(one) & set(other) for one, other in pairwise(chain))
