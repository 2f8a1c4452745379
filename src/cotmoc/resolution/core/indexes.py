"""Sorted keys over all records, built once for many searches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray, Ragged, expand_ranges, ragged_from_pairs

_DAY_BITS = 17
LATITUDE_BITS = 21
#: Entries are ordered by steps of 0.0001 degree (11 m).
LATITUDE_STEPS = 10_000
#: A word that more than this share of all records use is not looked up by itself, nor more than so many of a text.
_MOST_USES, _MOST_TELLING = 0.01, 8
_RADIUS_CLASSES_M = (1_000.0, 10_000.0, np.inf)


@dataclass(frozen=True, slots=True)
class SortedIndex:
    """`keys` int64, ascending, and the record (row) of each."""

    keys: IntArray
    rows: IntArray


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """Records of similar precision by day and latitude: an entry per day of each, with that day.

    What is asked of every entry stands beside it, in its order, since who looks around reads neighbours one after the
    other. `largest_radius_m` is the greatest uncertainty among them.
    """

    index: SortedIndex
    days: IntArray
    day_from: NDArray[np.int32]
    day_until: NDArray[np.int32]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    cosines: NDArray[np.float64]
    radius_m: NDArray[np.float32]
    agency: NDArray[np.int32]
    largest_radius_m: float


class RecordIndexes:
    """The indexes of some features; each is built when it is first asked for."""

    def __init__(self, features: IncidentFeatures, longest_days: int):
        self._features = features
        self._longest_days = longest_days

    @cached_property
    def located(self) -> NDArray[np.bool_]:
        """True for records with a position and an interval of at most the longest that is searched."""
        features = self._features
        days = features.day_until - features.day_from
        located: NDArray[np.bool_] = (features.day_from >= 0) & (days > 0)
        located &= (days <= self._longest_days) & ~np.isnan(features.lon) & ~np.isnan(features.lat)
        return located

    @cached_property
    def places(self) -> tuple[PlaceIndex, ...]:
        """One index per class of precision, so that a few rough records do not widen the search for all."""
        radius = self._features.place_radius_m
        classes = np.searchsorted(_RADIUS_CLASSES_M, radius)
        rows = [
            np.flatnonzero(self.located & (classes == n)) for n in range(len(_RADIUS_CLASSES_M))
        ]
        return tuple(self._place_index(of_class) for of_class in rows if len(of_class))

    @cached_property
    def named(self) -> SortedIndex:
        """Words of names, by word and day."""
        names = self._features.words.names
        return self._by_day(names.row_numbers, names.values)

    @cached_property
    def mentioned(self) -> SortedIndex:
        """Words of names wherever they stand, in names or texts, by word and day."""
        words = self._features.words
        is_name = np.zeros(len(words.vocabulary), dtype=bool)
        is_name[words.names.values] = True
        in_texts = np.flatnonzero(is_name[words.texts.values])
        text_rows = np.searchsorted(words.texts.offsets, in_texts, side="right") - 1
        return self._by_day(
            np.concatenate([words.names.row_numbers, text_rows]),
            np.concatenate([words.names.values, words.texts.values[in_texts]]),
        )

    @cached_property
    def told(self) -> SortedIndex:
        """Uncommon words of texts, by word and day."""
        words = self.telling
        return self._by_day(words.row_numbers, words.values)

    @cached_property
    def telling(self) -> Ragged:
        """The rarest few words of each text that stand in another record, too."""
        words = self._features.words
        counts = words.counts[words.texts.values]
        shared = np.flatnonzero(
            (counts > 1) & (counts <= max(_MOST_USES * len(self._features), 30))
        )
        rows = words.texts.row_numbers[shared]
        order = np.lexsort((counts[shared], rows))
        rows, shared = rows[order], shared[order]
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        few = place < _MOST_TELLING
        values = words.texts.values[shared[few]].astype(np.int64)
        return ragged_from_pairs(rows[few], values, len(self._features))

    @cached_property
    def things(self) -> SortedIndex:
        """Resolved persons, organisations and conveyances by their code."""
        return _by_value(self._features.things)

    @cached_property
    def registrations(self) -> SortedIndex:
        """Registrations by their code."""
        return _by_value(self._features.registrations)

    @cached_property
    def references(self) -> SortedIndex:
        """Records' own references by their code."""
        return _by_value(self._features.references)

    @cached_property
    def mentions(self) -> SortedIndex:
        """References that texts name, by their code."""
        return _by_value(self._features.mentions)

    def _by_day(self, rows: IntArray, words: NDArray[np.int32]) -> SortedIndex:
        day = self._features.day_from.astype(np.int64)[rows]
        dated = day >= 0
        return _sorted(word_day_keys(words[dated].astype(np.int64), day[dated]), rows[dated])

    def _place_index(self, rows: IntArray) -> PlaceIndex:
        features = self._features
        entry, days = expand_ranges(
            features.day_from[rows].astype(np.int64), features.day_until[rows].astype(np.int64)
        )
        entry = rows[entry]
        keys = band_keys(days, features.lat[entry])
        order = np.argsort(keys, kind="stable")
        entry = entry[order]
        return PlaceIndex(
            index=SortedIndex(keys[order], entry),
            days=days[order],
            day_from=features.day_from[entry],
            day_until=features.day_until[entry],
            lon=features.lon[entry],
            lat=features.lat[entry],
            cosines=np.cos(np.radians(features.lat[entry])),
            radius_m=features.place_radius_m[entry],
            agency=features.agency[entry],
            largest_radius_m=float(features.place_radius_m[rows].max()),
        )


def word_day_keys(words: IntArray, days: IntArray) -> IntArray:
    """Keys ordered by word, then by day."""
    return (words << _DAY_BITS) + days


def band_keys(days: IntArray, lat: NDArray[np.float64]) -> IntArray:
    """Keys ordered by day, then by latitude in steps of 0.0001 degree (11 m)."""
    steps = np.floor((np.clip(lat, -90.0, 90.0) + 90.0) * LATITUDE_STEPS).astype(np.int64)
    return (days << LATITUDE_BITS) + steps


def _by_value(ragged: Ragged) -> SortedIndex:
    return _sorted(ragged.values.astype(np.int64), ragged.row_numbers)


def _sorted(keys: IntArray, rows: IntArray) -> SortedIndex:
    order = np.argsort(keys, kind="stable")
    return SortedIndex(keys[order], rows[order])
