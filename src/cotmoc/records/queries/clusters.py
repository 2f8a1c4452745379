"""Which records are one incident, and which statements one party or conveyance: the only place to ask.

Only what stands can be joined. The ledger goes on holding judgements about records that were withdrawn or undone, and
about parties that a correction replaced. Here they count as if these had never been, now and as known at any revision;
two that only a third one held together fall apart.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import numbers_of, records_stating
from cotmoc.records.queries.versions import standing_versions
from cotmoc.resolution.core.clustering import Clusters, Ledger, cluster
from cotmoc.resolution.queries.entities import Memberships
from cotmoc.resolution.queries.ledger import ledger_around, ledger_at


def clusters(*, kind: str = KIND, revision: int | None = None) -> Clusters:
    """All incidents of two or more standing records (or parties, or conveyances), now or as known at `revision`.

    `record` and `entity` are int64 arrays of numbers; what is not among them, and stands, is an entity of its own.
    `conflicts` are joins that a person's "different" keeps from being made. What it costs depends on how many were ever
    judged, not on how many there are. Parties and conveyances are only known as they stand now.
    """
    return cluster(ledger_of_standing(kind, revision))


def memberships_at(revision: int | None = None) -> Memberships:
    """The same as arrays of members and incidents, for those who count: the picture."""
    found = clusters(revision=revision)
    return Memberships(KIND, found.record, found.entity)


def members_of(number: int, *, kind: str = KIND, revision: int | None = None) -> tuple[int, ...]:
    """The numbers of all that stand and are one with this one, ascending; itself among them.

    The first is the number of the incident. Empty when it does not stand.
    """
    if number not in standing_numbers(kind, [number], revision):
        return ()
    ledger = ledger_at(kind, revision) if revision is not None else ledger_around(kind, [number])
    found = cluster(_of_standing(kind, ledger, revision))
    entity = found.entity[found.record == number]
    if not len(entity):
        return (number,)
    return tuple(found.record[found.entity == entity[0]].tolist())


def ledger_of_standing(kind: str = KIND, revision: int | None = None) -> Ledger:
    """All rows of the ledger both of whose things stand."""
    return _of_standing(kind, ledger_at(kind, revision), revision)


def standing_numbers(kind: str, numbers: Collection[int], revision: int | None = None) -> set[int]:
    """Those of the numbers that stand: records, or parties and conveyances that a standing record still states."""
    if kind == KIND:
        return set(standing_versions(numbers, revision=revision))
    stated = numbers_of(kind, records_stating(kind, numbers))
    return set(stated.values()) & set(numbers)


def _of_standing(kind: str, ledger: Ledger, revision: int | None) -> Ledger:
    """The rows both of whose things stand."""
    judged = np.unique(np.concatenate([ledger.left, ledger.right])).tolist()
    stand = np.fromiter(standing_numbers(kind, judged, revision), dtype=np.int64)
    return ledger.take(np.isin(ledger.left, stand) & np.isin(ledger.right, stand))
