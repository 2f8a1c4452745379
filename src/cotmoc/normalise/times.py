"""Times of the day as offices, ships and programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.text import clean

MINUTES_OF_DAY = 24 * 60
# 15:30, 15h30, 15 giờ 30 phút, 15h, 3:30 PM, 10:00:00 SA, 02:30 UTC, 07:30:00+07:00
_CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:(?::|[hg](?:iờ)?\s*)(?P<minute>\d{2})(?:\s*(?:phút|p)\b|:(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|(?:h|g|giờ)(?![a-z]))"
    r"\s*(?P<half>am|pm|sa|ch|sáng|chiều|tối|a\.m\.|p\.m\.)?"
    r"\s*(?P<zone>utc|gmt|z|lt|local|(?<=\d)[+-]\d{2}:?\d{2})?"
)
_AT_END = re.compile(rf"(?:^|[\s,t]){_CLOCK}\.?$", re.IGNORECASE)
_AT_START = re.compile(rf"^(?:lúc\s+)?{_CLOCK}[\s,;-]+(?:ngày\s+)?(?=\S)", re.IGNORECASE)
_ALONE = re.compile(rf"^(?:lúc\s+)?{_CLOCK}\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"^(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?P<zone>utc|gmt|z|lt|local)?$", re.I)
_FRACTION = re.compile(r"^0?\.\d+$|^0$")
_AFTERNOON = {"pm", "ch", "p.m.", "chiều", "tối"}


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A minute of the day (0..1439) and how far ahead of UTC it is stated to be (None: local, unstated)."""

    minute: int
    utc_offset_minutes: int | None = None


@lru_cache(maxsize=16_384)
def read_time(written: str) -> Reading[ClockTime]:
    """The time of day written in a cell of its own: "15:30", "1530", "15h30", "02:30 UTC", "3:30 PM".

    A fraction of a day, as workbooks hold times, is read too. Nothing written gives None without a problem.
    Problems: `time.unreadable`, `time.impossible`; warnings, as the day still stands without its time.

    >>> read_time("15h30").value
    ClockTime(minute=930, utc_offset_minutes=None)
    >>> read_time("0230 UTC").value
    ClockTime(minute=150, utc_offset_minutes=0)
    """
    text = clean(written)
    if not text:
        return Reading(None)
    if _FRACTION.match(text):
        return Reading(ClockTime(round(float(text) * MINUTES_OF_DAY) % MINUTES_OF_DAY))
    match = _ALONE.match(text) or _DIGITS.match(text)
    if match is None:
        return Reading(None, (warning("time.unreadable", written),))
    time = _from_match(match)
    return Reading(time) if time else Reading(None, (warning("time.impossible", written),))


def split_time(text: str) -> tuple[str, ClockTime | None, Problem | None]:
    """The text without the time at its end or start, the time, and a problem when there is no such time.

    >>> split_time("15h30 ngày 1/2/2024")[:2]
    ('1/2/2024', ClockTime(minute=930, utc_offset_minutes=None))
    """
    match = _AT_END.search(text) or _AT_START.match(text)
    if match is None:
        return text, None, None
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,;-")
    time = _from_match(match)
    return rest, time, None if time else error("moment.impossible", text)


def _from_match(match: re.Match[str]) -> ClockTime | None:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in {"am", "sa", "a.m."} and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(parts.get("second") or 0) > 59:
        return None
    return ClockTime(hour * 60 + minute, _offset((parts["zone"] or "").lower()))


def _offset(zone: str) -> int | None:
    if zone in {"utc", "gmt", "z"}:
        return 0
    if zone[:1] in {"+", "-"}:
        digits = zone[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return -minutes if zone[0] == "-" else minutes
    return None
