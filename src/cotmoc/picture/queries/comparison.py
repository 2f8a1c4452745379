"""The picture against earlier periods: the same sums in each of them, and what their differences say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.picture.core.comparing import NOTHING, Change, Period, Sum, change
from cotmoc.picture.core.filters import GROUP, NOT_STATED, Filters
from cotmoc.picture.core.kinds import TABLES, Kind
from cotmoc.picture.queries.breakdown import divided_by
from cotmoc.picture.queries.reading import Reading

#: What is compared: its subject, its code there ("" for all of it), and the measure of an amount.
Key = tuple[str, str, str]
ALL: Key = ("incidents", "", "")
BEFORE, YEAR = "before", "year"
_FAR_ENOUGH = 400


@dataclass(frozen=True, slots=True)
class Comparison:
    """The period (`before`: the one before, `year`: the same of the year before), its filters, and the changes."""

    name: str
    period: Period
    filters: Filters
    changes: dict[Key, Change]

    def of(self, subject: str, code: str = "", measure: str = "") -> Change | None:
        """The change of one figure; None for what occurs in neither period."""
        return self.changes.get((subject, code, measure))


def earlier_periods(filters: Filters) -> dict[str, Period]:
    """What the period of the filters is compared with; nothing for a period without a beginning or an end.

    Where the period before is the same as that of the year before, it stands as the latter.
    """
    if filters.day_from is None or filters.day_to is None:
        return {}
    period = Period(filters.day_from, filters.day_to)
    if period.first.toordinal() <= period.days + _FAR_ENOUGH:
        return {}
    found = {BEFORE: period.before(), YEAR: period.year_before()}
    if found[BEFORE] == found[YEAR]:
        del found[BEFORE]
    return found


def comparisons(reading: Reading) -> list[Comparison]:
    """The filters' period against each of `earlier_periods`."""
    filters = reading.filters
    earlier = earlier_periods(filters)
    if not earlier or filters.day_from is None or filters.day_to is None:
        return []
    now = Period(filters.day_from, filters.day_to)
    periods = [now, *earlier.values()]
    sums = dict(_sums(reading, periods))
    return [
        Comparison(
            name=name,
            period=period,
            filters=filters.with_(day_from=period.first, day_to=period.last),
            changes={
                key: change(each[0], each[place], (now.days, period.days))
                for key, each in sums.items()
            },
        )
        for place, (name, period) in enumerate(earlier.items(), start=1)
    ]


_Sums = list[Sum]


def _sums(reading: Reading, periods: list[Period]) -> Iterator[tuple[Key, _Sums]]:
    """Each figure's sums in each of the periods."""
    yield from _incidents(reading, periods)
    for subject, kind, columns, amount in _OF_LINES:
        yield from _lines(reading, periods, (subject, kind, columns, amount))


#: Subject, table, the columns of code and measure, and what is added up; lines of one incident are one event.
_OF_LINES = (
    ("parties", Kind.PARTY, "role, NULL", "heads"),
    ("conveyances", Kind.CONVEYANCE, "NULL, NULL", "pieces"),
    ("outcomes", Kind.OUTCOME, "outcome, NULL", "1"),
    ("fines", Kind.OUTCOME, "NULL, NULL", "fine_vnd"),
    ("value", Kind.SEIZURE, "NULL, NULL", "value_vnd"),
    ("commodity", Kind.SEIZURE, "commodity, measure", "amount"),
)


def _incidents(reading: Reading, periods: list[Period]) -> Iterator[tuple[Key, _Sums]]:
    area = divided_by(reading) or "NULL::INTEGER"
    counts = ", ".join(f"count(*) FILTER ({_within(period)})" for period in periods)
    where = reading.condition(Kind.INCIDENT, _any_day(reading.filters))
    rows = reading.cursor.execute(
        f"""SELECT grouping_id(offence, place, lead, detection), offence, place, lead, detection, {counts}
            FROM (SELECT *, {area} AS place FROM incident WHERE {where.sql} AND {_around(periods)})
            GROUP BY GROUPING SETS ((), (offence), (place), (lead), (detection))""",
        where.parameters,
    ).fetchall()
    groups: dict[str, _Sums] = {}
    for grouping, offence, place, lead, detection, *numbers in rows:
        sums = [Sum(number, number) for number in numbers]
        if grouping == 0b0111:
            code = reading.code_of[offence]
            _add(groups, _group(code), sums)
            yield ("offence", code or NOT_STATED, ""), sums
        elif grouping == 0b1011:
            yield ("area", reading.area_code.get(place, "") if place else "", ""), sums
        elif grouping == 0b1101:
            yield ("lead", reading.agencies[lead], ""), sums
        elif grouping == 0b1110:
            yield ("detection", reading.code_of[detection], ""), sums
        else:
            yield ALL, sums
    for name, sums in groups.items():
        yield ("offence_group", name, ""), sums


def _group(code: str) -> str:
    """The group of an offence, as the address names it."""
    found = OFFENCES.by_id.get(code)
    return f"{GROUP}{found.group}" if found and found.group else code or NOT_STATED


def _add(groups: dict[str, _Sums], name: str, sums: _Sums) -> None:
    known = groups.get(name, [NOTHING] * len(sums))
    groups[name] = [
        Sum(one.total + other.total, one.squares + other.squares)
        for one, other in zip(known, sums, strict=True)
    ]


def _lines(
    reading: Reading, periods: list[Period], asked: tuple[str, Kind, str, str]
) -> Iterator[tuple[Key, _Sums]]:
    subject, kind, columns, amount = asked
    where = reading.condition(kind, _any_day(reading.filters))
    inner = ", ".join(
        f"sum({amount}) FILTER ({_within(period)}) AS x{n}" for n, period in enumerate(periods)
    )
    outer = ", ".join(
        f"coalesce(sum(x{n}), 0), coalesce(sum(x{n}::DOUBLE * x{n}::DOUBLE), 0)"
        for n in range(len(periods))
    )
    code, measure = columns.split(", ")
    rows = reading.cursor.execute(
        f"""SELECT code, measure, {outer} FROM (
                SELECT {code} AS code, {measure} AS measure, {inner} FROM {TABLES[kind].name}
                WHERE {where.sql} AND {_around(periods)} GROUP BY 1, 2, incident_id
            ) GROUP BY 1, 2""",
        where.parameters,
    ).fetchall()
    for number, of_measure, *sums in rows:
        key = (subject, _decoded(reading, number), _decoded(reading, of_measure))
        yield key, [Sum(*pair) for pair in zip(sums[::2], sums[1::2], strict=True)]


def _decoded(reading: Reading, number: int | None) -> str:
    return "" if number is None else reading.code_of[number]


def _any_day(filters: Filters) -> Filters:
    return filters.with_(day_from=None, day_to=None)


def _within(period: Period) -> str:
    until = period.last + timedelta(days=1)
    return f"day_from >= DATE '{period.first}' AND day_until <= DATE '{until}'"


def _around(periods: list[Period]) -> str:
    """The days of all periods; by the first day alone, in whose order the facts lie."""
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    return f"day_from >= DATE '{first}' AND day_from <= DATE '{last}'"
