"""An index over distinct folded texts (names, titles): each a few numbers of words, all of them scanned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.search.core.scanning import best_names
from cotmoc.search.core.vocabulary import Near, Slip, Vocabulary

#: More words than these are not asked for: the rarest are kept.
MOST_ASKED = 12
#: A name that scores less has too little to do with what was asked.
LEAST = 0.45
#: What a name loses when its words stand in another order than asked, and what a text does.
OTHER_ORDER, OTHER_ORDER_OF_TEXT = 0.02, 0.15
#: How much less a slip of a finger counts in a text: of its many words some one is always near.
_EDIT_OF_TEXT = 0.5


class WordFound(NamedTuple):
    """A word as asked, the word of the name that it found (None: none), and how they differ."""

    asked: str
    found: str | None
    slip: Slip = Slip.SAME


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name (its number among the texts), how well it fits (1: in everything), and why."""

    number: int
    score: float
    words: tuple[WordFound, ...]
    in_order: bool


class NameIndex:
    """Distinct texts of folded words, to be found by any of them.

    `texts`: distinct, folded, single spaces; of those that fit alike, the first are found first: put what most bear
    there. `often` int64: how many entries bear each. `background`: the words of a
    larger index that this one belongs to, so that both weigh words alike. Not `are_names`: they are texts, in which
    order counts for more, and a slip for less.
    """

    def __init__(
        self,
        texts: pa.Array,
        often: NDArray[np.int64],
        background: NameIndex | None = None,
        *,
        are_names: bool = True,
    ) -> None:
        self.texts = texts
        self._are_names = are_names
        self._other_order = OTHER_ORDER if are_names else OTHER_ORDER_OF_TEXT
        lists = pc.split_pattern(pa.array(texts, pa.large_string()), " ")
        coded = pc.list_flatten(lists).dictionary_encode()
        words = np.asarray(coded.dictionary.to_pylist(), dtype=object)
        order = np.argsort(words) if len(words) else np.zeros(0, np.int64)
        place = np.empty(len(words), np.int32)
        place[order] = np.arange(len(words), dtype=np.int32)
        self._words = place[coded.indices.to_numpy(zero_copy_only=False)].astype(np.int32)
        self._starts = lists.offsets.to_numpy().astype(np.int32)
        self.entries: int = int(often.sum()) + (background.entries if background else 0)
        self.vocabulary = Vocabulary(
            words[order].tolist(), self._occurrences(words[order].tolist(), often, background)
        )
        self._weights = np.log1p(self.entries / np.maximum(self.vocabulary.often, 1)).astype(
            np.float32
        )
        self._weighs = self._weights_of_names()

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def memory(self) -> int:
        """About how much memory the arrays take; the vocabulary comes to it."""
        arrays = (self._words, self._starts, self._weights, self._weighs)
        return sum(array.nbytes for array in arrays) + int(self.texts.nbytes)

    def _occurrences(
        self, words: list[str], often: NDArray[np.int64], background: NameIndex | None
    ) -> NDArray[np.int64]:
        per_place = np.repeat(often, np.diff(self._starts))
        found = np.bincount(self._words, weights=per_place, minlength=len(words)).astype(np.int64)
        if background is not None:
            known = background.vocabulary
            for number, word in enumerate(words):
                if word in known.numbers:
                    found[number] += known.often[known.numbers[word]]
        return found

    def _weights_of_names(self) -> NDArray[np.float32]:
        summed = np.concatenate([[0.0], np.cumsum(self._weights[self._words], dtype=np.float64)])
        weighs: NDArray[np.float32] = (summed[self._starts[1:]] - summed[self._starts[:-1]]).astype(
            np.float32
        )
        return weighs

    def find(self, asked: Sequence[str], keep: int, *, may_go_on: bool = True) -> list[NameFound]:
        """The best `keep` texts for folded words, the best first; `may_go_on`: the last word may be a beginning.

        `sure` words of `match` are no slip of a finger for another.
        """
        matches = self.match(asked, keep, may_go_on=may_go_on)
        return [matches.found(place) for place in range(min(keep, len(matches.numbers)))]

    def match(
        self,
        asked: Sequence[str],
        keep: int,
        *,
        may_go_on: bool = True,
        sure: frozenset[str] = frozenset(),
    ) -> Matches:
        """The same as arrays, with the reasons only of those that are asked for."""
        if not asked or not len(self.texts):
            return Matches(self, (), (), np.zeros(0, np.int32), np.zeros(0, np.float32))
        asked = [part for word in asked for part in self.vocabulary.parts(word)]
        near = [
            self.vocabulary.near(word, may_go_on=may_go_on and place == len(asked) - 1)
            for place, word in enumerate(asked)
        ]
        near = [
            self._likely(found, is_sure=word in sure)
            for word, found in zip(asked, near, strict=True)
        ]
        weights = [self._weight(each) for each in near]
        if len(asked) > MOST_ASKED:
            rarest = sorted(range(len(asked)), key=lambda place: -weights[place])[:MOST_ASKED]
            chosen = sorted(rarest)
            asked, near = [asked[p] for p in chosen], [near[p] for p in chosen]
            weights = [weights[p] for p in chosen]
        rows, table = self._table(near)
        numbers, scores = best_names(
            (self._starts, self._words, self._weighs),
            rows,
            table,
            (np.array(weights, np.float32) / np.float32(sum(weights)), self._weights),
            keep,
            (LEAST, self._other_order),
        )
        return Matches(self, asked, near, numbers, scores)

    def _likely(self, near: tuple[Near, ...], *, is_sure: bool) -> tuple[Near, ...]:
        """What a word may stand for here: one that is sure for no slip, and in a text a slip counts for less."""
        if is_sure:
            return tuple(each for each in near if each.slip is not Slip.EDIT)
        if self._are_names:
            return near
        lowered = (
            each._replace(nearness=each.nearness * _EDIT_OF_TEXT)
            if each.slip is Slip.EDIT
            else each
            for each in near
        )
        return tuple(sorted(lowered, key=lambda each: (-each.nearness, each.word)))

    def words_of(self, number: int) -> list[int]:
        """The words of a text, by their numbers."""
        words: list[int] = self._words[self._starts[number] : self._starts[number + 1]].tolist()
        return words

    def _weight(self, near: tuple[Near, ...]) -> float:
        """What an asked word weighs: the rarer what it may stand for, the more; one nobody bears, half the most."""
        best = [each for each in near if each.nearness == near[0].nearness]
        often = sum(int(self.vocabulary.often[each.word]) for each in best)
        return log(1 + self.entries / often) if often else log(1 + self.entries) / 2

    def _table(
        self, near: Sequence[tuple[Near, ...]]
    ) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
        """For every word the row of what it is near to, and these rows."""
        words = sorted({each.word for found in near for each in found})
        rows = np.zeros(max(len(self.vocabulary.words), 1), np.int16)
        rows[words] = np.arange(1, len(words) + 1)
        table = np.zeros((len(words) + 1, len(near)), np.float32)
        for place, found in enumerate(near):
            for each in found:
                table[rows[each.word], place] = each.nearness
        return rows, table


class Matches:
    """The texts that fit a question, the best first: `numbers` int32 and `scores` float32, and each one's reasons."""

    def __init__(
        self,
        index: NameIndex,
        asked: Sequence[str],
        near: Sequence[tuple[Near, ...]],
        numbers: NDArray[np.int32],
        scores: NDArray[np.float32],
    ) -> None:
        self._index = index
        self._asked = asked
        self._near = [{each.word: each for each in reversed(found)} for found in near]
        order = np.lexsort((numbers, -scores.round(4)))
        self.numbers, self.scores = numbers[order], scores[order]

    def found(self, place: int) -> NameFound:
        """The text at a place, with its reasons."""
        number = int(self.numbers[place])
        return NameFound(number, float(self.scores[place]), *self._explained(number))

    def _explained(self, number: int) -> tuple[tuple[WordFound, ...], bool]:
        words = self._index.words_of(number)
        found: list[WordFound] = []
        places: list[int] = []
        for typed, near in zip(self._asked, self._near, strict=True):
            known = [near[word] for word in words if word in near]
            if not known:
                found.append(WordFound(typed, None))
                continue
            best = max(known, key=lambda each: each.nearness)
            # Of two words alike ("Van Van"), the one that is not taken yet.
            at = [place for place, word in enumerate(words) if word == best.word]
            places.append(next((place for place in at if place not in places), at[0]))
            found.append(WordFound(typed, self._index.vocabulary.words[best.word], best.slip))
        return tuple(found), places == sorted(places)
