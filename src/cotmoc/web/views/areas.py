"""Areas: found by name, each with what is above and below it, and how it was carried through the reforms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cotmoc.access.queries.organisation import home_name
from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.gazetteer import Gazetteer, UnknownAreaError
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.lineage import Successor
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.areas.core.places.reading import read_place
from cotmoc.areas.queries import (
    area_of_today,
    areas_of_kind,
    boundaries,
    children,
    gazetteer,
    search_areas,
)
from cotmoc.web.forms.areas import AreaSearchForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import problem_message

ROWS = 100
#: Areas named of those that a text may mean alike.
MOST_RIVALS = 12
#: The level whose outlines the page of an area draws.
DRAWN_BELOW = {AreaKind.COUNTRY: AreaKind.PROVINCE, AreaKind.PROVINCE: AreaKind.COMMUNE}


@dataclass(frozen=True, slots=True)
class AreaHistory:
    """What became of an area, and what it was made of."""

    today: AreaFact
    is_estimate: bool
    later: Sequence[tuple[AreaFact, Successor]]
    earlier: Sequence[AreaFact]


@dataclass(frozen=True, slots=True)
class UnderstoodPlace:
    """A written place as it is understood, the areas that it may be, and what is to be said of that."""

    place: FoundPlace
    areas: Sequence[AreaFact]
    told: Sequence[str]


def show_areas(request: PageRequest) -> HttpResponse:
    """Areas by the beginning of their name, or all of today of one kind: provinces, unless another is asked for.

    A text with which no name begins is read as a place: an address, a marker, a distance from somewhere, a position.
    """
    form = AreaSearchForm(request.GET or None)
    name, kind = form.asked_name, form.asked_kind
    if name:
        found: Any = search_areas(name, limit=ROWS, kinds=[kind] if kind else tuple(AreaKind))
    else:
        found = areas_of_kind(kind or AreaKind.PROVINCE)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    understood = _understood(name) if name and not page.object_list else None
    values = {"form": form, "page": page, "understood": understood}
    return render(request, "web/areas/areas.html", values)


def _understood(written: str) -> UnderstoodPlace | None:
    """The place that is written; None when nothing is known of it."""
    known = gazetteer()
    reading = read_place(known, written, home=home_name())
    place = reading.value
    if place is None:
        return None
    codes = [place.area] if place.area else place.rivals[:MOST_RIVALS]
    told = [problem_message(problem) for problem in reading.problems]
    return UnderstoodPlace(place, [known.area(code) for code in codes], told)


def show_area(request: PageRequest, code: str) -> HttpResponse:
    """One area."""
    known = gazetteer()
    area = _known_area(known, code)
    values = {
        "area": area,
        "above": [known.area(above) for above in reversed(known.ancestors(code))],
        "history": _history(known, area),
        "below": children(code, of_today=area.valid_to is None),
        "has_map": bool(_outlines(area)),
    }
    return render(request, "web/areas/area.html", values)


def show_area_map(request: PageRequest, code: str) -> JsonResponse:  # noqa: ARG001
    """The loaded boundaries of an area, or of the areas below it, for the map."""
    features = _outlines(_known_area(gazetteer(), code))
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _known_area(known: Gazetteer, code: str) -> AreaFact:
    try:
        return known.area(code)
    except UnknownAreaError as error:
        raise Http404(code) from error


def _history(known: Gazetteer, area: AreaFact) -> AreaHistory:
    today, is_estimate = area_of_today(area.code)
    related = [other for other in known.kin(area.code) if known.is_kin(area.code, other)]
    earlier = [
        known.area(other)
        for other in related
        if other != area.code and area.code in {later.code for later in known.successors(other)}
    ]
    later = [(known.area(next_.code), next_) for next_ in known.successors(area.code)]
    return AreaHistory(
        today=known.area(today),
        is_estimate=is_estimate,
        later=[pair for pair in later if pair[0].code != area.code],
        earlier=earlier,
    )


def _outlines(area: AreaFact) -> list[dict[str, Any]]:
    """The features of the map of an area; empty when no boundaries were loaded: none is invented."""
    level = DRAWN_BELOW.get(area.kind, area.kind)
    found = json.loads(boundaries(level, within=area.code))["features"]
    return [
        {
            **feature,
            "properties": {
                "layer": "boundary",
                "label": feature["properties"]["name"],
                "href": reverse("area", args=[feature["properties"]["code"]]),
            },
        }
        for feature in found
    ]
