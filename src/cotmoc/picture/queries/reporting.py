"""Who has reported for which period, and how late. No report is not zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.core.periods import add_months
from cotmoc.picture.queries.reading import Reading

#: Periods looked at, at most: the latest.
MOST_PERIODS = 120


class ReportState(StrEnum):
    """Whether something came for a period: in time, late, not at all, or not due yet."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Reported:
    """One owed period: its days, its state, how many days late the first of it came, what came, what was corrected."""

    first: date
    last: date
    state: ReportState
    days_late: int
    figure: Figure | None
    corrected: Figure | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of so many reports that were due: how many came in time, late, or not at all; of those that came, corrected."""

    due: int = 0
    in_time: int = 0
    late: int = 0
    missing: int = 0
    corrected: int = 0

    @property
    def came(self) -> int:
        """How many came, in time or late."""
        return self.in_time + self.late

    @classmethod
    def of(cls, periods: Iterable[Reported]) -> Completeness:
        """Of some periods; those not due yet are not counted."""
        asked = [period for period in periods if period.state is not ReportState.NOT_DUE]
        states = Counter(period.state for period in asked)
        return cls(
            due=len(asked),
            in_time=states[ReportState.IN_TIME],
            late=states[ReportState.LATE],
            missing=states[ReportState.MISSING],
            corrected=sum(period.corrected is not None for period in asked),
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """A register owed by an agency, or by one unit of it (names empty: by the agency as a whole).

    `months` is the length of its periods; `feeds` the kind of figures that it goes into, None while nothing came.
    """

    agency: str
    unit: str
    unit_name: str
    unit_name_en: str
    register: str
    months: int
    periods: list[Reported]
    feeds: Kind | None = None

    @property
    def completeness(self) -> Completeness:
        """How much of it came."""
        return Completeness.of(self.periods)


def completeness(duties: Iterable[Duty], kind: Kind) -> Completeness:
    """How much came of what goes into the figures of incidents (SOURCE) or into returns (RETURN)."""
    asked = [duty for duty in duties if duty.feeds in {kind, None}]
    return Completeness.of(period for duty in asked for period in duty.periods)


_DUTIES = """
    SELECT a.code, coalesce(u.code, ''), coalesce(u.name, ''), coalesce(u.name_en, ''), d.register,
           d.months, d.days_allowed, d.owed_from, d.owed_until, d.set_on
    FROM records_reportingduty d JOIN access_agency a ON a.id = d.agency_id
    LEFT JOIN access_unit u ON u.id = d.unit_id
    ORDER BY a.id, u.fold NULLS FIRST, d.register
"""
_FIRST_DAYS = """
    SELECT agency, {unit}, register, date_trunc('month', own_from)::DATE, last_day(own_until - 1),
           count(*), count(*) FILTER (version > 1), min(first_day)
    FROM {table} WHERE own_from >= ? AND register IN ({registers}) GROUP BY 1, 2, 3, 4, 5
"""


#: The terms of every duty, and what the agencies and units that owe them are called.
Owed = tuple[tuple[Any, ...], ...]


def owed_reports() -> Owed:
    """Who owes which register on which terms: what `duties` look for, from the database."""
    with connection.cursor() as cursor:
        cursor.execute(_DUTIES)
        return tuple(cursor.fetchall())


def duties(reading: Reading, owed: Owed) -> list[Duty]:
    """Every duty of the agencies that the filters ask for, with its latest periods in the filters' own."""
    wanted = reading.filters.agency
    asked = [
        (row, periods)
        for row in owed
        if wanted in (None, row[0]) and (periods := _periods(reading.filters, *row[5:]))
    ]
    arrived = _arrivals(reading, asked) if asked else {}
    feeds = _feeds(reading) if asked else {}
    found = []
    for (agency, unit, name, name_en, register, months, *_), periods in asked:
        states = [_state(reading, arrived, (agency, unit, register), each) for each in periods]
        fed = feeds.get(register)
        found.append(Duty(agency, unit, name, name_en, register, months, states, fed))
    return found


def _feeds(reading: Reading) -> dict[str, Kind]:
    """The kind of figures that each register goes into."""
    rows = reading.cursor.execute(
        "SELECT DISTINCT register, 0 FROM returned UNION ALL SELECT DISTINCT register, 1 FROM source"
    ).fetchall()
    kinds = (Kind.RETURN, Kind.SOURCE)
    return {reading.code_of[number]: kinds[which] for number, which in rows}


_Owner = tuple[str, str, str]


class _Arrival(NamedTuple):
    """Records that state days from one month to another: the first day of these, the last, how many there are and how
    many of them were corrected, and when the first came.
    """

    kind: Kind
    month: date
    until: date
    number: int
    corrected: int
    first_day: date


_Arrivals = dict[_Owner, list[_Arrival]]


_Asked = list[tuple[tuple[Any, ...], list[tuple[date, date, date, date]]]]


def _arrivals(reading: Reading, asked: _Asked) -> _Arrivals:
    """What came for the periods asked for, by agency, unit ("" for all of the agency) and register."""
    numbers = {reading.lookup.codes.get(("register", row[4]), -1) for row, _ in asked}
    begin = min(periods[0][0] for _, periods in asked)
    registers = ", ".join(str(number) for number in sorted(numbers))
    unit_of = {number: code for code, number in reading.lookup.units.items()}
    found: _Arrivals = {}
    for kind, table in ((Kind.SOURCE, "source"), (Kind.RETURN, "returned")):
        for column in ("unit", "NULL"):
            sql = _FIRST_DAYS.format(unit=column, table=table, registers=registers)
            rows = reading.cursor.execute(sql, [begin]).fetchall()
            for agency, unit, register, *came in rows:
                if column == "unit" and unit is None:
                    continue
                owner = (reading.agencies[agency], unit_of.get(unit, ""), reading.code_of[register])
                found.setdefault(owner, []).append(_Arrival(kind, *came))
    return found


def _periods(
    filters: Filters,
    months: int,
    days_allowed: int,
    owed_from: date,
    owed_until: date | None,
    set_on: date,
) -> list[tuple[date, date, date, date]]:
    """(first day, last day, day due, last day in time) of the latest periods that have begun.

    Nobody is late with what was owed before the duty was set: its time begins on that day.
    """
    # A period begins with a month, so that what came for it can be told by its months.
    owed_from = owed_from.replace(day=1)
    end = min(day for day in (filters.day_to, owed_until, timezone.localdate()) if day)
    periods = []
    number = 0
    allowed = timedelta(days=days_allowed)
    while (first := add_months(owed_from, months * number)) <= end:
        number += 1
        last = add_months(owed_from, months * number) - timedelta(days=1)
        if filters.day_from is None or last >= filters.day_from:
            periods.append((first, last, last + allowed, max(last, set_on) + allowed))
    return periods[-MOST_PERIODS:]


def _state(
    reading: Reading,
    arrived: _Arrivals,
    owner: _Owner,
    period: tuple[date, date, date, date],
) -> Reported:
    first, last, due, in_time = period
    came = [each for each in arrived.get(owner, []) if first <= each.month and each.until <= last]
    if not came:
        waiting = timezone.localdate() <= due
        return Reported(
            first, last, ReportState.NOT_DUE if waiting else ReportState.MISSING, 0, None
        )
    late = max((min(each.first_day for each in came) - in_time).days, 0)
    state = ReportState.LATE if late else ReportState.IN_TIME
    return Reported(first, last, state, late, *_what_came(reading, came, owner, first, last))


def _what_came(
    reading: Reading, came: list[_Arrival], owner: _Owner, first: date, last: date
) -> tuple[Figure, Figure | None]:
    """The records of the period, and those corrected; where both kinds of a register came, of the first of them."""
    agency, unit, register = owner
    kind = came[0].kind
    asked = Filters(
        known_at=reading.filters.known_at,
        register=register,
        unit=unit or None,
        stated_by=agency,
        stated_from=first,
        stated_to=last,
    )
    corrected = sum(each.corrected for each in came if each.kind is kind)
    return (
        Figure(kind, asked, sum(each.number for each in came if each.kind is kind)),
        Figure(kind, asked.with_(corrected="yes"), corrected) if corrected else None,
    )
