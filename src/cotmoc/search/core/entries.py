"""Lines of records in columns, what a viewer may open of them, and what is told of one that was found."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.search.core.names import NameFound
from cotmoc.search.core.numbers import NumberSlip
from cotmoc.search.core.reading import Part, Reading


@dataclass(frozen=True, slots=True)
class Entries:
    """Columns of one length, one line of a record each.

    `record` int64 and `line` int32 name it; `agency` int32 whose it is, `shared` (bool) that all may open it; `born`
    and `day` int32: the birth and the first day of the incident as 19850312, 19850300 for a month, 19850000 for a
    year, 0 unknown; `home` and `area` int32: ids of the residence and of the incident's place, 0 unknown; `offence`
    int16: a number that means a code to whoever made them, 0 none; `spelling` uint32 of the name with its marks
    (`spelling_of`); `kind` int8, meant by whoever made them; `other` (bool): the name is another one beside its own.
    """

    record: NDArray[np.int64]
    line: NDArray[np.int32]
    agency: NDArray[np.int32]
    shared: NDArray[np.bool_]
    born: NDArray[np.int32]
    day: NDArray[np.int32]
    home: NDArray[np.int32]
    area: NDArray[np.int32]
    offence: NDArray[np.int16]
    spelling: NDArray[np.uint32]
    kind: NDArray[np.int8]
    other: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.record)

    def take(self, places: NDArray[np.int64]) -> Entries:
        """The entries at places."""
        return replace(
            self, **{each.name: getattr(self, each.name)[places] for each in fields(self)}
        )

    @property
    def memory(self) -> int:
        """How much memory the columns take."""
        return sum(int(getattr(self, each.name).nbytes) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Rights:
    """What a viewer may open: everything (`all`), else what is shared and what is of the own agency (0: of none)."""

    agency: int = 0
    all: bool = False

    def opens(self, shared: NDArray[np.bool_], agency: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of some entries the viewer may open."""
        if self.all:
            return np.ones(len(shared), np.bool_)
        may_open: NDArray[np.bool_] = shared | (agency == self.agency)
        return may_open


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number as asked, and how the number of the entry differs from it."""

    asked: str
    slip: NumberSlip


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits: how well, and why: by its name (`text`), its number, its birth, day and places.

    `at_home` and `at_area` say that it fits the place of the `reading`; `terms` which of the goods, offence and agency.
    `is_other_name`: the name is another one beside its own.
    """

    record: int
    line: int
    kind: int
    score: float
    reading: Reading
    name: NameFound | None = None
    number: NumberFound | None = None
    text: str = ""
    born: int = 0
    day: int = 0
    at_home: bool = False
    at_area: bool = False
    terms: tuple[Part, ...] = ()
    is_other_name: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best entries that may be opened, the best first; how many of each kind fit; how well the best of all fits;
    whether that is only of those that were looked at.

    Nothing of it depends on what may not be opened: that something is there is told by no number either.
    """

    found: tuple[Found, ...] = ()
    fit: Counter[int] = field(default_factory=Counter)
    best: float = 0.0
    bounded: bool = False

    def joined(self, other: Ranked) -> Ranked:
        """This and another ranking as one."""
        both = sorted((*self.found, *other.found), key=lambda each: -each.score)
        bounded = self.bounded or other.bounded
        return Ranked(tuple(both), self.fit + other.fit, max(self.best, other.best), bounded)


def spelling_of(words: Iterable[str]) -> int:
    """A number that spellings with the same marks share; words in lower case."""
    return zlib.crc32(" ".join(words).encode())
