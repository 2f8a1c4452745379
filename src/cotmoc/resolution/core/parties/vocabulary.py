"""Numbers for words, names in roles, areas and countries, with what comparing them needs in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.sounds import sound_key
from cotmoc.normalise.text import fold
from cotmoc.resolution.core.parties.layout import LONGEST_WORD

IntArray = NDArray[np.int64]
_ROOM = 4_096


class WordTables(NamedTuple):
    """Of each marked word: the number of its folded form; of each folded form: its letters and their count.

    `folded` int32 (v,), `letters` uint8 (v, 16) and `lengths` int64 (v,), by the number of the folded form.
    """

    folded: NDArray[np.int32]
    letters: NDArray[np.uint8]
    lengths: IntArray


def stable_hash(text: str) -> int:
    """A signed 64-bit hash that is the same in every process, never 0.

    >>> stable_hash("nguyen") == stable_hash("nguyen"), stable_hash("") == 0
    (True, False)
    """
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True) | 1


class Codes:
    """Numbers for texts in the order in which they are first met; 0 stands for the empty text."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def __len__(self) -> int:
        return len(self.texts)

    def number(self, text: str) -> int:
        """The number of a text, a new one when it was not met before."""
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return number

    def numbers(self, texts: Iterable[str]) -> IntArray:
        """The numbers of texts, int64."""
        return np.array([self.number(text) for text in texts], dtype=np.int64)

    def forget(self, count: int) -> None:
        """Leaves the first so many texts."""
        for text in self.texts[count:]:
            del self._numbers[text]
        del self.texts[count:]


class Words:
    """The vocabulary of marked words. A folded word is a word of it as well, its own folded form."""

    def __init__(self) -> None:
        self.codes = Codes()
        self._folded = np.zeros(_ROOM, dtype=np.int32)
        self._letters = np.zeros((_ROOM, LONGEST_WORD), dtype=np.uint8)
        self._lengths = np.zeros(_ROOM, dtype=np.int64)
        self._hashes = np.zeros((_ROOM, 3), dtype=np.int64)

    def number(self, word: str) -> int:
        """The number of a word in whatever case."""
        text, known = word.lower(), len(self.codes)
        number = self.codes.number(text)
        if number == known:
            self._learn(text, number)
        return number

    def _learn(self, word: str, own: int) -> None:
        folded = fold(word).replace(" ", "") or word
        if own >= len(self._folded):
            self._grow()
        self._hashes[own] = (
            stable_hash(word),
            stable_hash(folded),
            stable_hash(f"~{sound_key(folded)}"),
        )
        self._letters[own], self._lengths[own] = 0, 0
        if folded == word:
            raw = word.encode()[:LONGEST_WORD]
            self._letters[own, : len(raw)] = np.frombuffer(raw, dtype=np.uint8)
            self._lengths[own] = len(raw)
        self._folded[own] = own
        if folded != word:
            number = self.number(folded)  # may make room, and so move the arrays
            self._folded[own] = number

    def _grow(self) -> None:
        for name in ("_folded", "_letters", "_lengths", "_hashes"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.zeros_like(old)]))

    def folded_number(self, number: int) -> int:
        """The number of the folded form of a word (number)."""
        return int(self._folded[number])

    def tables(self) -> tuple[WordTables, IntArray]:
        """The arrays as of now, and int64 (v, 3): hashes of each word as written, folded, and as it sounds."""
        known = len(self.codes)
        tables = WordTables(self._folded[:known], self._letters[:known], self._lengths[:known])
        return tables, self._hashes[:known]


class Vocabulary:
    """All numbers that one collection of parties or conveyances uses."""

    def __init__(self) -> None:
        self.words = Words()
        self.middles = Codes()
        self.areas = Codes()
        self.regions = Codes()
        self.countries = Codes()

    def _all(self) -> tuple[Codes, ...]:
        return self.words.codes, self.middles, self.areas, self.regions, self.countries

    def mark(self) -> tuple[int, ...]:
        """How much is known now, for `forget`."""
        return tuple(map(len, self._all()))

    def forget(self, mark: tuple[int, ...]) -> None:
        """Leaves what was known at a mark: what was only asked about need not be kept."""
        for codes, count in zip(self._all(), mark, strict=True):
            codes.forget(count)
