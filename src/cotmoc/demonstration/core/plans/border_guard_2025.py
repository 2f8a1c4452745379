"""The provincial border guard in 2025: every case that it handled, with all that was seized."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.building import (
    DRUGS,
    People,
    Period,
    give_conveyances,
    give_goods,
    give_people,
    give_usual_goods,
    make_incident,
    scaled,
)
from cotmoc.demonstration.core.incidents import BORDER_GUARD, CUSTOMS, POLICE, Incident, methods

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))
CASES, PERSONS, CONVEYANCES = 297, 358, 258


@dataclass(frozen=True, slots=True)
class _Item:
    """What was seized of one kind of goods: in all (in its unit), in how many cases, of which method."""

    method: str
    goods: str
    total: str
    cases: int


#: The published seizures; those of narcotics are divided among three substances.
ITEMS = (
    _Item("heroin", "heroin", "12.35", 7),
    _Item("meth", "methamphetamine", "23.40", 7),
    _Item("ketamine", "ketamine", "11.50", 4),
    _Item("gold", "gold", "4000", 3),
    _Item("silver", "silver", "6000", 2),
    _Item("yuan", "yuan", "50000", 4),
    _Item("explosives", "explosives", "10", 3),
    _Item("fireworks", "fireworks", "1500", 38),
    _Item("n2o", "n2o", "16483", 9),
    _Item("cigarettes", "cigarettes", "8000", 22),
    _Item("chicks", "chicks", "56760", 30),
    _Item("unknown_food", "unknown_food", "40381", 40),
    _Item("seafood", "seafood", "4873", 14),
)
#: Goods that are in no published total.
OTHERS = (("clothing", 16), ("cosmetics", 10), ("e_cigarettes", 4))


def plan_border_guard_2025(chance: Random, share: float) -> list[Incident]:
    """All incidents of 2025 in which the border guard took part."""
    cases = scaled(CASES, share, 40)
    made: list[Incident] = []
    for item in ITEMS:
        led = [_case(chance, item.method) for _ in range(scaled(item.cases, share))]
        give_goods(chance, led, item.goods, Decimal(item.total))
        made += led
    for method, number in OTHERS:
        for _ in range(scaled(number, share)):
            made.append(_case(chance, method))
            give_usual_goods(chance, made[-1])
    while len(made) < cases:
        made.append(_case(chance, "crossing" if chance.random() < 0.7 else "organising"))
    _give_people(chance, made, scaled(PERSONS, share, len(made)))
    _give_leads(chance, made)
    movable = [incident for incident in made if incident.goods]
    give_conveyances(chance, movable, scaled(CONVEYANCES, share))
    return made


def _case(chance: Random, method: str) -> Incident:
    return make_incident(chance, methods()[method], BORDER_GUARD, PERIOD)


def _give_people(chance: Random, made: list[Incident], persons: int) -> None:
    """Drugs and organised crossings are prosecuted, most of the rest is sanctioned, some has nobody."""
    crimes = [i for i in made if i.method.id in {*DRUGS, "organising", "explosives"}]
    others = [i for i in made if i not in crimes]
    chance.shuffle(others)
    sanctioned = len(others) * 3 // 5
    prosecuted = len(crimes) + len(crimes) // 3
    fined = sanctioned + sanctioned // 5
    give_people(
        chance,
        [*crimes, *others],
        People(len(crimes), prosecuted, sanctioned, fined, persons - prosecuted - fined),
    )
    for incident in others[:sanctioned]:
        incident.fine_vnd = chance.randint(2, 60) * 500_000


def _give_leads(chance: Random, made: list[Incident]) -> None:
    """A fifth was done together with the customs, who led some of it; drugs were handed to the police."""
    for incident in made:
        if incident.method.id in DRUGS:
            incident.partners = (POLICE,)
        elif incident.place.branch and incident.goods and chance.random() < 0.3:
            incident.partners = (CUSTOMS,)
            if chance.random() < 0.25:
                incident.lead, incident.partners = CUSTOMS, (BORDER_GUARD,)
                incident.unit = incident.place.branch
