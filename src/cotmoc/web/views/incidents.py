"""One incident: counted once, its sources side by side, why they are one, and its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.access.queries.organisation import agencies
from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.records.actions.judging import judge_records, take_back_judgement
from cotmoc.records.actions.reading import read_elsewhere, read_incident
from cotmoc.records.core.drafts import PlaceDraft
from cotmoc.records.core.side_by_side import Line, Row
from cotmoc.records.jobs import match_soon
from cotmoc.records.queries.history import history_of
from cotmoc.records.queries.incidents import (
    Incident,
    Source,
    incident_number,
    is_withdrawn,
    open_sources,
)
from cotmoc.records.queries.judgements import Judged, judgements_about
from cotmoc.records.queries.known_parties import Elsewhere
from cotmoc.records.queries.sources import RecordNotFoundError, record_labels
from cotmoc.resolution.actions.judging import NotUndoableError
from cotmoc.resolution.actions.seconding import AlreadyWaitingError
from cotmoc.web.formatting import moment_text
from cotmoc.web.forms.review import JudgementForm, UndoForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import agency_text, code_text, shortened


@dataclass(frozen=True, slots=True)
class SourceLines:
    """What one source states in a row: the lines that count, and those for which another source speaks."""

    source: Source
    counted: tuple[Line, ...]
    others: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One field of the incident with each source's lines."""

    row: Row
    sides: tuple[SourceLines, ...]

    @property
    def is_counted(self) -> bool:
        """True when something of the field counts in the one incident."""
        return any(side.counted for side in self.sides)


def shown_rows(sources: tuple[Source, ...], rows: Iterable[Row]) -> list[ShownRow]:
    """The rows with their sources, for a page."""
    return [
        ShownRow(
            row,
            tuple(
                SourceLines(
                    source,
                    tuple(line for line in cell if line.counted),
                    tuple(line for line in cell if not line.counted),
                )
                for source, cell in zip(sources, row.cells, strict=True)
            ),
        )
        for row in rows
    ]


@require_GET
def incident(request: PageRequest, record_id: int) -> HttpResponse:
    """The incident that a record belongs to; under the number of another of its records it leads to the right one."""
    try:
        number = incident_number(viewer=request.viewer, record_id=record_id)
    except RecordNotFoundError as error:
        if is_withdrawn(viewer=request.viewer, record_id=record_id):
            return redirect("source", record_id)
        raise Http404 from error
    if number != record_id:
        return redirect(f"{reverse('incident', args=[number])}#record-{record_id}")
    found = read_incident(actor=request.viewer, record_id=record_id)
    elsewhere = read_elsewhere(actor=request.viewer, found=found)
    context = _context(request, found) | {"elsewhere": known_elsewhere(found, elsewhere)}
    return render(request, "web/incidents/incident.html", context)


def known_elsewhere(found: Incident, told: tuple[Elsewhere, ...]) -> list[tuple[str, Elsewhere]]:
    """Each with the name or registration that its source states."""
    named = []
    for each in told:
        source = found.source(each.record_id)
        if source and each.kind == "party" and each.place < len(source.draft.parties):
            party = source.draft.parties[each.place]
            named.append((party.name or party.identity_number, each))
        elif source and each.kind != "party" and each.place < len(source.draft.conveyances):
            conveyance = source.draft.conveyances[each.place]
            named.append((conveyance.registration or conveyance.name, each))
    return named


def _context(request: PageRequest, found: Incident) -> dict[str, object]:
    ids = [source.id for source in found.sources]
    judged = judgements_about(viewer=request.viewer, record_ids=ids)
    codes = {agency.id: agency.code for agency in agencies()}
    return {
        "incident": found,
        "heading": heading(found),
        "several": len(found.sources) > 1,
        "has_position": any(s.draft.place.lon is not None for s in found.sources),
        "rows": shown_rows(found.sources, found.rows),
        "lead": codes[found.resolved.lead_agency_id],
        "agencies": sorted(codes[each] for each in found.resolved.agency_ids),
        "joins": _standing_joins(judged, set(ids)),
        "labels": record_labels(
            viewer=request.viewer,
            record_ids={each for judgement in judged for each in judgement.pair},
        ),
        "history": history_of((source.record for source in found.sources), judged),
    }


def heading(found: Incident) -> str:
    """What happened, where and when, as far as it is known."""
    resolved = found.resolved
    offence, place, moment = (
        source.draft if (source := found.source(number)) else None
        for number in (resolved.offence_from, resolved.place_from, resolved.moment_from)
    )
    parts = [
        code_text(OFFENCES, offence.offence) or offence.offence_written if offence else "",
        place_name(place.place) if place else "",
        moment_text(moment.occurred) if moment and moment.occurred else "",
    ]
    return " · ".join(part for part in parts if part) or _("Incident")


def place_name(place: PlaceDraft) -> str:
    """The name of the area of its time, else the place as written."""
    if place.area and place.area in gazetteer():
        return gazetteer().area(place.area).full_name
    return shortened(place.written, 60)


def _standing_joins(judged: Iterable[Judged], members: set[int]) -> list[Judged]:
    """The judgements that hold the incident together, the latest about each pair."""
    latest: dict[tuple[int, int], Judged] = {}
    for each in judged:
        if not each.is_withdrawn and members.issuperset(each.pair):
            kept = latest.get(each.pair)
            if kept is None or (each.by_person and not kept.by_person):
                latest[each.pair] = each
    return [each for each in latest.values() if each.decision == "same"]


@require_GET
def incident_map(request: PageRequest, record_id: int) -> HttpResponse:
    """The recorded positions of the incident as GeoJSON, one point for each open source that has one."""
    try:
        sources = open_sources(viewer=request.viewer, record_id=record_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    return positions_of(sources)


def positions_of(sources: Iterable[Source]) -> JsonResponse:
    """GeoJSON points of the sources, labelled with their agencies."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "layer": "point",
                "label": agency_text(source.record.agency),
                "text": place.written or f"{place.lat:.4f}, {place.lon:.4f}",
            },
        }
        for source in sources
        if (place := source.draft.place).lon is not None and place.lat is not None
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@require_POST
def incident_split(request: PageRequest, record_id: int) -> HttpResponse:
    """Says that two records are not the same incident."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        raise Http404
    answer = form.answer()
    try:
        judged = judge_records(actor=request.viewer, decision="different", **answer)
    except RecordNotFoundError as error:
        raise Http404 from error
    except AlreadyWaitingError:
        judged = None
    if judged is None:
        messages.info(request, _("A register entry is touched: a second person has to confirm."))
        return redirect("incident", record_id)
    match_soon([answer["left"], answer["right"]])
    messages.success(request, _("The two records count as two incidents from now on."))
    return redirect("incident", record_id)


@require_POST
def judgement_undo(request: PageRequest, record_id: int) -> HttpResponse:
    """Takes a person's judgement back."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Http404
    judgement_id = form.cleaned_data["judgement"]
    try:
        undone = take_back_judgement(actor=request.viewer, judgement_id=judgement_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    except NotUndoableError:
        messages.info(request, _("This judgement was taken back already."))
        return redirect("incident", record_id)
    except AlreadyWaitingError:
        return redirect("review_waiting")
    if undone.judgement is None:
        messages.info(request, _("A register entry is touched: a second person has to confirm."))
        return redirect("incident", record_id)
    match_soon(undone.pair)
    messages.success(request, _("The judgement was taken back."))
    return redirect("incident", record_id)
