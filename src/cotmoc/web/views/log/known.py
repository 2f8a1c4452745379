"""Records that are known already, beside the sheet, each with why it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cotmoc.ingest.actions.log_sheets import show_known
from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.records.core.drafts import IncidentDraft
from cotmoc.records.core.known import Reason, Why, sought_of
from cotmoc.records.queries.known import KnownRecord
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
    reasons: Sequence[str]
    is_strong: bool


def shown_known(request: PageRequest, token: str, draft: IncidentDraft) -> list[ShownKnown]:
    """The records that answer to a draft, for its page; what was shown is audited."""
    found = show_known(actor=request.viewer, token=token, sought=sought_of(draft))
    return [_shown(each) for each in found]


def _shown(known: KnownRecord) -> ShownKnown:
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
        reasons=[reason_text(each) for each in known.reasons],
        is_strong=known.reasons[0].why not in (Why.NAME, Why.GOODS),
    )


def reason_text(reason: Reason) -> str:
    """Why a record is shown, in words."""
    words = reason.words
    return {
        Why.DOCUMENT: _("same document %(words)s"),
        Why.REGISTRATION: _("same plate %(words)s"),
        Why.REFERENCE: _("same reference %(words)s"),
        Why.NAME_AND_BIRTH: _("same name and year of birth"),
        Why.TIME_AND_PLACE: _("same days, same place"),
        Why.NAME: _("same name"),
        Why.GOODS: _("same goods: %(words)s"),
    }[reason.why] % {
        "words": COMMODITIES.label(words, get_language() or "vi")
        if reason.why is Why.GOODS
        else words
    }
