"""The best way to take the names of an address together: an area within those that are named around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cotmoc.areas.core.finding.costs import COSTS, name_cost
from cotmoc.areas.core.finding.groups import Group
from cotmoc.areas.core.finding.parts import Address
from cotmoc.areas.core.finding.weights import LOWEST_RANK, RANKS
from cotmoc.areas.core.finding.words import Run, bits
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason

if TYPE_CHECKING:
    from cotmoc.areas.core.gazetteer import Gazetteer

#: What each unit of weight costs that a chain explains less of the address than the best does.
COST_UNEXPLAINED = 10
#: What it costs when larger areas stand on both sides of a name, and when a place abroad stands without its country.
COST_ORDER = 60
COST_ABROAD = 60
COST_ALONE = 150
#: Chains that explain less than the best by more are not looked at.
MARGIN = 6
#: Candidates whose costs differ by no more are equally good.
TIE = 15
MOST_COST = 10_000
#: Of a name that more areas bear than this, only those in a province that is named are looked at, when there are any.
COMMON_NAME = 4


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
    above: Sequence[_Support]


def chains(
    gazetteer: Gazetteer, words: Address, groups: Sequence[Group], on: date | None
) -> list[Chain]:
    """The ways to take the names together, best first; only those that explain about as much as the best."""
    if not groups:
        return []
    found = _Chains(gazetteer, words, groups, on).costed()
    ranked = sorted(found, key=_rank)
    if any(Reason.TYPO in each.reasons for each in groups):
        first = ranked[0]
        ranked.sort(key=lambda chain: not _explains_more(gazetteer, chain, first))
    best = ranked[0]
    return [chain for chain in ranked if not _is_part_of(chain, best)]


def _rank(chain: Chain) -> tuple[int, str]:
    return chain.cost, chain.code


def _explains_more(gazetteer: Gazetteer, chain: Chain, other: Chain) -> bool:
    """True for an area within another whose misspelled name explains what the other leaves unread."""
    return (
        other.code in gazetteer.lines[chain.code]
        and chain.mask != other.mask
        and chain.mask & other.mask == other.mask
        and Reason.CONTRADICTED not in chain.reasons
    )


def _is_part_of(chain: Chain, other: Chain) -> bool:
    """True when the name is only a part of the other's: Thạnh Đông in Thạnh Đông B."""
    own, whole = chain.group.mask, other.group.mask
    return own != whole and own & whole == own


class _Chains:
    """The chains of one address: those of every named area that can come near the best."""

    def __init__(
        self, gazetteer: Gazetteer, words: Address, groups: Sequence[Group], on: date | None
    ) -> None:
        self._gazetteer, self._words, self._groups, self._on = gazetteer, words, groups, on
        self._most, self._least = 0, MOST_COST
        union = total = 0
        for each in groups:
            union |= each.mask
            total += each.mask
        self._overlap = union != total

    def costed(self) -> list[Chain]:
        """The chain of every area that can come near the best, those that may weigh most first."""
        found: dict[str, Chain] = {}
        for bound, own, others in self._bounded():
            if self._is_behind(bound):
                break
            for limit, code in self._limited(own, others):
                if self._is_behind(limit):
                    break
                chain = self._costed(self._draft(code, own, others))
                self._reach(chain)
                known = found.get(code)
                if known is None or _less(chain, known):
                    found[code] = chain
        return [
            self._compared(chain) for chain in found.values() if chain.weight >= self._most - MARGIN
        ]

    def _is_behind(self, weight: int) -> bool:
        """True when a chain of no more than that weight cannot come near the best that is known."""
        missing = self._most - weight
        return missing > MARGIN or missing * COST_UNEXPLAINED > self._least + TIE

    def _reach(self, chain: Chain) -> None:
        more = chain.weight - self._most
        if more > 0:
            self._least += more * COST_UNEXPLAINED
            self._most, more = chain.weight, 0
        self._least = min(self._least, chain.cost - more * COST_UNEXPLAINED)

    def _compared(self, chain: Chain) -> Chain:
        """The chain with the cost of what it explains less than the heaviest."""
        missing = self._most - chain.weight
        return chain._replace(cost=chain.cost + COST_UNEXPLAINED * missing) if missing else chain

    def _bounded(self) -> list[tuple[int, Group, list[Group]]]:
        """Every name with the most that a chain of one of its areas can weigh, heaviest first; and what may be above.

        Names that overlap with it, and those of finer areas, cannot.
        """
        found = []
        for own in self._groups:
            lowest, bound = own.named.lowest, own.named.weight + own.size
            others = []
            for other in self._groups:
                if (
                    other is not own
                    and other.named.highest <= lowest
                    and not (self._overlap and other.mask & own.mask)
                ):
                    others.append(other)
                    bound += other.named.weight + other.size
            found.append((bound, own, others))
        found.sort(key=_first, reverse=True)
        return found

    def _limited(self, own: Group, others: list[Group]) -> list[tuple[int, str]]:
        """The areas of a name with the most that the chain of each can weigh, heaviest first."""
        lines, weights = self._gazetteer.lines, self._gazetteer.weights
        codes = own.named.codes
        found = []
        for code in codes if len(codes) <= COMMON_NAME else self._likely(own):
            limit, line = weights[code] + own.size, lines[code]
            for other in others:
                if not line.isdisjoint(other.named.codes):
                    limit += other.named.weight + other.size
            found.append((limit, code))
        found.sort(key=_first, reverse=True)
        return found

    def _likely(self, own: Group) -> Iterable[str]:
        """The areas of a name; of a common one those within the provinces named elsewhere, when there are any."""
        codes = own.named.codes
        inside = self._gazetteer.inside
        within: set[str] = set()
        for each in self._groups:
            if not each.mask & own.mask:
                for province in each.named.provinces:
                    within |= codes & inside(province)
        return within | (codes & own.named.provinces) if within else codes

    def _draft(self, code: str, own: Group, others: list[Group]) -> _Draft:
        line, weights = self._gazetteer.lines[code], self._gazetteer.weights
        own_level = weights[code]
        options: list[_Support] = []
        for each in others:
            fits = each.named.codes & line
            if fits:
                options += self._supports(code, each, fits)
        above = _heaviest(options)
        mask, weight = own.mask, own_level + own.size
        for support in above:
            mask |= support.group.mask
            weight += support.weight
        return _Draft(code, own, mask, weight, above)

    def _supports(self, code: str, each: Group, fits: frozenset[str]) -> Iterable[_Support]:
        """The areas of a name that are around another, one of each level: those above it before those tied to it."""
        weights, ancestors = self._gazetteer.weights, self._gazetteer.ancestors(code)
        by_level: dict[int, _Support] = {}
        for chosen in ancestors:
            if chosen in fits:
                level = weights[chosen]
                by_level.setdefault(level, _Support(level + each.size, each, chosen, True))
        if len(by_level) < len(fits):
            for chosen in sorted(fits):
                level = weights[chosen]
                if level not in by_level:
                    # That an area's own predecessor is named too says nothing more of where it is.
                    counted = level if level != weights[code] else 0
                    by_level[level] = _Support(counted + each.size, each, chosen, False)
        return by_level.values()

    def _costed(self, draft: _Draft) -> Chain:
        area = self._gazetteer.area(draft.code)
        cost, own_reasons = name_cost(draft.code, draft.group, self._on)
        reasons = list(own_reasons)
        carried = False
        for support in draft.above:
            carried = carried or not support.is_direct
            for reason in name_cost(support.code, support.group, self._on)[1]:
                # Names of mixed times are one departure, not also one of time.
                if reason not in reasons and (support.is_direct or reason is not Reason.OTHER_TIME):
                    reasons.append(reason)
        if carried:
            reasons.append(Reason.CARRIED)
        if len(draft.above) > 1 and _is_mixed_up(draft):
            cost += COST_ORDER
        if area.kind is AreaKind.ZONE and area.country != "VN" and not draft.above:
            cost += COST_ABROAD
        if area.kind is AreaKind.COMMUNE and draft.group.type is None and self._is_all(draft):
            cost += COST_ALONE
        reasons += _unexplained(RANKS.get(area.kind, LOWEST_RANK), self._words, draft)
        for reason in reasons:
            cost += COSTS[reason]
        return Chain(draft.code, draft.group, draft.mask, draft.weight, cost, tuple(reasons))

    def _is_all(self, draft: _Draft) -> bool:
        """True when one name is the whole address: then a larger area of that name is meant, if there is one."""
        return draft.mask == (1 << self._words.size) - 1 and not draft.above


def _first(found: tuple[int, object] | tuple[int, object, object]) -> int:
    return found[0]


def _less(one: Chain, other: Chain) -> bool:
    return one.cost - COST_UNEXPLAINED * one.weight < other.cost - COST_UNEXPLAINED * other.weight


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
    # By where the last name ends and which areas are named: the best way to come there.
    best: dict[tuple[int, frozenset[str]], tuple[int, tuple[_Support, ...]]] = {
        (0, frozenset()): (0, ())
    }
    for option in sorted(options, key=_start):
        for (end, codes_before), (weight, chosen) in list(best.items()):
            if end <= option.group.start and option.code not in codes_before:
                state = (option.group.end, codes_before | {option.code})
                if state not in best or best[state][0] < weight + option.weight:
                    best[state] = (weight + option.weight, (*chosen, option))
    return list(max(best.values(), key=_first)[1])


def _start(option: _Support) -> int:
    return option.group.start


def _is_mixed_up(draft: _Draft) -> bool:
    """True when larger areas stand on both sides: addresses go up or down."""
    own = draft.group.start
    before = [support for support in draft.above if support.group.start < own]
    return bool(before) and len(before) < len(draft.above)


def _unexplained(rank: int, words: Address, draft: _Draft) -> list[Reason]:
    """What of the address the chain leaves open: a finer level that is not known, a larger one that does not fit."""
    found: list[Reason] = []
    if not words.open & ~draft.mask:
        return found
    for run in words.runs:
        if run.start <= draft.group.start < run.end and _leaves_words(words, draft, run):
            found.append(Reason.MORE_WORDS)
        if run.type is None or run.start == run.end or draft.mask >> run.start & 1:
            continue
        if any(draft.mask >> at & 1 for at in range(run.first, run.start)):
            continue  # the type is part of a name: Tịnh Biên
        finer = min(RANKS.get(kind, LOWEST_RANK) for kind in run.type.kinds) > rank
        reason = Reason.COARSER if finer else Reason.CONTRADICTED
        if reason not in found:
            found.append(reason)
    return found


def _leaves_words(words: Address, draft: _Draft, run: Run) -> bool:
    """True when words that are no other name follow the name in its run: it may be only the front of a longer one."""
    if draft.group.end >= run.end:
        return False
    rest = bits(draft.group.end, run.end)
    return bool(rest & ~draft.mask) and not words.closed >> draft.group.end & 1
