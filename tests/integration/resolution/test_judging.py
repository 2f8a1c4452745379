"""The ledger: one row per judgement, one row to undo it, and memberships that follow at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent
from cotmoc.access.policies import NotAllowedError
from cotmoc.access.queries.revisions import latest_revision
from cotmoc.resolution.actions.judging import (
    NotADecisionError,
    NotUndoableError,
    judge_pair,
    undo_judgement,
)
from cotmoc.resolution.core.ids import BadIdError
from cotmoc.resolution.models import Decision, Judge, Judgement, Membership
from cotmoc.resolution.queries.entities import (
    conflicts,
    entity_of,
    members_of,
    memberships,
    memberships_at,
)
from cotmoc.resolution.queries.ledger import judgements_of, standing_judgements
from tests.cast import CONSOLE, Cast

pytestmark = pytest.mark.django_db

SAME, DIFFERENT, UNSURE = Decision.SAME, Decision.DIFFERENT, Decision.UNSURE


def judge(left: int, right: int, decision: Decision = SAME) -> Judgement:
    return judge_pair(
        actor=CONSOLE, left=f"incident:{left}", right=f"incident:{right}", decision=decision
    )


def test_same_makes_one_entity_named_by_the_smaller_number() -> None:
    judge(10, 9)
    assert entity_of(["incident:10"]) == {"incident:10": "incident:9"}


def test_record_joined_to_nothing_is_its_own_entity() -> None:
    assert (entity_of(["incident:5"]), members_of("incident:5")) == (
        {"incident:5": "incident:5"},
        ("incident:5",),
    )


def test_members_are_all_records_of_the_entity() -> None:
    judge(1, 2)
    judge(2, 30)
    assert members_of("incident:1") == ("incident:1", "incident:2", "incident:30")


def test_undoing_gives_exactly_what_was_before() -> None:
    judge(1, 2)
    before = memberships("incident").record_numbers.tolist()
    undo_judgement(actor=CONSOLE, judgement=judge(2, 3).pk)
    assert memberships("incident").record_numbers.tolist() == before


def test_undoing_a_different_joins_again_what_it_kept_apart() -> None:
    judge(1, 2)
    kept_apart = judge(1, 3, DIFFERENT)
    judge(2, 3)
    undo_judgement(actor=CONSOLE, judgement=kept_apart.pk)
    assert members_of("incident:1") == ("incident:1", "incident:2", "incident:3")


def test_different_through_others_is_a_conflict_for_people() -> None:
    judge(1, 2)
    judge(1, 3, DIFFERENT)
    judge(2, 3)
    found = conflicts()[0]
    assert (found.left_id, found.right_id, found.against) == (
        "incident:2",
        "incident:3",
        ("incident:1", "incident:3"),
    )


def test_kinds_do_not_mix() -> None:
    judge_pair(actor=CONSOLE, left="party:1", right="party:2", decision=SAME)
    assert members_of("incident:1") == ("incident:1",)


def test_pair_of_two_kinds_is_refused() -> None:
    with pytest.raises(BadIdError):
        judge_pair(actor=CONSOLE, left="party:1", right="incident:2", decision=SAME)


def test_thing_is_not_compared_with_itself() -> None:
    with pytest.raises(BadIdError):
        judge(1, 1)


def test_withdrawn_is_no_decision_of_a_person() -> None:
    with pytest.raises(NotADecisionError):
        judge(1, 2, Decision.WITHDRAWN)


def test_inspector_may_not_judge(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        judge_pair(actor=cast.inspector, left="incident:1", right="incident:2", decision=SAME)


def test_analyst_of_any_agency_may_judge(cast: Cast) -> None:
    judgement = judge_pair(
        actor=cast.bravo_analyst, left="incident:1", right="incident:2", decision=SAME
    )
    assert judgement.user_id == cast.bravo_analyst.user_id


def test_judgement_is_undone_once() -> None:
    judgement = judge(1, 2)
    undo_judgement(actor=CONSOLE, judgement=judgement.pk)
    with pytest.raises(NotUndoableError):
        undo_judgement(actor=CONSOLE, judgement=judgement.pk)


def test_undo_is_not_itself_undone() -> None:
    undo = undo_judgement(actor=CONSOLE, judgement=judge(1, 2).pk)
    with pytest.raises(NotUndoableError):
        undo_judgement(actor=CONSOLE, judgement=undo.pk)


def test_judgement_cannot_be_altered() -> None:
    judge(1, 2)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Judgement.objects.update(decision=DIFFERENT)


def test_judgement_cannot_be_deleted() -> None:
    judge(1, 2)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        Judgement.objects.all().delete()


def test_rule_cannot_say_different() -> None:
    judged = judge(1, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(
            kind="incident",
            left_number=3,
            right_number=4,
            decision=DIFFERENT,
            judge=Judge.RULE,
            judge_name="incident-clear-1",
            revision=judged.revision,
        )


def test_each_judgement_takes_a_revision() -> None:
    before = latest_revision()
    judge(1, 2)
    judge(3, 4, UNSURE)
    assert latest_revision() == before + 2


def test_each_judgement_is_audited() -> None:
    judgement = judge(1, 2)
    undo_judgement(actor=CONSOLE, judgement=judgement.pk)
    events = AuditEvent.objects.filter(subject__startswith="judgement:")
    assert list(events.order_by("pk").values_list("event", flat=True)) == [
        Event.PAIR_JUDGED,
        Event.JUDGEMENT_WITHDRAWN,
    ]


def test_memberships_as_known_at_a_revision_are_those_that_stood_then() -> None:
    judge(1, 2)
    then = latest_revision()
    judge(2, 3)
    known = memberships_at(then)
    assert (known.record_numbers.tolist(), known.entity_numbers.tolist()) == ([1, 2], [1, 1])


def test_memberships_as_known_now_are_the_stored_ones() -> None:
    for left, right, decision in [(1, 2, SAME), (1, 3, DIFFERENT), (2, 3, SAME), (5, 6, SAME)]:
        judge(left, right, decision)
    known, stored = memberships_at(latest_revision()), memberships("incident")
    assert known.entity_numbers.tolist() == stored.entity_numbers.tolist()


def test_history_of_a_pair_says_what_no_longer_counts() -> None:
    judgement = judge(1, 2)
    undo_judgement(actor=CONSOLE, judgement=judgement.pk)
    judge(1, 2, DIFFERENT)
    rows = judgements_of(["incident:2"])
    assert [(row.decision, row.is_withdrawn) for row in rows] == [
        (DIFFERENT, False),
        (SAME, True),
    ]


def test_standing_judgements_are_those_that_count() -> None:
    judge(1, 2)
    judge(1, 2, DIFFERENT)
    found = standing_judgements(["incident:1"])
    assert (found.same.tolist(), found.by_person.tolist()) == ([False], [True])


@pytest.mark.django_db(transaction=True)
def test_judgements_made_at_once_leave_memberships_that_follow_from_all() -> None:
    def run(left: int, right: int) -> None:
        try:
            judge(left, right)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, n + 1)) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Membership.objects.values_list("entity_number", flat=True)) == [1] * 9
