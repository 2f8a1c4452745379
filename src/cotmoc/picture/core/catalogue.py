"""The code lists that filters choose from, with their groups, and "not stated"."""

from __future__ import annotations

from dataclasses import dataclass

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
from cotmoc.picture.core.filters import GROUP, NOT_STATED

#: The columns of facts that hold codes, with their lists.
FAMILIES: dict[str, CodeList] = {
    "offence": OFFENCES,
    "commodity": COMMODITIES,
    "outcome": OUTCOMES,
    "detection": DETECTIONS,
    "role": ROLES,
    "conveyance": CONVEYANCE_KINDS,
    "indicator": INDICATORS,
}


@dataclass(frozen=True, slots=True)
class Choosable:
    """The values that a filter over one list may take: its codes, `group.<name>`, and `none`."""

    codes: CodeList

    def __contains__(self, value: object) -> bool:
        return bool(codes_of(self.codes, str(value)))


def codes_of(codes: CodeList, value: str) -> frozenset[str]:
    """The codes that a filter's value stands for; "" is what was not stated. Empty for an unknown value.

    `group.<name>` stands for all codes of a group, or for a code with all those below it.

    `group.<name>` is all codes of a group, or a code with all those below it.

    >>> sorted(codes_of(ROLES, "victim"))
    ['victim']
    """
    if value == NOT_STATED:
        return frozenset({""})
    if value.startswith(GROUP):
        group = value.removeprefix(GROUP)
        below = codes.children.get(group)
        if below:
            return frozenset((group, *below))
        return frozenset(code.id for code in codes if code.group and code.group == group)
    return frozenset({value}) if value in codes else frozenset()


def groups_of(codes: CodeList) -> dict[str, list[str]]:
    """The ids of the list's codes by their groups, both in the order of the list."""
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(code.group, []).append(code.id)
    return groups
