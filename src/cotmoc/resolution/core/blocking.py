"""Which pairs are worth comparing at all: few enough to be quick, enough to miss little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.geometry import METRES_PER_DEGREE, distances_m
from cotmoc.resolution.core.ragged import IntArray, Ragged, expand_ranges, take_rows

_CHUNK = 4_000_000
_DAY_BITS = 17
_LATITUDE_BITS = 21
_RADIUS_CLASSES_M = (1_000.0, 10_000.0, np.inf)


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
    """The pairs of a row of `new` with any other row that at least one rule finds.

    Time and place: at most `days_apart` days between the intervals and the stated distance between the circles of
    uncertainty; records without day or position, or with an interval over `longest_days`, are not found so.
    Name: a word of one's names stands among the names or in the text of the other, within `name_days_apart`.
    Registration and reference: shared, or the one's reference named in the other's text, at any time.
    """
    chosen = settings or BlockingSettings()
    search = _Search(features, np.asarray(new, dtype=np.int64), chosen)
    for rule in (_time_and_place, _names, _registrations, _references):
        rule(search)
    return search.candidates()


class _Search:
    """Gathers the pairs of all rules as keys `left * n + right`."""

    def __init__(self, features: IncidentFeatures, new: IntArray, settings: BlockingSettings):
        self.features, self.new, self.settings = features, new, settings
        self.is_complete = len(new) == len(features)
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
    days = features.day_until - features.day_from
    usable = (features.day_from >= 0) & (days > 0) & (days <= search.settings.longest_days)
    usable &= ~np.isnan(features.lon) & ~np.isnan(features.lat)
    probing = search.new[usable[search.new]]
    record, day = expand_ranges(
        features.day_from[probing].astype(np.int64) - reach,
        features.day_until[probing].astype(np.int64) + reach,
    )
    record = probing[record]
    finest = 0.0
    for coarsest in _RADIUS_CLASSES_M:
        of_class = (features.place_radius_m > finest) | ((finest == 0.0) & usable)
        of_class &= usable & (features.place_radius_m <= coarsest)
        _near_in_class(search, np.flatnonzero(of_class), record, day)
        finest = coarsest


def _near_in_class(search: _Search, rows: IntArray, record: IntArray, day: IntArray) -> None:
    """Finds those of `rows` on `day` in the band of latitude that the distance allows, then measures."""
    if not len(rows):
        return
    features, settings = search.features, search.settings
    entry, entry_day = expand_ranges(
        features.day_from[rows].astype(np.int64), features.day_until[rows].astype(np.int64)
    )
    entry = rows[entry]
    keys = _band_keys(entry_day, features.lat[entry])
    order = np.argsort(keys, kind="stable")
    keys, entry, entry_day = keys[order], entry[order], entry_day[order]
    radius = features.place_radius_m.astype(np.float64)
    band = (settings.distance_m + radius[record] + radius[rows].max()) / METRES_PER_DEGREE
    probes = _Probes(
        records=np.arange(len(record), dtype=np.int64),
        starts=np.searchsorted(keys, _band_keys(day, features.lat[record] - band)),
        ends=np.searchsorted(keys, _band_keys(day, features.lat[record] + band) + 1),
    )
    rule = CandidateRule.TIME_AND_PLACE
    for probe, position in search.limit(rule, probes, settings.largest_place_block).chunks():
        first, second = record[probe], entry[position]
        # Two long intervals share many days; the pair is taken on the first of them only.
        first_shared = np.maximum(
            features.day_from[second], features.day_from[first] - settings.days_apart
        )
        once = (entry_day[position] == first_shared) & (first != second)
        first, second = first[once], second[once]
        apart = distances_m(features, first, second) - radius[first] - radius[second]
        late = np.maximum(
            features.day_from[first] - features.day_until[second],
            features.day_from[second] - features.day_until[first],
        )
        near = apart <= np.where(late > 0, settings.distance_days_apart_m, settings.distance_m)
        search.add(rule, first[near], second[near])


def _band_keys(day: IntArray, lat: NDArray[np.float64]) -> IntArray:
    """Keys ordered by day, then by latitude in steps of 0.0001 degree (11 m)."""
    steps = np.floor((np.clip(lat, -90.0, 90.0) + 90.0) * 10_000).astype(np.int64)
    return (day << _LATITUDE_BITS) + steps


def _names(search: _Search) -> None:
    """A word of a name in the other's names or text. The second way round matters only when not all rows are new."""
    words, rule = search.features.words, CandidateRule.NAME
    everything = _both(words.names, words.texts)
    _shared_near_days(search, rule, take_rows(words.names, search.new), everything)
    if not search.is_complete:
        _shared_near_days(search, rule, take_rows(words.texts, search.new), words.names)


def _both(first: Ragged, second: Ragged) -> tuple[IntArray, IntArray]:
    rows = np.concatenate([first.row_numbers, second.row_numbers])
    return rows, np.concatenate([first.values, second.values]).astype(np.int64)


def _shared_near_days(
    search: _Search, rule: CandidateRule, wanted: Ragged, among: Ragged | tuple[IntArray, IntArray]
) -> None:
    rows, values = (among.row_numbers, among.values) if isinstance(among, Ragged) else among
    used = np.zeros(len(search.features.words.vocabulary), dtype=bool)
    used[wanted.values] = True
    day = search.features.day_from.astype(np.int64)
    kept = used[values] & (day[rows] >= 0)
    rows, keys = rows[kept], (values[kept].astype(np.int64) << _DAY_BITS) + day[rows[kept]]
    order = np.argsort(keys, kind="stable")
    rows, keys = rows[order], keys[order]
    record = search.new[wanted.row_numbers]
    dated = day[record] >= 0
    record, word = record[dated], wanted.values[dated].astype(np.int64) << _DAY_BITS
    reach = search.settings.name_days_apart
    probes = _Probes(
        records=record,
        starts=np.searchsorted(keys, word + np.maximum(day[record] - reach, 0)),
        ends=np.searchsorted(keys, word + day[record] + reach + 1),
    )
    for first, position in search.limit(rule, probes, search.settings.largest_name_block).chunks():
        search.add(rule, first, rows[position])


def _registrations(search: _Search) -> None:
    registrations = search.features.registrations
    _shared_marks(search, CandidateRule.REGISTRATION, registrations, registrations)


def _references(search: _Search) -> None:
    features, rule = search.features, CandidateRule.REFERENCE
    _shared_marks(search, rule, features.references, features.references)
    _shared_marks(search, rule, features.references, features.mentions)
    if not search.is_complete:
        _shared_marks(search, rule, features.mentions, features.references)


def _shared_marks(search: _Search, rule: CandidateRule, wanted: Ragged, among: Ragged) -> None:
    chosen = take_rows(wanted, search.new)
    order = np.argsort(among.values, kind="stable")
    keys, rows = among.values[order], among.row_numbers[order]
    probes = _Probes(
        records=search.new[chosen.row_numbers],
        starts=np.searchsorted(keys, chosen.values, side="left"),
        ends=np.searchsorted(keys, chosen.values, side="right"),
    )
    for first, position in search.limit(rule, probes, search.settings.largest_mark_block).chunks():
        search.add(rule, first, rows[position])
