"""Register entries on what stands in a record: opened, approved and ended by those who may open the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.resolvable import resolvable_of
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.register import (
    MarkDraft,
    approve_register_mark,
    end_register_mark,
    open_register_mark,
)
from cotmoc.resolution.core.ids import ThingId, parse_id
from cotmoc.resolution.queries.register import marks


@dataclass(frozen=True, slots=True)
class MarkOf:
    """What an entry rests on: an incident record, or the party or conveyance at a place (from 0) in it."""

    kind: str
    record_id: int
    place: int = 0


@action(Event.REGISTER_MARK_OPENED)
def mark_thing(*, actor: Viewer, of: MarkOf, offence: str, basis: str, review_on: date) -> int:
    """The id of the mark. Raises `RecordNotFoundError` unless the actor may open the record and it states such a thing.

    Raises what `open_register_mark` raises as well.
    """
    if not things_visible(actor).filter(pk=of.record_id).exists():
        raise RecordNotFoundError(f"no record {of.record_id} for {actor.name}")
    number = of.record_id if of.kind == KIND else _number(of)
    draft = MarkDraft(str(ThingId(of.kind, number)), offence, basis, review_on)
    return open_register_mark(actor=actor, draft=draft)


@action(Event.REGISTER_MARK_APPROVED)
def approve_mark(*, actor: Viewer, mark: int) -> None:
    """Approves a mark of a thing whose record the actor may open. Raises what `approve_register_mark` raises."""
    _check_open(actor, mark)
    approve_register_mark(actor=actor, mark=mark)


@action(Event.REGISTER_MARK_ENDED)
def end_mark(*, actor: Viewer, mark: int) -> None:
    """Ends a mark of a thing whose record the actor may open. Raises what `end_register_mark` raises."""
    _check_open(actor, mark)
    end_register_mark(actor=actor, mark=mark)


def _number(of: MarkOf) -> int:
    """The number of the party or conveyance."""
    known = resolvable_of(of.kind, [of.record_id])
    found = known.columns.numbers[known.places == of.place].tolist()
    if not found:
        raise RecordNotFoundError(f"record {of.record_id} states no {of.kind} {of.place}")
    return int(found[0])


def _check_open(actor: Viewer, mark: int) -> None:
    row = next((each for each in marks() if each.id == mark), None)
    if row is None:
        raise RecordNotFoundError(f"no mark {mark}")
    kind, number = parse_id(row.thing_id)
    if not things_visible(actor, kind, standing=False).filter(pk=number).exists():
        raise RecordNotFoundError(f"no mark {mark} for {actor.name}")
