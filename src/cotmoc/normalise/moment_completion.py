"""Moments as people say them at a desk ("now", "last night", "15h30"), written out with day, month and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from cotmoc.normalise.text import bare

_CLOCK = re.compile(
    r"(?<![\d/.-])(\d{1,2}) ?(?:h|g|gio|:) ?(?:(\d{1,2}) ?(?:p|ph|phut)?)?(?![\d/.-])"
)
_DAY = re.compile(r"(?<![\d/])(\d{1,2})[/.-](\d{1,2})(?![\d/.-])")
_WHOLE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\b\d{4}\b")
_NIGHT = "night"
#: Parts of a day, and a night between two days, as the readers of files understand them in each language.
_PARTS = {
    "vi": {"morning": "sáng {day}", "afternoon": "chiều {day}", "evening": "tối {day}"},
    "en": {
        "morning": "morning of {day}",
        "afternoon": "afternoon of {day}",
        "evening": "evening of {day}",
    },
}
_NIGHTS = {"vi": "đêm {first:%d} rạng {day}", "en": "night of {first:%d}-{day}"}


class _Said(NamedTuple):
    """Words for a day: how many days ago it is, and the part of it ("" for the whole, `_NIGHT` between two days)."""

    words: tuple[str, ...]
    days: int
    part: str = ""


_NOW = ("bay gio", "vua xong", "now", "luc nay")
_SAID = (
    _Said(("hom nay", "today", "nay"), 0),
    _Said(("hom qua", "yesterday", "qua"), 1),
    _Said(("dem qua", "last night"), 1, _NIGHT),
    _Said(("sang nay", "this morning"), 0, "morning"),
    _Said(("chieu nay", "this afternoon"), 0, "afternoon"),
    _Said(("toi nay", "this evening"), 0, "evening"),
    _Said(("sang qua", "sang hom qua", "yesterday morning"), 1, "morning"),
    _Said(("chieu qua", "chieu hom qua", "yesterday afternoon"), 1, "afternoon"),
    _Said(("toi qua", "toi hom qua", "yesterday evening"), 1, "evening"),
    _Said(("hom kia", "day before yesterday"), 2),
)


def complete_moment(
    written: str, now: datetime, language: str = "vi", limit: int = 6
) -> tuple[str, ...]:
    """What was written as moments that stand by themselves, the likeliest first; none where it does so already.

    A clock alone is the last time it showed that, then the day before; a day and month alone the last such day. No
    suggestion is more precise than the words, but "now". `now` is local, `language` that of the suggestions ("vi" or
    "en"); words of both are understood. Nothing written gives now, today and last night.

    >>> complete_moment("15h30", datetime(2026, 11, 26, 14, 5))[0]
    '25/11/2026 15:30'
    >>> complete_moment("dem qua", datetime(2026, 11, 26, 14, 5))
    ('đêm 25 rạng 26/11/2026',)
    """
    text = " ".join(bare(written).split())
    if _WHOLE.search(text):
        return ()
    clock = _CLOCK.search(text)
    rest = (text[: clock.start()] + " " + text[clock.end() :]).strip(" ,") if clock else text
    at = _clock_text(clock)
    if clock and not at:
        return ()
    moments = _moments(rest.removeprefix("ngay").strip(), at, now, language)
    found = dict.fromkeys(moments)
    return tuple(found)[:limit]


def _clock_text(clock: re.Match[str] | None) -> str:
    """The clock as 15:30; "" without one, and for one that no clock shows."""
    if clock is None:
        return ""
    hour, minute = int(clock[1]), int(clock[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def _moments(rest: str, at: str, now: datetime, language: str) -> Iterator[str]:
    if stated := _DAY.fullmatch(rest):
        day = _last_such_day(int(stated[1]), int(stated[2]), now.date())
        if day:
            yield _text(day, at)
        return
    if at and not rest:
        yesterday = now.date() - timedelta(days=1)
        first = now.date() if at <= f"{now:%H:%M}" else yesterday
        yield _text(first, at)
        yield _text(first - timedelta(days=1), at)
        return
    if not at and (any(word.startswith(rest) for word in _NOW)):
        yield f"{now:%d/%m/%Y %H:%M}"
    yield from _said(rest, at, now, language)


def _said(rest: str, at: str, now: datetime, language: str) -> Iterator[str]:
    shown = _SAID[:3] if not rest else _SAID
    for said in shown:
        if not any(word.startswith(rest) for word in said.words):
            continue
        day = now.date() - timedelta(days=said.days)
        if at:
            yield _text(day, at)
        elif said.part == _NIGHT:
            next_day = _text(day + timedelta(days=1), "")
            yield _NIGHTS[language].format(first=day, day=next_day)
        else:
            yield _PARTS[language].get(said.part, "{day}").format(day=_text(day, ""))


def _last_such_day(day: int, month: int, today: date) -> date | None:
    """The last day and month up to today; None where no year has it."""
    for year in range(today.year, today.year - 5, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _text(day: date, at: str) -> str:
    return f"{day:%d/%m/%Y} {at}".strip()
