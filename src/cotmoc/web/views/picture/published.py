"""Published figures and ours side by side: a page of demonstrations, whose records are made to give them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cotmoc.access.queries.organisation import is_demonstration
from cotmoc.normalise.errors import CotmocError
from cotmoc.picture.core.filters import Filters, parse_filters
from cotmoc.picture.queries.published import Compared, compare_published
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.picture.choices import known_codes
from cotmoc.web.views.picture.labels import language, with_names
from cotmoc.web.views.picture.links import figure_href
from cotmoc.web.views.picture.readiness import once_ready


@dataclass(frozen=True, slots=True)
class Source:
    """What was published together: its title, the period it is of, and how ours is counted."""

    title: Any
    period: Any
    note: Any


SOURCES = {
    "quang_ninh_border_guard_2025": Source(
        _("Border guard of Quảng Ninh, 2025"),
        _("1 January to 31 December 2025"),
        _(
            "Ours: every incident of the year that the border guard led or took part in, counted once."
        ),
    ),
    "quang_ninh_drug_crime_2020_2025": Source(
        _("Drug crime in Quảng Ninh, all forces"),
        _("1 January 2020 to 30 June 2025"),
        _(
            "Ours: narcotics offences in the province, whoever reported them; people by what came of their own part. "
            "Budget, centres and areas are returns."
        ),
    ),
    "hoanh_mo_gate_2019_2024": Source(
        _("Gate of Hoành Mô: customs and border guard"),
        _("1 January 2019 to 15 August 2024"),
        _(
            "Ours: what the station led, the joint cases it led among them; and the joint cases in the commune of the "
            "gate, each with one lead."
        ),
    ),
    "dien_bien_border_guard_2020_2025": Source(
        _("Border guard of Điện Biên"),
        _("2020 to 2025"),
        _("Ours: the incidents of that command, and its quarterly returns."),
    ),
    "quang_ninh_border_diplomacy_2024": Source(
        _("Border diplomacy of Quảng Ninh, 2024"),
        _("1 January to 31 December 2024"),
        _("Ours: monthly returns of the command and of its stations."),
    ),
}
NOTES = {"nearly": _("nearly"), "over": _("over")}
UNITS = {
    "g": "g",
    "kg": "kg",
    "km": "km",
    "CNY": "CNY",
    "VND": _("dong"),
    "pack": _("packs"),
    "head": _("head"),
    "tablet": _("tablets"),
    "vehicle": _("vehicles"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words: the published one, ours, the list that ours opens, and whether they agree."""

    label: str
    published: str
    note: Any
    ours: str
    value: Any
    total: str
    href: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one source."""

    id: str
    source: Source
    lines: list[Line]


@once_ready
@with_names
def show_published(request: PageRequest) -> HttpResponse:
    """The page. Only a demonstration has one: published figures of two provinces say nothing of real records.

    One of other agencies or areas than those of the published figures says so.
    """
    if not is_demonstration():
        raise Http404
    try:
        compared = compare_published(viewer=request.viewer, read=read_question)
    except UnknownQuestionError as cause:
        return render(request, "web/picture/published.html", {"unknown": str(cause)})
    blocks = [
        Block(name, SOURCES[name], [_line(each) for each in group])
        for name, group in groupby(compared, key=lambda each: each.published.block)
    ]
    context = {
        "blocks": blocks,
        "number": len(compared),
        "agreeing": sum(each.agrees for each in compared),
    }
    return render(request, "web/picture/published.html", context)


class UnknownQuestionError(CotmocError):
    """A published figure asks for an agency or area that this installation does not have."""

    code = "published.unknown"


def read_question(query: Mapping[str, str]) -> Filters:
    """The filters that a published figure is asked by. Raises `UnknownQuestionError`."""
    filters, problems = parse_filters(query, known_codes())
    if problems:
        raise UnknownQuestionError(problems[0].written, reason=problems[0].code)
    return filters


def _line(compared: Compared) -> Line:
    published, ours = compared.published, compared.ours
    unit = str(UNITS[published.unit]) if published.unit else ""
    return Line(
        label=published.label_vi if language() == "vi" else published.label_en,
        published=_number(published.number, unit),
        note=NOTES.get(published.note, ""),
        ours=_number(Decimal(ours.value) / published.times, unit),
        value=ours.value,
        total=ours.total.value,
        href=figure_href(ours),
        agrees=compared.agrees,
    )


def _number(number: Decimal, unit: str) -> str:
    """The number to its last digit, with its unit."""
    plain = f"{number.normalize():f}"
    return f"{number_format(Decimal(plain), force_grouping=True)} {unit}".strip()
