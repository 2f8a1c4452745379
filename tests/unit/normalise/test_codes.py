"""Code lists are consistent, and written words find their codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.codes.catalogue import (
    CODE_LISTS,
    COMMODITIES,
    CONVEYANCE_KINDS,
    OFFENCES,
    OUTCOMES,
)
from cotmoc.normalise.codes.registry import CodeList, match_code
from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.text import fold

ALL_LISTS = sorted(CODE_LISTS.values(), key=lambda codes: codes.name)


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_every_word_of_a_list_means_one_code(codes: CodeList) -> None:
    words = [
        (fold(word), code.id)
        for code in codes
        for word in (code.id, code.label_vi, code.label_en, *code.synonyms)
    ]
    meanings = {word: {id for other, id in words if other == word} for word, _ in words}  # noqa: A001
    assert {word: ids for word, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_every_code_has_labels_and_a_known_measure(codes: CodeList) -> None:
    assert all(code.label_vi and code.label_en for code in codes)
    assert {code.measure for code in codes} <= {"", *MEASURES}


def test_ids_of_a_list_are_unique() -> None:
    assert all(len(codes.by_id) == len(codes.codes) for codes in CODE_LISTS.values())


@pytest.mark.parametrize(
    "word",
    ["opinion", "assembly", "belief", "religion", "propaganda", "protest", "tôn giáo", "biểu tình"],
)
def test_offence_catalogue_holds_no_offence_of_opinion(word: str) -> None:
    assert not [known for known in OFFENCES.words if fold(word) in known]


def test_import_cannot_add_an_offence() -> None:
    reading = match_code(OFFENCES, "Tuyên truyền trái phép")
    assert (reading.value, [p.code for p in reading.problems]) == (None, ["code.unknown"])


@pytest.mark.parametrize(
    ("codes", "written", "id"),
    [
        (COMMODITIES, "Marijuana", "cannabis"),
        (COMMODITIES, "Other Drugs**", "narcotics_other"),
        (COMMODITIES, "Khat (Catha Edulis)", "khat"),
        (COMMODITIES, "Silencer (Muffler or Sound Moderator)", "silencer"),
        (COMMODITIES, "MA TUY DA", "methamphetamine"),
        (CONVEYANCE_KINDS, "Bulk Carrier", "bulk_carrier"),
        (OFFENCES, "Vận chuyển trái phép chất ma túy", "narcotics_transport"),
        (OUTCOMES, "Phạt tiền", "administratively_sanctioned"),
    ],
)
def test_words_in_any_form_find_their_code(codes: CodeList, written: str, id: str) -> None:  # noqa: A002
    reading = match_code(codes, written)
    assert (reading.value, reading.problems) == (id, ())


def test_code_found_within_a_text_is_warned_of_with_the_word() -> None:
    reading = match_code(COMMODITIES, "30 bánh heroin đóng gói")
    assert reading.value == "heroin"
    assert [(p.code, p.params["word"]) for p in reading.problems] == [("code.inferred", "heroin")]


def test_words_of_two_codes_decide_nothing() -> None:
    reading = match_code(COMMODITIES, "cocaine, hashish")
    assert [p.code for p in reading.problems] == ["code.ambiguous"]


def test_short_word_within_a_text_decides_nothing() -> None:
    assert match_code(COMMODITIES, "bò húc").value is None


def test_label_of_a_code_that_is_no_more_is_its_id() -> None:
    assert COMMODITIES.label("gone", "vi") == "gone"


@given(st.text(), st.sampled_from(ALL_LISTS))
def test_any_text_is_matched_or_coded(written: str, codes: CodeList) -> None:
    reading = match_code(codes, written)
    assert reading.value is None or reading.value in codes
