"""How much an answer to each open question teaches and how much hangs on it, written beside the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, Q

from cotmoc.resolution.core.sorts import SORTS_OF
from cotmoc.resolution.core.teaching import teaching_values
from cotmoc.resolution.models import Membership, Proposal, ProposalState
from cotmoc.resolution.queries.ledger import MANY
from cotmoc.resolution.queries.thresholds import line_of

_BATCH = 10_000
_UPDATE = """
    UPDATE resolution_proposal p SET teaching = v.teaching, stakes = v.stakes
    FROM unnest(%s::bigint[], %s::float8[], %s::int[]) AS v(id, teaching, stakes)
    WHERE p.id = v.id AND (p.teaching, p.stakes) IS DISTINCT FROM (v.teaching, v.stakes)
"""
_FIELDS = ("pk", "sort", "weight", "pattern", "left_number", "right_number")


def rank_proposals(kind: str, numbers: Collection[int]) -> None:
    """Works out anew what answers to the open questions about the numbers teach; part of the action that asked them."""
    waiting, judged = _alike(kind)
    lines = {sort: float(line_of(sort).join_bits) for sort in SORTS_OF[kind]}
    for rows in _open(kind, numbers):
        entity, size = _entities(kind, {number for row in rows for number in row[4:]})
        stakes = np.array(
            [_together(entity.get(a, a), entity.get(b, b), size) for *_, a, b in rows],
            dtype=np.int64,
        )
        values = teaching_values(
            np.array([row[2] for row in rows]),
            np.array([lines.get(row[1], 0.0) for row in rows]),
            (np.array([waiting[row[3]] for row in rows]), np.array([judged[r[3]] for r in rows])),
            stakes,
        )
        with connection.cursor() as cursor:
            ids = [row[0] for row in rows]
            cursor.execute(_UPDATE, [ids, values.tolist(), stakes.tolist()])


def _alike(kind: str) -> tuple[Counter[str], Counter[str]]:
    """How many questions of each pattern wait, and how many were answered."""
    is_open, answered = Q(state=ProposalState.OPEN), Q(state=ProposalState.ANSWERED)
    rows = Proposal.objects.filter(kind=kind).values("pattern")
    counted = rows.annotate(
        waiting=Count("pk", filter=is_open), judged=Count("pk", filter=answered)
    )
    waiting, judged = Counter[str](), Counter[str]()
    for row in counted.order_by():
        waiting[row["pattern"]], judged[row["pattern"]] = row["waiting"], row["judged"]
    return waiting, judged


def _open(kind: str, numbers: Collection[int]) -> Iterator[list[tuple[Any, ...]]]:
    """The open questions about the numbers, some thousands at a time."""
    wanted = set(numbers)
    rows = Proposal.objects.filter(kind=kind, state=ProposalState.OPEN)
    if len(wanted) <= MANY:
        rows = rows.filter(Q(left_number__among=wanted) | Q(right_number__among=wanted))
    found = (
        row
        for row in rows.order_by("pk").values_list(*_FIELDS)
        if row[4] in wanted or row[5] in wanted
    )
    while part := list(islice(found, _BATCH)):
        yield part


def _entities(kind: str, numbers: set[int]) -> tuple[dict[int, int], Counter[int]]:
    """The entity of each number that is joined to others, and how many each entity is."""
    rows = Membership.objects.filter(kind=kind)
    entity = dict(
        rows.filter(record_number__among=numbers).values_list("record_number", "entity_number")
    )
    sizes = rows.filter(entity_number__among=set(entity.values())).values("entity_number")
    counted = sizes.annotate(members=Count("pk")).order_by()
    return entity, Counter({row["entity_number"]: row["members"] for row in counted})


def _together(one: int, other: int, size: Counter[int]) -> int:
    """The records that two entities would be as one."""
    return (size[one] or 1) + (0 if one == other else size[other] or 1)
