"""A pass of matching in the database: joins by rule, lapsed joins, the queue of proposals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db.models import QuerySet

from cotmoc.access.models import Revision
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.resolution.actions.judging import NotUndoableError, judge_pair, undo_judgement
from cotmoc.resolution.actions.matching import apply_matches, withdraw_rule_joins
from cotmoc.resolution.core.match_lists import Match
from cotmoc.resolution.core.matching import Matches
from cotmoc.resolution.core.scores import Reason, Score
from cotmoc.resolution.models import Decision, Judge, Judgement, ProposalState
from cotmoc.resolution.queries.entities import members_of
from cotmoc.resolution.queries.ledger import judgements_of
from cotmoc.resolution.queries.proposals import (
    open_proposals,
    proposal,
    proposals_of,
)
from tests.cast import CONSOLE

pytestmark = pytest.mark.django_db

SCORE = Score(6.5, 0.989, (Reason("prior", {}, -14.0), Reason("time.same_day", {"days": 0}, 20.5)))
NONE = Matches("incident-clear-1", "stated-1", (), (), (), (), (), 0)


def match(left: int, right: int, weight: float = 6.5) -> Match:
    return Match(f"incident:{left}", f"incident:{right}", 1, replace(SCORE, weight=weight))


def found(
    joined: tuple[Match, ...] = (),
    proposed: tuple[Match, ...] = (),
    lapsed: tuple[tuple[str, str], ...] = (),
) -> Matches:
    sides = [side for m in (*joined, *proposed) for side in (m.left_id, m.right_id)]
    sides += [side for pair in lapsed for side in pair]
    return replace(
        NONE,
        touched=tuple(sorted(set(sides))),
        joined=joined,
        proposed=proposed,
        lapsed=lapsed,
    )


def apply(matches: Matches) -> None:
    apply_matches(actor=CONSOLE, matches=matches)


PAIR = ("incident:1", "incident:2")


def judge(decision: Decision) -> Judgement:
    return judge_pair(actor=CONSOLE, left=PAIR[0], right=PAIR[1], decision=decision)


def test_clear_pairs_are_joined_in_one_revision() -> None:
    before = latest_revision()
    apply(found(joined=(match(1, 2), match(5, 6))))
    assert (members_of("incident:5"), latest_revision()) == (
        ("incident:5", "incident:6"),
        before + 1,
    )


def test_join_says_which_rule_and_why() -> None:
    apply(found(joined=(match(1, 2),)))
    row = judgements_of(["incident:1"])[0]
    assert (row.judge, row.judge_name, row.weight, row.reasons[1]["code"]) == (
        Judge.RULE,
        "incident-clear-1",
        6.5,
        "time.same_day",
    )


def test_applying_the_same_pass_twice_changes_nothing() -> None:
    apply(found(joined=(match(1, 2),)))
    applied = apply_matches(actor=CONSOLE, matches=found(joined=(match(1, 2),)))
    assert (applied.joined, Judgement.objects.count()) == (0, 1)


def test_pass_without_changes_takes_no_revision() -> None:
    before = Revision.objects.count()
    apply(found(proposed=(match(1, 2),)))
    assert Revision.objects.count() == before


def test_what_a_person_judged_in_the_meantime_is_not_joined() -> None:
    judge(Decision.DIFFERENT)
    apply(found(joined=(match(1, 2),)))
    assert members_of("incident:1") == ("incident:1",)


def test_lapsed_join_is_taken_back_by_a_row() -> None:
    apply(found(joined=(match(1, 2),)))
    apply(found(lapsed=(PAIR,)))
    assert (members_of("incident:1"), judgements_of(["incident:1"])[0].is_withdrawn) == (
        ("incident:1",),
        True,
    )


def test_lapsed_pair_may_be_joined_again() -> None:
    apply(found(joined=(match(1, 2),)))
    apply(found(lapsed=(PAIR,)))
    apply(found(joined=(match(1, 2),)))
    assert members_of("incident:1") == PAIR


def test_persons_judgement_stands_when_the_rule_lapses() -> None:
    apply(found(joined=(match(1, 2),)))
    judge(Decision.SAME)
    apply(found(lapsed=(PAIR,)))
    assert members_of("incident:1") == PAIR


def test_join_by_rule_is_not_undone_by_a_person() -> None:
    apply(found(joined=(match(1, 2),)))
    with pytest.raises(NotUndoableError):
        undo_judgement(actor=CONSOLE, judgement=judgements_of(["incident:1"])[0].id)


def test_records_taken_out_lose_their_joins_and_proposals() -> None:
    apply(found(joined=(match(1, 2),), proposed=(match(2, 3),)))
    withdraw_rule_joins(actor=CONSOLE, records=["incident:2"], reason="the record no longer stands")
    assert (members_of("incident:1"), len(open_proposals())) == (("incident:1",), 0)


def test_records_taken_out_keep_what_persons_judged() -> None:
    judge(Decision.SAME)
    withdraw_rule_joins(actor=CONSOLE, records=["incident:2"], reason="the record no longer stands")
    assert members_of("incident:1") == PAIR


def test_most_likely_proposals_come_first() -> None:
    apply(found(proposed=(match(1, 2, 3.0), match(3, 4, 5.0), match(5, 6, 4.0))))
    assert [row.weight for row in open_proposals()] == [5.0, 4.0, 3.0]


def test_judging_answers_the_proposal_and_keeps_its_score() -> None:
    apply(found(proposed=(match(1, 2),)))
    judgement = judge(Decision.SAME)
    assert (len(open_proposals()), judgement.weight) == (0, 6.5)


def test_undoing_opens_the_proposal_again() -> None:
    apply(found(proposed=(match(1, 2),)))
    undo_judgement(actor=CONSOLE, judgement=judge(Decision.SAME).pk)
    assert len(open_proposals()) == 1


def test_undoing_the_latest_of_two_judgements_leaves_the_proposal_answered() -> None:
    apply(found(proposed=(match(1, 2),)))
    judge(Decision.SAME)
    undo_judgement(actor=CONSOLE, judgement=judge(Decision.DIFFERENT).pk)
    assert len(open_proposals()) == 0


def test_proposal_that_no_longer_follows_becomes_stale() -> None:
    apply(found(proposed=(match(1, 2),)))
    apply(replace(found(proposed=(match(1, 3),)), touched=(*PAIR, "incident:3")))
    assert [row.right_id for row in open_proposals()] == ["incident:3"]


def test_proposals_of_untouched_records_stay() -> None:
    apply(found(proposed=(match(1, 2),)))
    apply(found(proposed=(match(5, 6),)))
    assert len(open_proposals()) == 2


def test_stale_proposal_that_follows_again_is_open_again() -> None:
    apply(found(proposed=(match(1, 2, 3.0),)))
    apply(replace(NONE, touched=PAIR))
    apply(found(proposed=(match(1, 2, 3.5),)))
    assert [(row.weight, row.state) for row in open_proposals()] == [(3.5, ProposalState.OPEN)]


def test_answered_proposal_is_not_asked_again() -> None:
    apply(found(proposed=(match(1, 2),)))
    judge(Decision.UNSURE)
    apply(found(proposed=(match(1, 2, 7.0),)))
    assert len(open_proposals()) == 0


def test_proposals_of_a_record_are_found_from_either_side() -> None:
    apply(found(proposed=(match(1, 2), match(2, 3))))
    assert len(proposals_of(["incident:2"])) == 2


def test_proposal_is_seen_only_if_both_records_are() -> None:
    apply(found(proposed=(match(8001, 8002), match(8003, 8004))))
    rows = open_proposals(visible=_records(8001, 8002, 8003))
    assert [(row.left_id, row.right_id) for row in rows] == [("incident:8001", "incident:8002")]


def test_hidden_proposal_is_not_there() -> None:
    apply(found(proposed=(match(8001, 8002),)))
    hidden = open_proposals()[0].id
    assert proposal(hidden, visible=_records(8001)) is None


def _records(*numbers: int) -> QuerySet[Revision]:
    """Rows with these primary keys, standing for records: resolution does not care which table they are of."""
    Revision.objects.bulk_create(
        [
            Revision(number=number, at="2024-01-01T00:00Z", actor_name="test", event="test")
            for number in numbers
        ],
        ignore_conflicts=True,
    )
    return Revision.objects.filter(pk__in=numbers)
