"""Filters and tags of the pages of incidents, sources and review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from cotmoc.access.queries.organisation import agency_labels, unit_name
from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import CODE_LISTS
from cotmoc.records.core.drafts import PartyDraft, PlaceDraft, SeizureDraft
from cotmoc.records.queries.incidents import PlaceToday, place_today
from cotmoc.web import reasons
from cotmoc.web.formatting import bounded_text
from cotmoc.web.templatetags.web import badge, quantity

register = template.Library()


@register.simple_tag
def stated_quantity(line: SeizureDraft) -> SafeString:
    """The amount of a line with what its number means, and what is stated beside it in other measures."""
    most = "" if line.most is None else str(quantity(line.most, line.measure))
    shown = bounded_text(str(quantity(line.amount, line.measure)), line.bound, most)
    beside = ", ".join(str(quantity(amount, measure)) for measure, amount in line.beside.items())
    if not beside:
        return mark_safe(shown)  # noqa: S308 - quantities escape what they hold
    also = gettext("also stated: %(amounts)s") % {"amounts": beside}
    return mark_safe(f'{shown} <span class="soft">({also})</span>')  # noqa: S308 - as above


FIELDS = {
    "occurred": gettext_lazy("When"),
    "place": gettext_lazy("Where"),
    "offence": gettext_lazy("Offence"),
    "detection": gettext_lazy("Detected by"),
    "lead_agency": gettext_lazy("Lead agency"),
    "partner_agencies": gettext_lazy("Took part"),
    "unit": gettext_lazy("Unit"),
    "reference": gettext_lazy("Reference"),
    "title": gettext_lazy("Title"),
    "narrative": gettext_lazy("Narrative"),
    "seizures": gettext_lazy("Seizures"),
    "parties": gettext_lazy("Parties"),
    "conveyances": gettext_lazy("Conveyances"),
    "outcomes": gettext_lazy("Outcomes"),
    "extra": gettext_lazy("Other columns"),
}
PRECISIONS = {
    "point": gettext_lazy("exact position"),
    "marker": gettext_lazy("known to the marker"),
    "crossing": gettext_lazy("known to the crossing"),
    "gate": gettext_lazy("known to the gate"),
    "commune": gettext_lazy("known to the commune"),
    "district": gettext_lazy("known to the district"),
    "province": gettext_lazy("known to the province"),
    "sea_area": gettext_lazy("known to the sea area"),
    "country": gettext_lazy("known to the country"),
}
SEXES = {"male": gettext_lazy("male"), "female": gettext_lazy("female")}
#: By agreement of the sources: kind of badge, and what it says.
AGREEMENTS = {
    "agrees": ("good", gettext_lazy("sources agree")),
    "differs": ("warn", gettext_lazy("sources differ")),
    "missing": ("neutral", gettext_lazy("only one says so")),
}
DECISIONS = {
    "same": gettext_lazy("the same incident"),
    "different": gettext_lazy("not the same incident"),
    "unsure": gettext_lazy("not to be decided"),
}


@register.filter
def get(things: Mapping[Any, Any], key: object) -> Any:
    """What stands under `key`; None where nothing does."""
    return things.get(key)


@register.filter
def field_label(name: str) -> str:
    """What a field of an incident is called."""
    return str(FIELDS.get(name, name))


@register.filter
def code_label(code: str, codes: str) -> str:
    """The label of a code of the list called `codes`, in the language of the page; a dash without a code."""
    return CODE_LISTS[codes].label(code, _language()) if code else "–"


#: A position that may be off by this much is shown with what it may be off.
ROUGH_M = 500.0


@register.filter
def area_label(code: str) -> str:
    """An area with the areas above it, below the country."""
    areas = gazetteer()
    if code not in areas:
        return code
    names = [areas.area(each).full_name for each in (code, *areas.ancestors(code))]
    return ", ".join(names[:-1] or names)


@register.filter
def today(place: PlaceDraft) -> PlaceToday | None:
    """The area of today in which a place lies; None when its area is not known, or is one of today."""
    found = place_today(place)
    return found if found and found.area != place.area else None


class HasPosition(Protocol):
    """What may have a position: degrees (WGS 84), right to `precision_m` metres; None where not known."""

    @property
    def lon(self) -> float | None:
        """The longitude."""

    @property
    def lat(self) -> float | None:
        """The latitude."""

    @property
    def precision_m(self) -> float | None:
        """How many metres it may be off."""


@register.filter
def position(place: HasPosition) -> str:
    """The position in degrees, latitude first, to four decimals or as many as it is good for; empty without one."""
    if place.lat is None or place.lon is None:
        return ""
    off_m = place.precision_m or 0.0
    if off_m < ROUGH_M:
        return f"{place.lat:.4f}, {place.lon:.4f}"
    return f"{place.lat:.2f}, {place.lon:.2f} (± {off_m / 1000:.1f} km)"


@register.filter
def precision_label(precision: str) -> str:
    """How exactly a place is known."""
    return str(PRECISIONS.get(precision, ""))


@register.filter
def sex_label(sex: str) -> str:
    """A sex in words; as written where it is no code."""
    return str(SEXES.get(sex, sex))


@register.filter
def party_name(party: PartyDraft) -> str:
    """The name of a party, or how many it is of whom none is named."""
    return party.name or ngettext(
        "%(shown)s unnamed person", "%(shown)s unnamed persons", party.heads
    ) % {"shown": party.heads}


@register.filter
def agency_name(code: str) -> str:
    """The short name of an agency, for texts; the code of one that is not there."""
    label = agency_labels().get(code)
    return label.short(_language()) if label else code


@register.filter
def unit_label(code: str) -> str:
    """The name of a unit in the reader's language; the code itself for one that is not there."""
    return unit_name(code, _language())


@register.filter
def distance(distance_m: float | None) -> str:
    """A distance in metres or kilometres; a dash for None."""
    return "–" if distance_m is None else reasons.distance_text(distance_m)


@register.simple_tag
def agreement(state: str) -> SafeString | str:
    """A badge that says whether the sources agree; nothing where there is nothing to agree on."""
    kind, label = AGREEMENTS.get(state, ("", ""))
    return badge(kind, label) if kind else ""


@register.filter
def decision_label(decision: str) -> str:
    """A decision in words."""
    return str(DECISIONS.get(decision, decision))


@register.filter
def leading_reasons(found: list[Mapping[str, Any]]) -> list[str]:
    """The sentences of the three heaviest reasons for one incident."""
    return reasons.leading(found)


@register.filter
def waterfall(found: list[Mapping[str, Any]]) -> reasons.Waterfall:
    """The reasons as a waterfall."""
    return reasons.waterfall(found)


@register.filter
def bits(weight: float | None) -> str:
    """A weight with its sign; a dash for None."""
    return "–" if weight is None else reasons.bits_text(weight)


@register.filter
def probability(share: float) -> str:
    """A probability in percent that never claims to be certain."""
    return reasons.probability_text(share)


def _language() -> str:
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


@register.filter
def pattern(codes: str) -> str:
    """What alike pairs have in common, in words."""
    return reasons.pattern_text(codes)
