"""Vietnamese text: cleaned, folded, sorted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.text import clean, fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ma túy ĐÁ (Methamphetamine)", "ma tuy da methamphetamine"),
        ("Hải  Hà\u200b", "hai ha"),
        ("H'Mông_1", "h mong 1"),
        ("…", ""),
    ],
)
def test_fold_leaves_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_clean_removes_what_cannot_be_seen() -> None:
    assert clean(" Móng\u202e\tCái\x07\r\n\ufeff") == "Móng Cái"


def test_order_is_that_of_the_alphabet() -> None:
    words = ["đa", "dê", "ân", "ăn", "an", "bà", "ơn", "ôn", "on", "ư", "u", "ê", "e", "10", "9"]
    ordered = ["10", "9", "an", "ăn", "ân", "bà", "dê", "đa", "e", "ê", "on", "ôn", "ơn", "u", "ư"]
    assert sorted(words, key=sort_key) == ordered


def test_order_of_tones_decides_only_between_equal_letters() -> None:
    assert sorted(["má", "mã", "mạ", "mả", "mà", "ma", "mac"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mac",
    ]  # fmt: skip


@given(st.text())
def test_clean_and_fold_are_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđdáạàảãễợự ABĐ"))
def test_composed_and_decomposed_text_is_the_same(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    for function in (clean, fold, sort_key):
        assert function(forms[0]) == function(forms[1])
