"""What happened: incidents, people, conveyances, goods, outcomes, and who led and took part."""

from __future__ import annotations

from collections import Counter
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
    no_party: Figure
    estimated: int
    closed: int
    first: date | None
    last: date | None


def headline(reading: Reading) -> Headline:
    """How many incidents, how many of them reported by several agencies, and by how many source records in all."""
    columns = f"""count(*), count(*) FILTER (reporters > 1), count(*) FILTER (outcomes = 0),
        count(*) FILTER (parties = 0), count(*) FILTER (estimated),
        count(*) FILTER (NOT {reading.visible}), min(day_from), max(day_until)"""
    total, several, no_outcome, no_party, estimated, closed, first, until = reading.rows(
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
        no_party=Figure(Kind.INCIDENT, filters.with_(lacks="party"), no_party),
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


def conveyances(reading: Reading) -> tuple[list[Figure], Figure]:
    """Conveyances by their kind, and all of them."""
    figures = [
        Figure(
            Kind.CONVEYANCE,
            reading.filters.with_(conveyance=code or NOT_STATED),
            pieces,
            Total.PIECES,
            code,
        )
        for code, (pieces,) in _grouped(reading, Kind.CONVEYANCE, "conveyance", "sum(pieces)")
    ]
    every = sum(int(figure.value) for figure in figures)
    return figures, Figure(Kind.CONVEYANCE, reading.filters, every, Total.PIECES)


def outcomes(reading: Reading) -> tuple[list[Figure], Figure]:
    """Outcomes by what they are, as lines (one incident may have several), and all fines, in dong."""
    columns = "count(*), coalesce(sum(fine_vnd), 0), count(*) FILTER (fine_vnd IS NULL)"
    found = _grouped(reading, Kind.OUTCOME, "outcome", columns)
    figures = [
        Figure(Kind.OUTCOME, reading.filters.with_(result=code or NOT_STATED), number, code=code)
        for code, (number, *_) in found
    ]
    unstated = {code: number for code, (_, _, number) in found}
    return figures, Figure(
        kind=Kind.OUTCOME,
        filters=reading.filters.with_(fined="yes"),
        value=sum(fines for _, (_, fines, _) in found),
        total=Total.FINES,
        measure="money_vnd",
        left_out=unstated.get(FINED, 0),
        left_out_filters=reading.filters.with_(result=FINED, fined="no"),
    )


#: The outcome that a fine is expected of.
FINED = "administratively_sanctioned"


def value(reading: Reading) -> Figure:
    """The value of all goods as stated, in dong, with the lines of which none is stated."""
    columns = "coalesce(sum(value_vnd), 0)::BIGINT, count(*) FILTER (value_vnd IS NULL)"
    worth, unstated = reading.rows(Kind.SEIZURE, columns)[0]
    return Figure(
        kind=Kind.SEIZURE,
        filters=reading.filters,
        value=worth,
        total=Total.VALUE,
        measure="money_vnd",
        left_out=unstated,
        left_out_filters=reading.filters.with_(valued="no"),
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
    jointly: list[Jointly]


@dataclass(frozen=True, slots=True)
class Jointly:
    """Of one agency (`code`): incidents it led alone, those it led with others, and those in which others led."""

    code: str
    alone: Figure
    with_others: Figure
    under_others: Figure
    partners: list[Figure]

    @property
    def figures(self) -> list[Figure]:
        """All of them."""
        return [self.alone, self.with_others, self.under_others, *self.partners]


def shares(reading: Reading) -> Shares:
    """Who led, who took part, and how incidents were found: one pass over the incidents."""
    found = reading.rows(
        Kind.INCIDENT,
        "grouping_id(lead, agencies, detection), lead, agencies, detection, count(*)",
        "GROUP BY GROUPING SETS ((lead), (lead, agencies), (detection)) ORDER BY 5 DESC, 2, 3, 4",
    )
    led = [(row[1], row[4]) for row in found if row[0] == 0b011]
    leads = [(row[1], row[2], row[4]) for row in found if row[0] == 0b001]
    masks = [(mask, number) for _, mask, number in leads]
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
        jointly=_jointly(reading, leads),
    )


def _jointly(reading: Reading, leads: list[tuple[int, int, int]]) -> list[Jointly]:
    """Each agency's part, from (lead, mask of those that took part, incidents); the first are those that lead most."""
    parts: dict[int, Counter[str]] = {}
    for lead, mask, number in leads:
        taking = [place for place in range(len(reading.agencies)) if mask >> place & 1]
        for place in taking:
            mine = parts.setdefault(place, Counter())
            mine["alone" if len(taking) == 1 else "led" if place == lead else "under"] += number
            if place == lead:
                mine.update({reading.agencies[other]: number for other in taking if other != lead})
    rows = [_part_of(reading, place, numbers) for place, numbers in parts.items()]
    return sorted(rows, key=lambda row: -int(row.alone.value) - int(row.with_others.value))


def _part_of(reading: Reading, place: int, numbers: Counter[str]) -> Jointly:
    code = reading.agencies[place]
    led = reading.filters.with_(lead=code)
    others = [other for other in reading.agencies if other != code and numbers[other]]
    return Jointly(
        code=code,
        alone=Figure(Kind.INCIDENT, led.with_(joint="no"), numbers["alone"]),
        with_others=Figure(Kind.INCIDENT, led.with_(joint="yes"), numbers["led"]),
        under_others=Figure(
            Kind.INCIDENT, reading.filters.with_(took_part=code, under=code), numbers["under"]
        ),
        partners=[
            Figure(Kind.INCIDENT, led.with_(took_part=other), numbers[other], code=other)
            for other in others
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
