"""Persons known by the incident or vehicle they stand beside: joined, never evidence for it, and undone with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cotmoc.records.actions.judging import judge_records, judge_things, take_back_judgement
from cotmoc.records.actions.resolving import match_everything, match_parties
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.jobs import match_judged
from cotmoc.records.queries.clusters import clusters
from cotmoc.records.queries.comparing import columns_of, columns_of_everything
from cotmoc.records.queries.due import is_matching_due, records_due
from cotmoc.records.queries.passes import standing_ledger
from cotmoc.records.queries.resolvable import numbers_of
from cotmoc.resolution.models import Judgement
from cotmoc.resolution.queries.proposals import open_proposals
from tests.cast import CONSOLE, Cast
from tests.integration.records.test_recount import rolled_back
from tests.integration.records_cast import incident, record, record_id, take_in

pytestmark = pytest.mark.django_db
NAME = "Lý Kim Thoa"
#: So far apart that no rule takes two incidents of it for one.
DAYS = (date(2021, 3, 1), date(2022, 8, 1), date(2023, 5, 1), date(2024, 1, 1))
AGENCIES = ("alpha", "bravo")


class Told(NamedTuple):
    """A record of one person, and the number of the person."""

    record: int
    person: int


def tell(cast: Cast, *people: PartyDraft, vehicles: Sequence[str] = ()) -> list[Told]:
    """A record of each, of one agency after the other, at dates far apart; with a vehicle each where told."""
    found = []
    for place, person in enumerate(people):
        agency = AGENCIES[place % 2]
        actor = cast.alpha_analyst if agency == "alpha" else cast.bravo_analyst
        moved = (ConveyanceDraft("truck", registration=vehicles[place]),) if vehicles else ()
        draft = incident(DAYS[place], parties=(person,), conveyances=moved)
        take_in(actor, [record(str(place), draft)])
        number = record_id(str(place), agency)
        found.append(Told(number, numbers_of("party", [number])[number, 0]))
    return found


def named(name: str = NAME, **known: Any) -> PartyDraft:
    return PartyDraft("suspect", name=name, **known)


def persons() -> set[frozenset[int]]:
    return {frozenset(group) for group in clusters(kind="party").groups().values()}


def same_incident(cast: Cast, one: Told, other: Told) -> int:
    judged = judge_records(
        actor=cast.alpha_analyst, left=one.record, right=other.record, decision="same"
    )
    assert judged is not None
    return judged


def test_persons_of_one_joined_incident_are_joined_and_fall_apart_with_it(cast: Cast) -> None:
    one, other = tell(cast, named(), named("LY KIM THOA"))
    match_everything(actor=CONSOLE)
    assert persons() == set()
    judged = same_incident(cast, one, other)
    assert records_due("party") == [one.record, other.record]
    match_everything(actor=CONSOLE)
    assert persons() == {frozenset({one.person, other.person})}
    (row,) = Judgement.objects.filter(kind="party")
    assert row.judge_name == "party-same-beside-1"
    assert "party.same_incident" in {reason["code"] for reason in row.reasons}
    take_back_judgement(actor=cast.alpha_analyst, judgement_id=judged)
    match_everything(actor=CONSOLE)
    assert persons() == set()
    assert not is_matching_due()


def test_worker_follows_a_judgement_about_incidents_up_to_their_persons(cast: Cast) -> None:
    one, other = tell(cast, named(), named())
    match_everything(actor=CONSOLE)
    same_incident(cast, one, other)
    match_judged()
    assert persons() == {frozenset({one.person, other.person})}


def test_what_rests_on_an_incident_is_no_evidence_that_it_is_one(cast: Cast) -> None:
    one, other = tell(cast, named(), named())
    same_incident(cast, one, other)
    match_everything(actor=CONSOLE)
    assert len(persons()) == 1
    for columns in (columns_of_everything(), columns_of([one.record, other.record])):
        assert [list(things) for things in columns.things] == [
            [f"party:{one.person}"],
            [f"party:{other.person}"],
        ]


def test_what_people_judged_of_persons_is_evidence_for_incidents_as_before(cast: Cast) -> None:
    one, other = tell(cast, named(), named())
    judge_things(
        actor=cast.alpha_analyst, kind="party", pair=(one.person, other.person), decision="same"
    )
    shared = [list(things) for things in columns_of_everything().things]
    assert shared == [[f"party:{one.person}"]] * 2


def test_who_comes_with_one_vehicle_in_two_incidents_is_joined(cast: Cast) -> None:
    one, other, stranger = tell(
        cast, named(), named(), named(), vehicles=("14C-123.45", "14C 12345", "29H-777.77")
    )
    match_everything(actor=CONSOLE)
    assert persons() == {frozenset({one.person, other.person})}
    assert stranger.person not in {number for group in persons() for number in group}


def test_a_number_that_comes_later_takes_the_join_over(cast: Cast) -> None:
    one, other = tell(cast, named(), named(identity_number="022185001234"))
    same_incident(cast, one, other)
    match_everything(actor=CONSOLE)
    draft = incident(DAYS[0], parties=(named(identity_number="022185001234"),))
    take_in(cast.alpha_analyst, [record("0", draft)])
    match_everything(actor=CONSOLE)
    assert len(persons()) == 1
    assert standing_ledger("party").by_wider.tolist() == [False]


def test_different_by_a_person_prevails_over_the_incident(cast: Cast) -> None:
    one, other = tell(cast, named(), named())
    judge_things(
        actor=cast.alpha_analyst,
        kind="party",
        pair=(one.person, other.person),
        decision="different",
    )
    same_incident(cast, one, other)
    match_everything(actor=CONSOLE)
    assert persons() == set()
    assert open_proposals(kind="party") == []


def test_comparing_again_changes_nothing(cast: Cast) -> None:
    one, other = tell(cast, named(), named())
    same_incident(cast, one, other)
    match_everything(actor=CONSOLE)
    before = Judgement.objects.count()
    report = match_parties(actor=CONSOLE, kind="party", everything=True)
    assert (report.joined, report.lapsed, Judgement.objects.count()) == (0, 0, before)


def state() -> tuple[object, ...]:
    """What follows from the ledger: incidents, persons, what people are asked of them, and what incidents share."""
    asked = {
        (row.left_id, row.right_id, round(row.weight, 6)) for row in open_proposals(kind="party")
    }
    incidents = {frozenset(group) for group in clusters().groups().values()}
    return incidents, persons(), asked, [tuple(each) for each in columns_of_everything().things]


people = st.sampled_from(
    (
        named(),
        named("Ly Kim Thoa"),
        named("Lý Thoa"),
        named("Lý Kim Thoa", sex="female"),
        named("Lý Kim Thoa", sex="male"),
        named("Nguyễn Văn Hùng"),
    )
)
deeds = st.tuples(
    st.sampled_from(("incident", "party")),
    st.sampled_from(("same", "same", "different", "unsure", "compare")),
    st.integers(0, 3),
    st.integers(0, 3),
)


def do(cast: Cast, told: Sequence[Told], deed: tuple[str, str, int, int]) -> int | None:
    """The judgement that the deed makes; None where it makes none."""
    kind, decision, one, other = deed
    if decision == "compare" or one == other:
        match_everything(actor=CONSOLE)
        return None
    pair = [
        told[place].record if kind == "incident" else told[place].person for place in (one, other)
    ]
    left, right = sorted(pair)
    return judge_things(actor=cast.alpha_analyst, kind=kind, pair=(left, right), decision=decision)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(people, min_size=4, max_size=4),
    st.lists(st.sampled_from(("14C-123.45", "29H-777.77")), min_size=4, max_size=4),
    st.lists(deeds, max_size=3),
    deeds,
)
def test_undone_judgement_leaves_everything_that_rested_on_it_as_if_it_had_never_been(
    cast: Cast,
    drafts: list[PartyDraft],
    vehicles: list[str],
    history: list[tuple[str, str, int, int]],
    last: tuple[str, str, int, int],
) -> None:
    with rolled_back():
        told = tell(cast, *drafts, vehicles=vehicles)
        for deed in history:
            do(cast, told, deed)
        match_everything(actor=CONSOLE)
        before = state()
        judged = do(cast, told, last)
        match_everything(actor=CONSOLE)
        if judged is not None:
            take_back_judgement(actor=cast.alpha_analyst, judgement_id=judged)
        match_everything(actor=CONSOLE)
        assert not is_matching_due()
        assert state() == before
