"""The weight of evidence that the two records of a pair are one thing, and what it is made of."""

from __future__ import annotations

from typing import NamedTuple, Protocol

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
from cotmoc.resolution.core.rivals import RivalIndex
from cotmoc.resolution.core.scores import PairScores, Score
from cotmoc.resolution.core.weights import WeightTable, load_weights
from cotmoc.resolution.core.word_comparison import WordEvidence, compare_words, word_evidence

#: Levels of time and place at which spelling variants of names are worth looking for.
_NEAR_TIME = ("same_time", "same_day", "same_day_other_time", "next_day", "same_month")
_NEAR_PLACE = ("same_point", "within_1km", "within_5km", "same_area")
#: What takes longest to compare, and is only looked at where it could matter.
_LATER = ("rivals", "name", "text")
#: Sums in another order differ by less than this.
_ROUNDING_BITS = 1e-6


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

    def hopeful(
        self, features: IncidentFeatures, left: IntArray, right: IntArray, least_bits: float
    ) -> NDArray[np.intp]:
        """The positions of the pairs whose weight may reach `least_bits`, found without weighing all of them."""
        ...

    def explain(self, features: IncidentFeatures, scores: PairScores) -> tuple[Score, ...]:
        """Each of the scores in words."""
        ...


class _Prepared(NamedTuple):
    """What is worked out once for some features."""

    features: IncidentFeatures
    words: WordEvidence
    rivals: RivalIndex


class WeightScorer:
    """Adds up the weights of a table; the words and rivals of the last features it saw are prepared once."""

    def __init__(self, table: WeightTable | None = None):
        self.table = table or load_weights()
        self._known: _Prepared | None = None

    @property
    def model(self) -> str:
        """Name and version of the table."""
        return self.table.name

    def evidence(self, features: IncidentFeatures) -> WordEvidence:
        """The words of `features`, weighed."""
        return self._prepared(features).words

    def _prepared(self, features: IncidentFeatures) -> _Prepared:
        if self._known is None or self._known.features is not features:
            words = word_evidence(features, self.table.words)
            self._known = _Prepared(features, words, RivalIndex(features))
        return self._known

    def levels(
        self, features: IncidentFeatures, left: IntArray, right: IntArray
    ) -> tuple[PairFacts, dict[str, Levels]]:
        """What is measured of each pair, and the level of every comparison."""
        prepared = self._prepared(features)
        facts = measure(features, left, right, prepared.rivals)
        levels = compare(features, left, right, facts)
        near = np.isin(levels["time"], [level("time", name) for name in _NEAR_TIME])
        near &= np.isin(levels["place"], [level("place", name) for name in _NEAR_PLACE])
        words = compare_words(features, prepared.words, left, right, near)
        levels |= {"name": words.name, "text": words.text}
        return facts, _said_once(levels)

    def hopeful(
        self, features: IncidentFeatures, left: IntArray, right: IntArray, least_bits: float
    ) -> NDArray[np.intp]:
        """The positions of the pairs that may weigh `least_bits`: if words and rivals said the utmost for them.

        Most pairs that share no more than a word of a name are so far apart in time and place that nothing in their
        texts could make up for it.
        """
        levels = _said_once(compare(features, left, right, measure(features, left, right, None)))
        quick = [name for name in LEVELS if name not in _LATER]
        bits = self._bits(features, left, {name: levels[name] for name in quick})
        utmost = sum(max(float(self.table.bits(name).max()), 0.0) for name in _LATER)
        most = self.table.prior_bits + utmost + np.sum(list(bits.values()), axis=0)
        return np.flatnonzero(most >= self.table.curve.before(least_bits) - _ROUNDING_BITS)

    def score(self, features: IncidentFeatures, left: IntArray, right: IntArray) -> PairScores:
        """The scores of the pairs of rows, every comparison's bits beside the sum."""
        facts, levels = self.levels(features, left, right)
        bits = self._bits(features, left, {name: levels[name] for name in LEVELS})
        prior = self.table.prior_bits
        weight = self.table.curve.apply(prior + np.sum([bits[name] for name in LEVELS], axis=0))
        return PairScores(self.model, prior, left, right, levels, bits, facts, weight)

    def _bits(
        self, features: IncidentFeatures, left: IntArray, levels: dict[str, Levels]
    ) -> dict[str, NDArray[np.float64]]:
        """The bits of some comparisons, the offence among them."""
        bits = {name: self.table.bits(name)[codes] for name, codes in levels.items()}
        bits["offence"] = bits["offence"] + self._offence_rarity(features, left, levels["offence"])
        return bits

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
        if comparison not in levels:
            continue
        codes = [level(comparison, name) for name in names]
        said = known & np.isin(levels[comparison], codes)
        levels[comparison] = np.where(said, -1, levels[comparison]).astype(np.int8)
    return levels
