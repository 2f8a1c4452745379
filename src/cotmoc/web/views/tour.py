"""The tour: its page, and hiding, showing or beginning it again."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cotmoc.access.queries.organisation import demo_accounts, is_demonstration
from cotmoc.web.context import ROLE_LABELS
from cotmoc.web.requests import PageRequest, safe_next
from cotmoc.web.tour import HIDDEN, TASKS, Progress, keep_codes, kept_codes, task_of


@require_http_methods(["GET", "HEAD", "POST"])
def show_tour(request: PageRequest) -> HttpResponse:
    """All tasks, each with an account to do it as; sent `do`, what is kept of the tour is changed."""
    if not is_demonstration():
        raise Http404
    if request.method == "POST":
        return _change(request)
    codes = kept_codes(request)
    accounts = {role: account for account in reversed(demo_accounts()) for role in account.roles}
    tasks = [
        {
            "progress": Progress(task, codes),
            "role": ROLE_LABELS[task.role],
            "account": accounts.get(task.role),
            "is_own": task == task_of(request.viewer),
        }
        for task in TASKS
    ]
    return render(request, "web/tour/tour.html", {"tasks": tasks, "is_hidden": HIDDEN in codes})


def show_tour_panel(request: PageRequest) -> HttpResponse:
    """The panel alone, for pages of which only a part was exchanged."""
    return render(request, "web/components/tour.html")


def _change(request: PageRequest) -> HttpResponse:
    codes = kept_codes(request)
    changed = {
        "hide": codes | {HIDDEN},
        "show": codes - {HIDDEN},
        "restart": frozenset[str](),
    }.get(request.POST.get("do", ""))
    if changed is None:
        raise Http404
    response = HttpResponseRedirect(safe_next(request))
    keep_codes(response, changed)
    return response
