"""The picture against earlier periods: the same sums in each of them, and what their differences say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain

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


class Changes(Mapping[Key, Change]):
    """Each figure's change, tested when it is first asked for: a page shows a part of what is compared.

    `sums` of each figure in the period and in the earlier one, which have so many `days`.
    """

    def __init__(self, sums: Mapping[Key, tuple[Sum, Sum]], days: tuple[int, int]) -> None:
        self.sums, self._days = sums, days
        self._tested: dict[Key, Change] = {}

    def __getitem__(self, key: Key) -> Change:
        """The change of a figure. Raises KeyError for what occurs in neither period."""
        if key not in self._tested:
            self._tested[key] = change(*self.sums[key], self._days)
        return self._tested[key]

    def __iter__(self) -> Iterator[Key]:
        """The figures that are compared."""
        return iter(self.sums)

    def __len__(self) -> int:
        """How many are compared."""
        return len(self.sums)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The period (`before`: the one before, `year`: the same of the year before), its filters, and the changes."""

    name: str
    period: Period
    filters: Filters
    changes: Changes

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
    """The filters' period against each of `earlier_periods`, by what stands at the head of the page.

    That is incidents with all that they are divided by, parties, conveyances, fines and the value of goods.
    """
    filters = reading.filters
    earlier = earlier_periods(filters)
    if not earlier or filters.day_from is None or filters.day_to is None:
        return []
    now = Period(filters.day_from, filters.day_to)
    periods = [now, *earlier.values()]
    sums = dict(_incidents(reading, periods)) | _of_lines(reading, periods, AT_THE_HEAD)
    return [
        Comparison(
            name=name,
            period=period,
            filters=filters.with_(day_from=period.first, day_to=period.last),
            changes=Changes(_against(sums, place), (now.days, period.days)),
        )
        for place, (name, period) in enumerate(earlier.items(), start=1)
    ]


def with_tables(reading: Reading, known: list[Comparison]) -> list[Comparison]:
    """The same with what the tables further down compare: goods and outcomes."""
    filters = reading.filters
    if not known or filters.day_from is None or filters.day_to is None:
        return []
    now = Period(filters.day_from, filters.day_to)
    sums = _of_lines(reading, [now, *(each.period for each in known)], IN_TABLES)
    return [
        replace(
            each,
            changes=Changes(
                {**each.changes.sums, **_against(sums, place)}, (now.days, each.period.days)
            ),
        )
        for place, each in enumerate(known, start=1)
    ]


_Sums = list[Sum]


def _against(sums: Mapping[Key, _Sums], place: int) -> dict[Key, tuple[Sum, Sum]]:
    return {key: (each[0], each[place]) for key, each in sums.items()}


_Line = tuple[str, Kind, str, str]
#: Subject, table, the columns of code and measure, and what is added up; lines of one incident are one event.
AT_THE_HEAD: tuple[_Line, ...] = (
    ("parties", Kind.PARTY, "role, NULL", "heads"),
    ("conveyances", Kind.CONVEYANCE, "NULL, NULL", "pieces"),
    ("fines", Kind.OUTCOME, "NULL, NULL", "fine_vnd"),
    ("value", Kind.SEIZURE, "NULL, NULL", "value_vnd"),
)
IN_TABLES: tuple[_Line, ...] = (
    ("outcomes", Kind.OUTCOME, "outcome, NULL", "1"),
    ("commodity", Kind.SEIZURE, "commodity, measure", "amount"),
)


def _of_lines(
    reading: Reading, periods: list[Period], lines: tuple[_Line, ...]
) -> dict[Key, _Sums]:
    """Each figure's sums in each of the periods."""
    return dict(chain.from_iterable(_lines(reading, periods, line) for line in lines))


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


def _lines(reading: Reading, periods: list[Period], asked: _Line) -> Iterator[tuple[Key, _Sums]]:
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


#: Periods that fill less than this of the time around them: what lies between them is then not worth grouping.
_FULL = 0.8


def _around(periods: list[Period]) -> str:
    """The days of all periods: by the first day, in whose order the facts lie; of far ones, without what is between."""
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    around = f"day_from >= DATE '{first}' AND day_from <= DATE '{last}'"
    if sum(period.days for period in periods) > _FULL * Period(first, last).days:
        return around
    return f"{around} AND ({' OR '.join(f'({_within(period)})' for period in periods)})"
