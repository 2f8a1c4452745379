"""How much a birth, a day, a place, goods, an offence, an agency and the marks of a name add to a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cotmoc.search.core.asking import Asked
from cotmoc.search.core.entries import Entries, spelling_of
from cotmoc.search.core.reading import Part, Question, Reading

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

_SPELLED = 0.06
_SAME_DAY, _TURNED_DAY, _YEAR, _OTHER_DAY, _NEAR_YEAR, _FAR, _OTHER_YEAR = (
    0.35, 0.3, 0.25, 0.15, 0.1, -0.05, -0.1,
)  # fmt: skip
_HAPPENED, _HAPPENED_ON, _HAPPENED_BESIDE = 0.25, 0.4, 0.15
_PLACE, _NOT_IN_PLACE = 0.2, -0.15
_TERM, _NOT_OF_TERM = 0.15, -0.1
#: What the newest adds at most; something of ten years before adds nothing.
_RECENT, _YEARS = 0.03, 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the entries: the numbers of offences and ids of agencies by code, and which records state
    goods of a code (int64, ascending). `newest` is the latest year of anything."""

    offences: Mapping[str, int] = field(default_factory=dict)
    agencies: Mapping[str, int] = field(default_factory=dict)
    goods: Mapping[str, Places] = field(default_factory=dict)
    newest: int = 0


def of_years(entries: Entries, at: Places, question: Question, *, are_people: bool) -> Floats:
    """What the years and the day of the question add to entries `at` places.

    A year is of birth, or one in which it happened, as the asker said; where he did not, whichever fits better. Another
    year of birth takes something off, the more the further away; one that is not known nothing.
    """
    asked = question.asked
    if not asked.years:
        return np.zeros(len(at), np.float32)
    born, day = entries.born[at], entries.day[at]
    may_be_born = {y for y in asked.years if question.years.get(y) is not Part.HAPPENED}
    may_have_happened = {y for y in asked.years if question.years.get(y) is not Part.BORN}
    happened = _of_day(day, asked, may_have_happened, beside=are_people)
    if not are_people:
        return np.where(happened > 0, happened, np.float32(_OTHER_YEAR))
    birth = _of_birth(born, asked, may_be_born)
    return np.where(happened > 0, np.maximum(birth, happened), birth)


def _of_birth(born: NDArray[np.int32], asked: Asked, years: set[int]) -> Floats:
    if not years:
        return np.zeros(len(born), np.float32)
    off = np.min([np.abs(born // 10_000 - year) for year in years], axis=0)
    added = np.select(
        [born == 0, off == 0, off == 1, off == 2, off <= 5],
        [0.0, _YEAR, _NEAR_YEAR, 0.0, _FAR],
        _OTHER_YEAR,
    ).astype(np.float32)
    if asked.day is not None and asked.day.year in years:
        day = asked.day
        is_day = born % 100 > 0
        added[is_day & (born // 10_000 == day.year)] = _OTHER_DAY
        added[born == day.year * 10_000 + day.day * 100 + day.month] = _TURNED_DAY
        added[born == day.year * 10_000 + day.month * 100 + day.day] = _SAME_DAY
    return added


def _of_day(days: NDArray[np.int32], asked: Asked, years: set[int], *, beside: bool) -> Floats:
    added = np.zeros(len(days), np.float32)
    for year in years:
        added[days // 10_000 == year] = _HAPPENED_BESIDE if beside else _HAPPENED
    if asked.day is not None and asked.day.year in years:
        day = asked.day
        added[days == day.year * 10_000 + day.month * 100 + day.day] = _HAPPENED_ON
    return added


def of_spelling(spellings: NDArray[np.uint32], marked: Sequence[str]) -> Floats:
    """What the same tone marks add, where any were typed."""
    if all(word.isascii() for word in marked):
        return np.zeros(len(spellings), np.float32)
    return np.where(spellings == spelling_of(marked), np.float32(_SPELLED), np.float32(0.0))


def of_parts(entries: Entries, at: Places, reading: Reading, facts: Facts) -> Floats:
    """What the place, the goods, the offence and the agency of a reading add."""
    added = np.zeros(len(at), np.float32)
    for part, holds in parts_held(entries, at, reading, facts).items():
        if part is Part.PLACE:
            near = _PLACE * (reading.place.nearness if reading.place else 1.0)
            added += np.where(holds > 0, near * holds, _NOT_IN_PLACE).astype(np.float32)
        else:
            added += np.where(holds > 0, _TERM, _NOT_OF_TERM).astype(np.float32)
    return added


def parts_held(entries: Entries, at: Places, reading: Reading, facts: Facts) -> dict[Part, Floats]:
    """How much each of the entries is in the place of a reading, and 1 or 0: of its goods, its offence, its agency."""
    held: dict[Part, NDArray[Any]] = {}
    place = reading.place
    if place is not None:
        held[Part.PLACE] = np.maximum(place.holds(entries.home[at]), place.holds(entries.area[at]))
    if (goods := reading.term(Part.GOODS)) is not None:
        records = [facts.goods[code] for code in goods.codes if code in facts.goods]
        stated = np.concatenate(records) if records else np.zeros(0, np.int64)
        held[Part.GOODS] = np.isin(entries.record[at], stated)
    if (offence := reading.term(Part.OFFENCE)) is not None:
        numbers = [facts.offences[code] for code in offence.codes if code in facts.offences]
        held[Part.OFFENCE] = np.isin(entries.offence[at], np.array(numbers, np.int16))
    if (agency := reading.term(Part.AGENCY)) is not None:
        held[Part.AGENCY] = entries.agency[at] == facts.agencies.get(agency.code, -1)
    return {part: holds.astype(np.float32) for part, holds in held.items()}


def of_age(days: NDArray[np.int32], facts: Facts) -> Floats:
    """What is added for being recent: a little, so that of things that fit alike the newest comes first."""
    years = np.clip(facts.newest - days // 10_000, 0, _YEARS).astype(np.float32)
    # Within a year, by its months and days.
    within = (days % 10_000).astype(np.float32) / np.float32(10_000 * _YEARS)
    known = days > 0
    recent = np.float32(_RECENT) * (1 - years / _YEARS + within)
    return np.where(known, recent, np.float32(0.0)).astype(np.float32)
