"""Distances on the sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8

Position = tuple[float, float]


def distance_m(a: Position, b: Position) -> float:
    """The great-circle distance in metres between two (lon, lat) positions in degrees (haversine).

    Source: R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68 (1984); mean radius of IUGG 1980.

    >>> round(distance_m((105.8342, 21.0278), (106.6297, 10.8231)) / 1000)
    1138
    """
    lon_a, lat_a, lon_b, lat_b = map(radians, (*a, *b))
    half_chord = (
        sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half_chord)))
