"""One incident: its sources side by side, its values counted once, and how it came to be known so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.areas.queries import gazetteer
from cotmoc.records.core.counting import ResolvedIncident, resolve_incident
from cotmoc.records.core.drafts import IncidentDraft, PlaceDraft
from cotmoc.records.core.side_by_side import rows_of
from cotmoc.records.core.sides import Row, Side
from cotmoc.records.models import RecordKind, SourceRecord
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.clusters import members_of
from cotmoc.records.queries.sources import Record, RecordNotFoundError, Version, source_records
from cotmoc.records.queries.stated import stated_incidents


@dataclass(frozen=True, slots=True)
class Source:
    """A record that states the incident, with the version that stands and what it states."""

    record: Record
    version: Version
    draft: IncidentDraft

    @property
    def id(self) -> int:
        """The id of the record."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class PlaceToday:
    """Where a place of its time lies today: the area's code and whether lineage makes that an estimate."""

    area: str
    estimated: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as the viewer may see it.

    `id` is the smallest number of all its standing records. `sources` are those the viewer may open, those of the
    lead agency first; `closed` how many more there are. `resolved` and `rows` are of the open sources only: a closed
    one is never shown, not even by its values.
    """

    id: int
    sources: tuple[Source, ...]
    closed: int
    resolved: ResolvedIncident
    rows: tuple[Row, ...]

    def source(self, record_id: int | None) -> Source | None:
        """The open source with this record id."""
        return next((source for source in self.sources if source.id == record_id), None)


def incident_number(*, viewer: Viewer, record_id: int) -> int:
    """The id of the incident that the record belongs to. Raises `RecordNotFoundError`.

    An incident of which the viewer may open no source is not there.
    """
    members = members_of(record_id)
    if not _open(viewer, members).exists():
        raise _not_found(viewer, record_id)
    return members[0]


def open_sources(*, viewer: Viewer, record_id: int) -> list[Source]:
    """The sources of the record's incident that the viewer may open. Raises `RecordNotFoundError`."""
    sources = incident_sources(source_records(_open(viewer, members_of(record_id))))
    if not sources:
        raise _not_found(viewer, record_id)
    return sources


def _open(viewer: Viewer, record_ids: Collection[int]) -> QuerySet[SourceRecord]:
    return visible_to(viewer).filter(pk__in=record_ids, kind=RecordKind.INCIDENT)


def _not_found(viewer: Viewer, record_id: int) -> RecordNotFoundError:
    return RecordNotFoundError(f"no incident {record_id} for {viewer.name}", record=record_id)


def incident(*, viewer: Viewer, record_id: int) -> Incident:
    """The incident that the record belongs to. Raises `RecordNotFoundError` as `incident_number` does."""
    members = members_of(record_id)
    sources = incident_sources(source_records(_open(viewer, members)))
    if not sources:
        raise _not_found(viewer, record_id)
    stated = stated_incidents({source.id: source.version.id for source in sources})
    resolved = resolve_incident(list(stated.values()))
    ranked = sorted(
        sources, key=lambda s: (stated[s.id].agency_id != resolved.lead_agency_id, s.id)
    )
    return Incident(
        id=members[0],
        sources=tuple(ranked),
        closed=len(members) - len(sources),
        resolved=resolved,
        rows=rows_of([side_of(source) for source in ranked], resolved),
    )


def side_of(source: Source) -> Side:
    """The source as one side of a comparison."""
    today = place_today(source.draft.place)
    return Side(source.id, source.draft, today.area if today else "")


def place_today(place: PlaceDraft) -> PlaceToday | None:
    """Where the place lies today; None when its area is not known."""
    if place.area is None:
        return None
    return PlaceToday(*gazetteer().today(place.area, lon=place.lon, lat=place.lat))


def incident_sources(records: list[Record]) -> list[Source]:
    """Those of the records that state an incident now."""
    return [source for record in records if (source := _source(record))]


def _source(record: Record) -> Source | None:
    version = record.standing
    drafts = version.drafts if version else ()
    draft = next((each for each in drafts if isinstance(each, IncidentDraft)), None)
    return Source(record, version, draft) if version and draft else None


def is_withdrawn(*, viewer: Viewer, record_id: int) -> bool:
    """True when the viewer may open the record but it does not stand any more."""
    return visible_to(viewer).filter(pk=record_id, current=None).exists()
