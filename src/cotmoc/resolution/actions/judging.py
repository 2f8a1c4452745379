"""Judgements by people: one row each, and one row to take one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from cotmoc.access.actions.frame import action, open_revision, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.normalise.errors import CotmocError
from cotmoc.resolution.actions.memberships import recompute_memberships
from cotmoc.resolution.core.ids import ThingId, ordered_pair
from cotmoc.resolution.core.scores import Score
from cotmoc.resolution.models import Decision, Judge, Judgement, Proposal, ProposalState
from cotmoc.resolution.policies import check_user_can_judge
from cotmoc.resolution.queries.register import guarded

if TYPE_CHECKING:
    from cotmoc.access.models import Revision


class NotADecisionError(CotmocError):
    """A person judges same, different or unsure; a judgement is withdrawn by undoing it."""

    code = "resolution.not_a_decision"


class NotUndoableError(CotmocError):
    """There is no such judgement of a person, or it is withdrawn already.

    A rule's join is not undone but judged different: otherwise the rule would make it again.
    """

    code = "resolution.not_undoable"


class NeedsSecondPersonError(CotmocError):
    """The pair touches a register entry: it takes a second person, see `actions.seconding`."""

    code = "resolution.needs_second_person"


class JudgedMeanwhileError(CotmocError):
    """Somebody judged the pair after it was shown; nothing was kept. `judge_name`, `decision`: who, and what."""

    code = "resolution.judged_meanwhile"


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """What a person says of two things (ids, in any order).

    Without a `score` the one of the pair's proposal is kept with it. `seen` is the id of the last judgement of a person
    that was shown with the pair, 0 for none, None where nobody looked.
    """

    left: str
    right: str
    decision: Decision
    reason: str = ""
    score: Score | None = None
    seen: int | None = None


@action(Event.PAIR_JUDGED)
def judge_pair(
    *,
    actor: Viewer,
    left: str,
    right: str,
    decision: Decision,
    reason: str = "",
    score: Score | None = None,
) -> Judgement:
    """The judgement that a person makes of two records, in any order; it counts from its revision on.

    Whether the actor may open both records is for the caller to check. Raises `BadIdError`, `NotADecisionError`,
    `NotAllowedError`, and `NeedsSecondPersonError` where a register entry is touched.

        judge_pair(actor=viewer, left="incident:4", right="incident:9", decision=Decision.SAME)
    """
    return give_answer(
        actor=actor, answer=PairAnswer(left, right, Decision(decision), reason, score)
    )


@action(Event.PAIR_JUDGED)
def give_answer(*, actor: Viewer, answer: PairAnswer) -> Judgement:
    """The same as `judge_pair`; raises `JudgedMeanwhileError` as well when another answered what the actor saw open."""
    check_user_can_judge(actor)
    check_decision(answer.decision)
    left, right = ordered_pair(answer.left, answer.right)
    if guarded(left.kind, (left.number, right.number)):
        raise NeedsSecondPersonError(f"{left} or {right} is under a register entry")
    return enter_judgement(actor=actor, answer=answer)


@action(Event.PAIR_JUDGED)
def enter_judgement(*, actor: Viewer, answer: PairAnswer, second: int | None = None) -> Judgement:
    """The judgement in the ledger, whatever is guarded: for those who have seen to the second person (id of a user)."""
    pair = ordered_pair(answer.left, answer.right)
    revision = open_revision(actor=actor, event=Event.PAIR_JUDGED)
    if answer.seen is not None:
        check_nobody_answered(pair, answer.seen)
    judgement = _kept(actor, pair, Decision(answer.decision), revision)
    judgement.reason, judgement.second_id = answer.reason, second
    _add_score(judgement, answer.score)
    judgement.save(force_insert=True)
    _proposals_of(judgement).update(state=ProposalState.ANSWERED)
    recompute_memberships(judgement.kind, (judgement.left_number, judgement.right_number))
    _record(actor, Event.PAIR_JUDGED, judgement)
    return judgement


@action(Event.JUDGEMENT_WITHDRAWN)
def undo_judgement(*, actor: Viewer, judgement: int, reason: str = "") -> Judgement:
    """The row that takes a person's judgement (its id) out of the reckoning, as if it had never been made.

    Its proposal is open again unless another judgement of a person stands. Raises `NotUndoableError`, and
    `NeedsSecondPersonError` where a register entry is touched.
    """
    check_user_can_judge(actor)
    undone = judgement_to_undo(judgement)
    if guarded(undone.kind, (undone.left_number, undone.right_number)):
        raise NeedsSecondPersonError(f"judgement {judgement} is under a register entry")
    return enter_withdrawal(actor=actor, judgement=judgement, reason=reason)


@action(Event.JUDGEMENT_WITHDRAWN)
def enter_withdrawal(
    *, actor: Viewer, judgement: int, reason: str = "", second: int | None = None
) -> Judgement:
    """The withdrawal in the ledger, whatever is guarded: for those who have seen to the second person (a user's id)."""
    revision = open_revision(actor=actor, event=Event.JUDGEMENT_WITHDRAWN)
    undone = judgement_to_undo(judgement)
    pair = ThingId(undone.kind, undone.left_number), ThingId(undone.kind, undone.right_number)
    withdrawal = _kept(actor, pair, Decision.WITHDRAWN, revision)
    withdrawal.reason, withdrawal.withdraws, withdrawal.second_id = reason, undone, second
    withdrawal.save(force_insert=True)
    _reopen_proposal(undone)
    recompute_memberships(undone.kind, (undone.left_number, undone.right_number))
    _record(actor, Event.JUDGEMENT_WITHDRAWN, withdrawal)
    return withdrawal


def check_decision(decision: Decision) -> None:
    """Raises `NotADecisionError` for a withdrawal: that is `undo_judgement`."""
    if decision == Decision.WITHDRAWN:
        raise NotADecisionError("a judgement is withdrawn by undo_judgement")


def judgement_to_undo(number: int) -> Judgement:
    """The standing judgement of a person with this id. Raises `NotUndoableError`."""
    found = _standing_by_person().filter(pk=number).first()
    if found is None:
        raise NotUndoableError(f"judgement {number} cannot be undone", judgement=number)
    return found


def check_nobody_answered(pair: tuple[ThingId, ThingId], seen: int) -> None:
    """Raises `JudgedMeanwhileError` when a person's judgement of the pair came after the one that was seen."""
    left, right = pair
    rows = _standing_by_person().filter(
        kind=left.kind, left_number=left.number, right_number=right.number, pk__gt=seen
    )
    if (latest := rows.order_by("-pk").first()) is not None:
        raise JudgedMeanwhileError(
            f"{latest.judge_name} judged {left} and {right} meanwhile",
            judge_name=latest.judge_name,
            decision=str(latest.decision),
            judgement=latest.pk,
        )


def _kept(
    actor: Viewer, pair: tuple[ThingId, ThingId], decision: Decision, revision: Revision
) -> Judgement:
    left, right = pair
    return Judgement(
        kind=left.kind,
        left_number=left.number,
        right_number=right.number,
        decision=decision,
        judge=Judge.PERSON,
        user_id=actor.user_id,
        judge_name=actor.name,
        revision=revision,
    )


def _add_score(judgement: Judgement, score: Score | None) -> None:
    proposal = _proposals_of(judgement).first()
    if score is not None:
        judgement.weight, judgement.reasons = score.weight, score.reasons_as_json()
    elif proposal is not None:
        judgement.weight, judgement.reasons = proposal.weight, proposal.reasons


def _proposals_of(judgement: Judgement) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        kind=judgement.kind,
        left_number=judgement.left_number,
        right_number=judgement.right_number,
    )


def _standing_by_person() -> QuerySet[Judgement]:
    rows = Judgement.objects.filter(judge=Judge.PERSON, withdrawal__isnull=True)
    return rows.exclude(decision=Decision.WITHDRAWN)


def _reopen_proposal(undone: Judgement) -> None:
    others = _standing_by_person().filter(
        kind=undone.kind, left_number=undone.left_number, right_number=undone.right_number
    )
    if not others.exists():
        answered = _proposals_of(undone).filter(state=ProposalState.ANSWERED)
        answered.update(state=ProposalState.OPEN)


def _record(actor: Viewer, event: Event, judgement: Judgement) -> None:
    record_event(
        actor=actor,
        event=event,
        subject=f"judgement:{judgement.pk}",
        details={
            "left": judgement.left_id,
            "right": judgement.right_id,
            "decision": judgement.decision,
            "withdraws": judgement.withdraws_id,
        },
    )
