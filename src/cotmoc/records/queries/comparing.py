"""The incidents to compare with each other, as columns for resolution."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray

from cotmoc.access.queries.organisation import agencies
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.records.queries.resolvable import (
    KINDS,
    Resolvable,
    everything_resolvable,
    resolvable_of,
)
from cotmoc.resolution.core.features import PLACE_RADIUS_M, GoodsLine, IncidentColumns
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.core.parties.wider import WIDER
from cotmoc.resolution.queries.entities import Memberships, entities_without

#: A record can be compared with any that began within 33 days of it; how busy it was around each of the two is counted
#: within 40 days more. Around a record that is asked about, its partners' own candidates have to be known as well.
PARTNER_REACH = timedelta(days=75)
REACH = timedelta(days=110)
#: Longer intervals take part only by name, registration or reference.
LONGEST = timedelta(days=31)
CHUNK = 20_000
#: Of fewer things the ledger is read around them only.
FEW = 20_000
#: The columns of `_values`, in its order.
NAMES = (
    "ids",
    "agencies",
    "first_days",
    "until_days",
    "minutes",
    "lons",
    "lats",
    "place_radii_m",
    "areas_today",
    "offences",
    "references",
    "names",
    "registrations",
    "goods",
)

EVERYTHING = """
    SELECT id AS record_id, current_id AS version_id, agency_id FROM records_sourcerecord
    WHERE kind = 'incident' AND current_id IS NOT NULL
"""
GIVEN = EVERYTHING + " AND id = ANY(%(records)s)"
NEAR = """
    SELECT id FROM records_sourcerecord
    WHERE kind = 'incident' AND current_id IS NOT NULL AND id = ANY(%(records)s)
    UNION
    SELECT r.id FROM unnest(%(starts)s::date[], %(ends)s::date[]) AS span(first, until)
    JOIN records_incidentstatement s
      ON s.occurred_from >= span.first AND s.occurred_from < span.until
    JOIN records_sourcerecord r ON r.id = s.record_id AND r.current_id = s.version_id
    WHERE r.kind = 'incident'
"""
#: Records that share a registration or a reference with those of `standing`, and when they happened.
MARKED = """
    WITH standing AS MATERIALIZED ({standing}),
    registrations AS (
        SELECT DISTINCT registration_key FROM standing
        JOIN records_conveyancestatement USING (version_id) WHERE registration_key <> ''),
    own_references AS (
        SELECT DISTINCT reference FROM standing
        JOIN records_incidentstatement USING (version_id) WHERE reference <> '')
    SELECT DISTINCT r.id, s.occurred_from, s.occurred_until
    FROM (
        SELECT version_id FROM records_conveyancestatement JOIN registrations USING (registration_key)
        UNION
        SELECT version_id FROM records_incidentstatement JOIN own_references USING (reference)
        UNION
        SELECT version_id FROM standing
    ) marked
    JOIN records_sourcerecord r ON r.current_id = marked.version_id AND r.kind = 'incident'
    JOIN records_incidentstatement s ON s.version_id = r.current_id AND s.index = 0
"""
COLUMNS = """
    WITH standing AS MATERIALIZED ({standing})
    SELECT w.record_id, w.agency_id, s.occurred_from, s.occurred_until, s.occurred_minute,
           s.lon, s.lat, s.place_precision, s.area_id, s.offence, s.reference,
           concat_ws(' ', s.title, s.narrative, s.place_written),
           p.names, c.names, c.registrations, g.commodities, g.measures, g.amounts
    FROM standing w
    JOIN records_incidentstatement s ON s.version_id = w.version_id AND s.index = 0
    LEFT JOIN (
        SELECT version_id, array_agg(name::text ORDER BY index) AS names
        FROM records_partystatement JOIN standing USING (version_id)
        WHERE name <> '' GROUP BY version_id) p ON p.version_id = w.version_id
    LEFT JOIN (
        SELECT version_id,
               array_agg(name::text ORDER BY index) FILTER (WHERE name <> '') AS names,
               array_agg(registration_key::text ORDER BY index)
                   FILTER (WHERE registration_key <> '') AS registrations
        FROM records_conveyancestatement JOIN standing USING (version_id)
        GROUP BY version_id) c ON c.version_id = w.version_id
    LEFT JOIN (
        SELECT version_id,
               array_agg(coalesce(nullif(commodity, ''), lower(commodity_written))::text
                         ORDER BY index) AS commodities,
               array_agg(measure::text ORDER BY index) AS measures,
               array_agg(amount::float8 ORDER BY index) AS amounts
        FROM records_seizurestatement JOIN standing USING (version_id)
        GROUP BY version_id) g ON g.version_id = w.version_id
    ORDER BY w.record_id
"""


def columns_of_everything() -> IncidentColumns:
    """All incident records that stand."""
    things = [everything_resolvable(kind) for kind in KINDS]
    return _columns(EVERYTHING, {}, _things_by_record(things))


def columns_of(record_ids: Collection[int]) -> IncidentColumns:
    """Those of the given records that stand."""
    things = [resolvable_of(kind, record_ids) for kind in KINDS]
    return _columns(GIVEN, {"records": list(record_ids)}, _things_by_record(things))


def records_near(record_ids: Collection[int], reach: timedelta) -> set[int]:
    """The standing records that happened within reach of the given ones, or share a registration or reference.

    Read by indexes: the cost depends on how much happened in those days, not on how much is known in all.
    """
    asked = list(record_ids)
    marked = _marked(asked)
    own = [marked[number] for number in asked if number in marked]
    spans = merged_spans((first - LONGEST - reach, until + reach) for first, until in own if first)
    params: dict[str, Any] = {
        "records": list(marked),
        "starts": [first for first, _ in spans],
        "ends": [until for _, until in spans],
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, params)
        return {number for (number,) in cursor.fetchall()}


def merged_spans(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The spans (end exclusive) in order, those that touch or overlap made one.

    >>> day = date(2024, 1, 1)
    >>> merged_spans([(day, day + 2 * LONGEST), (day + LONGEST, day + 3 * LONGEST)]) == [(day, day + 3 * LONGEST)]
    True
    """
    merged: list[tuple[date, date]] = []
    for first, until in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((first, until))
    return merged


def _marked(record_ids: list[int]) -> dict[int, tuple[date, date]]:
    """The days of the standing ones of these records, and of all that share a registration or reference with them."""
    with connection.cursor() as cursor:
        cursor.execute(MARKED.format(standing=GIVEN), {"records": record_ids})
        return {record_id: (first, until) for record_id, first, until in cursor.fetchall()}


def today_place(
    code: str | None, lon: float | None, lat: float | None
) -> tuple[str | None, float | None, float | None]:
    """Today's area (code) of one of any time, and the position: the one given, else that of the area."""
    known = area_ids().get(code or "")
    return _Places().today(known, lon, lat)


class _Places:
    """Where areas lie today, each worked out once."""

    def __init__(self) -> None:
        self._gazetteer = gazetteer()
        self._codes = {number: code for code, number in area_ids().items()}
        self._today: dict[int, tuple[str, bool]] = {}

    def today(
        self, area_id: int | None, lon: float | None, lat: float | None
    ) -> tuple[str | None, float | None, float | None]:
        """Today's area (code) and the position: the record's own, else that of its area."""
        if area_id is None:
            return None, lon, lat
        code = self._codes[area_id]
        if area_id not in self._today:
            self._today[area_id] = self._gazetteer.today(code)
        today, estimated = self._today[area_id]
        if lon is None or lat is None:
            area = self._gazetteer.area(code)
            return today, area.lon, area.lat
        return self._gazetteer.today(code, lon=lon, lat=lat)[0] if estimated else today, lon, lat


def _things_by_record(resolved: Iterable[Resolvable]) -> dict[int, list[str]]:
    """By record its persons, organisations and conveyances, as `party:12`: what is judged one thing by one number.

    What the wider rule joins is left out: it rests on joined incidents, which would prove themselves.
    """
    found: dict[int, list[str]] = {}
    for kind, things in zip(KINDS, resolved, strict=True):
        entities = _known(kind, things.columns.numbers).entities(things.columns.numbers)
        for record, entity in zip(things.records.tolist(), entities.tolist(), strict=True):
            found.setdefault(record, []).append(f"{kind}:{entity}")
    return found


def _known(kind: str, numbers: NDArray[np.int64]) -> Memberships:
    """What is one thing, as far as it is evidence: of many numbers by one look at all that is joined."""
    return entities_without(kind, WIDER, numbers.tolist() if len(numbers) < FEW else None)


def _columns(
    standing: str, params: dict[str, Any], things: Mapping[int, Sequence[str]]
) -> IncidentColumns:
    """The columns of the records that `standing` (SQL) selects. Texts go to Arrow at once: they are the bulk."""
    labels, places = {label.id: label.code for label in agencies()}, _Places()
    listed: list[list[Any]] = [[] for _ in NAMES]
    texts: list[pa.Array] = []
    for rows in _chunks(COLUMNS.format(standing=standing), params):
        texts.append(pa.array([row[11] for row in rows], type=pa.string()))
        for row in rows:
            for column, value in zip(listed, _values(row, labels, places), strict=True):
                column.append(value)
    filled: dict[str, Any] = dict(zip(NAMES, listed, strict=True))
    filled["things"] = [things.get(parse_id(each).number, ()) for each in filled["ids"]]
    return IncidentColumns(**filled, texts=pa.concat_arrays([*texts, pa.array([], pa.string())]))


def _chunks(query: str, params: dict[str, Any]) -> Iterator[list[tuple[Any, ...]]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, params)
        while rows := cursor.fetchmany(CHUNK):
            yield rows


def _values(row: tuple[Any, ...], agencies: dict[int, str], places: _Places) -> tuple[Any, ...]:
    (number, agency, first, until, minute, lon, lat, precision, area_id, offence, reference) = row[
        :11
    ]
    party_names, conveyance_names, registrations, commodities, measures, amounts = row[12:]
    area, lon, lat = places.today(area_id, lon, lat)
    goods = zip(commodities or (), measures or (), amounts or (), strict=True)
    return (
        f"incident:{number}",
        agencies[agency],
        first,
        until,
        minute,
        lon,
        lat,
        PLACE_RADIUS_M.get(precision),
        area,
        offence or None,
        reference or None,
        [*(party_names or ()), *(conveyance_names or ())],
        registrations or (),
        # Two agencies name one thing by its own and by its general name.
        [GoodsLine(COMMODITIES.root(named), *rest) for named, *rest in goods],
    )
