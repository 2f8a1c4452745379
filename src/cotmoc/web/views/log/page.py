"""The page on which an incident is logged: a new sheet, a draft, and what became of a filed one."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.ingest.actions.log_sheets import (
    SheetDraft,
    SheetTakenError,
    correct_record,
    discard_sheet,
    keep_sheet,
)
from cotmoc.ingest.core.attached import ENDINGS, PICTURES
from cotmoc.ingest.queries.log_sheets import (
    LogSheet,
    SheetState,
    drafts,
    filed_sheets,
    is_taken,
    log_sheet,
)
from cotmoc.records.policies import check_user_can_record_for
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.web.forms.log import new_values, says_something, sheet_draft, worth_filing
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.log.attaching import attach_sent
from cotmoc.web.views.log.filing import record_sheet, show_filed
from cotmoc.web.views.log.known import shown_known
from cotmoc.web.views.log.presenting import SheetPage, read_sheet, sheet_page

TOKEN_BYTES = 8
MOST_DRAFTS, MOST_FILED = 20, 5
#: The fields by which a draft is known again.
KNOWN_BY = ("occurred.date", "place.written", "party[1].name", "seizure[1].commodity")
_TOKEN = re.compile(rf"[0-9a-f]{{{2 * TOKEN_BYTES}}}")


@require_GET
def log(request: PageRequest) -> HttpResponse:
    """A new sheet, with the drafts that were kept."""
    check_user_can_record_for(request.viewer, request.viewer.agency or "")
    draft = SheetDraft(new_values(request.viewer))
    return _shown(request, secrets.token_hex(TOKEN_BYTES), draft)


def sheet(request: PageRequest, token: str) -> HttpResponse:
    """A draft to go on with, or what became of a filed sheet; sent, it does what its button says."""
    found = _own(request, token)
    if found is not None and found.state == SheetState.FILED:
        return show_filed(request, found)
    if request.method != "POST":
        if found is None:
            raise Http404
        return _shown(request, token, SheetDraft(found.values, found.handling))
    draft = sheet_draft(request.POST)
    task = request.POST.get("do", "")
    if task == "record" and _is_whole(request, draft):
        return record_sheet(request, token, SheetDraft(worth_filing(draft.values), draft.handling))
    if says_something(draft.values) or task == "attach":
        keep_sheet(actor=request.viewer, token=token, draft=draft)
    if task == "attach":
        return attach_sent(request, token)
    if task == "record":
        return _shown(request, token, draft, refused=True)
    return _shown(request, token, draft)


def _is_whole(request: PageRequest, draft: SheetDraft) -> bool:
    """True for a sheet that can be recorded."""
    return says_something(draft.values) and not read_sheet(request.viewer, draft.values).is_parked


@require_POST
def look(request: PageRequest, token: str) -> HttpResponse:
    """What a sheet is understood as while it is written, as pieces for the page; the draft is kept."""
    found = _own(request, token)
    draft = sheet_draft(request.POST)
    try:
        if says_something(draft.values):
            found = keep_sheet(actor=request.viewer, token=token, draft=draft)
    except SheetTakenError:  # it was filed while it was looked at
        return HttpResponse(status=204)
    context = _context(request, token, draft, found)
    task, _colon, argument = request.POST.get("do", "").partition(":")
    if task in ("add", "remove"):
        context["group"] = argument.partition(".")[0]
        answer = render(request, "web/log/_changed.html", context)
    else:
        answer = render(request, "web/log/_look.html", context)
    if says_something(draft.values):
        answer.headers["HX-Replace-Url"] = reverse("log_sheet", args=[token])
    return answer


@require_POST
def discard(request: PageRequest, token: str) -> HttpResponse:
    """Gives a draft up."""
    try:
        discard_sheet(actor=request.viewer, token=token)
    except SheetTakenError as error:
        raise Http404 from error
    messages.info(request, _("The draft was discarded. Nothing of it was kept."))
    return redirect("log")


@require_POST
def correct(request: PageRequest, record_id: int) -> HttpResponse:
    """A draft that says what a logged record says, to be changed and recorded as its next version."""
    token = secrets.token_hex(TOKEN_BYTES)
    try:
        begun = correct_record(actor=request.viewer, record_id=record_id, token=token)
    except RecordNotFoundError as error:
        raise Http404 from error
    if begun is None:
        raise Http404
    return redirect("log_sheet", token)


def _own(request: PageRequest, token: str) -> LogSheet | None:
    """The viewer's sheet of that name, None where there is none yet; 404 for another's and for what is no name."""
    if not _TOKEN.fullmatch(token) or is_taken(viewer=request.viewer, token=token):
        raise Http404
    return log_sheet(viewer=request.viewer, token=token)


def _shown(
    request: PageRequest, token: str, draft: SheetDraft, *, refused: bool = False
) -> HttpResponse:
    found = log_sheet(viewer=request.viewer, token=token)
    context = _context(request, token, draft, found, refused=refused)
    context |= {
        "refused": refused,
        "filed": list(filed_sheets(viewer=request.viewer)[:MOST_FILED]),
        "drafts": _kept(request, token),
        "endings": ",".join(ENDINGS),
    }
    return render(request, "web/log/sheet.html", context, status=400 if refused else 200)


def _kept(request: PageRequest, token: str) -> list[LogSheet]:
    """The viewer's other drafts, each with a few of its words to know it by."""
    kept = list(drafts(viewer=request.viewer).exclude(token=token)[:MOST_DRAFTS])
    for each in kept:
        values = worth_filing(each.values)
        words = [values.get(name, "") for name in KNOWN_BY]
        each.summary = " · ".join(word for word in words if word)  # type: ignore[attr-defined]
    return kept


def _context(
    request: PageRequest,
    token: str,
    draft: SheetDraft,
    found: LogSheet | None,
    *,
    refused: bool = False,
) -> dict[str, Any]:
    page = sheet_page(request.viewer, draft.values, refused=refused)
    return {
        "token": token,
        "focus": _focus(request.POST.get("do", ""), page),
        "sheet": found,
        "once": page.once,
        "things": page.things,
        "fields": page.fields,
        "record_problems": page.record_problems,
        "known": shown_known(request, token, page.reading.draft),
        "closed": draft.handling == "closed",
        "files": list(found.files.order_by("pk")) if found else [],
        "pictures": PICTURES,
    }


def _focus(task: str, page: SheetPage) -> str:
    """The field to write in next: the first wrong one, that of a thing just added, else the first of all.

    After a thing was left out it is the button that adds another.
    """
    verb, _colon, argument = task.partition(":")
    if verb == "add" and page.things.get(argument):
        return page.things[argument][-1].fields[0].name
    if verb == "remove":
        return argument.partition(".")[0]
    return next((each.name for each in page.fields if each.is_wrong), page.fields[0].name)


__all__ = ["correct", "discard", "log", "look", "sheet"]
