"""Dates, months, quarters, half-years and years in words and numbers, Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1800, 2199
# Two-digit years up to this one are of this century.
_SHORT_YEAR_PIVOT = 49
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_NAME = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_Y4, _Y = r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d{2})"
_D, _M = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"
_WEEKDAY = re.compile(
    r"^(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?) (?=\S)"
)


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A span of the calendar: its first day and its length by name; or `code`, why there is none."""

    start: date = date.min
    precision: str = "day"
    code: str = ""
    warnings: tuple[str, ...] = ()


_UNREADABLE = CalendarSpan(code="moment.unreadable")
_IMPOSSIBLE = CalendarSpan(code="moment.impossible")
Parts = dict[str, str]


def read_calendar(folded: str, order: str) -> CalendarSpan:
    """The span that a folded text (words and numbers, single spaces) stands for.

    `order` is dmy, mdy, ymd or "", see `cotmoc.normalise.moments.read_moment`.

    >>> read_calendar("thang 4 nam 2024", "dmy").start
    datetime.date(2024, 4, 1)
    """
    text = _WEEKDAY.sub("", folded)
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            return reader({**match.groupdict(), "order": order})
    return _UNREADABLE


def month_number(folded: str) -> int | None:
    """The month 1..12 that a folded text names ("apr", "04", "thang 4", "t4"), else None.

    >>> month_number("thang 12"), month_number("apr"), month_number("13")
    (12, 4, None)
    """
    match = _MONTH_ALONE.fullmatch(folded)
    if match is None:
        return None
    number = _month(match.groupdict())
    return number if 1 <= number <= 12 else None


def quarter_number(folded: str) -> int | None:
    """The quarter 1..4 that a folded text names ("quy iv", "q2", "3"), else None.

    >>> quarter_number("quy iv"), quarter_number("q2")
    (4, 2)
    """
    match = _QUARTER_ALONE.fullmatch(folded)
    return _ordinal(match.group("q")) if match else None


def _span(year: int, month: int, day: int, precision: str, *warnings: str) -> CalendarSpan:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _IMPOSSIBLE
    try:
        return CalendarSpan(date(year, month, day), precision, warnings=warnings)
    except ValueError:
        return _IMPOSSIBLE


def _ordered(parts: Parts) -> CalendarSpan:
    """Two numbers and a year: which of the two is the day is for `order` to say."""
    year, warnings = _year(parts["y"])
    a, b, order = int(parts["a"]), int(parts["b"]), parts["order"]
    if order == "":
        # Nothing decides for the column: the value itself may.
        order = "mdy" if b > 12 >= a else "dmy"
        if a <= 12 and b <= 12 and a != b:
            warnings = (*warnings, "moment.order_ambiguous")
    day, month = (b, a) if order == "mdy" else (a, b)
    return _span(year, month, day, "day", *warnings)


def _short_ymd(parts: Parts) -> CalendarSpan:
    """Three short numbers, the year first where the column says so."""
    if parts["order"] != "ymd":
        return _ordered({**parts, "y": parts["c"]})
    year, warnings = _year(parts["a"])
    return _span(year, int(parts["b"]), int(parts["c"]), "day", *warnings)


def _day(parts: Parts) -> CalendarSpan:
    year, warnings = _year(parts["y"])
    return _span(year, _month(parts), int(parts["d"]), "day", *warnings)


def _month_span(parts: Parts) -> CalendarSpan:
    year, warnings = _year(parts["y"])
    return _span(year, _month(parts), 1, "month", *warnings)


def _quarter(parts: Parts) -> CalendarSpan:
    return _span(int(parts["y"]), _ordinal(parts["q"]) * 3 - 2, 1, "quarter")


def _half_year(parts: Parts) -> CalendarSpan:
    second = parts["half"] in {"cuoi", "2", "ii"}
    return _span(int(parts["y"]), 7 if second else 1, 1, "half_year")


def _year_span(parts: Parts) -> CalendarSpan:
    return _span(int(parts["y"]), 1, 1, "year")


def _year(written: str) -> tuple[int, tuple[str, ...]]:
    year = int(written)
    if len(written) == 4:
        return year, ()
    return year + (2000 if year <= _SHORT_YEAR_PIVOT else 1900), ("moment.short_year",)


def _month(parts: Parts) -> int:
    name = parts.get("mon")
    return _MONTHS.index(name[:3]) + 1 if name else int(parts["m"])


def _ordinal(written: str) -> int:
    return _ROMAN.get(written) or int(written)


_MONTH_ALONE = re.compile(rf"(?:thang |t)?{_M}|{_MONTH_NAME}")
_QUARTER_ALONE = re.compile(r"(?:quy |quarter |q ?)?(?P<q>iv|i{1,3}|[1-4])")
_ORDINAL = r"(?:st|nd|rd|th)?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[Parts], CalendarSpan]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_Y4} {_M} {_D}(?: 00 00 00)?", _day),
        (rf"(?:ngay )?(?P<a>\d{{1,2}}) (?P<b>\d{{1,2}}) {_Y4}", _ordered),
        (r"(?P<a>\d{1,2}) (?P<b>\d{1,2}) (?P<c>\d{2})", _short_ymd),
        (rf"{_Y4}(?P<m>\d{{2}})(?P<d>\d{{2}})", _day),
        (rf"(?:ngay )?{_D} thang {_M} (?:nam )?{_Y4}", _day),
        (rf"(?:thang |t)?{_M} (?:nam )?{_Y4}", _month_span),
        (rf"(?:nam )?{_Y4} (?:thang )?{_M}", _month_span),
        (rf"(?:nam |fy ?)?{_Y4}", _year_span),
        (rf"{_D}{_ORDINAL} (?:of )?{_MONTH_NAME} {_Y}", _day),
        (rf"{_MONTH_NAME} {_D}{_ORDINAL} {_Y4}", _day),
        (rf"{_Y4} {_MONTH_NAME} {_D}", _day),
        (rf"{_MONTH_NAME} {_Y}", _month_span),
        (rf"{_Y4} {_MONTH_NAME}", _month_span),
        (rf"(?:quy|quarter|q) ?(?P<q>iv|i{{1,3}}|[1-4]) (?:nam )?{_Y4}", _quarter),
        (rf"{_Y4} q ?(?P<q>[1-4])", _quarter),
        (rf"(?:6|sau|06) thang (?P<half>dau|cuoi) (?:nam )?{_Y4}", _half_year),
        (rf"nua (?P<half>dau|cuoi) (?:nam )?{_Y4}", _half_year),
        (rf"h(?P<half>[12]) {_Y4}", _half_year),
    )
)
