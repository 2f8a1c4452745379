"""Where it happened."""

from __future__ import annotations

from datetime import date

from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.ingest.core.plans import Written
from cotmoc.ingest.core.statements.reading import Row
from cotmoc.normalise.positions import Position, read_degrees, read_position
from cotmoc.normalise.text import clean
from cotmoc.records.core.drafts import PlaceDraft

# A position stated more coarsely than this is no point: whole degrees are 111 km.
COARSE_M = 20_000


def read_place(row: Row, on: date | None) -> PlaceDraft:
    """The place of a record: as written, its area on that day, its position, and how precise it is."""
    position, position_at = _read_position(row)
    hit = _find_area(row, on) or AreaHit()
    written = _place_text(row) or position_at.text
    if position is None:
        return PlaceDraft(written, hit.code, hit.lon, hit.lat, hit.precision, hit.precision_m)
    precision = "point"
    if position.precision_m > COARSE_M:
        metres = f"{position.precision_m:.0f}"
        row.findings.add_warning("position.coarse", position_at, metres=metres)
        precision = hit.precision
    at = (position.lon, position.lat)
    return PlaceDraft(written, hit.code, *at, precision, position.precision_m)


def _read_position(row: Row) -> tuple[Position | None, Written]:
    lon, lat, pair = row.get("place.lon"), row.get("place.lat"), row.get("place.position")
    if pair.text:
        return row.findings.take_softly(read_position(pair.text), pair), pair
    if not lon.text and not lat.text:
        return None, pair
    at = lat if lat.text else lon
    shown = at._replace(text=clean(f"{lat.text} {lon.text}"))
    return row.findings.take_softly(read_degrees(lon.text, lat.text), shown), shown


def _find_area(row: Row, on: date | None) -> AreaHit | None:
    code = row.get("place.area")
    if code.text:
        return AreaHit(code.text, "unknown")
    at, parts = row.get("place.written"), _parts(row)
    suffix = row.get("place.suffix").text
    text = clean(f"{at.text}{suffix}") if at.text else ""
    if not text and not any(parts):
        return None
    if not at.text:
        at = next(a for a in map(row.get, _LEVELS) if a.text)
    return row.findings.take_softly(row.context.find_area(text, parts, on), at)


_LEVELS = ("place.commune", "place.district", "place.province")


def _parts(row: Row) -> AreaParts:
    commune, district, province = (clean(row.get(name).text) for name in _LEVELS)
    return AreaParts(province, district, commune)


def _place_text(row: Row) -> str:
    texts = [clean(row.get(name).text) for name in ("place.written", *_LEVELS)]
    return ", ".join(text for text in texts if text)
