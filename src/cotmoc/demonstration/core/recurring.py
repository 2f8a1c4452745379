"""Who is met again: couriers, porters, drivers, boat owners and firms; and those who are easily taken for another.

Nothing that is counted changes: people of incidents that were planned give way to others, one for one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from cotmoc.demonstration.core.building import DRUGS, scaled
from cotmoc.demonstration.core.chance import stream, weighted
from cotmoc.demonstration.core.incidents import BORDER_GUARD, CUSTOMS, Conveyance, Incident, Party
from cotmoc.demonstration.core.people import (
    Past,
    Person,
    citizen_number,
    make_boat_number,
    make_company,
    make_old_card,
    make_plate,
    nickname,
    other_given_name,
)
from cotmoc.demonstration.core.places import DIEN_BIEN, QUANG_NINH, communes

#: How often somebody who is met again is met in all, by weight.
_TIMES, _TIMES_WEIGHTS = (2, 3, 4, 5, 6), (56, 25, 10, 6, 3)
#: Nobody is met again later than this.
_REACH = timedelta(days=900)
#: Cards with a chip replaced the older ones in these years.
_CARDS_FROM, _CARD_DAYS = date(2021, 3, 1), 1_000
_NAMESAKES, _BROTHERS, _FIRMS = 90, 60, 40
_GOODS_OF_FIRMS = ("clothing", "cosmetics", "phones", "e_cigarettes", "food", "seafood")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A person of an incident, by place."""

    incident: Incident
    place: int

    @property
    def person(self) -> Person:
        """Whoever stands there."""
        person = self.incident.parties[self.place].person
        assert person is not None
        return person

    def put(self, person: Person, *, again: bool = False) -> None:
        """Lets somebody else stand there."""
        parties = list(self.incident.parties)
        old: Party = parties[self.place]
        parties[self.place] = replace(old, person=person, again=again)
        self.incident.parties = tuple(parties)


@dataclass(frozen=True, slots=True)
class _Trade:
    """People of one trade: how many are met again, at the earliest after how many days, and in which incidents."""

    name: str
    people: int
    gap_days: int
    fits: Callable[[Incident], bool]


def _is_drug_case(incident: Incident) -> bool:
    return incident.method.id in DRUGS and incident.place.province == QUANG_NINH


def _is_carried(incident: Incident) -> bool:
    by_land = incident.place.kind != "sea" and incident.place.province == QUANG_NINH
    return by_land and incident.method.id not in DRUGS


def _drives(kind: str) -> Callable[[Incident], bool]:
    """True for incidents whose first conveyance is a registered one of the kind."""

    def fits(incident: Incident) -> bool:
        first = next(iter(incident.conveyances), None)
        return first is not None and first.kind == kind and bool(first.registration)

    return fits


def _in_the_hills(incident: Incident) -> bool:
    return incident.place.province == DIEN_BIEN


_LORRY, _BOAT = "xe ô tô tải", "tàu cá"
#: Whoever was prosecuted is met again after years only.
_TRADES = (
    _Trade("driver", 70, 12, _drives(_LORRY)),
    _Trade("boat", 60, 12, _drives(_BOAT)),
    _Trade("porter", 130, 12, _is_carried),
    _Trade("courier", 110, 420, _is_drug_case),
    _Trade("hills", 20, 420, _in_the_hills),
)
_NUMBERS = {"driver": (_LORRY, make_plate), "boat": (_BOAT, make_boat_number)}


def let_recur(seed: int, incidents: Sequence[Incident], share: float) -> None:
    """Puts the same people, vehicles, boats and firms into several incidents (in the order of time), and lookalikes."""
    slots = _Slots(incidents)
    for trade in _TRADES:
        chance = stream(seed, "recurring", trade.name)
        for number in range(scaled(trade.people, share, 3)):
            chain = slots.chain(chance, trade)
            if len(chain) > 1:
                _meet(chance, f"{trade.name}-{number + 1}", chain, trade.name)
    _firms(stream(seed, "recurring", "firms"), slots, scaled(_FIRMS, share, 2))
    chance = stream(seed, "lookalikes")
    for number in range(scaled(_NAMESAKES, share, 3)):
        _namesake(chance, slots, number + 1)
    for number in range(scaled(_BROTHERS, share, 3)):
        _brother(chance, slots, number + 1)


class _Slots:
    """The places of citizens in incidents, each given to one person only."""

    def __init__(self, incidents: Sequence[Incident]):
        self._taken: set[tuple[int, int]] = set()
        self._known: dict[str, list[_Slot]] = {}
        self.incidents = [incident for incident in incidents if not incident.case]

    def of(self, trade: _Trade) -> list[_Slot]:
        """One place of each incident of the trade, in the order of time."""
        if trade.name not in self._known:
            found = (next(_citizens(i), None) for i in self.incidents if trade.fits(i))
            self._known[trade.name] = [slot for slot in found if slot]
        return self._known[trade.name]

    def is_free(self, slot: _Slot) -> bool:
        """True where nobody was put yet."""
        return (id(slot.incident), slot.place) not in self._taken

    def take(self, slot: _Slot) -> None:
        """Gives the place away."""
        self._taken.add((id(slot.incident), slot.place))

    def chain(self, chance: Random, trade: _Trade) -> list[_Slot]:
        """Places in which one person is met, one after the other."""
        slots = [slot for slot in self.of(trade) if self.is_free(slot)]
        if not slots:
            return []
        chosen = [chance.choice(slots)]
        for _ in range(weighted(chance, _TIMES, _TIMES_WEIGHTS) - 1):
            last = chosen[-1].incident.at
            first = bisect_left(slots, last + timedelta(days=trade.gap_days), key=_moment)
            end = bisect_left(slots, last + _REACH, key=_moment)
            if first >= end:
                break
            chosen.append(slots[chance.randrange(first, end)])
        for slot in chosen:
            self.take(slot)
        return chosen

    def any_citizen(self, chance: Random) -> _Slot:
        """A free place of a citizen of the province."""
        while True:
            incident = chance.choice(self.incidents)
            found = [slot for slot in _citizens(incident) if self.is_free(slot)]
            if found and incident.place.province == QUANG_NINH:
                slot = chance.choice(found)
                self.take(slot)
                return slot


def _moment(slot: _Slot) -> datetime:
    return slot.incident.at


def _citizens(incident: Incident) -> Iterator[_Slot]:
    for place, party in enumerate(incident.parties):
        if party.person and party.person.home and not party.person.key:
            yield _Slot(incident, place)


def _meet(chance: Random, key: str, chain: Sequence[_Slot], trade: str) -> None:
    """Puts one person, with the same vehicle or boat where the trade has one, into all places of the chain."""
    person = replace(chain[0].person, key=key)
    person = replace(person, past=_past(chance, person))
    kind, number = _NUMBERS.get(trade, ("", None))
    vehicle = Conveyance(kind, number(chance)) if number else None
    for at, slot in enumerate(chain):
        slot.put(person, again=at > 0)
        # One in five comes with another vehicle.
        if vehicle and chance.random() < 0.8:
            slot.incident.conveyances = (vehicle, *slot.incident.conveyances[1:])


def _past(chance: Random, person: Person) -> Past:
    past = Past()
    if person.born and person.born.year < 2003 and chance.random() < 0.4:
        until = _CARDS_FROM + timedelta(days=chance.randrange(_CARD_DAYS))
        past = replace(past, old_card=make_old_card(chance), card_until=until)
    if chance.random() < 0.15:
        until = date(2021, 1, 1) + timedelta(days=chance.randrange(1_800))
        past = replace(past, home=chance.choice(communes("22")), home_until=until)
    if chance.random() < 0.6:
        past = replace(past, by_name=nickname(chance, person.name))
    return past


def _firms(chance: Random, slots: _Slots, count: int) -> None:
    """Firms in cases of the customs alone; nothing that is published counts them."""
    trade = _Trade("firm", count, 5, _is_of_customs_alone)
    for number in range(count):
        chain = slots.chain(chance, trade)
        firm = replace(make_company(chance), key=f"firm-{number + 1}")
        for at, slot in enumerate(chain):
            slot.put(firm, again=at > 0)


def _is_of_customs_alone(incident: Incident) -> bool:
    return (
        incident.lead == CUSTOMS
        and BORDER_GUARD not in incident.partners
        and incident.method.id in _GOODS_OF_FIRMS
    )


def _namesake(chance: Random, slots: _Slots, number: int) -> None:
    """Another person of the same name, year and commune, met elsewhere."""
    one, other = slots.any_citizen(chance), slots.any_citizen(chance)
    meant = _known(one, f"namesake-{number}-a")
    born, home = meant.born, meant.home
    assert born is not None
    assert home is not None
    birthday = _other_day(chance, born)
    identity = citizen_number(chance, home, meant.sex == "male", birthday)
    other.put(
        replace(meant, born=birthday, identity=identity, key=f"namesake-{number}-b", like=meant.key)
    )


def _brother(chance: Random, slots: _Slots, number: int) -> None:
    """A brother or sister who lives in the same house: half of them in the same case."""
    one = slots.any_citizen(chance)
    beside = [slot for slot in _citizens(one.incident) if slots.is_free(slot)]
    other = beside[0] if beside and chance.random() < 0.5 else slots.any_citizen(chance)
    slots.take(other)
    meant = _known(one, f"brother-{number}-a")
    born, home = meant.born, meant.home
    assert born is not None
    assert home is not None
    birthday = _other_day(
        chance, born.replace(year=born.year + chance.choice((-3, -2, -1, 1, 2, 3)), day=1)
    )
    identity = citizen_number(chance, home, meant.sex == "male", birthday)
    name = other_given_name(chance, meant.name, meant.sex)
    key = f"brother-{number}-b"
    other.put(replace(meant, name=name, born=birthday, identity=identity, key=key, like=meant.key))


def _known(slot: _Slot, key: str) -> Person:
    """Whoever stands in the place, with a key from now on."""
    person = replace(slot.person, key=key)
    slot.put(person)
    return person


def _other_day(chance: Random, born: date) -> date:
    """Another day of the same year, neither the same month nor the day and month exchanged."""
    while True:
        day = date(born.year, 1, 1) + timedelta(days=chance.randrange(365))
        if day.month not in {born.month, born.day}:
            return day
