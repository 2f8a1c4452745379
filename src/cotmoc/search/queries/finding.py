"""The answer to what was typed into the box: within the viewer's rights, and with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from cotmoc.access.core.viewer import Viewer
from cotmoc.normalise.identifiers import document_key
from cotmoc.records.queries.lines import (
    ConveyanceLine,
    IncidentLine,
    PartyLine,
    conveyance_lines,
    incident_lines,
    party_lines,
)
from cotmoc.resolution.queries.entities import entity_of
from cotmoc.search.core.asking import Asked, read_question
from cotmoc.search.core.entries import Found, Question, Ranked, Rights
from cotmoc.search.core.kinds import KINDS, Kind, Table
from cotmoc.search.index.areas import AreaFound
from cotmoc.search.index.store import current_areas, current_index

Line = PartyLine | ConveyanceLine | IncidentLine
L = TypeVar("L", PartyLine, ConveyanceLine, IncidentLine)

#: Lines of a kind that are read to show `limit` things: one may stand in several records.
_READ_FOR_EACH = 4
#: Of a table whose best fits less than this share of the best of all, nothing is shown: it has a word in common.
_WORTH = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: the best of its lines, why, and how many further records and incidents state it."""

    kind: Kind
    found: Found
    line: Line
    records: tuple[int, ...]
    incidents: int

    @property
    def incident(self) -> IncidentLine:
        """The incident that it is in, as the record of its best line states it."""
        return self.line if isinstance(self.line, IncidentLine) else self.line.incident


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the best; how many lines fit besides, and how many that the viewer may not open.

    `bounded`: more fit than were looked at; another word, a year or a place narrows it.
    """

    kind: Kind
    hits: tuple[Hit, ...] = ()
    areas: tuple[AreaFound, ...] = ()
    more: int = 0
    closed: int = 0
    bounded: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing of the kind fits."""
        return not (self.hits or self.areas or self.closed)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what was found, by kind."""

    asked: Asked
    groups: tuple[Group, ...] = ()

    @property
    def records(self) -> tuple[int, ...]:
        """The ids of all records of which something is shown, ascending."""
        shown = {record for group in self.groups for hit in group.hits for record in hit.records}
        return tuple(sorted(shown))

    @property
    def closed(self) -> int:
        """How many lines fit that the viewer may not open."""
        return sum(group.closed for group in self.groups)


def search(*, viewer: Viewer, text: str, limit: int = 10) -> Answer:
    """What fits a text best, at most `limit` of each kind, in the order of `Kind`; kinds of which nothing fits are
    left out.

    Names in any spelling, order and with any slip of ear or finger; years of birth, places and numbers among them. Who
    reads no records finds areas only. Whoever shows the answer to a person audits it: `actions.searching`.
    """
    asked = read_question(text)
    if asked.is_empty:
        return Answer(asked)
    areas = current_areas()
    question = Question(asked, areas.places.in_question(asked.words))
    groups = _of_records(viewer, question, limit) if viewer.reads_records else []
    place = question.place
    named = areas.find(tuple(place.name.split()) if place else asked.words, limit)
    groups.append(Group(Kind.AREA, areas=tuple(named[:limit]), more=len(named[limit:])))
    return Answer(asked, tuple(group for group in groups if not group.is_empty))


def warm_up() -> None:
    """Makes what the first question would wait for: the index, and the compiled loop."""
    question = Question(read_question("nguyen van a"))
    current_areas().find(question.asked.words, 1)
    for table in Table:
        current_index().rank(table, question, Rights(), 1)


def _of_records(viewer: Viewer, question: Question, limit: int) -> list[Group]:
    index = current_index()
    rights = Rights(agency=viewer.agency_id or 0, all=viewer.sees_closed)
    tables = {table: index.rank(table, question, rights, limit * _READ_FOR_EACH) for table in Table}
    best = max(ranked.best for ranked in tables.values())
    groups: list[Group] = []
    for table, ranked in tables.items():
        if ranked.best < _WORTH * best:
            continue
        hits = _hits(viewer, table, ranked)
        for number, kind in enumerate(KINDS[table]):
            shown = tuple(hit for hit in hits if hit.kind is kind)[:limit]
            lines = sum(len(hit.records) for hit in shown)
            groups.append(
                Group(
                    kind,
                    hits=shown,
                    more=max(ranked.open[number] - lines, 0),
                    closed=ranked.closed[number],
                    bounded=ranked.bounded,
                )
            )
    return groups


def _hits(viewer: Viewer, table: Table, ranked: Ranked) -> list[Hit]:
    places = [(found.record, found.line) for found in ranked.found]
    if table is Table.PARTY:
        return _joined(table, ranked, party_lines(viewer=viewer, places=places), _party_key)
    if table is Table.CONVEYANCE:
        lines = conveyance_lines(viewer=viewer, places=places)
        return _joined(table, ranked, lines, _conveyance_key)
    stated = incident_lines(viewer=viewer, record_ids={record for record, _ in places})
    by_place = {(record, 0): line for record, line in stated.items()}
    return _joined(table, ranked, by_place, lambda _: "")


def _joined(
    table: Table,
    ranked: Ranked,
    lines: Mapping[tuple[int, int], L],
    number_of: Callable[[L], str],
) -> list[Hit]:
    """One hit for what bears one number, or one name within one incident: that needs no judgement of anybody."""
    known = [each for each in ranked.found if (each.record, each.line) in lines]
    incidents = entity_of(f"incident:{each.record}" for each in known)
    grouped: dict[tuple[str, ...], list[Found]] = {}
    for each in known:
        number = number_of(lines[each.record, each.line])
        incident = incidents[f"incident:{each.record}"]
        key = (number,) if number else (incident, each.text if table is not Table.INCIDENT else "")
        grouped.setdefault(key, []).append(each)
    return [
        Hit(
            kind=KINDS[table][group[0].kind],
            found=group[0],
            line=lines[group[0].record, group[0].line],
            records=tuple(dict.fromkeys(each.record for each in group)),
            incidents=len({incidents[f"incident:{each.record}"] for each in group}),
        )
        for group in grouped.values()
    ]


def _party_key(line: PartyLine) -> str:
    return document_key(line.identity_number)


def _conveyance_key(line: ConveyanceLine) -> str:
    return line.registration_key


def kinds_shown(groups: Iterable[Group]) -> dict[str, int]:
    """How many things of each kind an answer shows."""
    return {group.kind.value: len(group.hits) + len(group.areas) for group in groups}
