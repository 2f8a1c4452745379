"""Names as numbers of words: read once for each distinct name, most of them many at a time."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.normalise.names import OrganisationName, PersonName, read_name
from cotmoc.normalise.names.words import (
    DOUBLE,
    FAMILY,
    PAIR,
    SPEAKS,
    SYLLABLE,
    TRAP,
    read_word,
)
from cotmoc.normalise.text import fold
from cotmoc.resolution.core.parties.layout import MOST_WORDS
from cotmoc.resolution.core.parties.packing import NameColumns
from cotmoc.resolution.core.parties.vocabulary import Vocabulary

IntArray = NDArray[np.int64]
#: What a word must not tell in a name that is read without looking closer.
_CLOSER = TRAP | PAIR
_CLOSER_FIRST = DOUBLE | SPEAKS


def read_name_column(
    names: pa.Array, vocabulary: Vocabulary
) -> tuple[NameColumns, list[tuple[int, str]]]:
    """The words of every name of a column of strings, and (row, other name) for those that stood beside names.

    Each distinct name is read once. A Vietnamese name without anything beside it is taken apart by its words alone,
    as `read_name` does it; every other is read by `read_name`, and what names nobody is folded as it stands.
    """
    encoded = pc.dictionary_encode(pc.fill_null(names.cast(pa.string()), ""))
    distinct, rows = encoded.dictionary, encoded.indices.to_numpy().astype(np.int64)
    reader = _Reader(distinct, vocabulary)
    read = reader.read()
    holders = dict(reader.aliases)
    beside: list[tuple[int, str]] = []
    if holders:
        places = np.isin(rows, np.fromiter(holders, dtype=np.int64))
        beside = [(row, holders[int(rows[row])]) for row in np.flatnonzero(places).tolist()]
    return read.take(rows), beside


class _Reader:
    """Reads distinct names."""

    def __init__(self, names: pa.Array, vocabulary: Vocabulary):
        self.names, self.vocabulary = names, vocabulary
        count = len(names)
        self.words = np.full((count, MOST_WORDS), -1, dtype=np.int64)
        self.counts = np.zeros(count, dtype=np.int64)
        self.middles = np.zeros(count, dtype=np.int64)
        self.families = np.zeros(count, dtype=bool)
        self.organisations = np.zeros(count, dtype=bool)
        self.foreign = np.zeros(count, dtype=bool)
        self.aliases: list[tuple[int, str]] = []

    def read(self) -> NameColumns:
        """All of them: the plain ones together, the others one by one."""
        closer = self._plain()
        for place, name in zip(closer.tolist(), self.names.take(closer).to_pylist(), strict=True):
            if name.strip():
                self._closely(place, name)
        return NameColumns(
            self.words,
            self.counts,
            self.middles,
            self.families,
            self.organisations,
            self.foreign,
        )

    def _plain(self) -> IntArray:
        """Takes the plain names apart; the places of the others."""
        pieces = pc.utf8_split_whitespace(pc.utf8_normalize(self.names, form="NFC"))
        offsets = pieces.offsets.to_numpy().astype(np.int64)
        encoded = pc.dictionary_encode(pieces.values)
        known = [read_word(word) for word in encoded.dictionary.to_pylist()]
        tells = np.array([word.tells for word in known] or [0], dtype=np.int64)
        numbers = np.array(
            [
                self.vocabulary.words.number(word.text) if word.tells & SYLLABLE else 0
                for word in known
            ]
            or [0],
            dtype=np.int64,
        )
        word = encoded.indices.to_numpy().astype(np.int64)[offsets[0] : offsets[-1]]
        offsets = offsets - offsets[0]
        counts = np.diff(offsets)
        plain = (counts > 1) & (counts <= MOST_WORDS)
        told = tells[word]
        bad = (told & SYLLABLE == 0) | (told & _CLOSER != 0)
        plain &= _none(bad, offsets)
        first = np.zeros(len(counts), dtype=np.int64)
        first[plain] = told[offsets[:-1][plain]]
        plain &= (first & FAMILY != 0) & (first & _CLOSER_FIRST == 0)
        self._fill(np.flatnonzero(plain), numbers[word], offsets)
        return np.flatnonzero(~plain).astype(np.int64)

    def _fill(self, rows: IntArray, numbers: IntArray, offsets: IntArray) -> None:
        starts, counts = offsets[:-1][rows], np.diff(offsets)[rows]
        self.counts[rows], self.families[rows] = counts, True
        for place in range(MOST_WORDS):
            holds = counts > place
            self.words[rows[holds], place] = numbers[starts[holds] + place]
        several = rows[counts > 2]
        self.middles[several] = self._middle_numbers(several)

    def _middle_numbers(self, rows: IntArray) -> IntArray:
        """The numbers of the middle names of rows that have some: each distinct combination is put together once."""
        inner = np.where(
            np.arange(1, MOST_WORDS) < self.counts[rows, None] - 1, self.words[rows, 1:], -1
        )
        key = np.zeros(len(rows), dtype=np.int64)
        for place in range(inner.shape[1]):
            key = key * np.int64(1_000_003) + inner[:, place]
        _, first, places = np.unique(key, return_index=True, return_inverse=True)
        texts = [self._middle_text(inner[row]) for row in first.tolist()]
        numbers: IntArray = self.vocabulary.middles.numbers(texts)[places]
        return numbers

    def _middle_text(self, words: IntArray) -> str:
        known = self.vocabulary.words
        numbers = [known.folded_number(number) for number in words.tolist() if number >= 0]
        return " ".join(known.codes.texts[number] for number in numbers)

    def _closely(self, place: int, written: str) -> None:
        name = read_name(written).value
        family, middle, given = "", "", fold(written) or written
        if isinstance(name, OrganisationName):
            self.organisations[place] = True
            given = ""
            words = (name.core or name.full).split()
        elif isinstance(name, PersonName):
            family, middle, given = name.family, name.middle, name.given
            self.aliases += [(place, alias) for alias in name.aliases[:1]]
            words = _in_words(family, middle, given, name.full)
            self.foreign[place] = any(
                read_word(word).tells & SYLLABLE == 0 for word in name.full.split()
            )
        else:
            words = [given.replace(" ", "")] if len(given.split()) > MOST_WORDS else given.split()
        words = _shortened([word for word in words if fold(word)] or words, MOST_WORDS)
        numbers = [self.vocabulary.words.number(word) for word in words]
        self.words[place, : len(numbers)] = numbers
        self.counts[place] = len(numbers)
        self.families[place] = bool(family) and len(numbers) > 1
        if self.families[place] and len(numbers) > 2:
            self.middles[place] = self._middle_numbers(np.array([place]))[0]


def _in_words(family: str, middle: str, given: str, full: str) -> list[str]:
    """The words in the order family, middle, given; a family or given name of several words is one."""
    if not family and not given:
        return full.split()
    parts = [family.replace(" ", ""), *middle.split(), given.replace(" ", "")]
    return [part for part in parts if part]


def _shortened(words: list[str], most: int) -> list[str]:
    """At most so many words: the last stays, because it is the given name."""
    return words if len(words) <= most else [*words[: most - 1], words[-1]]


def _none(bad: NDArray[np.bool_], offsets: IntArray) -> NDArray[np.bool_]:
    """True for the rows of which no value is bad."""
    total = np.zeros(len(bad) + 1, dtype=np.int64)
    np.cumsum(bad, out=total[1:])
    none: NDArray[np.bool_] = total[offsets[1:]] == total[offsets[:-1]]
    return none
