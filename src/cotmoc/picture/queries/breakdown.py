"""Incidents by time, by area and offence, and on the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.picture.core.comparing import Period
from cotmoc.picture.core.figures import Bar, Figure, Matrix, MatrixRow
from cotmoc.picture.core.filters import GROUP, NOT_STATED, Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.core.periods import Step, add_months, after, start_of, step_for, steps
from cotmoc.picture.queries.reading import Reading

#: More offences than these are shown by their groups.
MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Series:
    """Incidents by steps of time. `undated` are those whose date is not within one step; bars and they add up."""

    step: Step
    bars: list[Bar]
    undated: Figure


def series(reading: Reading, first: date | None, last: date | None) -> Series | None:
    """The time series over the period of the filters, or from the `first` to the `last` day found.

    None without any date.
    """
    filters = reading.filters
    begin, end = filters.day_from or first, filters.day_to or last
    if begin is None or end is None or begin > end:
        return None
    step = step_for(begin, end)
    numbers = _by_step(reading, step, filters)
    earlier = _year_before(reading, step)
    asked = filters.with_(dated=step.value)
    return Series(
        step=step,
        bars=[
            Bar(
                start,
                until,
                _step(filters, start, until, numbers[start]),
                earlier.get(start),
            )
            for start, until in steps(step, begin, end)
        ],
        undated=Figure(Kind.INCIDENT, asked, numbers[None]),
    )


def _year_before(reading: Reading, step: Step) -> dict[date, Figure]:
    """For months of a period that has an end: the figure of the month a year before, by the first day of the month."""
    filters = reading.filters
    if step is not Step.MONTH or filters.day_from is None or filters.day_to is None:
        return {}
    if filters.day_from.year < 3:
        return {}
    earlier = Period(filters.day_from, filters.day_to).year_before()
    asked = filters.with_(day_from=earlier.first, day_to=earlier.last)
    numbers = _by_step(reading, step, asked)
    return {
        add_months(start, 12): _step(asked, start, until, numbers[start])
        for start, until in steps(step, earlier.first, earlier.last)
    }


def _by_step(reading: Reading, step: Step, filters: Filters) -> Counter[date | None]:
    """Incidents by the first day of their step; None for those that are not within one.

    The database groups by the days themselves, which are few; finding each row's step there would take longer than
    all other questions of the page.
    """
    numbers: Counter[date | None] = Counter()
    for first, until, number in reading.rows(
        Kind.INCIDENT, "day_from, day_until, count(*)", "GROUP BY 1, 2", filters
    ):
        start = start_of(step, first) if first else None
        is_within = start is not None and until <= after(step, start)
        numbers[start if is_within else None] += number
    return numbers


def _step(filters: Filters, start: date, until: date, number: int) -> Figure:
    return Figure(Kind.INCIDENT, filters.between(start, until), number)


def divided_by(reading: Reading) -> str | None:
    """The column that divides the chosen area into areas of the next level; None where there is no such level."""
    scope = reading.lookup.scope
    if scope is None or scope.column == "country":
        return "province"
    return "commune" if scope.column == "province" else None


def matrix(reading: Reading) -> Matrix:
    """Areas of the next level by offences, or by groups of offences when they are many."""
    column = divided_by(reading) or "NULL"
    found = reading.rows(
        Kind.INCIDENT,
        f"{column}, offence, count(*), count(*) FILTER (estimated)",
        "GROUP BY 1, 2",
    )
    cells = [
        (
            reading.area_code.get(area, "") if area else "",
            reading.code_of[offence],
            number,
            estimated,
        )
        for area, offence, number, estimated in found
    ]
    columns = _columns(reading.filters, {code for _, code, _, _ in cells})
    return _matrix(reading, columns, cells)


def _columns(filters: Filters, codes: set[str]) -> dict[str, str]:
    """The column of each offence that occurs: itself, or its group, as the address names them."""
    if len(codes) <= MOST_COLUMNS or (filters.offence or "").startswith(GROUP):
        return {code: code or NOT_STATED for code in codes}
    by_id = OFFENCES.by_id
    return {
        code: f"{GROUP}{by_id[code].group}"
        if code in by_id and by_id[code].group
        else code or NOT_STATED
        for code in codes
    }


def _matrix(
    reading: Reading, columns: dict[str, str], cells: list[tuple[str, str, int, int]]
) -> Matrix:
    counts: Counter[tuple[str, str]] = Counter()
    rows: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    estimated: Counter[str] = Counter()
    for area, code, number, guessed in cells:
        counts[area, columns[code]] += number
        rows[area] += number
        totals[columns[code]] += number
        estimated[area] += guessed
    named = [name for name, _ in totals.most_common()]
    is_divided = divided_by(reading) is not None
    return Matrix(
        columns=tuple(named),
        rows=tuple(
            MatrixRow(
                area=area,
                total=Figure(Kind.INCIDENT, _in_area(reading.filters, area), number, code=area),
                cells=tuple(
                    _cell(reading.filters, area, name, counts[area, name]) for name in named
                ),
                estimated=estimated[area],
            )
            for area, number in sorted(
                rows.items(), key=lambda row: (row[0] == "", -row[1], row[0])
            )
        )
        if is_divided
        else (),
        totals=tuple(
            Figure(Kind.INCIDENT, reading.filters.with_(offence=name), totals[name], code=name)
            for name in named
        ),
    )


def _in_area(filters: Filters, area: str) -> Filters:
    return filters.with_(area=area) if area else filters.with_(placed="no")


def _cell(filters: Filters, area: str, offence: str, number: int) -> Figure | None:
    if not number:
        return None
    asked = (
        filters.with_(area=area, offence=offence)
        if area
        else filters.with_(placed="no", offence=offence)
    )
    return Figure(Kind.INCIDENT, asked, number)
