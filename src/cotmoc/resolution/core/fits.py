"""What people judged of pairs, and how weights do on it: the same for whatever is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.measuring import Calibration, calibration
from cotmoc.resolution.core.scores import probability

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: Fewer expected matches in all are no ground for weights.
FEWEST_MATCHES = 50


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs of rows that people judged: int64 `left`, `right`, bool `same`."""

    left: IntArray
    right: IntArray
    same: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often weights agree with people, over `judged` pairs.

    `agreed` is the share of pairs on whose side they are (above or below 0 bits), `log_loss` the mean of -log2 of the
    probability that they gave to what people said; nan without judged pairs. `reliability` says whether as many of the
    pairs that are given a chance are the same as it promises; None without judged pairs.
    """

    judged: int = 0
    agreed: float = float("nan")
    log_loss: float = float("nan")
    reliability: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table of weights does: its bits by comparison and level, the joins it expects, and how it suits people.

    `namesakes`: by group of namesakes the bits that are others among them than among any two; empty without such.
    """

    model: str
    bits: Mapping[str, Mapping[str, float]]
    expected_matches: float
    people: Agreement
    namesakes: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)


def agreement(weights: FloatArray, same: NDArray[np.bool_]) -> Agreement:
    """How often weights (bits) agree with what people said of the same pairs.

    >>> agreement(np.array([1.0, -1.0, 3.0]), np.array([True, False, False])).agreed.__round__(2)
    0.67
    """
    if not len(same):
        return Agreement()
    said = probability(np.where(same, weights, -weights))
    loss = -np.log2(np.maximum(said, 1e-12))
    agreed, reliability = np.mean((weights > 0) == same), calibration(probability(weights), same)
    return Agreement(len(same), float(agreed), float(np.mean(loss)), reliability)
