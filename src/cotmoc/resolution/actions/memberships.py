"""The memberships that follow from the ledger, worked out anew where it changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cotmoc.resolution.core.clustering import Verdict, cluster
from cotmoc.resolution.models import Membership
from cotmoc.resolution.queries.ledger import ledger_among, ledger_touching

_BATCH = 5_000


def recompute_memberships(kind: str, numbers: Iterable[int]) -> None:
    """Writes the memberships of all records that joins, standing or withdrawn, connect with the given ones.

    Part of the action that changed the ledger: runs in its transaction, under the lock of its revision.
    """
    reached = sorted(_connected(kind, set(numbers)))
    clusters = cluster(ledger_among(kind, reached))
    for start in range(0, len(reached), _BATCH):
        part = reached[start : start + _BATCH]
        Membership.objects.filter(kind=kind, record_number__among=part).delete()
    Membership.objects.bulk_create(
        (
            Membership(kind=kind, record_number=record, entity_number=entity)
            for record, entity in zip(
                clusters.record.tolist(), clusters.entity.tolist(), strict=True
            )
        ),
        batch_size=_BATCH,
    )


def _connected(kind: str, numbers: set[int]) -> set[int]:
    reached: set[int] = set()
    while fresh := numbers - reached:
        reached |= fresh
        rows = ledger_touching(kind, fresh)
        joins = rows.take(rows.verdict == Verdict.SAME)
        numbers = set(np.concatenate([joins.left, joins.right]).tolist())
    return reached
