"""Which pairs are worth comparing at all: few enough to be quick, enough to miss little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.indexes import RecordIndexes, SortedIndex, word_day_keys
from cotmoc.resolution.core.nearest import Reach, nearest
from cotmoc.resolution.core.ragged import IntArray, Ragged, distinct, expand_ranges, take_rows

_CHUNK = 4_000_000
#: Rows asked about at once: enough to be quick, few enough to fit into memory and to be lost when a pass is killed.
ROWS_AT_ONCE = 20_000
_RULE_BITS = 6


class CandidateRule(IntFlag):
    """Why a pair is compared; a pair may have several bits."""

    TIME_AND_PLACE = 1
    NAME = 2
    REGISTRATION = 4
    REFERENCE = 8
    TEXT = 16
    PARTY = 32


@dataclass(frozen=True, slots=True)
class BlockingSettings:
    """How far apart records may be and still be compared, and how large a block may grow before it is left out.

    `distance_m` holds up to the next day, `distance_days_apart_m` after that: records apart in both need a name, a
    registration, a reference, a party or words in common to be one thing, and are found by it. Of a crowd each record
    is compared with its `nearest` of other agencies and half as many of its own; at most `most_scanned` of one day are
    looked at.
    """

    days_apart: int = 3
    distance_m: float = 20_000.0
    distance_days_apart_m: float = 5_000.0
    longest_days: int = 31
    name_days_apart: int = 30
    largest_name_block: int = 60
    largest_mark_block: int = 50
    text_days_apart: int = 3
    largest_text_block: int = 20
    nearest: int = 24
    most_scanned: int = 4_000


@dataclass(frozen=True, slots=True)
class SkippedBlocks:
    """Blocks of one rule that were too large: how many, and the largest.

    Of time and place only the nearest in them were compared, of all others nothing.
    """

    rule: CandidateRule
    blocks: int
    largest: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to compare: `left` < `right` int64 rows, distinct, ascending; `rules` int32 bits of `CandidateRule`."""

    left: IntArray
    right: IntArray
    rules: NDArray[np.int32]
    skipped: tuple[SkippedBlocks, ...] = ()

    def __len__(self) -> int:
        return len(self.left)

    @classmethod
    def none(cls) -> Candidates:
        """No pair at all."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, nothing, nothing.astype(np.int32))

    def take(self, pairs: NDArray[np.intp]) -> Candidates:
        """Those at the positions; what was skipped stays."""
        return Candidates(self.left[pairs], self.right[pairs], self.rules[pairs], self.skipped)


class Part(NamedTuple):
    """Candidates of some rows, and what waits for the rows after them.

    `waiting`: the pairs (as keys of the search) whose other end is still to be asked about; int64, for `parts` only.
    """

    pairs: Candidates
    waiting: IntArray


@dataclass(frozen=True, slots=True)
class _Probes:
    """Searches in a sorted array of keys: those of record `records[i]` lie in `keys[starts[i]:ends[i]]`."""

    records: IntArray
    starts: IntArray
    ends: IntArray

    def within(self, largest: int) -> tuple[_Probes, int, int]:
        """The searches with at most `largest` hits, the number of the others, and the most hits of those."""
        hits = self.ends - self.starts
        small = hits <= largest
        kept = _Probes(self.records[small], self.starts[small], self.ends[small])
        return kept, int(np.sum(~small)), int(hits.max(initial=0))

    def chunks(self) -> Iterator[tuple[IntArray, IntArray]]:
        """(record, position in the keys) of all hits, in pieces that fit into memory."""
        total = np.cumsum(self.ends - self.starts)
        cuts = np.searchsorted(total, np.arange(_CHUNK, total[-1] if len(total) else 0, _CHUNK))
        for piece in np.split(np.arange(len(self.records)), cuts):
            owner, position = expand_ranges(self.starts[piece], self.ends[piece])
            yield self.records[piece][owner], position


class CandidateFinder:
    """Finds candidates among the same records again and again, with indexes that are built once."""

    def __init__(self, features: IncidentFeatures, settings: BlockingSettings | None = None):
        self.features = features
        self.settings = settings or BlockingSettings()
        self.indexes = RecordIndexes(features, self.settings.longest_days)

    def pairs(self, new: IntArray) -> Candidates:
        """The pairs of a row of `new` with any other row that at least one rule finds.

        Time and place: at most `days_apart` days between the intervals and the stated distance between the circles
        of uncertainty; records without day or position, or longer than `longest_days`, are not found so.
        Name: a word of one's names stands among the names or in the text of the other, within `name_days_apart`.
        Text: one of the rarest words of one's text stands in the other's, within `text_days_apart`.
        Party: a person, an organisation or a conveyance that is judged to be the same, at any time.
        Registration and reference: shared, or the one's reference named in the other's text, at any time.
        """
        everything = len(new) == len(self.features)
        search = self.searched(np.asarray(new, dtype=np.int64), is_complete=everything)
        return search.candidates(search.found())

    def parts_of(self, new: IntArray) -> Parts:
        """The same pairs in parts, one after the other."""
        return Parts(self, np.asarray(new, dtype=np.int64))

    def searched(self, rows: IntArray, *, is_complete: bool) -> _Search:
        """What the rules find for some rows; `is_complete`: all others are asked about as well."""
        search = _Search(self, rows, is_complete=is_complete)
        for rule in (_time_and_place, _names, _texts, _registrations, _references, _parties):
            rule(search)
        return search

    def neighbours(self, rows: IntArray, reach: Reach) -> int:
        """How many pairs of one of the rows and a record of another agency lie within reach, however many."""
        asked = rows[self.indexes.located[rows]]
        return int(nearest(self.features, self.indexes.places, asked, reach, 1).met.sum())


class Parts:
    """The pairs of some rows with all, in parts that need little memory; each pair is in one part only.

    The rows are asked about in the order of time, some thousands at once. A pair may be found from either end, by
    different rules: it comes out when both have been asked about, which is soon, since most rules look at a few weeks.
    """

    def __init__(self, finder: CandidateFinder, rows: IntArray):
        self.rows = rows
        self._finder = finder
        order = rows[np.argsort(finder.features.day_from[rows], kind="stable")]
        self._asked = [
            order[start : start + ROWS_AT_ONCE] for start in range(0, len(order), ROWS_AT_ONCE)
        ]
        #: The part in which each row is asked about; -1: never.
        self._turn = np.full(len(finder.features), -1, dtype=np.int32)
        for number, asked in enumerate(self._asked):
            self._turn[asked] = number

    def __len__(self) -> int:
        return len(self._asked)

    def part(self, number: int, waiting: IntArray) -> Part:
        """One part; `waiting` is what waits from the part before, nothing for the first."""
        count = len(self._finder.features)
        everything = len(self.rows) == count
        search = self._finder.searched(self._asked[number], is_complete=everything)
        found = np.concatenate([waiting, search.found()])
        pairs = found >> _RULE_BITS
        turn = np.maximum(self._turn[pairs // count], self._turn[pairs % count])
        return Part(search.candidates(found[turn <= number]), found[turn > number])


class _Search:
    """Gathers the pairs of all rules as keys `left * n + right`, with the rule in the lowest bits."""

    def __init__(self, finder: CandidateFinder, new: IntArray, *, is_complete: bool):
        self.features, self.settings, self.indexes = (
            finder.features,
            finder.settings,
            finder.indexes,
        )
        self.new = new
        self.is_complete = is_complete
        self._found: list[IntArray] = []
        self._skipped: list[SkippedBlocks] = []

    def limit(self, rule: CandidateRule, probes: _Probes, largest: int) -> _Probes:
        """The probes that find few enough; the others are noted as skipped."""
        kept, blocks, most = probes.within(largest)
        if blocks:
            self.skip(rule, blocks, most)
        return kept

    def skip(self, rule: CandidateRule, blocks: int, largest: int) -> None:
        """Notes blocks that were too large."""
        self._skipped.append(SkippedBlocks(rule, blocks, largest))

    def add(self, rule: CandidateRule, first: IntArray, second: IntArray) -> None:
        """Notes pairs; a record paired with itself is dropped."""
        apart = first != second
        left = np.minimum(first[apart], second[apart])
        right = np.maximum(first[apart], second[apart])
        pairs = distinct(left * len(self.features) + right)
        self._found.append((pairs << _RULE_BITS) + int(rule))

    def found(self) -> IntArray:
        """The keys of all pairs found, once for every rule that found them."""
        found, self._found = self._found, []
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def candidates(self, found: IntArray) -> Candidates:
        """The pairs of some keys, each once, with the bits of the rules that found it."""
        found = np.sort(found)
        pairs = found >> _RULE_BITS
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        bits = (found & ((1 << _RULE_BITS) - 1)).astype(np.int32)
        rules = np.bitwise_or.reduceat(bits, first) if len(first) else bits
        pairs, count = pairs[first], max(len(self.features), 1)
        return Candidates(pairs // count, pairs % count, rules, tuple(self._skipped))


def _time_and_place(search: _Search) -> None:
    settings = search.settings
    reach = Reach(
        settings.days_apart,
        settings.distance_m,
        settings.distance_days_apart_m,
        settings.most_scanned,
    )
    probing = search.new[search.indexes.located[search.new]]
    crowded, largest = 0, 0
    for start in range(0, len(probing), ROWS_AT_ONCE):
        asked = probing[start : start + ROWS_AT_ONCE]
        near = nearest(search.features, search.indexes.places, asked, reach, settings.nearest)
        at, place = np.nonzero(near.rows >= 0)
        search.add(CandidateRule.TIME_AND_PLACE, asked[at], near.rows[at, place].astype(np.int64))
        full = near.cut | (near.met > settings.nearest)
        crowded += int(full.sum())
        largest = max(largest, int(near.met[full].max(initial=0)))
    if crowded:
        search.skip(CandidateRule.TIME_AND_PLACE, crowded, largest)


def _names(search: _Search) -> None:
    """A word of a name in the other's names or text. The second way round matters only when not all rows are new."""
    words = search.features.words
    rule = (CandidateRule.NAME, search.settings.name_days_apart, search.settings.largest_name_block)
    _shared_near_days(search, rule, words.names, search.indexes.mentioned)
    if not search.is_complete:
        _shared_near_days(search, rule, words.texts, search.indexes.named)


def _texts(search: _Search) -> None:
    rule = (CandidateRule.TEXT, search.settings.text_days_apart, search.settings.largest_text_block)
    _shared_near_days(search, rule, search.indexes.telling, search.indexes.told)


def _shared_near_days(
    search: _Search, by: tuple[CandidateRule, int, int], wanted: Ragged, index: SortedIndex
) -> None:
    rule, reach, largest = by
    chosen = take_rows(wanted, search.new)
    record, word = search.new[chosen.row_numbers], chosen.values.astype(np.int64)
    day = search.features.day_from.astype(np.int64)[record]
    dated = day >= 0
    record, word, day = record[dated], word[dated], day[dated]
    probes = _Probes(
        records=record,
        starts=np.searchsorted(index.keys, word_day_keys(word, np.maximum(day - reach, 0))),
        ends=np.searchsorted(index.keys, word_day_keys(word, day + reach) + 1),
    )
    for first, position in search.limit(rule, probes, largest).chunks():
        search.add(rule, first, index.rows[position])


def _registrations(search: _Search) -> None:
    wanted, index = search.features.registrations, search.indexes.registrations
    _shared_marks(search, CandidateRule.REGISTRATION, wanted, index)


def _references(search: _Search) -> None:
    features, indexes, rule = search.features, search.indexes, CandidateRule.REFERENCE
    _shared_marks(search, rule, features.references, indexes.references)
    _shared_marks(search, rule, features.references, indexes.mentions)
    if not search.is_complete:
        _shared_marks(search, rule, features.mentions, indexes.references)


def _parties(search: _Search) -> None:
    _shared_marks(search, CandidateRule.PARTY, search.features.things, search.indexes.things)


def _shared_marks(search: _Search, rule: CandidateRule, wanted: Ragged, index: SortedIndex) -> None:
    chosen = take_rows(wanted, search.new)
    probes = _Probes(
        records=search.new[chosen.row_numbers],
        starts=np.searchsorted(index.keys, chosen.values, side="left"),
        ends=np.searchsorted(index.keys, chosen.values, side="right"),
    )
    for first, position in search.limit(rule, probes, search.settings.largest_mark_block).chunks():
        search.add(rule, first, index.rows[position])
