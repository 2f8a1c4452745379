"""Pairs that wait for a person, as far as the viewer may open both of their records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.core.counting import resolve_incident
from cotmoc.records.core.side_by_side import Row, distance_m, rows_of
from cotmoc.records.models import SourceRecord
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.clusters import clusters
from cotmoc.records.queries.incidents import Source, incident_sources, side_of
from cotmoc.records.queries.sources import RecordNotFoundError, source_records
from cotmoc.records.queries.stated import stated_incidents
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.proposals import (
    ProposalRow,
    open_proposal_count,
    open_proposals,
    proposal,
)

#: How many of the most likely pairs a queue holds; the rest comes up as these are answered.
LONGEST_QUEUE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pair of the queue: the proposal's id and the agencies (codes, in order) of its two records."""

    proposal_id: int
    agencies: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs to review, the most likely first; `total` counts all that the viewer may see, whatever is chosen."""

    pairs: tuple[Waiting, ...]
    agency_pairs: tuple[tuple[str, str], ...]
    total: int

    def position(self, proposal_id: int) -> int:
        """The place of a proposal in the queue; -1 when it is not there."""
        return next((i for i, pair in enumerate(self.pairs) if pair.proposal_id == proposal_id), -1)


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal with its two records side by side; `distance_m` is between their positions, None when unknown."""

    proposal: ProposalRow
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A join of two records that is not made, because a person called the pair `against` different."""

    left: int
    right: int
    by_person: bool
    against: tuple[int, int]


def review_queue(*, viewer: Viewer, agencies: tuple[str, str] | None = None) -> Queue:
    """The pairs that the viewer may review; with `agencies` only those of these two (the same twice: within one)."""
    visible = _standing(viewer)
    chosen = visible if agencies is None else visible.filter(agency__code__in=agencies)
    waiting = _with_agencies(open_proposals(visible=chosen, limit=LONGEST_QUEUE))
    wanted = tuple(sorted(agencies)) if agencies else None
    return Queue(
        pairs=tuple(pair for pair in waiting if wanted is None or pair.agencies == wanted),
        agency_pairs=tuple(sorted({pair.agencies for pair in waiting})),
        total=open_proposal_count(visible=visible),
    )


def _standing(viewer: Viewer) -> QuerySet[SourceRecord]:
    return visible_to(viewer).filter(current__isnull=False)


def _with_agencies(found: Sequence[ProposalRow]) -> list[Waiting]:
    numbers = [(parse_id(row.left_id).number, parse_id(row.right_id).number) for row in found]
    records = SourceRecord.objects.filter(pk__in={number for pair in numbers for number in pair})
    codes: dict[int, str] = dict(records.values_list("pk", "agency__code"))
    return [
        Waiting(row.id, _in_order(codes[left], codes[right]))
        for row, (left, right) in zip(found, numbers, strict=True)
    ]


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def review_pair(*, viewer: Viewer, proposal_id: int) -> Pair:
    """The proposal, answered or not, with both records. Raises `RecordNotFoundError` unless both are open to see."""
    found = proposal(proposal_id, visible=_standing(viewer))
    if found is None:
        raise RecordNotFoundError(f"no proposal {proposal_id} for {viewer.name}")
    numbers = [parse_id(found.left_id).number, parse_id(found.right_id).number]
    sources = incident_sources(source_records(visible_to(viewer).filter(pk__in=numbers)))
    stated = stated_incidents({source.id: source.version.id for source in sources})
    one, other = sources
    return Pair(
        proposal=found,
        sources=(one, other),
        rows=rows_of(
            [side_of(source) for source in sources], resolve_incident(list(stated.values()))
        ),
        distance_m=distance_m(one.draft.place, other.draft.place),
    )


def contradictions(*, viewer: Viewer) -> tuple[Contradiction, ...]:
    """The joins that a person's "different" keeps from being made, of records that the viewer may open."""
    found = clusters().conflicts
    numbers = {n for each in found for n in (each.left, each.right, *each.against)}
    opened = set(visible_to(viewer).filter(pk__in=numbers).values_list("pk", flat=True))
    return tuple(
        Contradiction(each.left, each.right, each.by_person, each.against)
        for each in found
        if opened.issuperset((each.left, each.right, *each.against))
    )
