"""Joins of a rule that are drawn for people to check, so that it can be told how many of them are wrong."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.resolution.actions.ranking import rank_proposals
from cotmoc.resolution.core.patterns import pattern_of_json
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.sorts import KIND_OF
from cotmoc.resolution.models import Decision, Judge, Judgement, Proposal, ProposalState
from cotmoc.resolution.policies import check_user_can_judge


@action(Event.CHECKS_DRAWN)
def draw_checks(*, actor: Viewer, sort: str, pairs: Sequence[tuple[int, int]]) -> int:
    """How many of the pairs, joined by a rule, wait from now on for a person to say whether that is right.

    Pairs that were proposed before keep the answer that they have.
    """
    check_user_can_judge(actor)
    kind, wanted = KIND_OF[sort], set(pairs)
    joins = Judgement.objects.filter(
        kind=kind,
        judge=Judge.RULE,
        decision=Decision.SAME,
        withdrawal__isnull=True,
        left_number__in={left for left, _ in wanted},
    )
    rows = [_asked(join, sort) for join in joins if (join.left_number, join.right_number) in wanted]
    made = Proposal.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "left_number", "right_number"],
        update_fields=["weight", "probability", "reasons", "sort", "fits", "is_check", "state"],
    )
    rank_proposals(kind, {number for pair in wanted for number in pair})
    record_event(
        actor=actor,
        event=Event.CHECKS_DRAWN,
        subject=f"thresholds:{sort}",
        details={"pairs": len(made)},
    )
    return len(made)


def _asked(join: Judgement, sort: str) -> Proposal:
    weight = join.weight or 0.0
    return Proposal(
        kind=join.kind,
        left_number=join.left_number,
        right_number=join.right_number,
        weight=weight,
        probability=float(probability(np.array(weight))),
        reasons=join.reasons,
        rules=0,
        sort=sort,
        fits=True,
        is_check=True,
        pattern=pattern_of_json(join.reasons),
        model=join.judge_name,
        state=ProposalState.OPEN,
    )
