"""The weight of evidence that the two records of a pair are one thing, and what it is made of."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.comparison import (
    LEVELS,
    Levels,
    PairFacts,
    compare,
    level,
    measure,
)
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.reasons import explain
from cotmoc.resolution.core.scores import PairScores, Score
from cotmoc.resolution.core.weights import WeightTable, load_weights
from cotmoc.resolution.core.word_comparison import WordEvidence, compare_words, word_evidence

#: Levels of time and place at which spelling variants of names are worth looking for.
_NEAR_TIME = ("same_time", "same_day", "same_day_other_time", "next_day", "same_month")
_NEAR_PLACE = ("same_point", "within_1km", "within_5km", "same_area")


class Scorer(Protocol):
    """Anything that weighs pairs of incidents. Scores are symmetric in left and right.

    A model trained elsewhere (Splink's m and u) goes in as a `WeightTable`; another kind of model as another class.
    """

    @property
    def model(self) -> str:
        """Name and version, kept with every proposal and judgement."""
        ...

    def score(self, features: IncidentFeatures, left: IntArray, right: IntArray) -> PairScores:
        """The scores of the pairs of rows."""
        ...

    def explain(self, features: IncidentFeatures, scores: PairScores) -> tuple[Score, ...]:
        """Each of the scores in words."""
        ...


class WeightScorer:
    """Adds up the weights of a table; the words of the last features it saw are prepared once."""

    def __init__(self, table: WeightTable | None = None):
        self.table = table or load_weights()
        self._prepared: tuple[IncidentFeatures, WordEvidence] | None = None

    @property
    def model(self) -> str:
        """Name and version of the table."""
        return self.table.name

    def evidence(self, features: IncidentFeatures) -> WordEvidence:
        """The words of `features`, weighed."""
        if self._prepared is None or self._prepared[0] is not features:
            self._prepared = features, word_evidence(features, self.table.words)
        return self._prepared[1]

    def levels(
        self, features: IncidentFeatures, left: IntArray, right: IntArray
    ) -> tuple[PairFacts, dict[str, Levels]]:
        """What is measured of each pair, and the level of every comparison."""
        facts = measure(features, left, right)
        levels = compare(features, left, right, facts)
        near = np.isin(levels["time"], [level("time", name) for name in _NEAR_TIME])
        near &= np.isin(levels["place"], [level("place", name) for name in _NEAR_PLACE])
        words = compare_words(features, self.evidence(features), left, right, near)
        levels |= {"name": words.name, "text": words.text}
        return facts, _said_once(levels)

    def score(self, features: IncidentFeatures, left: IntArray, right: IntArray) -> PairScores:
        """The scores of the pairs of rows, every comparison's bits beside the sum."""
        facts, levels = self.levels(features, left, right)
        table = self.table
        bits = {name: table.bits(name)[levels[name]] for name in LEVELS}
        bits["offence"] = bits["offence"] + self._offence_rarity(features, left, levels["offence"])
        weight = table.prior_bits + np.sum([bits[name] for name in LEVELS], axis=0)
        return PairScores(self.model, table.prior_bits, left, right, levels, bits, facts, weight)

    def explain(self, features: IncidentFeatures, scores: PairScores) -> tuple[Score, ...]:
        """Each of the scores in words."""
        return explain(features, scores, self.evidence(features))

    def _offence_rarity(
        self, features: IncidentFeatures, left: IntArray, levels: Levels
    ) -> NDArray[np.float64]:
        """What the same offence says more or less than on average, by how many records have it; 0.0 elsewhere.

        One that everybody has says nothing, and never speaks against.
        """
        shares = offence_shares(features)
        if not len(shares):
            return np.zeros(len(left))
        usual = float(self.table.u["offence"][level("offence", "same")])
        more = np.log2(usual / np.maximum(shares, 1e-9))
        more = self.table.slope * np.minimum(more, self.table.words.offence_cap_bits)
        usual_bits = float(self.table.bits("offence")[level("offence", "same")])
        more = np.maximum(more, -usual_bits)
        same = levels == level("offence", "same")
        return np.where(same, more[features.offence[left]], 0.0)


def offence_shares(features: IncidentFeatures) -> NDArray[np.float64]:
    """The share of the records with an offence that have each offence, float64 by code."""
    counts = np.bincount(
        features.offence[features.offence >= 0], minlength=len(features.offence_names)
    )
    shares: NDArray[np.float64] = counts / max(int(counts.sum()), 1)
    return shares


def _said_once(levels: dict[str, Levels]) -> dict[str, Levels]:
    """Who or what is recognised as the same is no further evidence by its name and registration."""
    known = levels["parties"] >= 0
    agreeing = {"name": ("rare", "shared", "similar"), "registration": ("shared",)}
    for comparison, names in agreeing.items():
        codes = [level(comparison, name) for name in names]
        said = known & np.isin(levels[comparison], codes)
        levels[comparison] = np.where(said, -1, levels[comparison]).astype(np.int8)
    return levels
