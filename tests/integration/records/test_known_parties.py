"""Who is known already, and from where else, within the viewer's rights."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from cotmoc.normalise.moments import Moment
from cotmoc.records.actions.batches import undo_batch
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.core.drafts import ConveyanceDraft, PartyDraft
from cotmoc.records.models import Batch
from cotmoc.records.queries.known_parties import known_parties, same_elsewhere
from cotmoc.records.queries.weights import trained_path
from cotmoc.resolution.core.parties.model import PARTY_PATH
from tests.cast import CONSOLE, Cast
from tests.integration.records_cast import DAY, incident, record, record_id, take_in

pytestmark = pytest.mark.django_db

BORN = Moment(date(1985, 3, 12))
DUC = PartyDraft("suspect", name="Nguyễn Văn Đức", birth=BORN, identity_number="022085001234")


def tell(actor: Any, key: str, *parties: PartyDraft, days_later: int = 0, **fields: Any) -> int:
    day = DAY + timedelta(days=days_later)
    draft = incident(day, parties=parties, conveyances=fields.pop("conveyances", ()))
    take_in(actor, [record(key, draft, **fields)])
    return record_id(key, actor.agency)


def test_a_person_being_written_is_known_in_spite_of_missing_marks(cast: Cast) -> None:
    one = tell(cast.alpha_analyst, "1", DUC)
    asked = PartyDraft("suspect", name="nguyen van duc", birth=BORN)
    found = known_parties(viewer=cast.bravo_analyst, draft=asked)
    assert [each.record_id for each in found] == [one]
    assert {"party_name.unmarked", "birth.same_day"} <= {r.code for r in found[0].score.reasons}


def test_what_came_and_went_since_is_known(cast: Cast) -> None:
    assert known_parties(viewer=cast.alpha_analyst, draft=DUC) == []
    tell(cast.alpha_analyst, "1", DUC)
    two = tell(cast.alpha_analyst, "2", DUC)
    assert len(known_parties(viewer=cast.alpha_analyst, draft=DUC)) == 2
    undo_batch(actor=cast.alpha_analyst, batch_id=Batch.objects.order_by("pk")[0].pk)
    found = known_parties(viewer=cast.alpha_analyst, draft=DUC)
    assert [each.record_id for each in found] == [two]


def test_weights_trained_since_are_used_at_once(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    tell(cast.alpha_analyst, "1", DUC)
    (before,) = known_parties(viewer=cast.alpha_analyst, draft=DUC)
    shipped = json.loads(PARTY_PATH.read_text("utf-8"))
    trained_path("party").parent.mkdir()
    trained_path("party").write_text(json.dumps(shipped | {"expected_partners": 0.6}), "utf-8")
    (after,) = known_parties(viewer=cast.alpha_analyst, draft=DUC)
    assert after.score.weight > before.score.weight


def test_a_closed_record_is_not_told_to_others(cast: Cast) -> None:
    one = tell(cast.alpha_analyst, "1", DUC, handling="closed")
    assert known_parties(viewer=cast.bravo_analyst, draft=DUC) == []
    found = known_parties(viewer=cast.alpha_analyst, draft=DUC)
    assert [each.record_id for each in found] == [one]


def test_a_vehicle_being_written_is_known_by_its_plate(cast: Cast) -> None:
    truck = ConveyanceDraft("truck", registration="14C-123.45")
    one = tell(cast.alpha_analyst, "1", conveyances=(truck,))
    found = known_parties(
        viewer=cast.alpha_analyst, draft=ConveyanceDraft("truck", registration="14c 12345")
    )
    assert [each.record_id for each in found] == [one]


def test_the_same_person_is_told_from_other_incidents_within_rights(cast: Cast) -> None:
    one = tell(cast.alpha_analyst, "1", DUC)
    two = tell(cast.bravo_analyst, "2", DUC, days_later=100)
    tell(cast.bravo_analyst, "3", DUC, days_later=200, handling="closed")
    match_everything(actor=CONSOLE)
    (told,) = same_elsewhere(viewer=cast.alpha_analyst, record_ids=[one])
    assert (told.kind, told.place, told.incidents, told.closed) == ("party", 0, (two,), 1)
