"""The form of a written report: its text, and the fields understood of it, each to be confirmed or changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.queries.organisation import agencies
from cotmoc.ingest.core.narrative.reading import LONGEST_TEXT
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS, OFFENCES, OUTCOMES, ROLES
from cotmoc.normalise.codes.registry import CodeList

MOST_BYTES = 10_000_000
MOST_OF_A_KIND = 60
LONGEST_VALUE = 500
#: The fields that a report states once, and those of each thing it may name several of.
ONCE = {
    "when": ("occurred.date", "occurred.time"),
    "where": ("place.written", "place.position"),
    "deed": ("offence", "outcome.kind", "outcome.fine", "reference"),
    "agencies": ("lead_agency", "partner_agencies", "unit"),
}
REPEATED = {
    "party": (
        "role",
        "name",
        "heads",
        "birth",
        "sex",
        "nationality",
        "identity_number",
        "residence",
    ),
    "conveyance": ("kind", "registration", "name"),
    "seizure": ("commodity", "quantity", "value"),
}
_LISTS: Mapping[str, CodeList] = {
    "offence": OFFENCES,
    "outcome.kind": OUTCOMES,
    "role": ROLES,
    "kind": CONVEYANCE_KINDS,
}
#: Lists short enough to choose from; of the longer ones the words are written, with the list as a help.
CHOSEN = ("role", "outcome.kind")
_FIELD = re.compile(rf"({'|'.join(REPEATED)})\[([1-9]\d?)\]\.([a-z_]+)")


class NarrativeForm(forms.Form):
    """A report to read: pasted or as a document. Administrators say for which agency."""

    agency = forms.ChoiceField(label=_("Agency"))
    text = forms.CharField(
        label=_("Text of the report"),
        help_text=_("Paste it here, or choose a document below."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("Document"), help_text=_("txt or docx, up to 10 MB."), required=False
    )
    closed = forms.BooleanField(
        label=_("Only my agency may open this record"),
        help_text=_("It is counted in every figure all the same."),
        required=False,
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if viewer.has_role(Role.ADMINISTRATOR):
            language = get_language() or "vi"
            self.fields["agency"].choices = [(a.code, a.name(language)) for a in agencies()]  # type: ignore[attr-defined]
        else:
            del self.fields["agency"]
        self.own_agency = viewer.agency or ""

    def clean(self) -> dict[str, Any]:
        """Requires a text or a document of a size that is read."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("The document is larger than 10 MB."))
        elif (
            file is None and not str(cleaned.get("text", "")).strip() and "text" not in self.errors
        ):
            self.add_error("text", _("Paste the text of a report, or choose a document."))
        return cleaned

    @property
    def agency_code(self) -> str:
        """The code of the agency the record is for."""
        return str(self.cleaned_data.get("agency") or self.own_agency)

    @property
    def handling(self) -> str:
        """Who may open the record."""
        return "closed" if self.cleaned_data.get("closed") else "shared"


def stated_values(data: MultiValueDict[str, str] | Mapping[str, str]) -> dict[str, str]:
    """The fields of a sent form with their values, in the order of the page; all others are left out.

    >>> stated_values({"party[2].name": "An", "offence": "Buôn lậu", "x": "y", "party[1].name": "Bình"})
    {'offence': 'Buôn lậu', 'party[1].name': 'Bình', 'party[2].name': 'An'}
    """
    once = [name for names in ONCE.values() for name in names]
    many = sorted(
        (
            match
            for match in map(_FIELD.fullmatch, data)
            if match and match.group(3) in REPEATED[match.group(1)]
        ),
        key=lambda match: (list(REPEATED).index(match.group(1)), int(match.group(2))),
    )
    names = [name for name in once if name in data] + [match.group() for match in many]
    return {name: str(data[name]).replace("\x00", "")[:LONGEST_VALUE].strip() for name in names}


def numbers_of(group: str, values: Iterable[str]) -> list[int]:
    """The numbers of the things of a group that have a field, in order."""
    found = {
        int(match.group(2))
        for match in map(_FIELD.fullmatch, values)
        if match and match.group(1) == group
    }
    return sorted(found)


def with_one_more(group: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values with an empty thing of the group at its end, up to the most that a form holds."""
    number = max(numbers_of(group, values), default=0) + 1
    if number > MOST_OF_A_KIND:
        return dict(values)
    return {**values, f"{group}[{number}].{REPEATED[group][0]}": ""}


def without_one(group: str, number: int, values: Mapping[str, str]) -> dict[str, str]:
    """The values without a thing of a group; those behind it move up.

    >>> without_one("party", 1, {"party[1].name": "An", "party[2].name": "Bình"})
    {'party[1].name': 'Bình'}
    """
    kept: dict[str, str] = {}
    for name, value in values.items():
        match = _FIELD.fullmatch(name)
        if match is None or match.group(1) != group or int(match.group(2)) < number:
            kept[name] = value
        elif int(match.group(2)) > number:
            kept[f"{group}[{int(match.group(2)) - 1}].{match.group(3)}"] = value
    return kept


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list to choose from: what is written for it, and how it is called on the page."""

    value: str
    label: str


def choices_of(leaf: str) -> list[Choice]:
    """The entries of the list behind a field, in the language of the page; empty for free fields."""
    codes = _LISTS.get(leaf)
    if codes is None:
        return []
    language = get_language() or "vi"
    return [
        Choice(code.label_vi, code.label(language)) for code in codes if code.id != codes.unknown
    ]
