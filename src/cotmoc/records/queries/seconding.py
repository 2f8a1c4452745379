"""What waits for a second person, and the register entries, as far as the viewer may open the records."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.queries.contradictions import Side, sides_of
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.queries.register import MarkRow, WaitingRow, marks, waiting_judgements


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """A judgement that waits, with both sides."""

    row: WaitingRow
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class MarkedThing:
    """A register entry and what it rests on."""

    mark: MarkRow
    side: Side


@dataclass(frozen=True, slots=True)
class Seconding:
    """What waits and what is marked; `closed` is how many more wait about records that are closed to the viewer."""

    waiting: tuple[WaitingPair, ...]
    marks: tuple[MarkedThing, ...]
    closed: int

    def records(self) -> tuple[int, ...]:
        """The records (ids) that are named, ascending."""
        sides = [side for each in self.waiting for side in (each.left, each.right)]
        sides += [each.side for each in self.marks]
        return tuple(sorted({side.record_id for side in sides}))


def seconding(*, viewer: Viewer) -> Seconding:
    """Everything that waits and is marked, within the viewer's rights."""
    rows = waiting_judgements()
    waiting = [pair for row in rows if (pair := _pair(viewer, row)) is not None]
    marked = [each for mark in marks() if (each := _marked(viewer, mark)) is not None]
    return Seconding(tuple(waiting), tuple(marked), len(rows) - len(waiting))


def _pair(viewer: Viewer, row: WaitingRow) -> WaitingPair | None:
    numbers = [parse_id(side).number for side in (row.left_id, row.right_id)]
    sides = sides_of(viewer=viewer, kind=row.kind, numbers=numbers)
    if len(sides) != 2:
        return None
    return WaitingPair(row, *(sides[number] for number in numbers))


def _marked(viewer: Viewer, mark: MarkRow) -> MarkedThing | None:
    kind, number = parse_id(mark.thing_id)
    side = sides_of(viewer=viewer, kind=kind, numbers=[number]).get(number)
    return MarkedThing(mark, side) if side else None
