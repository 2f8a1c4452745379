"""What comes out by chance: levels among any two records, among namesakes, and values that two have in common."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.chances import FEWEST_MET, u_of
from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.kernels import score_pairs
from cotmoc.resolution.core.parties.layout import COMPARISONS, LEVELS, NAMESAKES, ROLES
from cotmoc.resolution.core.parties.linking import packed_bits
from cotmoc.resolution.core.parties.model import BadModelError, PartyModel
from cotmoc.resolution.core.parties.rarity import Counts
from cotmoc.resolution.core.parties.rows import Parties
from cotmoc.resolution.core.scores import probability

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Mask = NDArray[np.bool_]
#: Random pairs, so many at a time, and how often at most: of a day of birth in common some forty come in a million.
_RANDOM_PAIRS, _MOST_PARTS = 1_000_000, 8
#: Fewer records have fewer matches, whose chances are the less certain.
_RECORDS_A_PART = 10_000
_NAMESAKE_PAIRS = 300_000
#: So many pairs at a level, met and expected, stand for the supposition that namesakes are like any two.
_TRUST = 20.0


def levels_of(packed: IntArray) -> IntArray:
    """int64 (k, 6): level + 1 of each comparison, 0 where nothing compares."""
    shifts = at.LEVEL_BITS * np.arange(len(COMPARISONS))
    levels: IntArray = packed[:, None] >> shifts & 15
    return levels


def weigh(
    parties: Parties, model: PartyModel, left: IntArray, right: IntArray
) -> tuple[IntArray, FloatArray]:
    """The packed levels of given pairs of rows, and their weights in bits, float64."""
    counts = Counts(parties.vocabulary)
    counts.add(parties.table)
    weights = counts.weights(model)
    words = parties.vocabulary.words.tables()[0]
    packed, rarities = score_pairs(parties.table, left, right, words, weights)
    total = packed_bits(packed, weights.levels) + rarities.sum(axis=1)
    return packed, model.curve.apply(model.prior_bits(len(parties)) + total)


def counted_u(parties: Parties, start: PartyModel) -> tuple[dict[str, FloatArray], dict[str, Mask]]:
    """The chances of levels among two records of two things, and which are too rare to be met: these stay as stated.

    Counted among random pairs, each as much as `start` says that it is two. Raises `BadModelError` (`too_few`).
    """
    count = len(parties)
    if count < 2:
        raise BadModelError("fewer than two records", reason="too_few", at="records")
    chance, told = np.random.default_rng(1), np.zeros((len(COMPARISONS), 16))
    for _ in range(min(max(count // _RECORDS_A_PART, 1), _MOST_PARTS)):
        left = chance.integers(0, count, _RANDOM_PAIRS)
        right = (left + chance.integers(1, count, _RANDOM_PAIRS)) % count
        packed, weights = weigh(parties, start, left, right)
        told += _told(levels_of(packed), 1.0 - probability(weights))
    found, rare = {}, {}
    for place, comparison in enumerate(COMPARISONS):
        met = told[place, 1 : len(LEVELS[comparison]) + 1]
        found[comparison], rare[comparison] = u_of(met, start.u[comparison])
    return found, rare


def _told(levels: IntArray, shares: FloatArray) -> FloatArray:
    """How often each level was met, each pair by its share, float64 (6, 16)."""
    columns = [np.bincount(column, weights=shares, minlength=16) for column in levels.T]
    return np.stack(columns)


def counted_namesakes(
    parties: Parties, model: PartyModel
) -> Mapping[str, Mapping[str, FloatArray]]:
    """By group of names: the chances of other levels among two of two things whose names agree.

    Counted among pairs drawn from those of one name, and of one given name, each as much as `model` says that it is
    two. Few such pairs say little: beside them stands what holds for any two.
    """
    names = {
        "whole": parties.table[:, at.FOLDED],
        "part": parties.table[:, at.FAMILY_GIVEN] & 0xFFFFFFFF,
    }
    named = (parties.table[:, at.FACTS] >> at.COUNT_SHIFT & 15) > 0
    found = {}
    for seed, (group, values) in enumerate(names.items()):
        left, right = _pairs_alike(np.where(named, values, 0), seed)
        packed, weights = weigh(parties, model, left, right)
        wanted = np.isin(packed & 15, [1 + at.level_code("name", n) for n in NAMESAKES[group]])
        told = _told(levels_of(packed[wanted]), 1.0 - probability(weights[wanted]))
        found[group] = {
            comparison: _u_among(told[place], model.u[comparison])
            for place, comparison in enumerate(COMPARISONS)
            if comparison != "name"
        }
    return found


def _u_among(told: FloatArray, u: FloatArray) -> FloatArray:
    """u, times how much more often than expected each level was met."""
    met = told[1 : len(u) + 1]
    share: FloatArray = u * (met + _TRUST) / (met.sum() * u / u.sum() + _TRUST)
    bounded: FloatArray = np.minimum(share / share.sum() * u.sum(), 1.0)
    return bounded


def _pairs_alike(values: IntArray, seed: int) -> tuple[IntArray, IntArray]:
    """Pairs of rows drawn from all that have the same value, which is not 0."""
    order = np.argsort(values, kind="stable")
    order = order[values[order] != 0]
    held = values[order]
    starts = np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]])) if len(held) else held
    sizes = np.diff(np.concatenate([starts, [len(held)]]))
    ends = np.cumsum(sizes * (sizes - 1))
    if not len(ends) or ends[-1] == 0:
        return held[:0], held[:0]
    chance = np.random.default_rng(seed)
    drawn = chance.integers(0, ends[-1], min(_NAMESAKE_PAIRS, 4 * int(ends[-1])))
    block = np.searchsorted(ends, drawn, side="right")
    size = sizes[block]
    first = chance.integers(0, size)
    second = (first + chance.integers(1, size)) % size
    return order[starts[block] + first], order[starts[block] + second]


def counted_chances(parties: Parties, start: PartyModel) -> dict[str, float]:
    """How likely two names, communes, nationalities drawn from the records are the same."""
    counts = Counts(parties.vocabulary)
    counts.add(parties.table)
    chances = {}
    for role in ROLES:
        met = counts.by_role[role].astype(np.float64)
        total = met.sum()
        enough = total >= FEWEST_MET
        chances[role] = float(((met / total) ** 2).sum()) if enough else start.chances[role]
    return chances
