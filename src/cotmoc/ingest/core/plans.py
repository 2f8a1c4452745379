"""A profile laid on the headers of a file: where each field's text stands in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cotmoc.ingest.core.fields import field_name
from cotmoc.ingest.core.mapping import Profile, ProfileError, rule_name
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.normalise.text import clean, fold

_NO_OPTIONS: Mapping[str, str] = {}
_WHOLE_FLOAT = re.compile(r"(-?\d+)\.0+")


class Written(NamedTuple):
    """The text of one field of one row, and where it stands; `column` is "" for a constant of the profile."""

    text: str
    field: str = ""
    column: str = ""
    row: int = 0
    options: Mapping[str, str] = _NO_OPTIONS


NOTHING = Written("")
Values = dict[str, Written]


class CellPlan(NamedTuple):
    """Where a field's text stands: the cell's position, the field's name here and in the profile."""

    position: int
    name: str
    field: str
    column: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """A profile laid on headers. `numbers` says which indices of each repeated group are mapped."""

    profile: Profile
    cells: tuple[CellPlan, ...]
    key: tuple[int, ...]
    constants: Mapping[str, Written]
    numbers: Mapping[str, tuple[int, ...]]
    missing: frozenset[str]

    def values(self, row: RawRow) -> Values:
        """The fields that are written in a row, by name; missing and empty ones are left out."""
        values: Values = {}
        for position, name, field, column, options in self.cells:
            text = row.cells[position].strip()
            if not text or text in self.missing:
                continue
            if name in values:
                text = f"{values[name].text}, {text}"
            values[name] = Written(text, field, column, row.number, options)
        return values


@lru_cache(maxsize=64)
def plan_for(headers: tuple[str, ...], profile: Profile) -> Plan:
    """The plan of a profile for a file's headers, which are compared without case and marks.

    Raises `ProfileError` when a column of the profile is not in the file.
    """
    positions = {fold(header): at for at, header in reversed(list(enumerate(headers)))}
    cells = tuple(
        CellPlan(
            _position(rule.column, headers, positions), rule_name(rule), rule.field, rule.column, rule.options
        )
        for rule in profile.columns
        if rule.field != "ignore"
    )  # fmt: skip
    constants = {field_name(f): Written(text, f) for f, text in profile.constants.items()}
    names = [*(cell.name for cell in cells), *constants]
    key = tuple(_position(column, headers, positions) for column in profile.key)
    missing = frozenset(profile.missing)
    return Plan(profile, cells, key, constants, _numbers(names), missing)


def _position(column: str, headers: Sequence[str], positions: Mapping[str, int]) -> int:
    if column in headers:
        return headers.index(column)
    position = positions.get(fold(column))
    if position is None:
        raise ProfileError("the file has no such column", entry="columns", column=column)
    return position


def _numbers(names: list[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {"party": set(), "conveyance": set(), "seizure": set()}
    for name in names:
        group, bracket, rest = name.partition("[")
        if bracket and group in found:
            found[group].add(int(rest.partition("]")[0]))
    return {group: tuple(sorted(numbers)) for group, numbers in found.items()}


def key_text(text: str) -> str:
    """A key as compared: cleaned, and without the ".0" that programs add to numbers.

    >>> key_text(" 3460425857.0 ")
    '3460425857'
    """
    cleaned = clean(text)
    match = _WHOLE_FLOAT.fullmatch(cleaned)
    return match.group(1) if match else cleaned
