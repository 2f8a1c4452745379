"""The pairs that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cotmoc.resolution.core.ids import numbers_by_kind
from cotmoc.resolution.models import Proposal, ProposalState


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal for people: `reasons` as in `cotmoc.resolution.core.scores.Reason.as_json`, `weight` in bits."""

    id: int
    left_id: str
    right_id: str
    weight: float
    probability: float
    reasons: list[dict[str, Any]]
    state: ProposalState
    model: str


def open_proposals(
    *,
    kind: str = "incident",
    visible: QuerySet[Any] | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[ProposalRow]:
    """Open proposals, the most likely first: these are most likely counted twice.

    `visible`: a queryset of the records (primary key: the number in the id) that the viewer may open; a pair is
    returned only if both stand in it. It becomes two look-ups by primary key per pair, so it costs what is returned,
    not what exists. None: no limit, for programs. `after` is the id of the last proposal of the page before.
    """
    rows = _visible(Proposal.objects.filter(kind=kind, state=ProposalState.OPEN), visible)
    if after is not None:
        last = Proposal.objects.filter(pk=after).values_list("weight", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(weight__lt=last) | Q(weight=last, pk__gt=after))
    return [_row(proposal) for proposal in rows.order_by("-weight", "pk")[:limit]]


def open_proposal_count(*, kind: str = "incident", visible: QuerySet[Any] | None = None) -> int:
    """How many open proposals the viewer may see; `visible` as in `open_proposals`."""
    return _visible(Proposal.objects.filter(kind=kind, state=ProposalState.OPEN), visible).count()


def proposal(
    proposal_id: int, *, kind: str = "incident", visible: QuerySet[Any] | None = None
) -> ProposalRow | None:
    """One proposal in any state; None when there is none or either record is not in `visible`."""
    found = _visible(Proposal.objects.filter(kind=kind, pk=proposal_id), visible).first()
    return _row(found) if found else None


def proposals_of(ids: Iterable[str]) -> list[ProposalRow]:
    """Open proposals with any of the ids in them, the most likely first."""
    found: list[ProposalRow] = []
    for kind, numbers in numbers_by_kind(ids).items():
        rows = Proposal.objects.filter(
            Q(left_number__in=numbers) | Q(right_number__in=numbers),
            kind=kind,
            state=ProposalState.OPEN,
        )
        found += [_row(row) for row in rows]
    return sorted(found, key=lambda row: (-row.weight, row.id))


def _visible(rows: QuerySet[Proposal], visible: QuerySet[Any] | None) -> QuerySet[Proposal]:
    if visible is None:
        return rows
    for side in ("left_number", "right_number"):
        rows = rows.filter(Exists(visible.filter(pk=OuterRef(side))))
    return rows


def _row(found: Proposal) -> ProposalRow:
    return ProposalRow(
        id=found.pk,
        left_id=found.left_id,
        right_id=found.right_id,
        weight=found.weight,
        probability=found.probability,
        reasons=found.reasons,
        state=ProposalState(found.state),
        model=found.model,
    )
