"""Points in time that know how precise they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from cotmoc.normalise.calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    month_number,
    quarter_number,
    read_calendar,
)
from cotmoc.normalise.readings import Reading, error, warning
from cotmoc.normalise.text import clean, fold
from cotmoc.normalise.times import MINUTES_OF_DAY, ClockTime, read_time, split_time


class Precision(StrEnum):
    """How exactly a moment is known, from finest to coarsest."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS_OF = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A local calendar moment: its first day, its precision, and the minute of the day (0..1439) at MINUTE."""

    start: date
    precision: Precision = Precision.DAY
    minute: int | None = None

    @property
    def until(self) -> date:
        """The first day after the moment (exclusive end)."""
        months = MONTHS_OF.get(self.precision)
        if months is None:
            return self.start + timedelta(days=1)
        total = self.start.year * 12 + self.start.month - 1 + months
        return date(total // 12, total % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """How many values of a column can only be read in one order, and the order that follows.

    `order` is "" when nothing decides, or when the values contradict each other.
    """

    order: str
    dmy: int
    mdy: int
    ymd: int
    undecided: int


def read_moment(
    written: str,
    order: str = "dmy",
    *,
    today: date | None = None,
    utc_offset_minutes: int | None = None,
) -> Reading[Moment]:
    """The moment written in one cell, with the precision it was written in.

    Reads ISO dates and date-times, day/month/year in `order` (dmy, mdy, ymd; "" decides by each value and warns
    where both are possible), months ("4/2024", "tháng 4 năm 2024", "Apr 2024"), quarters ("quý I/2025"),
    half-years ("6 tháng đầu năm 2025"), years, and serial numbers of workbooks. Times stated in UTC are brought
    to `utc_offset_minutes`; without it the day stands alone, with a warning. Nothing written gives None without
    a problem. Problems: `moment.unreadable`, `moment.impossible`; warnings `moment.future` (after `today`),
    `moment.order_ambiguous`, `moment.short_year`, `moment.serial`, `time.zone`.

    >>> read_moment("1/4/2024 15:30").value
    Moment(start=datetime.date(2024, 4, 1), precision=<Precision.MINUTE: 'minute'>, minute=930)
    >>> read_moment("quý I/2025").value.until
    datetime.date(2025, 4, 1)
    """
    reading = _read(written, order, utc_offset_minutes)
    if today is None or reading.value is None or reading.value.start <= today:
        return reading
    return Reading(reading.value, (*reading.problems, warning("moment.future", written)))


@lru_cache(maxsize=65_536)
def _read(written: str, order: str, utc_offset_minutes: int | None) -> Reading[Moment]:
    text = clean(written)
    if not text:
        return Reading(None)
    serial = _from_serial(text)
    if serial:
        return Reading(serial, (warning("moment.serial", written),))
    rest, time, impossible = split_time(text)
    if impossible:
        return Reading(None, (impossible,))
    found = read_calendar(fold(rest), order)
    if found.code:
        return Reading(None, (error(found.code, written),))
    moment = Moment(found.start, Precision(found.precision))
    problems = tuple(warning(code, written) for code in found.warnings)
    if time is None:
        return Reading(moment, problems)
    timed = at_time(moment, time, written, utc_offset_minutes)
    return Reading(timed.value, problems + timed.problems)


def _from_serial(text: str) -> Moment | None:
    """The moment of a workbook's serial number (days since 30 December 1899), for the years 1954 to 2119."""
    match = _SERIAL.fullmatch(text)
    if match is None:
        return None
    days, fraction = int(match.group(1)), match.group(2)
    start = _SERIAL_ZERO + timedelta(days=days)
    if not fraction:
        return Moment(start)
    return Moment(
        start, Precision.MINUTE, int(float(fraction) * MINUTES_OF_DAY + 0.5) % MINUTES_OF_DAY
    )


def at_time(
    day: Moment, time: ClockTime, written: str, utc_offset_minutes: int | None
) -> Reading[Moment]:
    """The day with a time. A time of known zone is brought to `utc_offset_minutes`, which may change the day.

    A time in UTC where the register's own offset is not known, and a time of what is no single day, are left
    out with a warning (`time.zone`, `time.without_day`): the moment must not look more precise than it is.

    >>> at_time(Moment(date(2024, 4, 1)), ClockTime(1080, 0), "18:00 UTC", 420).value
    Moment(start=datetime.date(2024, 4, 2), precision=<Precision.MINUTE: 'minute'>, minute=60)
    """
    if day.precision is not Precision.DAY:
        return Reading(day, (warning("time.without_day", written),))
    stated = time.utc_offset_minutes
    if stated == 0 and utc_offset_minutes is None:
        return Reading(day, (warning("time.zone", written),))
    if stated is None or utc_offset_minutes is None:
        return Reading(Moment(day.start, Precision.MINUTE, time.minute))
    days, minute = divmod(time.minute - stated + utc_offset_minutes, MINUTES_OF_DAY)
    return Reading(Moment(day.start + timedelta(days=days), Precision.MINUTE, minute))


def read_day_and_time(
    day: Reading[Moment], written_time: str, utc_offset_minutes: int | None = None
) -> Reading[Moment]:
    """A day read from one column with the time written in another; see `at_time` for zones.

    >>> read_day_and_time(read_moment("2024-04-01"), "1530").value.minute
    930
    """
    time = read_time(written_time)
    if day.value is None or day.value.minute is not None or time.value is None:
        return Reading(day.value, day.problems + time.problems)
    timed = at_time(day.value, time.value, written_time, utc_offset_minutes)
    return Reading(timed.value, day.problems + timed.problems)


def compose_moment(
    year: str, month: str = "", day: str = "", fiscal_start: int | None = None
) -> Reading[Moment]:
    """The moment whose year, month (or quarter) and day stand in columns of their own.

    Text around a year is allowed ("2025 (FYTD)", "FY2019"); months are numbers or names. `fiscal_start` is the
    month in which a fiscal year begins, in the calendar year before the one it is named after: October (10) of
    2018 begins the United States fiscal year 2019. Nothing written gives None without a problem. Problems:
    `moment.unreadable`, `moment.impossible`.

    >>> compose_moment("2019", "OCT", fiscal_start=10).value.start
    datetime.date(2018, 10, 1)
    """
    return _compose(year, month, day, fiscal_start)


@lru_cache(maxsize=16_384)
def _compose(year: str, month: str, day: str, fiscal_start: int | None) -> Reading[Moment]:
    year, month, day = clean(year), clean(month), clean(day)
    written = " ".join(part for part in (year, month, day) if part)
    if not written:
        return Reading(None)
    years = _YEAR.findall(year)
    number = month_number(fold(month)) if month else None
    quarter = quarter_number(fold(month)) if month and number is None else None
    if len(years) != 1 or (month and not (number or quarter)):
        return Reading(None, (error("moment.unreadable", written),))
    if not FIRST_YEAR <= int(years[0]) <= LAST_YEAR:
        return Reading(None, (error("moment.impossible", written),))
    if quarter:
        return Reading(
            _fiscal(int(years[0]), quarter * 3 - 2, Precision.QUARTER, fiscal_start, True)
        )
    if number is None:
        return Reading(_fiscal(int(years[0]), 1, Precision.YEAR, fiscal_start, True))
    span = _fiscal(int(years[0]), number, Precision.MONTH, fiscal_start, False)
    return _day_of(span, day, written)


def _fiscal(
    year: int, month: int, precision: Precision, fiscal_start: int | None, counted: bool
) -> Moment:
    """A span of a fiscal year; `counted` months are numbered from its beginning, others are calendar months."""
    if not fiscal_start or fiscal_start == 1:
        return Moment(date(year, month, 1), precision)
    if counted:
        total = (year - 1) * 12 + fiscal_start - 1 + month - 1
        return Moment(date(total // 12, total % 12 + 1, 1), precision)
    return Moment(date(year - 1 if month >= fiscal_start else year, month, 1), precision)


def _day_of(month: Moment, day: str, written: str) -> Reading[Moment]:
    text = fold(day).removeprefix("ngay ")
    if not text:
        return Reading(month)
    if not text.isdecimal():
        return Reading(None, (error("moment.unreadable", written),))
    start = month.start + timedelta(days=min(int(text), 99) - 1)
    if start.month != month.start.month:
        return Reading(None, (error("moment.impossible", written),))
    return Reading(Moment(start))


def column_order_evidence(samples: Iterable[str]) -> OrderEvidence:
    """The order of day, month and year that a column's values prove: a number above 12 is no month.

    >>> column_order_evidence(["03/04/2024", "25/04/2024"]).order
    'dmy'
    """
    counts = {"dmy": 0, "mdy": 0, "ymd": 0, "": 0}
    for sample in samples:
        match = _TRIPLE.match(clean(sample))
        if match:
            counts[_proved_order(*match.groups())] += 1
    proved = [order for order in ("dmy", "mdy", "ymd") if counts[order]]
    order = proved[0] if len(proved) == 1 else ""
    return OrderEvidence(order, counts["dmy"], counts["mdy"], counts["ymd"], counts[""])


def _proved_order(first: str, second: str, third: str) -> str:
    if len(first) == 4 or (int(first) > 31 and int(third) <= 31):
        return "ymd"
    if int(first) > 12 >= int(second):
        return "dmy"
    return "mdy" if int(second) > 12 >= int(first) else ""


_SERIAL = re.compile(r"([2-7]\d{4})(\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TRIPLE = re.compile(r"(\d{4}|\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{1,2})(?!\d)")
