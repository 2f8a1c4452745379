"""Comparing two rows: compiled, one pair at a time, the same for a whole country and for one new record."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.compiled import Float, Int, compiled
from cotmoc.resolution.core.parties.layout import level_code
from cotmoc.resolution.core.parties.vocabulary import WordTables
from cotmoc.resolution.core.parties.words import (
    fact,
    high,
    is_within,
    low,
    marks_fit,
    near_in_any_order,
    near_words,
)

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Row = IntArray

# Numbers of levels, which compiled code takes in as constants.
_EXACT = level_code("name", "exact")
_UNMARKED = level_code("name", "unmarked")
_ORDER = level_code("name", "order_changed")
_ALIAS = level_code("name", "alias")
_MARKS = level_code("name", "marks_differ")
_MIDDLE_MISSING = level_code("name", "middle_missing")
_PHONETIC = level_code("name", "phonetic")
_ONE_EDIT = level_code("name", "one_edit")
_MIDDLE_DIFFERS = level_code("name", "middle_differs")
_GIVEN_SAME = level_code("name", "given_same")
_NAME_DIFFERENT = level_code("name", "different")
_SAME_DAY = level_code("birth", "same_day")
_SWAPPED = level_code("birth", "swapped")
_SAME_MONTH = level_code("birth", "same_month")
_YEAR_ONLY = level_code("birth", "same_year_only")
_ONE_DIGIT = level_code("birth", "one_digit")
_SAME_YEAR = level_code("birth", "same_year")
_NEXT_YEAR = level_code("birth", "next_year")
_BIRTH_DIFFERENT = level_code("birth", "different")
_SAME_NUMBER = level_code("number", "same")
_TRANSPOSED = level_code("number", "transposed")
_NUMBER_EDIT = level_code("number", "one_edit")
_OTHER_KIND = level_code("number", "other_kind")
_RENEWED = level_code("number", "renewed")
_NUMBER_DIFFERENT = level_code("number", "different")
_LOW = np.int64(0xFFFFFFFF)
#: The group of namesakes by level of the name + 1, 0 for none.
_GROUPS = np.zeros(16, dtype=np.int64)
for _place, _group in enumerate(at.NAMESAKES.values()):
    for _level in _group:
        _GROUPS[level_code("name", _level) + 1] = _place + 1


class Weights(NamedTuple):
    """What levels and rarities weigh, in bits.

    `levels` float64 (3, 6, 16): by group of namesakes, comparison and level + 1 (`PartyModel.level_table`). The others
    float64, by the number of the value; `middle` and `given` before that by whether both are foreign: how much more
    it weighs when this one agrees than when an average one does.
    """

    levels: NDArray[np.float64]
    family: NDArray[np.float64]
    middle: NDArray[np.float64]
    given: NDArray[np.float64]
    area: NDArray[np.float64]
    country: NDArray[np.float64]


@compiled()
def name_level(a: Row, b: Row, words: WordTables) -> Int:  # noqa: PLR0911 - a table of decisions
    """The level of two names; -1 where one is missing."""
    count, other = fact(a, at.COUNT_SHIFT, 15), fact(b, at.COUNT_SHIFT, 15)
    if count == 0 or other == 0:
        return -1
    if a[at.FOLDED] == b[at.FOLDED]:
        if a[at.MARKED] == b[at.MARKED]:
            return _EXACT
        return _UNMARKED if marks_fit(a, b, count) else _MARKS
    if a[at.SORTED] == b[at.SORTED]:
        return _ORDER
    if (a[at.ALIAS] != 0 and a[at.ALIAS] == b[at.SORTED]) or (
        b[at.ALIAS] != 0 and b[at.ALIAS] == a[at.SORTED]
    ):
        return _ALIAS
    organisation = fact(a, at.ORGANISATION_SHIFT, 1)
    given = low(a[at.FAMILY_GIVEN]) == low(b[at.FAMILY_GIVEN])
    family = a[at.FAMILY_GIVEN] == b[at.FAMILY_GIVEN] and high(a[at.FAMILY_GIVEN]) > 0
    if count != other and (family or organisation):
        short = (
            is_within(a, count, b, other, words)
            if count < other
            else is_within(b, other, a, count, words)
        )
        if short:
            return _MIDDLE_MISSING
    if a[at.PHONETIC] == b[at.PHONETIC]:
        return _PHONETIC
    if count == other and near_words(a, b, count, words):
        return _ONE_EDIT
    foreign = fact(a, at.FOREIGN_SHIFT, 1) | fact(b, at.FOREIGN_SHIFT, 1)
    if count == other and count > 1 and foreign and near_in_any_order(a, b, count, words):
        return _ONE_EDIT
    if organisation:
        return _NAME_DIFFERENT
    if family:
        return _MIDDLE_DIFFERS
    return _GIVEN_SAME if given else _NAME_DIFFERENT


@compiled()
def _parts_rarity(row: Row, weights: Weights) -> Float:
    """How many bits all parts of a name weigh more than average ones."""
    family, given = high(row[at.FAMILY_GIVEN]), low(row[at.FAMILY_GIVEN])
    foreign = fact(row, at.FOREIGN_SHIFT, 1)
    rarity: Float = weights.given[foreign, given]
    if family > 0:
        rarity += weights.family[family] + weights.middle[foreign, row[at.MIDDLE]]
    return rarity


@compiled()
def name_rarity(a: Row, b: Row, level: Int, weights: Weights) -> Float:
    """How many bits the agreeing parts of two names weigh more than average ones."""
    if level < 0 or level in (_NAME_DIFFERENT, _ALIAS):
        return 0.0
    if level == _ORDER:
        # The same words in other roles: as rare as the commoner reading of them.
        return min(_parts_rarity(a, weights), _parts_rarity(b, weights))
    one, other = a[at.FAMILY_GIVEN], b[at.FAMILY_GIVEN]
    foreign = fact(a, at.FOREIGN_SHIFT, 1) & fact(b, at.FOREIGN_SHIFT, 1)
    rarity: Float = 0.0
    if low(one) == low(other):
        rarity += weights.given[foreign, low(one)]
    if high(one) > 0 and high(one) == high(other):
        rarity += weights.family[high(one)]
    if high(one) > 0 and a[at.MIDDLE] == b[at.MIDDLE]:
        rarity += weights.middle[foreign, a[at.MIDDLE]]
    return rarity


@compiled()
def _digits_apart(one: Int, other: Int) -> Int:
    """In how many places two numbers of eight digits differ."""
    apart = 0
    for _ in range(8):
        if one % 10 != other % 10:
            apart += 1
        one //= 10
        other //= 10
    return apart


@compiled()
def birth_level(one: Int, other: Int) -> Int:  # noqa: PLR0911 - a table of decisions
    """The level of two births; -1 where one is missing."""
    if one == 0 or other == 0:
        return -1
    year, month, day = one // 10_000, one // 100 % 100, one % 100
    year2, month2, day2 = other // 10_000, other // 100 % 100, other % 100
    known = day > 0 and not (month == 1 and day == 1)
    known2 = day2 > 0 and not (month2 == 1 and day2 == 1)
    if known and known2:
        if one == other:
            return _SAME_DAY
        if year == year2 and month == day2 and day == month2:
            return _SWAPPED
        if _digits_apart(one, other) == 1:
            return _ONE_DIGIT
        return _SAME_YEAR if year == year2 else _BIRTH_DIFFERENT
    if year != year2:
        return _NEXT_YEAR if abs(year - year2) == 1 else _BIRTH_DIFFERENT
    months = month > 0 and month2 > 0 and (known or day == 0) and (known2 or day2 == 0)
    if not months:
        return _YEAR_ONLY
    return _SAME_MONTH if month == month2 else _SAME_YEAR


@compiled(inline=True)
def _letter(row: Row, place: Int) -> Int:
    return (row[at.NUMBER_TEXT + (place >> 3)] >> ((place & 7) * 8)) & 255


@compiled()
def _number_edit(a: Row, length: Int, b: Row, length2: Int) -> Int:
    """As `one_edit`, of the packed letters of two numbers."""
    if length > length2:
        a, length, b, length2 = b, length2, a, length
    if length2 - length > 1:
        return 3
    start = 0
    while start < length and _letter(a, start) == _letter(b, start):
        start += 1
    end = 0
    while end < length - start and _letter(a, length - 1 - end) == _letter(b, length2 - 1 - end):
        end += 1
    rest, other = length - start - end, length2 - start - end
    if rest <= 1 and other <= 1:
        return 1
    if (
        rest == 2
        and other == 2
        and _letter(a, start) == _letter(b, start + 1)
        and (_letter(a, start + 1) == _letter(b, start))
    ):
        return 2
    return 3


@compiled()
def number_level(a: Row, b: Row) -> Int:
    """The level of two numbers of documents or registrations; -1 where one is missing."""
    if a[at.NUMBER] == 0 or b[at.NUMBER] == 0:
        return -1
    if a[at.NUMBER] == b[at.NUMBER]:
        return _SAME_NUMBER
    length, length2 = fact(a, at.LENGTH_SHIFT, 31), fact(b, at.LENGTH_SHIFT, 31)
    apart = _number_edit(a, length, b, length2)
    if apart == 2:
        return _TRANSPOSED
    if apart == 1:
        return _NUMBER_EDIT
    kind, kind2 = fact(a, at.NUMBER_KIND_SHIFT, 15), fact(b, at.NUMBER_KIND_SHIFT, 15)
    if kind != kind2:
        return _OTHER_KIND
    return _RENEWED if kind == at.PASSPORT else _NUMBER_DIFFERENT


@compiled()
def _area_level(one: Int, other: Int) -> Int:
    if one >> 32 != 0 and one >> 32 == other >> 32:
        return 0
    region, region2 = one & _LOW, other & _LOW
    if region == 0 or region2 == 0 or ((one >> 32 == 0 or other >> 32 == 0) and region == region2):
        return 1 if region != 0 and region == region2 else -1
    return 1 if region == region2 else 2


@compiled(inline=True)
def _agreement(one: Int, other: Int) -> Int:
    if one == 0 or other == 0:
        return -1
    return 0 if one == other else 1


@compiled()
def compare(a: Row, b: Row, words: WordTables, weights: Weights) -> tuple[Int, Float, Float, Float]:
    """The packed levels of two rows, and the bits that the rarity of what agrees adds: of name, area and country."""
    name = name_level(a, b, words)
    country, country2 = fact(a, at.COUNTRY_SHIFT, 0xFFFF), fact(b, at.COUNTRY_SHIFT, 0xFFFF)
    same_country = _agreement(country, country2)
    area = _area_level(a[at.AREA_REGION], b[at.AREA_REGION])
    packed = (
        (name + 1)
        | (birth_level(a[at.BIRTH], b[at.BIRTH]) + 1) << 4
        | (number_level(a, b) + 1) << 8
        | (_agreement(fact(a, at.CATEGORY_SHIFT, 255), fact(b, at.CATEGORY_SHIFT, 255)) + 1) << 12
        | (same_country + 1) << 16
        | (area + 1) << 20
    )
    name_bits = name_rarity(a, b, name, weights)
    area_bits: Float = weights.area[a[at.AREA_REGION] >> 32] if area == 0 else 0.0
    country_bits: Float = weights.country[country] if same_country == 0 else 0.0
    return packed, name_bits, area_bits, country_bits


@compiled(inline=True)
def level_bits(packed: Int, levels: FloatArray) -> float:
    """The bits of packed levels together."""
    bits, group = 0.0, _GROUPS[packed & 15]
    for comparison in range(6):
        bits += levels[group, comparison, (packed >> (4 * comparison)) & 15]
    return bits


@compiled(unlocked=True)
def score_pairs(
    table: IntArray, left: IntArray, right: IntArray, words: WordTables, weights: Weights
) -> tuple[IntArray, FloatArray]:
    """Packed levels int64 (k,) and rarities float64 (k, 3) of pairs of rows."""
    packed = np.empty(len(left), dtype=np.int64)
    rarities = np.empty((len(left), 3), dtype=np.float64)
    for pair in range(len(left)):
        packed[pair], rarities[pair, 0], rarities[pair, 1], rarities[pair, 2] = compare(
            table[left[pair]], table[right[pair]], words, weights
        )
    return packed, rarities


@compiled(unlocked=True)
def score_one(
    probe: Row, table: IntArray, rows: IntArray, words: WordTables, weights: Weights
) -> tuple[IntArray, FloatArray]:
    """The same of one row against some rows of a table."""
    packed = np.empty(len(rows), dtype=np.int64)
    rarities = np.empty((len(rows), 3), dtype=np.float64)
    for place in range(len(rows)):
        packed[place], rarities[place, 0], rarities[place, 1], rarities[place, 2] = compare(
            probe, table[rows[place]], words, weights
        )
    return packed, rarities
