"""Judgements by people: one row each, and one row to take one back."""

from __future__ import annotations

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

    Without a `score` the one of the pair's proposal is kept with it. Whether the actor may open both records is
    for the caller to check. Raises `BadIdError`, `NotADecisionError` and `NotAllowedError`.

        judge_pair(actor=viewer, left="incident:4", right="incident:9", decision=Decision.SAME)
    """
    check_user_can_judge(actor)
    if decision == Decision.WITHDRAWN:
        raise NotADecisionError("a judgement is withdrawn by undo_judgement")
    pair = ordered_pair(left, right)
    revision = open_revision(actor=actor, event=Event.PAIR_JUDGED)
    judgement = _kept(actor, pair, Decision(decision), revision)
    judgement.reason = reason
    _add_score(judgement, score)
    judgement.save(force_insert=True)
    _proposals_of(judgement).update(state=ProposalState.ANSWERED)
    recompute_memberships(judgement.kind, (judgement.left_number, judgement.right_number))
    _record(actor, Event.PAIR_JUDGED, judgement)
    return judgement


@action(Event.JUDGEMENT_WITHDRAWN)
def undo_judgement(*, actor: Viewer, judgement: int, reason: str = "") -> Judgement:
    """The row that takes a person's judgement (its id) out of the reckoning, as if it had never been made.

    Its proposal is open again unless another judgement of a person stands. Raises `NotUndoableError`.
    """
    check_user_can_judge(actor)
    revision = open_revision(actor=actor, event=Event.JUDGEMENT_WITHDRAWN)
    undone = _standing_by_person().filter(pk=judgement).first()
    if undone is None:
        raise NotUndoableError(f"judgement {judgement} cannot be undone", judgement=judgement)
    pair = ThingId(undone.kind, undone.left_number), ThingId(undone.kind, undone.right_number)
    withdrawal = _kept(actor, pair, Decision.WITHDRAWN, revision)
    withdrawal.reason, withdrawal.withdraws = reason, undone
    withdrawal.save(force_insert=True)
    _reopen_proposal(undone)
    recompute_memberships(undone.kind, (undone.left_number, undone.right_number))
    _record(actor, Event.JUDGEMENT_WITHDRAWN, withdrawal)
    return withdrawal


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
