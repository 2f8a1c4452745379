"""The pairs of the two registers that were judged by reading both texts, and what a rule is worth by them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FOLDER = Path(__file__).resolve().parents[1] / "docs" / "real-data"
#: 100 pairs drawn when the first rule was made, 200 drawn to compare two rules, and 200 after both rules stood.
FIRST, SECOND, THIRD = (_FOLDER / f"piracy-judged-pairs{each}.csv" for each in ("", "-2", "-3"))
_DRAWS = 2_000


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """One pair: the keys of its rows, the stratum it was drawn from, how many pairs that holds, what was judged.

    `previous` is what the previous rule made of it: joined, asked, or not asked.
    """

    imb: str
    nga: str
    stratum: str
    pairs: int
    previous: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


@dataclass(frozen=True, slots=True)
class Quality:
    """What a rule is worth: `precision` and `recall` of what it joins, `reach`: recall of joined and asked together."""

    precision: Share
    recall: Share
    reach: Share


def judged_pairs(path: Path) -> list[JudgedPair]:
    """The pairs of a file; the first has no sizes of strata, so that nothing can be estimated from it."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            JudgedPair(
                row["imb"],
                row["nga"],
                row["stratum"],
                int(row.get("pairs") or 0),
                row.get("previous") or "",
                row["judgement"],
            )
            for row in csv.DictReader(file)
        ]


def estimate(pairs: Sequence[JudgedPair], sides: Sequence[str]) -> Quality:
    """Precision and recall of a rule that put each pair on a side, with intervals.

    Each judged pair stands for as many as its stratum holds for each that was drawn from it (Horvitz and Thompson,
    1952); the intervals are the middle 95 % of estimates from samples drawn anew within the strata (Efron, 1979). What
    is unsure is not counted as the same.
    """
    weight, same = _stands_for(pairs)
    joined = np.array([side == "joined" for side in sides])
    asked = joined | np.array([side == "asked" for side in sides])
    strata = defaultdict(list)
    for place, pair in enumerate(pairs):
        strata[pair.stratum].append(place)

    def shares(places: np.ndarray[tuple[int], np.dtype[np.intp]]) -> tuple[float, float, float]:
        stands, true, one, other = (each[places] for each in (weight, same, joined, asked))
        right, all_true = (stands * true * one).sum(), max((stands * true).sum(), 1e-9)
        return (
            right / max((stands * one).sum(), 1e-9),
            right / all_true,
            (stands * true * other).sum() / all_true,
        )

    chance = np.random.default_rng(0)
    drawn = [
        shares(np.concatenate([chance.choice(part, len(part)) for part in strata.values()]))
        for _ in range(_DRAWS)
    ]
    values = shares(np.arange(len(pairs)))
    low, high = np.percentile(np.array(drawn), [2.5, 97.5], axis=0)
    return Quality(*(Share(*each) for each in zip(values, low, high, strict=True)))


def precision_at(pairs: Sequence[JudgedPair], weights: Sequence[float], recall: float) -> float:
    """The share of right ones among the heaviest pairs that together reach a recall; nan where they do not.

    `weights` -inf for pairs that are not joined. Each pair stands for others as in `estimate`.
    """
    stands, same = _stands_for(pairs)
    order = np.argsort(-np.asarray(weights), kind="stable")
    order = order[np.isfinite(np.asarray(weights)[order])]
    right = np.cumsum((stands * same)[order])
    enough = np.flatnonzero(right >= recall * (stands * same).sum() - 1e-9)
    return float(right[enough[0]] / np.cumsum(stands[order])[enough[0]]) if len(enough) else np.nan


def _stands_for(pairs: Sequence[JudgedPair]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """For how many pairs each stands, and whether it is the same."""
    size = Counter(pair.stratum for pair in pairs)
    return (
        np.array([pair.pairs / size[pair.stratum] for pair in pairs]),
        np.array([pair.judgement == "same" for pair in pairs]),
    )


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927).

    >>> tuple(round(bound, 3) for bound in wilson(58, 60))
    (0.886, 0.991)
    """
    share, spread = hits / total, z * z / total
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * (share * (1 - share) / total + spread / (4 * total)) ** 0.5
    return centre - half, centre + half
