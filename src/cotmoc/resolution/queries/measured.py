"""What the stated rules alone have joined and proposed, for measuring them."""

from __future__ import annotations

import numpy as np

from cotmoc.resolution.core.clustering import Clusters, cluster
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.models import Proposal, ProposalState
from cotmoc.resolution.queries.ledger import ledger_at


def clusters_by_rule(kind: str) -> Clusters:
    """The entities that would be if nobody had judged."""
    ledger = ledger_at(kind)
    return cluster(ledger.take(~ledger.by_person))


def proposed_pairs(kind: str) -> IntArray:
    """The pairs of numbers that people were asked about and still would be, or have answered, int64 (k, 2)."""
    rows = Proposal.objects.filter(kind=kind).exclude(state=ProposalState.STALE)
    found = list(rows.values_list("left_number", "right_number"))
    return np.array(found, dtype=np.int64).reshape(-1, 2)
