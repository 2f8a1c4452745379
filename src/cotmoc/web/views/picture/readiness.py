"""What is shown while the figures are still made ready, as at the first start with many records."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render

from cotmoc.picture.facts.store import are_ready
from cotmoc.web.requests import PageRequest

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponse]
#: Who asks for a page waits so long for the figures before being told that they are made ready.
PATIENCE_S = 2.0
#: The element of the waiting page that asks again, and after how many seconds a program should.
ASKING, AGAIN_AFTER_S = "preparing", 5


def once_ready(view: View[P]) -> View[P]:
    """The view, or a page that waits in its place and gives way to it as soon as the figures are ready."""

    @wraps(view)
    def shown(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asks_again = request.headers.get("HX-Trigger") == ASKING
        if are_ready(0.0 if asks_again else PATIENCE_S):
            return _reload() if asks_again else view(request, *args, **kwargs)
        if asks_again:
            return HttpResponse(status=204)
        if "HX-Request" in request.headers:  # a press on a page of before the restart
            return _reload()
        context = {"asking": ASKING}
        waiting = render(request, "web/picture/preparing.html", context, status=503)
        waiting["Retry-After"] = str(AGAIN_AFTER_S)
        return waiting

    return shown


def _reload() -> HttpResponse:
    return HttpResponse(headers={"HX-Refresh": "true"})
