"""The names of areas that stand in an address: each at its place, with the areas that bear it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from cotmoc.areas.core.finding.index import Named, NameIndex
from cotmoc.areas.core.finding.words import HARD, Type, Words, bits
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason
from cotmoc.areas.core.names import marked

LARGE = frozenset({AreaKind.COUNTRY, AreaKind.PROVINCE})


#: What it costs to take a name for an area's, without that of its reasons, and these.
NameCost = tuple[int, tuple[Reason, ...]]


class Written(Protocol):
    """How words are written; see `Words`."""

    @property
    def marked(self) -> tuple[str, ...]:
        """The words in lower case with their tones last."""

    @property
    def plain(self) -> tuple[bool, ...]:
        """Whether they were written without any marks."""


class Group(NamedTuple):
    """Words `start` to `end` of an address that are a name, as a mask of bits too; the type in front; its areas.

    `size` is what the words weigh: a type in front adds to it, being found only after mending takes off.
    `marked` and `plain` are its words as `Words` has them.
    `known` remembers what the name costs, by area and era.
    `reasons` say how the name differs from how it is written when it was not found as it stands.
    """

    start: int
    end: int
    mask: int
    type: Type | None
    named: Named
    size: int
    marked: tuple[str, ...]
    plain: tuple[bool, ...]
    known: dict[tuple[str, date | None], NameCost]
    reasons: tuple[Reason, ...] = ()


def group(
    words: Written, part: tuple[int, int], type_: Type | None, named: Named, *reasons: Reason
) -> Group:
    """The group of some words of an address."""
    start, end = part
    size = end - start + (type_ is not None) - 2 * len(reasons)
    marked, plain = words.marked[start:end], words.plain[start:end]
    return Group(start, end, bits(start, end), type_, named, size, marked, plain, {}, reasons)


def groups_of(words: Words, index: NameIndex) -> tuple[Group, ...]:
    """Every name that stands in the words as it is written."""
    found: list[Group] = []
    first = index.root.next
    folded, after, types, closed = words.folded, words.after, words.types, words.closed
    count = len(folded)
    for start in range(count):
        node = first.get(folded[start])
        if node is None or closed >> start & 1:
            continue
        type_ = types.get(start)
        if type_ is None and folded[start].isdigit():
            continue
        at = start
        while node is not None:
            at += 1
            named = node.named
            if named is not None:
                if type_ is not None:
                    named = named.of_type(type_.name, type_.kinds)
                elif at - start == 1:
                    named = _alone(words, start, named)
                if named is not None:
                    found.append(group(words, (start, at), type_, named))
            if at == count or after[at - 1] == HARD:
                break
            node = node.next.get(folded[at])
    return tuple(found)


def _alone(words: Words, start: int, named: Named) -> Named | None:
    """One syllable is a name without a type only between separators, and with its own marks.

    That of a province or country also stands at the end, and may lack its marks.
    """
    if len(words.folded[start]) > LONGEST_SINGLE:
        return named
    if words.after[start] != HARD:
        return None
    own = words.marked[start]
    kept = {
        code: entry
        for code, entry in named.entries.items()
        if entry.area.kind in LARGE
        or (marked(entry.name) == own and (start == 0 or words.after[start - 1] == HARD))
    }
    return Named(kept) if kept else None


#: A word longer than a syllable is a name written without spaces, which is sure to be one.
LONGEST_SINGLE = 6
