"""Chances of levels among pairs of one thing, by expectation and maximisation over all pairs that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.chances import met_levels, trusted
from cotmoc.resolution.core.scores import probability

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
_ROUNDS = 60
#: As many pairs' worth of trust the chances that one starts from have beside what is counted.
TRUST = 30.0
#: Nobody writes without an error in some thousands, whatever one set of records says.
LEAST_M = 3e-4
_SETTLED_BITS = 1e-3


@dataclass(frozen=True, slots=True)
class Evidence:
    """k pairs that were found, of C comparisons.

    levels    int64 (k, C), level + 1; 0 where nothing compares
    given     float64 (k,), bits that do not change: rarities, and what other chances of u among namesakes say
    all_pairs how many pairs there are at all; those not found are two
    known     float64 (k,), 1 or 0 for what people judged the same or two, nan for all others
    records   how many records the pairs are of
    """

    levels: IntArray
    given: FloatArray
    all_pairs: float
    records: int
    known: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """m by comparison; how often each level was met among matches; the matches expected; each pair's probability."""

    m: list[FloatArray]
    met: list[FloatArray]
    matches: float
    posterior: FloatArray


def estimate(
    evidence: Evidence,
    u: Sequence[FloatArray],
    start: Sequence[FloatArray],
    matches: float,
    *,
    fixed: bool = False,
) -> Estimate:
    """m and the number of matches that make the pairs most likely, u held as it is (Dempster, Laird and Rubin, 1977).

    Since u is counted elsewhere, and the number of all pairs known, the pairs that were found need not be drawn at
    random: a pair left out by the keys is taken to be two. `start` m by comparison to start from, which keeps `TRUST`
    pairs' worth of weight, or stays as it is where `fixed`; `matches` how many to start from.
    """
    m = [np.asarray(each, dtype=np.float64) for each in start]
    posterior: FloatArray = np.zeros(len(evidence.given))
    met: list[FloatArray] = [np.zeros(len(each)) for each in m]
    against = [np.log2(each) for each in u]
    before, fresh = matches, m
    for _ in range(_ROUNDS):
        posterior = _posterior(evidence, m, against, matches)
        matches = max(float(posterior.sum()), 1e-9)
        met = [
            met_levels(evidence.levels[:, place], posterior, len(each))
            for place, each in enumerate(m)
        ]
        if not fixed:
            fresh = [
                np.maximum(trusted(each, begin, TRUST), LEAST_M)
                for each, begin in zip(met, start, strict=True)
            ]
        moved = max(
            float(np.abs(np.log2(one / other)).max()) for one, other in zip(fresh, m, strict=True)
        )
        m = fresh
        if moved < _SETTLED_BITS and abs(matches - before) <= _SETTLED_BITS * before:
            break
        before = matches
    return Estimate(m, met, matches, posterior)


def _posterior(
    evidence: Evidence, m: Sequence[FloatArray], against: Sequence[FloatArray], matches: float
) -> FloatArray:
    """The probability of each pair, what people judged being certain."""
    odds = matches / max(evidence.all_pairs - matches, 1.0)
    bits = evidence.given + np.log2(max(odds, 1e-300))
    for place, (mine, theirs) in enumerate(zip(m, against, strict=True)):
        table = np.concatenate([[0.0], np.log2(mine) - theirs])
        bits = bits + table[evidence.levels[:, place]]
    posterior = probability(bits)
    if evidence.known is not None:
        posterior = np.where(np.isnan(evidence.known), posterior, evidence.known)
    return posterior
