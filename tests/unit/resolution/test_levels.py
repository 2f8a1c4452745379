"""The level at which two incidents agree, comparison by comparison."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cotmoc.resolution.core.comparison import LEVELS
from cotmoc.resolution.core.features import GoodsLine
from tests.unit.resolution.incidents import DAY, Incident
from tests.unit.resolution.scored import scored


def level_of(comparison: str, one: Incident, other: Incident, *others: Incident) -> str | None:
    code = int(scored(one, other, *others).levels[comparison][0])
    return LEVELS[comparison][code] if code >= 0 else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "same_day"),
        ({"minute": 600}, {"minute": 630}, "same_time"),
        ({"minute": 600}, {"minute": 700}, "same_day"),
        ({"minute": 600}, {"minute": 900}, "same_day_other_time"),
        ({}, {"day": DAY + timedelta(days=1)}, "next_day"),
        ({}, {"day": DAY + timedelta(days=3)}, "within_3_days"),
        ({}, {"day": DAY.replace(day=1), "days": 30}, "same_month"),
        ({}, {"day": DAY.replace(month=1, day=1), "days": 366}, "same_long_period"),
        ({}, {"day": (DAY + timedelta(days=31)).replace(day=1), "days": 31}, "within_30_days"),
        ({}, {"day": DAY + timedelta(days=30)}, "within_30_days"),
        ({}, {"day": DAY + timedelta(days=31)}, "apart"),
        ({}, {"day": None}, None),
    ],
)
def test_time_level(one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    assert level_of("time", Incident(1, **one), Incident(2, **other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "same_point"),
        ({}, {"lat": 21.528}, "within_1km"),
        ({}, {"lat": 21.55}, "within_5km"),
        ({}, {"lat": 21.60}, "within_20km"),
        ({}, {"lat": 21.80}, "within_50km"),
        ({}, {"lat": 22.2}, "within_100km"),
        ({}, {"lat": 25.0}, "apart"),
        ({}, {"lon": 106.966}, "one_coordinate"),
        ({}, {"lon": -107.966}, "one_coordinate"),
        ({}, {"lon": 106.5}, "apart"),
        ({}, {"radius_m": 5_000.0}, "same_area"),
        ({"area": "vn-2025-22-1"}, {"area": "vn-2025-22-1", "lat": 21.6}, "same_area"),
        ({}, {"radius_m": 50_000.0}, "same_region"),
        ({}, {"lat": None}, None),
    ],
)
def test_place_level(one: dict[str, Any], other: dict[str, Any], expected: str | None) -> None:
    assert level_of("place", Incident(1, **one), Incident(2, **other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("heroin", "mass", 700.0), ("heroin", "mass", 701.0), "same_amount"),
        (("heroin", "mass", 700.0), ("heroin", "mass", 800.0), "similar_amount"),
        (("heroin", "mass", 700.0), ("heroin", "mass", 7.0), "same_commodity"),
        (("heroin", "mass", 700.0), ("heroin", "count", 700.0), "same_commodity"),
        (("heroin", "mass", 700.0), ("heroin", "mass", None), "same_commodity"),
        (("handgun", "count", 1.0), ("handgun", "count", 1.0), "same_commodity"),
        (("heroin", "mass", 700.0), ("sugar", "mass", 700.0), "different"),
    ],
)
def test_goods_level(one: Any, other: Any, expected: str) -> None:
    found = level_of(
        "goods",
        Incident(1, goods=[GoodsLine(*one)]),
        Incident(2, goods=[GoodsLine("beer", "volume", 1.0), GoodsLine(*other)]),
    )
    assert found == expected


def test_goods_are_not_compared_when_one_has_none() -> None:
    assert (
        level_of("goods", Incident(1, goods=[GoodsLine("beer", "volume", 1.0)]), Incident(2))
        is None
    )


def test_shared_registration_is_found_whatever_its_spelling() -> None:
    one, other = (
        Incident(1, registrations=["14B1-123.45"]),
        Incident(2, registrations=["14b112345"]),
    )
    assert level_of("registration", one, other) == "shared"


def test_reference_named_in_the_text_counts_from_either_side() -> None:
    one, other = Incident(1, text="xem 77/BB-VPHC"), Incident(2, reference="77/BB-VPHC")
    assert level_of("reference", one, other) == level_of("reference", other, one) == "named_in_text"


def test_name_is_found_in_the_other_text() -> None:
    one, other = Incident(1, names=["MV Magnolia"]), Incident(2, text="the tanker (MAGNOLIA)")
    assert level_of("name", one, other) == "shared"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["party:1"], ["party:1", "party:2"], "one"),
        (["party:1", "conveyance:4"], ["conveyance:4", "party:1"], "several"),
        (["party:1"], ["party:2"], None),
        ([], ["party:1"], None),
    ],
)
def test_parties_level(one: list[str], other: list[str], expected: str | None) -> None:
    assert level_of("parties", Incident(1, things=one), Incident(2, things=other)) == expected


def test_party_that_is_met_everywhere_is_no_sign_of_one_incident() -> None:
    crowd = [Incident(n, things=["party:1"]) for n in range(10, 30)]
    one, other = Incident(1, things=["party:1"]), Incident(2, things=["party:1"])
    assert level_of("parties", one, other, *crowd) is None


def test_party_that_is_recognised_does_not_count_by_its_name_again() -> None:
    one, other = (
        Incident(n, names=["Trần Văn Hùng"], registrations=["14C12345"], things=["party:1"])
        for n in (1, 2)
    )
    assert (level_of("name", one, other), level_of("registration", one, other)) == (None, None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "thieves cut mooring ropes near lantern jetty",
            "mooring ropes cut, lantern jetty thieves",
            "alike",
        ),
        (
            "thieves cut mooring ropes near lantern jetty",
            "robbers took radios under starlit awning",
            "nothing_shared",
        ),
        ("", "robbers took radios under starlit awning", None),
    ],
)
def test_text_level(one: str, other: str, expected: str | None) -> None:
    assert level_of("text", Incident(1, text=one), Incident(2, text=other)) == expected


def test_name_spelled_almost_alike_is_similar() -> None:
    one, other = Incident(1, names=["Kirana Tritya"]), Incident(2, names=["Kirena Tritiya"])
    assert level_of("name", one, other) == "similar"


def test_name_written_in_one_word_is_similar() -> None:
    one, other = Incident(1, names=["Sun Flower"]), Incident(2, names=["Sunflower"])
    assert level_of("name", one, other) == "similar"


def test_names_without_anything_alike_differ() -> None:
    one, other = Incident(1, names=["Magnolia"]), Incident(2, names=["Brentix"])
    assert level_of("name", one, other) == "different"


def test_whole_name_of_common_words_is_rare() -> None:
    common = ("Đặng Văn Nam", "Lê Xuân Mai", "Vũ Thị Hùng")
    crowd = [Incident(n, names=[common[n % 3]]) for n in range(10, 100)]
    one, other = Incident(1, names=["Đặng Xuân Hùng"]), Incident(2, names=["Đặng Xuân Hùng"])
    assert level_of("name", one, other, *crowd) in {"rare", "shared"}


def test_description_that_everybody_uses_is_no_name() -> None:
    crowd = [Incident(n, names=["bulk carrier"]) for n in range(10, 400)]
    one, other = Incident(1, names=["bulk carrier"]), Incident(2, names=["bulk carrier"])
    assert level_of("name", one, other, *crowd) is None
