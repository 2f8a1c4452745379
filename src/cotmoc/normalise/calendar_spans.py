"""From one day or period to another, and nights between two days, in words and numbers."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

from cotmoc.normalise.calendar_words import (
    IMPOSSIBLE,
    NO_YEAR,
    UNREADABLE,
    Calendar,
    Stated,
    in_calendar,
    read_stated,
)
from cotmoc.normalise.precision import Moment, Precision, moment_between

_BACKWARDS = Calendar(None, ("!moment.backwards",))
_DAY = timedelta(days=1)
# Not a finding: the year of this end is that of the other.
_LENT = "lent"
# A list ("12 và 13/3") is one span only where its parts follow each other; a span goes from ... to.
_CONNECTOR = re.compile(
    r" ?(?:(?P<list>[,;+&]| va ngay | va | and )|(?P<span>-|~| den het | den ngay | den | toi | to | until )) ?"
)
_ISO_SPAN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)/(\d{4}(?:-\d\d(?:-\d\d)?)?)")
_FROM = re.compile(r"^(?:trong )?(?:tu|from|between) ?")
_UNTIL_DAY = re.compile(r"^(?:het |ngay |the )+(?=\d)")
_LISTED = re.compile(r" ?(?:,|\+|;| va ngay | va ) ?")
_NIGHT = re.compile(
    r"(?:(?:dem|toi|khuya|the night of|night of) ?)?(?:ngay ?)?(?P<one>\d.{0,20}?)[ ,\-]{1,2}"
    r"(?:rang sang|rang|(?:den )?sang(?: som)?)(?: hom)?(?: ngay)? ?(?P<other>\d.*)"
)
_NIGHT_OF = re.compile(
    r"(?:dem|toi|khuya|the night of|night of) ?(?:ngay ?)?(?P<one>\d{1,2}) ?[\-/] ?(?P<other>\d{1,2}.*)"
)


def read_calendar(text: str, order: str, year: int | None) -> Calendar:
    """What a text of small letters without marks is in the calendar: a day, a period, or a span of them.

    `order` and `year` as in `cotmoc.normalise.moments.read_moment`.

    >>> read_calendar("tu ngay 12 den ngay 15/3/2024", "dmy", None).moment.last
    datetime.date(2024, 3, 15)
    """
    stated = read_stated(text, order)
    if stated and stated.unit != "bare":
        return in_calendar(stated, year)
    return _read_span(text, order, year)


def read_night(text: str, order: str, year: int | None) -> Calendar | None:
    """The night between two days that a text speaks of ("dem 12 rang 13/3/2024"); None when it speaks of none.

    >>> read_night("dem 12 rang sang 13/3", "dmy", 2024).moment
    Moment(start=datetime.date(2024, 3, 12), precision=<Precision.NIGHT: 'night'>, minute=None, last=None)
    """
    match = _NIGHT.fullmatch(text) or _NIGHT_OF.fullmatch(text)
    if match is None:
        return None
    one = read_stated(match["one"].strip(" ,-"), order)
    other = read_stated(match["other"], order)
    if one is None or other is None or other.unit != "day" or one.unit not in {"day", "bare"}:
        return None
    end = in_calendar(other, year)
    if end.moment is None:
        return end
    evening = end.moment.start - _DAY
    day, month = (one.number, evening.month) if one.unit == "bare" else (one.day, one.month)
    if (day, month, one.year or evening.year) != (evening.day, evening.month, evening.year):
        return IMPOSSIBLE
    return Calendar(Moment(evening, Precision.NIGHT), end.codes)


def _read_span(text: str, order: str, year: int | None) -> Calendar:
    iso = _ISO_SPAN.fullmatch(text)
    if iso:
        return _span(iso[1], iso[2], order, year) or UNREADABLE
    begun = _FROM.sub("", text)
    listed = _read_list(begun, order, year)
    if listed:
        return listed
    for match in _CONNECTOR.finditer(begun):
        first, last = begun[: match.start()], _UNTIL_DAY.sub("", begun[match.end() :])
        found = _span(first, last, order, year, is_list=bool(match["list"]))
        if found:
            return found
    return UNREADABLE


def _read_list(text: str, order: str, year: int | None) -> Calendar | None:
    """Three and more days or months in a row: "12, 13 và 14/3/2024"; None where they are none, or not in a row."""
    parts = [read_stated(part, order) for part in _LISTED.split(text)]
    last = parts[-1]
    if len(parts) < 3 or last is None:
        return None
    stated = [_completed(part, last)[0] for part in parts if part]
    found = [_before_new_year(in_calendar(each, year), each).moment for each in stated]
    moments = [moment for moment in found if moment]
    if len(moments) < len(parts) or any(a.until != b.start for a, b in pairwise(moments)):
        return None
    codes = in_calendar(last, year).codes
    return Calendar(moment_between(moments[0].start, moments[-1].until - _DAY), codes)


def _span(
    first: str, last: str, order: str, year: int | None, is_list: bool = False
) -> Calendar | None:
    """From `first` to `last`, each completed by what the other states; None when one of them is no such thing."""
    one, other = read_stated(first.strip(" ,"), order), read_stated(last.strip(" ,"), order)
    if one is None or other is None:
        return None
    one, other = _completed(one, other)
    if "bare" in (one.unit, other.unit):
        return None
    begin, end = in_calendar(one, year), in_calendar(other, year)
    if begin.moment is None or end.moment is None:
        return NO_YEAR if NO_YEAR in (begin, end) else IMPOSSIBLE
    begin = _before_new_year(begin, one, end.moment)
    return _between(begin, end, is_list)


def _between(begin: Calendar, end: Calendar, is_list: bool) -> Calendar | None:
    if begin.moment is None or end.moment is None or begin.moment.start >= end.moment.until:
        return _BACKWARDS
    if end.moment.start < begin.moment.until:
        return _BACKWARDS
    if is_list and begin.moment.until != end.moment.start:
        return UNREADABLE
    codes = dict.fromkeys((*begin.codes, *end.codes))
    return Calendar(moment_between(begin.moment.start, end.moment.until - _DAY), tuple(codes))


def _completed(one: Stated, other: Stated) -> tuple[Stated, Stated]:
    """Both ends with the unit, month and year that only one of them states."""
    if one.unit == "bare":
        one = _like(one, other)
    if other.unit == "bare":
        other = _like(other, one)
    if one.year is None and other.year is not None:
        # Marked, as the end may lie beyond the new year.
        one = one._replace(year=other.year, codes=(*one.codes, _LENT))
    if other.year is None and one.year is not None and _LENT not in one.codes:
        other = other._replace(year=one.year)
    return one, other


def _like(bare: Stated, full: Stated) -> Stated:
    """A number alone as what the other end is: a day of its month, a month of its year ..."""
    number = bare.number
    if full.unit == "day":
        return Stated("day", full.year, full.month, number)
    if full.unit == "month":
        return Stated("month", full.year, number)
    return Stated("quarter", full.year, number=number) if full.unit == "quarter" else bare


def _before_new_year(begin: Calendar, one: Stated, end: Moment | None = None) -> Calendar:
    """The beginning, a year earlier where its year was lent by an end that lies beyond the new year."""
    codes = tuple(code for code in begin.codes if code != _LENT)
    lent = len(codes) < len(begin.codes)
    if lent and begin.moment and end and begin.moment.start.month > end.start.month:
        begin = in_calendar(one._replace(year=begin.moment.start.year - 1), None)
    return Calendar(begin.moment, codes)
