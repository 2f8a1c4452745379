"""What is known already of an incident that is being written: found in the database, within the reader's rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cotmoc.normalise.moments import Moment
from cotmoc.records.core.drafts import ConveyanceDraft, IncidentDraft, PartyDraft, PlaceDraft
from cotmoc.records.queries.known import KnownRecord, known_records
from tests.cast import Cast
from tests.integration.picture_province import empty_database, province
from tests.integration.picture_world import COMMUNES, FORMER
from tests.integration.records_cast import DAY, heroin, incident, record, record_id, take_in

__all__ = ["empty_database", "province"]

BORN = Moment(DAY.replace(year=1985))
LANH = PartyDraft("suspect", name="Nguyễn Văn Lành", birth=BORN, identity_number="022085001234")
PLATE = ConveyanceDraft("motorcycle", registration="14-B1 123.45")


def known(cast: Cast, draft: IncidentDraft, **options: Any) -> list[KnownRecord]:
    """The records that Bravo's analyst is shown for a draft."""
    viewer = options.pop("viewer", cast.bravo_analyst)
    return known_records(viewer=viewer, draft=draft, **options)


def ids(cast: Cast, draft: IncidentDraft, **options: Any) -> list[int]:
    """Their ids."""
    return [each.id for each in known(cast, draft, **options)]


def codes(found: KnownRecord) -> set[str]:
    """The codes of the reasons for which its incident may be the same."""
    return {reason.code for reason in found.incident.reasons} if found.incident else set()


def at(area: str, **stated: Any) -> IncidentDraft:
    """An incident with heroin in a commune."""
    day = stated.pop("day", DAY)
    place = PlaceDraft(written="x", area=area, precision="commune")
    return incident(
        day, place=place, seizures=(heroin(500),), offence="narcotics_transport", **stated
    )


def test_report_of_another_agency_of_the_same_day_and_commune_is_the_same_incident(
    province: Cast,
) -> None:
    take_in(province.alpha_analyst, [record("a", at(COMMUNES[0]))])
    (found,) = known(province, at(COMMUNES[0]))
    assert (found.id, found.agency) == (record_id("a"), "alpha")
    assert {"time.same_day", "place.same_area", "goods.same_amount"} <= codes(found)
    assert found.incident is not None
    assert sum(r.weight for r in found.incident.reasons) == pytest.approx(found.incident.weight)


def test_what_happened_two_months_later_is_another_incident(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", at(COMMUNES[0]))])
    assert known(province, at(COMMUNES[0], day=DAY + timedelta(days=60))) == []


def test_former_commune_is_the_place_that_carries_it_on(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", at(FORMER))])
    (found,) = known(province, at(COMMUNES[0]))
    assert "place.same_area" in codes(found)


def test_person_and_vehicle_are_known_whenever_it_was(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", incident(parties=(LANH,), conveyances=(PLATE,)))])
    sought = IncidentDraft(
        Moment(DAY + timedelta(days=400)),
        parties=(PartyDraft("suspect", name="nguyen van lanh", identity_number="022085001234"),),
        conveyances=(ConveyanceDraft("motorcycle", registration="14B112345"),),
    )
    (found,) = known(province, sought)
    assert [(claim.kind, claim.place) for claim in found.claims] == [
        ("party", 0),
        ("conveyance", 0),
    ]
    assert "document.same" in {reason.code for reason in found.claims[0].known.score.reasons}


def test_what_is_most_likely_the_same_comes_first(province: Cast) -> None:
    take_in(province.alpha_analyst, [record("a", incident(parties=(LANH,)))])
    bare = PartyDraft("suspect", name="Nguyễn Văn Lành", birth=BORN)
    take_in(province.alpha_analyst, [record("b", incident(parties=(bare,)))])
    sought = IncidentDraft(None, parties=(LANH,))
    assert ids(province, sought) == [record_id("a"), record_id("b")]
    assert ids(province, sought, limit=1) == [record_id("a")]


def test_closed_record_is_found_by_its_own_agency_alone(province: Cast) -> None:
    closed = record("a", at(COMMUNES[0], conveyances=(PLATE,)), handling="closed")
    take_in(province.alpha_analyst, [closed])
    sought = at(COMMUNES[0], conveyances=(PLATE,))
    assert known(province, sought) == []
    assert known(province, sought, viewer=province.alpha_analyst)
    assert known(province, sought, viewer=province.administrator) == []


def test_record_that_is_written_anew_is_not_shown_beside_itself(province: Cast) -> None:
    stated = at(COMMUNES[0], conveyances=(PLATE,))
    take_in(province.alpha_analyst, [record("a", stated)])
    assert known(province, stated, but=record_id("a")) == []


@pytest.mark.parametrize(
    "party",
    [
        PartyDraft("suspect"),
        PartyDraft("suspect", name="Lành"),
        PartyDraft("suspect", name="Lành", heads=3),
    ],
)
def test_nobody_is_known_by_one_word_or_in_a_crowd(province: Cast, party: PartyDraft) -> None:
    take_in(province.alpha_analyst, [record("a", incident(parties=(LANH,)))])
    assert known(province, IncidentDraft(None, parties=(party,))) == []
