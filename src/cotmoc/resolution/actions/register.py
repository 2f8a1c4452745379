"""Marks of register entries: opened by one commander, in force once another approves, for a year at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.policies import NotAllowedError
from cotmoc.normalise.codes.catalogue import OFFENCES
from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.core.ids import parse_id
from cotmoc.resolution.models import RegisterMark
from cotmoc.resolution.policies import check_user_can_mark

LONGEST = timedelta(days=365)


class BadMarkError(CotmocError):
    """A mark lacks an offence of the catalogue or a basis, or its review date is past or more than a year off."""

    code = "resolution.bad_mark"


class NoSuchMarkError(CotmocError):
    """There is no such mark, or it is approved or ended already."""

    code = "resolution.no_such_mark"


class SamePersonError(NotAllowedError):
    """The second person has to be another than the first, and signed in."""

    code = "resolution.same_person"


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """What a mark rests on: the thing (its id), an offence of the catalogue, the documented basis, the review date."""

    thing: str
    offence: str
    basis: str
    review_on: date


@action(Event.REGISTER_MARK_OPENED)
def open_register_mark(*, actor: Viewer, draft: MarkDraft) -> int:
    """The id of a mark that is not in force until another commander approves it.

    Raises `NotAllowedError`, `BadIdError`, and `BadMarkError` where the law of the register is not met.
    """
    check_user_can_mark(actor)
    if actor.user_id is None:
        raise SamePersonError("a mark is opened by a person who is signed in")
    thing, today = parse_id(draft.thing), timezone.localdate()
    if draft.offence not in OFFENCES:
        raise BadMarkError(f"{draft.offence!r} is no offence of the catalogue", field="offence")
    if not draft.basis.strip():
        raise BadMarkError("a mark needs its basis", field="basis")
    if not today < draft.review_on <= today + LONGEST:
        raise BadMarkError("the review date is at most a year off", field="review_on")
    mark = RegisterMark.objects.create(
        kind=thing.kind,
        number=thing.number,
        offence=draft.offence,
        basis=draft.basis.strip(),
        opened_by_id=actor.user_id,
        opened_on=today,
        review_on=draft.review_on,
    )
    record_event(
        actor=actor,
        event=Event.REGISTER_MARK_OPENED,
        subject=draft.thing,
        details={"mark": mark.pk, "offence": draft.offence},
    )
    return mark.pk


@action(Event.REGISTER_MARK_APPROVED)
def approve_register_mark(*, actor: Viewer, mark: int) -> None:
    """Puts a mark into force. Raises `SamePersonError` for who opened it, `NoSuchMarkError`, `NotAllowedError`."""
    check_user_can_mark(actor)
    row = RegisterMark.objects.select_for_update().filter(pk=mark, ended_at__isnull=True).first()
    if row is None or row.approved_by_id is not None:
        raise NoSuchMarkError(f"no mark {mark} waits for approval", mark=mark)
    if actor.user_id is None or actor.user_id == row.opened_by_id:
        raise SamePersonError(f"{actor.name} opened the mark", mark=mark)
    row.approved_by_id = actor.user_id
    row.save(update_fields=["approved_by"])
    _record(actor, Event.REGISTER_MARK_APPROVED, row)


@action(Event.REGISTER_MARK_ENDED)
def end_register_mark(*, actor: Viewer, mark: int) -> None:
    """Ends a mark before its review date. Raises `NoSuchMarkError`, `NotAllowedError`."""
    check_user_can_mark(actor)
    row = RegisterMark.objects.select_for_update().filter(pk=mark, ended_at__isnull=True).first()
    if row is None:
        raise NoSuchMarkError(f"no mark {mark} to end", mark=mark)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _record(actor, Event.REGISTER_MARK_ENDED, row)


def _record(actor: Viewer, event: Event, row: RegisterMark) -> None:
    record_event(
        actor=actor, event=event, subject=f"{row.kind}:{row.number}", details={"mark": row.pk}
    )
