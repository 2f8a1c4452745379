"""Drafts as lines of a page: what was understood of a record, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cotmoc.access.queries.organisation import agency_labels, unit_name
from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import (
    COMMODITIES,
    CONVEYANCE_KINDS,
    DETECTIONS,
    INDICATORS,
    OFFENCES,
    OUTCOMES,
    ROLES,
)
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    Draft,
    IncidentDraft,
    InformationDraft,
    OutcomeDraft,
    PartyDraft,
    PlaceDraft,
    ReturnDraft,
    SeizureDraft,
)
from cotmoc.web.formatting import count_text, moment_text, quantity_text, stated_text


class Line(NamedTuple):
    """One understood value with what it is called."""

    label: str
    text: str


def draft_lines(draft: Draft) -> list[Line]:
    """What a draft states, a line for each value that it has."""
    if isinstance(draft, IncidentDraft):
        lines = _incident_lines(draft)
    elif isinstance(draft, ReturnDraft):
        lines = _return_lines(draft)
    else:
        lines = _information_lines(draft)
    return [line for line in lines if line.text]


def _incident_lines(draft: IncidentDraft) -> Iterator[Line]:
    yield Line(_("Occurred"), moment_text(draft.occurred) if draft.occurred else "")
    yield Line(_("Place"), place_text(draft.place))
    yield Line(_("Offence"), code_text(OFFENCES, draft.offence))
    yield Line(_("Detected by"), code_text(DETECTIONS, draft.detection))
    yield Line(_("Reference"), draft.reference)
    yield Line(_("Title"), draft.title)
    yield Line(_("Unit"), unit_text(draft.unit))
    yield Line(_("Lead agency"), agency_text(draft.lead_agency))
    yield Line(_("Took part"), ", ".join(agency_text(code) for code in draft.partner_agencies))
    for party in draft.parties:
        yield Line(_("Party"), _party_text(party))
    for conveyance in draft.conveyances:
        yield Line(_("Conveyance"), _conveyance_text(conveyance))
    for seizure in draft.seizures:
        yield Line(_("Seizure"), _seizure_text(seizure))
    for outcome in draft.outcomes:
        yield Line(_("Outcome"), _outcome_text(outcome, draft.parties))
    yield Line(_("Narrative"), shortened(draft.narrative))
    for name, text in draft.extra.items():
        yield Line(name, shortened(text))


def _return_lines(draft: ReturnDraft) -> Iterator[Line]:
    yield Line(_("Indicator"), code_text(INDICATORS, draft.indicator))
    yield Line(_("Period"), moment_text(draft.period) if draft.period else "")
    yield Line(_("Figure"), stated_text(draft.amount, draft.measure, draft.bound, draft.most))
    yield Line(_("Commodity"), code_text(COMMODITIES, draft.commodity) or draft.commodity_written)
    yield Line(_("Unit"), unit_text(draft.unit) or draft.unit_written)
    yield Line(_("Place"), place_text(draft.place))
    for name, text in draft.dimensions.items():
        yield Line(name, text)


def _information_lines(draft: InformationDraft) -> Iterator[Line]:
    grades = (draft.source_grade, draft.content_grade, draft.handling_code)
    yield Line(_("Received"), moment_text(draft.received) if draft.received else "")
    yield Line(_("Grade"), " · ".join(grade for grade in grades if grade))
    yield Line(_("Offence"), code_text(OFFENCES, draft.offence))
    yield Line(_("Place"), place_text(draft.place))
    yield Line(_("Reference"), draft.reference)
    yield Line(_("Text"), shortened(draft.text))


def place_text(place: PlaceDraft) -> str:
    """The area with what lies above it, the position, and the place as written when neither is known."""
    parts = [_area_text(place.area)] if place.area else []
    if place.lon is not None and place.lat is not None:
        parts.append(f"{place.lat:.4f}; {place.lon:.4f}")
    if parts:
        return " · ".join(parts)
    return _("%(place)s (as written)") % {"place": place.written} if place.written else ""


def _area_text(code: str) -> str:
    areas = gazetteer()
    if code not in areas:
        return code
    chain = [code, *areas.ancestors(code)]
    names = [areas.area(each).full_name for each in chain]
    return ", ".join(names[:-1] or names)


def code_text(codes: CodeList, code: str | None) -> str:
    """The label of a code in the reader's language; empty without one."""
    return codes.label(code, get_language() or "vi") if code else ""


def agency_text(code: str | None) -> str:
    """The short name of an agency; empty without one."""
    label = agency_labels().get(code or "")
    return label.short(get_language() or "vi") if label else code or ""


def unit_text(code: str | None) -> str:
    """The name of a unit in the reader's language; empty without one."""
    return unit_name(code, get_language() or "vi") if code else ""


def shortened(text: str, most: int = 300) -> str:
    """The text, cut after `most` characters."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def _party_text(party: PartyDraft) -> str:
    many = _("%(number)s persons") % {"number": count_text(party.heads)} if party.heads > 1 else ""
    birth = moment_text(party.birth) if party.birth else ""
    known = (
        code_text(ROLES, party.role),
        many,
        party.name,
        _("alias %(names)s") % {"names": ", ".join(party.aliases)} if party.aliases else "",
        _("written “%(name)s”") % {"name": party.name_written} if party.name_written else "",
        birth,
        party.identity_number,
        party.nationality,
        party.residence_written,
    )
    return " · ".join(part for part in known if part)


def _conveyance_text(conveyance: ConveyanceDraft) -> str:
    many = f"× {count_text(conveyance.pieces)}" if conveyance.pieces > 1 else ""
    known = (
        code_text(CONVEYANCE_KINDS, conveyance.kind),
        many,
        conveyance.registration,
        conveyance.name,
        conveyance.flag,
    )
    return " · ".join(part for part in known if part)


def _seizure_text(seizure: SeizureDraft) -> str:
    value = seizure.value_vnd
    known = (
        code_text(COMMODITIES, seizure.commodity) or seizure.commodity_written,
        _amount_text(seizure),
        f"{count_text(value)} VND" if value is not None else "",
    )
    return " · ".join(part for part in known if part)


def _amount_text(seizure: SeizureDraft) -> str:
    """What counts, with what is stated beside it."""
    counted = stated_text(seizure.amount, seizure.measure, seizure.bound, seizure.most)
    amounts = ", ".join(str(quantity_text(amount, m)) for m, amount in seizure.beside.items())
    also = _("also stated: %(amounts)s") % {"amounts": amounts} if amounts else ""
    return f"{counted} ({also})" if also else counted


def _outcome_text(outcome: OutcomeDraft, parties: Sequence[PartyDraft]) -> str:
    fine = outcome.fine_vnd
    known = (
        code_text(OUTCOMES, outcome.kind),
        parties[outcome.party].name if outcome.party is not None else "",
        f"{count_text(fine)} VND" if fine is not None else "",
    )
    return " · ".join(part for part in known if part)
