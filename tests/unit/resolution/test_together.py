"""What a sum of evidence is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.together import BadCurveError, Curve, fitted_curve

CURVE = Curve((-2.0, 0.0, 5.0), (0.0, -1.0, -3.0))
WEIGHTS = st.floats(-60, 60)


@given(WEIGHTS, WEIGHTS)
def test_a_heavier_pair_stays_heavier(one: float, other: float) -> None:
    light, heavy = CURVE.apply(np.array(sorted((one, other)))).tolist()
    assert light <= heavy


@given(WEIGHTS)
def test_a_weight_is_found_again_from_what_it_became(weight: float) -> None:
    after = float(CURVE.apply(np.array([weight]))[0])
    assert CURVE.before(after) == pytest.approx(weight, abs=1e-9)


def test_without_knots_nothing_is_added() -> None:
    assert Curve().apply(np.array([-3.0, 4.0])).tolist() == [-3.0, 4.0]
    assert Curve().before(2.5) == 2.5


@pytest.mark.parametrize(
    ("knots", "added"),
    [((0.0, 1.0), (0.0, -2.0)), ((1.0, 0.0), (0.0, 0.0)), ((0.0,), ()), ((0.0,), (float("nan"),))],
)
def test_a_curve_by_which_more_weighs_less_is_refused(
    knots: tuple[float, ...], added: tuple[float, ...]
) -> None:
    with pytest.raises(BadCurveError):
        Curve(knots, added)


def drawn(count: int, stretched: float, moved: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and answers by which each is worth `stretched` times as much and `moved` bits more."""
    chance = np.random.default_rng(3)
    weights = chance.uniform(-10, 12, count)
    return weights, chance.random(count) < probability(stretched * weights + moved)


def test_overconfident_weights_are_brought_to_what_they_are_worth() -> None:
    weights, same = drawn(20_000, 0.6, -0.5)
    curve = fitted_curve(weights, same)
    asked = np.array([-6.0, -2.0, 0.0, 2.0, 6.0])
    assert curve.apply(asked) == pytest.approx(0.6 * asked - 0.5, abs=0.5)


def test_right_weights_stay_as_they_are() -> None:
    weights, same = drawn(20_000, 1.0, 0.0)
    assert np.abs(fitted_curve(weights, same).added).max() < 0.6


def test_a_handful_of_answers_moves_little() -> None:
    curve = fitted_curve(np.array([1.0, 2.0, -1.0]), np.array([False, False, True]))
    assert np.abs(curve.added).max() < 1.5


def test_answers_that_say_the_opposite_are_refused() -> None:
    weights, same = drawn(20_000, 1.0, 0.0)
    with pytest.raises(BadCurveError) as refused:
        fitted_curve(weights, ~same)
    assert refused.value.params["reason"] == "contradicted"
