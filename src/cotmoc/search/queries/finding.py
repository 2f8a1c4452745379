"""The answer to what was typed into the box: within the viewer's rights, and with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.areas.core.facts import AreaFact
from cotmoc.normalise.identifiers import document_key
from cotmoc.normalise.text import fold
from cotmoc.records.queries.lines import (
    ConveyanceLine,
    IncidentLine,
    PartyLine,
    conveyance_lines,
    incident_lines,
    party_lines,
)
from cotmoc.records.queries.resolvable import CONVEYANCE, PARTY
from cotmoc.records.queries.things import things_of
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.entities import entity_of
from cotmoc.search.core.asking import Asked, read_question
from cotmoc.search.core.entries import Found, Ranked, Rights
from cotmoc.search.core.kinds import KINDS, Kind, Table
from cotmoc.search.core.reading import Part, Question, Reading, question_of
from cotmoc.search.index.areas import AreaFound, AreaNames, current_area_names
from cotmoc.search.index.store import Index, current_index

Line = PartyLine | ConveyanceLine | IncidentLine

#: Lines of a kind that are read to show `limit` things: one may stand in several records.
_READ_FOR_EACH = 3
#: Of a table whose best fits less than this share of the best of all, nothing is shown: it has a word in common.
_WORTH = 0.78
#: Groups are in the order of how well their best fits; so little more is no better.
_AS_GOOD = 0.1
#: Beside other things only areas are shown whose name is the words.
_SAME = 0.97
#: As many areas are named of a place that was understood.
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: the best of its lines, why, and all that the viewer may open of where it stands.

    `names` are its names in the lines that were found, the best first.
    """

    kind: Kind
    found: Found
    line: Line
    records: tuple[int, ...]
    incidents: tuple[int, ...]
    agencies: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def incident(self) -> IncidentLine:
        """The incident that it is in, as the record of its best line states it."""
        return self.line if isinstance(self.line, IncidentLine) else self.line.incident


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the best, and how many lines fit besides.

    `bounded`: more fit than were looked at; another word, a year or a place narrows it.
    """

    kind: Kind
    hits: tuple[Hit, ...] = ()
    areas: tuple[AreaFound, ...] = ()
    more: int = 0
    bounded: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing of the kind fits."""
        return not (self.hits or self.areas)

    @property
    def best(self) -> float:
        """How well the best fits."""
        return self.hits[0].found.score if self.hits else 0.0


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read, as what fits best was found by it.

    `place` are the areas that are meant, today's before former ones; empty without a place. `titles`: the names of
    the places of all ways to read it, as they are written. `number`: the one that found the best.
    """

    question: Question
    reading: Reading
    place: tuple[AreaFact, ...]
    titles: Mapping[str, str]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, how it was understood (None: nothing was), and what was found, the best kind first."""

    asked: Asked
    groups: tuple[Group, ...] = ()
    understood: Understood | None = None

    @property
    def records(self) -> tuple[int, ...]:
        """The ids of all records of which something is shown, ascending."""
        shown = {record for group in self.groups for hit in group.hits for record in hit.records}
        return tuple(sorted(shown))


def search(
    *, viewer: Viewer, text: str, limit: int = 10, said: Mapping[str, Part] | None = None
) -> Answer:
    """What fits a text best, at most `limit` of each kind; kinds of which nothing fits are left out.

    Names in any spelling, order and with any slip of ear or finger; years, places, numbers, goods, offences and
    agencies among them, read in the way that fits best; `said` is what the asker says that some of its words are. What
    the viewer may not open is neither shown nor counted, and has no say in what is. Who reads no records finds areas
    only. Whoever shows the answer to a person audits it: `actions.searching`.
    """
    asked = read_question(text)
    if asked.is_empty:
        return Answer(asked)
    areas, index = current_area_names(), current_index()
    places = areas.places.in_question(asked.words)
    question = question_of(asked, places, index.terms.in_question(asked.words), said)
    groups = _of_records(viewer, index, question, limit) if viewer.reads_records else []
    understood = _understood(question, groups, areas)
    groups.append(_areas(areas, understood, limit, alone=all(group.is_empty for group in groups)))
    return Answer(asked, _ordered(groups), understood)


def warm_up() -> int:
    """Makes what the first question would wait for: the index, and the compiled loop; about how many bytes it takes."""
    question = question_of(read_question("nguyen van a"))
    current_area_names().find(question.asked.words, 1)
    for table in Table:
        current_index().rank(table, question, Rights(), 1)
    return current_index().memory


def _understood(question: Question, groups: Iterable[Group], areas: AreaNames) -> Understood:
    best = max(
        (hit for group in groups for hit in group.hits),
        key=lambda hit: hit.found.score,
        default=None,
    )
    if best is None:
        reading = next((each for each in question.readings if not each.words), question.readings[0])
    else:
        reading = best.found.reading
    known = areas.named(reading.place.named.tolist()) if reading.place else []
    number = best.found.number.asked if best and best.found.number else ""
    places = (each.place for each in question.readings if each.place)
    titles = {name: areas.title(name) for place in places for name in place.names}
    return Understood(question, reading, tuple(known[:_MOST_NAMED]), titles, number)


def _areas(areas: AreaNames, understood: Understood, limit: int, *, alone: bool) -> Group:
    """The areas that bear the name of the place that was understood, else those that the words may be, fewer beside
    other things than alone."""
    place = understood.reading.place
    words = tuple(place.name.split()) if place else understood.question.asked.words
    least = _SAME if place or not alone else 0.0
    named = [each for each in areas.find(words, limit) if each.name.score >= least]
    return Group(Kind.AREA, areas=tuple(named[:limit]), more=len(named[limit:]))


def _ordered(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The best kind first; of kinds as good as each other the order of `Kind`."""
    found = [group for group in groups if not group.is_empty]
    best = max((group.best for group in found), default=0.0)
    kinds = list(Kind)
    return tuple(sorted(found, key=lambda g: (g.best < best - _AS_GOOD, kinds.index(g.kind))))


def _of_records(viewer: Viewer, index: Index, question: Question, limit: int) -> list[Group]:
    rights = Rights(agency=viewer.agency_id or 0, all=viewer.sees_closed)
    tables = {table: index.rank(table, question, rights, limit * _READ_FOR_EACH) for table in Table}
    best = max(ranked.best for ranked in tables.values())
    worth = {table: ranked for table, ranked in tables.items() if ranked.best >= _WORTH * best}
    stated = _Stated(viewer, worth)
    return [
        stated.group(table, number, kind, limit)
        for table in worth
        for number, kind in enumerate(KINDS[table])
    ]


class _Stated:
    """What the records state of all that was found, read at once."""

    def __init__(self, viewer: Viewer, ranked: Mapping[Table, Ranked]) -> None:
        self._ranked = ranked
        places = {t: [(each.record, each.line) for each in r.found] for t, r in ranked.items()}
        records = {record for found in places.values() for record, _ in found}
        self._incidents = incident_lines(viewer=viewer, record_ids=records)
        parties = party_lines(self._incidents, places.get(Table.PARTY, ()))
        conveyances = conveyance_lines(self._incidents, places.get(Table.CONVEYANCE, ()))
        self._lines: dict[Table, Mapping[tuple[int, int], Line]] = {
            Table.PARTY: parties,
            Table.CONVEYANCE: conveyances,
            Table.INCIDENT: {(record, 0): line for record, line in self._incidents.items()},
        }
        self._things = {
            Table.PARTY: things_of(viewer=viewer, kind=PARTY, lines=parties),
            Table.CONVEYANCE: things_of(viewer=viewer, kind=CONVEYANCE, lines=conveyances),
            Table.INCIDENT: {},
        }
        known = {r for of in self._things.values() for thing in of.values() for r in thing.agencies}
        entities = entity_of(f"incident:{record}" for record in known | self._incidents.keys())
        self._incident_of = {parse_id(i).number: parse_id(e).number for i, e in entities.items()}

    def group(self, table: Table, number: int, kind: Kind, limit: int) -> Group:
        """The best of a kind, which its table knows by a number."""
        ranked, hits = self._ranked[table], self._hits(table, number)[:limit]
        lines = sum(len(hit.names) for hit in hits)
        more = max(ranked.fit[number] - lines, 0)
        return Group(kind, hits=tuple(hits), more=more, bounded=ranked.bounded)

    def _hits(self, table: Table, kind: int) -> list[Hit]:
        """One hit for what is judged to be one, bears one number, or one name within one incident."""
        lines = self._lines[table]
        found = self._ranked[table].found
        known = [e for e in found if e.kind == kind and (e.record, e.line) in lines]
        one = _Joined()
        for at, each in enumerate(known):
            one.add(at, self._marks(table, each))
        return [self._hit(table, [known[at] for at in group]) for group in one.groups()]

    def _marks(self, table: Table, found: Found) -> list[str]:
        place = (found.record, found.line)
        line, incident = self._lines[table][place], self._incident_of[found.record]
        if isinstance(line, IncidentLine):
            return [f"incident {incident}"]
        number = (
            document_key(line.identity_number)
            if isinstance(line, PartyLine)
            else line.registration_key
        )
        marks = [f"number {number}"] if number else [f"name {incident} {fold(line.name)}"]
        thing = self._things[table].get(place)
        return [*marks, f"thing {thing.number}"] if thing else marks

    def _hit(self, table: Table, group: list[Found]) -> Hit:
        places = [(each.record, each.line) for each in group]
        lines = [self._lines[table][place] for place in places]
        things = [thing for place in places if (thing := self._things[table].get(place))]
        agencies = {each.record: self._incidents[each.record].agency for each in group} | {
            record: agency for thing in things for record, agency in thing.agencies.items()
        }
        return Hit(
            kind=KINDS[table][group[0].kind],
            found=group[0],
            line=lines[0],
            records=tuple(sorted(agencies)),
            incidents=tuple(sorted({self._incident_of[record] for record in agencies})),
            agencies=tuple(sorted(set(agencies.values()))),
            names=tuple("" if isinstance(line, IncidentLine) else line.name for line in lines),
        )


class _Joined:
    """Numbers that share a mark, directly or through others, in the order of the first of each group."""

    def __init__(self) -> None:
        self._of_mark: dict[str, int] = {}
        self._groups: dict[int, list[int]] = {}

    def add(self, at: int, marks: Iterable[str]) -> None:
        """Puts a number with all that share one of the marks."""
        marks = list(marks)
        met = sorted({self._of_mark[mark] for mark in marks if mark in self._of_mark})
        first = met[0] if met else at
        members = self._groups.setdefault(first, [])
        for other in met[1:]:
            members += self._groups.pop(other)
            self._of_mark = {m: first if g == other else g for m, g in self._of_mark.items()}
        members.append(at)
        self._of_mark.update(dict.fromkeys(marks, first))

    def groups(self) -> list[list[int]]:
        """The groups, each ascending."""
        return [sorted(self._groups[first]) for first in sorted(self._groups)]


def kinds_shown(groups: Iterable[Group]) -> dict[str, int]:
    """How many things of each kind an answer shows."""
    return {group.kind.value: len(group.hits) + len(group.areas) for group in groups}
