"""A report on its way to being understood: its text, sentences, and what it can be held against."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cotmoc.ingest.core.context import Context
from cotmoc.ingest.core.narrative.sentences import Sentence, sentences_of
from cotmoc.normalise.codes.matching import Found, find_codes
from cotmoc.normalise.codes.registry import CodeList

_ENGLISH = (" the ", " was ", " were ", " and ", " of ", " with ", " by ")


@dataclass(frozen=True)
class Report:
    """A written report and the world it speaks of."""

    text: str
    context: Context

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences in order."""
        return sentences_of(self.text)

    @cached_property
    def is_english(self) -> bool:
        """True for a text in English, whose numbers have a point before the decimals."""
        lowered = f" {self.text.lower()} "
        return sum(lowered.count(word) for word in _ENGLISH) * 60 > len(lowered)

    def mentions(self, codes: CodeList) -> list[Found]:
        """What of a list the text speaks of, each with its place; no word reaches across the end of a sentence."""
        return [
            replace(found, begin=found.begin + each.begin, end=found.end + each.begin)
            for each in self.sentences
            for found in find_codes(codes, each.text)
        ]

    def sentence_at(self, place: int) -> Sentence:
        """The sentence in which a place of the text lies, else the last one before it."""
        return self.sentences[max(0, bisect_right(self._begins, place) - 1)]

    @cached_property
    def _begins(self) -> list[int]:
        return [each.begin for each in self.sentences]
