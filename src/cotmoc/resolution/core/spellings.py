"""Which words are spelled nearly alike, among many pairs of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from cotmoc.resolution.core.ragged import IntArray, Ragged, expand_ranges

#: Of the letters of both, so many in a hundred have to be the same and in the same order.
ALIKE_RATIO = 88.0
_LETTERS = np.uint64(63)


class Spellings:
    """Words by their code, without blanks, with what rules most pairs out before they are compared letter by letter."""

    def __init__(self, words: NDArray[np.object_] | Sequence[str]):
        bare = pc.replace_substring(pa.array(words, type=pa.string()), " ", "")
        self._words = bare.to_numpy(zero_copy_only=False)
        self._lengths = pc.utf8_length(bare).to_numpy(zero_copy_only=False).astype(np.int32)
        self._letters = _letters(bare)
        is_plain = pc.equal(pc.binary_length(bare), pc.utf8_length(bare))
        self._is_plain = is_plain.to_numpy(zero_copy_only=False)

    def any_alike(
        self, first: tuple[Ragged, IntArray], second: tuple[Ragged, IntArray]
    ) -> NDArray[np.bool_]:
        """True for pairs of rows with two words that differ by a letter or two."""
        (some, rows), (others, other_rows) = first, second
        pair, position = expand_ranges(some.offsets[rows], some.offsets[rows + 1])
        line, other = expand_ranges(
            others.offsets[other_rows[pair]], others.offsets[other_rows[pair] + 1]
        )
        ones, twos = some.values[position[line]], others.values[other]
        possible = self._possible(ones, twos)
        alike = np.zeros(len(rows), dtype=bool)
        if len(possible):
            ratios = process.cpdist(
                self._words[ones[possible]].tolist(),
                self._words[twos[possible]].tolist(),
                scorer=fuzz.ratio,
                score_cutoff=ALIKE_RATIO,
            )
            alike[pair[line[possible[ratios > 0]]]] = True
        return alike

    def _possible(self, ones: NDArray[np.int32], twos: NDArray[np.int32]) -> NDArray[np.intp]:
        """The positions of the pairs that may be alike: not of too different length, nor of too different letters.

        Each letter that one has and the other has not, and each that one is longer, is one to be left out or put in;
        the ratio allows for so many of them.
        """
        lengths = self._lengths[ones], self._lengths[twos]
        most = (1.0 - ALIKE_RATIO / 100.0) * (lengths[0] + lengths[1]) + 1e-9
        fitting = np.flatnonzero(np.abs(lengths[0] - lengths[1]) <= most)
        ones, twos = ones[fitting], twos[fitting]
        apart = np.bitwise_count(self._letters[ones] ^ self._letters[twos])
        plain = self._is_plain[ones] & self._is_plain[twos]
        possible: NDArray[np.intp] = fitting[~plain | (apart <= most[fitting])]
        return possible


def _letters(words: pa.Array) -> NDArray[np.uint64]:
    """The bytes of each word as a set of 64."""
    written = words.cast(pa.large_binary())
    lengths = pc.binary_length(written).to_numpy(zero_copy_only=False).astype(np.int64)
    letters = np.zeros(len(words), dtype=np.uint64)
    filled = np.flatnonzero(lengths)
    if len(filled):
        text = np.frombuffer(b"".join(written.to_pylist()), dtype=np.uint8).astype(np.uint64)
        starts = (np.cumsum(lengths) - lengths)[filled]
        letters[filled] = np.bitwise_or.reduceat(np.uint64(1) << (text & _LETTERS), starts)
    return letters
