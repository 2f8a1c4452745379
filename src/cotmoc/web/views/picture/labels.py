"""What codes, groups, areas and filters are called on the pages of the picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar, cast

import h3
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.access.queries.organisation import AgencyLabel, agency_labels, unit_names
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.readings import Problem
from cotmoc.picture.core.catalogue import FAMILIES
from cotmoc.picture.core.filters import GROUP, NOT_STATED, Filters

GROUPS = {
    "goods": _("Smuggling and goods"),
    "narcotics": _("Narcotics"),
    "persons": _("Crossing and trafficking"),
    "weapons": _("Weapons, explosives, fireworks"),
    "economic": _("Fraud, gambling, usury"),
    "environment": _("Environment and wildlife"),
    "border": _("Border rules"),
    "sea": _("Piracy and robbery at sea"),
    "other": _("Other offences"),
    "valuables": _("Precious metals and stones"),
    "currency": _("Money"),
    "excise": _("Cigarettes, alcohol, fuel"),
    "animals": _("Animals and wildlife products"),
    "food": _("Food and farm produce"),
    "materials": _("Minerals, timber, chemicals, waste"),
}
COMMODITY_GROUPS = GROUPS | {"goods": _("Consumer goods and vehicles")}
#: The family of codes that a filter chooses from.
FAMILY_OF = {
    "offence": "offence",
    "commodity": "commodity",
    "goods": "commodity",
    "outcome": "outcome",
    "result": "outcome",
    "fate": "outcome",
    "ended": "outcome",
    "detection": "detection",
    "role": "role",
    "conveyance": "conveyance",
    "indicator": "indicator",
}
NAMES = {
    "area": _("Area"),
    "day_from": _("From"),
    "day_to": _("To"),
    "offence": _("Offence"),
    "commodity": _("Goods"),
    "agency": _("Agency"),
    "part": _("Part"),
    "outcome": _("Outcome"),
    "detection": _("Detected by"),
    "register": _("Register"),
    "text": _("Words"),
    "known_at": _("As known at"),
    "lead": _("Led by"),
    "took_part": _("Took part"),
    "several": _("Reported by"),
    "role": _("Role"),
    "conveyance": _("Conveyance"),
    "goods": _("Goods"),
    "measure": _("Measure"),
    "amount": _("Quantity"),
    "result": _("Outcome"),
    "fate": _("Outcome of the party"),
    "fined": _("Fine"),
    "indicator": _("Indicator"),
    "unit": _("Unit"),
    "stated_by": _("From agency"),
    "stated_from": _("Stated from"),
    "stated_to": _("Stated to"),
    "placed": _("Place"),
    "dated": _("Date"),
    "aside": _("Beside the picture"),
    "cell": _("Hexagon"),
    "joint": _("Took part"),
    "valued": _("Value"),
    "lacks": _("Lacks"),
    "corrected": _("Corrected"),
    "under": _("Not led by"),
    "has": _("States"),
    "ended": _("Ended as"),
}
WORDS = {
    ("part", "lead"): _("as lead only"),
    ("several", "yes"): _("several agencies"),
    ("amount", "read"): _("read"),
    ("amount", "unread"): _("could not be read"),
    ("fined", "yes"): _("stated"),
    ("fined", "no"): _("not stated"),
    ("joint", "yes"): _("several agencies"),
    ("joint", "no"): _("one agency alone"),
    ("valued", "yes"): _("stated"),
    ("valued", "no"): _("not stated"),
    ("lacks", "party"): _("no party stated"),
    ("lacks", "seizure"): _("no goods stated"),
    ("has", "seizure"): _("goods seized"),
    ("corrected", "yes"): _("a later version stands"),
    ("placed", "no"): _("in none of the areas below"),
    ("dated", "week"): _("not known to the week"),
    ("dated", "month"): _("not known to the month"),
    ("dated", "year"): _("not known to the year"),
    ("aside", "date"): _("date not precise enough"),
    ("aside", "area"): _("place not precise enough"),
}
PROBLEMS = {
    "filter.date": _("“%(written)s” is not a date (year-month-day)."),
    "filter.code": _("“%(written)s” is not a code."),
    "filter.unknown": _("“%(written)s” is not known here."),
    "filter.moment": _("“%(written)s” is not a moment (2026-03-01T12:00)."),
    "filter.order": _("The last day lies before the first."),
    "filter.area": _("No area called “%(written)s” was found."),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What areas, agencies and units are called, read once for a page."""

    areas: Gazetteer
    agencies: Mapping[str, AgencyLabel]
    units: Mapping[str, tuple[str, str]]


_names: ContextVar[Names | None] = ContextVar("names", default=None)


def read_names() -> Names:
    """The names as they stand."""
    return Names(gazetteer(), agency_labels(), unit_names())


def names() -> Names:
    """The names of the running page, or else as they stand."""
    return _names.get() or read_names()


View = TypeVar("View", bound=Callable[..., HttpResponse])


def with_names(view: View) -> View:
    """The view, in which every name is read from the database once and not for every label."""

    @wraps(view)
    def run(*args: Any, **kwargs: Any) -> HttpResponse:
        token = _names.set(read_names())
        try:
            return view(*args, **kwargs)
        finally:
            _names.reset(token)

    return cast("View", run)


def language() -> str:
    """The page's language, vi or en."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


def code_label(family: str, value: str) -> str:
    """The label of a code, of a group of codes, or of what was not stated."""
    if value in {"", NOT_STATED}:
        return gettext("not recognised") if family == "commodity" else gettext("not stated")
    if value.startswith(GROUP):
        groups = COMMODITY_GROUPS if family == "commodity" else GROUPS
        name = value.removeprefix(GROUP)
        return str(groups[name]) if name in groups else FAMILIES[family].label(name, language())
    return FAMILIES[family].label(value, language())


def measure_label(measure: str) -> str:
    """What a measure is called."""
    found = MEASURES.get(measure)
    if found is None:
        return gettext("not stated")
    return found.label_vi if language() == "vi" else found.label_en


def area_label(code: str) -> str:
    """The name of an area with its type; with its dates' end when it is of the past."""
    known = names().areas.area(code)
    name = known.name_en if language() == "en" and known.name_en else known.full_name
    if known.valid_to is None:
        return name
    return gettext("%(area)s (until %(day)s)") % {
        "area": name,
        "day": date_format(known.valid_to, "SHORT_DATE_FORMAT"),
    }


def areas_above(filters: Filters) -> list[tuple[str, str]]:
    """(name, query string) of the areas above the chosen one, the largest first; the same picture of each."""
    if not filters.area:
        return []
    above = names().areas.ancestors(filters.area)
    return [(area_label(code), filters.with_(area=code).query()) for code in reversed(above)]


def agency_label(code: str) -> str:
    """The short name of an agency."""
    found = names().agencies.get(code)
    return found.short(language()) if found else code


def unit_label(code: str) -> str:
    """The name of a unit."""
    name, name_en = names().units.get(code, (code, ""))
    return name_en if language() == "en" and name_en else name


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words, the query string without it, and whether the head of the picture says it, too."""

    name: str
    value: str
    without: str
    said: bool = False


#: What the heading of the picture and the line below it say.
SAID = frozenset({"area", "day_from", "day_to"})


def chips(filters: Filters) -> list[Chip]:
    """Every filter that is set, in words."""
    return [
        Chip(
            str(NAMES[name]),
            value_text(name, getattr(filters, name)),
            _without(filters, name),
            name in SAID,
        )
        for name in NAMES
        if getattr(filters, name)
    ]


def _without(filters: Filters, name: str) -> str:
    also = {"part": None} if name == "agency" else {}
    return filters.with_(**{name: None}, **also).query()


def value_text(name: str, value: object) -> str:
    """A filter's value in words."""
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    text = str(value)
    if name in FAMILY_OF:
        return code_label(FAMILY_OF[name], text)
    if (name, text) in WORDS:
        return str(WORDS[name, text])
    labels = {"area": area_label, "unit": unit_label, "measure": measure_label}
    labels |= dict.fromkeys(("agency", "lead", "took_part", "under", "stated_by"), agency_label)
    labels |= {"known_at": moment_label, "cell": cell_label}
    return labels[name](text) if name in labels else text


def cell_label(cell: str) -> str:
    """Where the middle of a hexagon lies, in degrees: its index says nothing to a reader."""
    lat, lon = h3.cell_to_latlng(cell)
    return f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"


def moment_label(known_at: str) -> str:
    """The moment, or the revision, as known at which the picture is shown."""
    if known_at.startswith("r"):
        return gettext("revision %(number)s") % {"number": known_at[1:]}
    return date_format(datetime.fromisoformat(known_at), "SHORT_DATETIME_FORMAT")


def problem_text(problem: Problem) -> str:
    """What is said of a value that means nothing."""
    return str(PROBLEMS[problem.code]) % {"written": problem.written}


def ignored_text(problem: Problem) -> str:
    """The same on a page, which goes on without the filter."""
    return f"{problem_text(problem)} {gettext('This filter is ignored.')}"
