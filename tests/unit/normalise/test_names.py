"""Names and registrations compare as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.names import name_key, party_kind


@pytest.mark.parametrize(
    "written",
    ["Nguyễn Văn Đức", "NGUYEN VAN DUC", "Ông Nguyễn  Văn Đức", "Nguyễn Văn Đức (tức Đức Béo)"],
)
def test_name_in_any_spelling_has_one_key(written: str) -> None:
    assert name_key(written) == "nguyen van duc"


@pytest.mark.parametrize(
    ("written", "key"), [("Anh Tú", "anh tu"), ("Bà Triệu", "ba trieu"), ("(không rõ)", "khong ro")]
)
def test_name_of_few_words_keeps_them(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    "written",
    ["Công ty TNHH MTV Hải Hà", "CTY CP Bình Minh", "HTX Quảng Yên", "Ocean Star Co., Ltd"],
)
def test_name_with_a_legal_form_is_an_organisation(written: str) -> None:
    assert party_kind(written) == "organisation"


def test_name_without_a_legal_form_is_a_person() -> None:
    assert party_kind("Lê Thị Hợp") == "person"


@pytest.mark.parametrize(
    "written", ["14C-123.45", "14c 12345", "BKS: 14C-123.45", "Biển số 14C12345"]
)
def test_plate_in_any_spelling_has_one_key(written: str) -> None:
    assert registration_key(written) == "14C12345"


def test_plate_that_begins_like_a_prefix_is_kept() -> None:
    assert registration_key("REG1234") == "REG1234"


@given(st.text())
def test_keys_are_idempotent(text: str) -> None:
    for key in (name_key, registration_key, document_key):
        assert key(key(text)) == key(text)
