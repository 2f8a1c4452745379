"""One box for everything: people, organisations, conveyances, incidents, areas and their numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cotmoc.search.actions.searching import search_records
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.search.words import notes, shown_groups

EACH = 10


@require_GET
def show_search(request: PageRequest) -> HttpResponse:
    """What fits `?q=`, with its reasons; only the list for a script that asks for it. The search is logged."""
    text = request.GET.get("q", "")
    answer = search_records(actor=request.viewer, text=text, limit=EACH)
    groups = shown_groups(answer)
    values = {
        "text": answer.asked.text,
        "groups": groups,
        "number": sum(len(group.hits) for group in groups),
        "closed": answer.closed,
        "notes": notes(answer),
        "is_asked": not answer.asked.is_empty,
    }
    is_fragment = "HX-Request" in request.headers
    return render(request, f"web/search/{'_results' if is_fragment else 'search'}.html", values)
