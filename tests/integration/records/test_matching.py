"""Comparing incidents: what is joined, what is left to people, and that nothing is forgotten or done twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from cotmoc.access.queries.revisions import latest_revision
from cotmoc.normalise.moments import Moment
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.actions.training import put_into_use, train_incident_weights
from cotmoc.records.core.batches import Coverage
from cotmoc.records.core.drafts import ConveyanceDraft, IncidentDraft, PartyDraft, PlaceDraft
from cotmoc.records.queries.clusters import clusters, members_of
from cotmoc.records.queries.due import is_matching_due, records_due
from cotmoc.records.queries.resolvable import everything_resolvable
from cotmoc.records.queries.weights import incident_weights_in_use, trained_path
from cotmoc.resolution.actions.judging import judge_pair
from cotmoc.resolution.core.weights import BadWeightsError, load_weights, weights_as_json
from cotmoc.resolution.models import Decision, Judgement
from cotmoc.resolution.queries.proposals import open_proposals
from tests.cast import CONSOLE, Cast
from tests.integration.records_cast import DAY, heroin, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db


def telling(day: date = DAY, grams: int = 700, name: str = "Nguyễn Văn An") -> IncidentDraft:
    """An incident that says enough to be recognised in another agency's register."""
    return incident(
        day,
        offence="narcotics_transport",
        seizures=(heroin(grams),),
        parties=(PartyDraft("suspect", name=name),),
        conveyances=(ConveyanceDraft("motorcycle", registration="14B1-123.45"),),
    )


def report_names() -> tuple[str, ...]:
    return ("records", "compared", "joined", "lapsed", "proposed")


def both_report(cast: Cast) -> tuple[int, int]:
    """One event in both registers; the ids of the two records."""
    take_in(cast.alpha_analyst, [record("1", telling())])
    take_in(cast.bravo_analyst, [record("9", telling())])
    return record_id("1"), record_id("9", "bravo")


def test_event_that_both_agencies_report_is_joined(cast: Cast) -> None:
    one, other = both_report(cast)
    report = match_incidents(actor=CONSOLE)
    assert (report.joined, members_of(other)) == (1, (one, other))


def test_events_of_different_days_and_people_stay_two(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", telling())])
    take_in(cast.bravo_analyst, [record("9", incident(DAY + timedelta(days=90)))])
    match_incidents(actor=CONSOLE)
    assert members_of(record_id("9", "bravo")) == (record_id("9", "bravo"),)


def test_doubtful_pair_is_proposed_and_not_joined(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", incident(seizures=(heroin(700),)))])
    near = PlaceDraft(written="Hải Hà", lon=107.9660, lat=21.6000, precision="point")
    take_in(cast.bravo_analyst, [record("9", incident(DAY, place=near, seizures=(heroin(900),)))])
    report = match_incidents(actor=CONSOLE)
    assert (report.joined, len(open_proposals())) == (0, 1)


def test_matching_again_changes_nothing(cast: Cast) -> None:
    both_report(cast)
    match_incidents(actor=CONSOLE)
    before = (latest_revision(), Judgement.objects.count(), members_of(record_id("1")))
    report = match_incidents(actor=CONSOLE, everything=True)
    assert (latest_revision(), Judgement.objects.count(), members_of(record_id("1"))) == before
    assert report.joined == report.lapsed == 0


def test_records_are_due_until_they_were_matched(cast: Cast) -> None:
    one, other = both_report(cast)
    before = records_due()
    match_incidents(actor=CONSOLE)
    assert (before, records_due()) == ([one, other], [])


def test_matching_some_records_leaves_the_others_due(cast: Cast) -> None:
    one, _ = both_report(cast)
    match_incidents(actor=CONSOLE, record_ids=[one])
    assert one in records_due()


def test_nothing_due_compares_nothing(cast: Cast) -> None:
    both_report(cast)
    match_incidents(actor=CONSOLE)
    assert match_incidents(actor=CONSOLE).compared == 0


def test_new_file_is_matched_with_what_stood_before(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", telling())])
    match_incidents(actor=CONSOLE)
    take_in(cast.bravo_analyst, [record("9", telling())])
    match_incidents(actor=CONSOLE)
    assert len(members_of(record_id("9", "bravo"))) == 2


def test_same_registration_years_apart_is_compared(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", telling())])
    match_incidents(actor=CONSOLE)
    take_in(cast.bravo_analyst, [record("9", telling(date(2021, 4, 12), name="Trần Bình"))])
    assert match_incidents(actor=CONSOLE).compared >= 1


def test_change_that_ends_the_likeness_takes_the_join_back(cast: Cast) -> None:
    _, other = both_report(cast)
    match_incidents(actor=CONSOLE)
    unlike = incident(DAY + timedelta(days=200), place=PlaceDraft(lon=103.0, lat=21.4))
    take_in(cast.bravo_analyst, [record("9", unlike)])
    report = match_incidents(actor=CONSOLE)
    assert (report.lapsed, members_of(other)) == (1, (other,))


def test_withdrawn_record_joins_nothing_any_more(cast: Cast) -> None:
    one, other = both_report(cast)
    take_in(cast.bravo_analyst, [record("8", incident(date(2022, 1, 1)))])
    match_incidents(actor=CONSOLE)
    take_in(
        cast.bravo_analyst, [record("8", incident(date(2022, 1, 1)))], coverage=Coverage.REGISTER
    )
    assert (members_of(one), members_of(other)) == ((one,), ())


def test_withdrawn_record_is_still_joined_as_known_before(cast: Cast) -> None:
    one, other = both_report(cast)
    take_in(cast.bravo_analyst, [record("8", incident(date(2022, 1, 1)))])
    match_incidents(actor=CONSOLE)
    then = latest_revision()
    take_in(
        cast.bravo_analyst, [record("8", incident(date(2022, 1, 1)))], coverage=Coverage.REGISTER
    )
    match_incidents(actor=CONSOLE)
    assert members_of(one, revision=then) == (one, other)


def test_two_records_that_only_a_third_held_together_fall_apart_without_it(cast: Cast) -> None:
    middle = take_in(cast.alpha_analyst, [record("middle")])
    take_in(cast.bravo_analyst, [record("left"), record("right")])
    ids = [record_id("middle"), record_id("left", "bravo"), record_id("right", "bravo")]
    for side in ids[1:]:
        judge_pair(
            actor=cast.alpha_analyst,
            left=f"incident:{ids[0]}",
            right=f"incident:{side}",
            decision=Decision.SAME,
        )
    joined = members_of(ids[1])
    assert middle.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=middle.batch_id)
    assert (joined, members_of(ids[1]), len(clusters().record)) == (tuple(ids), (ids[1],), 0)


def test_undone_batch_takes_its_joins_by_rule_back(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", telling())])
    report = take_in(cast.bravo_analyst, [record("9", telling())])
    match_incidents(actor=CONSOLE)
    assert report.batch_id
    undo_batch(actor=cast.bravo_analyst, batch_id=report.batch_id)
    assert match_incidents(actor=CONSOLE).lapsed == 1


def test_undoing_the_only_batch_leaves_nothing_to_compare(cast: Cast) -> None:
    report = take_in(cast.alpha_analyst, [record("1", telling())])
    match_incidents(actor=CONSOLE)
    assert report.batch_id
    undo_batch(actor=cast.alpha_analyst, batch_id=report.batch_id)
    assert match_incidents(actor=CONSOLE).counts() == dict.fromkeys(report_names(), 0)


def test_join_years_ago_survives_a_new_record_with_the_same_registration(cast: Cast) -> None:
    both_report(cast)
    match_incidents(actor=CONSOLE)
    take_in(cast.bravo_analyst, [record("10", telling(date(2027, 8, 1)))])
    match_incidents(actor=CONSOLE)
    assert len(members_of(record_id("1"))) == 2


def test_batch_taken_in_again_after_its_undoing_is_joined_again(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("1", telling())])
    report = take_in(cast.bravo_analyst, [record("9", telling())])
    match_incidents(actor=CONSOLE)
    assert report.batch_id
    undo_batch(actor=cast.bravo_analyst, batch_id=report.batch_id)
    match_incidents(actor=CONSOLE)
    take_in(cast.bravo_analyst, [record("9", telling())])
    match_incidents(actor=CONSOLE)
    assert len(members_of(record_id("1"))) == 2


def test_pair_that_a_person_called_different_is_never_joined_by_the_rule(cast: Cast) -> None:
    one, other = both_report(cast)
    judge_pair(
        actor=cast.alpha_analyst,
        left=f"incident:{one}",
        right=f"incident:{other}",
        decision=Decision.DIFFERENT,
    )
    match_incidents(actor=CONSOLE, everything=True)
    assert members_of(one) == (one,)


def test_incremental_runs_join_what_one_run_over_everything_joins(cast: Cast) -> None:
    days = [DAY + timedelta(days=11 * step) for step in range(12)]
    people = ["An", "Bình", "Cường", "Dũng", "Giang", "Hà"]
    drafts = [telling(day, 100 + 7 * i, f"Lê Văn {people[i % 6]}") for i, day in enumerate(days)]
    for start in range(0, 12, 4):
        part = list(enumerate(drafts))[start : start + 4]
        take_in(cast.alpha_analyst, [record(str(i), draft) for i, draft in part])
        take_in(cast.bravo_analyst, [record(str(i), draft) for i, draft in part[::2]])
        match_incidents(actor=CONSOLE)
    step_by_step = clusters().groups()
    match_incidents(actor=CONSOLE, everything=True)
    assert (clusters().groups(), len(step_by_step)) == (step_by_step, 6)


def test_incidents_whose_party_is_recognised_later_are_compared_once_more(cast: Cast) -> None:
    born = Moment(date(1985, 3, 12))
    person = PartyDraft(
        "suspect", name="Nguyễn Văn Đức", birth=born, identity_number="022085001234"
    )
    unmarked = PartyDraft("suspect", name="Duc", birth=born, identity_number="022085001234")
    far = PlaceDraft(written="Hạ Long", lon=107.08, lat=20.95, precision="point")
    take_in(cast.alpha_analyst, [record("1", incident(parties=(person,)))])
    take_in(cast.bravo_analyst, [record("9", incident(place=far, parties=(unmarked,)))])
    match_incidents(actor=CONSOLE)
    pair = record_id("1"), record_id("9", "bravo")
    assert members_of(pair[0]) == (pair[0],)
    before = open_proposals()
    parties = [f"party:{n}" for n in everything_resolvable("party").columns.numbers.tolist()]
    judge_pair(actor=cast.alpha_analyst, left=parties[0], right=parties[1], decision=Decision.SAME)
    assert records_due() == list(pair)
    match_everything(actor=CONSOLE)
    after = open_proposals()
    joined = members_of(pair[0]) == pair
    assert joined or [row.weight for row in after] > [row.weight for row in before]
    assert not is_matching_due()


def test_trained_weights_of_incidents_are_refused_where_there_are_few(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    both_report(cast)
    with pytest.raises(BadWeightsError) as refused:
        train_incident_weights(actor=CONSOLE)
    assert refused.value.params["reason"] == "too_few"
    assert not trained_path("incident").exists()


def test_weights_put_into_use_are_those_that_incidents_are_compared_by(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    table = weights_as_json(replace(load_weights(), name="trained-incident-7"))
    put_into_use(trained_path("incident"), table)
    take_in(cast.alpha_analyst, [record("1", incident(seizures=(heroin(700),)))])
    near = PlaceDraft(written="Hải Hà", lon=107.9660, lat=21.6000, precision="point")
    take_in(cast.bravo_analyst, [record("9", incident(DAY, place=near, seizures=(heroin(900),)))])
    match_incidents(actor=CONSOLE)
    assert incident_weights_in_use().name == "trained-incident-7"
    assert [row.model for row in open_proposals()] == ["trained-incident-7"]
