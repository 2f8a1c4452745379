"""In which order questions teach most: how open the answer is, how many alike wait, and how much hangs on it.

The value is a product of three:

- *openness*: 4 p (1 - p) of the model's probability p, which is greatest at even odds; or, if that is greater, how near
  the weight is to the line above which pairs are joined unasked, halved with every two bits: an answer there tells
  whether the line stands where it should. (The first is the usual "uncertainty sampling" of Lewis and Gale, 1994, A
  sequential algorithm for training text classifiers.)
- *representativeness*: log2(1 + pairs of the same pattern that wait) / sqrt(1 + pairs of it that were judged). One
  answer tells something of all that look alike, and the tenth answer tells less than the first. (Settles and Craven,
  2008, An analysis of active learning strategies: "information density".)
- *stakes*: log2 of the records that would be one entity: two for a pair of which neither is joined to anything.

Nothing in it is drawn at random: the same ledger gives the same order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.scores import probability

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
#: Bits from the join line with which what an answer tells of the line is halved.
HALVING_BITS = 2.0


def teaching_values(
    weights: FloatArray, join_bits: FloatArray, alike: tuple[IntArray, IntArray], stakes: IntArray
) -> FloatArray:
    """How much an answer about each of k pairs teaches, float64 (k,), from 0 on.

    `weights` and `join_bits` in bits; `alike` how many pairs of the same pattern wait and were judged; `stakes` the
    records that would be one.

    >>> teaching_values(np.array([0.0]), np.array([8.0]), (np.array([1]), np.array([0])), np.array([2])).tolist()
    [1.0]
    """
    chance = probability(weights)
    near = np.exp2(-np.abs(weights - join_bits) / HALVING_BITS)
    openness = np.maximum(4 * chance * (1 - chance), near)
    waiting, judged = alike
    representative = np.log2(1 + waiting) / np.sqrt(1 + judged)
    values: FloatArray = openness * representative * np.log2(np.maximum(stakes, 2))
    return values
