"""What a search found, in words: what it is called, what is known of it, and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cotmoc.areas.queries import gazetteer
from cotmoc.normalise.codes.catalogue import CONVEYANCE_KINDS, OFFENCES, ROLES
from cotmoc.normalise.text import fold
from cotmoc.records.queries.lines import ConveyanceLine, IncidentLine, PartyLine
from cotmoc.search.core.kinds import Kind
from cotmoc.search.core.names import NameFound
from cotmoc.search.core.reading import Question
from cotmoc.search.core.vocabulary import Slip
from cotmoc.search.index.areas import AreaFound
from cotmoc.search.queries.finding import Answer, Group, Hit
from cotmoc.web.views.files.understood import code_text, shortened
from cotmoc.web.views.search.reasons import Names, names_of, reasons

LABELS = {
    Kind.PERSON: gettext_lazy("People"),
    Kind.ORGANISATION: gettext_lazy("Organisations"),
    Kind.CONVEYANCE: gettext_lazy("Vehicles and vessels"),
    Kind.INCIDENT: gettext_lazy("Incidents"),
    Kind.AREA: gettext_lazy("Areas"),
}
_LONGEST = 140
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a label, and whether it is one that was asked for."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One thing found. `record` (None: an area, then `area`) is what it opens; `agencies` the codes of who recorded it.

    `pieces` are the label, piece by piece.
    """

    label: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    record: int | None = None
    area: str = ""
    agencies: tuple[str, ...] = ()
    incidents: int = 0
    records: int = 0

    @property
    def counted(self) -> str:
        """In how many incidents and records it stands; "" for one of each."""
        if self.records < 2:
            return ""
        incidents = ngettext("%(number)s incident", "%(number)s incidents", self.incidents)
        records = ngettext("%(number)s record", "%(number)s records", self.records)
        told = (incidents % {"number": self.incidents}, records % {"number": self.records})
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """What is shown of one kind, and how much is not."""

    kind: Kind
    label: str
    hits: tuple[ShownHit, ...]
    more: int
    bounded: bool


def shown_groups(answer: Answer) -> list[ShownGroup]:
    """The groups of an answer in the active language."""
    if answer.understood is None:
        return []
    question, names = answer.understood.question, names_of(answer.understood)
    return [_shown(group, question, names) for group in answer.groups]


def _shown(group: Group, question: Question, names: Names) -> ShownGroup:
    hits = (
        *(_hit(hit, question, names) for hit in group.hits),
        *(_area(area) for area in group.areas),
    )
    return ShownGroup(group.kind, str(LABELS[group.kind]), hits, group.more, group.bounded)


def _area(found: AreaFound) -> ShownHit:
    area = found.area
    facts = [gazetteer().area(area.parent).full_name] if area.parent else []
    if area.valid_to is not None:
        facts.append(_("former area"))
    words = {word.found for word in found.name.words if word.found}
    return ShownHit(
        area.full_name,
        tuple(facts),
        tuple(_of_area(found.name)),
        pieces=pieces(area.full_name, words),
        area=area.code,
    )


def _of_area(name: NameFound) -> Iterator[str]:
    for word in name.words:
        if word.found and word.slip is not Slip.SAME:
            yield _("“%(asked)s” for “%(found)s”") % {"asked": word.asked, "found": word.found}
        elif not word.found:
            yield _("without %(words)s") % {"words": word.asked}


def _hit(hit: Hit, question: Question, names: Names) -> ShownHit:
    label = _label(hit)
    found = hit.found
    words = {word.found for word in found.name.words if word.found} if found.name else set()
    facts = [*_other_names(hit), *_facts(hit), _where_and_when(hit)]
    name = _found_name(hit)
    return ShownHit(
        label=label,
        facts=tuple(fact for fact in facts if fact),
        reasons=tuple(reasons(found, question, names, name)),
        pieces=pieces(label, words),
        record=hit.incident.record_id,
        agencies=hit.agencies,
        incidents=len(hit.incidents),
        records=len(hit.records),
    )


def pieces(label: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The label with the words (folded) that were found told apart.

    >>> [piece.text for piece in pieces("Trần Thị Xinh", {"thi", "xinh"})]
    ['Trần ', 'Thị Xinh']
    """
    found = set(words)
    told: list[Piece] = []
    for word in label.split(" "):
        is_found = bool(found.intersection(fold(word).split()))
        last = told.pop() if told else None
        if last is None:
            told.append(Piece(word, is_found))
        elif last.is_found == is_found:
            told.append(Piece(f"{last.text} {word}", is_found))
        elif last.is_found:
            told += [last, Piece(f" {word}", is_found)]
        else:
            told += [Piece(f"{last.text} ", last.is_found), Piece(word, is_found)]
    return tuple(told)


def _found_name(hit: Hit) -> str:
    """The name by which it was found, as it is written."""
    line = hit.line
    if isinstance(line, IncidentLine):
        return ""
    if isinstance(line, PartyLine) and hit.found.is_other_name:
        return next((a for a in line.aliases if fold(a) == hit.found.text), hit.found.text)
    return line.name


def _label(hit: Hit) -> str:
    line = hit.line
    if isinstance(line, IncidentLine):
        title = shortened(line.title, _LONGEST) or code_text(OFFENCES, line.offence)
        return title or line.reference or line.key
    if isinstance(line, ConveyanceLine):
        return " · ".join(filter(None, (line.registration, line.name))) or line.written
    return line.name or line.identity_number


def _other_names(hit: Hit) -> list[str]:
    """Other names of one who is judged to be one, and those that stand beside the name."""
    line = hit.line
    if not isinstance(line, PartyLine):
        return []
    told = []
    if line.aliases:
        told.append(_("also called %(names)s") % {"names": ", ".join(line.aliases[:_MOST_NAMES])})
    others = [name for name in dict.fromkeys(hit.names) if name and name != line.name]
    if others:
        told.append(_("also written %(names)s") % {"names": ", ".join(others[:_MOST_NAMES])})
    return told


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
