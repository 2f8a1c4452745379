"""What a sum of evidence is worth: pieces that hang together say less than their weights add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.errors import CotmocError

FloatArray = NDArray[np.float64]
#: The weights at which a curve is fitted; beyond the last the same is added as there.
KNOTS = (-8.0, -5.0, -3.0, -1.5, 0.0, 1.5, 3.0, 5.0, 7.0, 10.0)
#: What is added at a knot is supposed to be off by a bit, and to bend by a bit; judgements have to say more than that.
_TRUST, _SMOOTH = 1.0, 1.0
_ROUNDS = 40
_LEAST_SLOPE = 0.02
_LOG2 = float(np.log(2.0))


class BadCurveError(CotmocError):
    """A curve by which more evidence would weigh less; `reason` is a code."""

    code = "resolution.bad_curve"


@dataclass(frozen=True, slots=True)
class Curve:
    """What is added to a weight, in bits: `added` at `knots`, straight lines between them, the same beyond the ends.

    Without knots nothing is added. With it a heavier pair stays heavier. Raises `BadCurveError` otherwise.

    >>> Curve((0.0, 4.0), (-1.0, 0.0)).apply(np.array([-3.0, 2.0, 9.0])).tolist()
    [-4.0, 1.5, 9.0]
    """

    knots: tuple[float, ...] = ()
    added: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if len(self.knots) != len(self.added) or not np.all(np.isfinite(self.knots + self.added)):
            raise BadCurveError("knots and what is added there do not fit", reason="incomplete")
        if np.any(np.diff(self.knots) <= 0) or np.any(np.diff(self._after()) <= 0):
            raise BadCurveError(
                f"more evidence would weigh less: {self.as_list()}", reason="not_monotone"
            )

    @classmethod
    def of(cls, pairs: Sequence[Sequence[float]]) -> Curve:
        """The curve of (weight, what is added there) in order. Raises `BadCurveError`."""
        return cls(
            tuple(float(weight) for weight, _ in pairs), tuple(float(bits) for _, bits in pairs)
        )

    def as_list(self) -> list[list[float]]:
        """As `of` takes it."""
        return [list(pair) for pair in zip(self.knots, self.added, strict=True)]

    def _after(self) -> FloatArray:
        after: FloatArray = np.array(self.knots) + np.array(self.added)
        return after

    def apply(self, weights: FloatArray) -> FloatArray:
        """The weights with what is added to them, float64 of the same shape."""
        if not self.knots:
            return weights
        after: FloatArray = weights + np.interp(weights, self.knots, self.added)
        return after

    def before(self, weight: float) -> float:
        """The weight that becomes `weight`.

        >>> Curve((0.0, 4.0), (-1.0, 0.0)).before(1.5)
        2.0
        """
        if not self.knots:
            return weight
        after = self._after()
        if weight <= after[0] or weight >= after[-1]:
            return weight - self.added[0 if weight <= after[0] else -1]
        return float(np.interp(weight, after, self.knots))


def fitted_curve(weights: FloatArray, same: NDArray[np.bool_], start: Curve | None = None) -> Curve:
    """The curve by which pairs are as often right as their weights say.

    `weights` float64 (k,), bits before any curve; `same` whether each pair is one thing. Logistic regression on the
    weights (Platt, 1999) whose correction is a line through `KNOTS`, drawn towards `start` (nothing added) and smooth
    where few pairs speak, found by Newton's method. Raises `BadCurveError` (`contradicted`) where pairs that weigh more
    are less often the same.

    >>> weights = np.linspace(-6, 6, 4_001)
    >>> same = np.random.default_rng(1).random(4_001) < 1 / (1 + 2 ** -(weights - 1))
    >>> round(float(fitted_curve(weights, same).apply(np.array([0.0]))[0]))
    -1
    """
    knots, known = np.array(KNOTS), start or Curve()
    toward = known.apply(knots) - knots
    hats = _hats(weights)
    bends = np.diff(np.eye(len(knots)), 2, axis=0)
    stiff = _TRUST * np.eye(len(knots)) + _SMOOTH * bends.T @ bends
    added = toward.copy()
    for _ in range(_ROUNDS):
        said = 1.0 / (1.0 + np.exp2(-(weights + hats @ added)))
        slope = hats.T @ (same - said) * _LOG2 - stiff @ (added - toward)
        curve = (hats * (said * (1 - said))[:, None]).T @ hats * _LOG2**2 + stiff
        step = np.linalg.solve(curve, slope)
        added = added + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-9:
            break
    rising = _rising(knots + added, knots)
    return Curve(KNOTS, tuple(float(each) for each in (rising - knots)))


def _hats(weights: FloatArray) -> FloatArray:
    """The share of each knot in each weight, float64 (k, 10)."""
    return np.stack([np.interp(weights, KNOTS, row) for row in np.eye(len(KNOTS))], axis=1)


def _rising(after: FloatArray, knots: FloatArray) -> FloatArray:
    """The same where it rises; neighbours that fall by the trembling of an estimate are made to rise just so."""
    if after[-1] - after[0] < 0.1 * (knots[-1] - knots[0]):
        raise BadCurveError(
            "pairs that weigh more are not more often the same", reason="contradicted"
        )
    least = np.diff(knots) * _LEAST_SLOPE
    rising = after.copy()
    for place in range(1, len(rising)):
        rising[place] = max(rising[place], rising[place - 1] + least[place - 1])
    return rising
