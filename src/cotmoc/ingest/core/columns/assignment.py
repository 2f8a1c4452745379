"""Columns and fields brought together as a whole: the assignment with the greatest sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NOBODY = -1


def best_assignment(gains: NDArray[np.float64]) -> list[int]:
    """For each row the column it is given, or -1: the sum of the gains is greatest, no column is given twice.

    `gains` has the shape (rows, columns); what is 0 or less is not worth giving. Shortest augmenting paths with
    potentials (Kuhn 1955; Jonker and Volgenant 1987), O(rows² · columns).

    >>> best_assignment(np.array([[3.0, 2.0], [3.0, 0.5], [-1.0, -1.0]]))
    [1, 0, -1]
    """
    rows, columns = gains.shape
    if not rows or not columns:
        return [_NOBODY] * rows
    # A column of its own with gain 0 for every row: it may stay without.
    costs = np.hstack([-np.maximum(gains, 0.0), np.zeros((rows, rows))])
    owner = _match(costs)
    given = [_NOBODY] * rows
    for column in range(columns):
        row = owner[column]
        if row != _NOBODY and gains[row, column] > 0:
            given[row] = column
    return given


def _match(costs: NDArray[np.float64]) -> list[int]:
    """The row that owns each column in the cheapest assignment of all rows; rows <= columns."""
    rows, columns = costs.shape
    row_potential, column_potential = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, _NOBODY)
    for row in range(rows):
        came_from = np.full(columns, _NOBODY)
        distance = np.full(columns, np.inf)
        done = np.zeros(columns, dtype=bool)
        current, at = row, _NOBODY
        while True:
            base = 0.0 if at == _NOBODY else distance[at]
            reached = base + costs[current] - row_potential[current] - column_potential
            shorter = ~done & (reached < distance - 1e-12)
            distance[shorter], came_from[shorter] = reached[shorter], at
            at = int(np.argmin(np.where(done, np.inf, distance)))
            if owner[at] == _NOBODY:
                break
            done[at] = True
            current = int(owner[at])
        over = distance[at] - distance[done]
        row_potential[owner[done]] += over
        row_potential[row] += distance[at]
        column_potential[done] -= over
        _augment(owner, came_from, at, row)
    return [int(each) for each in owner]


def _augment(owner: NDArray[np.int64], came_from: NDArray[np.int64], at: int, row: int) -> None:
    while at != _NOBODY:
        before = int(came_from[at])
        owner[at] = row if before == _NOBODY else owner[before]
        at = before
