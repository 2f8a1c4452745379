"""Counts one real incident once, however many sources state it.

The rules, in words (docs/explanation/counting.md says them to users):

- Sources are ranked: those of the lead agency first, then by record number.
- The moment and the place are those of the source that knows them most precisely; among equals the first ranked.
- For each commodity, and for each kind of outcome, ONE source speaks: the first ranked that could be read. An amount
  in the goods' own measure goes before one in another: grams of heroin before bricks. Amounts of two sources are never
  added. A commodity and its general name are one, as are kinds that are not surely told apart (`CodeList.kinds_of`):
  one agency's firecrackers are another's fireworks.
- Named people and registered conveyances are matched across sources (`same_things`). Unnamed ones fill up to the
  greatest number that any one source states.

A single source is counted as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.records.core.same_things import (
    alike_party,
    matched,
    same_conveyance,
    same_party,
)

#: Finest first. A place is compared by its place in this order.
PLACE_PRECISIONS = (
    "point",
    "marker",
    "crossing",
    "gate",
    "commune",
    "district",
    "sea_area",
    "province",
    "country",
    "unknown",
)


# Longer than any moment: none is stated.
_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated thing: the source record it stands in and its index among the things of its kind there."""

    record_id: int
    index: int


@dataclass(frozen=True, slots=True)
class StatedParty(Stated):
    """A party; `name_key` empty and `identity_number` empty: unnamed, `heads` of them."""

    role: str
    name_key: str = ""
    identity_number: str = ""
    birth_from: date | None = None
    birth_precision: str = ""
    heads: int = 1


@dataclass(frozen=True, slots=True)
class StatedConveyance(Stated):
    """A conveyance; both keys empty: unidentified, `pieces` of them."""

    kind: str
    registration_key: str = ""
    name_key: str = ""
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class StatedSeizure(Stated):
    """A line of goods; `commodity` is the code, or the folded written text where no code was found.

    `is_own` is False for an amount in another measure than the goods' own: bricks of what is weighed.
    """

    commodity: str
    amount: Decimal | None = None
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class StatedOutcome(Stated):
    """An outcome of the incident, or of its party at index `party`."""

    kind: str
    fine_vnd: int | None = None
    party: int | None = None


@dataclass(frozen=True, slots=True)
class SourceStatements:
    """Everything that one source record states of an incident, as far as counting needs it.

    `lead_agency_id` is the lead as stated (None: not stated); `partner_agency_ids` those stated as taking part.
    `moment_days` is how long its moment is: 0 when known to the minute, else the days it takes in (a night two, a
    month 28 to 31, a span as many as stated); None: no moment is stated.
    """

    record_id: int
    agency_id: int
    lead_agency_id: int | None = None
    partner_agency_ids: frozenset[int] = frozenset()
    moment_days: int | None = None
    place_precision: str = "unknown"
    offence: str = ""
    detection: str = ""
    parties: tuple[StatedParty, ...] = ()
    conveyances: tuple[StatedConveyance, ...] = ()
    seizures: tuple[StatedSeizure, ...] = ()
    outcomes: tuple[StatedOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedIncident:
    """One incident, counted once.

    `*_from` name the source record whose value stands (None: no source states one). Parties and conveyances carry the
    heads and pieces that count, which may be fewer than stated; `fates` are the kinds of outcome that any source
    states of each party, in the order of the parties. `same_parties` and `same_conveyances` hold, of those that
    are named, all statements that are taken for one person or vehicle. `lead_disputed` is True when sources name
    different leads; the first ranked of them is taken and the page says so.
    """

    lead_agency_id: int
    lead_disputed: bool
    agency_ids: frozenset[int]
    moment_from: int | None
    place_from: int | None
    offence_from: int | None
    detection_from: int | None
    parties: tuple[StatedParty, ...]
    fates: tuple[tuple[str, ...], ...]
    conveyances: tuple[StatedConveyance, ...]
    seizures: tuple[StatedSeizure, ...]
    outcomes: tuple[StatedOutcome, ...]
    same_parties: tuple[tuple[StatedParty, ...], ...] = ()
    same_conveyances: tuple[tuple[StatedConveyance, ...], ...] = ()


def resolve_incident(sources: Sequence[SourceStatements]) -> ResolvedIncident:
    """The one incident that `sources` (at least one, of different record ids) state, by the rules above.

    The result does not depend on the order of `sources`. Raises ValueError without sources.

    >>> gate = SourceStatements(2, agency_id=1, seizures=(StatedSeizure(2, 0, "gold", Decimal(4000)),))
    >>> post = SourceStatements(1, agency_id=2, lead_agency_id=1, seizures=(StatedSeizure(1, 0, "gold"),))
    >>> resolve_incident([post, gate]).seizures
    (StatedSeizure(record_id=2, index=0, commodity='gold', amount=Decimal('4000'), is_own=True),)
    """
    if not sources:
        raise ValueError("an incident has at least one source")
    by_number = sorted(sources, key=lambda source: source.record_id)
    lead, disputed = _lead_agency(by_number)
    ranked = sorted(by_number, key=lambda source: source.agency_id != lead)
    goods = COMMODITIES.kinds_of({line.commodity for s in ranked for line in s.seizures})
    same_parties = _same_parties([source.parties for source in ranked])
    counted = _count_parties([source.parties for source in ranked], same_parties)
    same_conveyances = _same_conveyances([source.conveyances for source in ranked])
    fates = _fates(ranked)
    return ResolvedIncident(
        lead_agency_id=lead,
        lead_disputed=disputed,
        agency_ids=_agencies(ranked) | {lead},
        moment_from=_most_precise(ranked, _moment_days, _NEVER),
        place_from=_most_precise(ranked, lambda s: PLACE_PRECISIONS.index(s.place_precision), 9),
        offence_from=next((s.record_id for s in ranked if s.offence), None),
        detection_from=next((s.record_id for s in ranked if s.detection), None),
        parties=tuple(party for party, _ in counted),
        fates=tuple(_fates_of(group, fates) for _, group in counted),
        conveyances=_count_conveyances(
            [source.conveyances for source in ranked], [group[0] for group in same_conveyances]
        ),
        seizures=_one_source_speaks(
            [source.seizures for source in ranked],
            kind_of=lambda seizure: goods[seizure.commodity],
            doubt=lambda seizure: 2 if seizure.amount is None else int(not seizure.is_own),
        ),
        outcomes=_one_source_speaks(
            [source.outcomes for source in ranked],
            kind_of=lambda outcome: outcome.kind,
            doubt=lambda outcome: int(outcome.fine_vnd is None),
        ),
        same_parties=tuple(tuple(group) for group in same_parties),
        same_conveyances=tuple(tuple(group) for group in same_conveyances),
    )


def _lead_agency(by_number: Sequence[SourceStatements]) -> tuple[int, bool]:
    stated = [s.lead_agency_id for s in by_number if s.lead_agency_id is not None]
    if stated:
        return stated[0], len(set(stated)) > 1
    return by_number[0].agency_id, False


def _agencies(sources: Iterable[SourceStatements]) -> frozenset[int]:
    return frozenset().union(*({s.agency_id} | s.partner_agency_ids for s in sources))


def _moment_days(source: SourceStatements) -> int:
    return _NEVER if source.moment_days is None else source.moment_days


def _most_precise(
    ranked: Sequence[SourceStatements], order: Callable[[SourceStatements], int], nothing: int
) -> int | None:
    best = min(ranked, key=order)
    return best.record_id if order(best) < nothing else None


S = TypeVar("S", bound=Stated)


def _one_source_speaks(
    ranked: Sequence[tuple[S, ...]], kind_of: Callable[[S], str], doubt: Callable[[S], int]
) -> tuple[S, ...]:
    """For each kind, all lines of the first ranked source among those with the line of least `doubt`."""
    speaker: dict[str, tuple[int, int]] = {}
    for rank, lines in enumerate(ranked):
        for line in lines:
            claim = (doubt(line), rank)
            kind = kind_of(line)
            speaker[kind] = min(speaker.get(kind, claim), claim)
    return tuple(
        line
        for rank, lines in enumerate(ranked)
        for line in lines
        if speaker[kind_of(line)][1] == rank
    )


_Fates = dict[tuple[int, int], set[str]]


def _fates(sources: Iterable[SourceStatements]) -> _Fates:
    """What is said to have come of parties, by record and index of the party."""
    found: _Fates = {}
    for source in sources:
        for outcome in source.outcomes:
            if outcome.party is not None:
                found.setdefault((outcome.record_id, outcome.party), set()).add(outcome.kind)
    return found


def _fates_of(group: Sequence[StatedParty], fates: _Fates) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(fates.get((p.record_id, p.index), ()) for p in group))))


def _same_parties(ranked: Sequence[tuple[StatedParty, ...]]) -> list[list[StatedParty]]:
    named = [[p for p in parties if _is_named(p)] for parties in ranked]
    return matched(named, same_party, alike_party)


def _same_conveyances(
    ranked: Sequence[tuple[StatedConveyance, ...]],
) -> list[list[StatedConveyance]]:
    return matched([[c for c in items if _is_identified(c)] for items in ranked], same_conveyance)


def _count_parties(
    ranked: Sequence[tuple[StatedParty, ...]], named: Sequence[list[StatedParty]]
) -> list[tuple[StatedParty, list[StatedParty]]]:
    """Each party that counts, with all statements of it."""
    counted = [(group[0], group) for group in named]
    for role in dict.fromkeys(party.role for parties in ranked for party in parties):
        stated = [[p for p in parties if p.role == role] for parties in ranked]
        known = sum(group[0].heads for group in named if group[0].role == role)
        counted += [
            (replace(party, heads=heads), [party])
            for party, heads in _fill_up(stated, known, _is_named, lambda party: party.heads)
        ]
    return counted


def _count_conveyances(
    ranked: Sequence[tuple[StatedConveyance, ...]], named: Sequence[StatedConveyance]
) -> tuple[StatedConveyance, ...]:
    counted = list(named)
    for kind in dict.fromkeys(item.kind for items in ranked for item in items):
        stated = [[c for c in items if c.kind == kind] for items in ranked]
        known = sum(item.pieces for item in named if item.kind == kind)
        counted += [
            replace(item, pieces=pieces)
            for item, pieces in _fill_up(stated, known, _is_identified, lambda item: item.pieces)
        ]
    return tuple(counted)


def _is_named(party: StatedParty) -> bool:
    return bool(party.name_key or party.identity_number)


def _is_identified(conveyance: StatedConveyance) -> bool:
    return bool(conveyance.registration_key or conveyance.name_key)


def _fill_up(
    stated: Sequence[Sequence[S]],
    known: int,
    is_known: Callable[[S], bool],
    number: Callable[[S], int],
) -> list[tuple[S, int]]:
    """The unnamed of the source that has most beyond the `known`, as many as are missing.

    What another source calls by another kind may be known already: a source that states much, all of it known, adds
    nothing and must not stand before one that states something more.
    """

    def missing_of(things: Sequence[S]) -> int:
        unnamed = sum(number(thing) for thing in things if not is_known(thing))
        return min(sum(number(thing) for thing in things) - known, unnamed)

    fullest = max(stated, key=missing_of)
    missing = missing_of(fullest)
    taken: list[tuple[S, int]] = []
    for thing in fullest:
        if is_known(thing) or missing <= 0:
            continue
        taken.append((thing, min(number(thing), missing)))
        missing -= taken[-1][1]
    return taken
