"""Rows of differing length in two flat arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
#: Numbers and arrays in compiled code.
Whole: TypeAlias = Any
F = TypeVar("F", bound=Callable[..., Any])


def _compiled(function: F) -> F:
    """The function compiled at its first call, and kept; all that it calls stands in this file, so none gets stale."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


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
    """The values that row `left[p]` of `first` shares with row `right[p]` of `second`: (p, value), both ascending."""
    most = np.minimum(
        first.offsets[left + 1] - first.offsets[left],
        second.offsets[right + 1] - second.offsets[right],
    )
    room = int(most.sum())
    pairs, values = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int32)
    rows = first.offsets, first.values, second.offsets, second.values
    found = _intersect(rows, left, right, (pairs, values))
    return pairs[:found].copy(), values[:found].copy()


@_compiled
def _intersect(rows: Whole, left: Whole, right: Whole, out: Whole) -> Whole:
    """Walks both rows of every pair at once, and writes what stands in both."""
    one_offsets, ones, other_offsets, others = rows
    pairs, values = out
    found = 0
    for pair in range(len(left)):
        one, one_end = one_offsets[left[pair]], one_offsets[left[pair] + 1]
        other, other_end = other_offsets[right[pair]], other_offsets[right[pair] + 1]
        while one < one_end and other < other_end:
            if ones[one] < others[other]:
                one += 1
            elif ones[one] > others[other]:
                other += 1
            else:
                pairs[found], values[found] = pair, ones[one]
                found, one, other = found + 1, one + 1, other + 1
    return found


def distinct(keys: IntArray) -> IntArray:
    """Each of the keys once, ascending: sorting is quicker than the table of hashes that `np.unique` fills.

    >>> distinct(np.array([3, 1, 3]))
    array([1, 3])
    """
    ordered = np.sort(keys)
    return ordered[np.diff(ordered, prepend=ordered[:1] - 1) > 0]
