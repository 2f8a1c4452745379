"""What is looked for when one asks "is this known already?", and why a known record answers to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.names import name_key
from cotmoc.records.core.drafts import IncidentDraft, PartyDraft

#: Two agencies date one night's incident a day apart.
REACH = timedelta(days=1)
#: Shorter marks are no marks: "12" is written on many papers.
_SHORTEST_MARK = 5


class Why(StrEnum):
    """Why a record is shown, what tells most first."""

    DOCUMENT = "document"
    REGISTRATION = "registration"
    REFERENCE = "reference"
    NAME_AND_BIRTH = "name_and_birth"
    TIME_AND_PLACE = "time_and_place"
    NAME = "name"
    GOODS = "goods"


class Reason(NamedTuple):
    """One reason with the words of the known record that it rests on; "" where it needs none."""

    why: Why
    words: str = ""


@dataclass(frozen=True)
class Sought:
    """What is known of an incident so far, as far as others can be found by it.

    Days are those it may have begun on, `until` exclusive, None without a date. `names` holds name keys with the year
    of birth where it is known (None else), `numbers` those of papers as they are printed, `documents` and
    `registrations` keys of numbers, `commodities` codes.
    """

    first: date | None = None
    until: date | None = None
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    reference: str = ""
    names: dict[str, int | None] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    registrations: frozenset[str] = frozenset()
    commodities: frozenset[str] = frozenset()

    @property
    def has_place(self) -> bool:
        """True where time and place are known well enough to look around them."""
        return self.first is not None and bool(self.area or self.lon is not None)

    @property
    def has_marks(self) -> bool:
        """True where a name, a number or a plate is known."""
        return bool(self.names or self.documents or self.registrations or self.reference)


def sought_of(draft: IncidentDraft) -> Sought:
    """What an incident, as far as it is stated, can be found by.

    >>> draft = IncidentDraft(None, parties=(PartyDraft("suspect", name="Nguyễn Văn Đức"),))
    >>> sought_of(draft).names
    {'nguyen van duc': None}
    """
    occurred, place = draft.occurred, draft.place
    return Sought(
        first=occurred.start - REACH if occurred else None,
        until=occurred.until + REACH if occurred else None,
        area=place.area or "",
        lon=place.lon,
        lat=place.lat,
        reference=draft.reference,
        names=_names(draft.parties),
        numbers=_marks(each.identity_number for each in draft.parties),
        documents=_marks(document_key(each.identity_number) for each in draft.parties),
        registrations=_marks(registration_key(each.registration) for each in draft.conveyances),
        commodities=_roots(draft),
    )


def reasons_for(sought: Sought, known: IncidentDraft, *, is_near: bool) -> tuple[Reason, ...]:
    """Why a known record answers to what is sought, what tells most first; empty where it does not.

    `is_near` is whether it happened in the days and at the place that are sought. A name alone is no reason where the
    years of birth differ; the same goods are one only beside another.
    """
    found = [
        *(
            Reason(Why.DOCUMENT, party.identity_number)
            for party in known.parties
            if document_key(party.identity_number) in sought.documents
        ),
        *(
            Reason(Why.REGISTRATION, each.registration)
            for each in known.conveyances
            if registration_key(each.registration) in sought.registrations
        ),
        *(reason for party in known.parties if (reason := _name_reason(sought, party))),
    ]
    if sought.reference and known.reference == sought.reference:
        found.append(Reason(Why.REFERENCE, known.reference))
    if is_near:
        found.append(Reason(Why.TIME_AND_PLACE))
    if found and (shared := _roots(known) & sought.commodities):
        found.append(Reason(Why.GOODS, min(shared)))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: list(Why).index(each.why)))


def _name_reason(sought: Sought, party: PartyDraft) -> Reason | None:
    key = name_key(party.name) if party.name else ""
    if key not in sought.names:
        return None
    born, known = sought.names[key], _year(party)
    if born is None or known is None:
        return Reason(Why.NAME, party.name)
    return Reason(Why.NAME_AND_BIRTH, party.name) if born == known else None


def _names(parties: Iterable[PartyDraft]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for party in parties:
        # One word is a name that hundreds bear.
        if len(party.name.split()) > 1:
            found[name_key(party.name)] = _year(party)
    return found


def _year(party: PartyDraft) -> int | None:
    return party.birth.start.year if party.birth else None


def _marks(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if len(key) >= _SHORTEST_MARK)


def _roots(draft: IncidentDraft) -> frozenset[str]:
    """The goods by what figures of them are summed under: one thing is named by its own and by its general name."""
    return frozenset(COMMODITIES.root(each.commodity) for each in draft.seizures if each.commodity)
