"""The best way to take the names of an address together: an area within those that are named around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.finding.groups import Group
from cotmoc.areas.core.finding.index import NameEntry
from cotmoc.areas.core.finding.words import Run, Words
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason
from cotmoc.areas.core.names import marked
from cotmoc.normalise.text import fold

if TYPE_CHECKING:
    from cotmoc.areas.core.gazetteer import Gazetteer

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
    Reason.CONTRADICTED: 300,
    Reason.MORE_WORDS: 250,
    Reason.FORMER_DISTRICT: 100,
}
COST_WITHOUT_MARKS = 20
COST_WITHOUT_TYPE = 10
COST_ABOLISHED = 20
COST_SPECIAL_KIND = 60
COST_ORDER = 60
#: What each unit of weight costs that a chain explains less of the address than the best does.
COST_UNEXPLAINED = 10
#: Chains that explain less than the best by more are not looked at.
MARGIN = 6
#: Candidates whose costs differ by no more are equally good.
TIE = 15
MOST_COST = 10_000
#: More names around one area than this are not weighed against each other.
MOST_OPTIONS = 10
ADMINISTRATIVE = frozenset(
    {AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE, AreaKind.ZONE}
)

#: How much it says of an address that a level of it is known.
WEIGHTS: dict[AreaKind, int] = {
    AreaKind.COUNTRY: 6,
    AreaKind.PROVINCE: 8,
    AreaKind.ZONE: 6,
    AreaKind.DISTRICT: 4,
    AreaKind.SEA_AREA: 3,
    AreaKind.BORDER_SECTION: 3,
}
OTHER_WEIGHT = 2
#: The levels from above; what stands in none of them is a place within a commune.
RANKS: dict[AreaKind, int] = {
    AreaKind.COUNTRY: 0,
    AreaKind.PROVINCE: 1,
    AreaKind.ZONE: 1,
    AreaKind.DISTRICT: 2,
    AreaKind.SEA_AREA: 2,
    AreaKind.BORDER_SECTION: 2,
    AreaKind.COMMUNE: 3,
}
LOWEST_RANK = 4


class Chain(NamedTuple):
    """An area with the named areas around it: what of the address they explain, the cost and the reasons."""

    code: str
    group: Group
    mask: int
    weight: int
    cost: int
    reasons: tuple[Reason, ...]


class _Support(NamedTuple):
    """An area named around another: its weight and that of its words, where it is named, whether it lies above it."""

    weight: int
    group: Group
    code: str
    is_direct: bool


class _Draft(NamedTuple):
    code: str
    group: Group
    mask: int
    weight: int
    above: tuple[_Support, ...]


def chains(
    gazetteer: Gazetteer, words: Words, groups: Sequence[Group], on: date | None
) -> list[Chain]:
    """The ways to take the names together, best first; only those that explain about as much as the best."""
    found = _costed_chains(gazetteer, words, groups, on)
    if not found:
        return []
    ranked = sorted(found.values(), key=lambda chain: (chain.cost, chain.code))
    if any(Reason.TYPO in each.reasons for each in groups):
        first = ranked[0]
        ranked.sort(key=lambda chain: not _explains_more(gazetteer, chain, first))
    best = ranked[0]
    return [chain for chain in ranked if not _is_part_of(chain, best)]


def _costed_chains(
    gazetteer: Gazetteer, words: Words, groups: Sequence[Group], on: date | None
) -> dict[str, Chain]:
    """Every named area with those named around it, without what cannot come near the best."""
    limits = _Limits(gazetteer, groups)
    possible = [(limits.of(code, own), code, own) for own in groups for code in own.named.codes]
    possible.sort(key=_limit, reverse=True)
    found: dict[str, Chain] = {}
    most = 0
    least = MOST_COST
    for limit, code, own in possible:
        missing = most - limit
        if missing > MARGIN or missing * COST_UNEXPLAINED > least + TIE:
            break
        draft = _draft(gazetteer, code, own, groups)
        if draft.weight > most:
            least += (draft.weight - most) * COST_UNEXPLAINED
            most = draft.weight
        chain = _costed(gazetteer, words, draft, on)
        least = min(least, chain.cost + (most - draft.weight) * COST_UNEXPLAINED)
        known = found.get(code)
        if known is None or _less(chain, known):
            found[code] = chain
    return {
        code: chain._replace(cost=chain.cost + COST_UNEXPLAINED * (most - chain.weight))
        for code, chain in found.items()
        if chain.weight >= most - MARGIN
    }


def _limit(possible: tuple[int, str, Group]) -> int:
    return possible[0]


def _less(one: Chain, other: Chain) -> bool:
    return one.cost - COST_UNEXPLAINED * one.weight < other.cost - COST_UNEXPLAINED * other.weight


def _explains_more(gazetteer: Gazetteer, chain: Chain, other: Chain) -> bool:
    """True for an area within another whose misspelled name explains what the other leaves unread."""
    return (
        other.code in gazetteer.line(chain.code)
        and chain.mask != other.mask
        and chain.mask & other.mask == other.mask
        and Reason.CONTRADICTED not in chain.reasons
    )


def _is_part_of(chain: Chain, other: Chain) -> bool:
    """True when the name is only a part of the other's: Thạnh Đông in Thạnh Đông B."""
    own, whole = chain.group.mask, other.group.mask
    return own != whole and own & whole == own


class _Limits:
    """The most that a chain can weigh; many areas of one name have the same areas named around them."""

    def __init__(self, gazetteer: Gazetteer, groups: Sequence[Group]) -> None:
        self._gazetteer = gazetteer
        self._groups = groups
        self._bits: dict[str, int] = {}
        for at, each in enumerate(groups):
            for code in each.named.codes:
                self._bits[code] = self._bits.get(code, 0) | 1 << at
        self._named = self._bits.keys()
        self._free = {
            own.mask: sum(1 << at for at, each in enumerate(groups) if not each.mask & own.mask)
            for own in groups
        }
        self._known: dict[int, int] = {0: 0}

    def of(self, code: str, own: Group) -> int:
        bits = 0
        for other in self._gazetteer.line(code) & self._named:
            bits |= self._bits[other]
        bits &= self._free[own.mask]
        limit = self._known.get(bits)
        if limit is None:
            limit = self._known[bits] = self._sum(bits)
        return limit + self._gazetteer.weight(code) + _size(own)

    def _sum(self, bits: int) -> int:
        weight = self._gazetteer.weight
        return sum(
            max(map(weight, each.named.codes)) + _size(each)
            for at, each in enumerate(self._groups)
            if bits >> at & 1
        )


def _size(group: Group) -> int:
    """What the words of a name weigh: a type in front adds to it, being found only after mending takes off."""
    return group.end - group.start + (group.type is not None) - 2 * len(group.reasons)


def _draft(gazetteer: Gazetteer, code: str, own: Group, groups: Sequence[Group]) -> _Draft:
    line, ancestors = gazetteer.line(code), gazetteer.ancestors(code)
    own_level = gazetteer.weight(code)
    options = []
    for each in groups:
        if each.mask & own.mask or line.isdisjoint(each.named.codes):
            continue
        fits = each.named.codes & line
        direct = [c for c in ancestors if c in fits]
        if len(direct) < len(fits):
            direct += _carried(gazetteer, fits, direct)
        for chosen in direct:
            # That an area's own predecessor is named too says nothing more of where it is.
            level, is_direct = gazetteer.weight(chosen), chosen in ancestors
            weight = (level if is_direct or level != own_level else 0) + _size(each)
            options.append(_Support(weight, each, chosen, is_direct))
    above = _heaviest(options)
    mask = own.mask
    weight = gazetteer.weight(code) + _size(own)
    for support in above:
        mask |= support.group.mask
        weight += support.weight
    return _Draft(code, own, mask, weight, tuple(above))


def _carried(gazetteer: Gazetteer, fits: frozenset[str], direct: list[str]) -> list[str]:
    """Of areas that are only tied by lineage, one of each level at which none lies above."""
    levels = {gazetteer.weight(code) for code in direct}
    others = [code for code in fits if gazetteer.weight(code) not in levels]
    if len(others) < 2:
        return others
    by_level = {gazetteer.weight(code): code for code in sorted(others, reverse=True)}
    return list(by_level.values())


def _heaviest(options: list[_Support]) -> list[_Support]:
    """Of options that overlap, or that name one area twice, those that together weigh most."""
    mask = 0
    codes = set()
    for option in options:
        mask += option.group.mask  # adds up to the union when nothing overlaps
        codes.add(option.code)
    if len(codes) == len(options):
        union = 0
        for option in options:
            union |= option.group.mask
        if union == mask:
            return options
    first, rest = options[0], options[1:]
    compatible = [o for o in rest if not o.group.mask & first.group.mask and o.code != first.code]
    with_first = [first, *_heaviest(compatible)] if compatible else [first]
    if len(options) > MOST_OPTIONS:
        return with_first
    without = _heaviest(rest) if rest else []
    return max(with_first, without, key=lambda some: sum(o.weight for o in some))


def _costed(gazetteer: Gazetteer, words: Words, draft: _Draft, on: date | None) -> Chain:
    entry = draft.group.named.entries[draft.code]
    cost, reasons = name_cost(entry, draft.group, words, on)
    carried = False
    for _, each, code, is_direct in draft.above:
        carried = carried or not is_direct
        own = each.named.entries[code]
        for reason in name_cost(own, each, words, on)[1]:
            # Names of mixed times are one departure, not also one of time.
            if reason not in reasons and (is_direct or reason is not Reason.OTHER_TIME):
                reasons.append(reason)
    if carried:
        reasons.append(Reason.CARRIED)
    if _is_mixed_up(draft):
        cost += COST_ORDER
    reasons += _unexplained(gazetteer, words, draft)
    for reason in reasons:
        cost += COSTS[reason]
    return Chain(draft.code, draft.group, draft.mask, draft.weight, cost, tuple(reasons))


def _is_mixed_up(draft: _Draft) -> bool:
    """True when larger areas stand on both sides: addresses go up or down."""
    own = draft.group.start
    before = [support for support in draft.above if support.group.start < own]
    return bool(before) and len(before) < len(draft.above)


def name_cost(
    entry: NameEntry, group: Group, words: Words, on: date | None
) -> tuple[int, list[Reason]]:
    """What it costs to take a written name for an area's, without that of its reasons, and these."""
    area = entry.area
    cost = 0
    reasons = list(group.reasons)
    if entry.other:
        reasons.append(Reason.OTHER_NAME)
    elif not group.reasons:
        how = _marks(entry, group, words)
        if how == _DIFFERENT:
            reasons.append(Reason.SPELLING)
        elif how == _MISSING:
            cost = COST_WITHOUT_MARKS
    if group.type is None:
        if not (_is_numbered(area) or area.kind is AreaKind.COUNTRY):
            cost += COST_WITHOUT_TYPE + (
                0 if area.kind in ADMINISTRATIVE else _special(area, group)
            )
    elif not (
        entry.other
        or area.kind is AreaKind.ZONE
        or fold(area.full_name).startswith(group.type.name)
    ):
        reasons.append(Reason.OTHER_TYPE)
    if on is None:
        cost += COST_ABOLISHED if area.valid_to is not None else 0
    elif not (_lasts(area, on) and _lasts(entry, on)):
        reasons.append(Reason.OTHER_TIME)
    return cost, reasons


def _is_numbered(area: AreaFact) -> bool:
    return area.name[-1:].isdigit() and area.name == area.full_name


def _special(area: AreaFact, group: Group) -> int:
    """Of gates, ports and seas the full name holds their type as a part."""
    named_in_full = group.end - group.start >= len(fold(area.full_name).split())
    return -COST_WITHOUT_TYPE if named_in_full else COST_SPECIAL_KIND


_SAME, _MISSING, _DIFFERENT = range(3)


def _marks(entry: NameEntry, group: Group, words: Words) -> int:
    """Whether the marks of the written name are the area's; missing ones differ from wrong ones."""
    start, end = group.start, group.end
    area = entry.area
    written = words.marked[start:end]
    own = marked(entry.name).replace("-", " ").split()
    if written == own:
        return _SAME
    if all(words.plain[start:end]):
        in_english = area.kind is AreaKind.COUNTRY and fold(area.name_en) == " ".join(written)
        return _SAME if entry.name.isascii() or in_english else _MISSING
    if len(written) > len(own):
        written = written[-len(own) :]
    if len(written) != len(own):
        joined = "".join(sorted("".join(own)))
        return _SAME if "".join(sorted("".join(written))) == joined else _DIFFERENT
    how = _SAME
    for mine, theirs, plain in zip(written, own, words.plain[end - len(own) : end], strict=True):
        if mine != theirs:
            if not plain and mine.replace("y", "i") != theirs.replace("y", "i"):
                return _DIFFERENT
            how = _MISSING
    return how


def _lasts(area: AreaFact | NameEntry, on: date) -> bool:
    return (area.valid_from is None or area.valid_from <= on) and (
        area.valid_to is None or on < area.valid_to
    )


def _unexplained(gazetteer: Gazetteer, words: Words, draft: _Draft) -> Iterable[Reason]:
    """What of the address the chain leaves open: a finer level that is not known, a larger one that does not fit."""
    own = RANKS.get(gazetteer.area(draft.code).kind, LOWEST_RANK)
    found: list[Reason] = []
    for run in words.runs:
        if run.start <= draft.group.start < run.end and _leaves_words(words, draft, run):
            found.append(Reason.MORE_WORDS)
        if run.type is None or run.start == run.end or draft.mask >> run.start & 1:
            continue
        if any(draft.mask >> at & 1 for at in range(run.first, run.start)):
            continue  # the type is part of a name: Tịnh Biên
        finer = min(RANKS.get(kind, LOWEST_RANK) for kind in run.type.kinds) > own
        reason = Reason.COARSER if finer else Reason.CONTRADICTED
        if reason not in found:
            found.append(reason)
    return found


def _leaves_words(words: Words, draft: _Draft, run: Run) -> bool:
    """True when words that are no other name follow the name in its run: it may be only the front of a longer one."""
    if draft.group.end >= run.end:
        return False
    rest = (1 << run.end) - (1 << draft.group.end)
    return bool(rest & ~draft.mask) and draft.group.end not in words.closed
