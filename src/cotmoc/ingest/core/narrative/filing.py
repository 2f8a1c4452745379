"""A confirmed report as a file of one row, so that it goes in by the very way of every other file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from cotmoc.ingest.core.fields import FIELDS
from cotmoc.ingest.core.mapping import ColumnRule, Profile

REGISTER = "Báo cáo viết"
NARRATIVE = "narrative"
_NUMBERED = re.compile(r"\[(\d+)\]")
_LABELS = {info.name: info.label_vi for info in FIELDS}
_SEVERAL = ("partner_agencies",)


def column_of(field: str) -> str:
    """The header of a field's column, in the words of the forms.

    >>> column_of("party[2].name"), column_of("occurred.date")
    ('Đối tượng 2: họ tên', 'Xảy ra: ngày')
    """
    match = _NUMBERED.search(field)
    label = _LABELS.get(_NUMBERED.sub("[1]", field), field)
    if match is None:
        return label
    name, colon, rest = label.partition(":")
    return f"{name} {match.group(1)}{colon}{rest}"


def narrative_file(values: Mapping[str, str]) -> bytes:
    """The JSON file of one row that states the fields; empty ones are left out. Equal fields give equal bytes.

    >>> narrative_file({"offence": "Buôn lậu", "title": ""}).decode()
    '[{"Hành vi vi phạm": "Buôn lậu"}]'
    """
    row = {column_of(field): text for field, text in values.items() if text.strip()}
    return json.dumps([row], ensure_ascii=False).encode()


def narrative_profile(values: Mapping[str, str], decimal: str = ",") -> Profile:
    """The profile that reads such a file: each column is the field it is named after.

    Vietnamese order of days, `decimal` before the decimals, local time; a list of agencies is divided at semicolons.
    """
    rules = tuple(
        ColumnRule(column_of(field), field) for field, text in values.items() if text.strip()
    )
    return Profile(
        name=REGISTER,
        kind="incident",
        register=REGISTER,
        columns=rules,
        date_order="dmy",
        decimal=decimal,
        utc_offset_minutes=420,
    )
