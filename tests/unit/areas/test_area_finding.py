"""Addresses as officers write them: short, without marks, out of order, misspelled, of mixed times."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.areas.core.finding.words import cut
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import Reason

BEFORE, AFTER = date(2021, 5, 4), date(2026, 3, 1)
HAI_SON, KA_LONG, MONG_CAI = "vn-2004-22-194-06724", "vn-2004-22-194-06703", "vn-2004-22-194"


@pytest.mark.parametrize(
    "text",
    [
        "X. Hải Sơn, Tp Móng Cái, T. Quảng Ninh",
        "HẢI SƠN, MÓNG CÁI, QUẢNG NINH",
        "xa hai son, tp mong cai, quang ninh",
        "xa Hai Son Mong Cai Quang Ninh",
        "Quảng Ninh, Móng Cái, Hải Sơn",
        "xã Hải Sơn - TP Móng Cái - Quảng Ninh",
        "xã Hải Sơn, TP Móng Cái, QN",
        "xã Hải Sơn, T.p Móng Cái, Q.Ninh",
        "Xã Hải Sơn; Móngcái; Quảng Ninh",
        "XãHảiSơn, MóngCái, QuảngNinh",
        "xahaison mongcai quangninh",
        "Xax Hair Sown, Thành phố Móng Cái, Quảng Ninh",
        "xã Ha3i So7n, Móng Cái, Quảng Ninh",
        "xã Hải Xơn, Móng Cái, Quảng Ninh",
        "xã Hải Sơn, Mong Cais, Quảng Nih",
        "thôn Pò Hèn, xã Hải Sơn, thành phố Móng Cái, Quảng Ninh, Việt Nam",
        "Số 12, tổ 3, khu 5, xã Hải Sơn, Móng Cái, Quảng Ninh",
        "xã Hải Sơn\nMóng Cái\nQuảng Ninh",
        "Hai Son commune, Mong Cai city, Quang Ninh province",
    ],
)
def test_address_is_read_however_it_is_written(gazetteer: Gazetteer, text: str) -> None:
    match = gazetteer.find(text, on=BEFORE)[0]
    assert (match.code, match.rivals) == (HAI_SON, 0)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("xã Hải Xơn, Móng Cái, Quảng Ninh", Reason.TYPO),
        ("xã Hải Sơn, Móng Cái, Q.Ninh", Reason.SHORT),
        ("xã Hải Sơn phía trên, Móng Cái, Quảng Ninh", Reason.MORE_WORDS),
        ("phường Hải Sơn, Móng Cái, Quảng Ninh", Reason.OTHER_TYPE),
    ],
)
def test_departure_from_the_name_is_said(gazetteer: Gazetteer, text: str, reason: Reason) -> None:
    match = gazetteer.find(text, on=BEFORE)[0]
    assert match.code == HAI_SON
    assert reason in match.reasons


@pytest.mark.parametrize(
    "text",
    [
        "đường Trần Phú, Móng Cái, Quảng Ninh",
        "Số 5 Trần Phú, Móng Cái, Quảng Ninh",
        "chợ Trần Phú, Móng Cái, Quảng Ninh",
        "12 Trần Phú, Móng Cái, Quảng Ninh",
        "thôn Trần Phú, Móng Cái, Quảng Ninh",
    ],
)
def test_name_of_a_street_or_hamlet_is_not_taken_for_the_ward(
    gazetteer: Gazetteer, text: str
) -> None:
    assert gazetteer.find(text, on=BEFORE)[0].code == MONG_CAI


def test_commune_of_today_under_its_former_district_is_the_one_of_today(
    gazetteer: Gazetteer,
) -> None:
    match = gazetteer.find("phường Móng Cái 1, thành phố Móng Cái, Quảng Ninh", on=AFTER)[0]
    assert gazetteer.area(match.code).full_name == "Phường Móng Cái 1"
    assert Reason.CARRIED in match.reasons


def test_former_commune_is_found_under_the_province_of_today(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("xã Thượng Phùng, Mèo Vạc, Tuyên Quang", on=AFTER)[0]
    assert match.code.startswith("vn-2004-02-")


def test_commune_of_another_district_contradicts(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("xã Hải Sơn, huyện Đầm Hà, Quảng Ninh", on=BEFORE)[0]
    assert match.rivals or {Reason.COARSER, Reason.CONTRADICTED} & set(match.reasons)


def test_commune_without_its_type_that_bears_the_name_of_a_district_says_so(
    gazetteer: Gazetteer,
) -> None:
    match = gazetteer.find("Uông Bí, Quảng Ninh", on=AFTER)[0]
    assert match.kind is AreaKind.COMMUNE
    assert Reason.FORMER_DISTRICT in match.reasons


def test_name_within_a_longer_name_is_no_rival(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Xã Thạnh Đông B, Huyện Tân Hiệp, Kiên Giang", on=BEFORE)[0]
    assert (gazetteer.area(match.code).full_name, match.rivals) == ("Xã Thạnh Đông B", 0)


def test_province_and_its_town_of_one_name_are_told_apart(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Hợp Giang, Cao Bằng, Cao Bằng", on=BEFORE)[0]
    assert match.code == "vn-2004-04-040-01273"


def test_name_with_the_vowel_i_for_y_is_the_same(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("xã Bắc Lí, Kì Sơn, Nghệ An", on=BEFORE)[0]
    assert gazetteer.area(found.code).full_name == "Xã Bắc Lý"


def test_misspelled_name_is_looked_for_in_its_district_only(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("xã Hải Xơn, huyện Bình Liêu, Quảng Ninh", on=BEFORE)[0]
    assert match.code == "vn-2004-22-198"
    assert Reason.COARSER in match.reasons


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_words_are_cut_without_failure_into_lists_of_one_length(text: str) -> None:
    words = cut(text)
    assert len(words.folded) == len(words.marked) == len(words.plain) == len(words.after)
    assert all(0 <= run.start <= run.end <= len(words.folded) for run in words.runs)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["xã", "Hải Sơn", "Móng Cái", "TP.", "Quảng Ninh", ",", "thôn", "Q.", "4", "Hair", "  -  ", "Cao Bằng"]
        ),
        max_size=9,
    )
)  # fmt: skip
def test_any_order_of_names_and_types_is_read_or_left(
    gazetteer: Gazetteer, parts: list[str]
) -> None:
    for match in gazetteer.find(" ".join(parts), on=BEFORE):
        assert 0 < match.confidence <= 1
