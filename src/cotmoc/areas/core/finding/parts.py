"""An address in its parts between separators: each is read once, since addresses share the names of larger areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from cotmoc.areas.core.finding.groups import Group, groups_of
from cotmoc.areas.core.finding.index import NameIndex
from cotmoc.areas.core.finding.respelling import respelled
from cotmoc.areas.core.finding.words import Run, Type, Words, cut

#: Parts kept: the names of provinces and districts in the forms that files have are some ten thousand.
KEPT = 16_384
#: Uses of words in front behind which a name of an area may stand.
NAMING_USES = frozenset({"", "other", "country"})
_SEPARATORS = re.compile(r"[,;:/|()\[\]{}\"“”\\=\n\r\t>]+")


class Part(NamedTuple):
    """A part of an address: its words, the names in it, and (as bits) the words that a name should explain."""

    words: Words
    groups: tuple[Group, ...]
    open: int


class Address:
    """The words and names of an address, or of several columns, one part after the other.

    `folded`, `marked` and `plain` are those of `Words`; `open` has a bit for every word that a name should explain.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.folded: list[str] = []
        self.marked: list[str] = []
        self.plain: list[bool] = []
        self.groups: list[Group] = []
        self.open = 0
        self._parts: list[tuple[int, Words]] = []
        for part in parts:
            words, base = part.words, len(self.folded)
            self._parts.append((base, words))
            self.folded += words.folded
            self.marked += words.marked
            self.plain += words.plain
            self.open |= part.open << base
            self.groups += [_moved(g, base) for g in part.groups] if base else part.groups

    @cached_property
    def runs(self) -> list[Run]:
        """The runs of all parts."""
        return [
            run._replace(start=run.start + base, end=run.end + base, first=run.first + base)
            for base, words in self._parts
            for run in words.runs
        ]

    @cached_property
    def closed(self) -> frozenset[int]:
        """The words where no name can begin."""
        return frozenset(base + at for base, words in self._parts for at in words.closed)


def _moved(group: Group, base: int) -> Group:
    start, end, mask, type_, named, size, known, reasons = group
    return Group(start + base, end + base, mask << base, type_, named, size, known, reasons)


class Parts:
    """Reads addresses by the names of an index, with a memory of their parts, for any number of threads."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._part = lru_cache(maxsize=KEPT)(self._read)

    def address(self, text: str) -> Address:
        """An address in one text."""
        pieces = [piece for piece in _SEPARATORS.split(text) if piece and not piece.isspace()]
        last = len(pieces) - 1
        # The first part is seldom met again, and would only drive out those that are.
        parts = [
            (self._part if at else self._read)(p, at == last, None) for at, p in enumerate(pieces)
        ]
        return Address(parts)

    def columns(self, columns: Iterable[tuple[str, Type]]) -> Address:
        """The address of several columns; a name at the front of a column is of the kinds that stand in it."""
        parts = []
        for text, type_ in columns:
            pieces = [piece for piece in _SEPARATORS.split(text) if piece and not piece.isspace()]
            parts += [
                self._part(piece, True, None if at else type_) for at, piece in enumerate(pieces)
            ]
        return Address(parts)

    def _read(self, text: str, is_last: bool, type_: Type | None) -> Part:
        words = cut(text, is_last=is_last, type_=type_)
        mended = respelled(text, words, self._index)
        if mended != text:
            words = cut(mended, is_last=is_last, type_=type_)
        open_ = 0
        for run in words.runs:
            if run.use in NAMING_USES:
                open_ |= (1 << run.end) - (1 << run.start)
        for at in words.closed:
            open_ &= ~(1 << at)
        return Part(words, tuple(groups_of(words, self._index)), open_)

    def __getstate__(self) -> dict[str, object]:
        return {"_index": self._index}

    def __setstate__(self, state: dict[str, NameIndex]) -> None:
        self.__init__(state["_index"])  # type: ignore[misc]
