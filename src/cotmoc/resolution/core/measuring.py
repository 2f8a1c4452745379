"""How right resolution is, where the truth is known: pairs joined and missed, and whether probabilities hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
TENTHS = 10
#: Half the width of an interval that holds nineteen of twenty times, in standard errors.
_Z = 1.96


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Pairs of things of which the truth is known.

    true      pairs that are one thing
    joined    pairs in one entity
    right     pairs in one entity that are one thing
    reached   pairs that are one thing and are in one entity as soon as people have answered rightly what is proposed
    proposed  pairs that wait for people
    """

    true: int
    joined: int
    right: int
    reached: int
    proposed: int

    @property
    def precision(self) -> float:
        """The share of the joined pairs that is right; nan where nothing is joined."""
        return self.right / self.joined if self.joined else float("nan")

    @property
    def recall(self) -> float:
        """The share of the true pairs that is joined; nan where there are none."""
        return self.right / self.true if self.true else float("nan")

    @property
    def recall_reached(self) -> float:
        """The share of the true pairs that is joined, or will be by answers to what is proposed; nan: none."""
        return self.reached / self.true if self.true else float("nan")


def pair_figures(truth: IntArray, entity: IntArray, proposed: IntArray) -> PairFigures:
    """How entities agree with the truth.

    `truth`, `entity` int64 (n,): things of one number are one, in truth and as resolved. `proposed` int64 (k, 2), rows
    of things that people are asked about.

    >>> figures = pair_figures(np.array([7, 7, 7, 8]), np.array([1, 1, 2, 2]), np.array([[0, 2]]))
    >>> figures.precision, round(figures.recall, 2), figures.recall_reached
    (0.5, 0.33, 1.0)
    """
    both = np.unique(np.stack([truth, entity], axis=1), axis=0, return_inverse=True)[1].reshape(-1)
    asked = proposed[truth[proposed[:, 0]] == truth[proposed[:, 1]]]
    return PairFigures(
        true=_pairs_within(truth),
        joined=_pairs_within(entity),
        right=_pairs_within(both),
        reached=_pairs_within(_together(both, asked)),
        proposed=len(proposed),
    )


def _pairs_within(groups: IntArray) -> int:
    """How many pairs of things are in one group."""
    _, sizes = np.unique(groups, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())


def _together(groups: IntArray, pairs: IntArray) -> IntArray:
    """The groups as the pairs of things bring them together."""
    parent = list(range(int(groups.max(initial=-1)) + 1))

    def find(group: int) -> int:
        while parent[group] != group:
            parent[group] = group = parent[parent[group]]
        return group

    for one, other in groups[pairs].tolist():
        parent[find(one)] = find(other)
    joined = np.array([find(group) for group in range(len(parent))], dtype=np.int64)
    return joined[groups] if len(groups) else groups


@dataclass(frozen=True, slots=True)
class Tenth:
    """The pairs whose probability lies in one tenth: how many, what they were given on average, how many are right.

    `least` and `most`: the share of right ones lies between them with 95 % (Wilson, 1927).
    """

    first: float
    pairs: int
    given: float
    right: int
    least: float
    most: float

    @property
    def share(self) -> float:
        """The share that is right; nan where there is no pair."""
        return self.right / self.pairs if self.pairs else float("nan")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether probabilities hold: by tenth, and in one figure each.

    brier        the mean squared distance of the probability from what is so, 0 .. 1
    error        the mean distance of what was given from the share that is right, weighed by the pairs of each tenth
    error_above  the same of the pairs that were given a tenth or more: the many that are plainly two drown no others
    """

    tenths: tuple[Tenth, ...]
    brier: float
    error: float
    error_above: float


def calibration(probability: FloatArray, right: NDArray[np.bool_]) -> Calibration:
    """How probabilities (float64, k) agree with what is so (bool, k).

    Sources: Brier (1950), Verification of forecasts; Naeini, Cooper and Hauskrecht (2015) for the expected error.

    >>> found = calibration(np.array([0.05, 0.95, 0.95]), np.array([False, True, True]))
    >>> round(found.brier, 4), round(found.error, 2), [tenth.pairs for tenth in found.tenths][-1]
    (0.0025, 0.05, 2)
    """
    place = np.minimum((probability * TENTHS).astype(np.int64), TENTHS - 1)
    tenths = tuple(
        _tenth(at / TENTHS, probability[place == at], right[place == at]) for at in range(TENTHS)
    )
    brier = float(np.mean((probability - right) ** 2)) if len(right) else float("nan")
    return Calibration(tenths, brier, _error(tenths), _error(tenths[1:]))


def _tenth(first: float, given: FloatArray, right: NDArray[np.bool_]) -> Tenth:
    pairs, hits = len(given), int(right.sum())
    least, most = wilson(hits, pairs)
    return Tenth(first, pairs, float(given.mean()) if pairs else float("nan"), hits, least, most)


def _error(tenths: Iterable[Tenth]) -> float:
    held = [tenth for tenth in tenths if tenth.pairs]
    total = sum(tenth.pairs for tenth in held)
    if not total:
        return float("nan")
    return sum(tenth.pairs * abs(tenth.given - tenth.share) for tenth in held) / total


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 %, by Wilson's score interval; 0 and 1 where nothing was seen.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not count:
        return 0.0, 1.0
    share, extra = hits / count, _Z**2 / count
    middle = (share + extra / 2) / (1 + extra)
    half = _Z * sqrt(share * (1 - share) / count + extra / (4 * count)) / (1 + extra)
    return max(middle - half, 0.0), min(middle + half, 1.0)
