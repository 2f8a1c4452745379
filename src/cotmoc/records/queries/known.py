"""What is known already of an incident that is being written: records of the same incident, and of the same persons,
organisations, vehicles and vessels, by the weights of `cotmoc match` and `cotmoc resolve`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.core.drafts import ConveyanceDraft, IncidentDraft, PartyDraft
from cotmoc.records.core.serialise import from_json
from cotmoc.records.models import SourceRecord
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.alike import records_alike
from cotmoc.records.queries.known_parties import KnownThing, known_parties
from cotmoc.resolution.core.scores import Score

#: One that is less likely the same than one in nine is not worth a look.
LEAST_BITS = -3.0
MOST_THINGS, MOST_ASKED = 5, 40


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """That one who is written is one who is known: its place among the parties or conveyances that are written
    (`kind`), and why."""

    kind: str
    place: int
    known: KnownThing


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record that stands, whose it is, what it states, and what of it may be the same: the incident, with its score
    (None: it is not alike), and parties and conveyances, the most likely first."""

    id: int
    agency: str
    draft: IncidentDraft
    incident: Score | None
    claims: tuple[KnownClaim, ...]

    @property
    def weight(self) -> float:
        """The weight of the most likely of all that may be the same."""
        weights = [each.known.score.weight for each in self.claims]
        return max([*weights, *([self.incident.weight] if self.incident else [])])


def known_records(
    *, viewer: Viewer, draft: IncidentDraft, but: int | None = None, limit: int = 6
) -> list[KnownRecord]:
    """The records, of those the viewer may open, that tell of the same incident, persons or conveyances, the likeliest
    first; `but` is the record that is being written anew.

    Telling them to somebody is a read of personal data, to be noted by whoever shows them.
    """
    claims: dict[int, list[KnownClaim]] = {}
    for claim in known_claims(viewer=viewer, draft=draft):
        claims.setdefault(claim.known.record_id, []).append(claim)
    alike = {
        each.record_id: each.score for each in records_alike(viewer=viewer, draft=draft, but=but)
    }
    claims.pop(but or 0, None)
    records = (
        visible_to(viewer).filter(pk__in={*claims, *alike}).select_related("agency", "current")
    )
    found = [
        KnownRecord(
            record.pk,
            record.agency.code,
            stated,
            alike.get(record.pk),
            tuple(claims.get(record.pk, ())),
        )
        for record in records
        if (stated := _stated(record))
    ]
    found.sort(key=lambda each: (-each.weight, -each.id))
    return found[:limit]


def known_claims(
    *, viewer: Viewer, draft: IncidentDraft, least_bits: float = LEAST_BITS
) -> Iterator[KnownClaim]:
    """Who of those that are written may be known already, and from where; of each the likeliest first."""
    for kind, place, each in _named(draft):
        found = known_parties(viewer=viewer, draft=each, least_bits=least_bits, limit=MOST_THINGS)
        for known in found:
            yield KnownClaim(kind, place, known)


def claims_asked(draft: IncidentDraft) -> int:
    """How many of those that are written can be asked about; unnamed ones are nobody."""
    return len(_named(draft))


def _named(draft: IncidentDraft) -> list[tuple[str, int, PartyDraft | ConveyanceDraft]]:
    named: list[tuple[str, int, PartyDraft | ConveyanceDraft]] = [
        *(("party", place, each) for place, each in enumerate(draft.parties) if is_known_by(each)),
        *(
            ("conveyance", place, each)
            for place, each in enumerate(draft.conveyances)
            if each.registration or each.name
        ),
    ]
    return named[:MOST_ASKED]


def is_known_by(party: PartyDraft) -> bool:
    """False for a crowd, and for one word without a number: hundreds bear it."""
    return party.heads == 1 and bool(party.identity_number or len(party.name.split()) > 1)


def _stated(record: SourceRecord) -> IncidentDraft | None:
    content = record.current.content if record.current else ()
    return next((d for each in content if isinstance(d := from_json(each), IncidentDraft)), None)
