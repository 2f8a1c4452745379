"""Lines of records by the names and numbers that they bear, ranked by all that was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.search.core.asking import Asked
from cotmoc.search.core.entries import Entries, Found, NumberFound, Ranked, Rights
from cotmoc.search.core.names import LEAST, Matches, NameIndex
from cotmoc.search.core.numbers import FITS, NumberIndex
from cotmoc.search.core.reading import Part, Question, Reading
from cotmoc.search.core.weighing import (
    Facts,
    of_age,
    of_parts,
    of_spelling,
    of_years,
    parts_held,
)

#: Most distinct names, and entries that bear them, that are looked at for one question.
MOST_NAMES, MOST_ENTRIES = 300, 20_000
#: An entry that much worse than the best is left out.
SPAN = 0.4
#: What a line scores, and an incident, that was found without a name: by its place, goods, offence or agency.
_LINE_WITHOUT_NAME, _WITHOUT_NAME = 0.75, 0.9
#: What the pieces of a number that was written apart score less than all of it.
_PIECE = 0.25
#: What a name adds that is the whole question though some of it may be a place: Ngọc Sơn is both.
_WHOLE, _WHOLE_FROM = 0.2, 0.97


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbers of entries: bytes as `NumberIndex` takes them, and the place of the entry that each belongs to."""

    number: NDArray[np.bytes_]
    entry: NDArray[np.int64]


class NamedEntries:
    """Entries by the names and numbers that they bear.

    `texts` are distinct names, `text_of` the place among them of each entry's; `larger` is the index that this one
    is kept beside; `are_people`: a year may be one of birth; not `are_names`: they are texts. Inside, the entries of
    text n are those from starts[n] to starts[n + 1].
    """

    def __init__(
        self,
        names: tuple[pa.Array, NDArray[np.int64]],
        entries: Entries,
        numbered: Numbered,
        larger: NamedEntries | None = None,
        *,
        are_people: bool = True,
        are_names: bool = True,
    ) -> None:
        texts, text_of = names
        often = np.bincount(text_of, minlength=len(texts)).astype(np.int64)
        commonest = np.argsort(-often, kind="stable")
        texts, often = texts.take(pa.array(commonest)), often[commonest]
        number = np.empty(len(commonest), np.int64)
        number[commonest] = np.arange(len(commonest))
        text_of = number[text_of]
        order = np.argsort(text_of, kind="stable")
        self.are_people, self.are_names = are_people, are_names
        self.entries = entries.take(order)
        self.starts = np.concatenate([[0], np.cumsum(often)])
        self.names: NameIndex = NameIndex(
            texts, often, larger.names if larger else None, are_names=are_names
        )
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
        self,
        question: Question,
        scope: Scope,
        limit: int,
    ) -> Ranked:
        """The entries that fit and may be opened, at most `limit` of each kind."""
        seen = [self._read_numbers(question)]
        for reading in question.readings:
            if reading.words:
                seen.append(self._read(reading, question, scope))
            elif self._asks_enough(question, reading):
                seen.append(self._read_parts(reading, question, scope))
        return self._chosen(seen, scope, limit)

    def _asks_enough(self, question: Question, reading: Reading) -> bool:
        """False for a place alone, of people: all who live there."""
        if not self.are_people:
            return bool(reading.spans)
        terms = any(span.term is not None for span in reading.spans)
        return bool(reading.spans) and (terms or bool(question.asked.years))

    def _read_numbers(self, question: Question) -> _Read:
        asked: Asked = question.asked
        found: dict[int, NumberFound] = {}
        for number in asked.numbers:
            for place, slip in self.numbers.find(number).items():
                found.setdefault(int(self._entry_of_number[place]), NumberFound(number, slip))
        at = np.fromiter(found, np.int64, len(found))
        whole = asked.numbers[:1]
        scores = np.array(
            [FITS[each.slip] - _PIECE * (each.asked not in whole) for each in found.values()],
            np.float32,
        )
        reading = question.readings[0]
        return _Read(reading, None, list(found.values()), at, np.arange(len(at)), scores)

    def _read(self, reading: Reading, question: Question, scope: Scope) -> _Read:
        names = self.names.match(
            reading.words, MOST_NAMES, may_go_on=reading.may_go_on, sure=question.sure
        )
        starts, ends = self.starts[names.numbers], self.starts[names.numbers + 1]
        sizes = ends - starts
        which = np.repeat(np.arange(len(sizes)), sizes)[:MOST_ENTRIES]
        # The place of each entry among those of its name, behind where these start.
        before = np.cumsum(sizes) - sizes
        at = starts[which] + np.arange(len(which)) - before[which]
        scores = names.scores[which] + of_spelling(self.entries.spelling[at], reading.marked)
        scores += self._beside(at, reading, question, scope)
        if not reading.spans and len(question.readings) > 1:
            scores += np.where(
                names.scores[which] >= _WHOLE_FROM, np.float32(_WHOLE), np.float32(0)
            )
        cut = int(sizes.sum()) > MOST_ENTRIES or len(sizes) >= MOST_NAMES
        return _Read(reading, names, (), at, which, scores, cut=cut)

    def _read_parts(self, reading: Reading, question: Question, scope: Scope) -> _Read:
        """Entries of which the place, the goods, the offence and the agency all fit; of very many the newest."""
        everything = np.arange(len(self.entries))
        held = parts_held(self.entries, everything, reading, scope.facts)
        at = np.flatnonzero(np.logical_and.reduce([holds > 0 for holds in held.values()]))
        cut = len(at) > MOST_ENTRIES
        if cut:
            newest = np.argpartition(-self.entries.day[at], MOST_ENTRIES)[:MOST_ENTRIES]
            at = np.sort(at[newest])
        alone = _LINE_WITHOUT_NAME if self.are_names else _WITHOUT_NAME
        scores = np.full(len(at), alone, np.float32)
        scores += self._beside(at, reading, question, scope)
        return _Read(reading, None, (), at, np.arange(len(at)), scores, cut=cut)

    def _beside(
        self, at: NDArray[np.int64], reading: Reading, question: Question, scope: Scope
    ) -> NDArray[np.float32]:
        """What everything but name and number adds."""
        added = of_years(self.entries, at, question, are_people=self.are_people)
        added += of_parts(self.entries, at, reading, scope.facts)
        added += of_age(self.entries.day[at], scope.facts)
        return added

    def _chosen(self, seen: list[_Read], scope: Scope, limit: int) -> Ranked:
        at = np.concatenate([read.at for read in seen])
        scores = np.concatenate([read.scores for read in seen])
        source = np.repeat(np.arange(len(seen)), [len(read.at) for read in seen])
        within = np.concatenate([np.arange(len(read.at)) for read in seen])
        # First of all: what may not be opened has no say in what is shown of the rest.
        open_ = scope.rights.opens(self.entries.shared[at], self.entries.agency[at])
        open_ &= ~np.isin(self.entries.record[at], scope.gone)
        order = np.flatnonzero(open_)
        order = order[np.argsort(-scores[order], kind="stable")]
        _, first = np.unique(at[order], return_index=True)
        order = order[np.sort(first)]
        if not len(order) or scores[order[0]] < LEAST:
            return Ranked()
        order = order[scores[order] >= max(LEAST, float(scores[order[0]]) - SPAN)]
        kinds = self.entries.kind[at[order]]
        shown = [
            each for kind in np.unique(kinds) for each in order[kinds == kind][:limit].tolist()
        ]
        found = [
            each
            for number, read in enumerate(seen)
            for each in self._found(
                read, [int(within[s]) for s in shown if source[s] == number], scope
            )
        ]
        return Ranked(
            tuple(sorted(found, key=lambda each: (-each.score, -each.day, each.record, each.line))),
            Counter(kinds.tolist()),
            float(scores[order[0]]),
            bounded=len(order) > limit and any(read.cut for read in seen),
        )

    def _found(self, read: _Read, chosen: list[int], scope: Scope) -> list[Found]:
        """What is told of some of the entries of one way to read the question."""
        if not chosen:
            return []
        at, place = read.at[chosen], read.reading.place
        entries = self.entries.take(at)
        held = parts_held(self.entries, at, read.reading, scope.facts)
        at_home = place.holds(entries.home) > 0 if place else np.zeros(len(at), np.bool_)
        at_area = place.holds(entries.area) > 0 if place else np.zeros(len(at), np.bool_)
        return [
            self._one(read, each, row)
            for each, row in zip(
                chosen,
                zip(
                    entries.record.tolist(),
                    entries.line.tolist(),
                    entries.kind.tolist(),
                    entries.born.tolist(),
                    entries.day.tolist(),
                    entries.other.tolist(),
                    at_home.tolist(),
                    at_area.tolist(),
                    [
                        tuple(p for p, holds in held.items() if p is not Part.PLACE and holds[n])
                        for n in range(len(at))
                    ],
                    strict=True,
                ),
                strict=True,
            )
        ]

    def _one(self, read: _Read, index: int, row: tuple[Any, ...]) -> Found:
        which = int(read.which[index])
        name = read.names.found(which) if read.names else None
        record, line, kind, born, day, other, at_home, at_area, terms = row
        return Found(
            record=record,
            line=line,
            kind=kind,
            score=float(read.scores[index]),
            reading=read.reading,
            name=name,
            number=read.numbers[which] if read.numbers else None,
            text=self.names.texts[name.number].as_py() if name else "",
            born=born,
            day=day,
            at_home=at_home,
            at_area=at_area,
            terms=terms,
            is_other_name=other and name is not None,
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """Among what is looked: as whom, which records (ids) are left out, and what is known beside the lines."""

    rights: Rights
    facts: Facts
    gone: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Read:
    """A question read in one way: the names or numbers found; the places of entries, which of these each bears, and
    how well it fits."""

    reading: Reading
    names: Matches | None
    numbers: Sequence[NumberFound]
    at: NDArray[np.int64]
    which: NDArray[np.int64]
    scores: NDArray[np.float32]
    cut: bool = False
