"""What a judgement sets going in the background."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from cotmoc.records.actions.judging import judge_records, take_back_judgement
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.core.drafts import ConveyanceDraft
from cotmoc.records.jobs import match_judged, match_soon
from cotmoc.records.queries.clusters import members_of
from tests.cast import CONSOLE, Cast
from tests.integration.records_cast import heroin, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db


def test_one_waiting_job_sees_to_all_judgements() -> None:
    match_soon()
    match_soon()
    waiting = ProcrastinateJob.objects.filter(task_name="records.match_judged")
    assert waiting.count() == 1


def test_rule_joins_again_once_a_person_takes_a_different_back(cast: Cast) -> None:
    telling = incident(
        seizures=(heroin(700),),
        conveyances=(ConveyanceDraft("motorcycle", registration="14B1-123.45"),),
    )
    take_in(cast.alpha_analyst, [record("1", telling)])
    take_in(cast.bravo_analyst, [record("9", telling)])
    pair = [record_id("1"), record_id("9", "bravo")]
    judged = judge_records(
        actor=cast.alpha_analyst, left=pair[0], right=pair[1], decision="different"
    )
    match_incidents(actor=CONSOLE)
    assert judged is not None
    take_back_judgement(actor=cast.alpha_analyst, judgement_id=judged)
    match_judged()
    assert members_of(pair[0]) == tuple(pair)
