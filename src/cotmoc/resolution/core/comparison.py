"""How the two records of each pair agree or differ, one comparison at a time; no weights yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.geometry import distances_m
from cotmoc.resolution.core.ragged import IntArray, expand_ranges, shared_values
from cotmoc.resolution.core.rivals import RivalIndex

Levels = NDArray[np.int8]

#: The levels of each comparison, in the order of their codes; -1 stands for nothing to compare.
LEVELS: dict[str, tuple[str, ...]] = {
    "time": (
        "same_time",
        "same_day",
        "same_day_other_time",
        "next_day",
        "within_3_days",
        "same_month",
        "same_long_period",
        "within_30_days",
        "apart",
    ),
    "place": (
        "same_point",
        "within_1km",
        "within_5km",
        "within_20km",
        "within_50km",
        "within_100km",
        "one_coordinate",
        "same_area",
        "same_region",
        "apart",
    ),
    "rivals": ("none", "few", "some", "many", "crowd"),
    "offence": ("same", "different"),
    "registration": ("shared", "different"),
    "reference": ("shared", "named_in_text"),
    "goods": ("same_amount", "similar_amount", "same_commodity", "different"),
    "agency": ("different", "same"),
    "parties": ("several", "one"),
    "name": ("rare", "shared", "similar", "not_named", "different"),
    "text": ("alike", "much", "some", "little", "nothing_shared"),
}

_CLOCK_AGREES_MINUTES = 30
_CLOCK_DIFFERS_MINUTES = 180
_EXACT_RADIUS_M = 200.0
_POINT_RADIUS_M = 2_000.0
_AREA_RADIUS_M = 20_000.0
#: Whole numbers below this (one pistol, two cars) agree by chance all the time.
_TELLING_AMOUNT = 10
#: A slip of the pen: one coordinate agrees this well (degrees), the other is off by whole degrees or by its sign.
_SLIP_DEGREES = 0.03
_RIVAL_STEPS = (1, 3, 7, 21)
_RIVAL_DISTANCE_M = 20_000.0


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What is measured of each pair before it is put into levels.

    gap_days    int32, whole days between the intervals, 0 when they touch or overlap; -1 missing
    distance_m  float64 between the positions; nan missing
    rivals      int32, other records of the same agency near each end, the larger of both ends; -1: not counted, as
                where the two are more than a day or 20 km apart
    """

    gap_days: NDArray[np.int32]
    distance_m: NDArray[np.float64]
    rivals: NDArray[np.int32]

    def take(self, pairs: NDArray[np.intp] | NDArray[np.bool_]) -> PairFacts:
        """The facts of some of the pairs, by position or by mask."""
        return PairFacts(self.gap_days[pairs], self.distance_m[pairs], self.rivals[pairs])


def measure(
    features: IncidentFeatures, left: IntArray, right: IntArray, rivals_of: RivalIndex | None
) -> PairFacts:
    """The facts of each pair of rows; rivals are counted by the index, if there is one."""
    gap, distance = _gap_days(features, left, right), distances_m(features, left, right)
    rivals = np.full(len(left), -1, dtype=np.int32)
    if rivals_of is None:
        return PairFacts(gap, distance, rivals)
    radius = features.place_radius_m[left] + features.place_radius_m[right]
    with np.errstate(invalid="ignore"):
        near = np.flatnonzero((gap >= 0) & (gap <= 1) & (distance - radius <= _RIVAL_DISTANCE_M))
    rivals[near] = rivals_of.counts(left[near], right[near])
    return PairFacts(gap, distance, rivals)


def compare(
    features: IncidentFeatures, left: IntArray, right: IntArray, facts: PairFacts
) -> dict[str, Levels]:
    """The level of every comparison that needs no words, by its name; int8 arrays, -1 missing."""
    return {
        "time": _time(features, left, right, facts.gap_days),
        "place": _place(features, left, right, facts.distance_m),
        "rivals": rival_levels(facts.rivals),
        "offence": _codes(features.offence, left, right),
        "registration": _registration(features, left, right),
        "reference": _reference(features, left, right),
        "goods": _goods(features, left, right),
        "agency": (features.agency[left] == features.agency[right]).astype(np.int8),
        "parties": _parties(features, left, right),
    }


def rival_levels(rivals: NDArray[np.int32]) -> Levels:
    """The levels of so many rivals; -1 where it was not asked."""
    steps = np.searchsorted(_RIVAL_STEPS, rivals, side="right")
    return np.where(rivals < 0, -1, steps).astype(np.int8)


def level(comparison: str, name: str) -> int:
    """The code of a level.

    >>> level("time", "next_day")
    3
    """
    return LEVELS[comparison].index(name)


def _gap_days(features: IncidentFeatures, left: IntArray, right: IntArray) -> NDArray[np.int32]:
    start = np.maximum(features.day_from[left], features.day_from[right])
    end = np.minimum(features.day_until[left], features.day_until[right]) - 1
    missing = (features.day_from[left] < 0) | (features.day_from[right] < 0)
    return np.where(missing, -1, np.maximum(start - end, 0)).astype(np.int32)


def _time(
    features: IncidentFeatures, left: IntArray, right: IntArray, gap: NDArray[np.int32]
) -> Levels:
    longest = np.maximum(
        features.day_until[left] - features.day_from[left],
        features.day_until[right] - features.day_from[right],
    )
    clocks = features.minute[left], features.minute[right]
    apart = np.where((clocks[0] < 0) | (clocks[1] < 0), -1, np.abs(clocks[0] - clocks[1]))
    day = (gap == 0) & (longest == 1)
    return _first_true(
        [
            ("same_time", day & (apart >= 0) & (apart <= _CLOCK_AGREES_MINUTES)),
            ("same_day_other_time", day & (apart > _CLOCK_DIFFERS_MINUTES)),
            ("same_day", day),
            ("same_month", (gap == 0) & (longest <= 31)),
            ("same_long_period", gap == 0),
            # That two months touch says nothing of the days within them.
            ("next_day", (gap == 1) & (longest == 1)),
            ("within_3_days", (gap >= 2) & (gap <= 3) & (longest == 1)),
            ("within_30_days", (gap > 0) & (gap <= 30)),
            ("apart", gap > 30),
        ],
        "time",
    )


def _place(
    features: IncidentFeatures, left: IntArray, right: IntArray, distance: NDArray[np.float64]
) -> Levels:
    radius = features.place_radius_m[left] + features.place_radius_m[right]
    gap = np.maximum(distance - radius, 0)
    area = features.area_today[left]
    same_area = (area >= 0) & (area == features.area_today[right])
    with np.errstate(invalid="ignore"):
        return _first_true(
            [
                ("same_point", (radius <= _EXACT_RADIUS_M) & (gap <= 50)),
                ("within_1km", (radius <= _POINT_RADIUS_M) & (gap <= 1_000)),
                ("within_5km", (radius <= _POINT_RADIUS_M) & (gap <= 5_000)),
                ("same_region", (radius > _AREA_RADIUS_M) & (gap == 0)),
                ("same_area", same_area | ((radius > _POINT_RADIUS_M) & (gap == 0))),
                ("within_20km", gap <= 20_000),
                ("within_50km", gap <= 50_000),
                (
                    "one_coordinate",
                    (radius <= _POINT_RADIUS_M) & one_coordinate(features, left, right),
                ),
                ("within_100km", gap <= 100_000),
                ("apart", gap > 100_000),
            ],
            "place",
        )


def one_coordinate(
    features: IncidentFeatures, left: IntArray, right: IntArray
) -> NDArray[np.bool_]:
    """True where one coordinate agrees and the other is a slip: off by whole degrees, or east for west."""
    lon, lat = (
        (coordinate[left], coordinate[right]) for coordinate in (features.lon, features.lat)
    )
    slips = []
    for (one, other), (first, second) in ((lon, lat), (lat, lon)):
        off = one - other
        slip = (np.abs(off - np.round(off)) <= _SLIP_DEGREES) & (np.abs(np.round(off)) >= 1)
        slip |= (np.abs(one + other) <= _SLIP_DEGREES) & (np.abs(one) > 2 * _SLIP_DEGREES)
        slips.append(slip & (np.abs(first - second) <= _SLIP_DEGREES))
    found: NDArray[np.bool_] = slips[0] | slips[1]
    return found


def _parties(features: IncidentFeatures, left: IntArray, right: IntArray) -> Levels:
    """How many persons and conveyances of the one are those of the other; what names say is said elsewhere."""
    shared = np.bincount(
        shared_values(features.things, features.things, left, right)[0], minlength=len(left)
    )
    codes = [np.int8(level("parties", name)) for name in ("several", "one")]
    return np.select([shared > 1, shared == 1], codes, default=np.int8(-1))


def _codes(codes: NDArray[np.int32], left: IntArray, right: IntArray) -> Levels:
    missing = (codes[left] < 0) | (codes[right] < 0)
    return np.where(missing, -1, codes[left] != codes[right]).astype(np.int8)


def _registration(features: IncidentFeatures, left: IntArray, right: IntArray) -> Levels:
    marks = features.registrations
    both = (marks.lengths[left] > 0) & (marks.lengths[right] > 0)
    levels = np.where(both, level("registration", "different"), -1).astype(np.int8)
    levels[shared_values(marks, marks, left, right)[0]] = level("registration", "shared")
    return levels


def _reference(features: IncidentFeatures, left: IntArray, right: IntArray) -> Levels:
    levels = np.full(len(left), -1, dtype=np.int8)
    own, named = features.references, features.mentions
    for first, second in ((left, right), (right, left)):
        levels[shared_values(own, named, first, second)[0]] = level("reference", "named_in_text")
    levels[shared_values(own, own, left, right)[0]] = level("reference", "shared")
    return levels


def _goods(features: IncidentFeatures, left: IntArray, right: IntArray) -> Levels:
    """The best agreement of any line of the one with any line of the other; missing when either has none."""
    goods = features.goods
    pair, first = expand_ranges(goods.offsets[left], goods.offsets[left + 1])
    line, second = expand_ranges(goods.offsets[right[pair]], goods.offsets[right[pair] + 1])
    pair, first = pair[line], first[line]
    levels = np.full(len(left), 127, dtype=np.int8)
    np.minimum.at(levels, pair, _goods_lines(features, first, second))
    levels[levels == 127] = -1
    return levels


def _goods_lines(features: IncidentFeatures, first: IntArray, second: IntArray) -> Levels:
    goods = features.goods
    same = (goods.commodities[first] == goods.commodities[second]) & (goods.commodities[first] >= 0)
    amounts = goods.amounts[first], goods.amounts[second]
    alike = same & (goods.measures[first] == goods.measures[second])
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.abs(amounts[0] - amounts[1]) / np.maximum(np.abs(amounts[0]), np.abs(amounts[1]))
    off = np.where(amounts[0] == amounts[1], 0.0, off)
    telling = (amounts[0] >= _TELLING_AMOUNT) | (amounts[0] % 1 != 0)
    return _first_true(
        [
            ("same_amount", alike & telling & (off <= 0.02)),
            ("similar_amount", alike & telling & (off <= 0.2)),
            ("same_commodity", same),
            ("different", ~same),
        ],
        "goods",
    )


def _first_true(cases: list[tuple[str, NDArray[np.bool_]]], comparison: str) -> Levels:
    codes = [np.int8(level(comparison, name)) for name, _ in cases]
    return np.select([condition for _, condition in cases], codes, default=np.int8(-1))
