"""The border guard stations' monthly returns: incidents, people, patrols. Some never come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from cotmoc.demonstration.events import BORDER_GUARD, DAYS, FIRST_DAY, Event

REGISTER = "bao-cao-thang"
HEADERS = ("Đơn vị", "Tháng", "Số vụ", "Số đối tượng", "Số lượt tuần tra")
#: Station and month of the returns that were never sent.
NEVER_SENT = frozenset(
    {("bp-po-hen", (2026, 6)), ("bp-tra-co", (2025, 11)), ("bp-tra-co", (2026, 6))}
)
Row = tuple[str, ...]


def return_rows(events: Sequence[Event], seed: int, stations: dict[str, str]) -> Iterator[Row]:
    """A row for each station and month; `stations` gives their names by code."""
    incidents, people = _totals(events)
    chance = Random(f"{seed}-returns")  # noqa: S311 - the same for the same seed
    for month in months():
        for code, name in stations.items():
            patrols = chance.randint(18, 40)
            if (code, month) in NEVER_SENT:
                continue
            year, number = month
            counts = (incidents[code, month], people[code, month], patrols)
            yield (name, f"{number:02d}/{year}", *map(str, counts))


def months() -> Iterator[tuple[int, int]]:
    """Year and month of every month of the demonstration."""
    last = date.fromordinal(FIRST_DAY.toordinal() + DAYS - 1)
    year, month = FIRST_DAY.year, FIRST_DAY.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _totals(events: Sequence[Event]) -> tuple[Counter[object], Counter[object]]:
    incidents: Counter[object] = Counter()
    people: Counter[object] = Counter()
    for event in events:
        if BORDER_GUARD in event.reported_by:
            key = (event.spot.station, (event.at.year, event.at.month))
            incidents[key] += 1
            people[key] += len(event.people) + event.unnamed
    return incidents, people
