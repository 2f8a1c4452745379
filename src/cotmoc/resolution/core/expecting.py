"""How many joins would be wrong and how many missed at a threshold, with how sure that is.

Pairs are divided into strata: bands of one bit of weight, each with and without what else the rule asks. What people
judged of a stratum is a sample of it, and stands for all its pairs: each judged pair for N/n of them. (Neyman, 1934, On
the two different aspects of the representative method; the same strata by score with a Beta prior are used to evaluate
record linkage by Marchant and Rubinstein, 2017, In search of an entity resolution OASIS.) The share of a stratum that
is the same has the posterior Beta(k + 1/2, n - k + 1/2) by Jeffreys' prior (Brown, Cai and DasGupta, 2001, Interval
estimation for a binomial proportion). A stratum with fewer than `ENOUGH` judgements goes by the model's own mean
probability c instead, and the estimate says which part of it that is. What the model says is then taken for worth
`ENOUGH` judgements, Beta(10 c + 1/2, 10 (1 - c) + 1/2), wrong in all these strata in the same direction: a model that
nobody checked is not known to be right because it is sure of itself.

Totals are drawn `DRAWS` times from these distributions; the interval is the middle 95 % of the draws. The generator
starts from a fixed seed, so that the same judgements always give the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.surveys import Cell

#: Judgements from which on a stratum goes by them.
ENOUGH = 10
DRAWS = 4000
SEED = 20_340

Stratum = tuple[int, bool]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of the judged pairs of a stratum: how many, and how many of them are the same."""

    pairs: int
    same: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of pairs: expected, and the ends of the interval that holds it with 95 %.

    `by_judgements` is the share of the pairs, 0 to 1, whose stratum people judged; the rest goes by the model.
    """

    expected: float
    low: float
    high: float
    by_judgements: float

    def per_thousand(self, pairs: int) -> Estimate:
        """The same for each thousand of so many pairs.

        >>> Estimate(6.0, 2.0, 14.0, 1.0).per_thousand(2000)
        Estimate(expected=3.0, low=1.0, high=7.0, by_judgements=1.0)
        """
        each = 1000 / pairs if pairs else 0.0
        return Estimate(self.expected * each, self.low * each, self.high * each, self.by_judgements)


NOTHING = Estimate(0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class JoinSetting:
    """What joining from `bits` on does: how many pairs it joins, and how many of these wrongly."""

    bits: int
    joined: int
    wrong: Estimate


@dataclass(frozen=True, slots=True)
class AskSetting:
    """What asking from `bits` on does: the pairs that people look at, those of them that are the same, those missed.

    Missed are pairs that are the same and lighter than that. Pairs below `surveys.LEAST_BAND` bits, and pairs that no
    key brought together, are in no figure.
    """

    bits: int
    asked: int
    asked_same: Estimate
    missed: Estimate


class Expectations:
    """The figures of every setting of both thresholds for one sort."""

    def __init__(self, cells: Sequence[Cell], judged: Mapping[Stratum, Judged]):
        self._bands = np.array([cell.band for cell in cells], dtype=np.int64)
        self._fits = np.array([cell.fits for cell in cells], dtype=bool)
        self._pairs = np.array([cell.pairs for cell in cells], dtype=np.int64)
        samples = [judged.get((cell.band, cell.fits), Judged(0, 0)) for cell in cells]
        self._is_judged = np.array([sample.pairs >= ENOUGH for sample in samples], dtype=bool)
        self._same = self._draw(cells, samples)
        self._expected = self._pairs * np.array(
            [_expected(cell, sample) for cell, sample in zip(cells, samples, strict=True)]
        ).reshape(-1)

    def joining(self, bits: int) -> JoinSetting:
        """What comes of joining from so many bits on."""
        chosen = self._fits & (self._bands >= bits)
        joined = int(self._pairs[chosen].sum())
        wrong = self._pairs - self._same, self._pairs - self._expected
        return JoinSetting(bits, joined, self._estimate(chosen, wrong))

    def asking(self, bits: int, join_bits: int) -> AskSetting:
        """What comes of asking from so many bits on, when pairs are joined from `join_bits` on."""
        heavy = self._bands >= bits
        asked = heavy & ~(self._fits & (self._bands >= join_bits))
        return AskSetting(
            bits,
            int(self._pairs[asked].sum()),
            self._estimate(asked, (self._same, self._expected)),
            self._estimate(~heavy, (self._same, self._expected)),
        )

    def _estimate(
        self, chosen: NDArray[np.bool_], told: tuple[NDArray[np.int64], FloatArray]
    ) -> Estimate:
        """The sum over the chosen strata; `told` are the draws (draws, strata) and what is expected (strata)."""
        pairs = int(self._pairs[chosen].sum())
        if not pairs:
            return NOTHING
        totals = told[0][:, chosen].sum(axis=1)
        low, high = np.quantile(totals, [0.025, 0.975], method="inverted_cdf").tolist()
        judged = float(self._pairs[chosen & self._is_judged].sum()) / pairs
        expected = float(told[1][chosen].sum())
        return Estimate(expected, min(low, expected), max(high, expected), judged)

    def _draw(self, cells: Sequence[Cell], samples: Sequence[Judged]) -> NDArray[np.int64]:
        """How many pairs of each stratum are the same, int64 (draws, strata)."""
        generator = np.random.default_rng(SEED)
        drawn = np.zeros((DRAWS, len(cells)), dtype=np.int64)
        for place, (cell, sample) in enumerate(zip(cells, samples, strict=True)):
            shares = generator.beta(*_posterior(cell, sample), size=DRAWS)
            if sample.pairs < ENOUGH:
                shares.sort()  # the same draw is wrong in the same direction in every stratum of the model
            drawn[:, place] = generator.binomial(cell.pairs, shares)
        return drawn


def _posterior(cell: Cell, sample: Judged) -> tuple[float, float]:
    """The two parameters of the distribution of the share that is the same."""
    if sample.pairs >= ENOUGH:
        return sample.same + 0.5, sample.pairs - sample.same + 0.5
    chance = _chance(cell)
    return ENOUGH * chance + 0.5, ENOUGH * (1 - chance) + 0.5


def _expected(cell: Cell, sample: Judged) -> float:
    """The share of a stratum that is expected to be the same: of the posterior, or as the model says."""
    if sample.pairs >= ENOUGH:
        return (sample.same + 0.5) / (sample.pairs + 1)
    return _chance(cell)


def _chance(cell: Cell) -> float:
    """The mean of the model's probabilities."""
    return min(cell.chances / cell.pairs, 1.0) if cell.pairs else 0.5
