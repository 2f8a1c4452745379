"""Places among the words of a question, and which areas they are today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LONGEST = 6
#: Words before a name that say it is a place, so that one syllable is enough.
TYPES = frozenset("xa phuong tinh huyen quan tp pho tran khau thon ban cang dao bien".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class AreaColumns:
    """What is known of areas, by their ids, in arrays int64 of one length; 0 stands for none.

    `area` ascending; `parent` above it; `today` what carries it on; `commune` and `province` of that.
    """

    area: NDArray[np.int64]
    parent: NDArray[np.int64]
    today: NDArray[np.int64]
    commune: NDArray[np.int64]
    province: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """Words `start` to `end` of a question as the name of a place, and the ids of the areas that count as in it."""

    start: int
    end: int
    name: str
    areas: NDArray[np.int64]

    def holds(self, areas: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of some ids of areas (0: not known) are of areas in the place."""
        return np.isin(areas, self.areas)


class Places:
    """The names of areas, folded, with the ids of those that bear them."""

    def __init__(self, names: Mapping[str, frozenset[int]], columns: AreaColumns) -> None:
        self._names = names
        self._columns = columns
        self._numbered: dict[str, set[int]] = {}
        for name, ids in names.items():
            head, _, tail = name.rpartition(" ")
            if head and tail.isdigit():
                self._numbered.setdefault(head, set()).update(ids)

    def in_question(self, words: Sequence[str]) -> PlaceAsked | None:
        """The longest run of words that names a place, the last of them; None when there is none.

        One word alone is a place only behind a word for its kind: Hà and Sơn are also names of people.
        """
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size, -1, -1):
                typed = start > 0 and words[start - 1] in TYPES
                if size == 1 and not typed:
                    continue
                name = " ".join(words[start : start + size])
                if name in self._names or name in self._numbered:
                    first = start - 1 if typed else start
                    return PlaceAsked(first, start + size, name, self._within(name))
        return None

    def _within(self, name: str) -> NDArray[np.int64]:
        """Areas that bear the name (Móng Cái, and its numbered wards), lie in one that does, or carry one on today."""
        known = self._columns
        named = np.array(
            sorted(self._names.get(name, frozenset()) | self._numbered.get(name, set())), np.int64
        )
        below = np.isin(known.area, named) | np.isin(known.parent, named)
        today = known.today[below]
        inside = below | np.isin(known.today, today) | np.isin(known.commune, today)
        return known.area[inside | np.isin(known.province, named)]
