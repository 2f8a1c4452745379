"""What an officer makes of the columns that are suggested for a file: most are taken as they are, a few changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from cotmoc.ingest.core.mapping import ColumnRule, Profile


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A file's profile as an officer confirms it, and the columns of which the officer changed the field."""

    profile: Profile
    changed: tuple[str, ...]


def confirmed(offered: Profile, meant: Profile) -> Confirmed:
    """The offered profile with the fields that its office means.

    Where the field is right, what was found out about the column (decimal mark, order of days, unit) is taken with it.
    Name, register, key, constants and coverage are for people to say in any case.

    >>> offered = Profile("a", "incident", "r", (ColumnRule("Ghi chú", "extra.notes"),))
    >>> meant = Profile("b", "incident", "r", (ColumnRule("Ghi chú", "narrative"),))
    >>> confirmed(offered, meant).changed
    ('Ghi chú',)
    """
    said = {rule.column: rule for rule in offered.columns}
    often = Counter(rule.field for rule in offered.columns)
    rules, changed = [], []
    for rule in meant.columns:
        found = said.get(rule.column)
        if found is not None and found.field == rule.field:
            rules.append(_undivided(found) if often[found.field] > 1 else found)
        else:
            rules.append(rule)
            if rule.field != "ignore":
                changed.append(rule.column)
    return Confirmed(replace(meant, columns=tuple(rules)), tuple(changed))


def _undivided(rule: ColumnRule) -> ColumnRule:
    """The rule of a column that was taken for one of several of one figure, and is the only one."""
    options = {name: value for name, value in rule.options.items() if name != "breakdown"}
    return replace(rule, options=options)
