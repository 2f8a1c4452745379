"""The whole province: all blocks planned, in the order of time, with who reports what under which number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cotmoc.demonstration.core.chance import stream
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    POLICE,
    Incident,
    Report,
)
from cotmoc.demonstration.core.plans.background import plan_background
from cotmoc.demonstration.core.plans.border_guard_2025 import plan_border_guard_2025
from cotmoc.demonstration.core.plans.dien_bien import plan_dien_bien
from cotmoc.demonstration.core.plans.drugs import plan_drugs
from cotmoc.demonstration.core.plans.gate import plan_gate
from cotmoc.demonstration.core.plans.patterns import plan_patterns
from cotmoc.demonstration.core.recurring import let_recur
from cotmoc.demonstration.core.reporting import give_reports

SEED = 2026
#: Of the border guard's reports of this year some came months later, in a file of their own.
LATE_YEAR, LATE = 2025, 14
_FORMS = {
    BORDER_GUARD: "BP-{year}-{number:04d}",
    CUSTOMS: "{number:04d}/HQ-BG/{short}",
    POLICE: "{number:04d}/{year}/CSĐT",
    COAST_GUARD: "{number:03d}-{short}/CSB",
    DIEN_BIEN_BORDER_GUARD: "{number:03d}/BC-{year}",
}
#: Registers do not begin with one: each agency counts other things, too.
_FIRST = {BORDER_GUARD: 1, CUSTOMS: 17, POLICE: 41, COAST_GUARD: 3, DIEN_BIEN_BORDER_GUARD: 5}


@dataclass(frozen=True, slots=True)
class Entry:
    """One report with the incident it is of and the number under which its agency knows it."""

    incident: Incident
    report: Report
    reference: str


@dataclass(frozen=True, slots=True)
class Province:
    """All incidents in the order of time, and every report of them."""

    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]

    def of(self, agency: str, first: date, last: date, *, late: bool = False) -> list[Entry]:
        """The agency's entries of incidents between two days, those that came late or those that did not."""
        return [
            entry
            for entry in self.entries
            if entry.report.agency == agency
            and first <= entry.incident.at.date() <= last
            and entry.report.late == late
        ]


def plan_province(seed: int = SEED, share: float = 1) -> Province:
    """The province of the seed; `share` below 1 gives a smaller one, whose totals are not the published ones."""
    incidents = plan_gate(stream(seed, "gate"), share)
    incidents += plan_border_guard_2025(stream(seed, "2025"), share)
    incidents += plan_drugs(stream(seed, "drugs"), share, incidents)
    incidents += plan_dien_bien(stream(seed, "dien-bien"), share)
    incidents += plan_background(stream(seed, "background"), share)
    incidents += plan_patterns(stream(seed, "patterns"), share)
    incidents.sort(key=lambda incident: incident.at)
    let_recur(seed, incidents, share)
    for number, incident in enumerate(incidents, start=1):
        incident.number = number
        give_reports(stream(seed, "reports", number), incident)
    _make_late(seed, incidents)
    return Province(tuple(incidents), tuple(numbered(incidents)))


def numbered(incidents: Iterable[Incident]) -> Iterable[Entry]:
    """Every report with its number within its agency and year, in the order of time."""
    counts: Counter[tuple[str, int]] = Counter()
    for incident in incidents:
        for report in incident.reports:
            year = incident.at.year
            counts[report.agency, year] += 1
            number = counts[report.agency, year] + _FIRST[report.agency] - 1
            form = _FORMS[report.agency]
            reference = form.format(year=year, short=year % 100, number=number)
            yield Entry(incident, report, reference)


def _make_late(seed: int, incidents: list[Incident]) -> None:
    chance = stream(seed, "late")
    alone = [
        incident
        for incident in incidents
        if incident.at.year == LATE_YEAR
        and len(incident.reports) == 1
        and incident.lead == BORDER_GUARD
    ]
    for incident in chance.sample(alone, min(LATE, len(alone) // 4)):
        incident.reports = (Report(BORDER_GUARD, incident.unit, late=True),)
