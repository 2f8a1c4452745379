"""Contradictions of judgements of every kind, and settling them: splitting here or taking something back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.records.actions.judging import judge_things, take_back_judgement
from cotmoc.records.actions.reading import read_contradictions
from cotmoc.records.jobs import match_soon
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import NotUndoableError
from cotmoc.resolution.actions.seconding import AlreadyWaitingError
from cotmoc.web.forms.review import JudgementForm, UndoForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.review.presenting import TABS


@require_GET
def review_conflicts(request: PageRequest) -> HttpResponse:
    """Every pair called different that a chain of joins contradicts, with the chain and who said what."""
    told = read_contradictions(actor=request.viewer)
    return render(request, "web/review/conflicts.html", {"told": told})


@require_POST
def review_split(request: PageRequest, kind: str) -> HttpResponse:
    """Says of a pair of the chain that it is not the same."""
    form = JudgementForm(request.POST)
    if not form.is_valid() or kind not in TABS:
        raise Http404
    said = form.answer()
    pair = said["left"], said["right"]
    try:
        judgement = judge_things(
            actor=request.viewer, kind=kind, pair=pair, decision="different", reason=said["reason"]
        )
    except RecordNotFoundError as error:
        raise Http404 from error
    except AlreadyWaitingError:
        judgement = None
    if judgement is not None and kind == KIND:
        match_soon()
    _say(request, judgement, _("The two count as two from now on."))
    return redirect("review_conflicts")


@require_POST
def review_take_back(request: PageRequest) -> HttpResponse:
    """Takes a person's judgement of the chain, or the one against it, back."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Http404
    number = form.cleaned_data["judgement"]
    try:
        undone = take_back_judgement(actor=request.viewer, judgement_id=number)
    except RecordNotFoundError as error:
        raise Http404 from error
    except NotUndoableError:
        messages.info(request, _("This judgement was taken back already."))
        return redirect("review_conflicts")
    except AlreadyWaitingError:
        _say(request, None, "")
        return redirect("review_conflicts")
    if undone.judgement is not None and undone.kind == KIND:
        match_soon()
    _say(request, undone.judgement, _("The judgement was taken back."))
    return redirect("review_conflicts")


def _say(request: PageRequest, judgement: int | None, done: str) -> None:
    if judgement is None:
        messages.info(request, _("A register entry is touched: a second person has to confirm."))
    else:
        messages.success(request, done)
