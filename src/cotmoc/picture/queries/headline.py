"""What happened: incidents, people, conveyances, goods, outcomes, and who led and took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import NOT_STATED, Filters
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.queries.reading import Reading


@dataclass(frozen=True, slots=True)
class Headline:
    """The first figures. `closed` incidents are counted but not open to the viewer; days are of the first and last."""

    incidents: Figure
    several: Figure
    sources: Figure
    no_outcome: Figure | None
    estimated: int
    closed: int
    first: date | None
    last: date | None


def headline(reading: Reading) -> Headline:
    """How many incidents, how many of them reported by several agencies, and by how many source records in all."""
    columns = f"""count(*), count(*) FILTER (reporters > 1), count(*) FILTER (outcomes = 0),
        count(*) FILTER (estimated), count(*) FILTER (NOT {reading.visible}), min(day_from), max(day_until)"""
    total, several, no_outcome, estimated, closed, first, until = reading.rows(
        Kind.INCIDENT, columns
    )[0]
    sources = reading.rows(Kind.SOURCE, "count(*)")[0][0]
    filters = reading.filters
    return Headline(
        incidents=Figure(Kind.INCIDENT, filters, total),
        several=Figure(Kind.INCIDENT, filters.with_(several="yes"), several),
        sources=Figure(Kind.SOURCE, filters, sources),
        no_outcome=None
        if filters.outcome
        else Figure(Kind.INCIDENT, filters.with_(outcome=NOT_STATED), no_outcome),
        estimated=estimated,
        closed=closed,
        first=first,
        last=until and until - timedelta(days=1),
    )


@dataclass(frozen=True, slots=True)
class Aside:
    """What may belong to the picture but is not known precisely enough: by its date, by its place."""

    by_date: Figure | None
    by_area: Figure | None


def aside(reading: Reading) -> Aside:
    """The incidents beside the picture; None where the filters ask for no period, or for no area."""
    filters = reading.filters

    def beside(what: str) -> Figure:
        asked = filters.with_(aside=what)
        return Figure(
            Kind.INCIDENT, asked, reading.rows(Kind.INCIDENT, "count(*)", "", asked)[0][0]
        )

    has_period = filters.day_from or filters.day_to
    return Aside(
        by_date=beside("date") if has_period else None,
        by_area=beside("area") if filters.area else None,
    )


def _grouped(
    reading: Reading, kind: Kind, column: str, columns: str
) -> list[tuple[str, tuple[Any, ...]]]:
    """(code, values) of each group of a coded column, the largest first."""
    found = reading.rows(kind, f"{column}, {columns}", f"GROUP BY {column} ORDER BY 2 DESC, 1")
    return [(reading.code_of[row[0]], row[1:]) for row in found]


def parties(reading: Reading) -> list[Figure]:
    """People and organisations by their role."""
    return [
        Figure(Kind.PARTY, reading.filters.with_(role=code or NOT_STATED), heads, Total.HEADS, code)
        for code, (heads,) in _grouped(reading, Kind.PARTY, "role", "sum(heads)")
    ]


def conveyances(reading: Reading) -> list[Figure]:
    """Conveyances by their kind."""
    return [
        Figure(
            Kind.CONVEYANCE,
            reading.filters.with_(conveyance=code or NOT_STATED),
            pieces,
            Total.PIECES,
            code,
        )
        for code, (pieces,) in _grouped(reading, Kind.CONVEYANCE, "conveyance", "sum(pieces)")
    ]


def outcomes(reading: Reading) -> tuple[list[Figure], Figure]:
    """Outcomes by what they are, as lines (one incident may have several), and all fines, in dong."""
    found = _grouped(reading, Kind.OUTCOME, "outcome", "count(*), coalesce(sum(fine_vnd), 0)")
    figures = [
        Figure(Kind.OUTCOME, reading.filters.with_(result=code or NOT_STATED), number, code=code)
        for code, (number, _) in found
    ]
    return figures, Figure(
        kind=Kind.OUTCOME,
        filters=reading.filters.with_(fined="yes"),
        value=sum(fines for _, (_, fines) in found),
        total=Total.FINES,
        measure="money_vnd",
    )


def seizures(reading: Reading) -> list[Figure]:
    """What was seized, each commodity in each of its measures; measures are never added to each other."""
    columns = "commodity, measure, count(*), count(amount), coalesce(sum(amount), 0)"
    found = reading.rows(Kind.SEIZURE, columns, "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2")
    return [quantity(Kind.SEIZURE, reading, reading.filters, row) for row in found]


def quantity(kind: Kind, reading: Reading, filters: Filters, row: tuple[Any, ...]) -> Figure:
    """The figure of one commodity in one measure: (commodity, measure, lines, lines read, sum)."""
    commodity, measure = reading.code_of[row[0]], reading.code_of[row[1]]
    lines, read, amount = row[2:]
    asked = filters.with_(goods=commodity or NOT_STATED, measure=measure or NOT_STATED)
    return Figure(
        kind=kind,
        filters=asked.with_(amount="read"),
        value=amount,
        total=Total.AMOUNT,
        code=commodity,
        measure=measure,
        left_out=lines - read,
        left_out_filters=asked.with_(amount="unread"),
    )


@dataclass(frozen=True, slots=True)
class Shares:
    """By agency (code): incidents it led, which add up to the total, and those it took part in, which may be more."""

    led: list[Figure]
    took_part: list[Figure]
    detections: list[Figure]


def shares(reading: Reading) -> Shares:
    """Who led, who took part, and how incidents were found: one pass over the incidents."""
    found = reading.rows(
        Kind.INCIDENT,
        "grouping_id(lead, agencies, detection), lead, agencies, detection, count(*)",
        "GROUP BY GROUPING SETS ((lead), (agencies), (detection)) ORDER BY 5 DESC, 2, 3, 4",
    )
    led = [(row[1], row[4]) for row in found if row[0] == 0b011]
    masks = [(row[2], row[4]) for row in found if row[0] == 0b101]
    detected = [(reading.code_of[row[3]], row[4]) for row in found if row[0] == 0b110]
    filters = reading.filters
    return Shares(
        led=[
            Figure(
                Kind.INCIDENT,
                filters.with_(lead=reading.agencies[place]),
                number,
                code=reading.agencies[place],
            )
            for place, number in led
        ],
        took_part=_took_part(reading, masks),
        detections=[
            Figure(Kind.INCIDENT, filters.with_(detection=code or NOT_STATED), number, code=code)
            for code, number in detected
        ],
    )


def _took_part(reading: Reading, masks: list[tuple[int, int]]) -> list[Figure]:
    numbers = {
        code: sum(number for mask, number in masks if mask >> place & 1)
        for place, code in enumerate(reading.agencies)
    }
    return [
        Figure(Kind.INCIDENT, reading.filters.with_(took_part=code), number, code=code)
        for code, number in sorted(numbers.items(), key=lambda item: -item[1])
        if number
    ]
