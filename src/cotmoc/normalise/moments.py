"""Points and spans of time as they are written in one cell, or in several columns."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from cotmoc.normalise.calendar_words import (
    FIRST_YEAR,
    LAST_YEAR,
    month_number,
    quarter_number,
)
from cotmoc.normalise.column_dates import OrderEvidence, column_order_evidence
from cotmoc.normalise.precision import Moment, Precision, moment_between, stored_moment
from cotmoc.normalise.readings import Reading, error, warning
from cotmoc.normalise.text import bare, clean, fold
from cotmoc.normalise.times import MINUTES_OF_DAY, read_time
from cotmoc.normalise.worded_moments import Circumstances, at_time, read_worded

__all__ = [
    "Moment",
    "OrderEvidence",
    "Precision",
    "at_time",
    "column_order_evidence",
    "compose_moment",
    "moment_between",
    "read_day_and_time",
    "read_moment",
    "stored_moment",
]


def read_moment(
    written: str,
    order: str = "dmy",
    *,
    today: date | None = None,
    year: int | None = None,
    utc_offset_minutes: int | None = None,
    serials: str = "1900",
) -> Reading[Moment]:
    """The moment written in one cell, with the precision it was written in.

    Reads ISO dates and date-times, day/month/year in `order` (dmy, mdy, ymd; "" decides by each value and warns
    where both are possible), dates in Vietnamese, English and Chinese words, months, quarters, half-years, years,
    weeks, thirds of months, the first n months of a year, spans ("từ 12 đến 15/3/2024"), nights between two days
    ("đêm 12 rạng 13/3/2024"), and serial numbers of workbooks (`serials`: the 1900 or 1904 system). A part of the
    day ("tối 12/3") stays the day. What has no year takes `year`, which must stand in the file, and says so.
    Times stated in UTC are brought to `utc_offset_minutes`; without it the day stands alone, with a warning.
    Nothing written gives None without a problem.

    Problems: `moment.unreadable`, `moment.impossible`, `moment.year_missing`, `moment.backwards`, `moment.lunar`
    (the Vietnamese lunar calendar is not converted); warnings `moment.future` (after `today`), `moment.about`,
    `moment.vague`, `moment.year_completed`, `moment.order_ambiguous`, `moment.span_possible`, `moment.short_year`,
    `moment.weekday`, `moment.serial`, `time.span`, `time.next_day`, `time.zone`, `time.without_day`.

    >>> read_moment("1/4/2024 15:30").value.minute
    930
    >>> read_moment("quý I/2025").value.until
    datetime.date(2025, 4, 1)
    """
    reading = _read(written, order, year, utc_offset_minutes, serials)
    if today is None or reading.value is None or reading.value.start <= today:
        return reading
    return Reading(reading.value, (*reading.problems, warning("moment.future", written)))


@lru_cache(maxsize=65_536)
def _read(
    written: str, order: str, year: int | None, utc_offset_minutes: int | None, serials: str
) -> Reading[Moment]:
    text = clean(written)
    if not text:
        return Reading(None)
    common = _read_common(text, order)
    if common is not None:
        return Reading(common)
    timed = _read_timed(text, written) if order == "dmy" else None
    if timed is not None:
        return timed
    serial = _from_serial(text, serials)
    if serial:
        return Reading(serial, (warning("moment.serial", written),))
    return read_worded(bare(text), written, Circumstances(order, year, utc_offset_minutes))


# The forms of nine in ten cells; what is not plainly right in them is left to the words.
_DAY_FIRST = re.compile(
    r"(?:(?:(?:[Rr]ạng s|[Ss])áng |[Tt]rưa |[Cc]hiều |[Tt]ối |[Đđ]êm )?[Nn]gày )?"
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? (\d{1,2}):(\d\d))?"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?")
_TIME_FIRST = re.compile(
    r"(?:(?:[Vv]ào )?(?:[Hh]ồi |[Ll]úc )?)?([Kk]hoảng )?(\d{1,2})(?:h|:| giờ ?)(\d\d)?(?: phút)?,? ngày "
    r"(\d{1,2})(?:/(\d{1,2})/| tháng (\d{1,2}) năm )(\d{4})"
)
_IN_WORDS = re.compile(r"[Nn]gày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_MONTH = re.compile(r"(?:[Tt]háng )?(\d{1,2})/(\d{4})")


def _read_common(text: str, order: str) -> Moment | None:
    hour: str | None
    minute: str | None
    if match := _DAY_FIRST.fullmatch(text):
        day, _, month, year, hour, minute = match.groups()
        if order == "mdy":
            day, month = month, day
        elif not order and int(day) < 13:
            return None
    elif match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = match.groups()
        if hour == minute == "00" and second and not second.strip("0."):
            # Programs fill up a day with zeros.
            hour = None
    elif match := _IN_WORDS.fullmatch(text):
        (day, month, year), hour, minute = match.groups(), None, None
    elif match := _MONTH.fullmatch(text):
        return _valid(match[2], match[1], "1", Precision.MONTH)
    else:
        return None
    if hour is None:
        return _valid(year, month, day, Precision.DAY)
    return _at_clock(year, month, day, hour, minute or "0")


def _read_timed(text: str, written: str) -> Reading[Moment] | None:
    """ "15h30 ngày 5/4/2024" with its like; None for anything else."""
    match = _TIME_FIRST.fullmatch(text)
    if match is None:
        return None
    about, hour, minute, day, month, named_month, year = match.groups()
    moment = _at_clock(year, month or named_month, day, hour, minute or "0")
    if moment is None:
        return None
    return Reading(moment, (warning("moment.about", written),) if about else ())


def _at_clock(year: str, month: str, day: str, hour: str, minute: str) -> Moment | None:
    clock = int(hour) * 60 + int(minute)
    if int(hour) > 23 or int(minute) > 59:
        return None
    return _valid(year, month, day, Precision.MINUTE, clock)


def _valid(
    year: str, month: str, day: str, precision: Precision, minute: int | None = None
) -> Moment | None:
    number = int(year)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return Moment(date(number, int(month), int(day)), precision, minute)
    except ValueError:
        return None


def _from_serial(text: str, serials: str) -> Moment | None:
    """The moment of a workbook's serial number, for the years 1954 to 2119 (1958 to 2123 in the 1904 system).

    Days are counted from 30 December 1899, since 1900 was no leap year though the first spreadsheet took it for one,
    or from 1 January 1904 (ECMA-376 part 1, 18.17.4.1).
    """
    match = _SERIAL.fullmatch(text)
    if match is None:
        return None
    days, fraction = int(match.group(1)), match.group(2)
    start = _SERIAL_ZEROS.get(serials, _SERIAL_ZEROS["1900"]) + timedelta(days=days)
    if not fraction:
        return Moment(start)
    minute = int(float(fraction) * MINUTES_OF_DAY + 0.5) % MINUTES_OF_DAY
    return Moment(start, Precision.MINUTE, minute)


_SERIAL = re.compile(r"([2-7]\d{4})(\.\d+)?")
_SERIAL_ZEROS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}


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


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
