"""Distances between the positions of records, on a sphere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray

#: Mean radius of the Earth (IUGG) and the length of a degree of latitude on it.
EARTH_RADIUS_M = 6_371_008.8
METRES_PER_DEGREE = EARTH_RADIUS_M * np.pi / 180.0


def distances_m(
    features: IncidentFeatures, first: IntArray, second: IntArray
) -> NDArray[np.float64]:
    """Great-circle distances between rows `first` and `second` in metres (haversine); nan: a position is missing."""
    lat1, lat2 = np.radians(features.lat[first]), np.radians(features.lat[second])
    half_lat = (lat2 - lat1) / 2
    half_lon = np.radians(features.lon[second] - features.lon[first]) / 2
    inner = np.sin(half_lat) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(half_lon) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(inner, 1)))
    return distances
