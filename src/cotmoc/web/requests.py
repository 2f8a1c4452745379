"""The request as every page of Cotmoc sees it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from cotmoc.access.core.viewer import Viewer

#: Whoever has not signed in: no roles, so no query answers and no page but the public ones opens.
ANONYMOUS = Viewer(name="anonymous")


class PageRequest(HttpRequest):
    """A request that went through `viewer_middleware`: `viewer` is who asks; `tour_codes` what of the tour is done."""

    viewer: Viewer
    tour_codes: frozenset[str]


def safe_next(request: HttpRequest) -> str:
    """The address to go on to that was sent as `next`, if it is one of this site; else the start."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return target
    return resolve_url("home")
