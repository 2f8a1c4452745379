"""Periods that one press chooses: of today, the one before and after the chosen, and what a newcomer is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from cotmoc.picture.core.comparing import Period
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.periods import add_months
from cotmoc.web.views.picture.changes import period_text


@dataclass(frozen=True, slots=True)
class Preset:
    """A period by its name: the query string that chooses it, and whether it is the one shown."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PeriodChoices:
    """The periods before and after the chosen one (None without one), and those of today."""

    before: Preset | None
    after: Preset | None
    presets: list[Preset]


def period_choices(filters: Filters) -> PeriodChoices:
    """What the page of these filters offers."""
    today = timezone.localdate()
    named = [(label, _preset(filters, label, period)) for label, period in _of_today(today)]
    everything = filters.with_(day_from=None, day_to=None)
    every = Preset(gettext("everything"), everything.query() or "area=", everything == filters)
    before, after = _beside(filters, today)
    return PeriodChoices(before, after, [*(preset for _, preset in named), every])


def _of_today(today: date) -> list[tuple[str, Period]]:
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    half = month.replace(month=(month.month - 1) // 6 * 6 + 1)
    return [
        (gettext("last 7 days"), Period(today - timedelta(days=6), today)),
        (gettext("last month"), _ending(month, 1)),
        (gettext("last quarter"), _ending(quarter, 3)),
        (gettext("last half-year"), _ending(half, 6)),
        (gettext("this year"), Period(year, today)),
        (gettext("last year"), _ending(year, 12)),
    ]


def _ending(following: date, months: int) -> Period:
    """The so many months before a day that begins a month."""
    return Period(add_months(following, -months), following - timedelta(days=1))


def _preset(filters: Filters, label: str, period: Period) -> Preset:
    asked = filters.with_(day_from=period.first, day_to=period.last)
    return Preset(label, asked.query(), asked == filters)


def _beside(filters: Filters, today: date) -> tuple[Preset | None, Preset | None]:
    if filters.day_from is None or filters.day_to is None:
        return None, None
    shown = Period(filters.day_from, filters.day_to)
    if shown.first.toordinal() <= shown.days + 31:
        return None, None
    before = shown.before()
    earlier = _preset(filters, period_text(before), before)
    if shown.last >= today:
        return earlier, None
    after = _following(shown)
    return earlier, _preset(filters, period_text(after), after)


def _following(shown: Period) -> Period:
    """The period of the same length that begins where this one ends."""
    start = shown.last + timedelta(days=1)
    until = add_months(start, shown.months) if shown.months else start + timedelta(days=shown.days)
    return Period(start, until - timedelta(days=1))


def first_period(latest: date | None) -> Period | None:
    """What is shown where nothing was asked: the year of the latest incident, to the end of its month.

    None where nothing has a date. A period that goes on beyond what was recorded would look like a decline.
    """
    if latest is None:
        return None
    end = add_months(latest.replace(day=1), 1) - timedelta(days=1)
    return Period(latest.replace(month=1, day=1), min(end, max(latest, timezone.localdate())))
