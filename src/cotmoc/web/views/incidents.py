"""One incident: counted once, its sources side by side, why they are one, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft, PlaceDraft
from cotmoc.records.core.sides import Agreement, Line, Row, Thing
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
from cotmoc.web.claims import thing_name
from cotmoc.web.formatting import moment_text
from cotmoc.web.forms.review import JudgementForm, UndoForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import agency_text, code_text, shortened


@dataclass(frozen=True, slots=True)
class SourceLines:
    """What one source states in a row: the lines that count, and those for which another source speaks.

    `is_slip`: it is written otherwise than the sources before it write it, and is taken for the same all the same.
    """

    source: Source
    counted: tuple[Line, ...]
    others: tuple[Line, ...]
    is_slip: bool = False


@dataclass(frozen=True, slots=True)
class ShownPart:
    """What the sources say in one line of the table: of a whole field, or of one person, vehicle or vessel."""

    agreement: Agreement
    sides: tuple[SourceLines, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One field of the incident with each source's lines."""

    row: Row
    parts: tuple[ShownPart, ...]

    @property
    def counted(self) -> list[tuple[Source, Line]]:
        """What of the field counts in the one incident, with the source that says so."""
        return [
            (side.source, line)
            for part in self.parts
            for side in part.sides
            for line in side.counted
        ]

    @property
    def otherwise(self) -> list[tuple[Source, Line]]:
        """What the sources say that does not count and is not what counts in other words."""
        if self.row.agreement is not Agreement.DIFFERS:
            return []
        differing = [part for part in self.parts if part.agreement is not Agreement.AGREES]
        return [
            (side.source, line) for part in differing for side in part.sides for line in side.others
        ]


def shown_rows(sources: tuple[Source, ...], rows: Iterable[Row]) -> list[ShownRow]:
    """The rows with their sources, for a page."""
    return [ShownRow(row, tuple(_parts(sources, row))) for row in rows]


def _parts(sources: tuple[Source, ...], row: Row) -> Iterator[ShownPart]:
    for thing in row.things:
        yield ShownPart(thing.agreement, tuple(_sides_of(sources, thing)))
    if not row.things:
        sides = zip(sources, row.cells, strict=True)
        yield ShownPart(row.agreement, tuple(_lines(source, cell) for source, cell in sides))


def _sides_of(sources: tuple[Source, ...], thing: Thing) -> Iterator[SourceLines]:
    differs = thing.is_named and thing.agreement is Agreement.DIFFERS
    first = next(place for place, line in enumerate(thing.lines) if line)
    for place, (source, line) in enumerate(zip(sources, thing.lines, strict=True)):
        yield _lines(source, (line,) if line else (), is_slip=differs and place > first)


def _lines(source: Source, lines: tuple[Line, ...], *, is_slip: bool = False) -> SourceLines:
    counted = tuple(line for line in lines if line.counted)
    others = tuple(line for line in lines if not line.counted)
    return SourceLines(source, counted, others, is_slip and bool(lines))


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
    """Each with the name or registration that its source states; once what several sources state of one."""
    groups = (*found.resolved.same_parties, *found.resolved.same_conveyances)
    first = {(each.record_id, each.index): group[0] for group in groups for each in group}
    named: dict[object, tuple[str, Elsewhere]] = {}
    for each in told:
        if (stated := _stated(found, each)) is not None:
            thing = first.get((each.record_id, each.place), (each.record_id, each.place))
            line = (each.kind, thing, each.incidents, each.closed)
            named.setdefault(line, (thing_name(stated), each))
    return list(named.values())


def _stated(found: Incident, each: Elsewhere) -> PartyDraft | ConveyanceDraft | None:
    """What the source states of it; None where the source is not open, or says otherwise by now."""
    source = found.source(each.record_id)
    if source is None:
        return None
    things = source.draft.parties if each.kind == "party" else source.draft.conveyances
    return things[each.place] if each.place < len(things) else None


def _context(request: PageRequest, found: Incident) -> dict[str, object]:
    ids = [source.id for source in found.sources]
    judged = judgements_about(viewer=request.viewer, record_ids=ids)
    codes = {agency.id: agency.code for agency in agencies()}
    return {
        "incident": found,
        "heading": heading(found),
        "may_be_known": bool(found.resolved.same_parties or found.resolved.same_conveyances),
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
    match_soon()
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
    match_soon()
    messages.success(request, _("The judgement was taken back."))
    return redirect("incident", record_id)
