"""Pages that say what went wrong and what to do, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the viewer's roles do not open this."""
    code = getattr(exception, "code", "page.forbidden")
    return render(request, "web/errors/403.html", {"code": code}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: nothing there, or nothing that the viewer may know of."""
    return render(request, "web/errors/404.html", {"code": "page.not_found"}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without database, session or context processors, any of which may be what failed."""
    return HttpResponse(
        render(None, "web/errors/500.html", {"path": request.path}).content, status=500
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form was sent from another site, or after its sign-in had ended."""
    return render(request, "web/errors/csrf.html", {"code": "form.expired"}, status=403)
