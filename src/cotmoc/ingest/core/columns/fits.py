"""Which looks of values speak for a field, and which it can hold at all."""

from __future__ import annotations

from cotmoc.ingest.core.columns.values import Values

# Field -> the looks that speak for it, each with how much (1: hardly anything else looks so).
LOOKS: dict[str, dict[str, float]] = {
    "occurred.date": {"day": 0.9, "minute": 1.0, "recent": 1.0, "serial_day": 0.6, "period": 0.5},
    "received.date": {"day": 0.9, "minute": 1.0, "recent": 1.0, "serial_day": 0.6},
    "period.date": {"period": 1.0, "recent": 0.7},
    "when.time": {"time": 1.0},
    "when.year": {"recent_year": 0.7},
    "when.fiscal_year": {"recent_year": 0.3, "fiscal_year": 0.4},
    "when.quarter": {"quarter": 0.3},
    "when.month": {"month": 0.3},
    "when.day": {"day_of_month": 0.2},
    "occurred.written": {"time_place": 1.0},
    "reference": {"reference": 0.6},
    "narrative": {"long": 0.9},
    "information.text": {"long": 1.0},
    "offence": {"offence": 1.0, "offence_within": 0.8},
    "detection": {"detection": 0.7},
    "agency": {"agency": 0.7},
    "lead_agency": {"agency": 0.6},
    "partner_agencies": {"agency": 0.6},
    "unit": {"unit_name": 0.9},
    "place.written": {"place": 0.7, "address": 0.8},
    "place.commune": {"commune": 0.9},
    "place.district": {"district": 0.9},
    "place.province": {"province": 0.9},
    "place.lon": {"lon": 0.4, "near_lon": 1.0},
    "place.lat": {"lat": 0.4, "near_lat": 1.0},
    "place.position": {"position": 1.0},
    "party.name": {"name": 1.0, "party_like": 0.9},
    "party.written": {"person": 1.0},
    "party.role": {"role": 0.9},
    "party.birth": {"born": 1.0, "birth_year": 1.0},
    "party.sex": {"sex": 1.0},
    "party.identity_number": {"personal": 0.9},
    "party.nationality": {"country": 0.9},
    "party.residence": {"address": 0.7, "place": 0.5},
    "party.heads": {"small": 0.1},
    "conveyance.written": {"conveyance_line": 0.9, "conveyance_within": 0.3, "conveyance": 0.5},
    "conveyance.kind": {"conveyance": 1.0},
    "conveyance.registration": {"plate": 1.0, "boat": 0.9},
    "conveyance.name": {"vessel": 0.8},
    "conveyance.flag": {"country": 0.5},
    "seizure.commodity": {"commodity": 1.0, "commodity_within": 0.6},
    "seizure.quantity": {"amount": 1.0, "number": 0.15},
    "seizure.unit": {"unit": 1.0},
    "seizure.value": {"money": 0.7},
    "seizure.written": {"goods_line": 1.0},
    "outcome.kind": {"outcome": 1.0, "outcome_within": 0.6},
    "outcome.fine": {"money": 0.5},
    "none": {"phone": 0.9, "percent": 0.9, "signed": 0.5},
    "return.indicator": {"indicator": 1.0, "indicator_within": 0.5},
    "return.amount": {"number": 0.3},
    "return.commodity": {"commodity": 1.0, "commodity_within": 0.6},
    "return.quantity_unit": {"unit": 1.0},
    "information.source_grade": {"grade_source": 0.6},
    "information.content_grade": {"grade_content": 0.7},
    "information.handling_code": {"grade_handling": 0.8},
}
_FIGURE = ("number", "amount", "money")
_WORDED = ("words",)
# Field -> the looks of which each value must have one; fields not here hold any text.
FITS: dict[str, tuple[str, ...]] = {
    "occurred.date": ("day", "moment", "serial_day"),
    "received.date": ("day", "moment", "serial_day"),
    "period.date": ("moment", "period", "fiscal_year"),
    "when.time": ("time", "day_of_month"),
    "when.year": ("year", "fiscal_year"),
    "when.fiscal_year": ("year", "fiscal_year"),
    "when.quarter": ("quarter",),
    "when.month": ("month",),
    "when.day": ("day_of_month",),
    "occurred.written": ("time_place", "moment"),
    "narrative": _WORDED,
    "title": _WORDED,
    "information.text": _WORDED,
    "offence": _WORDED,
    "detection": _WORDED,
    "agency": _WORDED,
    "lead_agency": _WORDED,
    "partner_agencies": _WORDED,
    "place.written": _WORDED,
    "place.lon": ("lon", "degrees"),
    "place.lat": ("lat", "degrees"),
    "place.position": ("position",),
    "party.name": _WORDED,
    "party.written": ("person", "name", "organisation"),
    "party.role": _WORDED,
    "party.birth": ("born", "birth_year", "moment"),
    "party.sex": ("sex",),
    "party.nationality": _WORDED,
    "party.identity_number": ("personal", "tax", "long_number", "reference"),
    "party.residence": _WORDED,
    "party.heads": ("small",),
    "conveyance.written": _WORDED,
    "conveyance.kind": _WORDED,
    "conveyance.name": _WORDED,
    "conveyance.flag": _WORDED,
    "conveyance.registration": ("plate", "boat", "reference"),
    "conveyance.pieces": ("small",),
    "seizure.commodity": _WORDED,
    "seizure.quantity": _FIGURE,
    "seizure.unit": ("unit",),
    "seizure.value": _FIGURE,
    "seizure.written": ("goods_line",),
    "outcome.kind": _WORDED,
    "outcome.fine": _FIGURE,
    "return.indicator": _WORDED,
    "return.amount": _FIGURE,
    "return.commodity": _WORDED,
    "return.quantity_unit": ("unit", "words"),
    "dimension": _WORDED,
    "information.source_grade": ("grade_source", "grade_content"),
    "information.content_grade": ("grade_content", "grade_source"),
    "information.handling_code": ("grade_handling", "grade_content"),
}
# Field -> the looks that no value of it has: a cell of a name alone does not go on with the year of birth.
CONTRADICTS: dict[str, tuple[str, ...]] = {
    "party.name": ("person", "goods_line", "offence", "commodity", "address", "outcome"),
    "seizure.commodity": ("goods_line", "amount", "person", "name", "offence"),
    "seizure.quantity": ("goods_line",),
    "place.written": (
        "position",
        "time_place",
        "name",
        "person",
        "offence",
        "commodity",
        "outcome",
        "long",
    ),
    "narrative": ("offence", "outcome", "name", "commodity", "country"),
    "title": ("outcome", "name", "country"),
    "offence": ("name", "outcome", "long", "person"),
    "occurred.date": ("time_place",),
    "party.birth": ("recent",),
    "party.residence": ("offence", "name", "person", "outcome", "commodity"),
    "outcome.kind": ("name", "long", "commodity"),
    "conveyance.kind": ("conveyance_line", "plate"),
    "unit": ("unit", "name"),
    "agency": ("unit", "name"),
    "lead_agency": ("name",),
    "partner_agencies": ("name",),
    "place.commune": ("name", "offence"),
    "party.nationality": ("name",),
}


def looks_like(field: str, values: Values) -> float:
    """How far the values themselves speak for a field, 0..1."""
    return max(
        (weight * values.shares.get(look, 0.0) for look, weight in LOOKS.get(field, {}).items()),
        default=0.0,
    )


def agreement(field: str, values: Values) -> float:
    """The share of the values that the field can hold, 0..1; 1 without values, and for fields of any text."""
    if values.empty or (field not in FITS and field not in CONTRADICTS):
        return 1.0
    allowed, against = frozenset(FITS.get(field, ())), frozenset(CONTRADICTS.get(field, ()))
    fitting = sum(
        1 for look in values.looks if (not allowed or look & allowed) and not look & against
    )
    return fitting / len(values.looks)


# Fields of any words, and those whose values are often written in unknown ways.
_LENIENT = frozenset(field for field, looks in FITS.items() if "words" in looks) | {
    "seizure.unit",
    "party.identity_number",
    "conveyance.registration",
    "party.written",
    "seizure.written",
}


def cannot_be(field: str, values: Values) -> bool:
    """True for a field of numbers, dates or the like when not a single value can be one.

    >>> from cotmoc.ingest.core.columns.values import read_values
    >>> cannot_be("place.lon", read_values(["Móng Cái", "Hải Hà"])), cannot_be("unit", read_values(["x"]))
    (True, False)
    """
    if values.empty or field not in FITS or field in _LENIENT:
        return False
    return values.share(*FITS[field]) == 0
