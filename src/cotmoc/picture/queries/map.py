"""The layers of the map: circles for areas, hexagons where much happened, points where positions are exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import h3

from cotmoc.areas.queries import gazetteer
from cotmoc.picture.core.cells import mask_of, parent_from
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.queries.breakdown import divided_by
from cotmoc.picture.queries.reading import Reading

#: Points are drawn up to this many; more are shown as hexagons only.
MOST_POINTS = 300
MOST_HEXAGONS = 800
#: H3 resolutions of hexagons, finest first: the finest that keeps the map readable is taken.
RESOLUTIONS = (7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature of a layer (symbol, hexagon, point): where, what area or incident it is, and its figure."""

    layer: str
    coordinates: Any
    area: str = ""
    incident_id: int | None = None
    figure: Figure | None = None


def map_layers(reading: Reading) -> list[Shape]:
    """What the map draws of the picture.

    Circles and hexagons count every incident; points are of those alone that the viewer may open, and whose place
    is not from a closed record of another agency.
    """
    shapes = _symbols(reading)
    precise = reading.rows(Kind.INCIDENT, "count(*)", "AND cell IS NOT NULL")[0][0]
    if precise <= MOST_POINTS:
        return shapes + _points(reading)
    return shapes + _hexagons(reading)


def _symbols(reading: Reading) -> list[Shape]:
    """One circle for each area of the next level; the area itself where there is none."""
    scope = reading.lookup.scope
    column = divided_by(reading) or "commune"
    found = reading.rows(
        Kind.INCIDENT, f"{column}, count(*)", f"AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC"
    )
    shapes = []
    for number, count in found:
        area = gazetteer().area(reading.area_code[number])
        if area.lon is None or area.lat is None:
            continue
        # Narrowing a former area to one of today would let in what lay outside the former.
        asked = reading.filters.with_(area=area.code)
        opens = scope is None or scope.column != "area"
        figure = Figure(Kind.INCIDENT, asked if opens else reading.filters, count)
        shapes.append(Shape("symbol", [area.lon, area.lat], area.code, figure=figure))
    return shapes


def _points(reading: Reading) -> list[Shape]:
    return [
        Shape("point", [lon, lat], incident_id=number) for number, lon, lat in positions(reading)
    ]


def positions(reading: Reading) -> list[tuple[int, float, float]]:
    """(incident, lon, lat) of those known to the point, as far as the viewer may know."""
    sees = (
        "true" if reading.viewer.sees_closed else f"place_closed & ~{reading.own_bit}::UBIGINT = 0"
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
            f"cell & {mask_of(resolution)}::UBIGINT, count(*)",
            "AND cell IS NOT NULL GROUP BY 1 ORDER BY 1",
        )
        if len(found) <= MOST_HEXAGONS:
            break
    return [_hexagon(reading, parent_from(masked, resolution), count) for masked, count in found]


def _hexagon(reading: Reading, index: int, count: int) -> Shape:
    cell = h3.int_to_str(index)
    ring = [[lon, lat] for lat, lon in h3.cell_to_boundary(cell)]
    # Across the antimeridian longitudes go on beyond 180, or the hexagon would span the world.
    if max(lon for lon, _ in ring) - min(lon for lon, _ in ring) > 180:
        ring = [[lon + 360 if lon < 0 else lon, lat] for lon, lat in ring]
    figure = Figure(Kind.INCIDENT, reading.filters.with_(cell=cell), count)
    return Shape("hexagon", [[*ring, ring[0]]], figure=figure)
