"""The words that are in an index, and which of them a word as typed may stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from cotmoc.normalise.sounds import sound_key
from cotmoc.normalise.telex import typed_syllable
from cotmoc.normalise.text import fold

#: Words longer than this are not looked for within one edit, and cut when they are looked for at all.
LONGEST = 40
#: How many words one typed word may begin.
MOST_BEGUN = 400


class Slip(StrEnum):
    """How a word as typed differs from the word found, the least first."""

    SAME = "same"
    TYPED = "typed"
    SOUND = "sound"
    EDIT = "edit"
    BEGUN = "begun"
    INITIAL = "initial"


class Near(NamedTuple):
    """A word of the vocabulary (its number), how near it is to what was typed (above 0, 1 is the same), and how."""

    word: int
    nearness: float
    slip: Slip


_TYPED, _SOUND, _INITIAL = 0.95, 0.9, 0.45
# One edit away from a word that nobody bears it is a slip; from one that many bear, it is more likely another name.
_EDIT_OF_UNKNOWN, _EDIT_OF_KNOWN = 0.8, 0.55
# The last word may still be typed; another one that was left unfinished is rarer.
_BEGUN, _GOING_ON, _MOST_BEGUN = 0.55, 0.7, 0.95
_SHORTEST_EDITED = 3
_LONGEST_SYLLABLE = 7  # nghieng


class Vocabulary:
    """The words of an index, each with its number and how often it occurs.

    `words` are distinct, folded, ascending; `often` (int64, the same length) is in how many entries each occurs.
    """

    def __init__(self, words: Sequence[str], often: NDArray[np.int64]) -> None:
        self.words = list(words)
        self.often = often
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_hole: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            # Amounts and numbers in titles are without end; a slip in one of them cannot be told from another one.
            if not word.isalpha():
                continue
            self._by_sound[sound_key(word)].append(number)
            for hole in _holes(word):
                self._by_hole[hole].append(number)
        self.near = lru_cache(maxsize=16_384)(self._near)

    def _near(self, typed: str, *, may_go_on: bool = False) -> tuple[Near, ...]:
        """The words that a folded word may stand for, the nearest first; `may_go_on`: it may be a beginning."""
        found: dict[int, Near] = {}
        for near in self._candidates(typed[:LONGEST], may_go_on=may_go_on):
            if near.word not in found or found[near.word].nearness < near.nearness:
                found[near.word] = near
        return tuple(sorted(found.values(), key=lambda near: (-near.nearness, near.word)))

    def _candidates(self, typed: str, *, may_go_on: bool) -> Iterator[Near]:
        known = self.numbers.get(typed)
        if known is not None:
            yield Near(known, 1.0, Slip.SAME)
        if not typed.isalpha():
            return
        syllable = typed_syllable(typed) if known is None else None
        if syllable and (meant := self.numbers.get(fold(syllable))) is not None:
            yield Near(meant, _TYPED, Slip.TYPED)
        if len(typed) > 1:
            for word in self._by_sound.get(sound_key(typed), ()):
                if word != known:
                    yield Near(word, _SOUND, Slip.SOUND)
        nearness = _EDIT_OF_UNKNOWN if known is None else _EDIT_OF_KNOWN
        for word in self._one_edit_away(typed):
            yield Near(word, nearness, Slip.EDIT)
        if may_go_on or (known is None and len(typed) > 1):
            yield from self._begun(typed, _GOING_ON if may_go_on else _BEGUN)

    def parts(self, typed: str) -> tuple[str, ...]:
        """The word itself, or the known words that it is written together from, as few as there can be."""
        if typed in self.numbers or not _LONGEST_SYLLABLE < len(typed) <= LONGEST:
            return (typed,)
        best: list[tuple[str, ...] | None] = [()] + [None] * len(typed)
        for end in range(2, len(typed) + 1):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end - 1):
                before, word = best[start], typed[start:end]
                here = best[end]
                if (
                    before is not None
                    and word in self.numbers
                    and (here is None or len(before) + 1 < len(here))
                ):
                    best[end] = (*before, word)
        return best[-1] or (typed,)

    def _one_edit_away(self, typed: str) -> set[int]:
        # Of two letters everything is one edit away: only what nobody bears is taken for a slip.
        if len(typed) < _SHORTEST_EDITED and typed in self.numbers:
            return set()
        near = {word for hole in _holes(typed) for word in self._by_hole.get(hole, ())}
        return {word for word in near if OSA.distance(typed, self.words[word], score_cutoff=1) == 1}

    def _begun(self, typed: str, least: float) -> Iterator[Near]:
        start = bisect_left(self.words, typed)
        for number in range(start, min(start + MOST_BEGUN, len(self.words))):
            word = self.words[number]
            if not word.startswith(typed):
                return
            if len(typed) == 1:
                yield Near(number, _INITIAL, Slip.INITIAL)
            elif len(word) > len(typed):
                share = len(typed) / len(word)
                yield Near(number, least + (_MOST_BEGUN - least) * share, Slip.BEGUN)


def _holes(word: str) -> set[str]:
    """The word itself and all that is left of it without one letter: two words one edit apart share one of these."""
    if not 1 < len(word) <= LONGEST:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
