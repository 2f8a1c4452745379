"""The border guard of the other province, 2020 to 2025: every case that it handled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.building import (
    People,
    Period,
    give_goods,
    give_people,
    make_conveyance,
    make_incident,
    scaled,
)
from cotmoc.demonstration.core.chance import weighted
from cotmoc.demonstration.core.incidents import DIEN_BIEN_BORDER_GUARD, Incident, methods
from cotmoc.demonstration.core.places import DIEN_BIEN, spots

PERIOD = Period(date(2020, 1, 1), date(2025, 12, 31))
CASES, PERSONS = 406, 478
#: Method, goods, total in the unit of the goods, and cases.
ITEMS = (
    ("heroin", "heroin", "59700", 118),
    ("tablets", "tablets", "1220030", 92),
    ("opium", "opium", "21374", 58),
    ("meth", "methamphetamine", "23500", 44),
)


def plan_dien_bien(chance: Random, share: float) -> list[Incident]:
    """All incidents of that border guard in the period."""
    made: list[Incident] = []
    for method, goods, total, cases in ITEMS:
        led = [_case(chance, method) for _ in range(scaled(cases, share, 2))]
        give_goods(chance, led, goods, Decimal(total))
        made += led
    drugs = len(made)
    while len(made) < scaled(CASES, share, drugs + 4):
        made.append(_case(chance, chance.choice(("crossing", "crossing", "organising", "timber"))))
    charged = drugs + drugs // 10
    persons = scaled(PERSONS, share, charged + 6)
    give_people(chance, made, People(drugs, charged, 0, 0, persons - charged))
    for incident in made[:drugs]:
        if chance.random() < 0.2:
            incident.conveyances = (make_conveyance(chance, incident),)
    return made


def _case(chance: Random, method: str) -> Incident:
    known = spots(DIEN_BIEN)
    place = weighted(chance, known, [spot.weight for spot in known])
    return make_incident(chance, methods()[method], DIEN_BIEN_BORDER_GUARD, PERIOD, place)
