"""The request as every page of Cotmoc sees it."""

from __future__ import annotations

from django.http import HttpRequest

from cotmoc.access.core.viewer import Viewer

#: Whoever has not signed in: no roles, so no query answers and no page but the public ones opens.
ANONYMOUS = Viewer(name="anonymous")


class PageRequest(HttpRequest):
    """A request that went through `viewer_middleware`: `viewer` is who asks."""

    viewer: Viewer
