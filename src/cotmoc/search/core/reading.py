"""What a question may mean: its words as a name, and as a place, goods, an offence, an agency, in several ways.

Which of the ways is meant is not decided here: each is looked for, and what is found counts in the way it fits best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cotmoc.normalise.syllables import is_syllable
from cotmoc.search.core.asking import Asked
from cotmoc.search.core.places import PlaceAsked
from cotmoc.search.core.terms import Sort, TermAsked

#: More ways than these are not looked for, of no more parts than these: each way costs a look at all names.
MOST_READINGS, MOST_SPANS = 4, 8
#: How much a part counts that lies somewhere else in the country, and one word that may be goods.
_ELSEWHERE = 0.5


class Part(StrEnum):
    """What a piece of a question is."""

    NAME = "name"
    BORN = "born"
    HAPPENED = "happened"
    PLACE = "place"
    NUMBER = "number"
    GOODS = "goods"
    OFFENCE = "offence"
    AGENCY = "agency"


_SORTS = {Sort.GOODS: Part.GOODS, Sort.OFFENCE: Part.OFFENCE, Sort.AGENCY: Part.AGENCY}


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a question as one part: a place or a term."""

    part: Part
    start: int
    end: int
    place: PlaceAsked | None = None
    term: TermAsked | None = None

    @property
    def worth(self) -> float:
        """How likely it is meant, by its length; what is at home is meant before what lies elsewhere."""
        size = float(self.end - self.start)
        if self.place is not None:
            return size * self.place.nearness * (1.0 if self.place.is_local else _ELSEWHERE)
        return size

    @property
    def is_exact(self) -> bool:
        """True for several words that are, letter by letter, the name of a place at home or of goods and the like."""
        is_place = self.place is not None and self.place.is_local and self.place.nearness == 1.0
        return self.end - self.start > 1 and (is_place or self.term is not None)

    def overlaps(self, other: Span) -> bool:
        """True when a word would be part of both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reading:
    """One way: the spans that are parts, in order, and the other words, `words` folded and `marked` as typed."""

    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def place(self) -> PlaceAsked | None:
        """The place, if it has one."""
        return next((span.place for span in self.spans if span.place is not None), None)

    def term(self, part: Part) -> TermAsked | None:
        """The goods, the offence or the agency, if it has one."""
        return next((span.term for span in self.spans if span.part is part), None)

    @property
    def may_go_on(self) -> bool:
        """True when its last word is the last one typed, and may still be a beginning."""
        typed = len(self.words) + sum(span.end - span.start for span in self.spans)
        return all(span.end < typed for span in self.spans)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and the ways to read it, the one in which all words are a name or text first.

    `years`: what each year is of, where the asker said so. `sure`: words that are spelled as a place or term is, and
    are no slip of a finger for another.
    """

    asked: Asked
    readings: tuple[Reading, ...]
    years: Mapping[int, Part]
    sure: frozenset[str] = frozenset()


def question_of(
    asked: Asked,
    places: Sequence[PlaceAsked] = (),
    terms: Sequence[TermAsked] = (),
    said: Mapping[str, Part] | None = None,
) -> Question:
    """The question in the ways it may be read; `said`: what the asker says that words or a year are.

    >>> from cotmoc.search.core.asking import read_question
    >>> [reading.words for reading in question_of(read_question("nguyen van a")).readings]
    [('nguyen', 'van', 'a')]
    """
    said = said or {}
    spans = [
        *(Span(Part.PLACE, place.start, place.end, place=place) for place in places),
        *(Span(_SORTS[term.sort], term.start, term.end, term=term) for term in terms),
    ]
    allowed = [span for span in spans if _may_be(span, asked.words, said)]
    best = sorted(allowed, key=lambda span: (-span.worth, span.start))[:MOST_SPANS]
    ways = sorted(_combined(best), key=lambda way: -sum(span.worth for span in way))
    ways = [way for way in ways if _is_telling(way, asked) and _has_said(way, asked.words, said)]
    if not ways or not _is_placed(said):
        ways.insert(0, ())
    readings = [_reading(asked, way) for way in ways]
    years = {year: said[str(year)] for year in asked.years if str(year) in said}
    if asked.is_born:
        years = dict.fromkeys(asked.years, Part.BORN) | years
    sure = {word for span in spans if span.is_exact for word in asked.words[span.start : span.end]}
    return Question(asked, tuple(readings[:MOST_READINGS]), years, frozenset(sure))


def _is_placed(said: Mapping[str, Part]) -> bool:
    """True when the asker said of some words that they are no name."""
    return any(part in _OF_SPANS for part in said.values())


_OF_SPANS = frozenset({Part.PLACE, Part.GOODS, Part.OFFENCE, Part.AGENCY})


def _may_be(span: Span, words: Sequence[str], said: Mapping[str, Part]) -> bool:
    """False for a span of words of which the asker said that they are something else."""
    for phrase, part in said.items():
        start = _place_of(phrase.split(), words)
        if start is None:
            continue
        end = start + len(phrase.split())
        if span.start < end and start < span.end and span.part is not part:
            return False
    return True


def _has_said(way: Sequence[Span], words: Sequence[str], said: Mapping[str, Part]) -> bool:
    """True when each part that the asker named is in this way."""
    for phrase, part in said.items():
        start = _place_of(phrase.split(), words)
        if part not in _OF_SPANS or start is None:
            continue
        if not any(span.part is part and span.start <= start < span.end for span in way):
            return False
    return True


def _place_of(phrase: Sequence[str], words: Sequence[str]) -> int | None:
    for start in range(len(words) - len(phrase) + 1):
        if phrase and list(words[start : start + len(phrase)]) == list(phrase):
            return start
    return None


def _combined(spans: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """All sets of one or more spans of which no two share a word or are of one part."""
    ways: list[tuple[Span, ...]] = [()]
    for span in spans:
        ways += [
            (*way, span)
            for way in ways
            if all(not span.overlaps(each) and span.part is not each.part for each in way)
        ]
    for way in ways[1:]:
        yield tuple(sorted(way, key=lambda span: span.start))


def _is_telling(way: Sequence[Span], asked: Asked) -> bool:
    """False where one syllable alone is taken for goods though others may go with it to a name: Vàng is both."""
    covered = sum(span.end - span.start for span in way)
    single = any(
        span.term is not None and span.end - span.start == 1 and is_syllable(span.term.words)
        for span in way
    )
    return covered == len(asked.words) or not single


def _reading(asked: Asked, way: tuple[Span, ...]) -> Reading:
    rest = [
        place
        for place in range(len(asked.words))
        if not any(span.start <= place < span.end for span in way)
    ]
    return Reading(
        way,
        tuple(asked.words[place] for place in rest),
        tuple(asked.marked[place] for place in rest),
    )
