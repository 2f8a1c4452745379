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
def _distance(lon: Float, lat: Float, other_lon: Float, other_lat: Float, cosines: Float) -> Float:
    """Great-circle distance in metres (haversine); `cosines` is the product of those of the latitudes."""
    half_lat = (other_lat * _RADIANS - lat * _RADIANS) / 2
    half_lon = (other_lon - lon) * _RADIANS / 2
    inner = np.sin(half_lat) ** 2 + cosines * np.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(min(inner, 1.0)))


@_compiled
def _furthest_east(lat: Float, distance: Float) -> Float:
    """Degrees of longitude beyond which nothing lies within the distance; 360 where that says nothing.

    The great circle between two points is at least 2 cos(phi) sin(half the difference of their longitudes), where phi
    is the latitude further from the equator; up to ten degrees the sine is the angle itself to 0.2 %.
    """
    utmost = min(abs(lat) + distance / METRES_PER_DEGREE, 90.0)
    across = np.cos(utmost * _RADIANS) * METRES_PER_DEGREE
    east = 1.002 * distance / across if across > 1.0 else 360.0
    return east if east < 10.0 else 360.0


@_compiled
def _consider(entries: Int, record: Int, place: Int, reach: Int, out: Int) -> None:
    """Takes the entry at a position, if it lies within reach and is nearer than the furthest that was taken."""
    at, row, position = place
    day_from, day_until, lon, lat, cosine, radius, agency, east = record
    _, entry_rows, days, others_from, others_until, lons, lats, cosines, radii, agencies = entries
    apart = abs(lons[position] - lon)
    if min(apart, 360.0 - apart) > east:
        return
    # Two long intervals share many days; the pair is taken on the first of them only.
    first_day = max(others_from[position], day_from - reach[0])
    if entry_rows[position] == row or days[position] != first_day:
        return
    late = max(day_from - others_until[position], others_from[position] - day_until) + 1
    both = cosine * cosines[position]
    gap = _distance(lon, lat, lons[position], lats[position], both)
    gap = gap - radius - np.float64(radii[position])
    if gap > (reach[2] if late > 1 else reach[1]):
        return
    rows, cost, met, _, most, furthest = out
    is_other = agency != agencies[position]
    met[at] += is_other
    side = 0 if is_other else 1
    worst = furthest[at, side]
    far = _DAY_COST * max(late, 0)
    if far >= cost[at, worst]:
        return
    far += np.log2(1.0 + max(gap, 0.0) / 1000.0)
    if far < cost[at, worst]:
        cost[at, worst] = far
        rows[at, worst] = entry_rows[position]
        first, last = (0, most) if is_other else (most, rows.shape[1])
        furthest[at, side] = first + np.argmax(cost[at, first:last])


@_compiled
def _look(entries: Int, asked: Int, largest: Float, reach: Int, out: Int) -> None:
    keys = entries[0]
    days, distance, _, most_scanned = reach
    cut = out[3]
    rows, day_from, day_until, lons, lats, cosines, radii, agencies = asked
    for at in range(len(rows)):
        lon, lat, radius = lons[at], lats[at], np.float64(radii[at])
        furthest = distance + radius + largest
        band = furthest / METRES_PER_DEGREE
        low, own, high = _step(lat - band), _step(lat), _step(lat + band)
        first, until = np.int64(day_from[at]), np.int64(day_until[at])
        east = _furthest_east(lat, furthest)
        record = (first, until, lon, lat, cosines[at], radius, agencies[at], east)
        for day in range(first - days, until + days):
            start = np.searchsorted(keys, (day << LATITUDE_BITS) + low)
            end = np.searchsorted(keys, (day << LATITUDE_BITS) + high + 1)
            if end - start > most_scanned:
                middle = np.searchsorted(keys, (day << LATITUDE_BITS) + own)
                start = min(max(middle - most_scanned // 2, start), end - most_scanned)
                end = start + most_scanned
                cut[at] = True
            for position in range(start, end):
                _consider(entries, record, (at, rows[at], position), reach, out)


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
    furthest = np.zeros((len(asked), 2), dtype=np.int32)
    furthest[:, 1] = most  # where the next of the own agency goes
    records = (
        asked,
        features.day_from[asked],
        features.day_until[asked],
        features.lon[asked],
        features.lat[asked],
        np.cos(np.radians(features.lat[asked])),
        features.place_radius_m[asked],
        features.agency[asked],
    )
    for place in places:
        entries = (
            place.index.keys,
            place.index.rows,
            place.days,
            place.day_from,
            place.day_until,
            place.lon,
            place.lat,
            place.cosines,
            place.radius_m,
            place.agency,
        )
        _look(
            entries,
            records,
            place.largest_radius_m,
            tuple(reach),
            (rows, cost, met, cut, most, furthest),
        )
    return Near(rows, met, cut)
