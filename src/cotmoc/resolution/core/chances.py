"""Chances of levels as they are counted and put in order: the same for whatever is compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: A level met less often among pairs of two things keeps the chance that was stated, unless that is plainly too high.
FEWEST_MET = 20


def met_levels(codes: IntArray, weight: FloatArray, levels: int) -> FloatArray:
    """How often each level is met, each pair counting by its weight; float64 (levels,).

    `codes` int64 (k,) level + 1, 0 where nothing is compared.

    >>> met_levels(np.array([0, 1, 2, 2]), np.array([1.0, 1.0, 0.5, 1.0]), 2).tolist()
    [1.0, 1.5]
    """
    met = np.bincount(codes, weights=weight, minlength=levels + 1)[1 : levels + 1]
    return met.astype(np.float64)


def trusted(met: FloatArray, stated: FloatArray, trust: float) -> FloatArray:
    """The chances of levels that were met so often, beside `trust` pairs' worth of belief in the stated ones.

    >>> trusted(np.array([30.0, 0.0]), np.array([0.5, 0.5]), 10.0).tolist()
    [0.875, 0.125]
    """
    found: FloatArray = (met + trust * stated / stated.sum()) / (met.sum() + trust)
    return found


def u_of(met: FloatArray, stated: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """The chances of levels among pairs of two things, from how often each was met; and which were met too seldom.

    Those keep what was stated, or what three more would have made of them where that is less.

    >>> u_of(np.array([0.0, 400.0, 9600.0]), np.array([1e-6, 0.1, 0.9]))[0].round(6).tolist()
    [1e-06, 0.04, 0.959999]
    """
    total = float(met.sum())
    rare = met < FEWEST_MET
    if total < FEWEST_MET * len(met):
        return stated, np.ones(len(met), dtype=bool)
    u = np.where(rare, np.minimum(stated, (met + 3) / total), met / total)
    u[~rare] *= (1 - u[rare].sum()) / u[~rare].sum()
    return u, rare


def in_order(m: FloatArray, u: FloatArray, chains: Sequence[Sequence[int]]) -> FloatArray:
    """m by which no level weighs more than a better one: neighbours out of order share what they weigh together.

    `chains` are codes of levels, the better first.

    >>> in_order(np.array([0.2, 0.8]), np.array([0.5, 0.5]), [[0, 1]]).tolist()
    [0.5, 0.5]
    """
    found = m.copy()
    for _ in range(len(m)):
        for better, worse in (pair for chain in chains for pair in pairwise(chain)):
            pair = [better, worse]
            if found[worse] / u[worse] > found[better] / u[better]:
                found[pair] = u[pair] * (found[pair].sum() / u[pair].sum())
    return found
