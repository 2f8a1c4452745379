"""Who of an incident may be known from others, beside the incident."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cotmoc.records.actions.reading import read_maybe_known
from cotmoc.records.queries.maybe_known import MaybeKnown
from cotmoc.records.queries.review_parties import FIELDS
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.web.claims import ShownClaim, shown_claim, thing_name
from cotmoc.web.permissions import permitted
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.review.presenting import value_text


@dataclass(frozen=True, slots=True)
class ShownMaybe:
    """One who may be known: why, what the other record says, where it is, and where both stand side by side."""

    claim: ShownClaim
    agency: str
    says: tuple[str, ...]
    incident: int
    compare: str


@require_GET
def incident_known(request: PageRequest, record_id: int) -> HttpResponse:
    """Those who may be known: a part of the page of the incident, or a page of its own."""
    try:
        found = read_maybe_known(actor=request.viewer, record_id=record_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    values = {
        "found": found,
        "maybe": [_shown(request, each) for each in found.told],
        "number": record_id,
    }
    is_part = "HX-Request" in request.headers
    page = "web/incidents/_maybe.html" if is_part else "web/incidents/maybe.html"
    return render(request, page, values)


def _shown(request: PageRequest, each: MaybeKnown) -> ShownMaybe:
    says = (
        value_text(field, value)
        for field, value in zip(FIELDS[each.kind], each.side.values, strict=True)
    )
    compare = ""
    if each.proposal and permitted(request.viewer, "review_things"):
        compare = f"{reverse('review_things', args=[each.kind])}?at={each.proposal}"
    return ShownMaybe(
        claim=shown_claim(each.known.score, thing_name(each.stated)),
        agency=each.side.agency,
        says=tuple(value for value in says if value),
        incident=each.incident,
        compare=compare,
    )
