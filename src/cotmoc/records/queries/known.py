"""Records that may tell of the same incident, person, vehicle or boat as one that is being written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cotmoc.access.core.viewer import Viewer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.records.core.drafts import IncidentDraft, PlaceDraft
from cotmoc.records.core.known import Reason, Sought, Why, reasons_for
from cotmoc.records.core.serialise import from_json
from cotmoc.records.models import RecordKind, SourceRecord
from cotmoc.records.policies import visible_to

#: About 3 km: as far as an incident's position is off when two people read it from two maps.
NEAR_DEGREES = 0.03
MOST_EACH, MOST_READ = 200, 80
#: That two things happened somewhere in one province on one day says nothing.
_TOO_WIDE = frozenset({AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.ZONE})

CANDIDATES = """
    WITH found AS (
        (SELECT version_id, 1 AS rank FROM records_conveyancestatement
         WHERE registration_key = ANY(%(registrations)s) ORDER BY version_id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT version_id, 1 FROM records_partystatement
         WHERE identity_number <> '' AND identity_number = ANY(%(documents)s)
         ORDER BY version_id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT version_id, 1 FROM records_incidentstatement
         WHERE %(reference)s <> '' AND reference = %(reference)s ORDER BY version_id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT version_id, 2 FROM records_incidentstatement
         WHERE occurred_from >= %(first)s AND occurred_from < %(until)s
           AND (area_id = ANY(%(areas)s) OR lon BETWEEN %(west)s AND %(east)s AND lat BETWEEN %(south)s AND %(north)s)
         ORDER BY version_id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT version_id, 3 FROM records_partystatement
         WHERE name_key = ANY(%(names)s) ORDER BY version_id DESC LIMIT %(most)s)
    )
    SELECT r.id FROM found JOIN records_sourcerecord r ON r.current_id = found.version_id
    WHERE r.kind = 'incident' GROUP BY r.id ORDER BY min(found.rank), r.id DESC LIMIT %(most_read)s
"""


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record that stands, whose it is, what it states, and why it is shown."""

    id: int
    agency: str
    draft: IncidentDraft
    reasons: tuple[Reason, ...]


def known_records(
    *, viewer: Viewer, sought: Sought, but: int | None = None, limit: int = 6
) -> list[KnownRecord]:
    """The records, of those the viewer may open, that answer to what is sought, what answers best first.

    `but` is the record that is being written anew. Read by indexes: the cost depends on how many share a mark or a
    place and day, not on how many there are. Nothing sought gives nothing.
    """
    if not (sought.has_marks or sought.has_place):
        return []
    records = visible_to(viewer).filter(pk__in=_candidates(sought), kind=RecordKind.INCIDENT)
    around = _Around(sought)
    found = [
        known
        for record in records.exclude(pk=but or 0).select_related("agency", "current")
        if (known := _known(record, sought, around))
    ]
    found.sort(key=lambda each: (_strength(each.reasons), -each.id))
    return found[:limit]


def _candidates(sought: Sought) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, _params(sought))
        return [number for (number,) in cursor.fetchall()]


def _params(sought: Sought) -> dict[str, Any]:
    ids = area_ids()
    has_place = sought.has_place
    lon, lat = sought.lon, sought.lat
    known = has_place and lon is not None and lat is not None
    return {
        "registrations": sorted(sought.registrations),
        "documents": sorted(sought.documents | sought.numbers),
        "reference": sought.reference,
        "names": sorted(sought.names),
        "first": sought.first if has_place else date.max,
        "until": sought.until if has_place else date.min,
        "areas": [ids[code] for code in places_like(sought.area) if code in ids],
        "west": lon - NEAR_DEGREES if known and lon is not None else None,
        "east": lon + NEAR_DEGREES if known and lon is not None else None,
        "south": lat - NEAR_DEGREES if known and lat is not None else None,
        "north": lat + NEAR_DEGREES if known and lat is not None else None,
        "most": MOST_EACH,
        "most_read": MOST_READ,
    }


def places_like(area: str) -> frozenset[str]:
    """The codes of the areas that hold what happened in an area, of any time; empty for "" and for a province.

    Of a gate or a marker also the commune it lies in, with all that lies there: one agency names the gate, another the
    commune.
    """
    areas = gazetteer()
    if area not in areas or areas.area(area).kind in _TOO_WIDE:
        return frozenset()
    today, _estimated = areas.today(area)
    line = (today, *areas.ancestors(today))
    commune = next((code for code in line if areas.area(code).kind is AreaKind.COMMUNE), today)
    return areas.scope(commune) | {area}


class _Around:
    """The days and the place around which records are near."""

    def __init__(self, sought: Sought) -> None:
        self._sought = sought
        self._areas: Collection[str] = places_like(sought.area)

    def holds(self, draft: IncidentDraft) -> bool:
        """True for an incident that began in these days at this place."""
        first, until, occurred = self._sought.first, self._sought.until, draft.occurred
        if first is None or until is None or occurred is None:
            return False
        return first <= occurred.start < until and (
            draft.place.area in self._areas or self._is_close(draft.place)
        )

    def _is_close(self, place: PlaceDraft) -> bool:
        lon, lat = self._sought.lon, self._sought.lat
        if lon is None or lat is None or place.lon is None or place.lat is None:
            return False
        return abs(place.lon - lon) <= NEAR_DEGREES and abs(place.lat - lat) <= NEAR_DEGREES


def _known(record: SourceRecord, sought: Sought, around: _Around) -> KnownRecord | None:
    content = record.current.content if record.current else ()
    draft = next((d for each in content if isinstance(d := from_json(each), IncidentDraft)), None)
    if draft is None:
        return None
    reasons = reasons_for(sought, draft, is_near=around.holds(draft))
    return KnownRecord(record.pk, record.agency.code, draft, reasons) if reasons else None


def _strength(reasons: tuple[Reason, ...]) -> tuple[int, int]:
    """The place of the strongest reason, then how many there are: lower is stronger."""
    order = list(Why)
    return min(order.index(each.why) for each in reasons), -len(reasons)
