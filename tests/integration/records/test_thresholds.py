"""Thresholds set by people: what they would change, what they change, undone exactly, and what is drawn to check."""

from __future__ import annotations

import pytest

from cotmoc.access.models import AuditEvent
from cotmoc.access.policies import NotAllowedError
from cotmoc.records.actions.judging import answer_proposal, judge_things
from cotmoc.records.actions.resolving import (
    match_by_thresholds,
    match_everything,
    match_parties,
)
from cotmoc.records.actions.thresholds import draw_joined_pairs
from cotmoc.records.queries import passes
from cotmoc.records.queries.review_queue import review_queue
from cotmoc.records.queries.thresholds import outlook, preview
from cotmoc.resolution.actions.thresholds import (
    BadThresholdError,
    NothingToUndoError,
    set_thresholds,
    undo_thresholds,
)
from cotmoc.resolution.core.sorts import DEFAULT_LINES, Line
from cotmoc.resolution.models import Judgement
from cotmoc.resolution.queries.proposals import Asked, open_proposals
from cotmoc.resolution.queries.thresholds import judged_by_stratum, line_of, threshold_history
from tests.cast import CONSOLE, Cast
from tests.integration.records.test_resolving import groups, person, tell

pytestmark = pytest.mark.django_db

HIGH = Line(join_bits=60, ask_bits=0)


def one_person_twice(cast: Cast, number: str = "022085001234", key: str = "1") -> None:
    tell(cast, person(identity_number=number), key=f"A-{key}")
    tell(cast, person(identity_number=number), key=f"B-{key}", agency="bravo")


def set_line(cast: Cast, line: Line, sort: str = "person") -> int:
    number = set_thresholds(actor=cast.alpha_analyst, sort=sort, line=line)
    match_by_thresholds(actor=CONSOLE, kind="party")
    return number


def test_raised_line_takes_joins_apart_and_undoing_it_makes_them_again(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    before = groups()
    number = set_line(cast, HIGH)
    assert (groups(), len(open_proposals(kind="party"))) == ([], 1)
    assert undo_thresholds(actor=cast.alpha_analyst, threshold=number) == DEFAULT_LINES["person"]
    match_by_thresholds(actor=CONSOLE, kind="party")
    assert (groups(), len(open_proposals(kind="party"))) == (before, 0)


def test_line_of_organisations_leaves_persons_alone(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    set_line(cast, HIGH, sort="organisation")
    assert len(groups()) == 1


def test_preview_says_what_the_setting_then_does(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    told = preview(viewer=cast.alpha_analyst, sort="person", line=HIGH)
    assert (told.joined, told.parted, told.asked, len(told.named_parted)) == (0, 1, 1, 1)
    assert len(groups()) == 1
    set_line(cast, HIGH)
    told = preview(viewer=cast.alpha_analyst, sort="person", line=DEFAULT_LINES["person"])
    assert (told.joined, told.parted, told.asked) == (1, 0, 0)


def test_preview_compares_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    monkeypatch.setattr(passes, "everything_resolvable", None)
    told = preview(viewer=cast.alpha_analyst, sort="person", line=HIGH)
    assert (told.joined, told.parted, told.asked) == (0, 1, 1)


def test_join_that_a_person_confirmed_is_not_taken_apart(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    join = Judgement.objects.get(kind="party")
    pair = join.left_number, join.right_number
    judge_things(actor=cast.alpha_analyst, kind="party", pair=pair, decision="same")
    told = preview(viewer=cast.alpha_analyst, sort="person", line=HIGH)
    assert (told.parted, told.asked) == (0, 0)


def test_join_of_persons_is_none_of_organisations(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    assert preview(viewer=cast.alpha_analyst, sort="organisation", line=HIGH).parted == 0


def test_pair_that_is_closed_is_counted_but_not_named(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    told = preview(viewer=cast.administrator, sort="person", line=HIGH)
    assert (told.parted, told.named_parted) == (1, ())


def test_setting_is_audited_and_kept_with_its_reason(cast: Cast) -> None:
    set_thresholds(actor=cast.alpha_analyst, sort="vessel", line=Line(9, 1), reason="boats")
    (row,) = threshold_history("vessel")
    assert (row.line, row.reason, row.actor_name) == (Line(9, 1), "boats", "alpha-analyst")
    assert AuditEvent.objects.latest("pk").details == {"join_bits": 9, "ask_bits": 1}


@pytest.mark.parametrize("line", [Line(0, 1), Line(61, 0), Line(3, -5)])
def test_line_out_of_range_is_refused(cast: Cast, line: Line) -> None:
    with pytest.raises(BadThresholdError):
        set_thresholds(actor=cast.alpha_analyst, sort="person", line=line)


def test_officer_sets_no_threshold(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        set_thresholds(actor=cast.alpha_officer, sort="person", line=HIGH)


def test_only_the_setting_that_holds_can_be_undone(cast: Cast) -> None:
    first = set_thresholds(actor=cast.alpha_analyst, sort="person", line=HIGH)
    set_thresholds(actor=cast.alpha_analyst, sort="person", line=Line(12, 2))
    with pytest.raises(NothingToUndoError):
        undo_thresholds(actor=cast.alpha_analyst, threshold=first)
    assert line_of("person") == Line(12, 2)


def test_joins_drawn_to_be_checked_wait_and_their_answers_are_the_sample(cast: Cast) -> None:
    one_person_twice(cast)
    one_person_twice(cast, "001190000777", key="2")
    match_parties(actor=CONSOLE, kind="party")
    assert draw_joined_pairs(actor=cast.alpha_analyst, sort="person") == 2
    asked = Asked("party", checks=True)
    queue = review_queue(viewer=cast.alpha_analyst, asked=asked)
    for waiting, decision in zip(queue.pairs, ("same", "different"), strict=True):
        answer_proposal(
            actor=cast.alpha_analyst,
            kind="party",
            proposal_id=waiting.proposal_id,
            decision=decision,
        )
    judged = judged_by_stratum("person")
    assert sum(each.pairs for each in judged.values()) == 2
    assert sum(each.same for each in judged.values()) == 1
    assert all(fits for _band, fits in judged)
    assert len(groups()) == 1


def test_comparing_again_keeps_what_was_drawn(cast: Cast) -> None:
    one_person_twice(cast)
    match_parties(actor=CONSOLE, kind="party")
    draw_joined_pairs(actor=cast.alpha_analyst, sort="person")
    match_parties(actor=CONSOLE, kind="party", everything=True)
    assert len(open_proposals(kind="party")) == 1
    set_line(cast, HIGH)
    (row,) = open_proposals(kind="party")
    assert not row.is_check


def test_outlook_counts_what_is_joined_and_asked(cast: Cast) -> None:
    assert outlook("person").counted is None
    one_person_twice(cast)
    match_everything(actor=CONSOLE)
    found = outlook("person")
    assert found.now is not None
    assert found.asking_now is not None
    assert (found.now.joined, found.asking_now.asked, found.judged) == (1, 0, 0)
    assert outlook("incident").counted is not None


def test_incidents_have_a_line_as_well(cast: Cast) -> None:
    set_thresholds(actor=cast.alpha_analyst, sort="incident", line=Line(60, -2))
    one_person_twice(cast)
    match_everything(actor=CONSOLE)
    assert Judgement.objects.filter(kind="incident").count() == 0
