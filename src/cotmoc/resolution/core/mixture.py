"""Chances of levels by expectation and maximisation over pairs that were drawn: some are one thing, the others two.

The mechanism alone, for whatever is compared; `found_pairs` has it for pairs that were not drawn but looked for. It
works on distinct patterns of levels, so that a million pairs cost no more than the some thousand ways in which they
come out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.chances import met_levels, trusted
from cotmoc.resolution.core.scores import probability

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
#: Rounds of expectation and maximisation; after some thirty nothing moves by a hundredth of a bit.
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct patterns of levels and how many pairs came out so.

    codes   int64 (k, c): level + 1 by comparison, 0 where nothing is compared
    counts  float64 (k,)
    fixed   float64 (k,): the chance of one thing where it is known (0 or 1, as people judged), nan where not
    """

    codes: IntArray
    counts: FloatArray
    fixed: FloatArray


@dataclass(frozen=True, slots=True)
class Mixture:
    """What is known of each comparison of the patterns, in their order.

    `m`, `u` chances by level; u stands, m is estimated. `share` of pairs of one thing, which is estimated, too, unless
    `is_share_known`.
    """

    m: Sequence[FloatArray]
    u: Sequence[FloatArray]
    share: float
    is_share_known: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated mixture; `posterior` float64 (k,), the chance of one thing by pattern."""

    mixture: Mixture
    posterior: FloatArray


def patterns_of(codes: IntArray, fixed: FloatArray | None = None) -> Patterns:
    """The distinct rows of `codes` (n, c) with their counts; rows of which the answer is known stand apart.

    >>> found = patterns_of(np.array([[1, 0], [1, 0], [2, 1]]))
    >>> found.codes.tolist(), found.counts.tolist()
    ([[1, 0], [2, 1]], [2.0, 1.0])
    """
    known = np.full(len(codes), np.nan) if fixed is None else fixed
    marked = np.column_stack([codes, np.nan_to_num(known, nan=2.0).astype(np.int64)])
    distinct, counts = np.unique(marked, axis=0, return_counts=True)
    answers = distinct[:, -1].astype(np.float64)
    answers[answers == 2.0] = np.nan
    return Patterns(distinct[:, :-1], counts.astype(np.float64), answers)


def estimate(patterns: Patterns, start: Mixture, *, trust: float) -> Estimate:
    """The chances under which the patterns are most likely (Dempster, Laird and Rubin, 1977), after Fellegi and Sunter.

    `trust` is as many pairs' worth of belief in the chances that one starts from. Patterns that are known to be of one
    thing or of two take part with certainty.
    """
    mixture = start
    posterior = _posterior(patterns, mixture)
    for _ in range(ROUNDS):
        same = posterior * patterns.counts
        share = float(np.clip(same.sum() / max(patterns.counts.sum(), 1.0), 1e-6, 1 - 1e-6))
        m = [
            trusted(met_levels(patterns.codes[:, place], same, len(chances)), chances, trust)
            for place, chances in enumerate(start.m)
        ]
        mixture = replace(start, m=m, share=start.share if start.is_share_known else share)
        posterior = _posterior(patterns, mixture)
    return Estimate(mixture, posterior)


def _posterior(patterns: Patterns, mixture: Mixture) -> FloatArray:
    bits = np.zeros(len(patterns.counts))
    for place, (m, u) in enumerate(zip(mixture.m, mixture.u, strict=True)):
        table = np.concatenate([[0.0], np.log2(m / u)])
        bits += table[patterns.codes[:, place]]
    prior = np.log2(mixture.share / (1 - mixture.share))
    if mixture.is_share_known:
        prior = prior_for(bits, patterns.counts, mixture.share * float(patterns.counts.sum()))
    found: FloatArray = np.where(
        np.isnan(patterns.fixed), probability(prior + bits), patterns.fixed
    )
    return found


def prior_for(bits: FloatArray, counts: FloatArray, matches: float) -> float:
    """The bits to start with by which pairs of such bits come to so many matches.

    >>> round(prior_for(np.array([5.0, 1.0]), np.array([1.0, 1.0]), 1.0), 1)
    -3.0
    """
    low, high = -60.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        if float(probability(middle + bits) @ counts) < matches:
            low = middle
        else:
            high = middle
    return middle


def calibrated(bits: FloatArray, same: NDArray[np.bool_], start: float) -> tuple[float, float]:
    """The slope and the offset by which summed bits become the log2 odds that people's answers bear out.

    A logistic regression of the answers on the bits (Platt, 1999), drawn towards `start` and no offset as by a few
    answers more. Comparisons repeat each other, so that the sum of their bits says too much: the slope takes that back.
    """
    weights = np.array([start, 0.0])
    pull = np.array([40.0, 0.5])
    for _ in range(50):
        odds = weights[0] * bits + weights[1]
        chance = probability(odds)
        design = np.column_stack([bits, np.ones(len(bits))]) * np.log(2)
        slope = design.T @ (same - chance) - pull * (weights - [start, 0.0])
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights = weights + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])
