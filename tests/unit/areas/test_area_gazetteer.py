"""Finding areas by what is written, on a date, and carrying them to today."""

from __future__ import annotations

import pickle
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer, UnknownAreaError
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason

BEFORE, AFTER = date(2021, 5, 4), date(2026, 3, 1)


class Levels(NamedTuple):
    province: str = ""
    district: str = ""
    commune: str = ""


def best(gazetteer: Gazetteer, place: Levels | str, on: date | None = None) -> str:
    return gazetteer.find(place, on=on)[0].code


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("xã Hải Sơn, TP. Móng Cái, Quảng Ninh", BEFORE, "vn-2004-22-194-06724"),
        ("xã Hải Sơn, tỉnh Quảng Ninh", AFTER, "vn-2025-22-06724"),
        ("xã Hải Sơn, tỉnh Quảng Ninh", None, "vn-2025-22-06724"),
        ("thôn Lục Phủ, xã Bắc Sơn thành phố Móng Cái tỉnh Quảng Ninh", BEFORE, "vn-2004-22-194-06727"),
        ("P4 Q.10 TP.HCM", BEFORE, "vn-2004-79-771-27193"),
        ("Phường 04, TP Đà Lạt, Lâm Đồng", BEFORE, "vn-2004-68-672-24793"),
        ("Bà Rịa - Vũng Tàu", BEFORE, "vn-2004-77"),
        ("Quảng Ninh", AFTER, "vn-2025-22"),
        ("Quảng Ninh", BEFORE, "vn-2004-22"),
        ("Cửa khẩu Móng Cái", None, "vn-gate-mong-cai"),
        ("mong cai, quang ninh", BEFORE, "vn-2004-22-194"),
        ("Vịnh Bắc Bộ", None, "vn-sea-gulf-of-tonkin"),
        ("Singapore", None, "country-sg"),
        ("United States", None, "country-us"),
        ("đường Trần Phú, Móng Cái Quảng Ninh", BEFORE, "vn-2004-22-194"),
    ],
)  # fmt: skip
def test_text_means_the_area_of_its_date(
    gazetteer: Gazetteer, text: str, on: date | None, code: str
) -> None:
    assert best(gazetteer, text, on) == code


def test_every_former_commune_is_found_by_its_names(gazetteer: Gazetteer, facts: AreaFacts) -> None:
    names = {area.code: area.full_name for area in facts.areas}
    parents = {area.code: area.parent or "" for area in facts.areas}
    missed = [
        area.code
        for area in facts.areas
        if area.kind is AreaKind.COMMUNE
        and area.valid_to
        and best(
            gazetteer,
            Levels(names[parents[parents[area.code]]], names[parents[area.code]], area.full_name),
            BEFORE,
        )
        != area.code
    ]
    assert missed == []


def test_every_commune_of_today_is_found_by_its_names(
    gazetteer: Gazetteer, facts: AreaFacts
) -> None:
    names = {area.code: area.full_name for area in facts.areas}
    missed = [
        area.code
        for area in facts.areas
        if area.kind is AreaKind.COMMUNE
        and area.valid_to is None
        and best(gazetteer, Levels(names[area.parent or ""], "", area.full_name), AFTER)
        != area.code
    ]
    assert missed == []


def test_old_name_in_a_new_file_is_found_and_said(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("P. Phúc Xá, Q. Ba Đình, Hà Nội", on=AFTER)[0]
    assert (match.code, match.reasons) == ("vn-2004-01-001-00001", (Reason.OTHER_TIME,))


def test_abolished_commune_is_found_under_the_province_it_came_to(gazetteer: Gazetteer) -> None:
    # Thượng Phùng lay in Hà Giang, which became a part of Tuyên Quang.
    match = gazetteer.find(Levels("Tuyên Quang", "Mèo Vạc", "Thượng Phùng"), on=AFTER)[0]
    assert match.code.startswith("vn-2004-02-")
    assert Reason.CARRIED in match.reasons


def test_commune_merged_before_the_reform_is_found_by_its_name(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Huyện Hoành Bồ, Quảng Ninh", on=date(2018, 1, 1))[0]
    assert (match.code, match.reasons) == ("vn-2004-22-193", (Reason.OTHER_NAME,))


def test_marks_decide_between_two_communes(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Xã Nậm Càn, Huyện Kỳ Sơn, Nghệ An", on=BEFORE)
    assert (found[0].code, found[0].rivals) == ("vn-2004-40-417-16873", 0)
    other = next(m for m in found if m.code == "vn-2004-40-417-16837")
    assert Reason.SPELLING in other.reasons


def test_text_without_marks_for_two_communes_is_ambiguous(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Xa Nam Can, Huyen Ky Son, Nghe An", on=BEFORE)[0]
    assert match.rivals == 1
    assert Reason.AMBIGUOUS in match.reasons
    assert match.confidence < 0.5


def test_town_and_rural_district_of_one_name_are_ambiguous(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Cao Lãnh, Đồng Tháp", on=BEFORE)[0].rivals == 1


def test_type_decides_between_town_and_rural_district(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("huyện Cao Lãnh, Đồng Tháp", on=BEFORE)[0]
    assert (match.code, match.rivals) == ("vn-2004-87-873", 0)


def test_unknown_commune_leaves_the_district_and_says_so(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("xã Không Có, huyện Hải Hà, Quảng Ninh", on=BEFORE)[0]
    assert (match.code, match.precision) == ("vn-2004-22-201", "district")
    assert Reason.COARSER in match.reasons


@pytest.mark.parametrize("text", ["", " , ;", "không ở đâu cả"])
def test_text_that_names_no_area_finds_none(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60), on=st.none() | st.dates())
def test_find_never_fails_and_confidence_is_a_part_of_one(
    gazetteer: Gazetteer, text: str, on: date | None
) -> None:
    for match in gazetteer.find(text, on=on):
        assert 0 < match.confidence <= 1
        assert match.code in gazetteer


def test_matches_come_best_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Hải Sơn, Quảng Ninh", on=AFTER)
    assert [m.confidence for m in found] == sorted((m.confidence for m in found), reverse=True)


def test_divided_commune_goes_to_its_default_as_an_estimate(gazetteer: Gazetteer) -> None:
    assert gazetteer.today("vn-2004-22-198-06853") == ("vn-2025-22-06838", True)


def test_position_chooses_the_nearest_part_of_a_divided_commune(gazetteer: Gazetteer) -> None:
    part = gazetteer.area("vn-2025-22-06862")
    assert gazetteer.today("vn-2004-22-198-06853", lon=part.lon, lat=part.lat) == (part.code, True)


def test_district_is_carried_by_the_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.today("vn-2004-22-194") == ("vn-2025-22", False)


def test_district_of_islands_is_carried_by_the_special_zone(gazetteer: Gazetteer) -> None:
    today, estimated = gazetteer.today("vn-2004-77-755")
    assert (gazetteer.area(today).full_name, estimated) == ("Đặc khu Côn Đảo", False)


def test_scope_of_a_province_holds_what_was_merged_into_it(gazetteer: Gazetteer) -> None:
    scope = gazetteer.scope("vn-2025-08")  # Tuyên Quang, with the former Hà Giang
    assert {"vn-2025-08", "vn-2004-08", "vn-2004-02", "vn-gate-thanh-thuy-tuyen-quang"} <= scope


def test_scopes_of_provinces_never_share_an_area(gazetteer: Gazetteer, facts: AreaFacts) -> None:
    provinces = [a.code for a in facts.areas if a.kind is AreaKind.PROVINCE and a.valid_to is None]
    scopes = [gazetteer.scope(code) for code in provinces]
    assert len(frozenset().union(*scopes)) == sum(map(len, scopes))


def test_scopes_of_communes_hold_each_former_commune_once(
    gazetteer: Gazetteer, facts: AreaFacts
) -> None:
    communes = [a for a in facts.areas if a.kind is AreaKind.COMMUNE]
    today = [gazetteer.scope(a.code) for a in communes if a.valid_to is None]
    carried = [code for scope in today for code in scope if code.startswith("vn-2004")]
    islands = 5  # districts without communes
    assert len(carried) == len(set(carried)) == 10_035 + islands


def test_scope_of_an_unknown_code_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownAreaError) as caught:
        gazetteer.scope("vn-9999")
    assert caught.value.code == "area.unknown"


def test_gazetteer_survives_pickling(gazetteer: Gazetteer) -> None:
    copy: Gazetteer = pickle.loads(pickle.dumps(gazetteer))
    assert copy.find("xã Hải Sơn, Quảng Ninh") == gazetteer.find("xã Hải Sơn, Quảng Ninh")
