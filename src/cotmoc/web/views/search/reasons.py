"""Why something was found, each reason in a few words: number, words of the name, year, place, goods, whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cotmoc.access.queries.organisation import agency_labels
from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.normalise.sounds import sounds_mistaken
from cotmoc.normalise.text import fold
from cotmoc.search.core.entries import Found
from cotmoc.search.core.names import NameFound, WordFound
from cotmoc.search.core.numbers import NumberSlip
from cotmoc.search.core.reading import Part, Question
from cotmoc.search.core.terms import TermAsked
from cotmoc.search.core.vocabulary import Slip
from cotmoc.search.queries.finding import Understood

_SLIPS = {
    Slip.TYPED: gettext_lazy("“%(asked)s” typed for “%(found)s”"),
    Slip.SOUND: gettext_lazy("“%(asked)s” sounds like “%(found)s”"),
    Slip.EDIT: gettext_lazy("“%(asked)s” is one letter from “%(found)s”"),
    Slip.BEGUN: gettext_lazy("“%(asked)s” begins “%(found)s”"),
    Slip.INITIAL: gettext_lazy("“%(asked)s” begins “%(found)s”"),
}
_TERMS = {
    Part.GOODS: gettext_lazy("goods: %(name)s"),
    Part.OFFENCE: gettext_lazy("offence: %(name)s"),
    Part.AGENCY: gettext_lazy("recorded by %(name)s"),
}
_NUMBERS = {
    NumberSlip.SAME: gettext_lazy("the number %(asked)s"),
    NumberSlip.BEGUN: gettext_lazy("a number that begins with %(asked)s"),
    NumberSlip.ENDED: gettext_lazy("a number that ends with %(asked)s"),
    NumberSlip.WRONG: gettext_lazy("one character differs from %(asked)s"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How places and agencies of a question are called: by the folded name, and by the code."""

    places: Mapping[str, str]
    agencies: Mapping[str, str]

    def term(self, part: Part, term: TermAsked) -> str:
        """Goods, an offence or an agency by its name."""
        language = get_language() or "vi"
        if part is Part.GOODS:
            return COMMODITIES.label(term.code, language)
        if part is Part.OFFENCE:
            return OFFENCES.label(term.code, language)
        return self.agencies.get(term.code, term.code)


def names_of(understood: Understood) -> Names:
    """The names for a question, in the active language."""
    readings = understood.question.readings
    if not any(reading.term(Part.AGENCY) for reading in readings):
        return Names(understood.titles, {})
    language = get_language() or "vi"
    agencies = {code: label.short(language) for code, label in agency_labels().items()}
    return Names(understood.titles, agencies)


def reasons(found: Found, question: Question, names: Names, label: str) -> Iterator[str]:
    """The reasons for an entry that is shown by `label`."""
    if found.number:
        yield str(_NUMBERS[found.number.slip]) % {"asked": found.number.asked}
    if found.name:
        if found.is_other_name:
            yield _("by another name: %(name)s") % {"name": label}
        yield from _of_name(found.name)
        yield from _of_marks(found, label)
    yield from _of_years(found, question)
    yield from _of_place(found, names)
    for part in found.terms:
        term = found.reading.term(part)
        if term:
            yield str(_TERMS[part]) % {"name": names.term(part, term)}


def _of_name(name: NameFound) -> Iterator[str]:
    same = [word.asked for word in name.words if word.found and word.slip is Slip.SAME]
    if same:
        yield _("the words %(words)s") % {"words": " ".join(same)}
    for word in name.words:
        if word.found and word.slip is not Slip.SAME:
            yield _slip(word)
    if not name.in_order:
        yield _("in another order")
    missing = [word.asked for word in name.words if not word.found]
    if missing:
        yield _("without %(words)s") % {"words": " ".join(missing)}


def _slip(word: WordFound) -> str:
    text = str(_SLIPS[word.slip]) % {"asked": word.asked, "found": word.found}
    sounds = sounds_mistaken(word.asked, word.found or "") if word.slip is Slip.SOUND else ""
    return f"{text} ({sounds})" if sounds else text


def _of_marks(found: Found, label: str) -> Iterator[str]:
    """Where marks were typed and the name found has others, or none."""
    written: dict[str, set[str]] = {}
    for word in label.lower().split():
        written.setdefault(fold(word), set()).add(word)
    differ = [
        f"{typed} – {min(others)}"
        for typed in found.reading.marked
        if not typed.isascii() and (others := written.get(fold(typed))) and typed not in others
    ]
    if differ and label.isascii():
        yield _("written there without tone marks")
    elif differ:
        yield _("tone marks differ: %(words)s") % {"words": ", ".join(differ)}


def _of_years(found: Found, question: Question) -> Iterator[str]:
    asked = question.asked
    if not asked.years:
        return
    happened = found.day // 10_000
    if happened in asked.years and question.years.get(happened) is not Part.BORN:
        yield _("in %(year)s") % {"year": happened}
    if not found.born:
        return
    born, day = found.born // 10_000, asked.day
    off = min(abs(born - each) for each in asked.years)
    if day is not None and found.born == day.year * 10_000 + day.month * 100 + day.day:
        yield _("born on that day")
    elif day is not None and found.born == day.year * 10_000 + day.day * 100 + day.month:
        yield _("born on that day, with day and month exchanged")
    elif off == 0:
        yield _("born in %(year)s") % {"year": born}
    elif off == 1:
        yield _("born in %(year)s: one year off") % {"year": born}
    elif happened not in asked.years:
        yield _("but born in %(year)s") % {"year": born}


def _of_place(found: Found, names: Names) -> Iterator[str]:
    place = found.reading.place
    if place is None:
        return
    title = names.places.get(place.name, place.name)
    if found.at_home:
        yield _("lives in “%(place)s”") % {"place": title}
    if found.at_area:
        yield _("the incident was in “%(place)s”") % {"place": title}
    if not (found.at_home or found.at_area):
        yield _("not in “%(place)s”") % {"place": title}
