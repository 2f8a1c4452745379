"""Scores of pairs, and single scores in words: coded reasons that add up to the weight like a waterfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.comparison import LEVELS, Levels, PairFacts, level
from cotmoc.resolution.core.ragged import IntArray


@dataclass(frozen=True, slots=True)
class PairScores:
    """The scores of k pairs.

    `left`, `right` rows; `levels` int8 (k,) per comparison, -1 missing; `bits` float64 (k,) per comparison, adding up
    with `prior_bits`, `together_bits` and `rival_bits` to `weight`, the log2 of the odds that the pair is one thing.
    `rival_bits` is what other candidates of the two take from it, 0.0 or less; None until all candidates are known.
    """

    model: str
    prior_bits: float
    left: IntArray
    right: IntArray
    levels: Mapping[str, Levels]
    bits: Mapping[str, NDArray[np.float64]]
    facts: PairFacts
    weight: NDArray[np.float64]
    rival_bits: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.left)

    @property
    def probability(self) -> NDArray[np.float64]:
        """The odds as probabilities, float64 (k,)."""
        return probability(self.weight)

    @property
    def together_bits(self) -> NDArray[np.float64]:
        """What all evidence seen together is worth more, or mostly less, than its bits add up to, float64 (k,)."""
        rivals = 0.0 if self.rival_bits is None else self.rival_bits
        total = self.prior_bits + np.sum(list(self.bits.values()), axis=0)
        together: NDArray[np.float64] = self.weight - rivals - total
        return together

    def take(self, pairs: NDArray[np.intp] | NDArray[np.bool_]) -> PairScores:
        """The scores of some of the pairs, by position or by mask."""
        return PairScores(
            self.model,
            self.prior_bits,
            self.left[pairs],
            self.right[pairs],
            {name: levels[pairs] for name, levels in self.levels.items()},
            {name: bits[pairs] for name, bits in self.bits.items()},
            self.facts.take(pairs),
            self.weight[pairs],
            None if self.rival_bits is None else self.rival_bits[pairs],
        )

    def beside_rivals(self, rival_bits: NDArray[np.float64]) -> PairScores:
        """The scores with what other candidates take from them."""
        return replace(self, weight=self.weight + rival_bits, rival_bits=rival_bits)

    def at(self, comparison: str, *names: str) -> NDArray[np.bool_]:
        """True for the pairs whose `comparison` came out at one of the named levels."""
        return np.isin(self.levels[comparison], [level(comparison, name) for name in names])


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the waterfall: `code` is `comparison.level`, as in `time.same_day`; `weight` its bits.

    `params` fill the text that the pages keep for the code.
    """

    code: str
    params: Mapping[str, str | int]
    weight: float

    def as_json(self) -> dict[str, Any]:
        """The reason as it is kept in tables."""
        return {"code": self.code, "params": dict(self.params), "weight": round(self.weight, 2)}


@dataclass(frozen=True, slots=True)
class Score:
    """The weight in bits, the probability it stands for, and the reasons: their weights add up to it."""

    weight: float
    probability: float
    reasons: tuple[Reason, ...]

    def reasons_as_json(self) -> list[dict[str, Any]]:
        """All reasons as they are kept in tables."""
        return [reason.as_json() for reason in self.reasons]


def probability(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log2 odds.

    >>> probability(np.array([0.0, 1.0])).round(3).tolist()
    [0.5, 0.667]
    """
    return 1.0 / (1.0 + np.exp2(-np.asarray(weight)))


def merge_scores(parts: Sequence[PairScores]) -> PairScores:
    """The pairs of all parts (of one model), each pair once, in the order of their rows."""
    left = np.concatenate([part.left for part in parts])
    right = np.concatenate([part.right for part in parts])
    width = int(right.max(initial=0)) + 1
    _, first = np.unique(left * width + right, return_index=True)
    joined = PairScores(
        model=parts[0].model,
        prior_bits=parts[0].prior_bits,
        left=left,
        right=right,
        levels={n: np.concatenate([p.levels[n] for p in parts]) for n in LEVELS},
        bits={n: np.concatenate([p.bits[n] for p in parts]) for n in LEVELS},
        facts=PairFacts(
            np.concatenate([part.facts.gap_days for part in parts]),
            np.concatenate([part.facts.distance_m for part in parts]),
            np.concatenate([part.facts.rivals for part in parts]),
        ),
        weight=np.concatenate([part.weight for part in parts]),
    )
    return joined.take(first)
