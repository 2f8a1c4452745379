"""Which pairs are worth comparing at all: few enough to be quick, enough to miss little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.geometry import METRES_PER_DEGREE, distances_m
from cotmoc.resolution.core.indexes import (
    PlaceIndex,
    RecordIndexes,
    SortedIndex,
    band_keys,
    word_day_keys,
)
from cotmoc.resolution.core.ragged import IntArray, Ragged, expand_ranges, take_rows

_CHUNK = 4_000_000


class CandidateRule(IntFlag):
    """Why a pair is compared; a pair may have several bits."""

    TIME_AND_PLACE = 1
    NAME = 2
    REGISTRATION = 4
    REFERENCE = 8


@dataclass(frozen=True, slots=True)
class BlockingSettings:
    """How far apart records may be and still be compared, and how large a block may grow before it is left out.

    `distance_m` holds up to the next day, `distance_days_apart_m` after that: records apart in both need a name, a
    registration or a reference to be one thing, and are found by it.
    """

    days_apart: int = 3
    distance_m: float = 20_000.0
    distance_days_apart_m: float = 5_000.0
    longest_days: int = 31
    name_days_apart: int = 30
    largest_name_block: int = 60
    largest_mark_block: int = 50
    largest_place_block: int = 20_000


@dataclass(frozen=True, slots=True)
class SkippedBlocks:
    """Blocks of one rule that were left out because they were too large: how many, and the largest."""

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


def candidate_pairs(
    features: IncidentFeatures, new: IntArray, settings: BlockingSettings | None = None
) -> Candidates:
    """The pairs of a row of `new` with any other row that at least one rule finds; see `CandidateFinder.pairs`."""
    return CandidateFinder(features, settings).pairs(new)


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
        Registration and reference: shared, or the one's reference named in the other's text, at any time.
        """
        search = _Search(self, np.asarray(new, dtype=np.int64))
        for rule in (_time_and_place, _names, _registrations, _references):
            rule(search)
        return search.candidates()


class _Search:
    """Gathers the pairs of all rules as keys `left * n + right`."""

    def __init__(self, finder: CandidateFinder, new: IntArray):
        self.features, self.settings, self.indexes = (
            finder.features,
            finder.settings,
            finder.indexes,
        )
        self.new = new
        self.is_complete = len(new) == len(self.features)
        self._found: list[tuple[CandidateRule, IntArray]] = []
        self._skipped: list[SkippedBlocks] = []

    def limit(self, rule: CandidateRule, probes: _Probes, largest: int) -> _Probes:
        """The probes that find few enough; the others are noted as skipped."""
        kept, blocks, most = probes.within(largest)
        if blocks:
            self._skipped.append(SkippedBlocks(rule, blocks, most))
        return kept

    def add(self, rule: CandidateRule, first: IntArray, second: IntArray) -> None:
        """Notes pairs; a record paired with itself is dropped."""
        apart = first != second
        left = np.minimum(first[apart], second[apart])
        right = np.maximum(first[apart], second[apart])
        self._found.append((rule, np.unique(left * len(self.features) + right)))

    def candidates(self) -> Candidates:
        """All pairs found, each once, with the bits of the rules that found it."""
        if not self._found:
            nothing = np.zeros(0, dtype=np.int64)
            return Candidates(nothing, nothing, nothing.astype(np.int32), tuple(self._skipped))
        keys = np.concatenate([pairs for _, pairs in self._found])
        bits = np.repeat(
            np.array([rule for rule, _ in self._found], dtype=np.int32),
            [len(pairs) for _, pairs in self._found],
        )
        distinct, place = np.unique(keys, return_inverse=True)
        rules = np.zeros(len(distinct), dtype=np.int32)
        np.bitwise_or.at(rules, place, bits)
        count = max(len(self.features), 1)
        return Candidates(distinct // count, distinct % count, rules, tuple(self._skipped))


def _time_and_place(search: _Search) -> None:
    features, reach = search.features, search.settings.days_apart
    probing = search.new[search.indexes.located[search.new]]
    record, day = expand_ranges(
        features.day_from[probing].astype(np.int64) - reach,
        features.day_until[probing].astype(np.int64) + reach,
    )
    for place in search.indexes.places:
        _near_places(search, place, probing[record], day)


def _near_places(search: _Search, place: PlaceIndex, record: IntArray, day: IntArray) -> None:
    """Finds the entries on `day` in the band of latitude that the distance allows, then measures."""
    features, settings, keys = search.features, search.settings, place.index.keys
    radius = features.place_radius_m[record].astype(np.float64)
    band = (settings.distance_m + radius + place.largest_radius_m) / METRES_PER_DEGREE
    probes = _Probes(
        records=np.arange(len(record), dtype=np.int64),
        starts=np.searchsorted(keys, band_keys(day, features.lat[record] - band)),
        ends=np.searchsorted(keys, band_keys(day, features.lat[record] + band) + 1),
    )
    rule = CandidateRule.TIME_AND_PLACE
    for probe, position in search.limit(rule, probes, settings.largest_place_block).chunks():
        first, second = record[probe], place.index.rows[position]
        # Two long intervals share many days; the pair is taken on the first of them only.
        first_shared = np.maximum(
            features.day_from[second], features.day_from[first] - settings.days_apart
        )
        once = (place.days[position] == first_shared) & (first != second)
        first, second = first[once], second[once]
        near = _is_near(features, settings, first, second)
        search.add(rule, first[near], second[near])


def _is_near(
    features: IncidentFeatures, settings: BlockingSettings, first: IntArray, second: IntArray
) -> NDArray[np.bool_]:
    radius = features.place_radius_m[first] + features.place_radius_m[second]
    days_late = np.maximum(
        features.day_from[first] - features.day_until[second],
        features.day_from[second] - features.day_until[first],
    )
    reach = np.where(days_late > 0, settings.distance_days_apart_m, settings.distance_m)
    near: NDArray[np.bool_] = distances_m(features, first, second) - radius <= reach
    return near


def _names(search: _Search) -> None:
    """A word of a name in the other's names or text. The second way round matters only when not all rows are new."""
    words = search.features.words
    _shared_near_days(search, words.names, search.indexes.mentioned)
    if not search.is_complete:
        _shared_near_days(search, words.texts, search.indexes.named)


def _shared_near_days(search: _Search, wanted: Ragged, index: SortedIndex) -> None:
    chosen = take_rows(wanted, search.new)
    record, word = search.new[chosen.row_numbers], chosen.values.astype(np.int64)
    day = search.features.day_from.astype(np.int64)[record]
    dated = day >= 0
    record, word, day = record[dated], word[dated], day[dated]
    reach = search.settings.name_days_apart
    probes = _Probes(
        records=record,
        starts=np.searchsorted(index.keys, word_day_keys(word, np.maximum(day - reach, 0))),
        ends=np.searchsorted(index.keys, word_day_keys(word, day + reach) + 1),
    )
    rule, largest = CandidateRule.NAME, search.settings.largest_name_block
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


def _shared_marks(search: _Search, rule: CandidateRule, wanted: Ragged, index: SortedIndex) -> None:
    chosen = take_rows(wanted, search.new)
    probes = _Probes(
        records=search.new[chosen.row_numbers],
        starts=np.searchsorted(index.keys, chosen.values, side="left"),
        ends=np.searchsorted(index.keys, chosen.values, side="right"),
    )
    for first, position in search.limit(rule, probes, search.settings.largest_mark_block).chunks():
        search.add(rule, first, index.rows[position])
