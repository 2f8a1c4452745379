"""What a search found, in words: what it is called, what is known of it, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS, ROLES
from cotmoc.records.queries.lines import ConveyanceLine, IncidentLine, PartyLine
from cotmoc.search.core.asking import Asked
from cotmoc.search.core.entries import Found
from cotmoc.search.core.kinds import Kind
from cotmoc.search.core.names import NameFound, WordFound
from cotmoc.search.core.numbers import NumberSlip
from cotmoc.search.core.vocabulary import Slip
from cotmoc.search.index.areas import AreaFound
from cotmoc.search.queries.finding import Answer, Group, Hit
from cotmoc.web.views.files.understood import code_text, shortened

LABELS = {
    Kind.PERSON: gettext_lazy("People"),
    Kind.ORGANISATION: gettext_lazy("Organisations"),
    Kind.CONVEYANCE: gettext_lazy("Vehicles and vessels"),
    Kind.INCIDENT: gettext_lazy("Incidents"),
    Kind.AREA: gettext_lazy("Areas"),
}
_SLIPS = {
    Slip.TYPED: gettext_lazy("“%(asked)s” typed for “%(found)s”"),
    Slip.SOUND: gettext_lazy("“%(asked)s” sounds like “%(found)s”"),
    Slip.EDIT: gettext_lazy("“%(asked)s” is one letter from “%(found)s”"),
    Slip.BEGUN: gettext_lazy("“%(asked)s” begins “%(found)s”"),
    Slip.INITIAL: gettext_lazy("“%(asked)s” begins “%(found)s”"),
}
_NUMBERS = {
    NumberSlip.SAME: gettext_lazy("the number %(asked)s"),
    NumberSlip.BEGUN: gettext_lazy("a number that begins with %(asked)s"),
    NumberSlip.ENDED: gettext_lazy("a number that ends with %(asked)s"),
    NumberSlip.WRONG: gettext_lazy("one character differs from %(asked)s"),
}
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One thing found. `record` (None: an area, then `area`) is what it opens; `agency` the code of who recorded it."""

    label: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    record: int | None = None
    area: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """What is shown of one kind, and how much is not."""

    kind: Kind
    label: str
    hits: tuple[ShownHit, ...]
    more: int
    closed: int
    bounded: bool


def shown_groups(answer: Answer) -> list[ShownGroup]:
    """The groups of an answer in the active language."""
    return [_shown(group, answer.asked) for group in answer.groups]


def _shown(group: Group, asked: Asked) -> ShownGroup:
    hits = (
        *(_hit(hit, asked) for hit in group.hits),
        *(_area(area) for area in group.areas),
    )
    label = str(LABELS[group.kind])
    return ShownGroup(group.kind, label, hits, group.more, group.closed, group.bounded)


def _area(found: AreaFound) -> ShownHit:
    area = found.area
    facts = [gazetteer().area(area.parent).full_name] if area.parent else []
    if area.valid_to is not None:
        facts.append(_("former area"))
    return ShownHit(area.full_name, tuple(facts), tuple(_of_name(found.name)), area=area.code)


def _hit(hit: Hit, asked: Asked) -> ShownHit:
    incident = hit.incident
    facts = [*_facts(hit), _where_and_when(hit)]
    if hit.incidents > 1:
        facts.append(_("in %(number)s incidents") % {"number": hit.incidents})
    return ShownHit(
        label=_label(hit),
        facts=tuple(fact for fact in facts if fact),
        reasons=tuple(reasons(hit.found, asked)),
        record=incident.record_id,
        agency=incident.agency,
    )


def _label(hit: Hit) -> str:
    line = hit.line
    if isinstance(line, IncidentLine):
        return shortened(line.title, _LONGEST) or line.reference or line.key
    if isinstance(line, ConveyanceLine):
        return " · ".join(filter(None, (line.registration, line.name))) or line.written
    return line.name or line.identity_number


def _facts(hit: Hit) -> Sequence[str]:
    line = hit.line
    if isinstance(line, IncidentLine):
        number = line.reference or line.key
        return (number if number != _label(hit) else "",)
    if isinstance(line, ConveyanceLine):
        return (code_text(CONVEYANCE_KINDS, line.kind),)
    return (code_text(ROLES, line.role), _birth(line), line.identity_number, line.residence_written)


def _birth(line: PartyLine) -> str:
    day = line.birth_from
    if day is None:
        return ""
    return _("born %(when)s") % {"when": _day_text(day, line.birth_precision)}


def _day_text(day: date, precision: str) -> str:
    if precision == "year":
        return str(day.year)
    return date_format(day, "YEAR_MONTH_FORMAT" if precision == "month" else "DATE_FORMAT")


def _where_and_when(hit: Hit) -> str:
    incident = hit.incident
    day = incident.occurred_from
    when = _day_text(day, incident.occurred_precision) if day else ""
    place = shortened(incident.place_written, _LONGEST)
    number = "" if isinstance(hit.line, IncidentLine) else incident.reference or incident.key
    stated = ", ".join(part for part in (number, when, place) if part)
    if isinstance(hit.line, IncidentLine):
        return stated
    return _("incident %(stated)s") % {"stated": stated}


def reasons(found: Found, asked: Asked) -> Iterator[str]:
    """Why it was found, each reason in a few words: number, words of the name, year of birth, places."""
    if found.number:
        yield str(_NUMBERS[found.number.slip]) % {"asked": found.number.asked}
    if found.name:
        yield from _of_name(found.name)
    yield from _of_year(found.year, asked)
    if found.at_home:
        yield _("lives in “%(place)s”") % {"place": found.at_home}
    if found.at_area:
        yield _("the incident was in “%(place)s”") % {"place": found.at_area}


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
    return str(_SLIPS[word.slip]) % {"asked": word.asked, "found": word.found}


def _of_year(year: int, asked: Asked) -> Iterator[str]:
    if not year or not asked.years:
        return
    off = min(abs(year - each) for each in asked.years)
    if off == 0:
        yield _("born in %(year)s") % {"year": year}
    elif off == 1:
        yield _("born in %(year)s: one year off") % {"year": year}
    else:
        yield _("but born in %(year)s") % {"year": year}


def notes(answer: Answer) -> list[str]:
    """What is to be said of the question and the answer as a whole."""
    found: list[str] = []
    if answer.asked.is_empty and answer.asked.text:
        found.append(_("Type at least two letters, or three digits of a number."))
    if answer.asked.was_cut:
        found.append(_("Only the beginning of what was typed is read."))
    if any(group.bounded for group in answer.groups):
        found.append(
            _(
                "Very many fit, and not all were looked at. A year of birth, a place or another word narrows it."
            )
        )
    return found
