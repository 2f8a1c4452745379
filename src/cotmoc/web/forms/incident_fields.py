"""The fields of one incident in a form: those stated once, and those of each thing it may hold several of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cotmoc.ingest.core.fields import FIELDS
from cotmoc.ingest.core.narrative.reading import LONGEST_TEXT
from cotmoc.ingest.core.stated_incident import column_of
from cotmoc.normalise.codes.catalogue import (
    CONVEYANCE_KINDS,
    DETECTIONS,
    OFFENCES,
    OUTCOMES,
    ROLES,
)
from cotmoc.normalise.codes.registry import CodeList

MOST_OF_A_KIND = 60
LONGEST_VALUE = 500
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
    "detection": DETECTIONS,
    "outcome.kind": OUTCOMES,
    "role": ROLES,
    "kind": CONVEYANCE_KINDS,
}
#: Lists short enough to choose from; of the longer ones the words are written, with the list as a help.
CHOSEN = ("role", "outcome.kind", "detection", "sex")
_FIELD = re.compile(rf"({'|'.join(REPEATED)})\[([1-9]\d?)\]\.([a-z_]+)")
_NUMBER = re.compile(r" \d+(?=:|$)")
_LABELS = {info.name: info for info in FIELDS}


def stated_values(
    data: MultiValueDict[str, str] | Mapping[str, str], once: Iterable[str]
) -> dict[str, str]:
    """The fields of a sent form with their values, in the order of the page; all others are left out.

    `once` are the fields that are stated once.

    >>> sent = {"party[2].name": "An", "offence": "Buôn lậu", "x": "y", "party[1].name": "Bình"}
    >>> stated_values(sent, ("offence",))
    {'offence': 'Buôn lậu', 'party[1].name': 'Bình', 'party[2].name': 'An'}
    """
    many = sorted(
        (
            match
            for match in map(_FIELD.fullmatch, data)
            if match and match.group(3) in REPEATED[match.group(1)]
        ),
        key=lambda match: (list(REPEATED).index(match.group(1)), int(match.group(2))),
    )
    names = [name for name in once if name in data] + [match.group() for match in many]
    return {name: _value(name, str(data[name])) for name in names}


def _value(name: str, text: str) -> str:
    most = LONGEST_TEXT if name == "narrative" else LONGEST_VALUE
    return text.replace("\x00", "").replace("\r\n", "\n")[:most].strip()


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


def changed_values(task: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values after a task of the form's buttons: "add:party", "remove:party.2"; any other changes nothing."""
    verb, _colon, argument = task.partition(":")
    group, _dot, number = argument.partition(".")
    if verb == "add" and group in REPEATED:
        return with_one_more(group, values)
    if verb == "remove" and group in REPEATED and number.isdecimal():
        return without_one(group, int(number), values)
    return dict(values)


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list to choose from: what is written for it, and how it is called on the page."""

    value: str
    label: object


def choices_of(leaf: str) -> list[Choice]:
    """The entries of the list behind a field, in the language of the page; empty for free fields."""
    if leaf == "sex":
        return [Choice("Nam", _("Male")), Choice("Nữ", _("Female"))]
    codes = _LISTS.get(leaf)
    if codes is None:
        return []
    language = get_language() or "vi"
    return [
        Choice(code.label_vi, code.label(language)) for code in codes if code.id != codes.unknown
    ]


def field_label(name: str) -> str:
    """The field's own word: of "Đối tượng 2: họ tên" only "họ tên", with a capital."""
    if get_language() == "en":
        base = (
            "[1].".join((name.partition("[")[0], name.rpartition(".")[2])) if "[" in name else name
        )
        info = _LABELS.get(base)
        label = info.label_en if info else name
    else:
        label = column_of(name)
    own = (label.partition(": ")[2] or _NUMBER.sub("", label)) if "[" in name else label
    return own[:1].upper() + own[1:]
