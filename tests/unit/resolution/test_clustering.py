"""Entities from judgements: independent of order, undone exactly, never against a person's "different"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.clustering import Clusters, Conflict, Ledger, Verdict, cluster, standing


@dataclass(frozen=True)
class Row:
    left: int
    right: int
    verdict: Verdict = Verdict.SAME
    by_person: bool = True
    weight: float = 5.0
    sequence: int = 0
    withdraws: int = -1


def ledger(*rows: Row) -> Ledger:
    """The rows as a ledger; rows without a sequence are numbered in the order given."""
    numbered = [replace(r, sequence=r.sequence or n) for n, r in enumerate(rows, 1)]
    return Ledger(
        sequence=np.array([r.sequence for r in numbered], dtype=np.int64),
        left=np.array([r.left for r in numbered], dtype=np.int64),
        right=np.array([r.right for r in numbered], dtype=np.int64),
        verdict=np.array([r.verdict for r in numbered], dtype=np.int8),
        by_person=np.array([r.by_person for r in numbered], dtype=bool),
        weight=np.array([r.weight for r in numbered], dtype=np.float64),
        withdraws=np.array([r.withdraws for r in numbered], dtype=np.int64),
    )


def groups(*rows: Row) -> dict[int, list[int]]:
    return cluster(ledger(*rows)).groups()


DIFFERENT, UNSURE, WITHDRAWN = Verdict.DIFFERENT, Verdict.UNSURE, Verdict.WITHDRAWN


def test_entity_is_named_by_its_smallest_number() -> None:
    assert groups(Row(9, 10), Row(10, 200)) == {9: [9, 10, 200]}


def test_empty_ledger_makes_no_entities() -> None:
    assert groups() == {}


def test_persons_different_separates_what_a_rule_joined() -> None:
    assert groups(Row(1, 2, by_person=False, weight=30), Row(1, 2, DIFFERENT)) == {}


def test_persons_different_prevails_over_a_later_rule() -> None:
    assert groups(Row(1, 2, DIFFERENT), Row(1, 2, by_person=False, weight=30)) == {}


def test_persons_unsure_suspends_what_a_rule_joined() -> None:
    assert groups(Row(1, 2, by_person=False), Row(1, 2, UNSURE)) == {}


def test_unsure_does_not_keep_apart_through_others() -> None:
    assert groups(Row(1, 2, UNSURE), Row(1, 3), Row(2, 3)) == {1: [1, 2, 3]}


def test_later_judgement_of_a_person_prevails() -> None:
    assert groups(Row(1, 2, DIFFERENT), Row(1, 2)) == {1: [1, 2]}


def test_join_through_others_against_a_different_is_refused_and_reported() -> None:
    found = cluster(ledger(Row(1, 2), Row(1, 3, DIFFERENT), Row(2, 3, by_person=False)))
    assert (found.groups(), found.conflicts) == (
        {1: [1, 2]},
        (Conflict(2, 3, by_person=False, against=(1, 3)),),
    )


def test_persons_join_comes_before_a_heavier_join_by_rule() -> None:
    rows = (Row(1, 3, DIFFERENT), Row(1, 2, by_person=False, weight=40), Row(2, 3))
    assert groups(*rows) == {2: [2, 3]}


def test_heavier_of_two_conflicting_rule_joins_is_made() -> None:
    rows = (
        Row(1, 3, DIFFERENT),
        Row(1, 2, by_person=False, weight=6),
        Row(2, 3, by_person=False, weight=9),
    )
    assert groups(*rows) == {2: [2, 3]}


def test_older_of_two_conflicting_joins_of_persons_is_made() -> None:
    assert groups(Row(1, 3, DIFFERENT), Row(2, 3), Row(1, 2)) == {2: [2, 3]}


def test_withdrawn_judgement_does_not_count() -> None:
    assert groups(Row(1, 2, sequence=1), Row(1, 2, WITHDRAWN, sequence=2, withdraws=1)) == {}


def test_earlier_judgement_counts_again_when_the_later_is_withdrawn() -> None:
    rows = (
        Row(1, 2, sequence=1),
        Row(1, 2, DIFFERENT, sequence=2),
        Row(1, 2, WITHDRAWN, sequence=3, withdraws=2),
    )
    assert groups(*rows) == {1: [1, 2]}


def test_rules_join_counts_again_when_a_persons_judgement_is_withdrawn() -> None:
    rows = (
        Row(1, 2, by_person=False, sequence=1),
        Row(1, 2, DIFFERENT, sequence=2),
        Row(1, 2, WITHDRAWN, sequence=3, withdraws=2),
    )
    assert groups(*rows) == {1: [1, 2]}


def test_long_chain_is_one_entity() -> None:
    rows = [Row(n, n + 1) for n in range(1, 500)]
    assert groups(*rows) == {1: list(range(1, 501))}


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
    """Ledgers over few things, so that joins and differences meet; some rows are withdrawn."""
    rows: list[Row] = []
    for sequence in range(1, draw(st.integers(1, 25)) + 1):
        left, right = sorted(draw(st.sets(st.integers(1, 8), min_size=2, max_size=2)))
        by_person = draw(st.booleans())
        verdicts = [Verdict.SAME, DIFFERENT, UNSURE] if by_person else [Verdict.SAME]
        verdict = draw(st.sampled_from(verdicts))
        weight = draw(st.sampled_from([4.0, 6.0, 9.0]))
        rows.append(Row(left, right, verdict, by_person, weight, sequence))
    for row in draw(st.lists(st.sampled_from(rows), unique=True, max_size=5)):
        sequence = len(rows) + 1
        rows.append(replace(row, verdict=WITHDRAWN, sequence=sequence, withdraws=row.sequence))
    return rows


def as_known(found: Clusters) -> tuple[list[int], list[int], tuple[Conflict, ...]]:
    return found.record.tolist(), found.entity.tolist(), found.conflicts


@settings(deadline=None)
@given(ledgers(), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_rows(rows: list[Row], chance: object) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert as_known(cluster(ledger(*rows))) == as_known(cluster(ledger(*shuffled)))


@settings(deadline=None)
@given(ledgers())
def test_persons_different_always_separates(rows: list[Row]) -> None:
    found = cluster(ledger(*rows))
    entity = dict(zip(found.record.tolist(), found.entity.tolist(), strict=True))
    rows_now = standing(ledger(*rows))
    apart = rows_now.take(rows_now.verdict == DIFFERENT)
    pairs = zip(apart.left.tolist(), apart.right.tolist(), strict=True)
    assert all(entity.get(left, left) != entity.get(right, right) for left, right in pairs)


@settings(deadline=None)
@given(ledgers(), st.integers(0, 1_000))
def test_undoing_a_judgement_gives_the_clusters_without_it(rows: list[Row], choice: int) -> None:
    judged = [row for row in rows if row.verdict != WITHDRAWN]
    undone = judged[choice % len(judged)]
    taken_back = {row.withdraws for row in rows}
    without = [row for row in rows if undone.sequence not in (row.sequence, row.withdraws)]
    if undone.sequence in taken_back:
        undo = rows
    else:
        last = replace(undone, verdict=WITHDRAWN, sequence=len(rows) + 1, withdraws=undone.sequence)
        undo = [*rows, last]
    assert as_known(cluster(ledger(*undo))) == as_known(cluster(ledger(*without)))


@settings(deadline=None)
@given(ledgers())
def test_every_join_is_made_or_reported(rows: list[Row]) -> None:
    found = cluster(ledger(*rows))
    entity = dict(zip(found.record.tolist(), found.entity.tolist(), strict=True))
    refused = {(conflict.left, conflict.right) for conflict in found.conflicts}
    now = standing(ledger(*rows))
    joins = now.take(now.verdict == Verdict.SAME)
    pairs = set(zip(joins.left.tolist(), joins.right.tolist(), strict=True))
    made = {(left, right) for left, right in pairs if entity.get(left) == entity.get(right, -1)}
    assert made == pairs - refused


@pytest.mark.parametrize("by_person", [True, False])
def test_conflict_says_whose_join_was_refused(by_person: bool) -> None:
    rows = (Row(1, 2), Row(1, 3, DIFFERENT), Row(2, 3, by_person=by_person))
    assert [conflict.by_person for conflict in cluster(ledger(*rows)).conflicts] == [by_person]
