"""What other candidates take from a pair: a record has one counterpart in an agency, so its candidates compete."""

from __future__ import annotations

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


def rival_bits(features: IncidentFeatures, scores: PairScores) -> FloatArray:
    """What other candidates take from each pair, float64 bits, 0.0 or less; pairs of one agency have no rivals.

    Either end has one counterpart in the other's agency, or none. So the odds o of a pair are set against 1 and the
    odds of all other candidates of both ends in these agencies: o / (1 + sum of the others). An agency that holds one
    incident twice is no such doubt: as far as a rival is likely the same as the partner itself, its odds do not count.
    """
    two = np.flatnonzero(features.agency[scores.left] != features.agency[scores.right])
    left, right = scores.left[two], scores.right[two]
    odds = np.exp2(np.clip(scores.weight[two], -_MOST_BITS, _MOST_BITS))
    agencies = len(features.agency_names)
    ends = np.concatenate([left, right]), np.concatenate([right, left])
    _, group = np.unique(ends[0] * agencies + features.agency[ends[1]], return_inverse=True)
    others = np.bincount(group, np.tile(odds, 2))[group] - np.tile(odds, 2)
    others -= _repeated(features, scores, ends, np.tile(odds, 2))
    one, other = np.split(np.maximum(others, 0.0), 2)
    bits = np.zeros(len(scores))
    bits[two] = -np.log2(1.0 + one + other)
    return np.where(bits > -_LEAST_BITS, 0.0, bits)


def _repeated(
    features: IncidentFeatures,
    scores: PairScores,
    ends: tuple[IntArray, IntArray],
    odds: FloatArray,
) -> FloatArray:
    """For each (end, partner) the odds of the end's other candidates, as far as these are the partner once more."""
    found = np.zeros(len(odds))
    chance = probability(scores.weight)
    within = features.agency[scores.left] == features.agency[scores.right]
    within &= ~(scores.at("name", "different") | scores.at("registration", "different"))
    twice = np.flatnonzero(within & (chance >= _LEAST_REPEATED))
    count = max(len(features), 1)
    if not len(twice) or not len(odds):
        return found
    keys = ends[1] * count + ends[0]
    order = np.argsort(keys, kind="stable")
    partners = ragged_from_pairs(ends[1], ends[0], count)
    pair, end = shared_values(partners, partners, scores.left[twice], scores.right[twice])
    first, second = (
        order[np.searchsorted(keys[order], side[twice][pair] * count + end)]
        for side in (scores.left, scores.right)
    )
    same = chance[twice][pair]
    np.add.at(found, first, odds[second] * same)
    np.add.at(found, second, odds[first] * same)
    return found
