"""Answers about what a register entry rests on: they wait until a second person confirms them.

Whoever confirms has seen the pair and answers for it as well; the ledger names both. Nothing counts before.
"""

from __future__ import annotations

from django.utils import timezone

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.policies import NotAllowedError
from cotmoc.access.queries.organisation import viewer_of
from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.actions.judging import (
    PairAnswer,
    check_decision,
    enter_judgement,
    enter_withdrawal,
    give_answer,
    judgement_to_undo,
    undo_judgement,
)
from cotmoc.resolution.core.ids import ThingId, ordered_pair
from cotmoc.resolution.models import Decision, Judgement, WaitingJudgement, WaitingState
from cotmoc.resolution.policies import check_user_can_judge, user_can_be_second
from cotmoc.resolution.queries.register import guarded


class AlreadyWaitingError(CotmocError):
    """Something about the pair waits for a second person already."""

    code = "resolution.already_waiting"


class NothingWaitsError(CotmocError):
    """There is no such judgement waiting: it was confirmed or declined."""

    code = "resolution.nothing_waits"


class SecondPersonError(NotAllowedError):
    """Who asked cannot confirm; and the second person has to be signed in and may judge."""

    code = "resolution.not_second_person"


@action(Event.JUDGEMENT_ASKED)
def answer_pair(*, actor: Viewer, answer: PairAnswer) -> Judgement | None:
    """The judgement, in effect at once; None when it waits for a second person, because a register entry is touched.

    Raises what `give_answer` raises, and `AlreadyWaitingError`.
    """
    check_user_can_judge(actor)
    check_decision(answer.decision)
    left, right = ordered_pair(answer.left, answer.right)
    if not guarded(left.kind, (left.number, right.number)):
        return give_answer(actor=actor, answer=answer)
    _wait(actor, (left, right), answer.decision, answer.reason)
    return None


@action(Event.JUDGEMENT_ASKED)
def take_back_answer(*, actor: Viewer, judgement: int, reason: str = "") -> Judgement | None:
    """The withdrawal of a judgement (its id), in effect at once; None when it waits for a second person.

    Raises what `undo_judgement` raises, and `AlreadyWaitingError`.
    """
    check_user_can_judge(actor)
    undone = judgement_to_undo(judgement)
    if not guarded(undone.kind, (undone.left_number, undone.right_number)):
        return undo_judgement(actor=actor, judgement=judgement, reason=reason)
    pair = ThingId(undone.kind, undone.left_number), ThingId(undone.kind, undone.right_number)
    _wait(actor, pair, Decision.WITHDRAWN, reason, undone)
    return None


@action(Event.JUDGEMENT_CONFIRMED)
def confirm_waiting(*, actor: Viewer, waiting: int) -> Judgement:
    """The judgement that was waiting, now in effect, in the name of who asked and with the actor as the second.

    Raises `NothingWaitsError`, `SecondPersonError` for who asked, and `NotUndoableError` when what it would take back
    was taken back meanwhile. Whether the actor may open both records is for the caller to check.
    """
    row = _waiting(waiting)
    if not user_can_be_second(actor, row.user_id):
        raise SecondPersonError(f"{actor.name} is no second person", waiting=waiting)
    first = viewer_of(row.user) if row.user else Viewer(name=row.judge_name)
    if row.withdraws_id is not None:
        judgement = enter_withdrawal(
            actor=first, judgement=row.withdraws_id, reason=row.reason, second=actor.user_id
        )
    else:
        answer = PairAnswer(row.left_id, row.right_id, Decision(row.decision), row.reason)
        judgement = enter_judgement(actor=first, answer=answer, second=actor.user_id)
    _settle(row, actor, WaitingState.CONFIRMED)
    _record(actor, Event.JUDGEMENT_CONFIRMED, row, judgement.pk)
    return judgement


@action(Event.JUDGEMENT_DECLINED)
def decline_waiting(*, actor: Viewer, waiting: int) -> None:
    """Takes a waiting judgement off the list; who asked may do it as well. Raises `NothingWaitsError`."""
    check_user_can_judge(actor)
    row = _waiting(waiting)
    _settle(row, actor, WaitingState.DECLINED)
    _record(actor, Event.JUDGEMENT_DECLINED, row)


def _wait(
    actor: Viewer,
    pair: tuple[ThingId, ThingId],
    decision: Decision,
    reason: str,
    withdraws: Judgement | None = None,
) -> None:
    left, right = pair
    row, made = WaitingJudgement.objects.get_or_create(
        kind=left.kind,
        left_number=left.number,
        right_number=right.number,
        state=WaitingState.WAITING,
        defaults={
            "decision": decision,
            "withdraws": withdraws,
            "user_id": actor.user_id,
            "judge_name": actor.name,
            "reason": reason,
        },
    )
    if not made:
        raise AlreadyWaitingError(f"{left} and {right} wait already", waiting=row.pk)
    _record(actor, Event.JUDGEMENT_ASKED, row)


def _waiting(number: int) -> WaitingJudgement:
    rows = WaitingJudgement.objects.select_for_update().filter(state=WaitingState.WAITING)
    row = rows.filter(pk=number).first()
    if row is None:
        raise NothingWaitsError(f"nothing waits as {number}", waiting=number)
    return row


def _settle(row: WaitingJudgement, actor: Viewer, state: WaitingState) -> None:
    row.state, row.second_id, row.settled_at = state, actor.user_id, timezone.now()
    row.save(update_fields=["state", "second", "settled_at"])


def _record(
    actor: Viewer, event: Event, row: WaitingJudgement, judgement: int | None = None
) -> None:
    details = {
        "left": row.left_id,
        "right": row.right_id,
        "decision": row.decision,
        "first": row.judge_name,
        "judgement": judgement,
    }
    record_event(actor=actor, event=event, subject=f"waiting:{row.pk}", details=details)
