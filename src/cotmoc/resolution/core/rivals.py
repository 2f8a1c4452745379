"""How many other records a record could be taken for: a match in a busy anchorage says less than one at sea."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray

_CELL_DEGREES = 0.1
_PERIOD_DAYS = 20
_CELLS_ROUND = round(360 / _CELL_DEGREES)


def rival_counts(features: IncidentFeatures, left: IntArray, right: IntArray) -> NDArray[np.int32]:
    """For each pair the other records that either end could be taken for, the larger number of both ends; int32.

    Counted are the records of the partner's agency in the 3 x 3 cells of 0.1 degree and 3 periods of 20 days around
    an end: about 33 km and 60 days across. The partner itself is not counted. 0 where day or position is missing.
    """
    counted = np.flatnonzero(_located(features))
    if not len(counted) or not len(left):
        return np.zeros(len(left), dtype=np.int32)
    keys = _keys(features, counted, features.agency[counted])
    cells, counts = np.unique(keys, return_counts=True)
    both = np.concatenate([left, right]), np.concatenate([right, left])
    near = _near(features, cells, counts, *both)
    at_left, at_right = np.split(near, 2)
    return np.maximum(at_left, at_right)


def _near(
    features: IncidentFeatures,
    cells: IntArray,
    counts: IntArray,
    ends: IntArray,
    partners: IntArray,
) -> NDArray[np.int32]:
    agency = features.agency[partners]
    total = _around(features, cells, counts, ends, agency)
    total -= _is_near(features, ends, partners)
    total -= features.agency[ends] == agency
    total[~_located(features)[ends]] = 0
    return np.maximum(total, 0).astype(np.int32)


def _around(
    features: IncidentFeatures,
    cells: IntArray,
    counts: IntArray,
    ends: IntArray,
    agency: NDArray[np.int32],
) -> IntArray:
    """The records of `agency` in the cells around each end, itself and its partner included."""
    _, first, place = np.unique(
        _keys(features, ends, agency), return_index=True, return_inverse=True
    )
    ends, agency = ends[first], agency[first]  # many ends lie in one cell: each cell is asked once
    total = np.zeros(len(ends), dtype=np.int64)
    steps = (-1, 0, 1)
    for step in product(steps, steps, steps):
        keys = _keys(features, ends, agency, step)
        found = np.minimum(np.searchsorted(cells, keys), len(cells) - 1)
        total += np.where(cells[found] == keys, counts[found], 0)
    around: IntArray = total[place]
    return around


def _located(features: IncidentFeatures) -> NDArray[np.bool_]:
    located: NDArray[np.bool_] = (features.day_from >= 0) & ~np.isnan(features.lon + features.lat)
    return located


def _cell(features: IncidentFeatures, rows: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    lon = np.floor(np.nan_to_num(features.lon[rows]) / _CELL_DEGREES).astype(np.int64)
    lat = np.floor(np.nan_to_num(features.lat[rows]) / _CELL_DEGREES).astype(np.int64)
    return lon, lat, features.day_from[rows].astype(np.int64) // _PERIOD_DAYS


def _keys(
    features: IncidentFeatures,
    rows: IntArray,
    agency: NDArray[np.int32],
    step: tuple[int, int, int] = (0, 0, 0),
) -> IntArray:
    lon, lat, period = _cell(features, rows)
    column = (lon + step[0]) % _CELLS_ROUND
    row, time = lat + step[1] + _CELLS_ROUND, period + step[2] + 1
    keys: IntArray = (
        (agency.astype(np.int64) * 100_000 + time) * 4 * _CELLS_ROUND + row
    ) * _CELLS_ROUND + column
    return keys


def _is_near(features: IncidentFeatures, first: IntArray, second: IntArray) -> NDArray[np.bool_]:
    """True where the second record lies in the cells that are counted around the first."""
    one, other = _cell(features, first), _cell(features, second)
    east = np.abs(one[0] - other[0])
    near: NDArray[np.bool_] = np.minimum(east, _CELLS_ROUND - east) <= 1
    near &= (np.abs(one[1] - other[1]) <= 1) & (np.abs(one[2] - other[2]) <= 1)
    located = _located(features)
    near &= located[first] & located[second]
    return near
