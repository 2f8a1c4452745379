"""The filter bar: what can be chosen, what an address asks for, and areas found by their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext

from cotmoc.access.queries.organisation import home_area
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import Stamp, areas_of_kind, children, search_areas, stamp_of_areas
from cotmoc.normalise.codes.catalogue import COMMODITIES, DETECTIONS, OFFENCES, OUTCOMES
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.readings import Problem, warning
from cotmoc.picture.core.catalogue import Choosable, groups_of
from cotmoc.picture.core.filters import GROUP, NOT_STATED, Filters, Known, parse_filters
from cotmoc.web.views.picture.labels import area_label, code_label, language, names

#: Kinds of areas that the list of names offers.
OFFERED = (AreaKind.PROVINCE, AreaKind.COMMUNE, AreaKind.DISTRICT, AreaKind.GATE, AreaKind.PORT)
MOST_OFFERED = 400


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice, its label, and whether it is chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading, which may be empty."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that the filter bar offers, with what is chosen."""

    filters: Filters
    area_text: str
    areas: list[str]
    offences: list[OptionGroup]
    commodities: list[OptionGroup]
    agencies: list[Option]
    outcomes: list[Option]
    detections: list[Option]
    more_chosen: bool


def known_codes() -> Known:
    """What the codes of an address may be."""
    return Known(
        areas=names().areas,
        agencies={agency.code for agency in names().agencies.values()},
        offences=Choosable(OFFENCES),
        commodities=Choosable(COMMODITIES),
        outcomes=Choosable(OUTCOMES),
        detections=Choosable(DETECTIONS),
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def read_filters(query: QueryDict) -> tuple[Filters, tuple[Problem, ...]]:
    """The filters of an address, and what is to be said of values that mean nothing.

    `where` holds the name of an area, from a form without a script; it prevails over `area`.
    """
    filters, problems = parse_filters({name: str(query[name]) for name in query}, known_codes())
    where = query.get("where", "").strip()
    if not where:
        if "where" in query:
            filters = filters.with_(area=None)
        return filters, problems
    found = find_area(where)
    if found is None:
        problem = warning("filter.area", where, filter="where")
        return filters.with_(area=None), (*problems, problem)
    return filters.with_(area=found), problems


def find_area(where: str) -> str | None:
    """The code of the area that a name, as offered or as typed, stands for."""
    if where in names().areas:
        return where
    parts = [part.strip() for part in where.split(",")]
    found = search_areas(parts[0], limit=50)
    exact = [area for area in found if offered_name(area.code) == where]
    if exact:
        return exact[0].code
    matches = names().areas.find(where, limit=1)
    if matches:
        return matches[0].code
    return found[0].code if found else None


def offered_name(code: str) -> str:
    """The name of an area with that of the area above it, as the list of names offers it."""
    known = names().areas
    above = known.ancestors(code)
    is_below = above and known.area(above[0]).kind is not AreaKind.COUNTRY
    return f"{area_label(code)}, {area_label(above[0])}" if is_below else area_label(code)


def offered_areas(text: str = "") -> list[str]:
    """Names to complete from: those that begin with the text, else the areas of the province served."""
    if text.strip():
        return [offered_name(area.code) for area in search_areas(text, 20, OFFERED)]
    return _offered(stamp_of_areas(), home_area(), language())


@lru_cache(maxsize=8)
def _offered(_areas: Stamp, home: str | None, _language: str) -> list[str]:
    """What stands in the list of each page; made anew when the areas change."""
    provinces = [area.code for area in areas_of_kind(AreaKind.PROVINCE)]
    below = [area.code for area in children(home)] if home else []
    return [offered_name(code) for code in ([home] if home else []) + below + provinces][
        :MOST_OFFERED
    ]


def choices(filters: Filters) -> Choices:
    """The filter bar of a page with these filters."""
    more = (filters.outcome, filters.detection, filters.register, filters.text, filters.known_at)
    return Choices(
        filters=filters,
        area_text=offered_name(filters.area) if filters.area else "",
        areas=offered_areas(),
        offences=_grouped(OFFENCES, "offence", filters.offence),
        commodities=_grouped(COMMODITIES, "commodity", filters.commodity),
        agencies=[
            Option(agency.code, agency.short(language()), agency.code == filters.agency)
            for agency in names().agencies.values()
        ],
        outcomes=_flat(OUTCOMES, filters.outcome),
        detections=_flat(DETECTIONS, filters.detection),
        more_chosen=any(more),
    )


def _flat(codes: CodeList, chosen: str | None) -> list[Option]:
    stated = [Option(code.id, code.label(language()), code.id == chosen) for code in codes]
    return [*stated, Option(NOT_STATED, gettext("not stated"), chosen == NOT_STATED)]


def _grouped(codes: CodeList, family: str, chosen: str | None) -> list[OptionGroup]:
    """The codes under their groups; the group itself, and a code with all below it, can be chosen too."""
    found = []
    for group, ids in groups_of(codes).items():
        name = f"{GROUP}{group}"
        options = [_all_of(family, name, chosen)] if len(ids) > 1 else []
        for id_ in ids:
            if id_ in codes.children:
                options.append(_all_of(family, f"{GROUP}{id_}", chosen))
            options.append(Option(id_, codes.label(id_, language()), id_ == chosen))
        found.append(OptionGroup(code_label(family, name), options))
    none = Option(NOT_STATED, code_label(family, NOT_STATED), chosen == NOT_STATED)
    return [*found, OptionGroup("", [none])]


def _all_of(family: str, name: str, chosen: str | None) -> Option:
    label = gettext("All: %(group)s") % {"group": code_label(family, name)}
    return Option(name, label, name == chosen)
