"""How many pairs there are at each weight: what is needed to say what a threshold would do, without comparing again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.scores import probability

#: Weights are told apart to a whole bit; what weighs more or less than these stands in the last or first band.
LEAST_BAND, MOST_BAND = -4, 60


@dataclass(frozen=True, slots=True)
class Cell:
    """The pairs of a sort whose weight is at least `band` bits and less than one more, that nobody judged.

    `fits`: the rule asks of them no more than a greater weight. `chances` is the sum of their probabilities by the
    model: how many of them it takes for the same.
    """

    band: int
    fits: bool
    pairs: int
    chances: float


@dataclass(frozen=True, slots=True)
class LargeBlocks:
    """Blocks of a rule that were too large to be compared in full: how many, and the rows of the largest."""

    rule: str
    blocks: int
    largest: int


Survey = Mapping[str, Sequence[Cell]]


def survey_of(
    names: Sequence[str],
    sorts: NDArray[np.int8],
    weights: NDArray[np.float64],
    fits: NDArray[np.bool_],
) -> dict[str, tuple[Cell, ...]]:
    """The cells of each sort (in the order of `names`) that hold any pair, by band; arrays over k pairs.

    >>> found = survey_of(["person"], np.zeros(2, np.int8), np.array([0.0, 0.4]), np.array([True, True]))
    >>> [(cell.band, cell.pairs, round(cell.chances, 2)) for cell in found["person"]]
    [(0, 2, 1.07)]
    """
    return {
        name: _cells(weights[sorts == place], fits[sorts == place])
        for place, name in enumerate(names)
    }


def _cells(weights: NDArray[np.float64], fits: NDArray[np.bool_]) -> tuple[Cell, ...]:
    bands = bands_of(weights)
    keys, places = np.unique(2 * (bands - LEAST_BAND) + fits, return_inverse=True)
    pairs = np.bincount(places, minlength=len(keys))
    chances = np.bincount(places, probability(weights), minlength=len(keys))
    return tuple(
        Cell(int(key) // 2 + LEAST_BAND, bool(key % 2), int(count), float(chance))
        for key, count, chance in zip(keys.tolist(), pairs, chances, strict=True)
    )


def bands_of(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """The band of each weight: whole bits, rounded down.

    >>> bands_of(np.array([-9.0, 0.0, 7.99, 8.0])).tolist()
    [-4, 0, 7, 8]
    """
    return np.clip(np.floor(weights), LEAST_BAND, MOST_BAND).astype(np.int64)


def survey_as_json(survey: Survey) -> dict[str, list[list[Any]]]:
    """The survey as it is kept with a run."""
    return {
        sort: [[c.band, c.fits, c.pairs, round(c.chances, 4)] for c in cells]
        for sort, cells in survey.items()
    }


def survey_from_json(kept: Mapping[str, Iterable[Sequence[Any]]]) -> dict[str, tuple[Cell, ...]]:
    """The survey that was kept.

    >>> survey_from_json({"person": [[8, True, 12, 11.9]]})["person"][0].pairs
    12
    """
    return {
        sort: tuple(Cell(int(b), bool(f), int(n), float(c)) for b, f, n, c in cells)
        for sort, cells in kept.items()
    }
