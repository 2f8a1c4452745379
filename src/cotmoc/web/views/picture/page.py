"""The page of the picture, and completion of area names."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cotmoc.access.queries.organisation import home_area
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.queries.changes import changes_since
from cotmoc.picture.queries.page import Picture, latest_day, picture
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import choices, offered_areas, read_filters
from cotmoc.web.views.picture.drawing import DRAWINGS
from cotmoc.web.views.picture.labels import (
    areas_above,
    chips,
    ignored_text,
    with_names,
)
from cotmoc.web.views.picture.periods import first_period, period_choices
from cotmoc.web.views.picture.since import kind_tabs, moments
from cotmoc.web.views.picture.tables import TABLE_NAMES


@with_names
def show_picture(request: PageRequest) -> HttpResponse:
    """The picture that the address asks for; without any question, the latest year of the province served.

    An area given by its name leads to the address with its code.
    """
    if not request.GET and (home := home_area()):
        return redirect(f"{reverse('picture')}?{_first_filters(request, home).query()}")
    filters, problems = read_filters(request.GET)
    filters = filters.chosen()
    if "where" in request.GET and not problems:
        return redirect(f"{reverse('picture')}?{filters.query() or 'area='}")
    shown = picture(viewer=request.viewer, filters=filters)
    changes = changes_since(viewer=request.viewer, filters=filters) if filters.known_at else None
    context = {
        "picture": shown,
        "filters": filters,
        "query": filters.query(),
        "choices": choices(filters),
        "chips": chips(filters),
        "periods": period_choices(filters),
        "moments": moments(filters),
        "changes": changes,
        "tabs": kind_tabs(changes, filters) if changes else [],
        "above": areas_above(filters),
        "problems": [(problem.code, ignored_text(problem)) for problem in problems],
        "map_source": f"{reverse('picture_map')}?{filters.query()}",
        "now_url": f"{reverse('picture')}?{filters.with_(known_at=None).query()}",
        "tables": TABLE_NAMES,
        "drawings": DRAWINGS,
        "most": _largest(shown),
    }
    return render(request, "web/picture/picture.html", context)


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
    names = offered_areas(request.GET.get("where", ""))
    return render(request, "web/picture/area_options.html", {"areas": names})
