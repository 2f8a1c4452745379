"""What a field was understood as, in words, beside what was written; empty where that says it already."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import COMMODITIES, CONVEYANCE_KINDS, OFFENCES
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.text import fold
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    IncidentDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)
from cotmoc.web.formatting import count_text, moment_text, stated_text
from cotmoc.web.views.files.understood import agency_text, code_text, place_text


def once_echoes(draft: IncidentDraft, values: Mapping[str, str]) -> dict[str, str]:
    """By field, what the fields that are stated once were understood as."""
    place, fine = draft.place, next((o.fine_vnd for o in draft.outcomes if o.fine_vnd), None)
    return {
        "occurred.date": moment_text(draft.occurred) if draft.occurred else "",
        "place.written": _area_echo(place, values),
        "place.position": _position_echo(place, values),
        "offence": _code_echo(OFFENCES, draft.offence, values.get("offence", "")),
        "outcome.fine": f"{count_text(fine)} VND" if fine else "",
        "lead_agency": _agency_echo(draft.lead_agency, values.get("lead_agency", "")),
        "partner_agencies": ", ".join(agency_text(code) for code in draft.partner_agencies),
    }


def party_echoes(parties: tuple[PartyDraft, ...], values: Mapping[str, str]) -> dict[str, str]:
    """By leaf, what the fields of one party were understood as; of several names in one field, their list."""
    if not parties:
        return {}
    if len(parties) > 1:
        named = [each.name or _("%(number)s unnamed") % {"number": each.heads} for each in parties]
        return {"name": " · ".join(named)}
    one = parties[0]
    return {
        "name": _differing(one.name, values.get("name", "")),
        "birth": moment_text(one.birth) if one.birth else "",
        "identity_number": _differing(one.identity_number, values.get("identity_number", "")),
        "residence": _full_name(one.residence_area) if one.residence_area else "",
    }


def conveyance_echoes(
    conveyances: tuple[ConveyanceDraft, ...], values: Mapping[str, str]
) -> dict[str, str]:
    """By leaf, what the fields of one conveyance were understood as."""
    if len(conveyances) != 1:
        return {"registration": " · ".join(each.registration for each in conveyances)}
    one = conveyances[0]
    return {
        "kind": _code_echo(CONVEYANCE_KINDS, one.kind, values.get("kind", "")),
        "registration": _differing(one.registration, values.get("registration", "")),
    }


def seizure_echoes(seizures: tuple[SeizureDraft, ...], values: Mapping[str, str]) -> dict[str, str]:
    """By leaf, what the fields of one line of goods were understood as: the quantity in its canonical measure."""
    if len(seizures) != 1:
        return {"quantity": " · ".join(_amount(each) for each in seizures)}
    one = seizures[0]
    return {
        "commodity": _code_echo(COMMODITIES, one.commodity, values.get("commodity", "")),
        "quantity": _amount(one),
        "value": f"{count_text(one.value_vnd)} VND" if one.value_vnd is not None else "",
    }


def _amount(seizure: SeizureDraft) -> str:
    if seizure.amount is None:
        return ""
    shown = stated_text(seizure.amount, seizure.measure, seizure.bound, seizure.most)
    goods = code_text(COMMODITIES, seizure.commodity)
    return f"{shown} {goods.lower()}".strip() if "(" not in goods else shown


def _area_echo(place: PlaceDraft, values: Mapping[str, str]) -> str:
    if not values.get("place.written"):
        return ""
    if values.get("place.position"):
        return _full_name(place.area) if place.area else ""
    return place_text(place) if place.area or place.lon is not None else ""


def _position_echo(place: PlaceDraft, values: Mapping[str, str]) -> str:
    if not values.get("place.position") or place.lon is None or place.lat is None:
        return ""
    position = f"{place.lat:.5f}; {place.lon:.5f}"
    metres = place.precision_m
    if not metres:
        return position
    return _("%(position)s, within %(metres)s m") % {
        "position": position,
        "metres": count_text(round(metres)),
    }


def _full_name(code: str) -> str:
    areas = gazetteer()
    chain = [code, *areas.ancestors(code)]
    names = [areas.area(each).full_name for each in chain]
    return ", ".join(names[:-1] or names)


def _code_echo(codes: CodeList, code: str | None, written: str) -> str:
    label = codes.label(code, get_language() or "vi") if code else ""
    return _differing(label, written)


def _agency_echo(code: str | None, written: str) -> str:
    return _differing(agency_text(code), written) if code else ""


def _differing(understood: str, written: str) -> str:
    """What was understood where it is not what was written, whatever the case and marks."""
    return understood if written and fold(understood) != fold(written) else ""
