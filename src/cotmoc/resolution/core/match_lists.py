"""Matches that are put into words when they are read: reasons take a hundred times the room of what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.scores import Score

Positions = NDArray[np.intp]
#: Matches put into words at once.
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Match:
    """A scored pair of ids, the smaller number on the left, with the bits of the rules that found it.

    `sort` says whose thresholds hold; `fits`: the rule asks no more than a greater weight. `rule` is the name of the
    rule that joins it, where that is another than the pass's.
    """

    left_id: str
    right_id: str
    rules: int
    score: Score
    sort: str = ""
    fits: bool = False
    rule: str = ""


class MatchList(Sequence[Match]):
    """k matches, of which some thousands are in words at a time.

    `pairs` int64 (k, 2): the numbers of each, the smaller first; `worded` puts those at the given positions into words.
    """

    def __init__(self, pairs: IntArray, worded: Callable[[Positions], Iterable[Match]]):
        self.pairs, self._worded = pairs, worded

    @classmethod
    def of(cls, matches: Sequence[Match]) -> MatchList:
        """The matches, which are in words already unless they are such a list."""
        if isinstance(matches, MatchList):
            return matches
        numbers = [[parse_id(m.left_id).number, parse_id(m.right_id).number] for m in matches]
        pairs = np.sort(np.array(numbers, dtype=np.int64).reshape(-1, 2), axis=1)
        return cls(pairs, lambda positions: [matches[each] for each in positions.tolist()])

    def take(self, chosen: Positions) -> MatchList:
        """Those at the positions."""
        return MatchList(self.pairs[chosen], lambda positions: self._worded(chosen[positions]))

    def then(self, more: MatchList) -> MatchList:
        """These and more."""
        own = len(self)

        def worded(positions: Positions) -> Iterator[Match]:
            turns = np.flatnonzero(np.diff(positions < own)) + 1
            for run in np.split(positions, turns):
                if len(run):
                    source, places = (self, run) if run[0] < own else (more, run - own)
                    yield from source._worded(places)

        return MatchList(np.concatenate([self.pairs, more.pairs]), worded)

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[Match]:
        for start in range(0, len(self), AT_ONCE):
            yield from self._worded(np.arange(start, min(start + AT_ONCE, len(self))))

    @overload
    def __getitem__(self, position: int) -> Match: ...
    @overload
    def __getitem__(self, position: slice) -> MatchList: ...
    def __getitem__(self, position: int | slice) -> Match | MatchList:
        places = np.arange(len(self))[position]
        if isinstance(position, slice):
            return self.take(places)
        return next(iter(self._worded(np.array([places]))))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented if not isinstance(other, Sequence) else False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]
