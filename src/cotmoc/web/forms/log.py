"""The form on which an incident is logged by hand: its fields, what completes them, and what a new sheet says."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import units
from cotmoc.ingest.actions.log_sheets import SheetDraft
from cotmoc.normalise.codes.catalogue import ROLES
from cotmoc.web.forms.incident_fields import (
    REPEATED,
    changed_values,
    numbers_of,
    stated_values,
    with_one_more,
)

#: The fields that are stated once, by the panel they stand in.
ONCE = {
    "when": ("occurred.date", "place.written", "place.position"),
    "deed": ("offence", "detection", "unit", "reference"),
    "outcome": ("outcome.kind", "outcome.fine"),
    "narrative": ("narrative",),
    "agencies": ("lead_agency", "partner_agencies"),
}
ALL_ONCE = tuple(name for names in ONCE.values() for name in names)
#: What completes a field as one types, by the last part of its name or the whole.
COMPLETED = {
    "occurred.date": "when",
    "place.written": "place",
    "residence": "place",
    "offence": "offence",
    "unit": "unit",
    "lead_agency": "agency",
    "partner_agencies": "agencies",
    "nationality": "country",
    "kind": "conveyance",
    "commodity": "goods",
}
LABELS: Mapping[str, object] = {
    "occurred.date": _("When"),
    "place.written": _("Where"),
}
EXAMPLES: Mapping[str, object] = {
    "occurred.date": _("15h30 · night of 12-13/3"),
    "place.written": _("marker 1369, Hải Sơn commune · Móng Cái gate"),
    "place.position": "21,5247; 107,9664",
    "birth": "1985 · 12/3/1985",
    "quantity": _("2.5 kg · 3 cakes (1,050 g) · 500 tablets"),
    "value": _("30 million"),
    "outcome.fine": _("7.5 million"),
    "registration": "14B1-123.45",
    "partner_agencies": _("several: divided by ;"),
}
DEFAULT_ROLE = ROLES["suspect"].label_vi


def new_values(viewer: Viewer) -> dict[str, str]:
    """What a new sheet says: the writer's unit, and one empty party, conveyance and line of goods."""
    own = next((unit.name for unit in units(agency=viewer.agency) if unit.pk == viewer.unit_id), "")
    values = {"unit": own}
    for group in REPEATED:
        values = with_one_more(group, values)
    return with_roles(values)


def with_roles(values: Mapping[str, str]) -> dict[str, str]:
    """The values in which parties of whom nothing is said yet are suspects, as nearly all are."""
    filled = dict(values)
    for number in numbers_of("party", values):
        if not any(_leaves(values, "party", number).values()):
            filled[f"party[{number}].role"] = DEFAULT_ROLE
    return filled


def sheet_draft(data: Mapping[str, str]) -> SheetDraft:
    """What a sent form says, after the button that was pressed."""
    values = changed_values(str(data.get("do", "")), stated_values(data, ALL_ONCE))
    return SheetDraft(with_roles(values), "closed" if data.get("closed") else "shared")


def worth_filing(values: Mapping[str, str]) -> dict[str, str]:
    """The fields that say something; a party of whom nothing but the role is said is nobody.

    >>> worth_filing({"offence": "", "unit": "Đồn 1", "party[1].role": "Nghi phạm", "party[2].name": "An"})
    {'unit': 'Đồn 1', 'party[2].name': 'An'}
    """
    nobody = {
        f"party[{number}].role"
        for number in numbers_of("party", values)
        if not any(
            text for leaf, text in _leaves(values, "party", number).items() if leaf != "role"
        )
    }
    return {name: text for name, text in values.items() if text and name not in nobody}


def says_something(values: Mapping[str, str]) -> bool:
    """True when more is written than what a new sheet says by itself."""
    return bool(worth_filing(values).keys() - {"unit"})


def _leaves(values: Mapping[str, str], group: str, number: int) -> dict[str, str]:
    start = f"{group}[{number}]."
    return {
        name.removeprefix(start): text for name, text in values.items() if name.startswith(start)
    }
