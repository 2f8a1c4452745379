"""What is known already of an incident that is being written: found in the database, within the reader's rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cotmoc.normalise.moments import Moment
from cotmoc.records.core.drafts import ConveyanceDraft, IncidentDraft, PartyDraft, PlaceDraft
from cotmoc.records.core.known import Why, sought_of
from cotmoc.records.queries.known import known_records
from tests.cast import Cast
from tests.integration.picture_province import empty_database, province
from tests.integration.picture_world import COMMUNES, FORMER, GATE, OTHER, PROVINCE
from tests.integration.records_cast import DAY, incident, record, record_id, take_in

__all__ = ["empty_database", "province"]


def reasons(cast: Cast, draft: IncidentDraft, **options: Any) -> dict[int, list[Why]]:
    """The records that Bravo's analyst is shown for a draft, each with why."""
    viewer = options.pop("viewer", cast.bravo_analyst)
    found = known_records(viewer=viewer, sought=sought_of(draft), **options)
    return {each.id: [reason.why for reason in each.reasons] for each in found}


def at(area: str | None, **place: Any) -> PlaceDraft:
    """A place in an area."""
    return PlaceDraft(written="x", area=area, precision="commune", **place)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_same_commune_within_a_day_is_found(province: Cast, days: int) -> None:
    take_in(province.alpha_analyst, [record("a", incident(place=at(COMMUNES[0])))])
    sought = incident(DAY + timedelta(days=days), place=at(COMMUNES[0]))
    assert reasons(province, sought) == {record_id("a"): [Why.TIME_AND_PLACE]}


@pytest.mark.parametrize(
    ("day", "area"),
    [(DAY + timedelta(days=3), COMMUNES[0]), (DAY, COMMUNES[2]), (DAY, OTHER)],
)
def test_other_days_and_places_are_not_found(province: Cast, day: Any, area: str) -> None:
    take_in(province.alpha_analyst, [record("a", incident(place=at(COMMUNES[0])))])
    assert reasons(province, incident(day, place=at(area))) == {}


def test_gate_and_the_commune_it_lies_in_are_one_place(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", incident(place=at(GATE)))])
    take_in(province.alpha_analyst, [record("b", incident(place=at(COMMUNES[1])))])
    assert reasons(province, incident(place=at(COMMUNES[1]))).keys() == {
        record_id("a"),
        record_id("b"),
    }
    assert record_id("b") in reasons(province, incident(place=at(GATE)))


def test_former_commune_is_the_place_that_carries_it_on(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", incident(place=at(FORMER)))])
    assert record_id("a") in reasons(province, incident(place=at(COMMUNES[0])))


def test_that_both_lie_in_one_province_is_no_reason(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", incident(place=at(PROVINCE)))])
    assert reasons(province, incident(place=at(PROVINCE))) == {}


def test_positions_close_to_each_other_are_one_place(province: Cast) -> None:
    near, far = ({"lon": 107.9, "lat": lat} for lat in (21.51, 21.60))
    take_in(province.alpha_analyst, [record("a", incident(place=at(None, **near)))])
    take_in(province.alpha_analyst, [record("b", incident(place=at(None, **far)))])
    sought = incident(place=at(None, lon=107.91, lat=21.5))
    assert reasons(province, sought).keys() == {record_id("a")}


def test_paper_and_plate_are_found_whenever_it_was(province: Cast) -> None:
    party = PartyDraft("suspect", name="Nguyễn Văn Lành", identity_number="022085001234")
    plate = ConveyanceDraft("motorcycle", registration="14-B1 123.45")
    take_in(province.alpha_analyst, [record("a", incident(parties=(party,), conveyances=(plate,)))])
    sought = IncidentDraft(
        Moment(DAY + timedelta(days=400)),
        parties=(PartyDraft("suspect", name="Trần Văn Khác", identity_number="022085001234"),),
        conveyances=(ConveyanceDraft("car", registration="14B112345"),),
    )
    assert reasons(province, sought) == {record_id("a"): [Why.DOCUMENT, Why.REGISTRATION]}


def test_what_answers_best_comes_first(province: Cast) -> None:
    party = PartyDraft("suspect", name="Nguyễn Văn Lành")
    plate = ConveyanceDraft("motorcycle", registration="14-B1 123.45")
    take_in(province.alpha_analyst, [record("a", incident(conveyances=(plate,)))])
    take_in(province.alpha_analyst, [record("b", incident(parties=(party,)))])
    sought = IncidentDraft(None, parties=(party,), conveyances=(plate,))
    assert list(reasons(province, sought)) == [record_id("a"), record_id("b")]
    assert list(reasons(province, sought, limit=1)) == [record_id("a")]


def test_closed_record_is_found_by_its_own_agency_alone(province: Cast) -> None:
    plate = ConveyanceDraft("motorcycle", registration="14-B1 123.45")
    closed = record("a", incident(conveyances=(plate,)), handling="closed")
    take_in(province.alpha_analyst, [closed])
    sought = IncidentDraft(None, conveyances=(plate,))
    assert reasons(province, sought) == {}
    assert reasons(province, sought, viewer=province.alpha_analyst)
    assert reasons(province, sought, viewer=province.administrator) == {}


def test_record_that_is_written_anew_is_not_shown_beside_itself(province: Cast) -> None:
    plate = ConveyanceDraft("motorcycle", registration="14-B1 123.45")
    take_in(province.alpha_analyst, [record("a", incident(conveyances=(plate,)))])
    sought = IncidentDraft(None, conveyances=(plate,))
    assert reasons(province, sought, but=record_id("a")) == {}
