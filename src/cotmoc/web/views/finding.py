"""Going anywhere by typing: a page of its own, and the list inside the palette that every page opens."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cotmoc.web.finding import find
from cotmoc.web.requests import PageRequest


@require_GET
def show_found(request: PageRequest) -> HttpResponse:
    """What fits `?q=`; only the list for a script that asks for it."""
    text = request.GET.get("q", "").replace("\x00", "")
    groups = find(viewer=request.viewer, text=text, language=get_language() or "vi")
    is_fragment = "HX-Request" in request.headers
    values = {
        "text": text,
        "groups": groups,
        "number": sum(len(group.entries) for group in groups),
        "prefix": "palette" if is_fragment else "found",
        "next": request.headers.get("HX-Current-URL", ""),
    }
    return render(request, f"web/finding/{'_found' if is_fragment else 'find'}.html", values)
