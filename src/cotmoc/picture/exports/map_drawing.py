"""The map as a drawing that stands alone: the same features as the map on the page, without a browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from cotmoc.picture.exports.drawings import INK, MARGIN, WIDTH, Caption, framed, text

HEIGHT = 600
SEA, LAND, OUTLINE, BORDER = "#dfe7e8", "#f6f5ef", "#6d7a75", "#a3261c"
SYMBOL, POINT, BOUNDARY = "#b23a1f", "#3a6ea5", "#0a5a54"
RAMP = ("#d5e8e3", "#a3cfc6", "#64aa9f", "#2a7d73", "#0a4b46")
#: Paths of 16 by 16 units, as on the page.
PLACES = {
    "gate": "M3 13V6h10v7M1 6h14M8 6v7",
    "crossing": "M2 8l6-6 6 6-6 6z",
    "port": "M8 14.5a6 6 0 1 1 .01 0M8 5v7M5 9h6",
    "airport": "M8 2v12M2 9l6-3 6 3",
    "marker": "M4 14l4-11 4 11z",
}
LARGEST, SMALLEST = 30, 3
_SMALLEST_SPAN = 0.15

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is drawn, in Web Mercator: what lies in `box` (degrees) fills the drawing."""

    west: float
    north: float
    scale: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The place of a position in the drawing, in pixels."""
        return (lon - self.west) * self.scale, (self.north - mercator(lat)) * self.scale


def mercator(lat: float) -> float:
    """The height of a latitude on the map, in degrees of the equator.

    >>> round(mercator(21.5), 3)
    22.023
    """
    bounded = max(-85.0, min(85.0, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def view_of(features: Iterable[Feature]) -> View:
    """The view in which everything recorded can be seen; of the places where nothing is, else of Viet Nam."""
    known = list(features)
    recorded = [each for each in known if each["properties"]["layer"] != "place"] or known
    positions = [p for each in recorded for p in positions_of(each["geometry"]["coordinates"])]
    if not positions:
        positions = [(102.0, 8.0), (110.0, 23.5)]
    lons, lats = [p[0] for p in positions], [mercator(p[1]) for p in positions]
    width, height = (
        max(max(lons) - min(lons), _SMALLEST_SPAN),
        max(max(lats) - min(lats), _SMALLEST_SPAN),
    )
    scale = min((WIDTH - 120) / width, (HEIGHT - 120) / height)
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    return View(middle[0] - WIDTH / 2 / scale, middle[1] + HEIGHT / 2 / scale, scale)


def positions_of(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every (lon, lat) of the coordinates of a GeoJSON geometry."""
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from positions_of(part)


def draw_map(
    caption: Caption, collection: Mapping[str, Any], outlines: Sequence[Feature], credit: str
) -> str:
    """The map of GeoJSON features as on the page, over outlines; `credit` says where these are from."""
    features: Sequence[Feature] = collection["features"]
    scales: Mapping[str, Sequence[dict[str, Any]]] = collection.get("scales", {})
    view = view_of(features)
    parts = [
        f'<svg x="0" y="0" width="{WIDTH}" height="{HEIGHT}"><rect width="100%" height="100%" fill="{SEA}"/>'
    ]
    parts += (drawn for each in outlines if (drawn := _outline(view, each)))
    order = ("boundary", "hexagon", "symbol", "point", "place")
    has_points = any(each["properties"]["layer"] == "point" for each in features)
    for layer in order:
        if layer == "hexagon" and has_points:
            continue
        mine = [each for each in features if each["properties"]["layer"] == layer]
        # Of two levels of circles the coarse one is drawn: nobody can come closer to a drawing.
        mine = [each for each in mine if each["properties"].get("level") != "fine"]
        parts += _layer(view, layer, mine)
    parts += [
        "</svg>",
        text(WIDTH - MARGIN, HEIGHT + 16, credit, 10, text_anchor="end", fill=OUTLINE),
    ]
    shaded = [*scales.get("boundary", ()), *(() if has_points else scales.get("hexagon", ()))]
    parts += _legend(shaded[0]) if shaded else ()
    return framed(caption, HEIGHT + (40 if shaded else 20), parts)


def _layer(view: View, layer: str, features: list[Feature]) -> Iterator[str]:
    most = max((each["properties"].get("value", 0) for each in features), default=0) or 1
    for each in sorted(features, key=lambda each: -each["properties"].get("value", 0)):
        value = each["properties"].get("value", 0)
        if layer in {"boundary", "hexagon"}:
            yield _polygon(view, each, each["properties"].get("step", 0))
        else:
            yield _mark(view, layer, each, math.sqrt(max(value, 0) / most))


def _polygon(view: View, feature: Feature, step: int) -> str:
    fill = RAMP[step - 1] if step else "none"
    return (
        f'<path d="{_path(view, feature["geometry"])}" fill="{fill}" fill-opacity="0.8" '
        f'stroke="{BOUNDARY}" stroke-width="0.8">{_title(feature)}</path>'
    )


def _legend(scale: dict[str, Any]) -> Iterator[str]:
    """The classes of a scale in one line below the map."""
    y = HEIGHT + 32
    yield text(MARGIN, y, scale["label"], 11)
    x = float(MARGIN + 7 * len(scale["label"]) + 12)
    for each in scale["classes"]:
        fill = RAMP[each["step"] - 1] if each["step"] else "#fff"
        yield f'<rect x="{x:.1f}" y="{y - 10}" width="18" height="12" fill="{fill}" stroke="{OUTLINE}"/>'
        words = f"{each['label']} ({each['number']})"
        yield text(x + 24, y, words, 11)
        x += 24 + 6.5 * len(words) + 14


def _mark(view: View, layer: str, feature: Feature, share: float) -> str:
    x, y = view.at(*feature["geometry"]["coordinates"][:2])
    if layer == "symbol":
        radius = max(SMALLEST, LARGEST * share)
        halo = {"paint_order": "stroke", "stroke": LAND, "stroke_width": 3}
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{SYMBOL}" fill-opacity="0.3" '
            f'stroke="{SYMBOL}" stroke-width="1.5">{_title(feature)}</circle>'
            + text(x, y + 4, _words(feature), 12, text_anchor="middle", **halo)
        )
    if layer == "point":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{POINT}" stroke="#fff">{_title(feature)}</circle>'
    path = PLACES.get(feature["properties"].get("kind", ""), PLACES["crossing"])
    return (
        f'<path transform="translate({x - 8:.1f} {y - 8:.1f})" d="{path}" fill="none" stroke="{INK}" '
        f'stroke-width="1.6">{_title(feature)}</path>'
    )


def _words(feature: Feature) -> str:
    properties = feature["properties"]
    parts = (properties.get("label", ""), properties.get("text", ""))
    return ": ".join(part for part in parts if part)


def _title(feature: Feature) -> str:
    return f"<title>{escape(_words(feature))}</title>"


def _outline(view: View, feature: Feature) -> str:
    """Country, province or border line, as far as it comes into the drawing."""
    kind = feature["properties"]["kind"]
    path = _path(view, feature["geometry"], within=True)
    if not path:
        return ""
    style = {
        "country": f'fill="{LAND}" stroke="{OUTLINE}" stroke-width="0.9"',
        "province": f'fill="none" stroke="{OUTLINE}" stroke-width="0.6" stroke-dasharray="3 2" stroke-opacity="0.6"',
        "border": f'fill="none" stroke="{BORDER}" stroke-width="1.8" stroke-dasharray="7 3 1.5 3"',
    }[kind]
    return f'<path d="{path}" {style}/>'


def _path(view: View, geometry: dict[str, Any], *, within: bool = False) -> str:
    is_closed = geometry["type"].endswith("Polygon")
    found = (
        _line(view, line, is_closed)
        for line in _lines(geometry)
        if not within or _is_seen(view, line)
    )
    return "".join(found)


def _lines(geometry: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """The rings or lines of a geometry."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "LineString":
        yield coordinates
    elif geometry["type"] in {"Polygon", "MultiLineString"}:
        yield from coordinates
    else:
        for polygon in coordinates:
            yield from polygon


def _is_seen(view: View, line: Sequence[Sequence[float]]) -> bool:
    """True when the box around a line reaches into the drawing."""
    east, south = view.west + WIDTH / view.scale, view.north - HEIGHT / view.scale
    lons, lats = [p[0] for p in line], [p[1] for p in line]
    return (
        max(lons) >= view.west
        and min(lons) <= east
        and mercator(max(lats)) >= south
        and mercator(min(lats)) <= view.north
    )


def _line(view: View, line: Sequence[Sequence[float]], is_closed: bool) -> str:
    """A line in tenths of a pixel; points that fall on the one before are left out."""
    points: list[str] = []
    for position in line:
        x, y = view.at(position[0], position[1])
        point = f"{x:.1f} {y:.1f}"
        if not points or points[-1] != point:
            points.append(point)
    return f"M{'L'.join(points)}{'Z' if is_closed else ''}"
