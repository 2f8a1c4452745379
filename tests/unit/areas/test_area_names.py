"""Names of areas taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.matches import PRECISION_OF
from cotmoc.areas.core.names import (
    key_of,
    marked,
    romanised,
    type_and_rest,
    type_and_rest_of,
    without_type,
)
from cotmoc.normalise.text import fold


@pytest.mark.parametrize(
    ("written", "type_", "rest"),
    [
        ("Tỉnh Quảng Ninh", "tinh", "quang ninh"),
        ("TP. Móng Cái", "thanh pho", "mong cai"),
        ("TX Quảng Yên", "thi xa", "quang yen"),
        ("H. Hải Hà", "huyen", "hai ha"),
        ("Q.10", "quan", "10"),
        ("P4", "phuong", "4"),
        ("TT. Quảng Hà", "thi tran", "quang ha"),
        ("X. Hải Sơn", "xa", "hai son"),
        ("Đặc khu Cô Tô", "dac khu", "co to"),
        ("Hải Sơn", "", "hai son"),
    ],
)
def test_type_is_told_from_the_name(written: str, type_: str, rest: str) -> None:
    assert type_and_rest_of(written) == (type_, rest)


@pytest.mark.parametrize("name", ["Phượng Dực", "Quản Bạ", "Tĩnh Túc", "Quân Chu", "Quan Sơn"])
def test_syllable_like_a_type_is_part_of_the_name(name: str) -> None:
    assert type_and_rest_of(name) == ("", fold(name))


def test_key_ignores_spaces_and_leading_zeros() -> None:
    assert key_of(fold("Phường 04")) == key_of(fold("phường 4"))


def test_marks_are_equal_wherever_the_tone_stands() -> None:
    assert marked("Hoà Lạc") == marked("Hòa Lạc")


def test_marks_tell_two_tones_apart() -> None:
    assert marked("Nậm Cắn") != marked("Nậm Càn")


def test_numbered_ward_keeps_its_type() -> None:
    assert without_type("Phường 4") == "Phường 4"


def test_name_without_type_keeps_its_spelling() -> None:
    assert without_type("Thị trấn Bến Quan") == "Bến Quan"


def test_romanised_name_keeps_its_capitals() -> None:
    assert romanised("Bà Rịa - Vũng Tàu") == "Ba Ria - Vung Tau"


@given(st.text(max_size=40))
def test_taking_apart_never_fails_and_loses_no_letters(text: str) -> None:
    _, rest = type_and_rest(fold(text))
    assert fold(text).endswith(rest)


@pytest.mark.parametrize("kind", AreaKind)
def test_kind_has_labels_and_a_precision(kind: AreaKind) -> None:
    assert kind.label_vi
    assert kind.label_en
    assert PRECISION_OF[kind]
