"""Moments of the calendar that know how precise they are."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)


class Precision(StrEnum):
    """How exactly a moment is known. `NIGHT` lies between two days; `SPAN` has an end of its own."""

    MINUTE = "minute"
    DAY = "day"
    NIGHT = "night"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SPAN = "span"


MONTHS_OF = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}
_DAYS_OF = {Precision.MINUTE: 1, Precision.DAY: 1, Precision.NIGHT: 2, Precision.WEEK: 7}


class Moment(NamedTuple):
    """A local calendar moment: its first day, its precision, and the minute of the day (0..1439) at MINUTE.

    `last` is the last day of a SPAN, the only precision that does not say how long it is. A NIGHT takes in both
    its days, since nobody said on which side of midnight it was; TEN_DAYS from the 21st end with the month.
    """

    start: date
    precision: Precision = Precision.DAY
    minute: int | None = None
    last: date | None = None

    @property
    def until(self) -> date:
        """The first day after the moment (exclusive end).

        >>> Moment(date(2024, 3, 12), Precision.NIGHT).until
        datetime.date(2024, 3, 14)
        """
        days = _DAYS_OF.get(self.precision)
        if days is not None:
            return self.start + timedelta(days=days)
        if self.precision is Precision.SPAN:
            return (self.last or self.start) + _DAY
        if self.precision is Precision.TEN_DAYS and self.start.day < 21:
            return self.start + 10 * _DAY
        return _months_later(self.start, MONTHS_OF.get(self.precision, 1))

    @property
    def days(self) -> int:
        """How many days the moment takes in; 0 when it is known to the minute.

        >>> Moment(date(2024, 2, 1), Precision.MONTH).days
        29
        """
        return 0 if self.precision is Precision.MINUTE else (self.until - self.start).days


def _months_later(start: date, months: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def moment_between(first: date, last: date) -> Moment:
    """The moment from a first to a last day (both in it): a day, month, quarter, half-year or year where it is one.

    Raises `ValueError` when the last day lies before the first.

    >>> moment_between(date(2024, 1, 1), date(2024, 3, 31)).precision
    <Precision.QUARTER: 'quarter'>
    """
    if last < first:
        raise ValueError("a moment ends before it begins")
    if first == last:
        return Moment(first)
    if first.day == 1 and last.year == first.year and (last + _DAY).day == 1:
        months = last.month - first.month + 1
        for precision, length in MONTHS_OF.items():
            if months == length and (first.month - 1) % length == 0:
                return Moment(first, precision)
    return Moment(first, Precision.SPAN, None, last)


def stored_moment(
    start: date, until: date | None, precision: str, minute: int | None = None
) -> Moment:
    """The moment that stands in columns: its first day, the day after the last, its precision, its minute.

    Only a SPAN needs `until`. Raises `ValueError` for a precision that is none.

    >>> stored_moment(date(2024, 3, 12), date(2024, 3, 16), "span").last
    datetime.date(2024, 3, 15)
    """
    known = Precision(precision)
    last = until - _DAY if known is Precision.SPAN and until else None
    return Moment(start, known, minute, last)
