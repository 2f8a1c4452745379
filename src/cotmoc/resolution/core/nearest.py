"""The nearest records in time and place, found by compiled code: a crowd costs no more than its nearest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.geometry import EARTH_RADIUS_M, METRES_PER_DEGREE
from cotmoc.resolution.core.indexes import LATITUDE_BITS, LATITUDE_STEPS, PlaceIndex
from cotmoc.resolution.core.ragged import IntArray

#: Numbers and arrays in compiled code.
Int: TypeAlias = Any
Float: TypeAlias = Any
F = TypeVar("F", bound=Callable[..., Any])
#: A day apart counts like eight times the distance.
_DAY_COST = 3.0
_RADIANS = np.pi / 180.0


def _compiled(function: F) -> F:
    """The function compiled at its first call, and kept; all that it calls stands in this file, so none gets stale."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


class Reach(NamedTuple):
    """How far to look: `days` apart, metres up to the next day and after that, at most so many entries of a day."""

    days: int
    distance_m: float
    distance_days_apart_m: float
    most_scanned: int


class Near(NamedTuple):
    """For each record asked about the rows of its nearest, int32 (n, k), -1 where there are no more.

    `met` int64 (n,): how many of other agencies lay within reach; `cut` whether a day held more than were looked at.
    """

    rows: NDArray[np.int32]
    met: IntArray
    cut: NDArray[np.bool_]


@_compiled
def _step(lat: Float) -> Int:
    return np.int64(np.floor((min(max(lat, -90.0), 90.0) + 90.0) * LATITUDE_STEPS))


@_compiled
def _distance(columns: Int, one: Int, other: Int) -> Float:
    """Great-circle distance in metres (haversine)."""
    _, _, lon, lat, _, _ = columns
    first, second = lat[one] * _RADIANS, lat[other] * _RADIANS
    half_lat = (second - first) / 2
    half_lon = (lon[other] - lon[one]) * _RADIANS / 2
    inner = np.sin(half_lat) ** 2 + np.cos(first) * np.cos(second) * np.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(min(inner, 1.0)))


@_compiled
def _consider(entries: Int, columns: Int, place: Int, reach: Int, out: Int) -> None:
    """Takes the entry at a position, if it lies within reach and is nearer than the furthest that was taken."""
    at, row, position = place
    day_from, day_until, _, _, radius, agency = columns
    other = entries[1][position]
    # Two long intervals share many days; the pair is taken on the first of them only.
    if other == row or entries[2][position] != max(day_from[other], day_from[row] - reach[0]):
        return
    late = max(day_from[row] - day_until[other], day_from[other] - day_until[row]) + 1
    gap = _distance(columns, row, other) - radius[row] - radius[other]
    if gap > (reach[2] if late > 1 else reach[1]):
        return
    rows, cost, met, _, most = out
    is_other = agency[row] != agency[other]
    met[at] += is_other
    first, last = (0, most) if is_other else (most, rows.shape[1])
    worst = first + np.argmax(cost[at, first:last])
    far = _DAY_COST * max(late, 0) + np.log2(1.0 + max(gap, 0.0) / 1000.0)
    if far < cost[at, worst]:
        cost[at, worst] = far
        rows[at, worst] = other


@_compiled
def _look(entries: Int, columns: Int, asked: Int, reach: Int, out: Int) -> None:
    keys, _, _, largest_radius = entries
    day_from, day_until, _, lat, radius, _ = columns
    days, distance, _, most_scanned = reach
    cut = out[3]
    for at in range(len(asked)):
        row = asked[at]
        band = (distance + radius[row] + largest_radius) / METRES_PER_DEGREE
        low, own, high = _step(lat[row] - band), _step(lat[row]), _step(lat[row] + band)
        for day in range(day_from[row] - days, day_until[row] + days):
            start = np.searchsorted(keys, (day << LATITUDE_BITS) + low)
            end = np.searchsorted(keys, (day << LATITUDE_BITS) + high + 1)
            if end - start > most_scanned:
                middle = np.searchsorted(keys, (day << LATITUDE_BITS) + own)
                start = min(max(middle - most_scanned // 2, start), end - most_scanned)
                end = start + most_scanned
                cut[at] = True
            for position in range(start, end):
                _consider(entries, columns, (at, row, position), reach, out)


def nearest(
    features: IncidentFeatures,
    places: tuple[PlaceIndex, ...],
    asked: IntArray,
    reach: Reach,
    most: int,
) -> Near:
    """The `most` nearest records of other agencies, and half as many of the own, for each row asked about.

    Near is what lies within reach beyond what the precision of both leaves open; of those that are equally near the
    ones that the index names first are taken.
    """
    own = max(most // 2, 1)
    rows = np.full((len(asked), most + own), -1, dtype=np.int32)
    cost = np.full((len(asked), most + own), np.inf)
    met, cut = np.zeros(len(asked), dtype=np.int64), np.zeros(len(asked), dtype=np.bool_)
    columns = (
        features.day_from.astype(np.int64),
        features.day_until.astype(np.int64),
        features.lon,
        features.lat,
        features.place_radius_m.astype(np.float64),
        features.agency.astype(np.int64),
    )
    for place in places:
        entries = (place.index.keys, place.index.rows, place.days, place.largest_radius_m)
        _look(entries, columns, asked, tuple(reach), (rows, cost, met, cut, most))
    return Near(rows, met, cut)
