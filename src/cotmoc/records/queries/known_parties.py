"""Who is known already: the persons, organisations, vehicles and vessels that may be the one that is being written.

Everything that stands is held in the memory of the process that answers, and brought up to date by what changed since;
the weights are those of `cotmoc resolve`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.revisions import latest_revision, moment_of
from cotmoc.normalise.identifiers import registration_key
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.models import ConveyanceStatement, PartyStatement
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.clusters import members_of
from cotmoc.records.queries.resolvable import (
    CONVEYANCE,
    KINDS,
    PARTY,
    SEXES,
    Resolvable,
    born,
    category_of,
    everything_resolvable,
    resolvable_of,
    today_of,
)
from cotmoc.records.queries.versions import changed_records
from cotmoc.records.queries.weights import weights_in_use, weights_stamp
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.online import PartyIndex
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


class _Held:
    """One index with the revision it stands at."""

    def __init__(self, kind: str):
        self.kind, self.lock = kind, Lock()
        self._index: PartyIndex | None = None
        self._stands: tuple[str, int, datetime | None] = ("", 0, None)
        self._weights = 0
        self._of_record: dict[int, list[int]] = {}

    def index(self) -> PartyIndex:
        """The index, with everything that is known now."""
        with self.lock:
            latest, weights = latest_revision(), weights_stamp(self.kind)
            database, revision, at = self._stands
            known = database == connection.settings_dict["NAME"] and moment_of(revision) == at
            known = known and weights == self._weights
            if self._index is None or not known or revision > latest or at is None:
                self._index = PartyIndex(weights_in_use(self.kind), self.kind)
                self._of_record = {}
                self._add(self._index, everything_resolvable(self.kind))
            elif revision < latest:
                self._change(self._index, changed_records(after=revision, through=latest))
            self._weights = weights
            self._stands = (str(connection.settings_dict["NAME"]), latest, moment_of(latest))
            return self._index

    def _change(self, index: PartyIndex, records: list[int]) -> None:
        for record in records:
            index.remove(self._of_record.pop(record, []))
        self._add(index, resolvable_of(self.kind, records))

    def _add(self, index: PartyIndex, known: Resolvable) -> None:
        index.add(known.columns)
        pairs = zip(known.records.tolist(), known.columns.numbers.tolist(), strict=True)
        for record, number in pairs:
            self._of_record.setdefault(record, []).append(number)


_HELD = {kind: _Held(kind) for kind in KINDS}


def warm_up() -> int:
    """Makes what the first question would wait for; about how many bytes it takes."""
    return sum(held.index().memory for held in _HELD.values())


def known_parties(
    *, viewer: Viewer, draft: PartyDraft | ConveyanceDraft, least_bits: float = 0.0, limit: int = 5
) -> list[KnownThing]:
    """Those that may be the same as a party or conveyance being written, the most likely first.

    Only of records that the viewer may open. `least_bits` 0 is even odds. Reading them to somebody is a read of
    personal data, which whoever shows them notes.
    """
    kind = PARTY if isinstance(draft, PartyDraft) else CONVEYANCE
    found = _HELD[kind].index().find(_columns(draft), least_bits=least_bits, limit=10 * limit)
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
