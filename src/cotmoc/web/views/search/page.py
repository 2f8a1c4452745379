"""One box for everything: people, organisations, conveyances, incidents, areas and their numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cotmoc.search.actions.searching import LONGEST_PURPOSE, search_records
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.search.understood import said_of, shown_parts
from cotmoc.web.views.search.words import notes, shown_groups

EACH = 10


@require_GET
def show_search(request: PageRequest) -> HttpResponse:
    """What fits `?q=`, with its reasons; only the list for a script that asks for it. The search is logged.

    `as=words:part`, any number of times, says what words are; `purpose` is kept in the log.
    """
    text, purpose = request.GET.get("q", ""), request.GET.get("purpose", "")[:LONGEST_PURPOSE]
    stated = request.GET.getlist("as")
    said = said_of(stated)
    answer = search_records(actor=request.viewer, text=text, limit=EACH, said=said, purpose=purpose)
    groups = shown_groups(answer)
    values = {
        "text": answer.asked.text,
        "groups": groups,
        "number": sum(len(group.hits) for group in groups),
        "parts": shown_parts(answer.understood, said),
        "said": [f"{words}:{part}" for words, part in said.items()],
        "purpose": purpose,
        "longest_purpose": LONGEST_PURPOSE,
        "notes": notes(answer),
        "is_asked": not answer.asked.is_empty,
    }
    is_fragment = "HX-Request" in request.headers
    return render(request, f"web/search/{'_results' if is_fragment else 'search'}.html", values)
