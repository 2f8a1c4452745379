"""Which records are one incident: the only place to ask, because only records that stand can be joined.

The ledger goes on holding judgements about records that were withdrawn or undone. Here they count as if these records
had never been, now and as known at any revision; two records that only a third one held together fall apart.
"""

from __future__ import annotations

import numpy as np

from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.versions import standing_versions
from cotmoc.resolution.core.clustering import Clusters, Ledger, Verdict, cluster
from cotmoc.resolution.queries.entities import Memberships
from cotmoc.resolution.queries.ledger import ledger_among, ledger_at, ledger_touching


def clusters(*, revision: int | None = None) -> Clusters:
    """All incidents of two or more standing records, now or as known at `revision`.

    `record` and `entity` are int64 arrays of record numbers; a record that is not among them, and stands, is an
    incident of its own. `conflicts` are joins that a person's "different" keeps from being made. What it costs
    depends on how many records were ever judged, not on how many there are.
    """
    return cluster(_of_standing(ledger_at(KIND, revision), revision))


def memberships_at(revision: int | None = None) -> Memberships:
    """The same as arrays of members and incidents, for those who count: the picture."""
    found = clusters(revision=revision)
    return Memberships(KIND, found.record, found.entity)


def members_of(record_id: int, *, revision: int | None = None) -> tuple[int, ...]:
    """The numbers of the standing records that are one incident with this one, ascending; itself among them.

    The first is the number of the incident. Empty when the record does not stand.
    """
    if record_id not in standing_versions([record_id], revision=revision):
        return ()
    ledger = ledger_at(KIND, revision) if revision is not None else _ledger_around(record_id)
    found = cluster(_of_standing(ledger, revision))
    entity = found.entity[found.record == record_id]
    if not len(entity):
        return (record_id,)
    return tuple(found.record[found.entity == entity[0]].tolist())


def _of_standing(ledger: Ledger, revision: int | None) -> Ledger:
    """The rows both of whose records stand."""
    judged = np.unique(np.concatenate([ledger.left, ledger.right]))
    stand = np.fromiter(standing_versions(judged.tolist(), revision=revision), dtype=np.int64)
    return ledger.take(np.isin(ledger.left, stand) & np.isin(ledger.right, stand))


def _ledger_around(record_id: int) -> Ledger:
    """Everything judged about the records that any join, standing or not, connects with this one."""
    reached: set[int] = set()
    fresh = {record_id}
    while fresh:
        reached |= fresh
        rows = ledger_touching(KIND, fresh)
        joins = rows.take(rows.verdict == Verdict.SAME)
        fresh = set(np.concatenate([joins.left, joins.right]).tolist()) - reached
    return ledger_among(KIND, reached)
