"""What a text is proposed to say: a field, its value, the words it was read from, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field of an incident as a text seems to state it.

    `field` is that of a profile (`party[1].name`); `value` the text a form shows for it, which the readers of files
    understand; `begin` and `end` the place of the words in the text; `reason` a stable code of the page's messages.
    """

    field: str
    value: str
    begin: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything proposed of one text, in the order of a form, and the text itself.

    `decimal` is the decimal mark of its numbers, "" where the text does not show which it uses.
    """

    text: str
    proposals: tuple[Proposal, ...] = ()
    decimal: str = ""

    @property
    def values(self) -> Mapping[str, str]:
        """The fields with their values."""
        return {each.field: each.value for each in self.proposals}

    def of(self, start: str) -> tuple[Proposal, ...]:
        """The proposals of the fields whose names begin so."""
        return tuple(each for each in self.proposals if each.field.startswith(start))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text: plain where `proposals` is empty, else the words they were read from."""

    text: str
    proposals: tuple[Proposal, ...] = field(default=())


def pieces(text: str, proposals: Iterable[Proposal]) -> tuple[Piece, ...]:
    """The text cut at the words of the proposals; words of several are one piece, the pieces together are the text.

    Of words that overlap, the shorter ones are shown by themselves and the longer around them; of what was read from
    the same words, that which they say comes before what was inferred from them.

    >>> [piece.text for piece in pieces("bắt 2 kg heroin", [Proposal("q", "2 kg", 4, 8, "")])]
    ['bắt ', '2 kg', ' heroin']
    """
    known = sorted(proposals, key=lambda each: each.end - each.begin)
    cuts = sorted({0, len(text), *(c for each in known for c in (each.begin, each.end))})
    found: list[Piece] = []
    for begin, end in pairwise(cuts):
        within = [each for each in known if each.begin <= begin and end <= each.end]
        shortest = within[0].end - within[0].begin if within else 0
        shown = [each for each in within if each.end - each.begin == shortest]
        shown.sort(key=lambda each: each.reason.endswith("_inferred"))
        if found and found[-1].proposals == tuple(shown):
            found[-1] = Piece(found[-1].text + text[begin:end], tuple(shown))
        else:
            found.append(Piece(text[begin:end], tuple(shown)))
    return tuple(found)
