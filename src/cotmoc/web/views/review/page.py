"""Reviewing proposed pairs of any kind, one at a time: same, different or unsure, and the next appears."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cotmoc.records.actions.judging import (
    Answered,
    NoLongerThereError,
    answer_proposal,
    take_back_judgement,
)
from cotmoc.records.jobs import match_soon
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.review import review_pair
from cotmoc.records.queries.review_queue import (
    Queue,
    counts_by_sort,
    most_counted,
    review_batches,
    review_queue,
)
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import JudgedMeanwhileError, NotUndoableError
from cotmoc.resolution.actions.seconding import AlreadyWaitingError
from cotmoc.web.forms.review import AnswerForm, QueueForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.incidents import positions_of
from cotmoc.web.views.review.presenting import (
    ORDERS,
    TABS,
    decision_text,
    shown_pair,
)

#: The answers of a session that can be undone one after the other: [kind, proposal, judgement].
ANSWERS = "review_answers"
MOST_ANSWERS = 200
#: Decision, key, label and style of each button.
ANSWER_BUTTONS = (
    ("same", "s", gettext_lazy("Same"), "button-primary"),
    ("different", "d", gettext_lazy("Different"), ""),
    ("unsure", "u", gettext_lazy("Unsure"), ""),
)
#: Sent by the script of the page, which exchanges only a part of it.
PART = "X-Part"
GO_TO = "X-Go-To"


@require_GET
def review(request: PageRequest, kind: str) -> HttpResponse:
    """The pair that `at` names, or the first of the chosen part of the queue; only the pair for the page's script."""
    form = _chosen(kind, request.GET)
    queue = review_queue(viewer=request.viewer, asked=form.asked(kind), agencies=form.agency_pair())
    context = {
        "kind": kind,
        "form": form,
        "filters": form.query(),
        "queue": queue,
        "answers": ANSWER_BUTTONS,
        "last": _last(request, kind),
        **_pair_context(request, kind, queue, form),
    }
    if request.headers.get(PART) == "pair":
        return render(request, "web/review/_pair.html", context)
    return render(
        request, "web/review/review.html", {**context, **_choices(request, kind, form, queue)}
    )


def _chosen(kind: str, data: Any) -> QueueForm:
    if kind not in TABS:
        raise Http404
    form = QueueForm(data)
    form.is_valid()
    return form


def _choices(request: PageRequest, kind: str, form: QueueForm, queue: Queue) -> dict[str, object]:
    """What the rest of the page lets choose between."""
    asked = form.asked(kind)
    tabs = [
        (
            other,
            [
                (sort, label, most_counted(waiting), waiting > most_counted(waiting))
                for sort, label in sorts
                for waiting in [sum(n for (name, _check), n in counted.items() if name == sort)]
            ],
        )
        for other, sorts in TABS.items()
        for counted in [
            queue.by_sort if other == kind else counts_by_sort(viewer=request.viewer, kind=other)
        ]
    ]
    agencies = form.agency_pair()
    return {
        "tabs": tabs,
        "shown_sort": asked.sort or TABS[kind][0][0],
        "orders": [
            (order, label, form.query(order=order), order == asked.order)
            for order, label in ORDERS.items()
        ],
        "agency_choices": [
            (one, other, form.query(agencies=f"{one},{other}"), (one, other) == agencies)
            for one, other in (queue.agency_pairs if agencies is None else (agencies,))
        ],
        "without_agencies": form.query(agencies=""),
        "batches": [
            (batch, form.query(pattern=batch.pattern, sort=batch.sort))
            for batch in review_batches(viewer=request.viewer, asked=asked)
        ],
        "without_pattern": form.query(pattern=""),
        "checks_query": form.query(checks="" if asked.checks else "1"),
        "checking": bool(asked.checks),
        "has_checks": any(check for _sort, check in queue.by_sort),
    }


def _pair_context(
    request: PageRequest, kind: str, queue: Queue, form: QueueForm
) -> dict[str, object]:
    """The pair to show with its neighbours in the queue; nothing when nothing waits."""
    number = form.cleaned_data.get("at") or (queue.pairs[0].proposal_id if queue.pairs else None)
    if number is None:
        return {"pair": None}
    try:
        shown = shown_pair(request, kind, number)
    except RecordNotFoundError as error:
        raise Http404 from error
    place = queue.position(number)
    ids = [each.proposal_id for each in queue.pairs]
    before = ids[place - 1] if place > 0 else None
    after = ids[place + 1] if -1 < place < len(ids) - 1 else None
    return {
        **shown,
        "place": place + 1,
        "address": review_address(kind, form, at=number),
        "previous": review_address(kind, form, at=before) if before else "",
        "next": review_address(kind, form, at=after) if after else "",
    }


@require_POST
def review_answer(request: PageRequest, kind: str, proposal_id: int) -> HttpResponse:
    """Keeps the answer and goes on to the next pair; the script of the page, which shows it already, gets the count."""
    queue_form, form = _chosen(kind, request.POST), AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    in_part = request.headers.get(PART) == "bar"
    following = None if in_part else _following(request, kind, proposal_id, queue_form)
    try:
        answered = answer_proposal(
            actor=request.viewer, kind=kind, proposal_id=proposal_id, **form.cleaned_data
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    except (JudgedMeanwhileError, NoLongerThereError, AlreadyWaitingError) as error:
        messages.warning(request, _refusal_text(error))
        again = proposal_id if isinstance(error, JudgedMeanwhileError) else following
        return _go_to(review_address(kind, queue_form, at=again), in_part=in_part)
    _follow_up(request, answered, proposal_id)
    if in_part:
        return _bar(request, kind, queue_form)
    return redirect(review_address(kind, queue_form, at=following))


def _follow_up(request: PageRequest, answered: Answered, proposal_id: int) -> None:
    """What an answer leads to: incidents are compared anew, and it can be undone, or waits for a second person."""
    if answered.judgement is None:
        messages.info(
            request,
            _("A register entry is touched: your answer waits until a second person confirms it."),
        )
        return
    if answered.kind == KIND:
        match_soon()
    kept = [*_answers(request), [answered.kind, proposal_id, answered.judgement]]
    request.session[ANSWERS] = kept[-MOST_ANSWERS:]


def _refusal_text(error: JudgedMeanwhileError | NoLongerThereError | AlreadyWaitingError) -> str:
    if isinstance(error, JudgedMeanwhileError):
        said = {
            "who": error.params["judge_name"],
            "what": decision_text(str(error.params["decision"])),
        }
        text = _("%(who)s has answered this pair meanwhile: %(what)s. Your answer was not kept.")
        return text % said
    if isinstance(error, NoLongerThereError):
        return _(
            "One of the two was withdrawn or corrected since the pair was proposed. Nothing was kept."
        )
    return _("An answer about this pair waits for a second person already.")


def _go_to(address: str, *, in_part: bool) -> HttpResponse:
    if in_part:
        return HttpResponse(status=409, headers={GO_TO: address})
    return redirect(address)


def _bar(request: PageRequest, kind: str, form: QueueForm) -> HttpResponse:
    queue = Queue((), (), counts_by_sort(viewer=request.viewer, kind=kind))
    context = {"kind": kind, "form": form, "queue": queue, "last": _last(request, kind)}
    return render(request, "web/review/_bar.html", context)


def _following(request: PageRequest, kind: str, proposal_id: int, form: QueueForm) -> int | None:
    """The pair after this one; None at the end, which begins again with what was passed over."""
    queue = review_queue(viewer=request.viewer, asked=form.asked(kind), agencies=form.agency_pair())
    place = queue.position(proposal_id) + 1
    return queue.pairs[place].proposal_id if 0 < place < len(queue.pairs) else None


@require_POST
def review_undo(request: PageRequest, kind: str) -> HttpResponse:
    """Takes the session's last answer about this kind back and shows its pair again."""
    form = _chosen(kind, request.POST)
    last = _last(request, kind)
    if last is None:
        return redirect(review_address(kind, form))
    request.session[ANSWERS] = [each for each in _answers(request) if each is not last]
    _kind, proposal_id, judgement = last
    try:
        undone = take_back_judgement(actor=request.viewer, judgement_id=int(judgement))
    except RecordNotFoundError as error:
        raise Http404 from error
    except (NotUndoableError, AlreadyWaitingError):
        return redirect(review_address(kind, form))
    if undone.judgement is None:
        messages.info(request, _("A register entry is touched: a second person has to confirm."))
    elif kind == KIND:
        match_soon()
    return redirect(review_address(kind, form, at=int(proposal_id)))


@require_GET
def review_map(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Both recorded positions of a pair as GeoJSON."""
    try:
        pair = review_pair(viewer=request.viewer, proposal_id=proposal_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    return positions_of(pair.sources)


def review_address(kind: str, form: QueueForm, at: int | None = None) -> str:
    """The address of the review page with its filters."""
    page = reverse("review") if kind == KIND else reverse("review_things", args=[kind])
    written = form.query(at=str(at) if at else "")
    return page + (f"?{written}" if written else "")


def _answers(request: PageRequest) -> list[list[int | str]]:
    return cast("list[list[int | str]]", request.session.get(ANSWERS, []))


def _last(request: PageRequest, kind: str) -> list[int | str] | None:
    """The last answer about a kind that can be undone."""
    return next((each for each in reversed(_answers(request)) if each[0] == kind), None)
