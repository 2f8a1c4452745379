"""What people say of two records: the same, different, or not to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cotmoc.access.actions.frame import action
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.policies import visible_to
from cotmoc.records.queries.judgements import KIND, judgement_about
from cotmoc.records.queries.review_parties import thing_judged, thing_pair
from cotmoc.records.queries.sources import RecordNotFoundError
from cotmoc.resolution.actions.judging import judge_pair, undo_judgement
from cotmoc.resolution.core.ids import ThingId

if TYPE_CHECKING:
    from cotmoc.resolution.models import Decision

DECISIONS = ("same", "different", "unsure")


class UnknownDecisionError(CotmocError):
    """People answer same, different or unsure."""

    code = "judgement.unknown_decision"


@action(Event.PAIR_JUDGED)
def judge_records(*, actor: Viewer, left: int, right: int, decision: str, reason: str = "") -> int:
    """The id of the judgement that the actor makes of two records (ids): one of `DECISIONS`.

    Raises `RecordNotFoundError` unless the actor may open both, `UnknownDecisionError`, and what `judge_pair` raises.
    """
    if decision not in DECISIONS:
        raise UnknownDecisionError(f"{decision} is no answer", decision=decision)
    if visible_to(actor).filter(pk__in={left, right}).count() != 2:
        raise RecordNotFoundError(f"no such pair for {actor.name}", left=left, right=right)
    judgement = judge_pair(
        actor=actor,
        left=str(ThingId(KIND, left)),
        right=str(ThingId(KIND, right)),
        decision=cast("Decision", decision),
        reason=reason,
    )
    return judgement.pk


@action(Event.JUDGEMENT_WITHDRAWN)
def take_back_judgement(
    *, actor: Viewer, record_id: int, judgement_id: int, reason: str = ""
) -> tuple[int, int]:
    """The two records (ids), one of them `record_id`, about which a person's judgement no longer counts.

    Raises `RecordNotFoundError` unless there is such a judgement and the actor may open both records, and what
    `undo_judgement` raises.
    """
    judged = judgement_about(viewer=actor, record_id=record_id, judgement_id=judgement_id)
    if judged is None:
        raise RecordNotFoundError(f"no judgement {judgement_id} for {actor.name}")
    undo_judgement(actor=actor, judgement=judgement_id, reason=reason)
    return judged.pair


@action(Event.PAIR_JUDGED)
def judge_things(
    *, actor: Viewer, kind: str, proposal_id: int, decision: str, reason: str = ""
) -> tuple[int, int]:
    """What the actor says of a proposed pair of parties or conveyances: the smaller number, and the judgement's id.

    Raises `RecordNotFoundError` unless the actor may open both records, `UnknownDecisionError`, and what `judge_pair`
    raises.
    """
    if decision not in DECISIONS:
        raise UnknownDecisionError(f"{decision} is no answer", decision=decision)
    found = thing_pair(viewer=actor, kind=kind, proposal_id=proposal_id).proposal
    judgement = judge_pair(
        actor=actor,
        left=found.left_id,
        right=found.right_id,
        decision=cast("Decision", decision),
        reason=reason,
    )
    return judgement.left_number, judgement.pk


@action(Event.JUDGEMENT_WITHDRAWN)
def take_back_things(*, actor: Viewer, kind: str, number: int, judgement_id: int) -> None:
    """Takes a person's judgement about a party or conveyance out of the reckoning.

    Raises `RecordNotFoundError` unless there is one and the actor may open both records, and what `undo_judgement`
    raises.
    """
    if not thing_judged(viewer=actor, kind=kind, number=number, judgement_id=judgement_id):
        raise RecordNotFoundError(f"no judgement {judgement_id} for {actor.name}")
    undo_judgement(actor=actor, judgement=judgement_id)
