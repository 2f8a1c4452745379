"""Outlines checked, mended, measured and simplified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from cotmoc.areas.core.distance import EARTH_RADIUS_M

Geometry = Any  # shapely ships no types

#: How far a simplified outline may lie from the true one, as a part of the root of the area: 1 % of its width.
TOLERANCE_RATIO = 0.01
LARGEST_TOLERANCE_DEG = 0.01


@dataclass(frozen=True, slots=True)
class Outline:
    """A checked outline: polygon or multipolygon in degrees; `mended`: it crossed itself and was put right."""

    geometry: Geometry
    mended: bool


def checked_outline(geometry: Geometry) -> Outline | None:
    """The outline of a polygon or multipolygon, mended where it crosses itself; None when it cannot be used.

    Unusable: empty, a line, coordinates that are not finite or not degrees.
    """
    if geometry.is_empty or not _on_earth(geometry.bounds):
        return None
    whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
    parts = [p for p in _parts(whole) if p.geom_type == "Polygon" and p.area > 0]
    if not parts:
        return None
    outline = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    return Outline(shapely.force_2d(outline), mended=whole is not geometry)


def _on_earth(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def _parts(geometry: Geometry) -> list[Geometry]:
    nested = getattr(geometry, "geoms", None)
    return [geometry] if nested is None else [part for each in nested for part in _parts(each)]


def inner_position(outline: Geometry) -> tuple[float, float]:
    """A position (lon, lat) inside the outline: its centre, or a point of its largest part when that lies outside."""
    largest = max(_parts(outline), key=lambda part: part.area)
    centre = largest.centroid
    point = centre if largest.covers(centre) else largest.representative_point()
    return round(point.x, 6), round(point.y, 6)


def area_km2(outline: Geometry) -> float:
    """The area in square kilometres on a sphere of the mean radius (Lambert's cylindrical equal-area projection)."""
    flat = shapely.transform(outline, _equal_area)
    return round(float(flat.area) / 1e6, 3)


def _equal_area(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    radians = np.radians(degrees)
    return EARTH_RADIUS_M * np.column_stack((radians[:, 0], np.sin(radians[:, 1])))


def share_inside(outline: Geometry, container: Geometry) -> float:
    """The part 0..1 of an outline that lies inside another."""
    if container.covers(outline):
        return 1.0
    whole = outline.area
    return float(outline.intersection(container).area / whole) if whole else 0.0


def simplified(outlines: Sequence[Geometry]) -> list[Geometry]:
    """The outlines with fewer points for the map; borders that two share stay shared.

    Coordinates are rounded to a metre. An outline that the shared way leaves empty or crossing itself is simplified
    alone.
    """
    array = np.array(outlines, dtype=object)
    if not len(array):
        return []
    width = float(np.median(np.sqrt([outline.area for outline in outlines])))
    tolerance = min(LARGEST_TOLERANCE_DEG, width * TOLERANCE_RATIO)
    together = shapely.coverage_simplify(array, tolerance)
    alone = shapely.simplify(array, tolerance, preserve_topology=True)
    fine = shapely.is_valid(together) & ~shapely.is_empty(together)
    return list(shapely.transform(np.where(fine, together, alone), lambda xy: np.round(xy, 5)))
