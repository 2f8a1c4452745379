"""Single lines of records as they stand: what a search shows of what it found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.models import ConveyanceStatement, IncidentStatement, PartyStatement
from cotmoc.records.policies import visible_to

#: A record and the place of a line among the lines of its kind.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident as one record states it; moments and places as in `IncidentStatement`."""

    record_id: int
    agency: str
    key: str
    reference: str
    title: str
    occurred_from: date | None
    occurred_precision: str
    place_written: str
    area_id: int | None
    offence: str


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A person or organisation in an incident."""

    incident: IncidentLine
    name: str
    role: str
    birth_from: date | None
    birth_precision: str
    sex: str
    identity_number: str
    residence_written: str


@dataclass(frozen=True, slots=True)
class ConveyanceLine:
    """A vehicle or vessel in an incident."""

    incident: IncidentLine
    kind: str
    written: str
    registration: str
    registration_key: str
    name: str


def incident_lines(*, viewer: Viewer, record_ids: Collection[int]) -> dict[int, IncidentLine]:
    """What those of the records that the viewer may open, and that stand, state of their incident."""
    found = IncidentStatement.objects.filter(
        version_id__in=_standing(viewer, record_ids).values(), index=0
    )
    fields = (
        "record_id", "record__agency__code", "record__key", "reference", "title", "occurred_from",
        "occurred_precision", "place_written", "area_id", "offence",
    )  # fmt: skip
    return {row[0]: IncidentLine(*row) for row in found.values_list(*fields)}


def party_lines(*, viewer: Viewer, places: Collection[Place]) -> dict[Place, PartyLine]:
    """Those of the parties that the viewer may see."""
    fields = (
        "name", "role", "birth_from", "birth_precision", "sex", "identity_number", "residence_written",
    )  # fmt: skip
    incidents = incident_lines(viewer=viewer, record_ids={record for record, _ in places})
    rows = _lines(PartyStatement, viewer, places, fields)
    return {
        place: PartyLine(incidents[place[0]], *row) for place, row in rows if place[0] in incidents
    }


def conveyance_lines(*, viewer: Viewer, places: Collection[Place]) -> dict[Place, ConveyanceLine]:
    """Those of the conveyances that the viewer may see."""
    fields = ("kind", "written", "registration", "registration_key", "name")
    incidents = incident_lines(viewer=viewer, record_ids={record for record, _ in places})
    rows = _lines(ConveyanceStatement, viewer, places, fields)
    return {
        place: ConveyanceLine(incidents[place[0]], *row)
        for place, row in rows
        if place[0] in incidents
    }


def _standing(viewer: Viewer, record_ids: Collection[int]) -> dict[int, int]:
    """The version that stands of those of the records that the viewer may open."""
    found = visible_to(viewer).filter(pk__in=record_ids).exclude(current=None)
    return dict(found.values_list("pk", "current_id"))


def _lines(
    model: type[PartyStatement] | type[ConveyanceStatement],
    viewer: Viewer,
    places: Collection[Place],
    fields: tuple[str, ...],
) -> Iterable[tuple[Place, tuple[Any, ...]]]:
    versions = _standing(viewer, {record for record, _ in places}).values()
    found = model.objects.filter(version_id__in=versions, index__in={line for _, line in places})
    wanted = frozenset(places)
    for record, line, *row in found.values_list("record_id", "index", *fields):
        if (record, line) in wanted:
            yield (record, line), tuple(row)
