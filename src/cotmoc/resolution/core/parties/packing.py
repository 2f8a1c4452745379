"""Names, numbers and codes packed into rows: compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.compiled import Int, compiled
from cotmoc.resolution.core.parties.vocabulary import WordTables

IntArray = NDArray[np.int64]
_LOW = np.int64(0xFFFFFFFF)


class NameColumns(NamedTuple):
    """n names as words.

    words   int64 (n, 6), numbers of marked words: the family name, the middle ones, the given one; -1 behind the last
    counts  int64 (n,), how many; 0 where there is no name
    middles int64 (n,), the number of the middle names together; 0: none
    families  bool (n,), the first word is a family name
    organisations bool (n,), the words are the distinctive ones of an organisation's name
    foreign bool (n,), some word of a person's name is no Vietnamese syllable
    """

    words: IntArray
    counts: IntArray
    middles: IntArray
    families: NDArray[np.bool_]
    organisations: NDArray[np.bool_]
    foreign: NDArray[np.bool_]

    def take(self, rows: IntArray) -> NameColumns:
        """The names of the rows."""
        return NameColumns(
            self.words[rows],
            self.counts[rows],
            self.middles[rows],
            self.families[rows],
            self.organisations[rows],
            self.foreign[rows],
        )


_PRIME = np.int64(1_099_511_628_211)
_MIX = np.int64(-7_046_029_254_386_353_131)  # 0x9E3779B97F4A7C15 as a signed number


@compiled(inline=True)
def mixed(first: Int, second: Int) -> Int:
    """A hash of two hashes that depends on their order, 0 only by chance."""
    value = (first ^ (second * _MIX)) * _PRIME
    return value ^ (value >> 29)


@compiled()
def pack_names(table: IntArray, names: NameColumns, tables: WordTables, hashes: IntArray) -> None:
    """Writes the columns of names of a table."""
    words, counts, families = names.words, names.counts, names.families
    for row in range(len(counts)):
        count = counts[row]
        marked, folded, in_any_order, sounds = np.int64(7), np.int64(7), np.int64(0), np.int64(0)
        bare = np.int64(0)
        for place in range(count):
            word = words[row, place]
            marked = mixed(marked, hashes[word, 0])
            folded = mixed(folded, hashes[word, 1])
            in_any_order += hashes[word, 1]
            sounds += hashes[word, 2]
            if tables.folded[word] == word:
                bare |= np.int64(1) << place
        last = tables.folded[words[row, count - 1]] if count else 0
        first = tables.folded[words[row, 0]] if families[row] else 0
        organised = np.int64(names.organisations[row])
        if organised:
            last = 0
        apart = organised * np.int64(77)  # an organisation is no person of the same words
        table[row, at.MARKED], table[row, at.FOLDED] = marked + apart, folded + apart
        table[row, at.SORTED], table[row, at.PHONETIC] = in_any_order + apart, sounds + apart
        table[row, at.FAMILY_GIVEN] = np.int64(first) << 32 | np.int64(last)
        table[row, at.MIDDLE] = names.middles[row]
        for pair in range(3):
            high, low = words[row, 2 * pair], words[row, 2 * pair + 1]
            table[row, at.WORDS + pair] = (high << 32) | (low & _LOW)
        table[row, at.FACTS] |= (
            count << at.COUNT_SHIFT
            | organised << at.ORGANISATION_SHIFT
            | bare << at.BARE_SHIFT
            | np.int64(families[row]) << at.FAMILY_SHIFT
            | np.int64(names.foreign[row]) << at.FOREIGN_SHIFT
        )


@compiled()
def pack_numbers(
    table: IntArray, text: NDArray[np.uint8], offsets: IntArray, are_persons: bool
) -> None:
    """Writes the columns of numbers: `text` uint8, all of them one after the other, between `offsets`."""
    for row in range(len(offsets) - 1):
        start, end = offsets[row], offsets[row + 1]
        length = end - start
        if length == 0:
            continue
        value, digits, letters = np.int64(1_469_598_103), 0, 0
        for place in range(length):
            letter = np.int64(text[start + place])
            value = mixed(value, letter)
            if 48 <= letter <= 57:
                digits += 1
            elif place < 2:
                letters += 1
            if place < at.LONGEST_NUMBER:
                table[row, at.NUMBER_TEXT + (place >> 3)] |= letter << ((place & 7) * 8)
        kind = at.OTHER_NUMBER
        if are_persons:
            if digits == length and length == 12:
                kind = at.CITIZEN
            elif digits == length and length == 9:
                kind = at.OLD_IDENTITY
            elif letters >= 1 and letters + digits == length and 7 <= length <= 10:
                kind = at.PASSPORT
        table[row, at.NUMBER] = value | 1
        kept = min(length, at.LONGEST_NUMBER)
        table[row, at.FACTS] |= (
            np.int64(kept) << at.LENGTH_SHIFT | np.int64(kind) << at.NUMBER_KIND_SHIFT
        )
