"""Why a known record answers to one that is being written."""

from __future__ import annotations

from datetime import date
from typing import Any

from cotmoc.normalise.moments import Moment, Precision
from cotmoc.records.core.drafts import (
    ConveyanceDraft,
    IncidentDraft,
    PartyDraft,
    PlaceDraft,
    SeizureDraft,
)
from cotmoc.records.core.known import Sought, Why, reasons_for, sought_of

DAY = Moment(date(2026, 3, 12))


def incident(**stated: Any) -> IncidentDraft:
    """An incident of a day."""
    return IncidentDraft(occurred=DAY, **stated)


def party(name: str, year: int | None = None, number: str = "") -> PartyDraft:
    """A suspect."""
    birth = Moment(date(year, 1, 1), Precision.YEAR) if year else None
    return PartyDraft("suspect", name=name, birth=birth, identity_number=number)


def why(sought: IncidentDraft, known: IncidentDraft, *, is_near: bool = False) -> list[Why]:
    """The reasons for which a known incident answers to another."""
    return [each.why for each in reasons_for(sought_of(sought), known, is_near=is_near)]


def test_same_plate_is_a_reason_however_it_is_written() -> None:
    one = incident(conveyances=(ConveyanceDraft("motorcycle", registration="14B1-123.45"),))
    other = incident(conveyances=(ConveyanceDraft("motorcycle", registration="BKS 14B1 12345"),))
    assert why(one, other) == [Why.REGISTRATION]


def test_same_paper_comes_before_the_same_name() -> None:
    one = incident(parties=(party("Nguyễn Văn Lành", 1985, "022085001234"),))
    assert why(one, one) == [Why.DOCUMENT, Why.NAME_AND_BIRTH]


def test_same_name_with_another_year_of_birth_is_somebody_else() -> None:
    one = incident(parties=(party("Nguyễn Văn Lành", 1985),))
    assert why(one, incident(parties=(party("Nguyễn Văn Lành", 1990),))) == []
    assert why(one, incident(parties=(party("Nguyen Van Lanh"),))) == [Why.NAME]


def test_one_word_is_no_name_to_look_for() -> None:
    assert sought_of(incident(parties=(party("Lành"),))).names == {}


def test_same_goods_are_a_reason_only_beside_another() -> None:
    heroin = (SeizureDraft("heroin", "heroin"),)
    one, other = incident(seizures=heroin), incident(seizures=heroin)
    assert why(one, other) == []
    assert why(one, other, is_near=True) == [Why.TIME_AND_PLACE, Why.GOODS]


def test_days_around_are_looked_at() -> None:
    sought = sought_of(incident(place=PlaceDraft(area="vn-2025-22-06724")))
    assert (sought.first, sought.until) == (date(2026, 3, 11), date(2026, 3, 14))
    assert sought.has_place


def test_nothing_stated_looks_for_nothing() -> None:
    sought = sought_of(IncidentDraft(None))
    assert (sought, sought.has_place, sought.has_marks) == (Sought(), False, False)
