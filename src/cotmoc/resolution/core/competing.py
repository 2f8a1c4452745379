"""What other candidates take from a pair: a record has one counterpart in an agency, so its candidates compete."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray, ragged_from_pairs, shared_values
from cotmoc.resolution.core.scores import PairScores, probability

FloatArray = NDArray[np.float64]
#: Odds beyond this many bits are as good as certain.
_MOST_BITS = 40.0
#: Two records of one agency that are less likely one incident than this are taken for two.
_LEAST_REPEATED = 0.05
#: Less than this takes nothing away that anybody would see.
_LEAST_BITS = 0.01
#: After so many rounds what ends tell each other no longer moves; chains of rivals are short.
_MOST_ROUNDS = 60


def rival_bits(features: IncidentFeatures, scores: PairScores) -> FloatArray:
    """What other candidates take from each pair, float64 bits, 0.0 or less; pairs of one agency have no rivals.

    Either end has one counterpart in the other's agency, or none. So an end is free for a pair by the chance
    f = 1 / (1 + the odds of its other candidates), of which each counts only as far as the candidate is free itself: a
    rival that has its own, better counterpart takes nothing. The odds of the pair are multiplied by the f of both ends.
    This is belief propagation on matchings (Bayati, Shah and Sharma, 2008; Huang and Jebara, 2009), which settles
    whatever the odds, and is exact where no ring of candidates is closed.

    An agency that holds one incident twice is no such doubt: as far as a rival is likely the same as the partner
    itself, its odds do not count.
    """
    two = np.flatnonzero(features.agency[scores.left] != features.agency[scores.right])
    bits = np.zeros(len(scores))
    if not len(two):
        return bits
    left, right = scores.left[two], scores.right[two]
    odds = np.exp2(np.clip(scores.weight[two], -_MOST_BITS, _MOST_BITS))
    agencies = len(features.agency_names)
    ends = np.concatenate([left, right]), np.concatenate([right, left])
    _, group = np.unique(ends[0] * agencies + features.agency[ends[1]], return_inverse=True)
    repeats, free = _repeats(features, scores, ends), np.ones(2 * len(two))
    for _ in range(_MOST_ROUNDS):
        one, other = np.split(free, 2)
        offered = np.tile(odds, 2) * np.concatenate([other, one])
        others = np.bincount(group, offered)[group] - offered - repeats.of(offered)
        fresh = 1.0 / (1.0 + np.maximum(others, 0.0))
        moved = np.log2(fresh / free)
        free = np.sqrt(free * fresh)  # half-way, or equals would take turns
        if np.abs(moved).max() < _LEAST_BITS:
            break
    one, other = np.split(free, 2)
    bits[two] = np.log2(one * other)
    return np.where(bits > -_LEAST_BITS, 0.0, bits)


@dataclass(frozen=True, slots=True)
class _Repeats:
    """Candidates of one end that are likely one incident: `second` is `first` once more by the chance `same`.

    All are positions among (end, partner), each twice, and once in either order.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    same: FloatArray

    def of(self, odds: FloatArray) -> FloatArray:
        """For each (end, partner) the odds of the end's other candidates, as far as these are the partner once more."""
        return np.bincount(self.first, odds[self.second] * self.same, minlength=len(odds)).astype(
            np.float64
        )


def _repeats(
    features: IncidentFeatures, scores: PairScores, ends: tuple[IntArray, IntArray]
) -> _Repeats:
    chance = probability(scores.weight)
    within = features.agency[scores.left] == features.agency[scores.right]
    within &= ~(scores.at("name", "different") | scores.at("registration", "different"))
    twice = np.flatnonzero(within & (chance >= _LEAST_REPEATED))
    count = max(len(features), 1)
    keys = ends[1] * count + ends[0]
    order = np.argsort(keys, kind="stable")
    partners = ragged_from_pairs(ends[1], ends[0], count)
    pair, end = shared_values(partners, partners, scores.left[twice], scores.right[twice])
    first, second = (
        order[np.searchsorted(keys[order], side[twice][pair] * count + end)]
        for side in (scores.left, scores.right)
    )
    same = chance[twice][pair]
    return _Repeats(
        np.concatenate([first, second]), np.concatenate([second, first]), np.tile(same, 2)
    )
