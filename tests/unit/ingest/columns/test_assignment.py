"""Columns and fields are brought together with the greatest sum."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cotmoc.ingest.core.columns.assignment import best_assignment

tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-5, 9).map(float))
)


@given(tables)
def test_sum_is_that_of_the_best_of_all_assignments(gains: np.ndarray) -> None:
    rows, columns = gains.shape
    given_to = best_assignment(gains)
    found = sum(gains[row, column] for row, column in enumerate(given_to) if column >= 0)
    best = 0.0
    for way in product(range(-1, columns), repeat=rows):
        used = [column for column in way if column >= 0]
        if len(set(used)) == len(used):
            best = max(best, sum(gains[row, c] for row, c in enumerate(way) if c >= 0))
    assert found == best


@given(tables)
def test_no_column_is_given_twice(gains: np.ndarray) -> None:
    used = [column for column in best_assignment(gains) if column >= 0]
    assert len(set(used)) == len(used)


def test_nothing_is_given_where_there_is_nothing() -> None:
    assert best_assignment(np.zeros((2, 0))) == [-1, -1]
