"""The printed sheet, for signing: what is stated, as understood, with what was written where that differs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cotmoc.access.queries.organisation import agency_labels
from cotmoc.ingest.queries.log_sheets import LogSheet, SheetState, log_sheet
from cotmoc.normalise.codes.catalogue import (
    COMMODITIES,
    CONVEYANCE_KINDS,
    DETECTIONS,
    OFFENCES,
    OUTCOMES,
    ROLES,
)
from cotmoc.normalise.text import fold
from cotmoc.records.actions.reading import read_source
from cotmoc.records.core.drafts import IncidentDraft, PartyDraft, SeizureDraft
from cotmoc.records.queries.batches import record_of_batch
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.web.formatting import count_text, moment_text, stated_text
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import Line, agency_text, code_text, place_text, unit_text
from cotmoc.web.views.log.presenting import read_sheet


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of an incident."""

    facts: tuple[Line, ...]
    parties: tuple[tuple[str, ...], ...]
    conveyances: tuple[tuple[str, ...], ...]
    goods: tuple[tuple[str, ...], ...]
    outcome: str
    narrative: str


@require_GET
def print_sheet(request: PageRequest, token: str) -> HttpResponse:
    """The sheet as it is signed: of a draft marked as one, of a filed sheet what its record says."""
    sheet = log_sheet(viewer=request.viewer, token=token)
    if sheet is None:
        raise Http404
    draft = _draft_of(request, sheet)
    language = get_language() or "vi"
    agency = agency_labels().get(sheet.agency.code)
    context = {
        "sheet": sheet,
        "is_draft": sheet.state == SheetState.DRAFT,
        "printed": printed(draft),
        "files": list(sheet.files.order_by("pk")),
        "writer": sheet.user.get_full_name() or sheet.user.username,
        "agency_name": agency.name(language) if agency else "",
        "unit_name": unit_text(draft.unit),
    }
    return render(request, "web/log/print.html", context)


def _draft_of(request: PageRequest, sheet: LogSheet) -> IncidentDraft:
    """What the sheet states; of a filed one the version it became, whose reading is audited."""
    if sheet.state == SheetState.DRAFT:
        return read_sheet(request.viewer, sheet.values).draft
    batch_id = sheet.upload.batch_id if sheet.upload else None
    record_id = record_of_batch(viewer=request.viewer, batch_id=batch_id) if batch_id else None
    try:
        record = read_source(actor=request.viewer, record_id=record_id or 0)
    except RecordNotFoundError as error:
        raise Http404 from error
    version = next(each for each in record.versions if each.batch_id == batch_id)
    return next(each for each in version.drafts if isinstance(each, IncidentDraft))


def printed(draft: IncidentDraft) -> Printed:
    """The words of a printed sheet."""
    facts = (
        Line(_("When"), moment_text(draft.occurred) if draft.occurred else ""),
        Line(_("Where"), _where(draft)),
        Line(_("Offence"), code_text(OFFENCES, draft.offence) or draft.offence_written),
        Line(_("Detected by"), code_text(DETECTIONS, draft.detection)),
        Line(_("Reference"), draft.reference),
        Line(_("Lead agency"), agency_text(draft.lead_agency)),
        Line(_("Took part"), ", ".join(map(agency_text, draft.partner_agencies))),
    )
    return Printed(
        facts=tuple(line for line in facts if line.text),
        parties=tuple(_party(each) for each in draft.parties),
        conveyances=tuple(
            (
                code_text(CONVEYANCE_KINDS, each.kind),
                " · ".join(part for part in (each.registration, each.name) if part),
                count_text(each.pieces),
            )
            for each in draft.conveyances
        ),
        goods=tuple(_goods(each) for each in draft.seizures),
        outcome=_outcome(draft),
        narrative=draft.narrative,
    )


def _where(draft: IncidentDraft) -> str:
    """The place as written, with the area it was found in."""
    found = place_text(draft.place) if draft.place.area else ""
    written = draft.place.written
    if written and found and fold(found) not in fold(written):
        return f"{written} ({found})"
    return written or found


def _party(party: PartyDraft) -> tuple[str, ...]:
    many = _("%(number)s persons") % {"number": count_text(party.heads)} if party.heads > 1 else ""
    return (
        code_text(ROLES, party.role),
        party.name or many,
        moment_text(party.birth) if party.birth else "",
        {"male": _("Male"), "female": _("Female")}.get(party.sex, ""),
        party.nationality,
        party.identity_number,
        party.residence_written,
    )


def _goods(seizure: SeizureDraft) -> tuple[str, ...]:
    amount = stated_text(seizure.amount, seizure.measure, seizure.bound, seizure.most)
    value = seizure.value_vnd
    return (
        code_text(COMMODITIES, seizure.commodity) or seizure.commodity_written,
        seizure.quantity_written,
        amount,
        f"{count_text(value)} VND" if value is not None else "",
    )


def _outcome(draft: IncidentDraft) -> str:
    parts = (
        f"{code_text(OUTCOMES, each.kind)} {count_text(each.fine_vnd) + ' VND' if each.fine_vnd else ''}"
        for each in draft.outcomes
    )
    return "; ".join(part.strip() for part in parts)
