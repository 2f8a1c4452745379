"""Drug cases of all forces of the province, 2020 to mid-2025, with the two special cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.building import (
    DRUGS,
    People,
    Period,
    give_people,
    give_usual_goods,
    make_conveyance,
    make_incident,
    scaled,
)
from cotmoc.demonstration.core.chance import weighted
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    HA_LONG_POLICE,
    HAI_PHONG_POLICE,
    POLICE,
    PROSECUTED,
    Conveyance,
    Goods,
    Incident,
    Party,
    goods_kinds,
    methods,
)
from cotmoc.demonstration.core.people import make_citizen, make_plate
from cotmoc.demonstration.core.places import (
    QUANG_NINH,
    Commune,
    commune_place,
    communes,
    town_place,
)
from cotmoc.demonstration.core.units import HOANH_MO, NARCOTICS_POLICE

PERIOD = Period(date(2020, 1, 1), date(2025, 6, 30))
CASES, PERSONS, PROSECUTED_CASES, PROSECUTED_PERSONS = 3673, 8205, 3443, 6017
#: The border guard's drug cases of 2025 belong to its own published year.
BORDER_GUARD_UNTIL = date(2024, 12, 31)
_LEADS = ((POLICE, 930), (BORDER_GUARD, 40), (CUSTOMS, 18), (COAST_GUARD, 12))
_METHODS = (("heroin", 34), ("meth", 34), ("ketamine", 16), ("tablets", 12), ("cannabis", 4))
#: Provinces in which the people of the special case 424Q live.
CASE_424Q_PROVINCES = (
    "Quảng Ninh",
    "Hải Phòng",
    "Hà Nội",
    "Lạng Sơn",
    "Nghệ An",
    "Thanh Hóa",
    "Sơn La",
)


def in_scope(incident: Incident) -> bool:
    """True for a drug case of the province in the period."""
    return (
        incident.method.id in DRUGS
        and incident.place.province == QUANG_NINH
        and PERIOD.holds(incident)
    )


def plan_drugs(chance: Random, share: float, before: Sequence[Incident]) -> list[Incident]:
    """The drug cases that are still missing to the published totals beside those planned `before`."""
    special = special_cases(chance)
    known = [*filter(in_scope, before), *special]
    prosecuted = [i for i in known if i.outcome == PROSECUTED]
    cases = scaled(CASES, share, 60)
    crimes = scaled(PROSECUTED_CASES, share, 56) - len(prosecuted)
    made = [_case(chance) for _ in range(cases - len(known))]
    charged = scaled(PROSECUTED_PERSONS, share, 110) - _charged(known)
    rest = scaled(PERSONS, share, 150) - sum(i.heads for i in known) - charged
    others = len(made) - crimes
    # Beside those prosecuted there are others in the same cases; the last cases have only such.
    alone = min(rest, others + others // 3)
    give_people(chance, made, People(crimes, charged, others, alone, 0))
    give_people(chance, made[:crimes], People(other=rest - alone))
    return [*special, *made]


def _charged(known: Sequence[Incident]) -> int:
    return sum(p.heads for i in known for p in i.parties if p.fate == PROSECUTED)


def _case(chance: Random) -> Incident:
    lead = weighted(chance, [name for name, _ in _LEADS], [weight for _, weight in _LEADS])
    method = methods()[
        weighted(chance, [name for name, _ in _METHODS], [weight for _, weight in _METHODS])
    ]
    period = PERIOD if lead != BORDER_GUARD else Period(PERIOD.first, BORDER_GUARD_UNTIL)
    incident = make_drug_case(chance, method.id, lead, period)
    if lead != POLICE:
        incident.partners = (POLICE,)
    return incident


def make_drug_case(chance: Random, method: str, lead: str, period: Period) -> Incident:
    """A drug case that the agency leads, with its goods; those of the police lie anywhere in the province."""
    place = town_place(chance, QUANG_NINH) if lead in {POLICE, COAST_GUARD} else None
    incident = make_incident(
        chance, methods()[method], lead, period, place, without=frozenset({HOANH_MO})
    )
    give_usual_goods(chance, incident)
    if lead == COAST_GUARD:
        incident.unit = "csb-dac-nhiem-1"
    if chance.random() < 0.25:
        incident.conveyances = (make_conveyance(chance, incident),)
    return incident


def special_cases(chance: Random) -> list[Incident]:
    """The two special cases: their people, goods and forces are published one by one."""
    return [_case_424q(chance), _case_324h(chance)]


def _case_424q(chance: Random) -> Incident:
    incident = _special(chance, "cannabis", datetime(2024, 4, 18, 9, 30), "424Q")  # noqa: DTZ001
    homes = [_home(chance, CASE_424Q_PROVINCES[at % 7]) for at in range(26)]
    incident.parties = tuple(Party(make_citizen(chance, home), 1, PROSECUTED) for home in homes)
    kinds = goods_kinds()
    incident.goods = (
        Goods(kinds["cannabis"], Decimal(146_000)),
        Goods(kinds["cash"], Decimal(7_500_000_000)),
    )
    incident.conveyances = tuple(Conveyance("xe ô tô con", make_plate(chance)) for _ in range(2))
    return incident


def _case_324h(chance: Random) -> Incident:
    incident = _special(chance, "meth", datetime(2024, 7, 11, 22, 15), "324-H")  # noqa: DTZ001
    incident.partners = (HAI_PHONG_POLICE, COAST_GUARD, HA_LONG_POLICE)
    homes = [_home(chance, name) for name in ("Quảng Ninh", "Hải Phòng") * 2 + ("Hải Phòng",)]
    incident.parties = tuple(Party(make_citizen(chance, home), 1, PROSECUTED) for home in homes)
    incident.goods = (Goods(goods_kinds()["methamphetamine"], Decimal(3_000)),)
    return incident


def _special(chance: Random, method: str, at: datetime, case: str) -> Incident:
    city = [c for c in communes(QUANG_NINH) if c.district_before == "Thành phố Hạ Long"]
    place = commune_place(QUANG_NINH, chance.choice(city))
    return Incident(
        at, place, methods()[method], POLICE, NARCOTICS_POLICE, case=case, found_by="chuyên án"
    )


def _home(chance: Random, province: str) -> Commune:
    everywhere = (*communes(QUANG_NINH), *communes("home"))
    return chance.choice([home for home in everywhere if home.province_now.endswith(province)])
