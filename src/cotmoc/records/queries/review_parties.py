"""Pairs of parties or conveyances that wait for a person, as far as the viewer may open both of their records."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.proposals import ProposalRow, proposal

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


def thing_pair(*, viewer: Viewer, kind: str, proposal_id: int) -> ThingPair:
    """The proposal, answered or not, with both statements. Raises `RecordNotFoundError` unless both may be seen."""
    visible = things_visible(viewer, kind)
    found = proposal(proposal_id, kind=kind, visible=visible)
    if found is None:
        raise RecordNotFoundError(f"no proposal {proposal_id} for {viewer.name}")
    numbers = [parse_id(found.left_id).number, parse_id(found.right_id).number]
    rows = visible.filter(pk__in=numbers).select_related("record", "record__agency").order_by("pk")
    one, other = (_side(row, kind) for row in rows)
    return ThingPair(found, (one, other))


def thing_sides(*, viewer: Viewer, kind: str, numbers: Collection[int]) -> dict[int, ThingSide]:
    """The statements (by number) whose records the viewer may open, also of records that were corrected since."""
    rows = things_visible(viewer, kind, standing=False).filter(pk__in=numbers)
    return {row.pk: _side(row, kind) for row in rows.select_related("record", "record__agency")}


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
