"""Pairs of parties or conveyances that wait for a person, as far as the viewer may open both of their records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import ConveyanceStatement, PartyStatement
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.resolvable import PARTY
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.ledger import judgements_of
from cotmoc.resolution.queries.proposals import (
    ProposalRow,
    open_proposal_count,
    open_proposals,
    proposal,
)

#: What is shown side by side: the fields of a statement, by kind.
FIELDS = {
    "party": ("name", "birth", "identity_number", "sex", "nationality", "residence_written"),
    "conveyance": ("registration", "name", "kind", "flag", "written"),
}


@dataclass(frozen=True, slots=True)
class ThingSide:
    """One statement of a pair: its number, the record it stands in, and its values in the order of `FIELDS`."""

    number: int
    record_id: int
    agency: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThingPair:
    """A proposal with both statements."""

    proposal: ProposalRow
    sides: tuple[ThingSide, ThingSide]


def statements_visible(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """The statements about parties or conveyances whose records the viewer may open."""
    rows: QuerySet[Any] = (
        PartyStatement.objects.all() if kind == PARTY else ConveyanceStatement.objects.all()
    )
    return rows.filter(record__in=visible_to(viewer).filter(current__isnull=False))


def things_waiting(*, viewer: Viewer, kind: str, limit: int = 500) -> tuple[list[int], int]:
    """The ids of the most likely proposals that the viewer may review, and how many there are."""
    visible = statements_visible(viewer, kind)
    found = open_proposals(kind=kind, visible=visible, limit=limit)
    return [row.id for row in found], open_proposal_count(kind=kind, visible=visible)


def thing_pair(*, viewer: Viewer, kind: str, proposal_id: int) -> ThingPair:
    """The proposal, answered or not, with both statements. Raises `RecordNotFoundError` unless both may be seen."""
    visible = statements_visible(viewer, kind)
    found = proposal(proposal_id, kind=kind, visible=visible)
    if found is None:
        raise RecordNotFoundError(f"no proposal {proposal_id} for {viewer.name}")
    numbers = [parse_id(found.left_id).number, parse_id(found.right_id).number]
    rows = visible.filter(pk__in=numbers).select_related("record", "record__agency").order_by("pk")
    one, other = (_side(row, kind) for row in rows)
    return ThingPair(found, (one, other))


def thing_judged(*, viewer: Viewer, kind: str, number: int, judgement_id: int) -> bool:
    """True when there is such a judgement about the statement and the viewer may open both of its records."""
    rows = judgements_of([f"{kind}:{number}"])
    judged = next((row for row in rows if row.id == judgement_id), None)
    if judged is None:
        return False
    numbers = {parse_id(judged.left_id).number, parse_id(judged.right_id).number}
    return statements_visible(viewer, kind).filter(pk__in=numbers).count() == len(numbers)


def _side(row: Any, kind: str) -> ThingSide:
    values = tuple(
        _birth(row) if field == "birth" else str(getattr(row, field)) for field in FIELDS[kind]
    )
    return ThingSide(row.pk, row.record_id, row.record.agency.code, row.record.key, values)


def _birth(row: Any) -> str:
    """The birth no more precisely than it is known."""
    if row.birth_from is None:
        return ""
    pattern = {"year": "%Y", "month": "%m/%Y"}.get(row.birth_precision, "%d/%m/%Y")
    return str(row.birth_from.strftime(pattern))
