"""How a question was understood, part by part, and what each part could be instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.search.core.reading import Part, Span
from cotmoc.search.queries.finding import Understood
from cotmoc.web.views.search.reasons import Names, names_of

MOST_SAID = 6
#: From this year on a year may be one in which something happened.
FIRST_HAPPENED = 2000
LABELS = {
    Part.NAME: gettext_lazy("name"),
    Part.BORN: gettext_lazy("born"),
    Part.HAPPENED: gettext_lazy("happened"),
    Part.PLACE: gettext_lazy("place"),
    Part.NUMBER: gettext_lazy("number"),
    Part.GOODS: gettext_lazy("goods"),
    Part.OFFENCE: gettext_lazy("offence"),
    Part.AGENCY: gettext_lazy("agency"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Another way to read a part, and the address that reads it so."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the question as it was understood: what it is, in which words, more of it, and what else it may be."""

    label: str
    text: str
    title: str = ""
    changes: tuple[ShownChange, ...] = ()


def said_of(values: list[str]) -> dict[str, Part]:
    """What an address says that words are: "mong cai:place". What makes no sense is left out."""
    said: dict[str, Part] = {}
    for value in values[:MOST_SAID]:
        words, _divider, part = value.rpartition(":")
        if words.strip() and part in list(Part):
            said[words.strip().lower()] = Part(part)
    return said


def shown_parts(understood: Understood | None, said: Mapping[str, Part]) -> list[ShownPart]:
    """The parts in the active language; empty where nothing was understood."""
    if understood is None:
        return []
    return list(_Told(understood, dict(said)).parts())


class _Told:
    """One question, and the names for it in the active language."""

    def __init__(self, understood: Understood, said: dict[str, Part]) -> None:
        self._understood, self._said = understood, said
        self._names: Names = names_of(understood)

    def parts(self) -> Iterator[ShownPart]:
        """Its parts: number, name, years, then places and terms as they stand."""
        understood = self._understood
        question, reading = understood.question, understood.reading
        if understood.number:
            yield ShownPart(str(LABELS[Part.NUMBER]), understood.number)
        if reading.words and not (understood.number and not question.asked.words):
            changes = tuple(self._to_spans())
            yield ShownPart(str(LABELS[Part.NAME]), " ".join(reading.marked), changes=changes)
        for year in question.asked.years:
            yield self._year(year)
        for span in reading.spans:
            change = ShownChange(_("part of the name"), self._address(self._words(span), Part.NAME))
            title = "; ".join(area.full_name for area in understood.place) if span.place else ""
            yield ShownPart(str(LABELS[span.part]), self._text(span), title, (change,))

    def _year(self, year: int) -> ShownPart:
        known = self._understood.question.years.get(year)
        may_have_happened = known is None and year >= FIRST_HAPPENED
        label = _("born or happened") if may_have_happened else str(LABELS[known or Part.BORN])
        meant = None if may_have_happened else known or Part.BORN
        changes = tuple(
            ShownChange(str(LABELS[part]), self._address(str(year), part))
            for part in (Part.BORN, Part.HAPPENED)
            if part is not meant
        )
        return ShownPart(label, str(year), changes=changes)

    def _to_spans(self) -> Iterator[ShownChange]:
        """What words of the name are in other ways to read the question, each once."""
        own, told = self._understood.reading, set()
        for reading in self._understood.question.readings:
            for span in reading.spans:
                label = f"{LABELS[span.part]}: {self._text(span)}"
                if label not in told and not any(span.overlaps(each) for each in own.spans):
                    told.add(label)
                    yield ShownChange(label, self._address(self._words(span), span.part))

    def _words(self, span: Span) -> str:
        return " ".join(self._understood.question.asked.words[span.start : span.end])

    def _text(self, span: Span) -> str:
        if span.place is not None:
            return self._names.places.get(span.place.name, span.place.name)
        return self._names.term(span.part, span.term) if span.term else ""

    def _address(self, words: str, part: Part) -> str:
        """The page with the same question, in which the words are read as the part."""
        stated = [f"{phrase}:{kind}" for phrase, kind in {**self._said, words: part}.items()]
        asked = {"q": self._understood.question.asked.text, "as": stated}
        return f"{reverse('search')}?{urlencode(asked, doseq=True)}"
