"""The gate of Hoành Mô, 2019 to mid-August 2024: what the station led, and every joint case with its one lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.building import (
    People,
    Period,
    give_fines,
    give_people,
    give_usual_goods,
    give_values,
    make_conveyance,
    make_incident,
    scaled,
)
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    CUSTOMS,
    Goods,
    Incident,
    goods_kinds,
    methods,
)
from cotmoc.demonstration.core.places import QUANG_NINH, spots_of
from cotmoc.demonstration.core.units import HOANH_MO

PERIOD = Period(date(2019, 1, 1), date(2024, 8, 15))
#: Cases and people that the station led alone, and together with the customs; they add up to the published 98 and 207.
ALONE = People(14, 38, 37, 127, 21)
ALONE_CASES = 77
TOGETHER = People(0, 0, 16, 17, 4)
TOGETHER_CASES = 21
CUSTOMS_LED = People(0, 0, 34, 40, 6)
CUSTOMS_LED_CASES = 58
FINES_VND = 451_000_000
ALONE_VND, TOGETHER_VND, CUSTOMS_LED_VND = 630_000_000, 370_000_000, 1_200_000_000
_GOODS = ("food", "cigarettes", "chicks", "seafood", "clothing", "fireworks", "cosmetics")
_DRUGS = ("heroin", "meth", "tablets", "heroin", "meth", "tablets", "heroin", "tablets", "meth")


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the gate's cases: how many, with which people, led by whom."""

    cases: int
    people: People
    lead: str
    value_vnd: int


def plan_gate(chance: Random, share: float) -> list[Incident]:
    """All incidents of the gate in the period that the border guard led or took part in."""
    alone = _plan(
        chance, _Part(scaled(ALONE_CASES, share, 8), ALONE, BORDER_GUARD, ALONE_VND), share
    )
    together = _plan(
        chance, _Part(scaled(TOGETHER_CASES, share, 4), TOGETHER, BORDER_GUARD, TOGETHER_VND), share
    )
    led = _plan(
        chance,
        _Part(scaled(CUSTOMS_LED_CASES, share, 6), CUSTOMS_LED, CUSTOMS, CUSTOMS_LED_VND),
        share,
    )
    for incident in together:
        incident.partners = (CUSTOMS,)
    for incident in led:
        incident.partners = (BORDER_GUARD,)
    fined = [
        incident for incident in (*alone, *together) if incident.outcome and not _is_crime(incident)
    ]
    give_fines(chance, fined, FINES_VND)
    for incident in led:
        if incident.outcome:
            incident.fine_vnd = chance.randint(4, 60) * 500_000
    return [*alone, *together, *led]


def _is_crime(incident: Incident) -> bool:
    return any(party.fate == "prosecuted" for party in incident.parties)


def _plan(chance: Random, part: _Part, share: float) -> list[Incident]:
    people = _scaled(part.people, part.cases, share)
    crimes = people.prosecuted_cases
    alone = part.people is ALONE
    made = [
        _case(chance, part.lead, _method(chance, at, crimes, alone=alone))
        for at in range(part.cases)
    ]
    give_people(chance, made, people)
    valued = [incident for incident in made if any(line.kind.vnd for line in incident.goods)]
    give_values(chance, valued, part.value_vnd)
    for incident in made:
        if incident.goods and chance.random() < 0.5:
            incident.conveyances = (make_conveyance(chance, incident),)
    return made


def _method(chance: Random, at: int, crimes: int, *, alone: bool) -> str:
    """Prosecuted are drugs and those who organise crossings; of the rest the station alone meets crossings, too."""
    if at < crimes:
        return _DRUGS[at] if at < len(_DRUGS) else "organising"
    if alone and at % 3 == 0:
        return "crossing"
    return chance.choice(_GOODS)


def _case(chance: Random, lead: str, method: str) -> Incident:
    spots = spots_of(QUANG_NINH, "gate land", HOANH_MO)
    place = chance.choice(spots)
    incident = make_incident(chance, methods()[method], lead, PERIOD, place)
    give_usual_goods(chance, incident)
    if method == "organising":
        kind = goods_kinds()["phones"]
        incident.goods = (Goods(kind, Decimal(chance.randint(1, 3)), 0),)
    return incident


def _scaled(people: People, cases: int, share: float) -> People:
    if share == 1:
        return people
    prosecuted = scaled(people.prosecuted_cases, share) if people.prosecuted_cases else 0
    sanctioned = max(1, (cases - prosecuted) // 2)
    return People(prosecuted, 2 * prosecuted, sanctioned, 2 * sanctioned, 2)
