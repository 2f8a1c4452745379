"""A report divided into its sentences, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cotmoc.normalise.text import fold

#: Every capital of the Latin alphabets, Vietnamese ones among them, for the inside of a character class.
CAPITALS = "A-Z" + "".join(
    chr(c) for c in (*range(0xC0, 0x250), *range(0x1E00, 0x1EFA)) if chr(c).isupper()
)
# A full stop that ends no sentence: after an abbreviation, an initial or a number ("TP. Hạ Long", "BKS. 14C-...").
_END = re.compile(
    r"(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\bP)(?<!\bX)(?<!\bH)(?<!\bĐ)(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bCo)"
    rf"(?<!\bSt)(?<!\bBKS)(?<!\bđ/c)[.!?]+(?=\s+[{CAPITALS}\d]|\s*$)|\n{{2,}}|;\s*\n"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence with the place where it begins in the report, and its number there."""

    text: str
    begin: int
    number: int

    @cached_property
    def folded(self) -> str:
        """The sentence in small letters without marks, words divided by single spaces."""
        return f" {fold(self.text)} "

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.begin + len(self.text)

    def says(self, *phrases: str) -> bool:
        """True when one of the folded phrases stands in it as whole words."""
        return any(f" {phrase} " in self.folded for phrase in phrases)


_LONGEST = 2_000


def _ends(text: str) -> Iterator[int]:
    """Where sentences end; one without any end is cut, so that no text takes more than its length to read."""
    begin = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        while end - begin > _LONGEST:
            space = text.rfind(" ", begin + 1, begin + _LONGEST)
            begin = space + 1 if space > begin else begin + _LONGEST
            yield begin
        begin = end
        yield end


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; abbreviations and numbers do not end one.

    >>> [each.text for each in sentences_of("Bắt tại TP. Hạ Long lúc 9.30. Thu 2 kg.")]
    ['Bắt tại TP. Hạ Long lúc 9.30.', 'Thu 2 kg.']
    """
    found: list[Sentence] = []
    begin = 0
    for end in _ends(text):
        part = text[begin:end]
        stripped = part.strip()
        if stripped:
            at = begin + len(part) - len(part.lstrip())
            found.append(Sentence(stripped, at, len(found)))
        begin = end
    return tuple(found)
