"""How incidents were found, and what came of them: ways of detection by what was seized and decided."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.normalise.codes.catalogue import OUTCOMES
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import NOT_STATED, Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.queries.reading import Reading

#: What came of incidents, in the order of the columns: an outcome, goods seized, or no outcome stated.
SEIZED = "seized"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One way of detection: its incidents, and how many of them had each of the columns; None for none."""

    code: str
    total: Figure
    cells: list[Figure | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Ways of detection by what came of them. An incident may stand in several columns."""

    columns: list[str]
    rows: list[FoundRow]


def found(reading: Reading) -> Found:
    """What came of what was found, by how it was found."""
    masks = {
        code.id: 1 << reading.lookup.bits["outcome", code.id]
        for code in OUTCOMES
        if ("outcome", code.id) in reading.lookup.bits
    }
    counts = ["count(*)", "count(*) FILTER (seizures > 0)"]
    counts += [f"count(*) FILTER (outcomes & {mask} <> 0)" for mask in masks.values()]
    counts += ["count(*) FILTER (outcomes = 0)"]
    rows = reading.rows(
        Kind.INCIDENT, f"detection, {', '.join(counts)}", "GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    names = [SEIZED, *masks, NOT_STATED]
    kept = [place for place, _ in enumerate(names) if any(row[place + 2] for row in rows)]
    return Found(
        columns=[names[place] for place in kept],
        rows=[
            _row(reading, row, [(names[place], row[place + 2]) for place in kept]) for row in rows
        ],
    )


def _row(reading: Reading, row: tuple[int, ...], cells: list[tuple[str, int]]) -> FoundRow:
    code = reading.code_of[row[0]]
    asked = reading.filters.with_(detection=code or NOT_STATED)
    return FoundRow(
        code=code,
        total=Figure(Kind.INCIDENT, asked, row[1], code=code),
        cells=[
            Figure(Kind.INCIDENT, _narrowed(asked, name), number, code=name) if number else None
            for name, number in cells
        ],
    )


def _narrowed(filters: Filters, column: str) -> Filters:
    return filters.with_(has="seizure") if column == SEIZED else filters.with_(ended=column)
