"""A word is known to be Vietnamese, or not to be, by its letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.syllables import (
    canonical_syllable,
    is_marked_syllable,
    is_spelled_syllable,
    is_syllable,
    is_unmarked_syllable,
    lacks_marks,
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("hoà", "hòa"),
        ("hòa", "hòa"),
        ("KHOẺ", "KHỎE"),
        ("Thuỷ", "Thủy"),
        ("quí", "quý"),
        ("Qúy", "Quý"),
        ("Tóan", "Toán"),
        ("hiêụ", "hiệu"),
        ("giếng", "giếng"),
        ("Đức", "Đức"),
        ("nghiêng", "nghiêng"),
    ],
)
def test_tone_mark_stands_in_one_place(written: str, canonical: str) -> None:
    assert canonical_syllable(written) == canonical


@pytest.mark.parametrize(
    "word", ["Wang", "Nguyeenx", "Loïc", "Trâ", "hảt", "cé", "ngy", "straße", ""]
)
def test_word_that_vietnamese_cannot_write_is_no_syllable(word: str) -> None:
    assert canonical_syllable(word) is None


def test_syllable_in_letters_and_marks_apart_is_the_same() -> None:
    assert canonical_syllable(unicodedata.normalize("NFD", "Nguyễn")) == "Nguyễn"


def test_stop_bears_two_tones_only() -> None:
    assert [is_syllable(word) for word in ("bát", "bạt", "bàt", "bảt", "bãt")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("word", "spelled"), [("thuý", True), ("thúy", True), ("toàn", True), ("tòan", False)]
)
def test_spelling_in_use_is_told_from_a_slip(word: str, spelled: bool) -> None:
    assert is_spelled_syllable(word) is spelled


def test_missing_marks_are_seen_where_they_must_be_missing() -> None:
    assert [lacks_marks(word) for word in ("Nguyen", "Hoat", "Nam", "Anh", "Smith")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_unmarked_syllable_is_no_marked_one() -> None:
    assert (is_unmarked_syllable("duong"), is_marked_syllable("duong")) == (True, False)


@given(st.text(max_size=8))
def test_canonical_syllable_is_canonical(word: str) -> None:
    canonical = canonical_syllable(word)
    assert canonical is None or canonical_syllable(canonical) == canonical
