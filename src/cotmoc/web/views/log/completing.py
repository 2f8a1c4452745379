"""What completes a field as one types: moments, places, codes, units, agencies, countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.http import Http404, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import agencies, home_area, units
from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.queries import area_completer, gazetteer
from cotmoc.normalise.codes.catalogue import COMMODITIES, CONVEYANCE_KINDS, OFFENCES
from cotmoc.normalise.codes.completing import complete_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.moment_completion import complete_moment
from cotmoc.normalise.text import fold
from cotmoc.web.requests import PageRequest

LONGEST_QUERY = 200
MOST = 8


class Option(NamedTuple):
    """One way to complete a field: the whole new value, what is shown for it, and what is to be said beside it."""

    value: str
    label: str
    note: str = ""


@require_GET
def complete(request: PageRequest, what: str) -> JsonResponse:
    """The ways in which what was typed may go on, as JSON."""
    find = FINDERS.get(what)
    if find is None:
        raise Http404
    found = find(request.GET.get("q", "")[:LONGEST_QUERY], request.viewer)
    options = [option._asdict() for option in found][:MOST]
    return JsonResponse({"options": options}, headers={"Cache-Control": "private, max-age=60"})


def _moments(text: str, _viewer: Viewer) -> Iterable[Option]:
    now = timezone.localtime()
    language = "vi" if _is_vietnamese() else "en"
    return [Option(each, each) for each in complete_moment(text, now, language)]


def _places(text: str, _viewer: Viewer) -> Iterable[Option]:
    """Areas for the last part of an address; what stands before its last comma stays."""
    head, comma, last = text.rpartition(",")
    before = f"{head.strip()}, " if comma else ""
    for each in area_completer().complete(last, home=home_area() or "", limit=MOST):
        name = _full_name(each.area)
        note = each.area.kind.label_vi if _is_vietnamese() else each.area.kind.label_en
        if each.former:
            note = _("carries on %(area)s") % {"area": each.former.full_name}
        yield Option(before + name, name, note)


def _countries(text: str, _viewer: Viewer) -> Iterable[Option]:
    found = area_completer().complete(text, kinds=(AreaKind.COUNTRY,), limit=MOST)
    for each in found:
        name = each.area.name if _is_vietnamese() else each.area.name_en or each.area.name
        yield Option(name, name)


def _codes(codes: CodeList) -> Callable[[str, Viewer], Iterable[Option]]:
    def find(text: str, _viewer: Viewer) -> Iterable[Option]:
        language = get_language() or "vi"
        for each in complete_code(codes, text, language, MOST):
            label = each.code.label(language)
            yield Option(label, label, each.words)

    return find


def _units(text: str, viewer: Viewer) -> Iterable[Option]:
    for unit in units(agency=viewer.agency):
        name = unit.name if _is_vietnamese() else unit.name_en or unit.name
        if unit.closed_on is None and _fits(text, unit.name, unit.name_en, unit.code):
            yield Option(name, name)


def _agencies(text: str, _viewer: Viewer) -> Iterable[Option]:
    language = get_language() or "vi"
    for each in agencies():
        if _fits(text, each.name_vi, each.name_en, each.short_vi, each.short_en):
            yield Option(each.short(language), each.short(language), each.name(language))


def _several_agencies(text: str, viewer: Viewer) -> Iterable[Option]:
    head, divider, last = text.rpartition(";")
    before = f"{head.strip()}; " if divider else ""
    for option in _agencies(last, viewer):
        yield option._replace(value=before + option.value)


def _fits(text: str, *names: str) -> bool:
    """True where a word of a name begins so, marks or not."""
    begins = f" {fold(text)}"
    return any(begins in f" {fold(name)}" for name in names if name)


def _full_name(area: AreaFact) -> str:
    areas = gazetteer()
    chain = [area, *(areas.area(code) for code in areas.ancestors(area.code))]
    above = [each.full_name for each in chain if each.kind is not AreaKind.COUNTRY]
    return ", ".join(above) or area.full_name


def _is_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")


FINDERS: dict[str, Callable[[str, Viewer], Iterable[Option]]] = {
    "when": _moments,
    "place": _places,
    "country": _countries,
    "offence": _codes(OFFENCES),
    "goods": _codes(COMMODITIES),
    "conveyance": _codes(CONVEYANCE_KINDS),
    "unit": _units,
    "agency": _agencies,
    "agencies": _several_agencies,
}
