"""The page of the picture, whole or in two answers, and completion of area names."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from cotmoc.access.queries.organisation import home_area
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.changes import changes_since
from cotmoc.picture.queries.kept import Kept
from cotmoc.picture.queries.page import Glance, Picture, glance, latest_day, picture
from cotmoc.picture.queries.rates import Rates
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import choices, offered_areas, offered_name, read_filters
from cotmoc.web.views.picture.drawing import DRAWINGS
from cotmoc.web.views.picture.labels import (
    areas_above,
    chips,
    ignored_text,
    language,
    names,
    with_names,
)
from cotmoc.web.views.picture.periods import first_period, period_choices
from cotmoc.web.views.picture.readiness import once_ready
from cotmoc.web.views.picture.scales import per_km2, per_people, rates_of
from cotmoc.web.views.picture.since import kind_tabs, moments
from cotmoc.web.views.picture.tables import TABLE_NAMES

#: The part of the page that a press asks for: `docs/adr/0017-figures-first.md`.
FIRST = "picture-first"
#: Characters of drawn pages that stay in memory: some eighty pages.
ROOM = 20_000_000
_drawn: Kept[SafeString] = Kept(ROOM, len)


def forget_drawn() -> None:
    """Drops what is kept of drawn pages, to measure what drawing them takes."""
    _drawn.forget()


@once_ready
@with_names
def show_picture(request: PageRequest) -> HttpResponse:
    """The picture that the address asks for; without any question, the latest year of the province served.

    An area given by its name leads to the address with its code. A press on the page asks for its first part only.
    """
    if not request.GET and (home := home_area()):
        return redirect(f"{reverse('picture')}?{_first_filters(request, home).query()}")
    filters, problems = read_filters(request.GET)
    filters = filters.chosen()
    if "where" in request.GET and not problems:
        return redirect(f"{reverse('picture')}?{filters.query() or 'area='}")
    said = {"problems": [(problem.code, ignored_text(problem)) for problem in problems]}
    if request.headers.get("HX-Target") == FIRST:
        shown = glance(viewer=request.viewer, filters=filters)
        return _part(request, "web/picture/first.html", first_context(shown) | said)
    whole = picture(viewer=request.viewer, filters=filters)
    offered = choices(filters)
    context = first_context(whole) | said | {"choices": offered, "rest": _rest(request, whole)}
    return render(request, "web/picture/picture.html", context)


@with_names
def show_rest(request: PageRequest) -> HttpResponse:
    """What follows the first part, which names the revision that it is of; both where that has moved in between."""
    filters, _ = read_filters(request.GET)
    filters = filters.chosen()
    if "HX-Request" not in request.headers:
        return redirect(f"{reverse('picture')}?{filters.query() or 'area='}")
    whole = picture(viewer=request.viewer, filters=filters)
    context: dict[str, Any] = {"rest": _rest(request, whole)}
    if request.GET.get("revision") != str(whole.stamp.revision):
        context |= first_context(whole) | {"together": True}
    return _part(request, "web/picture/rest.html", context)


@never_cache
def _part(request: PageRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A part of the page; never kept by the browser, which would show it instead of the page when going back."""
    return render(request, template, context)


def first_context(shown: Glance) -> dict[str, Any]:
    """What the first part of the page is made of."""
    filters = shown.filters
    return {
        "glance": shown,
        "filters": filters,
        "query": filters.query(),
        "where": offered_name(filters.area) if filters.area else "",
        "chips": [chip for chip in chips(filters) if not chip.said],
        "periods": period_choices(filters),
        "moments": moments(filters),
        "above": areas_above(filters),
        "now_url": f"{reverse('picture')}?{filters.with_(known_at=None).query()}",
        "tables": TABLE_NAMES,
        "drawings": DRAWINGS,
    }


def _rest(request: PageRequest, shown: Picture) -> SafeString:
    """The rest of the page, drawn or kept: it holds nothing but what it was made of, and names."""
    measured = rates_of(shown)
    if shown.filters.known_at:  # what changed since then depends on what is known now, too
        return _draw_rest(request, shown, measured)
    known = names()
    words = (language(), tuple(known.agencies.values()), tuple(known.units.items()))
    key = (shown.made_of, measured, words)
    return _drawn.get(key, lambda: _draw_rest(request, shown, measured))


def _draw_rest(request: PageRequest, shown: Picture, measured: Rates) -> SafeString:
    filters = shown.filters
    changes = changes_since(viewer=request.viewer, filters=filters) if filters.known_at else None
    context = {
        "picture": shown,
        "filters": filters,
        "query": filters.query(),
        "changes": changes,
        "rates": measured,
        "per_km2": per_km2(),
        "per_people": per_people(),
        "tabs": kind_tabs(changes, filters) if changes else [],
        "map_source": f"{reverse('picture_map')}?{filters.query()}",
        "most": _largest(shown),
    }
    return render_to_string("web/picture/_rest.html", context, request)


def _largest(shown: Picture) -> dict[str, int]:
    """The largest number of each group of bars."""
    groups = {
        "led": shown.shares.led,
        "took_part": shown.shares.took_part,
        "outcomes": shown.outcomes,
        "conveyances": shown.conveyances,
    }
    return {
        name: max((int(f.value) for f in figures), default=0) for name, figures in groups.items()
    }


def _first_filters(request: PageRequest, home: str) -> Filters:
    """What is shown to those who have asked for nothing yet."""
    filters = Filters(area=home)
    period = first_period(latest_day(viewer=request.viewer, filters=filters))
    return filters.with_(day_from=period.first, day_to=period.last) if period else filters


@with_names
def show_area_names(request: PageRequest) -> HttpResponse:
    """Options of area names that begin with what is typed, for completion."""
    found = offered_areas(request.GET.get("where", ""))
    return render(request, "web/picture/area_options.html", {"areas": found})
