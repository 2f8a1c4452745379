"""The layers of the map: circles for areas, hexagons and points for exact positions, gates and ports as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import h3

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import area_ids, gazetteer
from cotmoc.picture.core.cells import mask_of, parent_from
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.queries.breakdown import divided_by
from cotmoc.picture.queries.reading import Reading

#: Points are drawn up to this many; more are shown as hexagons alone.
MOST_POINTS = 300
MOST_HEXAGONS = 800
#: H3 resolutions of hexagons, finest first: the finest that keeps the map readable is taken.
RESOLUTIONS = (7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature of a layer (symbol, hexagon, point, place): where, what area or incident it is, and its figure.

    `level` of a symbol: "coarse" and "fine" where two levels take turns as one comes closer, else "". `kind` is that of
    a place. `narrows` are the filters that choose it; None where the figure cannot be narrowed to it.
    """

    layer: str
    coordinates: Any
    area: str = ""
    incident_id: int | None = None
    figure: Figure | None = None
    level: str = ""
    kind: str = ""
    narrows: Filters | None = None


def map_layers(reading: Reading) -> list[Shape]:
    """What the map draws of the picture.

    Circles, places and hexagons count every incident; points are of those alone that the viewer may open, and whose
    place is not from a closed record of another agency.
    """
    shapes = _symbols(reading) + _places(reading)
    precise = reading.rows(Kind.INCIDENT, "count(*)", "AND cell IS NOT NULL")[0][0]
    if precise > 1:
        shapes += _hexagons(reading)
    return shapes + _points(reading) if precise <= MOST_POINTS else shapes


def is_divided(reading: Reading) -> bool:
    """True when the picture may be narrowed to areas within: narrowing a former area would let in what lay outside."""
    scope = reading.lookup.scope
    return scope is None or scope.column != "area"


def _symbols(reading: Reading) -> list[Shape]:
    """One circle for each area of the next level, and of the one below it; the area itself where there is none."""
    column = divided_by(reading) or "commune"
    if column == "commune":
        return _circles(reading, column, "")
    return _circles(reading, column, "coarse") + _circles(reading, "commune", "fine")


def _circles(reading: Reading, column: str, level: str) -> list[Shape]:
    found = reading.rows(
        Kind.INCIDENT, f"{column}, count(*)", f"AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC"
    )
    shapes, known = [], gazetteer()
    for number, count in found:
        area = known.area(reading.area_code[number])
        if area.lon is None or area.lat is None:
            continue
        asked = reading.filters.with_(area=area.code) if is_divided(reading) else None
        figure = Figure(Kind.INCIDENT, asked or reading.filters, count)
        shapes.append(
            Shape(
                "symbol",
                [area.lon, area.lat],
                area.code,
                figure=figure,
                level=level,
                narrows=asked,
            )
        )
    return shapes


#: Places that are shown as what they are, with what is recorded exactly there.
PLACES = (AreaKind.GATE, AreaKind.CROSSING, AreaKind.PORT, AreaKind.AIRPORT, AreaKind.MARKER)
#: Places of a whole country: its markers are too many to be told apart.
PLACES_FROM_AFAR = (AreaKind.GATE, AreaKind.PORT)


def _places(reading: Reading) -> list[Shape]:
    """Gates, crossings, ports and markers within the chosen area, with the incidents recorded at each."""
    if not is_divided(reading):
        return []
    counts = dict(reading.rows(Kind.INCIDENT, "area, count(*)", "AND area IS NOT NULL GROUP BY 1"))
    known, ids = gazetteer(), area_ids()
    shapes = []
    for area in _places_within(reading):
        asked = reading.filters.with_(area=area.code)
        number = sum(counts.get(ids[code], 0) for code in known.scope(area.code))
        figure = Figure(Kind.INCIDENT, asked, number) if number else None
        at = [area.lon, area.lat]
        shapes.append(
            Shape("place", at, area.code, figure=figure, kind=area.kind.value, narrows=asked)
        )
    return shapes


def _places_within(reading: Reading) -> Iterator[AreaFact]:
    chosen = reading.filters.area
    scope = reading.lookup.scope
    is_wide = scope is None or scope.column == "country"
    known = gazetteer()
    for area in known.areas():
        if area.valid_to is not None or area.lon is None or area.lat is None:
            continue
        if area.kind not in (PLACES_FROM_AFAR if is_wide else PLACES):
            continue
        if chosen is None or chosen == area.code or chosen in known.ancestors(area.code):
            yield area


def _points(reading: Reading) -> list[Shape]:
    return [
        Shape("point", [lon, lat], incident_id=number) for number, lon, lat in positions(reading)
    ]


def positions(reading: Reading) -> list[tuple[int, float, float]]:
    """(incident, lon, lat) of those known to the point, as far as the viewer may know."""
    sees = (
        "true" if reading.rights.sees_closed else f"place_closed & ~{reading.own_bit}::UBIGINT = 0"
    )
    found = reading.rows(
        Kind.INCIDENT,
        "incident_id, lon, lat",
        f"AND cell IS NOT NULL AND {reading.visible} AND {sees} ORDER BY 1",
    )
    return [(number, lon, lat) for number, lon, lat in found]


def _hexagons(reading: Reading) -> list[Shape]:
    for resolution in RESOLUTIONS:
        found = reading.rows(
            Kind.INCIDENT,
            f"cell & {mask_of(resolution)}::UBIGINT, count(*), mode(commune)",
            "AND cell IS NOT NULL GROUP BY 1 ORDER BY 1",
        )
        if len(found) <= MOST_HEXAGONS:
            break
    return [
        _hexagon(reading, parent_from(masked, resolution), count, commune)
        for masked, count, commune in found
    ]


def _hexagon(reading: Reading, index: int, count: int, commune: int | None) -> Shape:
    cell = h3.int_to_str(index)
    ring = [[lon, lat] for lat, lon in h3.cell_to_boundary(cell)]
    # Across the antimeridian longitudes go on beyond 180, or the hexagon would span the world.
    if max(lon for lon, _ in ring) - min(lon for lon, _ in ring) > 180:
        ring = [[lon + 360 if lon < 0 else lon, lat] for lon, lat in ring]
    asked = reading.filters.with_(cell=cell)
    area = reading.area_code.get(commune, "") if commune else ""
    return Shape(
        "hexagon",
        [[*ring, ring[0]]],
        area,
        figure=Figure(Kind.INCIDENT, asked, count),
        narrows=asked,
    )
