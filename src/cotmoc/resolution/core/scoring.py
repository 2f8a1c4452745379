"""The weight of evidence that the two records of a pair are one thing, and what it is made of."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.comparison import LEVELS, Levels, compare, level, measure
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.reasons import explain
from cotmoc.resolution.core.scores import PairScores, Score
from cotmoc.resolution.core.weights import WeightTable, load_weights
from cotmoc.resolution.core.word_comparison import (
    WordComparison,
    WordEvidence,
    compare_words,
    word_evidence,
)

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

    def score(self, features: IncidentFeatures, left: IntArray, right: IntArray) -> PairScores:
        """The scores of the pairs of rows, every comparison's bits beside the sum."""
        facts = measure(features, left, right)
        levels = compare(features, left, right, facts)
        near = np.isin(levels["time"], [level("time", name) for name in _NEAR_TIME])
        near &= np.isin(levels["place"], [level("place", name) for name in _NEAR_PLACE])
        words = compare_words(features, self.evidence(features), left, right, near)
        levels |= {"name": words.name, "text": words.text}
        bits = {name: self.table.levels[name][levels[name]] for name in LEVELS}
        bits = self._with_computed(features, bits, words, (left, levels["offence"]))
        weight = self.table.prior_bits + np.sum([bits[name] for name in LEVELS], axis=0)
        return PairScores(
            self.model, self.table.prior_bits, left, right, levels, bits, facts, weight
        )

    def explain(self, features: IncidentFeatures, scores: PairScores) -> tuple[Score, ...]:
        """Each of the scores in words."""
        return explain(features, scores, self.evidence(features))

    def _with_computed(
        self,
        features: IncidentFeatures,
        bits: dict[str, NDArray[np.float64]],
        words: WordComparison,
        offence: tuple[IntArray, Levels],
    ) -> dict[str, NDArray[np.float64]]:
        """The bits with those of shared names, texts and offences, which follow from how rare the value is."""
        table, (left, levels) = self.table.words, offence
        bits["name"] = bits["name"] + np.minimum(
            table.name_factor * words.name_bits, table.name_cap_bits
        )
        bits["text"] = bits["text"] + np.minimum(
            table.text_factor * words.text_bits, table.text_cap_bits
        )
        same = np.flatnonzero(levels == level("offence", "same"))
        codes = features.offence[left[same]]
        counts = np.bincount(features.offence[features.offence >= 0], minlength=1)
        rarity = -np.log2(counts[codes] / max(int(counts.sum()), 1))
        bits["offence"][same] = np.minimum(rarity, table.offence_cap_bits)
        return bits
