"""What names are put together from: stocks of words with their shares, drawn one by one or by the million."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Stock:
    """Words, and how large a share of all each is; shares of any scale."""

    words: tuple[str, ...]
    shares: tuple[float, ...]

    def pick(self, chance: Random) -> str:
        """One of the words.

        >>> Stock(("Hoa", "Lan"), (1.0, 0.0)).pick(Random(1))  # noqa: S311
        'Hoa'
        """
        return chance.choices(self.words, self.shares)[0]

    def draw(self, chance: np.random.Generator, count: int) -> IntArray:
        """The places of `count` words, int64 (count,).

        >>> Stock(("Hoa", "Lan"), (0.0, 2.0)).draw(np.random.default_rng(1), 3).tolist()
        [1, 1, 1]
        """
        drawn: IntArray = chance.choice(len(self.words), count, p=self._chances)
        return drawn

    @cached_property
    def _chances(self) -> NDArray[np.float64]:
        shares = np.array(self.shares)
        chances: NDArray[np.float64] = shares / shares.sum()
        return chances


def stock_of(rows: Iterable[Mapping[str, str]], part: str, *, whole: bool = False) -> Stock:
    """What a table states of one part: each row its `words` by their common `share`; `whole`: the row is one of them.

    >>> stock_of([{"part": "middle", "share": "2.0", "words": "Thị Thu"}], "middle", whole=True)
    Stock(words=('Thị Thu',), shares=(2.0,))
    """
    words: list[str] = []
    shares: list[float] = []
    for row in rows:
        if row["part"] == part:
            listed = [row["words"]] if whole else row["words"].split()
            words += listed
            shares += [float(row["share"])] * len(listed)
    return Stock(tuple(words), tuple(shares))


@dataclass(frozen=True)
class NameStock:
    """Family, middle and given names; "" among the middle ones for who has none."""

    families: Stock
    middles: Stock
    givens: Stock

    def codes(self, families: IntArray, middles: IntArray, givens: IntArray) -> IntArray:
        """One number for each name, int64 like the places of its three parts."""
        middle_count, given_count = len(self.middles.words), len(self.givens.words)
        codes: IntArray = (families * middle_count + middles) * given_count + givens
        return codes

    def written(self, codes: IntArray) -> list[str]:
        """The names of the numbers.

        >>> one = Stock(("Nông",), (1.0,)), Stock(("", "Văn"), (1.0, 1.0)), Stock(("Sơn",), (1.0,))
        >>> NameStock(*one).written(np.array([0, 1]))
        ['Nông Sơn', 'Nông Văn Sơn']
        """
        return [self._spelled(code) for code in codes.tolist()]

    def _spelled(self, code: int) -> str:
        before, given = divmod(code, len(self.givens.words))
        family, middle = divmod(before, len(self.middles.words))
        parts: Sequence[str] = (
            self.families.words[family],
            self.middles.words[middle],
            self.givens.words[given],
        )
        return " ".join(part for part in parts if part)
