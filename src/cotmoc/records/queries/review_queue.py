"""The questions that wait for a person, in the order that the person chose, as far as both sides may be opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import ConveyanceStatement, PartyStatement
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import PARTY
from cotmoc.resolution.queries.proposals import (
    MOST_COUNTED,
    Asked,
    Batch,
    batches,
    open_by_sort,
    open_proposal_ids,
)

#: How many pairs a queue holds; the rest comes up as these are answered.
LONGEST_QUEUE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pair of the queue: the proposal's id and the agencies (codes, in order) of its two records."""

    proposal_id: int
    agencies: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs to review, in order. `total` counts all of the kind that the viewer may see, whatever is chosen.

    `by_sort`: how many wait of each sort, apart for joins that were drawn to be checked (True).
    """

    pairs: tuple[Waiting, ...]
    agency_pairs: tuple[tuple[str, str], ...]
    by_sort: Mapping[tuple[str, bool], int]

    @property
    def total(self) -> int:
        """All that wait, as far as they are counted."""
        return most_counted(sum(self.by_sort.values()))

    @property
    def has_more(self) -> bool:
        """More wait than are counted."""
        return sum(self.by_sort.values()) > self.total

    def position(self, proposal_id: int) -> int:
        """The place of a proposal in the queue; -1 when it is not there."""
        return next((i for i, pair in enumerate(self.pairs) if pair.proposal_id == proposal_id), -1)


def things_visible(viewer: Viewer, kind: str = KIND, *, standing: bool = True) -> QuerySet[Any]:
    """The records, or the statements about parties or conveyances, whose records the viewer may open.

    `standing`: only those whose record was not withdrawn.
    """
    records = visible_to(viewer)
    if standing:
        records = records.filter(current__isnull=False)
    if kind == KIND:
        return records
    rows: QuerySet[Any] = (
        PartyStatement.objects.all() if kind == PARTY else ConveyanceStatement.objects.all()
    )
    return rows.filter(record__in=records)


def review_queue(
    *, viewer: Viewer, asked: Asked | None = None, agencies: tuple[str, str] | None = None
) -> Queue:
    """The pairs that the viewer may review; with `agencies` only those of these two (the same twice: within one)."""
    chosen = asked or Asked()
    visible = things_visible(viewer, chosen.kind)
    field = "agency__code" if chosen.kind == KIND else "record__agency__code"
    among = visible.filter(**{f"{field}__in": agencies}) if agencies else visible
    waiting = _with_agencies(
        open_proposal_ids(asked=chosen, visible=among, limit=LONGEST_QUEUE), visible, field
    )
    wanted = tuple(sorted(agencies)) if agencies else None
    return Queue(
        pairs=tuple(pair for pair in waiting if wanted is None or pair.agencies == wanted),
        agency_pairs=tuple(sorted({pair.agencies for pair in waiting})),
        by_sort=open_by_sort(kind=chosen.kind, visible=visible),
    )


def review_batches(*, viewer: Viewer, asked: Asked) -> list[Batch]:
    """Questions that are alike and can be answered one after the other, the largest batch first."""
    return batches(asked=asked, visible=things_visible(viewer, asked.kind))


def most_counted(pairs: int) -> int:
    """The number to show: more than so many are not counted."""
    return min(pairs, MOST_COUNTED)


def counts_by_sort(*, viewer: Viewer, kind: str = KIND) -> dict[tuple[str, bool], int]:
    """How many questions wait of each sort of a kind that the viewer may see, apart for joins to check (True)."""
    return open_by_sort(kind=kind, visible=things_visible(viewer, kind))


def _with_agencies(
    found: list[tuple[int, int, int]], visible: QuerySet[Any], field: str
) -> list[Waiting]:
    numbers = {number for _, *pair in found for number in pair}
    codes: dict[int, str] = dict(visible.filter(pk__in=numbers).values_list("pk", field))
    return [
        Waiting(proposal_id, _in_order(codes[left], codes[right]))
        for proposal_id, left, right in found
    ]


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
