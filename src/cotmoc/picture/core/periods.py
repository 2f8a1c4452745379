"""Steps of time: weeks, months and years of a period, and the periods for which a report is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum


class Step(StrEnum):
    """The length of the bars of a time series."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def step_for(first: date, last: date) -> Step:
    """The step that divides the days `first` to `last` into a readable number of bars.

    >>> step_for(date(2025, 1, 1), date(2025, 12, 31)).value
    'month'
    """
    days = (last - first).days + 1
    if days <= 120:
        return Step.WEEK
    return Step.MONTH if days <= 5 * 366 else Step.YEAR


def steps(step: Step, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of every step that has a day in `first` to `last`; weeks begin on Monday.

    >>> [str(a) for a, _ in steps(Step.MONTH, date(2025, 1, 31), date(2025, 3, 1))]
    ['2025-01-01', '2025-02-01', '2025-03-01']
    """
    start = start_of(step, first)
    while start <= last:
        following = after(step, start)
        yield start, following - timedelta(days=1)
        start = following


def start_of(step: Step, day: date) -> date:
    """The first day of the step in which a day lies."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)


def after(step: Step, start: date) -> date:
    """The first day of the step after the one that begins on `start`."""
    if step is Step.WEEK:
        return start + timedelta(days=7)
    return add_months(start, 1 if step is Step.MONTH else 12)


def add_months(start: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(start.day, (following - timedelta(days=1)).day))
