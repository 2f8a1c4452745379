"""Steps by which incidents are made and given people, goods and conveyances whose totals are exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.chance import pick_moment, split_amount, split_whole, weighted
from cotmoc.demonstration.core.incidents import (
    CUSTOMS,
    PROSECUTED,
    SANCTIONED,
    Conveyance,
    Goods,
    Incident,
    Method,
    Party,
    goods_kinds,
    methods,
)
from cotmoc.demonstration.core.people import (
    make_boat_number,
    make_motorcycle_plate,
    make_person,
    make_plate,
)
from cotmoc.demonstration.core.places import QUANG_NINH, Place, pick_place
from cotmoc.demonstration.core.units import unit_of

DRUGS = ("heroin", "meth", "ketamine", "tablets", "opium", "cannabis")
MOST_PARTIES = 9
_FINE_STEP = 500_000
_FOUND_BY = (
    ("tuần tra", 40),
    ("kiểm soát cửa khẩu", 18),
    ("tin báo của quần chúng", 22),
    ("kiểm tra", 20),
)
_VEHICLES = (
    ("xe máy", 34),
    ("xe ô tô tải", 26),
    ("xe ô tô con", 18),
    ("xe khách", 4),
    ("xe đầu kéo", 4),
    ("xuồng máy", 14),
)
_VEHICLES_AT_SEA = (("tàu cá", 60), ("tàu hàng", 16), ("sà lan", 10), ("xuồng máy", 14))


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both inside."""

    first: date
    last: date

    def holds(self, incident: Incident) -> bool:
        """True for an incident of the period."""
        return self.first <= incident.at.date() <= self.last


@dataclass(frozen=True, slots=True)
class People:
    """How many cases and people of them were prosecuted, sanctioned, neither."""

    prosecuted_cases: int = 0
    prosecuted: int = 0
    sanctioned_cases: int = 0
    sanctioned: int = 0
    other: int = 0


def make_incident(
    chance: Random,
    method: Method,
    lead: str,
    period: Period,
    place: Place | None = None,
    without: frozenset[str] = frozenset(),
) -> Incident:
    """An incident of the method that the agency leads, without people and goods yet.

    It lies at the given place, else at one that fits the method; none of the stations in `without` watches it.
    """
    at = pick_moment(chance, period.first, period.last)
    found = place or pick_place(chance, QUANG_NINH, method.places, without)
    return Incident(
        at=at,
        place=found,
        method=method,
        lead=lead,
        unit=unit_of(chance, lead, found, at.date()),
        found_by=weighted(chance, *_columns(_FOUND_BY)),
    )


def pick_method(chance: Random, agency: str) -> Method:
    """A method that the agency meets, by how often it does."""
    known = [method for method in methods().values() if method.weights[agency]]
    return weighted(chance, known, [method.weights[agency] for method in known])


def give_people(chance: Random, incidents: Sequence[Incident], people: People) -> None:
    """Gives the incidents, in their order, exactly as many people of each fate as said.

    The first cases are those prosecuted, the next those sanctioned; each of these has somebody whose fate it is. The
    others go to any case, first to those that have nobody.
    """
    first, second = people.prosecuted_cases, people.prosecuted_cases + people.sanctioned_cases
    groups = (
        (incidents[:first], people.prosecuted, PROSECUTED),
        (incidents[first:second], people.sanctioned, SANCTIONED),
    )
    for cases, total, fate in groups:
        counts = split_whole(chance, total, len(cases), least=1, most=_most(total, len(cases)))
        for incident, count in zip(cases, counts, strict=True):
            _add_people(chance, incident, count, fate)
    rest = list(incidents[second:]) or list(incidents)
    most = _most(people.other, len(rest))
    for incident, count in zip(
        rest, split_whole(chance, people.other, len(rest), most=most), strict=True
    ):
        _add_people(chance, incident, count, "")


def _most(total: int, cases: int) -> int:
    """Nobody is surprised by nine in one case; more only where they would not fit."""
    return max(MOST_PARTIES, -(-total // max(cases, 1)))


def _add_people(chance: Random, incident: Incident, count: int, fate: str) -> None:
    added = [Party(make_person(chance, incident.place.province), 1, fate) for _ in range(count)]
    if not fate and count > 2 and chance.random() < 0.3:
        added = [*added[:1], Party(None, count - 1)]
    incident.parties = (*incident.parties, *added)


def give_goods(chance: Random, incidents: Sequence[Incident], kind_id: str, total: Decimal) -> None:
    """Divides exactly `total` (in the unit of the kind) among the incidents, one line each, with the market's value."""
    kind = goods_kinds()[kind_id]
    for incident, amount in zip(
        incidents, split_amount(chance, total, len(incidents), kind.step), strict=True
    ):
        incident.goods = (*incident.goods, Goods(kind, amount, worth(amount, kind.vnd)))


def give_usual_goods(chance: Random, incident: Incident) -> None:
    """What an incident of its method usually brings; nothing for methods without goods."""
    if not incident.method.goods:
        return
    kind = goods_kinds()[incident.method.goods]
    # Small seizures are common and large ones rare.
    amount = kind.least + (kind.most - kind.least) * Decimal(repr(round(chance.random() ** 3, 4)))
    amount = max((amount // kind.step) * kind.step, kind.step)
    incident.goods = (*incident.goods, Goods(kind, amount, worth(amount, kind.vnd)))


def worth(amount: Decimal, vnd: Decimal) -> int:
    """The value in whole thousands of dong."""
    return int(amount * vnd // 1000) * 1000


def give_values(chance: Random, incidents: Sequence[Incident], total_vnd: int) -> None:
    """Divides exactly `total_vnd` among the first lines of goods of the incidents, all of which have some."""
    shares = split_whole(chance, total_vnd // 10_000, len(incidents), least=1)
    for incident, share in zip(incidents, shares, strict=True):
        first, *others = incident.goods
        rest = tuple(Goods(line.kind, line.amount) for line in others)
        incident.goods = (Goods(first.kind, first.amount, share * 10_000), *rest)


def give_fines(chance: Random, incidents: Sequence[Incident], total_vnd: int) -> None:
    """Divides exactly `total_vnd`, a multiple of 500,000 dong, among the incidents as fines."""
    shares = split_whole(chance, total_vnd // _FINE_STEP, len(incidents), least=1)
    for incident, share in zip(incidents, shares, strict=True):
        incident.fine_vnd = share * _FINE_STEP


def give_conveyances(chance: Random, incidents: Sequence[Incident], total: int) -> None:
    """Gives the incidents exactly `total` vehicles and boats together, at most four each."""
    most = max(4, -(-total // max(len(incidents), 1)))
    counts = split_whole(chance, total, len(incidents), most=most)
    for incident, count in zip(incidents, counts, strict=True):
        made: list[Conveyance] = []
        while len(made) < count:
            one = make_conveyance(chance, incident)
            # Two of a kind without registration could be one that was written down twice.
            if one not in made:
                made.append(one)
        incident.conveyances = tuple(made)


def make_conveyance(chance: Random, incident: Incident) -> Conveyance:
    """A vehicle or boat as it is met at the place; one in ten has no registration."""
    if incident.lead == CUSTOMS:
        # Its register has one cell for the kind of all vehicles of a case.
        return Conveyance("xe ô tô tải", make_plate(chance))
    at_sea = incident.place.kind == "sea"
    kind = weighted(chance, *_columns(_VEHICLES_AT_SEA if at_sea else _VEHICLES))
    if chance.random() < 0.1 or kind in {"xuồng máy", "sà lan", "tàu hàng"}:
        return Conveyance(kind, "")
    return Conveyance(kind, _NUMBERS.get(kind, make_plate)(chance))


_NUMBERS = {"tàu cá": make_boat_number, "xe máy": make_motorcycle_plate}


def usual_rest(chance: Random, incident: Incident) -> None:
    """People, goods, conveyances, fine and fates of an incident that no published total asks for."""
    give_usual_goods(chance, incident)
    is_crime = incident.method.id in {*DRUGS, "organising", "gambling", "usury", "explosives"}
    count = 0 if incident.goods and chance.random() < 0.2 else 1 + int(3 * chance.random() ** 2)
    if incident.method.id in {"crossing", "organising"}:
        count += chance.randrange(4)
    fate = SANCTIONED if count and chance.random() < 0.75 else ""
    fate = PROSECUTED if is_crime else fate
    _add_people(chance, incident, max(count, 1) if is_crime else count, fate)
    if fate == SANCTIONED:
        incident.fine_vnd = chance.randint(2, 60) * _FINE_STEP
    if incident.place.kind == "sea" or (incident.goods and chance.random() < 0.55):
        incident.conveyances = (make_conveyance(chance, incident),)


def _columns(pairs: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [name for name, _ in pairs], [weight for _, weight in pairs]


def scaled(number: int, share: float, least: int = 1) -> int:
    """A published number, or its part for a smaller province, at least `least`."""
    return number if share == 1 else max(least, round(number * share))
