"""Words of two rows held against each other: compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.compiled import Int, compiled
from cotmoc.resolution.core.parties.vocabulary import WordTables

Row = NDArray[np.int64]
Letters = NDArray[np.uint8]
_LOW = np.int64(0xFFFFFFFF)


@compiled(inline=True)
def high(pair: Int) -> Int:
    """The first of two numbers of 32 bits."""
    return pair >> 32


@compiled(inline=True)
def low(pair: Int) -> Int:
    """The second of two numbers of 32 bits; it may be below 0."""
    number = pair & _LOW
    return number - (np.int64(1) << 32) if number >> 31 else number


@compiled(inline=True)
def word_at(row: Row, place: Int) -> Int:
    """The number of the word at a place of a name."""
    pair = row[at.WORDS + (place >> 1)]
    return low(pair) if place & 1 else high(pair)


@compiled(inline=True)
def fact(row: Row, shift: Int, mask: Int) -> Int:
    """A fact of a row (`layout`)."""
    return (row[at.FACTS] >> shift) & mask


@compiled()
def one_edit(first: Letters, first_length: Int, second: Letters, second_length: Int) -> Int:
    """0 the same, 1 one letter inserted, left out or replaced, 2 two neighbours exchanged, 3 further apart."""
    if first_length > second_length:
        first, first_length, second, second_length = second, second_length, first, first_length
    if second_length - first_length > 1:
        return 3
    start = 0
    while start < first_length and first[start] == second[start]:
        start += 1
    end = 0
    while (
        end < first_length - start
        and first[first_length - 1 - end] == second[second_length - 1 - end]
    ):
        end += 1
    rest, other = first_length - start - end, second_length - start - end
    if rest == 0 and other == 0:
        return 0
    if rest <= 1 and other <= 1:
        return 1
    if (
        rest == 2
        and other == 2
        and first[start] == second[start + 1]
        and first[start + 1] == second[start]
    ):
        return 2
    return 3


@compiled()
def marks_fit(a: Row, b: Row, count: Int) -> bool:
    """True when words that differ in their marks only differ because one of them has none."""
    for place in range(count):
        if word_at(a, place) != word_at(b, place):
            bare = fact(a, at.BARE_SHIFT + place, 1) | fact(b, at.BARE_SHIFT + place, 1)
            if not bare:
                return False
    return True


@compiled()
def near_words(a: Row, b: Row, count: Int, words: WordTables) -> bool:
    """True when exactly one word differs, by one edit."""
    differing = 0
    for place in range(count):
        one, other = words.folded[word_at(a, place)], words.folded[word_at(b, place)]
        if one != other:
            differing += 1
            if differing > 1:
                return False
            distance = one_edit(
                words.letters[one], words.lengths[one], words.letters[other], words.lengths[other]
            )
            if distance > 2:
                return False
    return differing == 1


@compiled()
def near_in_any_order(a: Row, b: Row, count: Int, words: WordTables) -> bool:
    """As `near_words`, wherever the words stand: a slip in a foreign name can make it be read in another order."""
    taken = 0
    alone: Int = -1
    alone2: Int = -1
    for place in range(count):
        word, found = words.folded[word_at(a, place)], False
        for other in range(count):
            if not taken >> other & 1 and words.folded[word_at(b, other)] == word:
                taken |= 1 << other
                found = True
                break
        if not found:
            if alone >= 0:
                return False
            alone = word
    for other in range(count):
        if not taken >> other & 1:
            alone2 = words.folded[word_at(b, other)]
    if alone < 0 or alone2 < 0:
        return False
    distance = one_edit(
        words.letters[alone], words.lengths[alone], words.letters[alone2], words.lengths[alone2]
    )
    near: bool = distance <= 2
    return near


@compiled()
def is_within(
    shorter: Row, short_count: Int, longer: Row, long_count: Int, words: WordTables
) -> bool:
    """True when the words of the shorter name stand in the longer one, in order."""
    place = 0
    for position in range(long_count):
        if place < short_count and (
            words.folded[word_at(shorter, place)] == words.folded[word_at(longer, position)]
        ):
            place += 1
    within: bool = place == short_count
    return within
