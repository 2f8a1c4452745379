"""What waits for a second person, and the register entries because of which it waits."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.judging import confirm_answer, decline_answer
from cotmoc.records.actions.marking import MarkOf, approve_mark, end_mark, mark_thing
from cotmoc.records.actions.reading import read_waiting
from cotmoc.records.jobs import match_soon
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import NotUndoableError
from cotmoc.resolution.actions.register import NoSuchMarkError
from cotmoc.resolution.actions.seconding import NothingWaitsError
from cotmoc.resolution.policies import user_can_be_second, user_can_mark
from cotmoc.web.forms.review import MarkForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import code_text
from cotmoc.web.views.review.presenting import decision_text


@require_GET
def review_waiting(request: PageRequest) -> HttpResponse:
    """What waits for a second person, and the register entries."""
    return _page(request, MarkForm())


def _page(request: PageRequest, form: MarkForm) -> HttpResponse:
    told, viewer = read_waiting(actor=request.viewer), request.viewer
    waiting = [
        (
            each.row,
            each.left,
            each.right,
            decision_text(each.row.decision),
            user_can_be_second(viewer, each.row.user_id),
        )
        for each in told.waiting
    ]
    marks = [
        (
            each.mark,
            each.side,
            code_text(OFFENCES, each.mark.offence),
            not each.mark.approved_by and each.mark.opened_by_id != viewer.user_id,
        )
        for each in told.marks
    ]
    context = {
        "waiting": waiting,
        "closed": told.closed,
        "marks": marks,
        "may_mark": user_can_mark(viewer),
        "form": form,
    }
    return render(request, "web/review/waiting.html", context)


@require_POST
def review_confirm(request: PageRequest, waiting_id: int) -> HttpResponse:
    """Confirms as the second person."""
    try:
        answered = confirm_answer(actor=request.viewer, waiting_id=waiting_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    except (NothingWaitsError, NotUndoableError):
        messages.info(request, _("Nothing of this waits any more."))
        return redirect("review_waiting")
    if answered.kind == KIND:
        match_soon()
    messages.success(request, _("Confirmed. It is in effect now."))
    return redirect("review_waiting")


@require_POST
def review_decline(request: PageRequest, waiting_id: int) -> HttpResponse:
    """Takes what waits off the list."""
    try:
        decline_answer(actor=request.viewer, waiting_id=waiting_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    messages.success(request, _("It is off the list, and nothing was changed."))
    return redirect("review_waiting")


@require_POST
def review_mark_open(request: PageRequest) -> HttpResponse:
    """Opens a register entry on an incident, or on a party or conveyance of it; in force once another approves."""
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    data = form.cleaned_data
    of = MarkOf(data["kind"], data["record"], data["place"] - 1)
    try:
        mark_thing(
            actor=request.viewer,
            of=of,
            offence=data["offence"],
            basis=data["basis"],
            review_on=data["review_on"],
        )
    except RecordNotFoundError:
        form.add_error("record", _("There is no such record, or nothing of that kind in it."))
        return _page(request, form)
    except CotmocError as error:
        form.add_error(str(error.params.get("field") or "basis"), _("This cannot be saved so."))
        return _page(request, form)
    messages.success(request, _("Opened. It is in force once another commander approves it."))
    return redirect("review_waiting")


@require_POST
def review_mark_approve(request: PageRequest, mark_id: int) -> HttpResponse:
    """Approves a register entry as the second person."""
    try:
        approve_mark(actor=request.viewer, mark=mark_id)
    except (NoSuchMarkError, RecordNotFoundError) as error:
        raise Http404 from error
    messages.success(request, _("Approved. Joins and splits of it take two persons from now on."))
    return redirect("review_waiting")


@require_POST
def review_mark_end(request: PageRequest, mark_id: int) -> HttpResponse:
    """Ends a register entry."""
    try:
        end_mark(actor=request.viewer, mark=mark_id)
    except (NoSuchMarkError, RecordNotFoundError) as error:
        raise Http404 from error
    messages.success(request, _("Ended."))
    return redirect("review_waiting")
