"""Pairs of incident records that wait for a person, as far as the viewer may open both."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.core.counting import resolve_incident
from cotmoc.records.core.side_by_side import distance_m, rows_of
from cotmoc.records.core.sides import Row
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.incidents import Source, incident_sources, side_of
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.records.queries.sources import RecordNotFoundError, source_records
from cotmoc.records.queries.stated import stated_incidents
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.proposals import ProposalRow, proposal


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal with its two records side by side; `distance_m` is between their positions, None when unknown."""

    proposal: ProposalRow
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    distance_m: float | None


def review_pair(*, viewer: Viewer, proposal_id: int) -> Pair:
    """The proposal, answered or not, with both records. Raises `RecordNotFoundError` unless both can be read."""
    found = proposal(proposal_id, visible=things_visible(viewer))
    if found is None:
        raise RecordNotFoundError(f"no proposal {proposal_id} for {viewer.name}")
    numbers = [parse_id(found.left_id).number, parse_id(found.right_id).number]
    sources = incident_sources(source_records(visible_to(viewer).filter(pk__in=numbers)))
    stated = stated_incidents({source.id: source.version.id for source in sources})
    if len(sources) != 2:
        raise RecordNotFoundError(f"not both records of proposal {proposal_id} can be read")
    one, other = sources
    return Pair(
        proposal=found,
        sources=(one, other),
        rows=rows_of(
            [side_of(source) for source in sources], resolve_incident(list(stated.values()))
        ),
        distance_m=distance_m(one.draft.place, other.draft.place),
    )
