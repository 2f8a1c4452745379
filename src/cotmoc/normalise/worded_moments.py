"""Moments in words: what stands around the day or period is taken off, one thing after the other."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from cotmoc.normalise.calendar_spans import read_calendar, read_night
from cotmoc.normalise.calendar_words import Calendar
from cotmoc.normalise.chinese_dates import from_chinese
from cotmoc.normalise.precision import Moment, Precision
from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.times import MINUTES_OF_DAY, ClockTime, split_time

_NOON = 720
_ENDS = " .,;:-/'\""


class Circumstances(NamedTuple):
    """What a column says of its dates: the order, the year of those without one, the register's own time."""

    order: str = "dmy"
    year: int | None = None
    utc_offset_minutes: int | None = None


def read_worded(text: str, written: str, known: Circumstances) -> Reading[Moment]:
    """The moment in a text of small letters without marks; `written` stands in the findings.

    >>> read_worded("dem 12 rang 13/3/2024", "", Circumstances()).value.precision
    <Precision.NIGHT: 'night'>
    """
    text = from_chinese(text).translate(_DASHES)
    if _LUNAR.search(text):
        return _read_lunar(text, written, known)
    exact = _ABOUT.sub(" ", text)
    said = ("moment.about",) if exact != text else ()
    text = _LEADING.sub("", _LABEL.sub("", _tidy(_ZERO_TIME.sub("", exact))))
    text, weekday = _without_weekday(text)
    rest, time, code = split_time(_ISO_T.sub(" ", text))
    if code.startswith("!"):
        return _told(None, (code,), written)
    found = _read_day(_LEADING.sub("", _tidy(rest)), known)
    if found.moment is None:
        return _told(None, found.codes, written)
    codes = (*said, *found.codes, *((code,) if code else ()))
    if weekday is not None and found.moment.days == 1 and found.moment.start.weekday() != weekday:
        codes = (*codes, "moment.weekday")
    problems = _problems(codes, written)
    if time is None:
        return Reading(found.moment, problems)
    timed = at_time(found.moment, time, written, known.utc_offset_minutes)
    return Reading(timed.value, problems + timed.problems)


def _told(moment: Moment | None, codes: tuple[str, ...], written: str) -> Reading[Moment]:
    return Reading(moment, _problems(codes, written))


def _problems(codes: tuple[str, ...], written: str) -> tuple[Problem, ...]:
    """A code that begins with "!" is an error; nothing else is said beside it."""
    errors = [code for code in codes if code[0] == "!"]
    if errors:
        return (error(errors[0][1:], written),)
    return tuple(warning(code, written) for code in dict.fromkeys(codes))


def _read_day(text: str, known: Circumstances) -> Calendar:
    night = read_night(text, known.order, known.year)
    if night:
        return night
    text = _tidy(_PART_OF_DAY.sub(" ", text)) if _PART_OF_DAY.search(text) else text
    return read_calendar(_DAY_LEFT_OPEN.sub("", text), known.order, known.year)


def _read_lunar(text: str, written: str, known: Circumstances) -> Reading[Moment]:
    """A lunar date is only read where the day of the usual calendar stands beside it: nothing is converted."""
    parts = [_SOLAR.sub("", part) for part in _BESIDE.split(text) if not _LUNAR.search(part)]
    found = [
        read_calendar(_tidy(_LEADING.sub("", _tidy(part))), known.order, None) for part in parts
    ]
    days = [calendar for calendar in found if calendar.moment]
    if len(days) == 1:
        return _told(days[0].moment, days[0].codes, written)
    return _told(None, ("!moment.lunar",), written)


def _without_weekday(text: str) -> tuple[str, int | None]:
    """The text without the name of its day of the week, and that day (Monday is 0)."""
    match = _WEEKDAY.search(text)
    if match is None:
        return text, None
    name = match.group("day") or match.group("short") or match.group("english")
    return _tidy(f"{text[: match.start()]} {text[match.end() :]}"), _WEEKDAYS[name]


def _tidy(text: str) -> str:
    """Without brackets, dots that were left to be filled in, and marks at both ends."""
    text = _FILLED_IN.sub(" ", text) if _FILLED_IN.search(text) else text
    return " ".join(text.split()).strip(_ENDS)


def at_time(
    day: Moment, time: ClockTime, written: str, utc_offset_minutes: int | None
) -> Reading[Moment]:
    """The day with a time. A time of known zone is brought to `utc_offset_minutes`, which may change the day.

    Of a night between two days, hours from noon on are of the first, earlier ones of the second. A time in UTC where
    the register's own offset is not known, and a time of what is no single day, are left out with a warning
    (`time.zone`, `time.without_day`): the moment must not look more precise than it is. 24:00 is the beginning of the
    next day, which is said (`time.next_day`).

    >>> from datetime import date
    >>> at_time(Moment(date(2024, 4, 1)), ClockTime(1080, 0), "18:00 UTC", 420).value.start
    datetime.date(2024, 4, 2)
    """
    if day.precision is Precision.NIGHT:
        morning = time.minute < _NOON
        day = Moment(day.start + timedelta(days=morning))
    if day.precision is not Precision.DAY:
        return Reading(day, (warning("time.without_day", written),))
    stated = time.utc_offset_minutes
    if stated == 0 and utc_offset_minutes is None:
        return Reading(day, (warning("time.zone", written),))
    minute = time.minute + time.days * MINUTES_OF_DAY
    if stated is not None and utc_offset_minutes is not None:
        minute += utc_offset_minutes - stated
    days, minute = divmod(minute, MINUTES_OF_DAY)
    if time.days:
        return Reading(
            Moment(day.start + timedelta(days=days), Precision.MINUTE, minute),
            (warning("time.next_day", written),),
        )
    return Reading(Moment(day.start + timedelta(days=days), Precision.MINUTE, minute))


_WEEKDAYS = {
    **{name: at for at, name in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"))},
    **{str(at + 2): at for at in range(6)},
    "chu nhat": 6, "cn": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"(?<![a-z])(?:(?<!tuan )thu ?(?P<day>hai|ba|tu|nam|sau|bay|[2-7])|t(?P<short>[2-7])(?=,? \d{1,2}[/.\-]\d)|"
    r"(?P<english>chu nhat|cn|mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?)(?![a-z0-9])"
    r"(?:,? ngay)?,?"
)
_DASHES = str.maketrans(dict.fromkeys("–—−÷‑", "-"))
_ABOUT = re.compile(
    r"(?<![a-z])(?:vao )?(?:khoang|tam|chung|uoc|approximately|approx\.?|about|around|c\.)(?![a-z])|[~≈](?= ?\d)"
)
_ZERO_TIME = re.compile(r"[ t]00:00:00(?:\.0+)?$")
_ISO_T = re.compile(r"(?<=-\d\d)t(?=\d\d:)")
_LABEL = re.compile(r"^[^\d:]{2,40}: ?(?=\S)")
_LEADING = re.compile(
    r"^(?:(?:vao|trong|ke|ky|bao cao|so lieu|giai doan|nien do|thoi gian|sinh|on|during|in the period)(?![a-z]) ?)+"
)
_PART_OF_DAY = re.compile(
    r"(?<![a-z])(?:(?:vao )?(?:buoi )?(?:rang sang|sang som|sang|trua|chieu|toi|dem|khuya)|"
    r"(?:the )?(?:early )?(?:morning|afternoon|evening|night)(?: of)?)(?![a-z])"
)
_DAY_LEFT_OPEN = re.compile(r"^(?:ngay (?=thang)|/)")
_FILLED_IN = re.compile(r"[()\[\]]|\.{2,}|…+|_{2,}|-{2,}| (?:vua (?:qua|roi)|chan)$")
_LUNAR = re.compile(
    r"(?<![a-z])(?:am lich|a\.?l|nong lich|lunar|tet|ram thang|thang (?:gieng|chap)|"
    r"nam (?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy) "
    r"(?:ty|ti|suu|dan|mao|meo|thin|thinh|ngo|mui|than|dau|tuat|hoi))(?![a-z])"
)
_BESIDE = re.compile(r"[();]|(?<![a-z])(?:tuc|nham)(?: la)?(?![a-z])")
_SOLAR = re.compile(r"(?<![a-z])(?:ngay )?(?:duong lich|dl)(?![a-z])")
