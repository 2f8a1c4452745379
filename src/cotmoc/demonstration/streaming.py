"""Files of any number of incidents, for measuring: written as they are made, in little memory, as text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cotmoc.demonstration.core.building import (
    DRUGS,
    Period,
    make_incident,
    pick_method,
    usual_rest,
)
from cotmoc.demonstration.core.chance import EDGES, MARGIN, stream, weighted
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    POLICE,
    Incident,
    methods,
)
from cotmoc.demonstration.core.plans.background import LAST_DAY
from cotmoc.demonstration.core.province import Entry, numbered
from cotmoc.demonstration.core.reporting import give_reports
from cotmoc.demonstration.core.statements import make_statement
from cotmoc.demonstration.layouts import border_guard, coast_guard, customs, police
from cotmoc.demonstration.truth import REPORT_COLUMNS, REPORTS, report_row

FIRST_DAY = date(2019, 1, 1)
LAYOUTS = {
    BORDER_GUARD: border_guard,
    CUSTOMS: customs,
    POLICE: police,
    COAST_GUARD: coast_guard,
}
_LEADS = ((BORDER_GUARD, 30), (CUSTOMS, 16), (POLICE, 46), (COAST_GUARD, 8))


def write_stream(folder: Path, number: int, seed: int) -> None:
    """Writes what four agencies report of `number` incidents into `folder`, a CSV file each, and the truth beside them.

    At any time only one incident is in memory. The same seed and number give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:

        def opened(name: str, header: list[str]) -> Any:
            file = stack.enter_context((folder / name).open("w", encoding="utf-8-sig", newline=""))
            writer = csv.writer(file)
            writer.writerow(header)
            return writer

        writers = {
            agency: opened(f"{agency}.csv", [column.header for column in layout.COLUMNS])
            for agency, layout in LAYOUTS.items()
        }
        truth = opened(REPORTS, list(REPORT_COLUMNS))
        for entry in stream_entries(seed, number):
            agency = entry.report.agency
            said = LAYOUTS[agency].block(make_statement(seed, entry))
            writers[agency].writerows([str(cell) for cell in row] for row in said.rows)
            truth.writerow(report_row(entry))


def stream_entries(seed: int, number: int) -> Iterator[Entry]:
    """Every report of `number` incidents in the order of their days, made as they are asked for."""
    return iter(numbered(_incidents(seed, number)))


def _incidents(seed: int, number: int) -> Iterator[Incident]:
    days = _days()
    for at in range(number):
        chance = stream(seed, "size", at)
        day = days[at * len(days) // number]
        agency = weighted(chance, [name for name, _ in _LEADS], [share for _, share in _LEADS])
        is_drug = agency == POLICE and chance.random() < 0.8
        method = methods()[chance.choice(DRUGS)] if is_drug else pick_method(chance, agency)
        incident = make_incident(chance, method, agency, Period(day, day))
        usual_rest(chance, incident)
        if agency == BORDER_GUARD and incident.place.branch and incident.goods:
            incident.partners = (CUSTOMS,) if chance.random() < 0.3 else ()
        incident.number = at + 1
        give_reports(chance, incident)
        yield incident


def _days() -> list[date]:
    """The days of the demonstration on which something can happen."""
    count = (LAST_DAY - FIRST_DAY).days + 1
    every = (FIRST_DAY + timedelta(days=at) for at in range(count))
    return [day for day in every if all(not edge - MARGIN <= day < edge + MARGIN for edge in EDGES)]
