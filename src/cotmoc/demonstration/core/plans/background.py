"""What happened beside the published blocks, so that every year and agency of the province has its share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from cotmoc.demonstration.core.building import (
    Period,
    make_incident,
    pick_method,
    scaled,
    usual_rest,
)
from cotmoc.demonstration.core.chance import weighted
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    POLICE,
    Incident,
)
from cotmoc.demonstration.core.plans.drugs import make_drug_case
from cotmoc.demonstration.core.plans.gate import PERIOD as GATE_PERIOD
from cotmoc.demonstration.core.units import HOANH_MO

LAST_DAY = date(2026, 10, 31)
_DRUGS = (("heroin", 34), ("meth", 34), ("ketamine", 18), ("tablets", 10), ("cannabis", 4))


@dataclass(frozen=True, slots=True)
class _Year:
    """How many incidents each agency leads in a period, beside the published blocks."""

    first: date
    last: date
    border_guard: int
    customs: int
    police: int
    coast_guard: int
    drugs: int = 0


YEARS = (
    _Year(date(2019, 1, 1), date(2019, 12, 31), 168, 88, 30, 34, 180),
    _Year(date(2020, 1, 1), date(2020, 12, 31), 150, 80, 28, 38),
    _Year(date(2021, 1, 1), date(2021, 12, 31), 142, 76, 26, 36),
    _Year(date(2022, 1, 1), date(2022, 12, 31), 156, 84, 30, 41),
    _Year(date(2023, 1, 1), date(2023, 12, 31), 171, 92, 33, 44),
    _Year(date(2024, 1, 1), date(2024, 12, 31), 178, 97, 31, 47),
    _Year(date(2025, 1, 1), date(2025, 6, 30), 0, 46, 16, 22),
    _Year(date(2025, 7, 1), date(2025, 12, 31), 0, 49, 17, 25, 318),
    _Year(date(2026, 1, 1), LAST_DAY, 262, 88, 28, 43, 520),
)


def plan_background(chance: Random, share: float) -> Iterator[Incident]:
    """Incidents of all agencies and years; in 2025 none in which the border guard took part."""
    for year in YEARS:
        period = Period(year.first, year.last)
        led = (
            (BORDER_GUARD, year.border_guard),
            (CUSTOMS, year.customs),
            (POLICE, year.police),
            (COAST_GUARD, year.coast_guard),
        )
        for agency, number in led:
            for _ in range(scaled(number, share, 0)):
                yield _incident(chance, agency, period)
        for _ in range(scaled(year.drugs, share, 0)):
            yield _drug_case(chance, period)


def _incident(chance: Random, agency: str, period: Period) -> Incident:
    method = pick_method(chance, agency)
    watched = period.first <= GATE_PERIOD.last
    without = frozenset({HOANH_MO}) if watched and agency != POLICE else frozenset[str]()
    incident = make_incident(chance, method, agency, period, without=without)
    usual_rest(chance, incident)
    incident.partners = _partners(chance, incident)
    incident.unweighed = bool(incident.goods) and chance.random() < 0.03
    return incident


def _partners(chance: Random, incident: Incident) -> tuple[str, ...]:
    """Who else took part; the border guard's 2025 is complete without these."""
    with_border_guard = incident.at.year != 2025
    if incident.lead == CUSTOMS and with_border_guard and incident.place.station:
        return (BORDER_GUARD,) if chance.random() < 0.3 else ()
    if incident.lead == BORDER_GUARD and incident.place.branch and incident.goods:
        return (CUSTOMS,) if chance.random() < 0.28 else ()
    if incident.lead == COAST_GUARD and with_border_guard:
        return (BORDER_GUARD,) if chance.random() < 0.12 else ()
    return ()


def _drug_case(chance: Random, period: Period) -> Incident:
    method = weighted(chance, [name for name, _ in _DRUGS], [weight for _, weight in _DRUGS])
    joint = period.first.year != 2025 and chance.random() < 0.05
    incident = make_drug_case(chance, method, BORDER_GUARD if joint else POLICE, period)
    goods, conveyances = incident.goods, incident.conveyances
    incident.goods = ()
    usual_rest(chance, incident)
    incident.goods, incident.conveyances = goods, conveyances
    if joint:
        incident.partners = (POLICE,)
    return incident
