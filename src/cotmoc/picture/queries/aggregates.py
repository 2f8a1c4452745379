"""Returns: aggregate figures that units reported. They are never added to incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import NOT_STATED, Filters
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.core.periods import Step
from cotmoc.picture.core.predicate import UNDATED
from cotmoc.picture.queries.headline import quantity
from cotmoc.picture.queries.reading import Reading

#: Filters that aggregate figures cannot answer.
NOT_FOR_RETURNS = ("offence", "outcome", "detection", "cell")


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One indicator of one commodity in one measure: its sum, by agency (code), and by year (ISO day of its start)."""

    indicator: str
    total: Figure
    by_agency: dict[str, Figure]
    by_year: dict[int, Figure]


@dataclass(frozen=True, slots=True)
class Returns:
    """All sums of returns under the filters.

    Those `by_date` overlap the period without lying in it, those `by_area` name no area, or only one above the one
    asked for; None where the filters ask for no period, or no area.
    """

    rows: list[ReturnRow]
    agencies: list[str]
    years: list[int]
    by_date: Figure | None
    by_area: Figure | None


def returns(reading: Reading) -> Returns:
    """What units reported as figures, for filters that returns can answer; empty for others."""
    filters = reading.filters
    if any(getattr(filters, name) for name in NOT_FOR_RETURNS):
        return Returns([], [], [], None, None)
    columns = "indicator, commodity, measure, count(*), count(amount), coalesce(sum(amount), 0)"
    found = reading.rows(Kind.RETURN, columns, "GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3")
    by_agency = _parts(reading, "agency") if found else {}
    by_year = _parts(reading, _YEAR) if found else {}
    rows = [
        ReturnRow(
            indicator=reading.code_of[row[0]],
            total=quantity(Kind.RETURN, reading, _of(reading, filters, row[0]), row[1:]),
            by_agency={
                reading.agencies[place]: _by_agency(reading, row, reading.agencies[place], sums)
                for place, sums in by_agency.get(row[:3], {}).items()
                if place is not None
            },
            by_year={
                year: _by_year(reading, row, year, sums)
                for year, sums in by_year.get(row[:3], {}).items()
                if year is not None
            },
        )
        for row in found
    ]
    return Returns(
        rows=rows,
        agencies=[code for code in reading.agencies if any(code in row.by_agency for row in rows)],
        years=sorted({year for row in rows for year in row.by_year}),
        by_date=_aside(reading, "date") if filters.day_from or filters.day_to else None,
        by_area=_aside(reading, "area") if filters.area else None,
    )


_Key = tuple[int, ...]
#: The year in which the whole period of a return lies.
_YEAR = f"CASE WHEN {UNDATED[Step.YEAR]} THEN NULL ELSE year(day_from) END"


def _parts(reading: Reading, column: str) -> dict[_Key, dict[int | None, tuple[int, ...]]]:
    """(lines, lines read, sum) by indicator, commodity and measure, and by one more column."""
    found = reading.rows(
        Kind.RETURN,
        f"indicator, commodity, measure, {column}, count(*), count(amount), coalesce(sum(amount), 0)",
        "GROUP BY 1, 2, 3, 4",
    )
    parts: dict[_Key, dict[int | None, tuple[int, ...]]] = {}
    for indicator, commodity, measure, part, *sums in found:
        parts.setdefault((indicator, commodity, measure), {})[part] = tuple(sums)
    return parts


def _of(reading: Reading, filters: Filters, indicator: int) -> Filters:
    return filters.with_(indicator=reading.code_of[indicator] or NOT_STATED)


def _by_agency(
    reading: Reading, row: tuple[int, ...], agency: str, sums: tuple[int, ...]
) -> Figure:
    asked = _of(reading, reading.filters, row[0]).with_(stated_by=agency)
    return quantity(Kind.RETURN, reading, asked, (*row[1:3], *sums))


def _by_year(reading: Reading, row: tuple[int, ...], year: int, sums: tuple[int, ...]) -> Figure:
    asked = _of(reading, reading.filters, row[0]).between(date(year, 1, 1), date(year, 12, 31))
    return quantity(Kind.RETURN, reading, asked, (*row[1:3], *sums))


def _aside(reading: Reading, what: str) -> Figure:
    asked = reading.filters.with_(aside=what)
    number = reading.rows(Kind.RETURN, "count(*)", "", asked)[0][0]
    return Figure(Kind.RETURN, asked, number, Total.ROWS)
