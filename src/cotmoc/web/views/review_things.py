"""Reviewing pairs of persons or of vehicles and vessels: the same, different or unsure, and the next appears."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.records.actions.judging import judge_things, take_back_things
from cotmoc.records.actions.reading import read_thing_pair
from cotmoc.records.queries.resolvable import KINDS
from cotmoc.records.queries.review_parties import FIELDS, things_waiting
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import NotUndoableError
from cotmoc.web.forms.review import AnswerForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.review import ANSWER_BUTTONS

#: The answers of a session that can be undone one after the other: [kind, proposal, number, judgement].
ANSWERS = "review_things_answers"
MOST_ANSWERS = 100
LABELS = {
    "name": _("Name"),
    "birth": _("Date of birth"),
    "identity_number": _("Identity document"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "residence_written": _("Residence"),
    "registration": _("Registration"),
    "kind": _("Kind"),
    "flag": _("Flag"),
    "written": _("As written"),
}


@require_GET
def review_things(request: PageRequest, kind: str) -> HttpResponse:
    """The pair that `at` names, or the most likely one."""
    _check(kind)
    waiting, total = things_waiting(viewer=request.viewer, kind=kind)
    asked = request.GET.get("at", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 18 else next(iter(waiting), None)
    context: dict[str, object] = {
        "kind": kind,
        "total": total,
        "answers": ANSWER_BUTTONS,
        "last": [each for each in _answers(request) if each[0] == kind][-1:],
        "pair": None,
    }
    if number is not None:
        try:
            pair = read_thing_pair(actor=request.viewer, kind=kind, proposal_id=number)
        except RecordNotFoundError as error:
            raise Http404 from error
        place = waiting.index(number) if number in waiting else -1
        values = zip(*(side.values for side in pair.sides), strict=True)
        context |= {
            "pair": pair,
            "rows": [
                (LABELS[field], cells, len(set(cells)) == 1 and bool(cells[0]))
                for field, cells in zip(FIELDS[kind], values, strict=True)
                if any(cells)
            ],
            "next": waiting[place + 1] if -1 < place < len(waiting) - 1 else None,
        }
    return render(request, "web/review/things.html", context)


@require_POST
def review_things_answer(request: PageRequest, kind: str, proposal_id: int) -> HttpResponse:
    """Keeps the answer and goes on to the next pair."""
    _check(kind)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        number, judgement = judge_things(
            actor=request.viewer, kind=kind, proposal_id=proposal_id, **form.cleaned_data
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    answers = [*_answers(request), [kind, proposal_id, number, judgement]]
    request.session[ANSWERS] = answers[-MOST_ANSWERS:]
    return redirect("review_things", kind)


@require_POST
def review_things_undo(request: PageRequest, kind: str) -> HttpResponse:
    """Takes the session's last answer about this kind back and shows its pair again."""
    _check(kind)
    answers = _answers(request)
    last = next((each for each in reversed(answers) if each[0] == kind), None)
    if last is None:
        return redirect("review_things", kind)
    request.session[ANSWERS] = [each for each in answers if each is not last]
    _kind, _proposal, number, judgement = last
    try:
        take_back_things(
            actor=request.viewer, kind=kind, number=int(number), judgement_id=int(judgement)
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    except NotUndoableError:
        pass
    return redirect("review_things", kind)


def _check(kind: str) -> None:
    if kind not in KINDS:
        raise Http404


def _answers(request: PageRequest) -> list[list[int | str]]:
    return cast("list[list[int | str]]", request.session.get(ANSWERS, []))
