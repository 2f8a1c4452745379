"""Which records are one entity, now and as known at a revision."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.clustering import cluster
from cotmoc.resolution.core.ids import ThingId, numbers_by_kind, parse_id
from cotmoc.resolution.models import Membership
from cotmoc.resolution.queries.ledger import ledger_around, ledger_at


@dataclass(frozen=True, slots=True)
class Memberships:
    """The members of all entities of two or more records of one kind; whoever is not here is its own entity.

    `record_numbers` int64, ascending; `entity_numbers` int64, the smallest record number of the entity.
    """

    kind: str
    record_numbers: NDArray[np.int64]
    entity_numbers: NDArray[np.int64]

    def entities(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The entity of each of the numbers, int64; itself where it is joined to nothing."""
        if not len(self.record_numbers):
            return numbers
        place = np.searchsorted(self.record_numbers, numbers)
        place = np.minimum(place, len(self.record_numbers) - 1)
        joined = self.record_numbers[place] == numbers
        return np.where(joined, self.entity_numbers[place], numbers)


@dataclass(frozen=True, slots=True)
class JoinConflict:
    """A join that is not made because a person called `against` different; both pairs are ids."""

    left_id: str
    right_id: str
    by_person: bool
    against: tuple[str, str]


def entity_of(ids: Iterable[str]) -> dict[str, str]:
    """The entity of each id; an id that nothing was joined to is its own.

    >>> entity_of(["incident:7"])  # doctest: +SKIP
    {'incident:7': 'incident:3'}
    """
    entities: dict[str, str] = {}
    for kind, numbers in numbers_by_kind(ids).items():
        rows = Membership.objects.filter(kind=kind, record_number__among=numbers)
        known = dict(rows.values_list("record_number", "entity_number"))
        for number in numbers:
            entities[str(ThingId(kind, number))] = str(ThingId(kind, known.get(number, number)))
    return entities


def members_of(entity: str) -> tuple[str, ...]:
    """The ids of all records that the entity is, ascending; of a record joined to nothing, itself."""
    kind, number = parse_id(entity)
    rows = Membership.objects.filter(kind=kind, entity_number=number).order_by("record_number")
    members = tuple(str(ThingId(kind, n)) for n in rows.values_list("record_number", flat=True))
    return members or (entity,)


def entities_with_members(kind: str, numbers: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The numbers of all members of the entity of each number, ascending: the first is the entity's own.

    A number that nothing was joined to is alone.
    """
    entities = Membership.objects.filter(kind=kind, record_number__among=numbers).values(
        "entity_number"
    )
    members: dict[int, list[int]] = {}
    rows = Membership.objects.filter(kind=kind, entity_number__in=entities)
    for number, entity in rows.values_list("record_number", "entity_number"):
        members.setdefault(entity, []).append(number)
    found = {each: tuple(sorted(entity)) for entity in members.values() for each in entity}
    return {number: found.get(number, (number,)) for number in numbers}


def memberships(kind: str) -> Memberships:
    """All memberships as they stand."""
    rows = Membership.objects.filter(kind=kind).order_by("record_number")
    found = np.array(
        list(rows.values_list("record_number", "entity_number")), dtype=np.int64
    ).reshape(-1, 2)
    return Memberships(kind, found[:, 0], found[:, 1])


def entities_without(kind: str, rule: str, numbers: Collection[int] | None = None) -> Memberships:
    """What would be one had a rule never joined anything: of everything, or of what joins connect with `numbers`.

    `rule` is what the names of its versions begin with.
    """
    ledger = (
        ledger_at(kind, without=rule)
        if numbers is None
        else ledger_around(kind, numbers, without=rule)
    )
    clusters = cluster(ledger)
    return Memberships(kind, clusters.record, clusters.entity)


def memberships_at(revision: int, kind: str = "incident") -> Memberships:
    """All memberships as known at a revision, worked out from the ledger as it stood then."""
    clusters = cluster(ledger_at(kind, revision))
    return Memberships(kind, clusters.record, clusters.entity)


def conflicts(kind: str = "incident") -> tuple[JoinConflict, ...]:
    """The joins that a person's "different" keeps from being made, for people to settle."""

    def named(number: int) -> str:
        return str(ThingId(kind, number))

    return tuple(
        JoinConflict(
            left_id=named(conflict.left),
            right_id=named(conflict.right),
            by_person=conflict.by_person,
            against=(named(conflict.against[0]), named(conflict.against[1])),
        )
        for conflict in cluster(ledger_at(kind)).conflicts
    )
