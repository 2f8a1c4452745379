"""An address in its parts between separators: each is read once, since addresses share the names of larger areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from cotmoc.areas.core.finding.groups import Group, groups_of
from cotmoc.areas.core.finding.index import NameIndex
from cotmoc.areas.core.finding.respelling import respelled
from cotmoc.areas.core.finding.words import Run, Type, Words, bits, cut

#: Parts kept: the names of provinces and districts in the forms that files have are some ten thousand.
KEPT = 16_384
#: Uses of words in front behind which a name of an area may stand.
NAMING_USES = frozenset({"", "other", "country"})
_SEPARATORS = re.compile(r"[,;:/|()\[\]{}\"“”\\=\n\r\t>]+")


class Part(NamedTuple):
    """A part of an address as written: how many words it has, the names in it, and (as bits) what these should explain.

    `runs` and `closed` are those of its words (see `Words`). `spelled` is the text set right (see `respelled`); with
    `is_last` and `type` it gives the words anew, which are seldom asked for again: parts are kept by the thousand.
    """

    text: str
    spelled: str
    is_last: bool
    type: Type | None
    size: int
    groups: tuple[Group, ...]
    open: int
    runs: tuple[Run, ...]
    closed: int

    @property
    def words(self) -> Words:
        """The words of the part."""
        return cut(self.spelled, is_last=self.is_last, type_=self.type)


class Address:
    """The words and names of some parts, one after the other.

    `size` is how many words there are; `open` has a bit for every word that a name should explain.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.groups: list[Group] = []
        self.open = self.size = 0
        for part in parts:
            base = self.size
            self.open |= part.open << base
            self.groups += [_moved(g, base) for g in part.groups] if base else part.groups
            self.size += part.size

    @cached_property
    def _words(self) -> list[Words]:
        """The words of each part."""
        return [part.words for part in self._parts]

    @cached_property
    def _based(self) -> list[tuple[int, Part]]:
        """The parts, with how many words stand before each."""
        sizes = accumulate((part.size for part in self._parts), initial=0)
        return list(zip(sizes, self._parts, strict=False))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words as they are looked up."""
        return tuple(chain.from_iterable(words.folded for words in self._words))

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The words in lower case with their tones last."""
        return tuple(chain.from_iterable(words.marked for words in self._words))

    @cached_property
    def plain(self) -> tuple[bool, ...]:
        """Whether the words were written without any marks."""
        return tuple(chain.from_iterable(words.plain for words in self._words))

    @cached_property
    def runs(self) -> list[Run]:
        """The runs of all parts."""
        return [
            Run(run.start + base, run.end + base, run.type, run.use, run.first + base)
            for base, part in self._based
            for run in part.runs
        ]

    @cached_property
    def closed(self) -> int:
        """The words, as bits, where no name can begin."""
        return sum(part.closed << base for base, part in self._based)


def _moved(group: Group, base: int) -> Group:
    start, end, mask, type_, named, size, marked, plain, known, reasons = group
    return Group(
        start + base, end + base, mask << base, type_, named, size, marked, plain, known, reasons
    )


class Parts:
    """Reads the parts of addresses by the names of an index, with a memory of them, for any number of threads."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._part = lru_cache(maxsize=KEPT)(self._read)
        self._nameless: dict[tuple[str, bool], Part] = {}

    def of_text(self, text: str) -> list[Part]:
        """The parts of an address in one text.

        Those that name no area, as house numbers and hamlets do, are left out unless but one would remain: that
        something stands beside a name tells the name of a commune from the same one of a province. The last part
        is kept, as a part is read otherwise when none follows.
        """
        pieces = _pieces(text)
        if not pieces:
            return []
        last = len(pieces) - 1
        parts = [self._first(pieces[0], not last)]
        parts += [self._part(piece, at == last, None) for at, piece in enumerate(pieces[1:], 1)]
        naming = [part for part in parts[:-1] if part.open or part.groups]
        return [*naming, parts[-1]] if len(naming) + bool(parts[-1].size) > 1 else parts

    def _first(self, text: str, is_last: bool) -> Part:
        """The first part, which is kept when it names nothing: communes seldom come again, and drive out what does."""
        known = self._nameless.get((text, is_last))
        if known is not None:
            return known
        part = self._read(text, is_last, None)
        if not (part.open or part.groups):
            if len(self._nameless) >= KEPT:
                self._nameless.clear()
            self._nameless[text, is_last] = part
        return part

    def of_columns(self, columns: Iterable[tuple[str, Type]]) -> list[Part]:
        """The parts of several columns; a name at the front of a column is of the kinds that stand in it."""
        return [
            self._part(piece, True, None if at else type_)
            for text, type_ in columns
            for at, piece in enumerate(_pieces(text))
        ]

    def _read(self, text: str, is_last: bool, type_: Type | None) -> Part:
        words = cut(text, is_last=is_last, type_=type_)
        spelled = respelled(text, words, self._index)
        if spelled != text:
            words = cut(spelled, is_last=is_last, type_=type_)
        open_ = 0
        for run in words.runs:
            if run.use in NAMING_USES:
                open_ |= bits(run.start, run.end)
        return Part(
            text,
            spelled,
            is_last,
            type_,
            len(words.folded),
            groups_of(words, self._index),
            open_ & ~words.closed,
            words.runs,
            words.closed,
        )

    def __getstate__(self) -> dict[str, object]:
        return {"_index": self._index}

    def __setstate__(self, state: dict[str, NameIndex]) -> None:
        self.__init__(state["_index"])  # type: ignore[misc]


def _pieces(text: str) -> list[str]:
    return [piece for part in _SEPARATORS.split(text) if (piece := part.strip())]
