"""The stylesheet under an address that changes with it, so that browsers may keep it for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cotmoc.web.stylesheet import stylesheet

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def show_style(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001
    """The stylesheet; kept only under its own digest: another one asks for a sheet of before or after an upgrade."""
    sheet = stylesheet()
    caching = FOR_EVER if digest == sheet.digest else "no-cache"
    return HttpResponse(
        sheet.text, content_type="text/css; charset=utf-8", headers={"Cache-Control": caching}
    )
