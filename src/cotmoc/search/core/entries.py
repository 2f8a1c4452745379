"""What bears a name or a number: lines of records, in columns; found, and ranked by all that was asked."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.search.core.asking import Asked
from cotmoc.search.core.names import LEAST, Matches, NameFound, NameIndex
from cotmoc.search.core.numbers import FITS, NumberIndex, NumberSlip
from cotmoc.search.core.places import PlaceAsked

#: Most distinct names, and entries that bear them, that are looked at for one question.
MOST_NAMES, MOST_ENTRIES = 300, 20_000
#: An entry that much worse than the best is left out.
SPAN = 0.25
_SPELLED, _YEAR, _NEAR_YEAR, _OTHER_YEAR = 0.06, 0.25, 0.1, -0.1
_PLACE, _NOT_IN_PLACE = 0.2, -0.15


@dataclass(frozen=True, slots=True)
class Entries:
    """Columns of one length, one line of a record each.

    `record` int64 and `line` int32 name it; `agency` int32 whose it is, `shared` (bool) that all may open it; `year`
    int16 of birth, 0 unknown; `home` and `area` int32: ids of the residence and of the incident's place, 0 unknown;
    `spelling` uint32 of the name with its marks (`spelling_of`); `kind` int8, meant by whoever made them.
    """

    record: NDArray[np.int64]
    line: NDArray[np.int32]
    agency: NDArray[np.int32]
    shared: NDArray[np.bool_]
    year: NDArray[np.int16]
    home: NDArray[np.int32]
    area: NDArray[np.int32]
    spelling: NDArray[np.uint32]
    kind: NDArray[np.int8]

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
    """An entry that fits: how well, and why: by its name (`text`), its number, its year of birth, its places.

    `at_home` and `at_area` are the words of the place that it fits, "" when it does not.
    """

    record: int
    line: int
    kind: int
    score: float
    name: NameFound | None = None
    number: NumberFound | None = None
    text: str = ""
    year: int = 0
    at_home: str = ""
    at_area: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best entries that may be opened, the best first; how many of each kind fit, open and closed; how well the
    best of all fits; whether that is only of those that were looked at."""

    found: tuple[Found, ...] = ()
    open: Counter[int] = field(default_factory=Counter)
    closed: Counter[int] = field(default_factory=Counter)
    best: float = 0.0
    bounded: bool = False

    def joined(self, other: Ranked) -> Ranked:
        """This and another ranking as one."""
        both = sorted((*self.found, *other.found), key=lambda each: -each.score)
        bounded = self.bounded or other.bounded
        best = max(self.best, other.best)
        return Ranked(
            tuple(both), self.open + other.open, self.closed + other.closed, best, bounded
        )


def spelling_of(words: Iterable[str]) -> int:
    """A number that spellings with the same marks share; words in lower case."""
    return zlib.crc32(" ".join(words).encode())


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbers of entries: bytes as `NumberIndex` takes them, and the place of the entry that each belongs to."""

    number: NDArray[np.bytes_]
    entry: NDArray[np.int64]


class NamedEntries:
    """Entries by the names and numbers that they bear.

    `texts` are distinct names, `text_of` the place among them of each entry's; `larger` is the index that this one
    is kept beside. Inside, the entries of text n are those from starts[n] to starts[n + 1].
    """

    def __init__(
        self,
        texts: pa.Array,
        text_of: NDArray[np.int64],
        entries: Entries,
        numbered: Numbered,
        larger: NamedEntries | None = None,
    ) -> None:
        often = np.bincount(text_of, minlength=len(texts)).astype(np.int64)
        commonest = np.argsort(-often, kind="stable")
        texts, often = texts.take(pa.array(commonest)), often[commonest]
        number = np.empty(len(commonest), np.int64)
        number[commonest] = np.arange(len(commonest))
        text_of = number[text_of]
        order = np.argsort(text_of, kind="stable")
        self.entries = entries.take(order)
        self.starts = np.concatenate([[0], np.cumsum(often)])
        self.names: NameIndex = NameIndex(texts, often, larger.names if larger else None)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        self._entry_of_number = place[numbered.entry]
        self.numbers = NumberIndex(numbered.number)

    @property
    def memory(self) -> int:
        """About how much memory all of it takes."""
        own = int(self.starts.nbytes + self._entry_of_number.nbytes)
        return own + self.entries.memory + self.names.memory + self.numbers.memory

    def rank(
        self, question: Question, rights: Rights, limit: int, gone: NDArray[np.int64]
    ) -> Ranked:
        """The entries that fit, at most `limit` of each kind; `gone`: the numbers of records to leave out."""
        asked, place = question.asked, question.place
        readings: list[tuple[Sequence[str], PlaceAsked | None]] = [(asked.words, None)]
        if place is not None and (rest := asked.words[: place.start] + asked.words[place.end :]):
            readings.append((rest, place))
        seen = [self._read(words, asked, within) for words, within in readings]
        return self._chosen([self._read_numbers(asked), *seen], rights, limit, gone)

    def _read_numbers(self, asked: Asked) -> _Read:
        found: dict[int, NumberFound] = {}
        for number in asked.numbers:
            for place, slip in self.numbers.find(number).items():
                found.setdefault(int(self._entry_of_number[place]), NumberFound(number, slip))
        at = np.fromiter(found, np.int64, len(found))
        scores = np.array([FITS[each.slip] for each in found.values()], np.float32)
        return _Read(None, list(found.values()), at, np.arange(len(at)), scores, None, cut=False)

    def _read(self, words: Sequence[str], asked: Asked, place: PlaceAsked | None) -> _Read:
        names = self.names.match(words, MOST_NAMES, may_go_on=place is None)
        starts, ends = self.starts[names.numbers], self.starts[names.numbers + 1]
        sizes = ends - starts
        total = int(sizes.sum())
        which = np.repeat(np.arange(len(sizes)), sizes)[:MOST_ENTRIES]
        # The place of each entry among those of its name, behind where these start.
        before = np.cumsum(sizes) - sizes
        at = starts[which] + np.arange(len(which)) - before[which]
        scores = names.scores[which] + _of_year(self.entries.year[at], asked)
        scores += _of_spelling(self.entries.spelling[at], asked, place)
        if place is not None:
            inside = place.holds(self.entries.home[at]) | place.holds(self.entries.area[at])
            scores += np.where(inside, _PLACE, _NOT_IN_PLACE).astype(np.float32)
        cut = total > MOST_ENTRIES or len(sizes) >= MOST_NAMES
        return _Read(names, (), at, which, scores, place, cut=cut)

    def _chosen(
        self, seen: list[_Read], rights: Rights, limit: int, gone: NDArray[np.int64]
    ) -> Ranked:
        at = np.concatenate([read.at for read in seen])
        scores = np.concatenate([read.scores for read in seen])
        source = np.repeat(np.arange(len(seen)), [len(read.at) for read in seen])
        within = np.concatenate([np.arange(len(read.at)) for read in seen])
        order = np.argsort(-scores, kind="stable")
        _, first = np.unique(at[order], return_index=True)
        order = order[np.sort(first)]
        order = order[~np.isin(self.entries.record[at[order]], gone)]
        if not len(order):
            return Ranked()
        order = order[scores[order] >= max(LEAST, float(scores[order[0]]) - SPAN)]
        may_open = rights.opens(self.entries.shared[at[order]], self.entries.agency[at[order]])
        kinds = self.entries.kind[at[order]]
        shown = [
            each
            for kind in np.unique(kinds)
            for each in order[may_open & (kinds == kind)][:limit].tolist()
        ]
        found = [self._found(seen[int(source[each])], int(within[each])) for each in shown]
        return Ranked(
            tuple(sorted(found, key=lambda each: -each.score)),
            Counter(kinds[may_open].tolist()),
            Counter(kinds[~may_open].tolist()),
            float(scores[order[0]]),
            any(read.cut for read in seen),
        )

    def _found(self, read: _Read, index: int) -> Found:
        at, which = int(read.at[index]), int(read.which[index])
        entries, place = self.entries, read.place
        name = read.names.found(which) if read.names else None
        return Found(
            record=int(entries.record[at]),
            line=int(entries.line[at]),
            kind=int(entries.kind[at]),
            score=float(read.scores[index]),
            name=name,
            number=read.numbers[which] if read.numbers else None,
            text=self.names.texts[name.number].as_py() if name else "",
            year=int(entries.year[at]),
            at_home=place.name if place and place.holds(entries.home[at]) else "",
            at_area=place.name if place and place.holds(entries.area[at]) else "",
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the place that may be among its words."""

    asked: Asked
    place: PlaceAsked | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """A question read in one way: the names or numbers found; the places of entries, which of these each bears, and
    how well it fits."""

    names: Matches | None
    numbers: Sequence[NumberFound]
    at: NDArray[np.int64]
    which: NDArray[np.int64]
    scores: NDArray[np.float32]
    place: PlaceAsked | None
    cut: bool


def _of_year(years: NDArray[np.int16], asked: Asked) -> NDArray[np.float32]:
    """What the year of birth adds: most when it is one that was asked, something when it is one off, less than nothing
    when it is another."""
    if not asked.years:
        return np.zeros(len(years), np.float32)
    added = np.where(years == 0, np.float32(0.0), np.float32(_OTHER_YEAR))
    for year in asked.years:
        added[np.abs(years - np.int16(year)) == 1] = _NEAR_YEAR
    for year in asked.years:
        added[years == year] = _YEAR
    return added


def _of_spelling(
    spellings: NDArray[np.uint32], asked: Asked, place: PlaceAsked | None
) -> NDArray[np.float32]:
    """What the same tone marks add, where any were typed."""
    start, end = (place.start, place.end) if place else (len(asked.marked), len(asked.marked))
    marked = asked.marked[:start] + asked.marked[end:]
    if all(word.isascii() for word in marked):
        return np.zeros(len(spellings), np.float32)
    return np.where(spellings == spelling_of(marked), np.float32(_SPELLED), np.float32(0.0))
