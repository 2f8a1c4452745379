"""Who asks, and whether they may: set and enforced before any view runs."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import resolve_url

from cotmoc.access.policies import NotAllowedError
from cotmoc.access.queries.organisation import is_demonstration, viewer_of
from cotmoc.web.permissions import PERMISSIONS
from cotmoc.web.requests import ANONYMOUS, PageRequest
from cotmoc.web.tour import Visit, keep_codes, kept_codes, newly_done
from cotmoc.web.views.errors import forbidden

COMPRESSED = frozenset({"application/json", "application/geo+json", "image/svg+xml"})


class ViewerMiddleware:
    """Sets `request.viewer` and enforces the permission table on every resolved address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to a request whose viewer is known."""
        page_request = cast("PageRequest", request)
        user = request.user
        page_request.viewer = viewer_of(user) if user.is_authenticated else ANONYMOUS
        return self.get_response(page_request)

    def process_view(
        self, request: PageRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Lets the view run, sends to the sign-in page, or denies. Addresses outside the table are denied."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        permission = PERMISSIONS.get(name)
        if permission is not None and permission.admits(request.viewer):
            return None
        if permission is None or request.viewer.user_id is not None:
            raise PermissionDenied(name)
        return _ask_to_sign_in(request)

    def process_exception(
        self, request: PageRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answers a refused action like a refused page."""
        return forbidden(request, exception) if isinstance(exception, NotAllowedError) else None


class TourMiddleware:
    """Ticks off the steps of the tour that a request does; behind `ViewerMiddleware`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, which makes the browser keep what was done if that was possible and this is a demonstration."""
        response = self.get_response(request)
        done: frozenset[str] = getattr(request, "tour_done", frozenset())
        if done and response.status_code < HTTPStatus.BAD_REQUEST and is_demonstration():
            keep_codes(response, kept_codes(request) | done)
        return response

    def process_view(self, request: PageRequest, _view: object, _args: object, _kw: object) -> None:
        """Notes what the request does before the page is made, so that it is ticked off on the page itself."""
        match = request.resolver_match
        visit = Visit(match.view_name if match else "", request.GET, request.method == "POST")
        codes = kept_codes(request)
        done = newly_done(request.viewer, visit, codes)
        request.tour_done = done  # type: ignore[attr-defined]
        request.tour_codes = codes | done


def viewer_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> ViewerMiddleware:
    """The middleware, by the name that the settings use."""
    return ViewerMiddleware(get_response)


def _ask_to_sign_in(request: PageRequest) -> HttpResponseBase:
    # A fragment request must not receive the sign-in page as its fragment.
    if request.headers.get("HX-Request"):
        target = (
            resolve_url("sign_in")
            + "?"
            + urlencode({"next": request.headers.get("HX-Current-URL", "")})
        )
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "")


class CompressMiddleware(GZipMiddleware):
    """Compresses text for stations with slow lines; workbooks are compressed already.

    What a page repeats of its address is padded by Django against guessing secrets from the compressed length.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The response, compressed if it is text."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_text = kind.startswith("text/") or kind in COMPRESSED
        return super().process_response(request, response) if is_text else response
