"""Single lines of records as they stand: what a search shows of what it found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

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
    aliases: list[str]


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
        record__in=visible_to(viewer).filter(pk__in=record_ids),
        version=F("record__current"),
        index=0,
    )
    fields = (
        "record_id", "record__agency__code", "record__key", "reference", "title", "occurred_from",
        "occurred_precision", "place_written", "area_id", "offence",
    )  # fmt: skip
    return {row[0]: IncidentLine(*row) for row in found.values_list(*fields)}


def party_lines(
    incidents: Mapping[int, IncidentLine], places: Collection[Place]
) -> dict[Place, PartyLine]:
    """Those of the parties that are in the incidents, which the viewer may see."""
    fields = (
        "name", "role", "birth_from", "birth_precision", "sex", "identity_number", "residence_written",
        "aliases",
    )  # fmt: skip
    rows = _lines(PartyStatement, incidents, places, fields)
    return {place: PartyLine(incidents[place[0]], *row) for place, row in rows}


def conveyance_lines(
    incidents: Mapping[int, IncidentLine], places: Collection[Place]
) -> dict[Place, ConveyanceLine]:
    """Those of the conveyances that are in the incidents, which the viewer may see."""
    fields = ("kind", "written", "registration", "registration_key", "name")
    rows = _lines(ConveyanceStatement, incidents, places, fields)
    return {place: ConveyanceLine(incidents[place[0]], *row) for place, row in rows}


def _lines(
    model: type[PartyStatement] | type[ConveyanceStatement],
    incidents: Mapping[int, IncidentLine],
    places: Collection[Place],
    fields: tuple[str, ...],
) -> Iterable[tuple[Place, tuple[Any, ...]]]:
    wanted = {place for place in places if place[0] in incidents}
    if not wanted:
        return
    found = model.objects.filter(
        record_id__in={record for record, _ in wanted},
        version=F("record__current"),
        index__in={line for _, line in wanted},
    )
    for record, line, *row in found.values_list("record_id", "index", *fields):
        if (record, line) in wanted:
            yield (record, line), tuple(row)
