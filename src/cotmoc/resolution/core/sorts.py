"""The sorts of things whose thresholds people set, each for itself: a kind of id is of one sort or of two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sorts = NDArray[np.int8]

#: The sorts of each kind of id; `sorts` arrays hold places in these.
SORTS_OF: dict[str, tuple[str, ...]] = {
    "incident": ("incident",),
    "party": ("person", "organisation"),
    "conveyance": ("vehicle", "vessel"),
}
KIND_OF = {sort: kind for kind, sorts in SORTS_OF.items() for sort in sorts}
SORTS = tuple(KIND_OF)


@dataclass(frozen=True, slots=True)
class Line:
    """From which weight on pairs of a sort are joined unasked, and from which on people are asked; whole bits."""

    join_bits: int
    ask_bits: int


#: What holds until somebody sets something else; the join lines are those of the stated rules.
DEFAULT_LINES: dict[str, Line] = {
    "incident": Line(4, -2),
    "person": Line(8, 0),
    "organisation": Line(8, 0),
    "vehicle": Line(8, 0),
    "vessel": Line(8, 0),
}


@dataclass(frozen=True, slots=True)
class SortedLines:
    """The thresholds by row: `sorts` int8 (n,), places in `names`; `lines` one for each name.

    A pair of two sorts goes by the second: a vessel that one record calls a vehicle goes by the vessels' thresholds.
    """

    names: tuple[str, ...]
    sorts: Sorts
    lines: tuple[Line, ...]

    def of_pairs(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Sorts:
        """The sort of each pair of rows, int8 (k,)."""
        pairs: Sorts = np.maximum(self.sorts[left], self.sorts[right])
        return pairs

    def join_bits(self, sorts: Sorts) -> NDArray[np.float64]:
        """From which weight on each pair is joined, float64 (k,)."""
        return np.array([line.join_bits for line in self.lines], dtype=np.float64)[sorts]

    def ask_bits(self, sorts: Sorts) -> NDArray[np.float64]:
        """From which weight on people are asked about each pair, float64 (k,)."""
        return np.array([line.ask_bits for line in self.lines], dtype=np.float64)[sorts]


def default_lines(kind: str, count: int) -> SortedLines:
    """The stated thresholds, every row of the first sort of the kind."""
    names = SORTS_OF[kind]
    return SortedLines(
        names, np.zeros(count, dtype=np.int8), tuple(DEFAULT_LINES[name] for name in names)
    )
