"""What rivals take from a pair, against all ways in which records could be matched, one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.scores import PairScores, probability
from cotmoc.resolution.core.scoring import WeightScorer
from tests.unit.resolution.incidents import DAY, Incident, features_of

Weights = dict[tuple[int, int], float]


def scored(ours: int, theirs: int, weights: Weights) -> tuple[IncidentFeatures, PairScores]:
    """So many records of either agency, and pairs (one of ours, one of theirs) of the given weights."""
    told = [Incident(number, "alpha", DAY) for number in range(1, ours + 1)]
    told += [Incident(ours + number, "bravo", DAY) for number in range(1, theirs + 1)]
    features = features_of(*told)
    left = np.array([one for one, _ in weights], dtype=np.int64)
    right = np.array([ours + other for _, other in weights], dtype=np.int64)
    scores = WeightScorer().score(features, left, right)
    return features, replace(scores, weight=np.array(list(weights.values())))


def chances(
    ours: int, theirs: int, weights: Weights
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The chance of each pair after its rivals."""
    features, scores = scored(ours, theirs, weights)
    return probability(scores.weight + rival_bits(features, scores))


def counted(weights: Weights) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The chance of each pair by all sets of pairs in which no record is matched twice, each by the product of odds."""
    pairs, total, found = list(weights), 0.0, np.zeros(len(weights))
    for taken in product((False, True), repeat=len(pairs)):
        chosen = [pair for pair, is_in in zip(pairs, taken, strict=True) if is_in]
        if len({one for one, _ in chosen}) == len({other for _, other in chosen}) == len(chosen):
            odds = 2.0 ** sum(weights[pair] for pair in chosen)
            total += odds
            found += odds * np.array(taken)
    return found / total


def test_rival_with_a_better_counterpart_of_its_own_takes_nothing() -> None:
    found = chances(2, 2, {(0, 0): 6.0, (0, 1): 6.0, (1, 1): 30.0})
    assert found[0] > 0.98
    assert found[1] < 0.01


def test_two_equal_candidates_halve_what_is_certain() -> None:
    found = chances(1, 2, {(0, 0): 20.0, (0, 1): 20.0})
    assert np.allclose(found, 0.5, atol=0.01)


@given(st.lists(st.floats(-6, 12), min_size=1, max_size=6))
def test_chain_of_candidates_comes_out_as_counted(bits: list[float]) -> None:
    chain = {((place + 1) // 2, place // 2): weight for place, weight in enumerate(bits)}
    assert np.allclose(chances(4, 3, chain), counted(chain), atol=0.01)


@given(st.lists(st.floats(-6, 12), min_size=9, max_size=9))
def test_no_record_is_matched_more_than_once_in_all(bits: list[float]) -> None:
    weights = dict(zip(product(range(3), range(3)), bits, strict=True))
    found = chances(3, 3, weights).reshape(3, 3)
    assert found.sum(axis=0).max() < 1.02
    assert found.sum(axis=1).max() < 1.02
