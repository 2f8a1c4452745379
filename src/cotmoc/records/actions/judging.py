"""What people say of two records, or of two parties or conveyances: the same, different, or not to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.clusters import standing_numbers
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import PairAnswer
from cotmoc.resolution.actions.seconding import (
    answer_pair,
    confirm_waiting,
    decline_waiting,
    take_back_answer,
)
from cotmoc.resolution.core.ids import ThingId, parse_id
from cotmoc.resolution.queries.ledger import judgement_row
from cotmoc.resolution.queries.proposals import proposal
from cotmoc.resolution.queries.register import waiting_row

if TYPE_CHECKING:
    from cotmoc.resolution.models import Decision

DECISIONS = ("same", "different", "unsure")


class UnknownDecisionError(CotmocError):
    """People answer same, different or unsure."""

    code = "judgement.unknown_decision"


class NoLongerThereError(CotmocError):
    """One of the two was withdrawn, or corrected so that it says something else, after the pair was proposed."""

    code = "judgement.no_longer_there"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: the pair, and the judgement's id; None while it waits for a second person."""

    kind: str
    pair: tuple[int, int]
    judgement: int | None


@action(Event.PAIR_JUDGED)
def judge_records(
    *, actor: Viewer, left: int, right: int, decision: str, reason: str = ""
) -> int | None:
    """The id of the judgement that the actor makes of two records (ids): one of `DECISIONS`.

    None when it waits for a second person, because a register entry is touched. What is said of a record that was
    withdrawn counts from when it stands again. Raises `RecordNotFoundError` unless the actor may open both,
    `UnknownDecisionError`, and what `answer_pair` raises.
    """
    if visible_to(actor).filter(pk__in={left, right}).count() != 2:
        raise RecordNotFoundError(f"no such pair for {actor.name}", left=left, right=right)
    return judge_things(
        actor=actor, kind=KIND, pair=(left, right), decision=decision, reason=reason
    )


@action(Event.PAIR_JUDGED)
def judge_things(
    *, actor: Viewer, kind: str, pair: tuple[int, int], decision: str, reason: str = ""
) -> int | None:
    """The same for two of any kind by their numbers; the actor must be able to open the records of both."""
    left, right = pair
    if things_visible(actor, kind, standing=False).filter(pk__in={left, right}).count() != 2:
        raise RecordNotFoundError(f"no such pair for {actor.name}", left=left, right=right)
    answer = PairAnswer(
        str(ThingId(kind, left)), str(ThingId(kind, right)), _decision(decision), reason
    )
    judgement = answer_pair(actor=actor, answer=answer)
    return judgement.pk if judgement else None


@action(Event.PAIR_JUDGED)
def answer_proposal(
    *,
    actor: Viewer,
    kind: str,
    proposal_id: int,
    decision: str,
    reason: str = "",
    seen: int | None = None,
) -> Answered:
    """What the actor says of a proposed pair; `seen` is the last judgement of it that the actor was shown, 0 for none.

    Raises `RecordNotFoundError` unless the actor may open both records, `NoLongerThereError`, `UnknownDecisionError`,
    `JudgedMeanwhileError` when somebody else answered since, and what `answer_pair` raises.
    """
    verdict = _decision(decision)
    found = proposal(proposal_id, kind=kind, visible=things_visible(actor, kind, standing=False))
    if found is None:
        raise RecordNotFoundError(f"no proposal {proposal_id} for {actor.name}")
    left, right = (parse_id(side).number for side in (found.left_id, found.right_id))
    if standing_numbers(kind, [left, right]) != {left, right}:
        raise NoLongerThereError(f"a side of proposal {proposal_id} no longer stands")
    answer = PairAnswer(found.left_id, found.right_id, verdict, reason, seen=seen)
    judgement = answer_pair(actor=actor, answer=answer)
    return Answered(kind, (left, right), judgement.pk if judgement else None)


@action(Event.JUDGEMENT_WITHDRAWN)
def take_back_judgement(*, actor: Viewer, judgement_id: int, reason: str = "") -> Answered:
    """The pair about which a person's judgement no longer counts; or will not, once a second person confirms it.

    Raises `RecordNotFoundError` unless there is such a judgement and the actor may open both records, and what
    `take_back_answer` raises.
    """
    row = judgement_row(judgement_id)
    if row is None:
        raise RecordNotFoundError(f"no judgement {judgement_id}")
    kind, left = parse_id(row.left_id)
    right = parse_id(row.right_id).number
    if things_visible(actor, kind, standing=False).filter(pk__in={left, right}).count() != 2:
        raise RecordNotFoundError(f"no judgement {judgement_id} for {actor.name}")
    undone = take_back_answer(actor=actor, judgement=judgement_id, reason=reason)
    return Answered(kind, (left, right), undone.pk if undone else None)


@action(Event.JUDGEMENT_CONFIRMED)
def confirm_answer(*, actor: Viewer, waiting_id: int) -> Answered:
    """The pair whose waiting judgement takes effect, confirmed by the actor, who must be able to open both records.

    Raises `RecordNotFoundError`, and what `confirm_waiting` raises.
    """
    kind, pair = _waiting_pair(actor, waiting_id)
    return Answered(kind, pair, confirm_waiting(actor=actor, waiting=waiting_id).pk)


@action(Event.JUDGEMENT_DECLINED)
def decline_answer(*, actor: Viewer, waiting_id: int) -> None:
    """Takes a waiting judgement off the list. Raises `RecordNotFoundError`, and what `decline_waiting` raises."""
    _waiting_pair(actor, waiting_id)
    decline_waiting(actor=actor, waiting=waiting_id)


def _waiting_pair(actor: Viewer, waiting_id: int) -> tuple[str, tuple[int, int]]:
    row = waiting_row(waiting_id)
    if row is None:
        raise RecordNotFoundError(f"nothing waits as {waiting_id}")
    pair = parse_id(row.left_id).number, parse_id(row.right_id).number
    if things_visible(actor, row.kind, standing=False).filter(pk__in=pair).count() != 2:
        raise RecordNotFoundError(f"nothing waits as {waiting_id} for {actor.name}")
    return row.kind, pair


def _decision(decision: str) -> Decision:
    if decision not in DECISIONS:
        raise UnknownDecisionError(f"{decision} is no answer", decision=decision)
    return cast("Decision", decision)
