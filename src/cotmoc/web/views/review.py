"""Reviewing proposed pairs, one at a time: same, different or unsure, and the next appears."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.records.actions.judging import judge_records, take_back_judgement
from cotmoc.records.actions.reading import read_pair
from cotmoc.records.jobs import match_soon
from cotmoc.records.queries.review import Queue, contradictions, review_pair, review_queue
from cotmoc.records.queries.sources import RecordNotFoundError, record_labels
from cotmoc.resolution.actions.judging import NotUndoableError
from cotmoc.web.forms.review import AnswerForm, QueueForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.incidents import positions_of, shown_rows

#: The answers of a session that can be undone one after the other: [proposal, record, judgement].
ANSWERS = "review_answers"
MOST_ANSWERS = 100
#: Decision, key, label and style of each button.
ANSWER_BUTTONS = (
    ("same", "s", _("Same"), "button-primary"),
    ("different", "d", _("Different"), ""),
    ("unsure", "u", _("Unsure"), ""),
)


@require_GET
def review(request: PageRequest) -> HttpResponse:
    """The pair that `at` names, or the most likely one of the chosen part of the queue."""
    form = QueueForm(request.GET)
    chosen = form.agency_pair() if form.is_valid() else None
    queue = review_queue(viewer=request.viewer, agencies=chosen)
    asked = form.cleaned_data.get("at")
    context: dict[str, object] = {
        "queue": queue,
        "chosen": chosen,
        "chosen_text": ",".join(chosen or ()),
        "filters": urlencode({"agencies": ",".join(chosen)}) if chosen else "",
        "choices": queue.agency_pairs if chosen is None else (chosen,),
        "answers": ANSWER_BUTTONS,
        "last": _answers(request)[-1:],
    }
    return render(request, "web/review/review.html", {**context, **_shown(request, queue, asked)})


def _shown(request: PageRequest, queue: Queue, asked: int | None) -> dict[str, object]:
    """The pair to show with its neighbours in the queue; nothing when nothing waits."""
    number = asked or (queue.pairs[0].proposal_id if queue.pairs else None)
    if number is None:
        return {"pair": None}
    try:
        pair = read_pair(actor=request.viewer, proposal_id=number)
    except RecordNotFoundError as error:
        raise Http404 from error
    place = queue.position(number)
    ids = [each.proposal_id for each in queue.pairs]
    return {
        "pair": pair,
        "rows": shown_rows(pair.sources, pair.rows),
        "has_position": any(s.draft.place.lon is not None for s in pair.sources),
        "place": place + 1,
        "previous": ids[place - 1] if place > 0 else None,
        "next": ids[place + 1] if -1 < place < len(ids) - 1 else None,
    }


@require_POST
def review_answer(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Keeps the answer and goes on to the next pair of the queue."""
    form, queue_form = AnswerForm(request.POST), QueueForm(request.POST)
    if not (form.is_valid() and queue_form.is_valid()):
        raise Http404
    chosen = queue_form.agency_pair()
    following = _following(request, proposal_id, chosen)
    try:
        pair = review_pair(viewer=request.viewer, proposal_id=proposal_id)
        left, right = (source.id for source in pair.sources)
        judgement_id = judge_records(
            actor=request.viewer, left=left, right=right, **form.cleaned_data
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    match_soon([left, right])
    _remember(request, [proposal_id, left, judgement_id])
    return redirect(review_address(chosen, at=following))


def _following(
    request: PageRequest, proposal_id: int, chosen: tuple[str, str] | None
) -> int | None:
    """The pair after this one; None at the end, which begins again with what was passed over."""
    queue = review_queue(viewer=request.viewer, agencies=chosen)
    place = queue.position(proposal_id) + 1
    return queue.pairs[place].proposal_id if 0 < place < len(queue.pairs) else None


@require_POST
def review_undo(request: PageRequest) -> HttpResponse:
    """Takes the session's last answer back and shows its pair again."""
    form = QueueForm(request.POST)
    chosen = form.agency_pair() if form.is_valid() else None
    answers = _answers(request)
    if not answers:
        return redirect(review_address(chosen))
    proposal_id, record_id, judgement_id = answers[-1]
    request.session[ANSWERS] = answers[:-1]
    try:
        match_soon(
            take_back_judgement(
                actor=request.viewer, record_id=record_id, judgement_id=judgement_id
            )
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    except NotUndoableError:
        return redirect(review_address(chosen))
    return redirect(review_address(chosen, at=proposal_id))


@require_GET
def review_map(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Both recorded positions of a pair as GeoJSON."""
    try:
        pair = review_pair(viewer=request.viewer, proposal_id=proposal_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    return positions_of(pair.sources)


@require_GET
def review_conflicts(request: PageRequest) -> HttpResponse:
    """The joins that somebody's "not the same" keeps from being made."""
    found = contradictions(viewer=request.viewer)
    numbers = {n for each in found for n in (each.left, each.right, *each.against)}
    labels = record_labels(viewer=request.viewer, record_ids=numbers)
    return render(request, "web/review/conflicts.html", {"found": found, "labels": labels})


def review_address(chosen: tuple[str, str] | None, at: int | None = None) -> str:
    """The address of the review page with its filters."""
    query = {"agencies": ",".join(chosen) if chosen else None, "at": at}
    written = urlencode({name: value for name, value in query.items() if value})
    return reverse("review") + (f"?{written}" if written else "")


def _answers(request: PageRequest) -> list[list[int]]:
    return cast("list[list[int]]", request.session.get(ANSWERS, []))


def _remember(request: PageRequest, answer: list[int]) -> None:
    request.session[ANSWERS] = [*_answers(request), answer][-MOST_ANSWERS:]
