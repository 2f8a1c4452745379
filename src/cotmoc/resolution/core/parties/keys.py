"""Which rows are worth comparing: keys that two records of one person or conveyance mostly share at least one of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.compiled import Int, compiled
from cotmoc.resolution.core.parties.packing import mixed

IntArray = NDArray[np.int64]
_ODD = np.int64(-7_046_029_254_386_353_131)
#: The rules in the order in which they are asked. What they find overlaps; a pair counts once.
RULES = (
    "number",  # the same number of document or registration
    "number_end",  # parts of it, so that one wrong digit leaves one part whole
    "number_start",
    "number_rest",
    "name_year",  # the name as it sounds, in any order, and the year of birth
    "name_day",  # and day and month of birth, either way round: the year is wrong
    "name_area",  # and the commune: the birth is wrong or unknown
    "short_year",  # family and given name and year, one side without middle name
    "given_date",  # given name and date of birth: a slip in another part of the name
    "family_date",  # family and middle names and date of birth: a slip in the given name
    "date_area",  # date of birth and commune: another name
    "name_only",  # the name alone, one side without birth
    "alias_year",  # another name and the year of birth
)
#: Rules that find only pairs of which at least one row lacks something.
ONE_SIDED = frozenset(("short_year", "name_only", "alias_year"))


class Keys(NamedTuple):
    """The keys of one rule, int64, the rows that they are of, and bool which of them lack something (`ONE_SIDED`)."""

    keys: IntArray
    rows: IntArray
    lacks: NDArray[np.bool_]


@compiled()
def _hashed_letters(row: IntArray, start: Int, end: Int, skipped: Int) -> Int:
    value = np.int64(start * 31 + end * 7 + 1)
    for place in range(start, end):
        if place < skipped or place >= skipped + 3:
            letter = (row[at.NUMBER_TEXT + (place >> 3)] >> ((place & 7) * 8)) & 255
            value = mixed(value, letter)
    return value | 1


@compiled()
def _number_part(row: IntArray, part: Int) -> Int:
    """Of a citizen's number the last six digits, or the first six with half of them: the first six are few.

    Of other numbers what is left without the first, middle or last third. 0 where there are too few letters.
    """
    length = (row[at.FACTS] >> at.LENGTH_SHIFT) & 31
    kind = (row[at.FACTS] >> at.NUMBER_KIND_SHIFT) & 15
    if length < 5:
        return np.int64(0)
    if kind == at.CITIZEN:
        if part == 0:
            return _hashed_letters(row, 6, 12, 99)
        return _hashed_letters(row, 0, 12, 9) if part == 1 else _hashed_letters(row, 0, 12, 6)
    third = (length + 2) // 3
    if part == 0:
        return _hashed_letters(row, third, length, 99)
    if part == 2:
        return _hashed_letters(row, 0, length - third, 99)
    value = np.int64(length * 131 + 5)
    for place in range(length):
        if place < third or place >= length - third:
            letter = (row[at.NUMBER_TEXT + (place >> 3)] >> ((place & 7) * 8)) & 255
            value = mixed(value, letter)
    return value | 1


@compiled()
def row_key(row: IntArray, rule: Int) -> tuple[Int, bool]:  # noqa: PLR0911 - a table of decisions
    """The key of one row by one rule (its place in `RULES`), 0 where there is none; whether it lacks something."""
    none, birth = np.int64(0), row[at.BIRTH]
    year, month, day = birth // 10_000, birth // 100 % 100, birth % 100
    dated = day > 0 and not (month == 1 and day == 1)
    days = min(month, day) * 32 + max(month, day)
    count = row[at.FACTS] & 15
    family_given = row[at.FAMILY_GIVEN]
    area = row[at.AREA_REGION] >> 32
    salt = np.int64(rule + 1)
    if rule == 0:
        return row[at.NUMBER], False
    if rule < 4:
        return _number_part(row, rule - 1), False
    if count == 0 and rule != 10:
        return none, False
    name = mixed(row[at.PHONETIC], salt)
    if rule == 4:
        return (mixed(name, year) if year else none), False
    if rule == 5:
        return (mixed(name, days) if dated else none), False
    if rule == 6:
        return (mixed(name, area) if area else none), False
    if rule == 7:
        short = mixed(mixed(family_given, salt), year)
        return (short if year and family_given >> 32 > 0 else none), row[at.MIDDLE] == 0
    date = mixed(year * 1024 + days, salt)
    if rule == 8:
        return (mixed(date, family_given & 0xFFFFFFFF) if dated else none), False
    if rule == 9:
        whole = mixed(mixed(date, family_given >> 32), row[at.MIDDLE])
        return (whole if dated and family_given >> 32 > 0 else none), False
    if rule == 10:
        return (mixed(date, area) if dated and area else none), False
    if rule == 11:
        return name, birth == 0
    return none, False


@compiled()
def _fill(table: IntArray, rule: Int, keys: IntArray, lacks: NDArray[np.bool_]) -> None:
    for row in range(len(table)):
        keys[row], lacks[row] = row_key(table[row], rule)


def keys_of(table: IntArray, rule: str, *, whole: bool = False) -> Keys:
    """The keys of all rows by one rule; a row without one is left out, and one with another name has two.

    `whole`: also those that find nothing among these rows but may find rows of another table.
    """
    count = len(table)
    keys, lacks = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    rows = np.arange(count, dtype=np.int64)
    if rule == "alias_year":
        return _alias_keys(table, rows, whole)
    _fill(table, RULES.index(rule), keys, lacks)
    held = keys != 0
    return Keys(keys[held], rows[held], lacks[held])


def _alias_keys(table: IntArray, rows: IntArray, whole: bool) -> Keys:
    """Names and other names with years; those from other names lack, so that only pairs with one are found."""
    year, named = table[:, at.BIRTH] // 10_000, table[:, at.FACTS] & 15 > 0
    other = (table[:, at.ALIAS] != 0) & (year > 0)
    if not whole and not other.any():
        return Keys(rows[:0], rows[:0], named[:0])
    named &= year > 0
    names = np.concatenate([table[named, at.SORTED], table[other, at.ALIAS]])
    with np.errstate(over="ignore"):
        keys = names * _ODD + np.concatenate([year[named], year[other]])
    lacks = np.concatenate([np.zeros(named.sum(), dtype=bool), np.ones(other.sum(), dtype=bool)])
    return Keys(keys, np.concatenate([rows[named], rows[other]]), lacks)
