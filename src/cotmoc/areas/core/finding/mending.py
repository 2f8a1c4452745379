"""Names that are not written as they stand in the list: joined or parted, short, with key strokes left in, misspelled.

They are looked for only where a name is missing, and only among the areas that fit what else the address names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cotmoc.areas.core.finding.chains import Chain
from cotmoc.areas.core.finding.groups import Group, group
from cotmoc.areas.core.finding.index import Named, NameIndex
from cotmoc.areas.core.finding.parts import NAMING_USES, Address
from cotmoc.areas.core.finding.weights import LOWEST_RANK, RANKS
from cotmoc.areas.core.finding.words import Run, Type
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason

if TYPE_CHECKING:
    from cotmoc.areas.core.gazetteer import Gazetteer

#: Without any area around it, only a name of these kinds is looked for in a misspelled word.
COARSE = frozenset({AreaKind.PROVINCE, AreaKind.DISTRICT})
LONGEST_NAME = 5
#: As many of the best chains may say what fits.
AROUND = 12
AROUND_COST = 120
#: A shorter name is looked for within one edit behind its type only.
LEAST_WITHOUT_TYPE = 6


class _Around:
    """What a name must fit: the areas of the best chains and those around them; nothing when none was found."""

    def __init__(self, gazetteer: Gazetteer, best: Sequence[Chain]) -> None:
        self._gazetteer = gazetteer
        limit = best[0].cost + AROUND_COST if best else 0
        self._codes = frozenset(chain.code for chain in best[:AROUND] if chain.cost <= limit)
        self._above = frozenset().union(*(gazetteer.lines[code] for code in self._codes))

    def fitting(self, named: Named | None, type_: Type | None) -> Named | None:
        """Those of a name that fit; None when none does."""
        if named is not None and type_ is not None:
            named = named.of_type(type_.name, type_.kinds)
        if named is None:
            return None
        if not self._codes:
            return named.of_kinds(COARSE)
        lines = self._gazetteer.lines
        fits = [c for c in named.codes if c in self._above or not self._codes.isdisjoint(lines[c])]
        if len(fits) == len(named.codes):
            return named
        return Named({code: named.entries[code] for code in fits}) if fits else None


def mended(gazetteer: Gazetteer, words: Address, best: Sequence[Chain]) -> list[Group]:
    """Names found in what the best chain leaves unexplained."""
    if best and not words.open & ~best[0].mask:
        return []
    found: list[Group] = []
    around = None
    for gap in _gaps(gazetteer, words, best):
        around = around or _Around(gazetteer, best)
        at = gap.start
        while at < gap.end:
            name = next(_names_at(gazetteer.names, words, gap, at, around), None)
            if name is not None:
                found.append(name)
            elif at == gap.run.start and gap.run.type is not None:
                break  # a typed name that is not known is not looked for further along
            at = max(at + 1, name.end) if name is not None else at + 1
    return found


class _Gap(NamedTuple):
    """Words of a run where a name may still be; one that ends at or before `known` is known already."""

    run: Run
    start: int
    end: int
    known: int


def _gaps(gazetteer: Gazetteer, words: Address, best: Sequence[Chain]) -> Iterator[_Gap]:
    """The parts of runs where a name may still be: those with a type, and others unless the finest level is known."""
    mask, after, is_fine = 0, 0, False
    if best:
        chain = best[0]
        mask, after = chain.mask, chain.group.end
        rank = RANKS.get(gazetteer.area(chain.code).kind, LOWEST_RANK)
        is_fine = rank >= RANKS[AreaKind.COMMUNE]
    taken = mask | words.closed
    for run in words.runs:
        if run.use not in NAMING_USES or run.start == run.end:
            continue
        if best and run.start == best[0].group.start:
            end = after
            while end < run.end and not mask >> end & 1:
                end += 1
            if end > after:  # the name may be only the front of a longer one
                yield _Gap(run, run.start, end, after)
        at = run.start
        while at < run.end:
            if taken >> at & 1:
                at += 1
                continue
            start = at
            while at < run.end and not taken >> at & 1:
                at += 1
            is_typed = start == run.start and run.type is not None
            if is_typed or not is_fine or start >= after:
                yield _Gap(run, start, at, start)


def _names_at(
    index: NameIndex, words: Address, gap: _Gap, start: int, around: _Around
) -> Iterator[Group]:
    """The names that may begin at a word, longest first, each by the first of the ways that finds one."""
    run = gap.run
    if start == run.start and run.type is not None and start - run.first == 1:
        yield from _short_with_type(index, words, run, around)
    for last in range(min(gap.end, start + LONGEST_NAME), max(start, gap.known), -1):
        found = _name(index, words, (start, last), run, around)
        if found is not None:
            yield found


def _name(
    index: NameIndex, words: Address, part: tuple[int, int], run: Run, around: _Around
) -> Group | None:
    start, end = part
    type_ = run.type if start == run.start else None
    parts = words.folded[start:end]
    key = "".join(parts)
    if key.isdigit():
        return None
    if known := around.fitting(index.named(key), type_):
        return group(words, part, type_, known)
    is_whole = start == run.start and end == run.end
    if (len(parts) > 1 or is_whole) and (known := around.fitting(index.abbreviated(parts), type_)):
        return group(words, part, type_, known, Reason.SHORT)
    if type_ is None and len(key) < LEAST_WITHOUT_TYPE:
        return None
    near = [
        named for name in index.near(key) if (named := around.fitting(index.named(name), type_))
    ]
    if not near:
        return None
    entries = {code: entry for named in near for code, entry in named.entries.items()}
    return group(words, part, type_, Named(entries), Reason.TYPO)


def _short_with_type(
    index: NameIndex, words: Address, run: Run, around: _Around
) -> Iterator[Group]:
    """Names whose first word is an initial that looks like a type: Q.Ninh, H.Hà."""
    for last in range(min(run.end, run.start + 3), run.start, -1):
        known = around.fitting(index.abbreviated(words.folded[run.first : last]), None)
        if known:
            yield group(words, (run.first, last), None, known, Reason.SHORT)
