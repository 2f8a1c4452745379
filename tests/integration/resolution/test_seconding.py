"""Register entries: what joins or splits them takes two persons, and no rule does it alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.access.models import AuditEvent
from cotmoc.access.policies import NotAllowedError
from cotmoc.resolution.actions.judging import (
    JudgedMeanwhileError,
    NeedsSecondPersonError,
    PairAnswer,
    give_answer,
    judge_pair,
    undo_judgement,
)
from cotmoc.resolution.actions.register import (
    BadMarkError,
    MarkDraft,
    SamePersonError,
    approve_register_mark,
    end_register_mark,
    open_register_mark,
)
from cotmoc.resolution.actions.seconding import (
    AlreadyWaitingError,
    NothingWaitsError,
    SecondPersonError,
    answer_pair,
    confirm_waiting,
    decline_waiting,
    take_back_answer,
)
from cotmoc.resolution.models import Decision, Judgement
from cotmoc.resolution.queries.entities import members_of
from cotmoc.resolution.queries.proposals import open_proposals
from cotmoc.resolution.queries.register import guarded, waiting_judgements
from tests.cast import Cast, make_viewer
from tests.integration.resolution.test_applying import apply, found, match

pytestmark = pytest.mark.django_db

SAME = PairAnswer("party:1", "party:2", Decision.SAME, "the same scar")


def commanders() -> tuple[Viewer, Viewer]:
    return (
        make_viewer("commander-a", Role.COMMANDER, agency="alpha"),
        make_viewer("commander-b", Role.COMMANDER, agency="bravo"),
    )


def draft(thing: str = "party:1", **changed: Any) -> MarkDraft:
    stated = {"offence": "smuggling", "basis": "QĐ 12/2026", "review_on": in_days(90), **changed}
    return MarkDraft(thing, **stated)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def mark(thing: str = "party:1") -> int:
    """A mark in force."""
    one, other = commanders()
    number = open_register_mark(actor=one, draft=draft(thing))
    approve_register_mark(actor=other, mark=number)
    return number


@pytest.mark.parametrize(
    "changed",
    [
        {"offence": "assembly"},
        {"basis": "  "},
        {"review_on": in_days(400)},
        {"review_on": in_days(0)},
    ],
)
def test_mark_without_grounds_cannot_be_saved(cast: Cast, changed: dict[str, Any]) -> None:
    with pytest.raises(BadMarkError):
        open_register_mark(actor=commanders()[0], draft=draft(**changed))


def test_mark_is_in_force_only_once_another_approves_it(cast: Cast) -> None:
    one, other = commanders()
    number = open_register_mark(actor=one, draft=draft())
    assert guarded("party", [1]) == set()
    with pytest.raises(SamePersonError):
        approve_register_mark(actor=one, mark=number)
    approve_register_mark(actor=other, mark=number)
    assert guarded("party", [1, 2]) == {1}
    end_register_mark(actor=one, mark=number)
    assert guarded("party", [1]) == set()


def test_analyst_opens_no_mark(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        open_register_mark(actor=cast.alpha_analyst, draft=draft())


def test_join_of_a_marked_thing_waits_for_a_second_person(cast: Cast) -> None:
    mark()
    assert answer_pair(actor=cast.alpha_analyst, answer=SAME) is None
    assert members_of("party:1") == ("party:1",)
    (waiting,) = waiting_judgements()
    with pytest.raises(SecondPersonError):
        confirm_waiting(actor=cast.alpha_analyst, waiting=waiting.id)
    confirmed = confirm_waiting(actor=cast.bravo_analyst, waiting=waiting.id)
    assert members_of("party:1") == ("party:1", "party:2")
    assert (confirmed.judge_name, confirmed.reason) == ("alpha-analyst", "the same scar")
    assert confirmed.second_id == cast.bravo_analyst.user_id
    assert waiting_judgements() == []
    told = [*AuditEvent.objects.order_by("pk").values_list("event", flat=True)][-3:]
    assert told == ["judgement:asked", "pair:judged", "judgement:confirmed"]


def test_what_is_joined_to_a_marked_thing_is_under_the_entry_as_well(cast: Cast) -> None:
    judge_pair(actor=cast.alpha_analyst, left="party:2", right="party:3", decision=Decision.SAME)
    mark("party:3")
    assert answer_pair(actor=cast.alpha_analyst, answer=SAME) is None


def test_nobody_goes_around_the_second_person(cast: Cast) -> None:
    judged = judge_pair(
        actor=cast.alpha_analyst, left="party:1", right="party:2", decision=Decision.SAME
    )
    mark()
    with pytest.raises(NeedsSecondPersonError):
        give_answer(
            actor=cast.alpha_analyst, answer=PairAnswer("party:1", "party:9", SAME.decision)
        )
    with pytest.raises(NeedsSecondPersonError):
        undo_judgement(actor=cast.alpha_analyst, judgement=judged.pk)


def test_taking_back_waits_as_well_and_splits_once_confirmed(cast: Cast) -> None:
    judged = judge_pair(
        actor=cast.alpha_analyst, left="party:1", right="party:2", decision=Decision.SAME
    )
    mark()
    assert take_back_answer(actor=cast.alpha_analyst, judgement=judged.pk) is None
    assert members_of("party:1") == ("party:1", "party:2")
    (waiting,) = waiting_judgements()
    confirm_waiting(actor=cast.bravo_analyst, waiting=waiting.id)
    assert members_of("party:1") == ("party:1",)


def test_declined_answer_leaves_nothing_behind(cast: Cast) -> None:
    mark()
    answer_pair(actor=cast.alpha_analyst, answer=SAME)
    with pytest.raises(AlreadyWaitingError):
        answer_pair(actor=cast.bravo_analyst, answer=SAME)
    (waiting,) = waiting_judgements()
    decline_waiting(actor=cast.bravo_analyst, waiting=waiting.id)
    assert (waiting_judgements(), Judgement.objects.count()) == ([], 0)
    with pytest.raises(NothingWaitsError):
        confirm_waiting(actor=cast.bravo_analyst, waiting=waiting.id)


def test_rule_joins_nothing_that_is_marked_and_asks_people_instead(cast: Cast) -> None:
    mark("incident:1")
    apply(found(joined=(match(1, 2), match(5, 6))))
    assert (members_of("incident:1"), members_of("incident:5")) == (
        ("incident:1",),
        ("incident:5", "incident:6"),
    )
    assert [(row.left_id, row.right_id) for row in open_proposals()] == [
        ("incident:1", "incident:2")
    ]


def test_rule_takes_no_join_of_what_is_marked_back(cast: Cast) -> None:
    apply(found(joined=(match(1, 2),)))
    mark("incident:2")
    apply(found(lapsed=(("incident:1", "incident:2"),)))
    assert members_of("incident:1") == ("incident:1", "incident:2")


def test_second_officer_is_told_that_the_pair_was_answered_meanwhile(cast: Cast) -> None:
    first = give_answer(
        actor=cast.alpha_analyst, answer=PairAnswer("party:1", "party:2", SAME.decision, seen=0)
    )
    different = PairAnswer("party:2", "party:1", Decision.DIFFERENT, seen=0)
    with pytest.raises(JudgedMeanwhileError) as told:
        give_answer(actor=cast.bravo_analyst, answer=different)
    assert told.value.params["judge_name"] == "alpha-analyst"
    assert Judgement.objects.count() == 1
    seen = PairAnswer("party:2", "party:1", Decision.DIFFERENT, seen=first.pk)
    give_answer(actor=cast.bravo_analyst, answer=seen)
    assert members_of("party:1") == ("party:1",)
