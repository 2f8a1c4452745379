"""Who reports what happened: the lead, its partners, and all the ways in which one thing is written down twice."""

from __future__ import annotations

from random import Random

from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    POLICE,
    Incident,
    Report,
)
from cotmoc.demonstration.core.units import NARCOTICS_POLICE, unit_of

#: Agencies that send files.
REPORTING = (BORDER_GUARD, CUSTOMS, POLICE, COAST_GUARD)
#: How often a partner writes a joint case down as well, and how often a case that was handed over is entered anew.
JOINT, HANDOVER = 0.85, 0.94
#: How often one unit enters its own case twice, and how often two agencies each count only their part.
AGAIN, HALF = 0.012, 0.35


def give_reports(chance: Random, incident: Incident) -> None:
    """Decides who reports the incident, and how these reports come about."""
    own = Report(incident.lead, incident.unit)
    reports = [own]
    for partner in incident.partners:
        if partner in REPORTING:
            reports += _of_partner(chance, incident, partner)
    if _may_be_halved(incident, reports) and chance.random() < HALF:
        reports = [
            Report(each.agency, each.unit, "half", part) for part, each in enumerate(reports)
        ]
    elif incident.lead == BORDER_GUARD and incident.parties and chance.random() < AGAIN:
        reports.append(Report(own.agency, own.unit, "again", 1))
    incident.reports = tuple(reports)


def _of_partner(chance: Random, incident: Incident, partner: str) -> list[Report]:
    if incident.case:
        return []
    unit = unit_of(chance, partner, incident.place, incident.at.date())
    if partner == POLICE:
        # Where the police have to say what came of people they always enter it.
        sure = incident.lead not in {BORDER_GUARD}
        if sure or chance.random() < HANDOVER:
            return [
                Report(partner, NARCOTICS_POLICE if chance.random() < 0.5 else unit, "handover")
            ]
        return []
    return [Report(partner, unit, "joint")] if chance.random() < JOINT else []


def _may_be_halved(incident: Incident, reports: list[Report]) -> bool:
    """Only where no published total counts goods or people."""
    return (
        len(reports) == 2
        and reports[1].way == "joint"
        and incident.at.year == 2026
        and len(incident.parties) >= 2
        and bool(incident.goods)
    )
