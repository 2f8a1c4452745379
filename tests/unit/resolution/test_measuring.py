"""Precision, recall and calibration against a known truth."""

from __future__ import annotations

from itertools import combinations
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cotmoc.resolution.core.measuring import calibration, pair_figures, wilson
from cotmoc.resolution.core.reliability_plot import reliability_svg

NOTHING: NDArray[np.int64] = np.zeros((0, 2), dtype=np.int64)
labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12)


def arrays(listed: list[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Truth and entity of things."""
    both = np.array(listed, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@given(labels)
def test_pair_figures_count_pairs_as_counting_them_one_by_one_does(
    listed: list[tuple[int, int]],
) -> None:
    found = pair_figures(*arrays(listed), NOTHING)
    pairs = list(combinations(listed, 2))
    same, joined = [a[0] == b[0] for a, b in pairs], [a[1] == b[1] for a, b in pairs]
    assert (found.true, found.joined) == (sum(same), sum(joined))
    assert found.right == found.reached == sum(map(all, zip(same, joined, strict=True)))


def test_pair_figures_reach_what_right_answers_would_join() -> None:
    # Three of one person, two of them joined; the third is proposed with one of the two.
    truth, entity = arrays([(1, 1), (1, 1), (1, 3), (2, 4)])
    found = pair_figures(truth, entity, np.array([[1, 2], [2, 3]]))
    assert (found.right, found.reached, found.true, found.proposed) == (1, 3, 3, 2)


def test_pair_figures_of_nothing_have_no_shares() -> None:
    found = pair_figures(*arrays([]), NOTHING)
    assert isnan(found.precision)
    assert isnan(found.recall)


def test_calibration_of_chances_that_hold_has_no_error() -> None:
    chances = np.repeat([0.25, 0.75], 400)
    right = np.concatenate([np.arange(400) < 100, np.arange(400) < 300])
    found = calibration(chances, right)
    assert found.error == pytest.approx(0)
    assert found.brier == pytest.approx(0.25 * 0.75)


def test_calibration_leaves_the_lowest_tenth_out_of_the_error_above() -> None:
    found = calibration(np.repeat([0.01, 0.9], [990, 10]), np.repeat([False, True], [990, 10]))
    assert found.error == pytest.approx(0.01 * 0.99 + 0.1 * 0.01)
    assert found.error_above == pytest.approx(0.1)


def test_wilson_gives_the_published_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 .. 0.3662.
    assert list(wilson(81, 263)) == pytest.approx([0.2553, 0.3662], abs=1e-4)


def test_reliability_svg_shows_a_dot_for_each_tenth_that_has_pairs() -> None:
    found = calibration(np.array([0.05, 0.95]), np.array([False, True]))
    drawn = reliability_svg(found, "Người & pháp nhân", "given", "right")
    assert drawn.count("<circle") == 2
    assert "Người &amp; pháp nhân" in drawn
