"""The map of a picture: as GeoJSON for the map, and as tables for those who do not see it or have no mouse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import boundaries
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.map import Shape, map_layers
from cotmoc.picture.queries.rates import AreaRate, rates
from cotmoc.picture.queries.reading import open_reading
from cotmoc.web.formatting import count_text
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import read_filters
from cotmoc.web.views.picture.labels import area_label, cell_label, chips, language, with_names
from cotmoc.web.views.picture.links import figure_href
from cotmoc.web.views.picture.scales import Scale, rate_number, scale_of, scales_of

MOST_HEXAGONS = 100


@with_names
def show_map(request: PageRequest) -> HttpResponse:
    """GeoJSON of the map of the picture that the address asks for."""
    filters, _ = read_filters(request.GET)
    return JsonResponse(map_features(request, filters.chosen()))


def map_features(request: PageRequest, filters: Filters) -> dict[str, Any]:
    """The map of a picture as GeoJSON."""
    with open_reading(request.viewer, filters) as reading:
        shapes = map_layers(reading)
    hexagons = scale_of("hexagon", gettext("incidents"), _values(shapes, "hexagon"))
    features = [_feature(shape, filters, hexagons) for shape in shapes]
    shaded, scales = _boundaries(filters, shapes)
    return {
        "type": "FeatureCollection",
        "features": shaded + features,
        "scales": {
            "hexagon": [hexagons.as_json()] if hexagons.values else [],
            "boundary": [scale.as_json() for scale in scales],
        },
    }


def _values(shapes: list[Shape], layer: str) -> list[int]:
    return [int(shape.figure.value) for shape in shapes if shape.layer == layer and shape.figure]


def _boundaries(
    filters: Filters, shapes: list[Shape]
) -> tuple[list[dict[str, Any]], Sequence[Scale]]:
    """Loaded official boundaries with the scales that shade them; none is drawn where none was loaded."""
    is_wide = any(shape.level == "coarse" for shape in shapes)
    level = AreaKind.PROVINCE if is_wide else AreaKind.COMMUNE
    if not filters.area and not is_wide:
        return [], ()
    found = json.loads(boundaries(level, within=filters.area or ""))["features"]
    counts = {
        shape.area: int(shape.figure.value)
        for shape in shapes
        if shape.layer == "symbol" and shape.level != "fine" and shape.figure
    }
    codes = [feature["properties"]["code"] for feature in found]
    known = rates({code: counts.get(code, 0) for code in codes}, filters)
    scales = scales_of(known)
    by_area = {each.area: each for each in known.areas}
    for code, feature in zip(codes, found, strict=True):
        feature["properties"] = {
            "layer": "boundary",
            "label": area_label(code),
            "href": _picture_href(filters.with_(area=code)),
            **_shading(by_area.get(code), scales),
        }
    return list(found), scales


def _shading(shown: AreaRate | None, scales: Sequence[Scale]) -> dict[str, Any]:
    """How an area is shaded by each of the scales, the first of them unless asked otherwise."""
    properties: dict[str, Any] = {}
    for scale in reversed(scales):
        value = getattr(shown, scale.name)
        step = scale.step(value)
        text = rate_text(shown, scale) if shown else ""
        properties |= {f"step_{scale.name}": step, f"text_{scale.name}": text}
        properties |= {"step": step, "text": text}
    return properties


def rate_text(shown: AreaRate, scale: Scale) -> str:
    """The incidents of an area with the rate of a scale: 159 · 241,1 per 100 km²."""
    value: Decimal | None = getattr(shown, scale.name)
    if value is None:
        return count_text(shown.count)
    return f"{count_text(shown.count)} · {rate_number(value)} {scale.label}"


def _picture_href(filters: Filters) -> str:
    return f"{reverse('picture')}?{filters.query()}"


def _feature(shape: Shape, filters: Filters, hexagons: Scale) -> dict[str, Any]:
    properties: dict[str, Any] = {"layer": shape.layer, "label": shape_label(shape)}
    if shape.figure is not None:
        value = int(shape.figure.value)
        properties |= {"value": value, "text": count_text(value)}
        if shape.layer == "hexagon":
            properties["step"] = hexagons.step(value)
        # What is already chosen cannot be chosen again: it opens its incidents.
        chosen = shape.narrows is None or shape.narrows == filters
        properties["href"] = (
            figure_href(shape.figure) if chosen else _picture_href(shape.figure.filters)
        )
    if shape.incident_id is not None:
        properties["href"] = reverse("incident", args=[shape.incident_id])
    properties |= {name: each for name in ("level", "kind") if (each := getattr(shape, name))}
    kind = "Polygon" if shape.layer == "hexagon" else "Point"
    geometry = {"type": kind, "coordinates": shape.coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def shape_label(shape: Shape) -> str:
    """What a shape is called."""
    if shape.incident_id is not None:
        return f"#{shape.incident_id}"
    label = area_label(shape.area) if shape.area else ""
    if shape.layer == "hexagon" and shape.narrows and shape.narrows.cell:
        return (
            f"{label} ({cell_label(shape.narrows.cell)})"
            if label
            else cell_label(shape.narrows.cell)
        )
    return label


@dataclass(frozen=True, slots=True)
class MapRow:
    """One shape of the map in a table: its name, its kind, where it narrows to, and its figure."""

    label: str
    kind: str
    query: str
    figure: Figure | None


@with_names
def show_map_table(request: PageRequest) -> HttpResponse:
    """The places and hexagons of the map as tables, each the way to narrow the picture to it."""
    filters, _ = read_filters(request.GET)
    filters = filters.chosen()
    with open_reading(request.viewer, filters) as reading:
        shapes = map_layers(reading)
    rows = {name: _rows(shapes, name) for name in ("place", "hexagon")}
    context = {
        "places": rows["place"],
        "hexagons": rows["hexagon"][:MOST_HEXAGONS],
        "more_hexagons": max(len(rows["hexagon"]) - MOST_HEXAGONS, 0),
        "filters": filters,
        "chips": chips(filters),
        "picture_query": filters.query(),
    }
    return render(request, "web/picture/map_table.html", context)


def _rows(shapes: list[Shape], layer: str) -> list[MapRow]:
    """The shapes of a layer, the largest figures first."""
    found = [
        MapRow(shape_label(shape), _kind_label(shape.kind), shape.narrows.query(), shape.figure)
        for shape in shapes
        if shape.layer == layer and shape.narrows
    ]
    return sorted(found, key=lambda row: (-int(row.figure.value) if row.figure else 0, row.label))


def _kind_label(kind: str) -> str:
    if not kind:
        return ""
    area = AreaKind(kind)
    return area.label_vi if language() == "vi" else area.label_en
