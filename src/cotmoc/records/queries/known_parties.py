"""Who is known already: the persons, organisations, vehicles and vessels that may be the one that is being written.

Answered from memory (`party_index`), by the weights of `cotmoc resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.normalise.identifiers import registration_key
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.models import ConveyanceStatement, PartyStatement
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.clusters import members_of
from cotmoc.records.queries.party_index import party_index
from cotmoc.records.queries.resolvable import (
    CONVEYANCE,
    KINDS,
    PARTY,
    SEXES,
    born,
    category_of,
    resolvable_of,
    today_of,
)
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.scores import Score

#: A question has a number that no statement has.
_ASKED = 0


@dataclass(frozen=True, slots=True)
class KnownThing:
    """One that may be the same as the one asked about: its number, its record, and why, in coded reasons."""

    kind: str
    number: int
    record_id: int
    score: Score


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """That a party or conveyance of a record is known from other incidents.

    `place` is its place among the parties or conveyances of the record; `incidents` the others that the viewer may
    open, ascending; `closed` how many more there are.
    """

    kind: str
    record_id: int
    place: int
    incidents: tuple[int, ...]
    closed: int


def known_parties(
    *, viewer: Viewer, draft: PartyDraft | ConveyanceDraft, least_bits: float = 0.0, limit: int = 5
) -> list[KnownThing]:
    """Those that may be the same as a party or conveyance being written, the most likely first.

    Only of records that the viewer may open. `least_bits` 0 is even odds. Reading them to somebody is a read of
    personal data, which whoever shows them notes.
    """
    kind = PARTY if isinstance(draft, PartyDraft) else CONVEYANCE
    found = party_index(kind).find(_columns(draft), least_bits=least_bits, limit=10 * limit)
    records = dict(
        _statements(kind)
        .filter(pk__in=[each.number for each in found], record__in=visible_to(viewer))
        .values_list("pk", "record_id")
    )
    return [
        KnownThing(kind, each.number, records[each.number], each.score)
        for each in found
        if each.number in records
    ][:limit]


def _statements(kind: str) -> QuerySet[Any]:
    return PartyStatement.objects.all() if kind == PARTY else ConveyanceStatement.objects.all()


def _columns(draft: PartyDraft | ConveyanceDraft) -> PartyColumns:
    """The draft as one row of columns."""
    if isinstance(draft, PartyDraft):
        birth = draft.birth
        when = born(birth.start, birth.precision) if birth else 0
        area, region = today_of(draft.residence_area or "")
        texts = (draft.name, draft.identity_number, draft.nationality, area, region)
        return _row(texts, when, SEXES.get(draft.sex, 0), are_persons=True)
    texts = (draft.name, registration_key(draft.registration), draft.flag, "", "")
    return _row(texts, 0, category_of(draft.kind), are_persons=False)


def _row(
    texts: tuple[str, str, str, str, str], birth: int, category: int, *, are_persons: bool
) -> PartyColumns:
    name, document, country, area, region = (pa.array([text], pa.string()) for text in texts)
    return PartyColumns(
        numbers=np.array([_ASKED]),
        names=name,
        births=np.array([birth]),
        documents=document,
        categories=np.array([category]),
        countries=country,
        areas=area,
        regions=region,
        are_persons=are_persons,
    )


def same_elsewhere(*, viewer: Viewer, record_ids: Iterable[int]) -> tuple[Elsewhere, ...]:
    """Which parties and conveyances of the records are judged the same as ones of other incidents.

    Of incidents that the viewer may not open only the number is told. In the order of the records and their parties.
    """
    asked = sorted(record_ids)
    found = []
    for kind in KINDS:
        known = resolvable_of(kind, asked)
        rows = zip(
            known.columns.numbers.tolist(),
            known.records.tolist(),
            known.places.tolist(),
            strict=True,
        )
        for number, record, place in rows:
            others = _records_of_entity(kind, number) - set(asked)
            if others:
                found.append(_elsewhere(viewer, (kind, record, place), others, asked))
    told = [each for each in found if each.incidents or each.closed]
    return tuple(sorted(told, key=lambda each: (each.kind, each.record_id, each.place)))


def _records_of_entity(kind: str, number: int) -> set[int]:
    """The records of all that are the same, as far as they stand and still say so."""
    numbers = members_of(number, kind=kind)
    if len(numbers) < 2:
        return set()
    stated = _statements(kind).filter(pk__in=numbers)
    return set(stated.values_list("record_id", flat=True))


def _elsewhere(
    viewer: Viewer, own: tuple[str, int, int], others: set[int], asked: list[int]
) -> Elsewhere:
    kind, record, place = own
    opened = set(visible_to(viewer).filter(pk__in=others).values_list("pk", flat=True))
    incidents: dict[int, bool] = {}
    for other in sorted(others):
        members = members_of(other)
        if members and not set(members) & set(asked):
            incidents[members[0]] = incidents.get(members[0], False) or other in opened
    shown = tuple(sorted(number for number, is_open in incidents.items() if is_open))
    return Elsewhere(kind, record, place, shown, len(incidents) - len(shown))
