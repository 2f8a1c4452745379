"""The pairs that wait for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cotmoc.resolution.core.ids import numbers_by_kind
from cotmoc.resolution.core.sorts import KIND_OF, SORTS_OF
from cotmoc.resolution.models import Proposal, ProposalState


class Order(StrEnum):
    """In which order questions are put; each is whole, and ties go by the proposal's number."""

    TEACHING = "teaching"
    CERTAIN = "certain"
    NEWEST = "newest"
    GRAVEST = "gravest"


#: So many are counted; of more it is said that they are more. Nobody answers as many at a sitting, and every answer
#: would have to wait until all were counted again.
MOST_COUNTED = 1_000
#: Patterns that are looked at for the largest batches among those that the viewer may open.
_MOST_PATTERNS = 24
#: The column of each order, the greatest first.
_COLUMNS = {
    Order.TEACHING: "teaching",
    Order.CERTAIN: "weight",
    Order.NEWEST: "created_at",
    Order.GRAVEST: "stakes",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which open questions: of one kind, and if given of one sort, of one pattern; `checks` only joins to check."""

    kind: str = "incident"
    sort: str = ""
    pattern: str | None = None
    checks: bool | None = None
    order: Order = Order.CERTAIN


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal for people: `reasons` as in `cotmoc.resolution.core.scores.Reason.as_json`, `weight` in bits.

    `stakes` records would be one entity with a join; `is_check`: the rule has joined it, and a person should check it.
    """

    id: int
    left_id: str
    right_id: str
    weight: float
    probability: float
    reasons: list[dict[str, Any]]
    state: ProposalState
    model: str
    sort: str
    pattern: str
    stakes: int
    is_check: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Open questions that are alike: their sort, what they have in common, and how many there are."""

    sort: str
    pattern: str
    pairs: int


def open_proposals(
    *,
    kind: str = "incident",
    visible: QuerySet[Any] | None = None,
    asked: Asked | None = None,
    limit: int = 50,
) -> list[ProposalRow]:
    """Open proposals, unless `asked` says otherwise the most likely first: these are most likely counted twice.

    `visible`: a queryset of the records (primary key: the number in the id) that the viewer may open; a pair is
    returned only if both stand in it. It becomes two look-ups by primary key per pair, so it costs what is returned,
    not what exists. None: no limit, for programs.
    """
    chosen = asked or Asked(kind)
    rows = _visible(_asked(chosen), visible)
    return [_row(each) for each in rows.order_by(f"-{_COLUMNS[chosen.order]}", "pk")[:limit]]


def open_proposal_ids(
    *, asked: Asked, visible: QuerySet[Any], limit: int
) -> list[tuple[int, int, int]]:
    """The number of each open proposal in order, with the numbers of its pair."""
    rows = _visible(_asked(asked), visible).order_by(f"-{_COLUMNS[asked.order]}", "pk")
    return list(rows.values_list("pk", "left_number", "right_number")[:limit])


def batches(*, asked: Asked, visible: QuerySet[Any], limit: int = 12) -> list[Batch]:
    """The patterns of open questions with two or more pairs, the largest first, each counted up to `MOST_COUNTED`."""
    rows = _asked(replace(asked, pattern=None)).exclude(pattern="").order_by()
    patterns = rows.values("sort", "pattern").annotate(pairs=Count("pk")).filter(pairs__gt=1)
    found = [
        Batch(row["sort"], row["pattern"], pairs)
        for row in patterns.order_by("-pairs", "sort", "pattern")[:_MOST_PATTERNS]
        for alike in [rows.filter(sort=row["sort"], pattern=row["pattern"])]
        if (pairs := _counted(alike, visible)) > 1
    ]
    return sorted(found, key=lambda batch: (-batch.pairs, batch.sort, batch.pattern))[:limit]


def open_by_sort(*, kind: str, visible: QuerySet[Any]) -> dict[tuple[str, bool], int]:
    """How many questions are open of each sort that has any, apart for joins to check (True).

    One more than `MOST_COUNTED` says that there are more.
    """
    counted = {
        (sort, checks): _counted(_asked(Asked(kind, sort=sort, checks=checks)), visible)
        for sort in SORTS_OF[kind]
        for checks in (False, True)
    }
    return {key: pairs for key, pairs in counted.items() if pairs}


def _counted(rows: QuerySet[Proposal], visible: QuerySet[Any]) -> int:
    return _visible(rows.order_by(), visible)[: MOST_COUNTED + 1].count()


def clear_proposals(*, sort: str, least_bits: int, below_bits: int) -> list[tuple[int, int]]:
    """The numbers of the open pairs of a sort in that range of weight of which the rule asks no more, in order."""
    rows = _waiting(sort).filter(fits=True, weight__gte=least_bits, weight__lt=below_bits)
    pairs = rows.order_by("left_number", "right_number")
    return list(pairs.values_list("left_number", "right_number"))


def proposed_from(*, sort: str, least_bits: int) -> int:
    """How many open pairs of a sort weigh at least so much, without joins that were drawn to be checked."""
    return _waiting(sort).filter(weight__gte=least_bits).count()


def _waiting(sort: str) -> QuerySet[Proposal]:
    return _asked(Asked(KIND_OF[sort], sort=sort, checks=False))


def _asked(asked: Asked) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(kind=asked.kind, state=ProposalState.OPEN)
    if asked.sort:
        rows = rows.filter(sort=asked.sort)
    if asked.pattern is not None:
        rows = rows.filter(pattern=asked.pattern)
    return rows if asked.checks is None else rows.filter(is_check=asked.checks)


def proposal(
    proposal_id: int, *, kind: str = "incident", visible: QuerySet[Any] | None = None
) -> ProposalRow | None:
    """One proposal in any state; None when there is none or either record is not in `visible`."""
    found = _visible(Proposal.objects.filter(kind=kind, pk=proposal_id), visible).first()
    return _row(found) if found else None


def proposals_among(kind: str, numbers: Collection[int]) -> dict[tuple[int, int], int]:
    """The number of each proposal about two of the things that still follows from the records, answered or not; by the
    pair, the smaller first."""
    rows = Proposal.objects.filter(
        kind=kind, left_number__in=numbers, right_number__in=numbers
    ).exclude(state=ProposalState.STALE)
    return {
        (left, right): pk
        for pk, left, right in rows.values_list("pk", "left_number", "right_number")
    }


def proposals_of(ids: Iterable[str]) -> list[ProposalRow]:
    """Open proposals with any of the ids in them, the most likely first."""
    found: list[ProposalRow] = []
    for kind, numbers in numbers_by_kind(ids).items():
        rows = Proposal.objects.filter(
            Q(left_number__among=numbers) | Q(right_number__among=numbers),
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
        sort=found.sort,
        pattern=found.pattern,
        stakes=found.stakes,
        is_check=found.is_check,
    )
