"""Who of an incident may be known from other incidents, where nobody has said so yet.

What is judged the same is told by `same_elsewhere`, what a person has called different is not told again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.core.counting import Stated
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.queries.clusters import members_of
from cotmoc.records.queries.incidents import Incident
from cotmoc.records.queries.known import LEAST_BITS, MOST_ASKED, is_known_by
from cotmoc.records.queries.known_parties import KnownThing, known_parties
from cotmoc.records.queries.resolvable import CONVEYANCE, PARTY, numbers_of
from cotmoc.records.queries.review_parties import ThingSide, thing_sides
from cotmoc.resolution.queries.ledger import called_different
from cotmoc.resolution.queries.proposals import proposals_among

#: As many are told of each person, vehicle or vessel, the likeliest.
MOST_TOLD = 4
#: As many statements are looked at for them: several may be of one.
MOST_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class MaybeKnown:
    """That one of an incident may be one of another incident, and why.

    `stated` is what a source of the incident says of it (the one that is most like the other), `side` what the other
    record says; `incident` is the number of the other incident, `proposal` that of the question which puts the two side
    by side (None: they are too little alike, or too new, for anybody to be asked about them).
    """

    kind: str
    stated: PartyDraft | ConveyanceDraft
    known: KnownThing
    side: ThingSide
    incident: int
    proposal: int | None


@dataclass(frozen=True, slots=True)
class MaybeOfIncident:
    """Those who may be known, the likeliest first; `asked` is how many were asked about; `is_whole`: all there are."""

    told: tuple[MaybeKnown, ...]
    asked: int
    is_whole: bool


def maybe_known(*, viewer: Viewer, found: Incident) -> MaybeOfIncident:
    """Who of the incident may be known from others, of records that the viewer may open.

    Telling it to somebody is a read of personal data, to be noted by whoever shows it.
    """
    asked = [*_things(found, PARTY), *_things(found, CONVEYANCE)]
    told = [
        each
        for kind, statements in asked[:MOST_ASKED]
        for each in _of_thing(viewer, found, kind, statements)
    ]
    told.sort(key=lambda each: (-each.known.score.weight, each.known.number))
    return MaybeOfIncident(tuple(told), min(len(asked), MOST_ASKED), len(asked) <= MOST_ASKED)


_Statement = tuple[int, PartyDraft | ConveyanceDraft]


def _things(found: Incident, kind: str) -> Iterator[tuple[str, list[_Statement]]]:
    """Each named thing of the incident: what is stated of it, with the number of the statement."""
    resolved = found.resolved
    groups: Sequence[Sequence[Stated]] = (
        resolved.same_parties if kind == PARTY else resolved.same_conveyances
    )
    numbers = numbers_of(kind, [source.id for source in found.sources])
    for group in groups:
        stated = [
            (numbers[each.record_id, each.index], draft)
            for each in group
            if (draft := _draft(found, kind, each)) is not None
            and (each.record_id, each.index) in numbers
        ]
        if stated:
            yield kind, stated


def _draft(found: Incident, kind: str, each: Stated) -> PartyDraft | ConveyanceDraft | None:
    """What is stated there, None where nobody could be known by it."""
    source = found.source(each.record_id)
    if source is None:
        return None
    if kind == CONVEYANCE:
        return source.draft.conveyances[each.index]
    party = source.draft.parties[each.index]
    return party if is_known_by(party) else None


def _of_thing(
    viewer: Viewer, found: Incident, kind: str, statements: Sequence[_Statement]
) -> list[MaybeKnown]:
    """The likeliest others of one thing, each once however many records state it."""
    own = {number for number, _ in statements}
    one = own.union(*(members_of(number, kind=kind) for number in own))
    best = _best(viewer, statements, one)
    ruled_out = called_different(kind, one)
    numbers = {known.number for known, _ in best}
    sides = thing_sides(viewer=viewer, kind=kind, numbers=numbers)
    questions = proposals_among(kind, own | numbers)
    told: dict[int, MaybeKnown] = {}
    for known, (number, draft) in best:
        others, incident = members_of(known.number, kind=kind), members_of(known.record_id)
        if not others or not incident or incident[0] == found.id or ruled_out & set(others):
            continue
        question = questions.get((min(number, known.number), max(number, known.number)))
        maybe = MaybeKnown(kind, draft, known, sides[known.number], incident[0], question)
        told.setdefault(others[0], maybe)
        if len(told) == MOST_TOLD:
            break
    return list(told.values())


def _best(
    viewer: Viewer, statements: Sequence[_Statement], but: Collection[int]
) -> list[tuple[KnownThing, _Statement]]:
    """Who answers to any of the statements, each with the statement that it is most like, the likeliest first."""
    best: dict[int, tuple[KnownThing, _Statement]] = {}
    for statement in statements:
        for known in known_parties(
            viewer=viewer, draft=statement[1], least_bits=LEAST_BITS, limit=MOST_LOOKED_AT
        ):
            kept = best.get(known.number)
            if known.number not in but and (
                kept is None or kept[0].score.weight < known.score.weight
            ):
                best[known.number] = (known, statement)
    return sorted(best.values(), key=lambda each: (-each[0].score.weight, each[0].number))
