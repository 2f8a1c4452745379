"""Rows of differing length in two flat arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """n rows of integers: row i is `values[offsets[i]:offsets[i + 1]]`.

    `offsets` is int64 of shape (n + 1,), `values` int32; the values of a row ascend and are distinct.
    """

    offsets: IntArray
    values: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> NDArray[np.int32]:
        """The values of one row."""
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    @property
    def lengths(self) -> IntArray:
        """The number of values in each row."""
        return np.diff(self.offsets)

    @property
    def row_numbers(self) -> IntArray:
        """The row of each value, int64, as long as `values`."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)


def ragged_from_pairs(rows: IntArray, values: IntArray, row_count: int) -> Ragged:
    """The rows that hold the given (row, value) pairs, each value once."""
    width = int(values.max()) + 1 if len(values) else 1
    keys = np.sort(rows * np.int64(width) + values, kind="stable")  # mostly in order already
    keys = keys[np.diff(keys, prepend=-1) > 0]
    offsets = np.zeros(row_count + 1, dtype=np.int64)
    np.cumsum(np.bincount(keys // width, minlength=row_count), out=offsets[1:])
    return Ragged(offsets, (keys % width).astype(np.int32))


def expand_ranges(starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """For each range the positions in it: (number of the range, position), flat, in order.

    >>> expand_ranges(np.array([5, 9]), np.array([7, 10]))
    (array([0, 0, 1]), array([5, 6, 9]))
    """
    lengths = np.maximum(ends - starts, 0)
    owner = np.repeat(np.arange(len(starts), dtype=np.int64), lengths)
    first = np.cumsum(lengths) - lengths
    return owner, np.arange(len(owner), dtype=np.int64) - first[owner] + starts[owner]


def take_rows(ragged: Ragged, rows: IntArray) -> Ragged:
    """The named rows, in the given order."""
    starts, ends = ragged.offsets[rows], ragged.offsets[rows + 1]
    _, positions = expand_ranges(starts, ends)
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(ends - starts, out=offsets[1:])
    return Ragged(offsets, ragged.values[positions])


def shared_values(
    first: Ragged, second: Ragged, left: IntArray, right: IntArray
) -> tuple[IntArray, NDArray[np.int32]]:
    """The values that row `left[p]` of `first` shares with row `right[p]` of `second`: (p, value), p ascending."""
    rows, compact = np.unique(right, return_inverse=True)
    among = take_rows(second, rows)
    pair, position = expand_ranges(first.offsets[left], first.offsets[left + 1])
    values = first.values[position]
    if not len(values) or not len(among.values):
        return pair[:0], values[:0]
    width = np.int64(max(int(values.max()), int(among.values.max())) + 1)
    present = among.row_numbers * width + among.values
    wanted = compact[pair] * width + values
    found = np.searchsorted(present, wanted)
    hit = present[np.minimum(found, len(present) - 1)] == wanted
    return pair[hit], values[hit]
