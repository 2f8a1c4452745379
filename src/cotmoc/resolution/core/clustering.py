"""Entities from judgements: who joined what, what must stay apart, and where the two contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.ragged import IntArray


class Verdict(IntEnum):
    """What a row of the ledger says."""

    DIFFERENT = -1
    UNSURE = 0
    SAME = 1
    WITHDRAWN = 2


@dataclass(frozen=True, slots=True)
class Ledger:
    """k rows of the ledger about things of one kind, in any order.

    sequence    int64, distinct, ascending in time
    left, right int64, numbers of the things; left < right
    verdict     int8, `Verdict`
    by_person   bool, else by a rule
    weight      float64, bits; nan: not scored
    withdraws   int64, the sequence of the row that is taken back; -1 where none is
    """

    sequence: IntArray
    left: IntArray
    right: IntArray
    verdict: NDArray[np.int8]
    by_person: NDArray[np.bool_]
    weight: NDArray[np.float64]
    withdraws: IntArray

    def __len__(self) -> int:
        return len(self.sequence)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Ledger:
        """Some of the rows, by position or by mask."""
        return Ledger(
            self.sequence[rows],
            self.left[rows],
            self.right[rows],
            self.verdict[rows],
            self.by_person[rows],
            self.weight[rows],
            self.withdraws[rows],
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A join that was refused because it would bring together a pair that a person called different."""

    left: int
    right: int
    by_person: bool
    against: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Entities of two or more things, and what stands in the way of others.

    `record` int64, ascending, the members; `entity` int64, the smallest number in the member's cluster.
    """

    record: IntArray
    entity: IntArray
    conflicts: tuple[Conflict, ...] = ()

    def groups(self) -> dict[int, list[int]]:
        """The members of each entity, ascending."""
        found: dict[int, list[int]] = {}
        for record, entity in zip(self.record.tolist(), self.entity.tolist(), strict=True):
            found.setdefault(entity, []).append(record)
        return found


def standing(ledger: Ledger) -> Ledger:
    """The one row per pair that counts: withdrawn rows fall out, a person's latest prevails, else a rule's latest.

    A person's `unsure` prevails over a rule's join too: somebody looked and could not say it.
    """
    live = ledger.verdict != Verdict.WITHDRAWN
    live &= ~np.isin(ledger.sequence, ledger.withdraws[ledger.withdraws >= 0])
    rows = ledger.take(live)
    rows = rows.take(np.lexsort((rows.sequence, rows.by_person, rows.right, rows.left)))
    is_last = np.ones(len(rows), dtype=bool)
    is_last[:-1] = (rows.left[1:] != rows.left[:-1]) | (rows.right[1:] != rows.right[:-1])
    return rows.take(is_last)


def cluster(ledger: Ledger) -> Clusters:
    """The entities that the ledger makes, whatever the order of its rows.

    Joins are made one after the other: persons' first, the oldest first; then rules' by falling weight; ties by number.
    A join that would bring together two things that a person called different, directly or through others, is not
    made and is returned as a conflict.
    """
    rows = standing(ledger)
    joins, apart = (
        rows.take(rows.verdict == Verdict.SAME),
        rows.take(rows.verdict == Verdict.DIFFERENT),
    )
    records, ends = np.unique(np.concatenate([joins.left, joins.right]), return_inverse=True)
    left, right = np.split(ends, 2)
    labels = components(left, right, len(records))
    contested = _contested(records, labels, apart)
    refused = np.isin(labels[left], contested)
    entity = records[labels]
    conflicts: list[Conflict] = []
    if len(contested):
        entity[np.isin(labels, contested)] = -1
        conflicts = _join_carefully(joins.take(refused), apart, records, entity)
    size = np.bincount(np.searchsorted(records, entity), minlength=len(records))
    shared = size[np.searchsorted(records, entity)] > 1
    return Clusters(records[shared], entity[shared], tuple(conflicts))


def components(left: IntArray, right: IntArray, count: int) -> IntArray:
    """The smallest position in each position's connected component."""
    labels = np.arange(count, dtype=np.int64)
    while True:
        ends = labels[left], labels[right]
        if np.array_equal(*ends):
            return labels
        smaller = np.minimum(*ends)
        np.minimum.at(labels, ends[0], smaller)
        np.minimum.at(labels, ends[1], smaller)
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]


def _contested(records: IntArray, labels: IntArray, apart: Ledger) -> IntArray:
    """Labels of the components in which some pair must stay apart."""
    if not len(records) or not len(apart):
        return labels[:0]
    places = [np.searchsorted(records, side) for side in (apart.left, apart.right)]
    places = [np.minimum(place, len(records) - 1) for place in places]
    known = (records[places[0]] == apart.left) & (records[places[1]] == apart.right)
    first, second = labels[places[0]], labels[places[1]]
    contested: IntArray = np.unique(first[known & (first == second)])
    return contested


def _join_carefully(
    joins: Ledger, apart: Ledger, records: IntArray, entity: IntArray
) -> list[Conflict]:
    """Fills in `entity` for the ends of `joins`, one join after the other; returns those that were refused."""
    groups = Groups(zip(apart.left.tolist(), apart.right.tolist(), strict=True))
    rank = np.where(joins.by_person, joins.sequence, -np.nan_to_num(joins.weight, nan=-np.inf))
    order = np.lexsort((joins.right, joins.left, rank, ~joins.by_person))
    conflicts = []
    for row in order.tolist():
        left, right = int(joins.left[row]), int(joins.right[row])
        against = groups.join(left, right)
        if against:
            conflicts.append(Conflict(left, right, bool(joins.by_person[row]), against))
    for members in groups.members():
        entity[np.searchsorted(records, members)] = min(members)
    return sorted(conflicts, key=lambda conflict: (conflict.left, conflict.right))


class Groups:
    """Sets of things that grow together unless a pair in them must stay apart.

    Each set keeps its members, and for every set it must stay apart from the smallest pair that says so. When two sets
    are joined the one with less to move is moved, so that all joins together take n log n steps.
    """

    def __init__(self, apart: Iterable[tuple[int, int]]):
        self._set_of: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._against: dict[int, dict[int, tuple[int, int]]] = {}
        for left, right in apart:
            self._keep_apart(left, right, (left, right))

    def join(self, left: int, right: int) -> tuple[int, int] | None:
        """None when joined; else the smallest pair that stands in the way."""
        one, other = self._find(left), self._find(right)
        if one == other:
            return None
        if in_the_way := self._against.get(one, {}).get(other):
            return in_the_way
        moved, kept = sorted((one, other), key=self._burden)
        for member in self._members[moved]:
            self._set_of[member] = kept
        self._members[kept] += self._members.pop(moved)
        for enemy, pair in self._against.pop(moved, {}).items():
            del self._against[enemy][moved]
            self._keep_apart(kept, enemy, pair)
        return None

    def members(self) -> Iterable[list[int]]:
        """The members of every set."""
        return self._members.values()

    def _find(self, thing: int) -> int:
        if thing not in self._set_of:
            self._set_of[thing] = thing
            self._members[thing] = [thing]
        return self._set_of[thing]

    def _burden(self, group: int) -> tuple[int, int]:
        return len(self._members[group]) + len(self._against.get(group, {})), group

    def _keep_apart(self, one: int, other: int, pair: tuple[int, int]) -> None:
        for group, enemy in ((one, other), (other, one)):
            pairs = self._against.setdefault(group, {})
            pairs[enemy] = min(pair, pairs.get(enemy, pair))
