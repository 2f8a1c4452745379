"""Numbers for words, names in roles, areas and countries, with what comparing them needs in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.text import fold
from cotmoc.resolution.core.parties.layout import LONGEST_WORD
from cotmoc.resolution.core.parties.sounds import sound

IntArray = NDArray[np.int64]


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


class Words:
    """The vocabulary of marked words. A folded word is a word of it as well, its own folded form."""

    def __init__(self) -> None:
        self.codes = Codes()
        self._folded: list[int] = [0]
        self._hashes: list[tuple[int, int, int]] = [(0, 0, 0)]
        self._arrays: tuple[WordTables, IntArray] | None = None

    def number(self, word: str) -> int:
        """The number of a word in the case in which it is shown."""
        known = len(self.codes)
        number = self.codes.number(word.lower())
        if number == known:
            self._learn(word.lower())
        return number

    def _learn(self, word: str) -> None:
        folded = fold(word).replace(" ", "") or word
        self._folded.append(0)
        hashes = (stable_hash(word), stable_hash(folded), stable_hash(f"~{sound(folded)}"))
        self._hashes.append(hashes)
        own = self.codes.number(word)
        self._folded[own] = own if folded == word else self.number(folded)
        self._arrays = None

    def folded_number(self, number: int) -> int:
        """The number of the folded form of a word (number)."""
        return self._folded[number]

    def tables(self) -> tuple[WordTables, IntArray]:
        """The arrays as of now, and int64 (v, 3): hashes of each word as written, folded, and as it sounds."""
        if self._arrays is None:
            letters = np.zeros((len(self.codes), LONGEST_WORD), dtype=np.uint8)
            lengths = np.zeros(len(self.codes), dtype=np.int64)
            for number, text in enumerate(self.codes.texts):
                if self._folded[number] == number:
                    raw = text.encode()[:LONGEST_WORD]
                    letters[number, : len(raw)] = np.frombuffer(raw, dtype=np.uint8)
                    lengths[number] = len(raw)
            folded = np.array(self._folded, dtype=np.int32)
            hashes = np.array(self._hashes, dtype=np.int64)
            self._arrays = WordTables(folded, letters, lengths), hashes
        return self._arrays


class Vocabulary:
    """All numbers that one collection of parties or conveyances uses, with how often each role's are met."""

    def __init__(self) -> None:
        self.words = Words()
        self.middles = Codes()
        self.areas = Codes()
        self.regions = Codes()
        self.countries = Codes()
