"""Records that are known already, beside the sheet, each with why it is shown, down to the weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cotmoc.ingest.actions.log_sheets import show_known
from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.queries.known import KnownRecord
from cotmoc.web.claims import ShownClaim, claim_name, shown_claim
from cotmoc.web.formatting import moment_text
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import code_text, place_text


@dataclass(frozen=True, slots=True)
class ShownKnown:
    """A known record in words."""

    id: int
    agency: str
    when: str
    where: str
    what: str
    claims: Sequence[ShownClaim]


def shown_known(request: PageRequest, token: str, draft: IncidentDraft) -> list[ShownKnown]:
    """The records that answer to a draft, for its page; what was shown is audited."""
    found = show_known(actor=request.viewer, token=token, draft=draft)
    return [_shown(each, draft) for each in found]


def _shown(known: KnownRecord, sought: IncidentDraft) -> ShownKnown:
    draft = known.draft
    goods = (code_text(COMMODITIES, s.commodity) or s.commodity_written for s in draft.seizures)
    things = (
        code_text(OFFENCES, draft.offence),
        *dict.fromkeys(goods),
        *(party.name for party in draft.parties),
        *(each.registration for each in draft.conveyances),
    )
    return ShownKnown(
        id=known.id,
        agency=known.agency,
        when=moment_text(draft.occurred),
        where=place_text(draft.place),
        what=" · ".join(thing for thing in things if thing),
        claims=tuple(_claims(known, sought)),
    )


def _claims(known: KnownRecord, sought: IncidentDraft) -> Iterator[ShownClaim]:
    """The incident first where it is likelier than any party, then the others as they come."""
    told = [(each.known.score, claim_name(each, sought)) for each in known.claims]
    if known.incident:
        told.append((known.incident, _("the same incident")))
    for score, what in sorted(told, key=lambda each: -each[0].weight):
        yield shown_claim(score, what)
