"""What one report says: the incident as its writer saw it, before the writer's own words and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cotmoc.demonstration.core.chance import stream
from cotmoc.demonstration.core.incidents import Conveyance, Goods, Incident, Party, Report
from cotmoc.demonstration.core.noise import (
    WrittenPerson,
    entered_on,
    hurried_copy,
    hurried_plate,
    met_again,
    weighed_again,
    write_person,
)
from cotmoc.demonstration.core.plans.scopes import is_published
from cotmoc.demonstration.core.province import Entry

#: How often a second report that no published figure counts has people otherwise than they were taken down.
_WORSE = 0.35


@dataclass(frozen=True, slots=True)
class StatedParty:
    """A person as written (None: `heads` people without names), and what came of the person's part.

    `who` is the truth that its writer did not know: a key that is the same wherever this person is written down.
    """

    written: WrittenPerson | None
    heads: int = 1
    fate: str = ""
    who: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One report of one incident. `outcome` and `fine_vnd` are what its writer says came of it.

    `day_written` stands instead of the day where the writer wrote what is none.
    """

    entry: Entry
    day: date
    parties: tuple[StatedParty, ...]
    goods: tuple[Goods, ...]
    conveyances: tuple[Conveyance, ...]
    outcome: str
    fine_vnd: int
    chance: Random
    day_written: str = ""
    reference: str = ""

    @property
    def incident(self) -> Incident:
        """What it is a statement of."""
        return self.entry.incident

    @property
    def report(self) -> Report:
        """How it came about."""
        return self.entry.report

    @property
    def is_own(self) -> bool:
        """True for the statement of the agency that led."""
        return self.report.agency == self.incident.lead

    @property
    def is_joint(self) -> bool:
        """True where others took part."""
        return bool(self.incident.partners)


def make_statement(seed: int, entry: Entry) -> Statement:
    """What the report of the entry says; the same for the same seed."""
    incident, report = entry.incident, entry.report
    chance = stream(seed, report.agency, incident.number, report.part)
    whole = Statement(
        entry=entry,
        day=incident.at.date(),
        parties=tuple(_party(seed, incident, place) for place in range(len(incident.parties))),
        goods=incident.goods,
        conveyances=incident.conveyances,
        outcome=incident.outcome,
        fine_vnd=incident.fine_vnd,
        chance=chance,
        reference=entry.reference,
    )
    return _WAYS[report.way](chance, whole)


def _party(seed: int, incident: Incident, place: int) -> StatedParty:
    """The party as it was taken down on the spot: every report of the incident begins with this."""
    chance = stream(seed, "spot", incident.number, place)
    party: Party = incident.parties[place]
    person = party.person
    if person is None:
        return StatedParty(None, party.heads, party.fate)
    written = write_person(person, incident.at.date())
    if party.again:
        written = met_again(chance, written, person.past.by_name)
    if chance.random() < 0.12:
        written = replace(written, identity="")
    who = person.key or f"{incident.number}-{place + 1}"
    return StatedParty(written, 1, party.fate, who, person.like)


def _own(_chance: Random, said: Statement) -> Statement:
    return said


def _joint(chance: Random, said: Statement) -> Statement:
    """The partner's own entry: another day at night, another scale, names as heard, nothing of what came of it."""
    parties = tuple(replace(each, fate="") for each in _hurried(chance, said))
    if parties and chance.random() < 0.15:
        parties = (StatedParty(None, sum(each.heads for each in parties)),)
    goods = said.goods
    if goods and chance.random() < 0.25:
        goods = tuple(
            Goods(line.kind, weighed_again(chance, line.amount, line.kind.step), line.value_vnd)
            for line in goods
        )
    return replace(
        said,
        day=entered_on(chance, said.day, said.incident.at.hour),
        parties=parties,
        goods=goods,
        conveyances=_replated(chance, said.conveyances),
        outcome="",
        fine_vnd=0,
    )


def _handover(chance: Random, said: Statement) -> Statement:
    """Entered anew by who took it over, often under the day of the handover."""
    days = chance.choice((0, 0, 1, 1, 2))
    return replace(
        said,
        day=said.day + timedelta(days=days),
        parties=tuple(_hurried(chance, said)),
        conveyances=_replated(chance, said.conveyances),
        fine_vnd=0,
    )


def _again(chance: Random, said: Statement) -> Statement:
    """The same unit's second entry, by another hand."""
    return replace(
        said,
        parties=tuple(_hurried(chance, said)),
        conveyances=_replated(chance, said.conveyances),
    )


def _half(_chance: Random, said: Statement) -> Statement:
    """Only what this agency counts as its own: some of the people, its part of the goods."""
    middle = (len(said.parties) + 1) // 2
    first = said.report.part == 0
    share = Decimal("0.6") if first else Decimal("0.4")
    goods = tuple(
        Goods(
            line.kind, max((line.amount * share // line.kind.step) * line.kind.step, line.kind.step)
        )
        for line in said.goods
    )
    return replace(
        said,
        parties=said.parties[:middle] if first else said.parties[middle:],
        goods=goods,
        fine_vnd=said.fine_vnd if first else 0,
    )


_WAYS = {
    "own": _own,
    "joint": _joint,
    "handover": _handover,
    "again": _again,
    "half": _half,
}


def _hurried(chance: Random, said: Statement) -> Iterator[StatedParty]:
    """The parties as somebody else writes them down; where nothing published counts them, now and then worse."""
    worse = not is_published(said.incident)
    for each in said.parties:
        written = each.written
        if written:
            written = hurried_copy(chance, written)
        if written and worse and chance.random() < _WORSE:
            written = met_again(chance, written)
        yield replace(each, written=written)


def _replated(chance: Random, conveyances: Sequence[Conveyance]) -> tuple[Conveyance, ...]:
    return tuple(
        Conveyance(each.kind, hurried_plate(chance, each.registration))
        if each.registration
        else each
        for each in conveyances
    )
