"""At which level two values come out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.kernels import score_pairs
from cotmoc.resolution.core.parties.layout import unpacked
from cotmoc.resolution.core.parties.model import load_party_model
from cotmoc.resolution.core.parties.rarity import weights_of
from cotmoc.resolution.core.parties.rows import Parties
from tests.unit.resolution.parties.people import parties


def packed(made: Parties, left: list[int], right: list[int]) -> list[int]:
    weights = weights_of(made.table, made.vocabulary, load_party_model())
    words = made.vocabulary.words.tables()[0]
    found = score_pairs(made.table, np.array(left), np.array(right), words, weights)[0]
    return [int(each) for each in found]


def levels(one: dict[str, Any], other: dict[str, Any], **more: Any) -> dict[str, str]:
    return unpacked(packed(parties(one, other, **more), [0], [1])[0])


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Nguyễn Văn Đức", "NGUYỄN VĂN ĐỨC", "exact"),
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hoà", "exact"),
        ("Nguyễn Văn Đức", "Nguyen Van Duc", "unmarked"),
        ("Nguyễn Văn Đức", "Nguyễn Van Duc", "unmarked"),
        ("Nguyễn Văn Hải", "Nguyễn Văn Hài", "marks_differ"),
        ("Nguyễn Văn Đức", "Đức Nguyễn Văn", "order_changed"),
        ("Nguyễn Văn Đức", "Nguyễn Đức", "middle_missing"),
        ("Nguyễn Thị Ngọc Lan", "Nguyen Thi Lan", "middle_missing"),
        ("Nguyễn Văn Đức", "Nguyễn Văn Dực", "marks_differ"),
        ("Trần Thị Sen", "Chần Thị Xen", "phonetic"),
        ("Lê Văn Ly", "Lê Văn Li", "phonetic"),
        ("Nguyễn Văn Thắng", "Nguyễn Văn Thăngg", "one_edit"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưởng", "one_edit"),
        ("Nguyễn Văn Đức", "Nguyễn Minh Đức", "middle_differs"),
        ("Nguyễn Văn Đức", "Trần Minh Đức", "given_same"),
        ("Nguyễn Văn Đức", "Phạm Thị Lan", "different"),
        ("Trần Văn Hải (tức Hải Lé)", "Hải Lé", "alias"),
        ("Chen Guohua", "CHEN GUOHUA", "exact"),
        ("Somchai Vongsa", "Vongsa Somchai", "order_changed"),
        ("Công ty TNHH Bình Minh", "CTY CP Bình Minh", "exact"),
        ("Công ty TNHH TM Hải Hà", "Công ty TNHH Hai Ha", "unmarked"),
        ("Công ty TNHH Sao Biển", "Công ty TNHH Bình Minh", "different"),
        ("Công ty TNHH MTV Bình Minh", "Công ty cổ phần Bình Minh", "exact"),
        ("DNTN Hải Hà", "Doanh nghiệp tư nhân Hải Hà", "exact"),
        ("HTX Sao Biển", "Hợp tác xã Sao Biển", "exact"),
        (
            "Công ty TNHH Thương mại Bình Minh",
            "Công ty TNHH Bình Minh Quảng Ninh",
            "middle_missing",
        ),
        ("Công ty TNHH Bình Minh", "Công ty TNHH Bình Minl", "one_edit"),
        ("Wang Guohua", "Guohua Wang", "exact"),
        ("Wang Guohua", "Wang Guohau", "one_edit"),
        ("Wang Guohua", "Wang Guo Hua", "exact"),
        ("Wang Guohua", "Li Guohua", "given_same"),
        ("Wang Guohua", "Li Jianjun", "different"),
        ("王国华", "王国华", "exact"),
        ("Somchai Vongsa", "SOMCHAI VONGSA", "exact"),
        ("Somchai Vongsa", "Somchay Vongsa", "phonetic"),
        ("Somchai Vongsa", "Somchai Vongsaa", "one_edit"),
        ("Bounmy Phommachanh", "Khamla Sisavath", "different"),
    ],
)
def test_names_come_out_at_a_level(one: str, other: str, level: str) -> None:
    assert levels({"name": one}, {"name": other})["name"] == level


def test_a_legal_form_in_common_weighs_nothing() -> None:
    names = ("Công ty TNHH Sao Biển", "Công ty TNHH Bình Minh", "Công ty cổ phần Sao Biển")
    made = parties(*({"name": name} for name in names))
    weights = weights_of(made.table, made.vocabulary, load_party_model())
    words = made.vocabulary.words.tables()[0]
    _, rarities = score_pairs(made.table, np.array([0, 0]), np.array([1, 2]), words, weights)
    assert rarities[0].tolist() == [0.0, 0.0, 0.0]
    assert made.table[0, at.FOLDED] == made.table[2, at.FOLDED]


def test_an_organisation_is_no_person_of_the_same_words() -> None:
    compared = levels({"name": "Công ty TNHH Bình Minh"}, {"name": "Bình Minh"})
    assert compared["name"] not in ("exact", "unmarked", "order_changed", "phonetic")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (19850312, 19850312, "same_day"),
        (19850312, 19851203, "swapped"),
        (19850312, 19850000, "same_year_only"),
        (19850312, 19850101, "same_year_only"),
        (19850101, 19850101, "same_year_only"),
        (19850312, 19850300, "same_month"),
        (19850312, 19850400, "same_year"),
        (19850312, 19850313, "one_digit"),
        (19850312, 19750312, "one_digit"),
        (19850312, 19850724, "same_year"),
        (19850000, 19860000, "next_year"),
        (19850312, 19720708, "different"),
    ],
)
def test_births_come_out_at_a_level(one: int, other: int, level: str) -> None:
    assert levels({"birth": one}, {"birth": other})["birth"] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("022 085 001234", "022085001234", "same"),
        ("022085001234", "022085001243", "transposed"),
        ("022085001234", "022085001239", "one_edit"),
        ("022085001234", "02208500123", "one_edit"),
        ("022085001234", "101234567", "other_kind"),
        ("B1234567", "C7654321", "renewed"),
        ("022085001234", "001185777777", "different"),
    ],
)
def test_numbers_of_documents_come_out_at_a_level(one: str, other: str, level: str) -> None:
    assert levels({"document": one}, {"document": other})["number"] == level


def test_plates_are_compared_without_kinds_of_numbers() -> None:
    one, other = {"document": "14C-123.45"}, {"document": "29Đ1-123.45"}
    assert levels(one, one, are_persons=False)["number"] == "same"
    assert levels(one, other, are_persons=False)["number"] == "different"
    assert levels(other, {"document": "29D112345"}, are_persons=False)["number"] == "same"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"area": "a", "region": "p"}, {"area": "a", "region": "p"}, "same_area"),
        ({"area": "a", "region": "p"}, {"area": "b", "region": "p"}, "same_region"),
        ({"area": "a", "region": "p"}, {"region": "p"}, "same_region"),
        ({"area": "a", "region": "p"}, {"area": "b", "region": "q"}, "different"),
        ({"area": "a", "region": "p"}, {"region": "q"}, "different"),
        ({"area": "a", "region": "p"}, {}, None),
    ],
)
def test_residences_come_out_at_a_level(
    one: dict[str, str], other: dict[str, str], level: str | None
) -> None:
    assert levels(one, other).get("area") == level


def test_what_one_side_does_not_state_is_not_compared() -> None:
    assert levels({"name": "Lê Văn Tài", "sex": 1, "country": "VN"}, {"birth": 19850312}) == {}


WORDS = (
    "Nguyễn",
    "Trần",
    "Văn",
    "Thị",
    "Đức",
    "Lan",
    "Hải",
    "Hai",
    "Tôn",
    "Thất",
    "Y",
    "Wang",
    "Guohua",
)

NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(WORDS),
        max_size=8,
    ).map(" ".join),
)
PEOPLE = st.fixed_dictionaries(
    {
        "name": NAMES,
        "birth": st.sampled_from([0, 19850000, 19850300, 19850312, 19851203, 19850101]),
        "document": st.text("0123456789AĐ .", max_size=20),
        "sex": st.integers(0, 2),
        "area": st.sampled_from(["", "a", "b"]),
        "region": st.sampled_from(["", "p", "q"]),
    }
)


@settings(deadline=None)  # the first example may wait for a compiler
@given(PEOPLE, PEOPLE)
def test_any_two_compare_the_same_both_ways(one: dict[str, Any], other: dict[str, Any]) -> None:
    forth, back = packed(parties(one, other), [0, 1], [1, 0])
    assert forth == back


@settings(deadline=None)  # the first example may wait for a compiler
@given(PEOPLE)
def test_anybody_agrees_with_himself(one: dict[str, Any]) -> None:
    compared = levels(one, one)
    best = {"name": "exact", "number": "same", "category": "same", "area": "same_area"}
    if not one["area"]:
        best["area"] = "same_region"
    assert all(best.get(comparison, level) == level for comparison, level in compared.items())
