"""How many other records a record could be taken for: a match in a busy anchorage says less than one at sea."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray, distinct

_CELL_DEGREES = 0.1
_PERIOD_DAYS = 20
_CELLS_ROUND = round(360 / _CELL_DEGREES)
_STEPS = (-1, 0, 1)


class RivalIndex:
    """How many records of each agency lie around each record, counted once for many pairs.

    Counted are those in the 3 x 3 cells of 0.1 degree and 3 periods of 20 days around it: about 33 km and 60 days
    across.
    """

    def __init__(self, features: IncidentFeatures):
        self._agency = features.agency
        located: NDArray[np.bool_] = (features.day_from >= 0) & ~np.isnan(
            features.lon + features.lat
        )
        self._located = located
        self._lon = np.floor(np.nan_to_num(features.lon) / _CELL_DEGREES).astype(np.int64)
        self._lat = np.floor(np.nan_to_num(features.lat) / _CELL_DEGREES).astype(np.int64)
        self._period = features.day_from.astype(np.int64) // _PERIOD_DAYS
        keys = self._keys((0, 0, 0))
        self._cells = distinct(keys[self._located])
        self._cell = np.searchsorted(self._cells, keys)
        self._around = self._counted(len(features.agency_names))

    def counts(self, left: IntArray, right: IntArray) -> NDArray[np.int32]:
        """For each pair the other records that either end could be taken for, the larger number of both ends; int32.

        Counted are the records of the partner's agency around an end. The partner itself is not counted. 0 where day
        or position is missing.
        """
        if not len(self._cells) or not len(left):
            return np.zeros(len(left), dtype=np.int32)
        near = self._is_near(left, right)
        return np.maximum(self._taken_for(left, right, near), self._taken_for(right, left, near))

    def _keys(self, step: tuple[int, int, int]) -> IntArray:
        """The cell of each record, or the one some steps beside it, as one number."""
        column = (self._lon + step[0]) % _CELLS_ROUND
        row, time = self._lat + step[1] + _CELLS_ROUND, self._period + step[2] + 1
        keys: IntArray = (time * 4 * _CELLS_ROUND + row) * _CELLS_ROUND + column
        return keys

    def _counted(self, agencies: int) -> NDArray[np.int32]:
        """The records of each agency around each cell, int32 (cells, agencies)."""
        cells = len(self._cells)
        counted = np.flatnonzero(self._located)
        own = np.bincount(
            self._cell[counted] * agencies + self._agency[counted], minlength=cells * agencies
        )
        own = own.reshape(cells, agencies).astype(np.int32)
        of_cell = np.zeros(cells, dtype=np.int64)
        of_cell[self._cell[counted]] = counted  # any record of the cell tells where it lies
        around = np.zeros((cells, agencies), dtype=np.int32)
        for step in product(_STEPS, _STEPS, _STEPS):
            wanted = self._keys(step)[of_cell]
            found = np.minimum(np.searchsorted(self._cells, wanted), max(cells - 1, 0))
            hit = np.flatnonzero(self._cells[found] == wanted)
            around[hit] += own[found[hit]]
        return around

    def _taken_for(
        self, ends: IntArray, partners: IntArray, near: NDArray[np.bool_]
    ) -> NDArray[np.int32]:
        """The records of the partner's agency around each end, without the end itself and the partner."""
        located, agency = self._located[ends], self._agency[partners]
        cell = np.where(located, self._cell[ends], 0)
        total = self._around[cell, agency] - near - (self._agency[ends] == agency)
        return np.where(located, np.maximum(total, 0), 0).astype(np.int32)

    def _is_near(self, first: IntArray, second: IntArray) -> NDArray[np.bool_]:
        """True where the second record lies in the cells that are counted around the first."""
        east = np.abs(self._lon[first] - self._lon[second])
        near: NDArray[np.bool_] = np.minimum(east, _CELLS_ROUND - east) <= 1
        near &= np.abs(self._lat[first] - self._lat[second]) <= 1
        near &= np.abs(self._period[first] - self._period[second]) <= 1
        near &= self._located[first] & self._located[second]
        return near
