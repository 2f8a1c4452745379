"""What it costs to take a written name for that of an area."""

from __future__ import annotations

from datetime import date

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.finding.groups import Group, NameCost
from cotmoc.areas.core.finding.index import NameEntry
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason
from cotmoc.normalise.text import fold

#: What departures from a perfect fit cost, in thousandths of confidence.
COSTS: dict[Reason, int] = {
    Reason.SPELLING: 150,
    Reason.TYPO: 200,
    Reason.SHORT: 60,
    Reason.OTHER_TYPE: 60,
    Reason.OTHER_NAME: 80,
    Reason.OTHER_TIME: 100,
    Reason.CARRIED: 30,
    Reason.COARSER: 300,
    Reason.CONTRADICTED: 280,
    Reason.MORE_WORDS: 250,
    Reason.FORMER_DISTRICT: 100,
}
COST_WITHOUT_MARKS = 20
COST_WITHOUT_TYPE = 10
COST_ABOLISHED = 20
COST_SPECIAL_KIND = 60
ADMINISTRATIVE = frozenset(
    {AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE, AreaKind.ZONE}
)


def name_cost(code: str, group: Group, on: date | None) -> NameCost:
    """What it costs to take a written name for an area's, without that of its reasons, and these."""
    known = group.known.get((code, on))
    if known is None:
        known = group.known[code, on] = _name_cost(group.named.entries[code], group, on)
    return known


def _name_cost(entry: NameEntry, group: Group, on: date | None) -> NameCost:
    area = entry.area
    cost = 0
    reasons = list(group.reasons)
    if entry.other:
        reasons.append(Reason.OTHER_NAME)
    elif not group.reasons:
        how = _marks(entry, group)
        if how == _DIFFERENT:
            reasons.append(Reason.SPELLING)
        elif how == _MISSING:
            cost = COST_WITHOUT_MARKS
    if group.type is None:
        if area.kind is not AreaKind.COUNTRY and not _is_numbered(area):
            special = 0 if area.kind in ADMINISTRATIVE else _special(entry, group)
            cost += COST_WITHOUT_TYPE + special
    elif group.type.name and not (
        entry.other or area.kind is AreaKind.ZONE or entry.full.startswith(group.type.name)
    ):
        reasons.append(Reason.OTHER_TYPE)
    if on is None:
        cost += COST_ABOLISHED if area.valid_to is not None else 0
    elif not (_lasts(area, on) and _lasts(entry, on)):
        reasons.append(Reason.OTHER_TIME)
    return cost, tuple(reasons)


def _is_numbered(area: AreaFact) -> bool:
    return area.name[-1:].isdigit() and area.name == area.full_name


def _special(entry: NameEntry, group: Group) -> int:
    """Of gates, ports and seas the full name holds their type as a part."""
    named_in_full = group.end - group.start >= len(entry.full.split())
    return -COST_WITHOUT_TYPE if named_in_full else COST_SPECIAL_KIND


_SAME, _MISSING, _DIFFERENT = range(3)


def _marks(entry: NameEntry, group: Group) -> int:
    """Whether the marks of the written name are the area's; missing ones differ from wrong ones."""
    area = entry.area
    written, unmarked, own = group.marked, group.plain, entry.marked
    if written == own:
        return _SAME
    if all(unmarked):
        in_english = area.kind is AreaKind.COUNTRY and fold(area.name_en) == " ".join(written)
        return _SAME if entry.name.isascii() or in_english else _MISSING
    if len(written) > len(own):
        written = written[-len(own) :]
    if len(written) != len(own):
        joined = "".join(sorted("".join(own)))
        return _SAME if "".join(sorted("".join(written))) == joined else _DIFFERENT
    how = _SAME
    for mine, theirs, plain in zip(written, own, unmarked[-len(own) :], strict=True):
        if mine != theirs:
            if not plain and mine.replace("y", "i") != theirs.replace("y", "i"):
                return _DIFFERENT
            how = _MISSING
    return how


def _lasts(area: AreaFact | NameEntry, on: date) -> bool:
    return (area.valid_from is None or area.valid_from <= on) and (
        area.valid_to is None or on < area.valid_to
    )
