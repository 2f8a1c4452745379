"""What register entries rest on, and the judgements that wait for a second person because of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from cotmoc.resolution.core.ids import ThingId
from cotmoc.resolution.models import (
    Membership,
    RegisterMark,
    WaitingJudgement,
    WaitingState,
)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark for people to read; `approved_by` is empty while it is not in force."""

    id: int
    thing_id: str
    offence: str
    basis: str
    opened_by: str
    opened_by_id: int
    opened_on: date
    approved_by: str
    review_on: date


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A judgement that waits for a second person; `withdraws` is the judgement that it would take back."""

    id: int
    kind: str
    left_id: str
    right_id: str
    decision: str
    withdraws: int | None
    user_id: int | None
    judge_name: str
    reason: str
    at: datetime


def guarded(kind: str, numbers: Collection[int]) -> set[int]:
    """Those of the numbers that are, or are the same as, something that a register entry rests on."""
    marked = set(_in_force().filter(kind=kind).values_list("number", flat=True))
    if not marked:
        return set()
    asked = set(numbers)
    rows = Membership.objects.filter(kind=kind)
    entities = set(rows.filter(record_number__among=marked).values_list("entity_number", flat=True))
    same = rows.filter(entity_number__among=entities).values_list("record_number", flat=True)
    return asked & (marked | set(same))


def marks() -> list[MarkRow]:
    """The marks in force and those that wait for a second person, the newest first."""
    rows = RegisterMark.objects.filter(ended_at__isnull=True, review_on__gte=timezone.localdate())
    rows = rows.select_related("opened_by", "approved_by").order_by("-pk")
    return [
        MarkRow(
            id=row.pk,
            thing_id=str(ThingId(row.kind, row.number)),
            offence=row.offence,
            basis=row.basis,
            opened_by=row.opened_by.username,
            opened_by_id=row.opened_by_id,
            opened_on=row.opened_on,
            approved_by=row.approved_by.username if row.approved_by else "",
            review_on=row.review_on,
        )
        for row in rows
    ]


def waiting_judgements() -> list[WaitingRow]:
    """Everything that waits for a second person, the oldest first."""
    rows = WaitingJudgement.objects.filter(state=WaitingState.WAITING).order_by("pk")
    return [
        WaitingRow(
            id=row.pk,
            kind=row.kind,
            left_id=row.left_id,
            right_id=row.right_id,
            decision=row.decision,
            withdraws=row.withdraws_id,
            user_id=row.user_id,
            judge_name=row.judge_name,
            reason=row.reason,
            at=row.at,
        )
        for row in rows
    ]


def waiting_row(number: int) -> WaitingRow | None:
    """What waits under this id; None when nothing does."""
    return next((row for row in waiting_judgements() if row.id == number), None)


def _in_force() -> QuerySet[RegisterMark]:
    today = timezone.localdate()
    return RegisterMark.objects.filter(
        Q(ended_at__isnull=True), approved_by__isnull=False, review_on__gte=today
    )
