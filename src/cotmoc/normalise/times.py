"""Times of the day as offices, ships and programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.readings import Reading, warning
from cotmoc.normalise.text import bare, clean

MINUTES_OF_DAY = 24 * 60
# Over small letters without marks: 15:30, 15h30, 15 gio 30 phut, 15h30', 15h, 3:30 pm, 10:00:00 sa, 02:30 utc,
# 07:30:00+07:00, 2 gio sang, 3h chieu.
_PART_OF_DAY = r"am|pm|sa|ch|a\.m\.|p\.m\.|rang sang|sang som|sang|trua|chieu|toi|dem|khuya"
_ZONE = r"utc|gmt|z|lt|local|(?<=\d)[+-]\d{2}:?\d{2}"


def _clock(suffix: str = "") -> str:
    s = suffix
    return (
        rf"(?P<hour{s}>\d{{1,2}}) ?(?:(?::|[hg](?:io)? ?)(?P<minute{s}>\d{{2}})(?!\d)"
        rf"(?: ?(?:phut\b|p\b|'|’|′)|:(?P<second{s}>\d{{2}})(?:[.,]\d+)?)?|(?:h|gio|g)(?![a-z]))"
        rf"(?: ?(?:buoi )?(?P<half{s}>{_PART_OF_DAY})(?![a-z]))?(?: ?(?P<zone{s}>{_ZONE})(?![a-z0-9]))?"
    )


_MAYBE = re.compile(r"\d ?(?:[hg:]|utc|z|lt|local)")
_LED = r"(?:(?:vao )?(?:hoi |luc |at ))?"
_ANYWHERE = re.compile(rf"(?<![\d/.\-]){_LED}{_clock()}")
_ALONE = re.compile(rf"(?:vao )?(?:luc |hoi )?{_clock()}\.?")
_BETWEEN = re.compile(rf"(?:tu )?(?<![\d/.\-]){_LED}{_clock()} ?(?:-|den|toi|to) ?{_clock('2')}")
_FOUR_DIGITS = re.compile(
    r"(?<!\d)(?P<hour>\d{2})(?P<minute>\d{2}) ?(?P<zone>utc|gmt|z|lt|local|hrs|hours)(?![a-z])"
)
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2}) ?(?P<zone>utc|gmt|z|lt|local)?")
_FRACTION = re.compile(r"0?\.\d+|0")
_ABOUT = re.compile(r"^(?:khoang|tam|chung|about|approx\.?|around|~|≈) ?")
# The hours of a part of the day that lie after noon: "11h đêm" is 23:00, "2h đêm" is not 14:00.
_AFTER_NOON = {
    "pm": (1, 11), "p.m.": (1, 11), "ch": (1, 11), "chieu": (1, 11), "toi": (5, 11), "dem": (6, 11),
    "khuya": (9, 11), "trua": (1, 3),
}  # fmt: skip
_FROM_MIDNIGHT = {"am", "a.m.", "sa", "dem", "khuya"}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A minute of the day (0..1439) and how far ahead of UTC it is stated to be (None: local, unstated).

    `days` is 1 for 24:00, which is the beginning of the next day.
    """

    minute: int
    utc_offset_minutes: int | None = None
    days: int = 0


class TimeFound(NamedTuple):
    """A text without its times, the time, and the code of what is to be said (an error begins with "!")."""

    rest: str
    time: ClockTime | None = None
    code: str = ""


@lru_cache(maxsize=16_384)
def read_time(written: str) -> Reading[ClockTime]:
    """The time of day written in a cell of its own: "15:30", "1530", "15h30", "02:30 UTC", "3:30 PM".

    A fraction of a day, as workbooks hold times, is read too. Nothing written gives None without a problem.
    Problems: `time.unreadable`, `time.impossible`, `time.span` (from one time to another), all warnings, as the day
    still stands without its time; `moment.about`.

    >>> read_time("15h30").value
    ClockTime(minute=930, utc_offset_minutes=None, days=0)
    >>> read_time("0230 UTC").value.utc_offset_minutes
    0
    """
    text = bare(clean(written)).strip(" .")
    if not text:
        return Reading(None) if not clean(written) else _no_time("time.unreadable", written)
    exact = _ABOUT.sub("", text)
    said = (warning("moment.about", written),) if exact != text else ()
    if _FRACTION.fullmatch(exact):
        return Reading(ClockTime(round(float(exact) * MINUTES_OF_DAY) % MINUTES_OF_DAY), said)
    match = _ALONE.fullmatch(exact) or _DIGITS.fullmatch(exact)
    if match is None:
        spans = _BETWEEN.fullmatch(exact)
        return _no_time("time.span" if spans else "time.unreadable", written)
    time = _from_match(match)
    return Reading(time, said) if time else _no_time("time.impossible", written)


def _no_time(code: str, written: str) -> Reading[ClockTime]:
    return Reading(None, (warning(code, written),))


def split_time(text: str) -> TimeFound:
    """A text of small letters without marks, parted into its time and the rest.

    Two times are no minute: `time.span`. An hour past 24 is `!moment.impossible`.

    >>> split_time("15h30 ngay 1/2/2024")
    TimeFound(rest='ngay 1/2/2024', time=ClockTime(minute=930, utc_offset_minutes=None, days=0), code='')
    """
    if not _MAYBE.search(text):
        return TimeFound(text)
    between = _BETWEEN.search(text)
    if between:
        return TimeFound(_without(text, [between]), None, "time.span")
    matches = [*_ANYWHERE.finditer(text)] or [*_FOUR_DIGITS.finditer(text)]
    if not matches:
        return TimeFound(text)
    rest = _without(text, matches)
    if len(matches) > 1:
        return TimeFound(rest, None, "time.span")
    time = _from_match(matches[0])
    return TimeFound(rest, time, "" if time else "!moment.impossible")


def _without(text: str, matches: list[re.Match[str]]) -> str:
    for match in reversed(matches):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(text.split()).strip(" ,;-")


def _from_match(match: re.Match[str]) -> ClockTime | None:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = parts.get("half") or ""
    first, last = _AFTER_NOON.get(half, (0, -1))
    if first <= hour <= last:
        hour += 12
    elif hour == 12 and half in _FROM_MIDNIGHT:
        hour = 0
    offset = _offset(parts.get("zone") or "")
    if hour == 24 and minute == 0:
        return ClockTime(0, offset, 1)
    if hour > 23 or minute > 59 or int(parts.get("second") or 0) > 59:
        return None
    return ClockTime(hour * 60 + minute, offset)


def _offset(zone: str) -> int | None:
    if zone in {"utc", "gmt", "z"}:
        return 0
    if zone[:1] in {"+", "-"}:
        digits = zone[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return -minutes if zone[0] == "-" else minutes
    return None
