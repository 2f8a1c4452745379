"""Pairs weighed twice: by what two statements say themselves, and with what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.beside import PairsBeside, Shared, informed_bits, pairs_beside
from cotmoc.resolution.core.parties.kernels import score_pairs
from cotmoc.resolution.core.parties.linking import (
    LinkSettings,
    PartyPairs,
    link_parties,
    packed_bits,
)
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.rarity import weights_of
from cotmoc.resolution.core.parties.rows import Parties
from cotmoc.resolution.core.scores import probability

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Mask = NDArray[np.bool_]
#: At least this part of the pairs to be found is looked for among records that share nothing.
LEAST_REST = 0.1


@dataclass(frozen=True, slots=True)
class WeighedPairs:
    """k pairs in the order of their rows; `pairs.weights` is what the two statements say themselves.

    shared   int8 (k,), the place in `names` of what their records share; -1: nothing
    beside   float64 (k,), bits that sharing it adds, or sharing nothing takes: another start than that of any two
    borne    float64 (k,), bits that the whole name of an organisation adds, which no other may bear
    weights  float64 (k,), bits with all of this
    """

    pairs: PartyPairs
    names: tuple[str, ...]
    shared: NDArray[np.int8]
    beside: FloatArray
    borne: FloatArray
    weights: FloatArray

    def __len__(self) -> int:
        return len(self.pairs)

    def take(self, chosen: NDArray[np.intp] | Mask) -> WeighedPairs:
        """Some of the pairs, by position or by mask."""
        of_pairs = {
            each.name: getattr(self, each.name)[chosen]
            for each in fields(self)
            if each.name not in {"pairs", "names"}
        }
        return replace(self, pairs=self.pairs.take(chosen), **of_pairs)


class Weigher:
    """Scores any pairs of rows of one table by one model."""

    def __init__(self, parties: Parties, model: PartyModel):
        self.parties, self.model = parties, model
        self.weights = weights_of(parties.table, parties.vocabulary, model)
        self._words = parties.vocabulary.words.tables()[0]

    def score(self, left: IntArray, right: IntArray) -> tuple[IntArray, FloatArray]:
        """Packed levels int64 (k,) and rarities float64 (k, 3)."""
        return score_pairs(self.parties.table, left, right, self._words, self.weights)

    def weigh(
        self, records: IntArray, shared: Sequence[Shared], links: LinkSettings
    ) -> WeighedPairs:
        """All pairs that share a key or whose records share something, each once, as far as they weigh enough."""
        found = link_parties(self.parties, self.model, links)
        near = pairs_beside(records, shared)
        packed, rarities = self.score(near.left, near.right)
        left = np.concatenate([near.left, found.left])
        right = np.concatenate([near.right, found.right])
        # Those that share something come first, and of equal ones the first stays.
        _, first = np.unique(left * np.int64(max(len(records), 1)) + right, return_index=True)
        packed = np.concatenate([packed, found.packed])[first]
        rarities = np.concatenate([rarities, found.rarities])[first]
        evidence = packed_bits(packed, self.weights.levels) + rarities.sum(axis=1)
        pairs = replace(
            found,
            left=left[first],
            right=right[first],
            packed=packed,
            rarities=rarities,
            weights=self.model.curve.apply(found.prior_bits + evidence),
            compared=found.compared + len(near.left),
            large=(*found.large, *near.large),
        )
        weighed = self._with_beside(pairs, evidence, near, first)
        weighed = replace(weighed, names=tuple(each.name for each in shared))
        enough = np.maximum(weighed.weights, pairs.weights) >= links.least_bits
        return weighed.take(enough)

    def _with_beside(
        self, pairs: PartyPairs, evidence: FloatArray, near: PairsBeside, first: NDArray[np.intp]
    ) -> WeighedPairs:
        beside, shared = np.zeros(len(pairs)), np.full(len(pairs), -1, dtype=np.int8)
        borne = self._borne(pairs)
        held = first < len(near.left)
        shared[held] = near.shared[first[held]]
        ordered = replace(near, shared=shared[held], crowd=near.crowd[first[held]])
        informed = informed_bits(ordered, (evidence + borne)[held], self.model.curve)
        beside[held] = informed - pairs.prior_bits
        if near.fewest:
            likely = probability(self.model.curve.apply(informed + (evidence + borne)[held]))
            beside[~held] = self._sharing_nothing(float(likely.sum()))
        whole = pairs.prior_bits + evidence + borne + beside
        return WeighedPairs(pairs, (), shared, beside, borne, self.model.curve.apply(whole))

    def _sharing_nothing(self, likely: float) -> float:
        """What it takes that two records share nothing: so many pairs that are to be found lie in those that do."""
        partners = self.model.expected_partners
        rest = 1.0 - 2.0 * likely / (partners * max(len(self.parties), 1))
        return float(np.log2(max(rest, LEAST_REST)))

    def _borne(self, pairs: PartyPairs) -> FloatArray:
        """What it adds that two organisations bear the whole same name."""
        facts = self.parties.table[:, at.FACTS] >> at.ORGANISATION_SHIFT & 1
        both = (facts[pairs.left] & facts[pairs.right]) == 1
        whole = both & is_at(pairs.packed, "name", "exact", "unmarked")
        return np.where(whole, self.model.organisation_bits, 0.0)


def is_at(packed: IntArray, comparison: str, *levels: str) -> Mask:
    """True for the packed levels (int64) of which the comparison came out at one of the named ones."""
    shift = at.LEVEL_BITS * at.COMPARISONS.index(comparison)
    codes = [at.level_code(comparison, level) + 1 for level in levels]
    return np.isin(packed >> shift & 15, codes)
