"""Code lists are consistent, and written words find their codes."""

from __future__ import annotations

import csv
from pathlib import Path

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
from cotmoc.normalise.codes.forms import form_of, tokens_of
from cotmoc.normalise.codes.matching import How, explain_code, find_codes, match_code
from cotmoc.normalise.codes.offences import ICCS
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.text import fold

ALL_LISTS = sorted(CODE_LISTS.values(), key=lambda codes: codes.name)


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_every_word_of_a_list_means_one_code(codes: CodeList) -> None:
    words = [
        (tuple(form_of(token).marked for token in tokens_of(word.lower().lstrip("=~"))), code.id)
        for code in codes
        for word in (code.id, code.label_vi, code.label_en, *code.synonyms)
    ]
    meanings: dict[tuple[str, ...], set[str]] = {}
    for word, id in words:  # noqa: A001
        meanings.setdefault(word, set()).add(id)
    assert {word: ids for word, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("codes", ALL_LISTS, ids=lambda codes: codes.name)
def test_parents_are_entries_of_the_same_group_without_a_parent(codes: CodeList) -> None:
    for code in codes:
        if code.parent:
            assert (codes[code.parent].parent, codes[code.parent].group) == ("", code.group)
    assert not {code.group for code in codes} & set(codes.children)


@pytest.mark.shared
def test_every_heading_stands_in_the_harmonized_system(shared_data: Path) -> None:
    with (shared_data / "codes" / "harmonized-system.csv").open(encoding="utf-8") as file:
        known = {row["hscode"] for row in csv.DictReader(file)}
    stated = {heading for code in COMMODITIES for heading in code.hs}
    assert stated
    assert {heading for heading in stated if heading.replace(".", "") not in known} == set()


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
    names = [
        fold(name) for code in OFFENCES for name in (code.label_vi, code.label_en, *code.synonyms)
    ]
    assert not [name for name in names if f" {fold(word)} " in f" {name} "]


@pytest.mark.parametrize(
    "written",
    [
        "Tuyên truyền trái phép",
        "Truyền đạo trái phép",
        "biểu tình",
        "TU TAP DONG NGUOI TRAI PHEP",
        "lập hội trái phép và vận chuyển ma túy",
        "illegal assembly",
        "Điều 109",
        "khoản 1 Điều 116 BLHS",
        "Đ.117",
        "Điều 118",
        "Lợi dụng các quyền tự do dân chủ (Điều 331 BLHS)",
    ],
)
def test_no_text_or_article_of_opinion_or_belief_becomes_an_offence(written: str) -> None:
    reading = match_code(OFFENCES, written)
    assert (reading.value, [(p.code, p.params) for p in reading.problems]) == (
        None,
        [("offence.not_taken", {"refused": "freedom"})],
    )


@pytest.mark.parametrize("article", [*range(108, 123), 331])
def test_no_entry_names_an_article_on_state_security_or_freedoms(article: int) -> None:
    assert not [code.id for code in OFFENCES if str(article) in code.articles]


def test_mere_use_of_drugs_is_no_entry() -> None:
    reading = match_code(OFFENCES, "Sử dụng trái phép chất ma túy")
    assert [(p.code, p.params["refused"]) for p in reading.problems] == [
        ("offence.not_taken", "drug_use")
    ]


def test_every_offence_has_a_nature_and_a_class_of_the_international_classification() -> None:
    stated = [code for code in OFFENCES if code.id not in {"other", "unknown"}]
    assert {code.nature for code in stated} == {"criminal", "administrative", "either"}
    assert {code.iccs for code in stated} == set(ICCS)
    assert all(code.articles or code.nature != "criminal" for code in stated if code.parent)


@pytest.mark.parametrize(
    ("offence", "counted_under"),
    [
        ("vessel_seizure", "Hijacking"),
        ("armed_robbery_sea", "Robbery"),
        ("piracy", "Piracy"),
        ("fireworks", "Other acts related to possession or use of weapons and explosives"),
        ("forcing_abroad", "Coercion"),
    ],
)
def test_offences_are_counted_under_the_class_that_names_them(
    offence: str, counted_under: str
) -> None:
    assert ICCS[OFFENCES[offence].iccs] == counted_under


def test_classes_of_the_international_classification_have_two_to_six_digits() -> None:
    assert {len(number) for number in ICCS} <= {2, 4, 5, 6}
    assert all(1 <= int(number[:2]) <= 11 for number in ICCS)


@pytest.mark.parametrize(
    ("written", "id", "how"),
    [
        ("Điều 249", "narcotics_possession", How.ARTICLE),
        ("điểm b khoản 2 Điều 251 BLHS", "narcotics_trade", How.ARTICLE),
        ("Đ.188", "smuggling", How.ARTICLE),
        ("Điều 18 Nghị định 144/2021/NĐ-CP", "illegal_crossing", How.ARTICLE),
        ("Điều 21 Nghị định 282/2025/NĐ-CP", "illegal_crossing", How.ARTICLE),
        ("Điều 10 NĐ 282/2025", "residence", How.ARTICLE),
        ("Điều 312 BLHS", "dangerous_goods", How.ARTICLE),
        ("NĐ 96/2020", "border_administrative", How.ARTICLE),
        ("Lừa đảo (Điều 290)", "online_fraud", How.ARTICLE),
        ("Vận chuyển pháo nổ, Điều 191", "fireworks", How.SYNONYM),
        ("Điều 249, 250 BLHS", "narcotics_offence", How.GENERAL),
        ("tàng trữ 02 bánh heroin", "narcotics_possession", How.WITHIN),
        ("vận chuyển 5 cá thể tê tê", "wildlife", How.WITHIN),
        ("Vận chuyển, tàng trữ trái phép chất ma túy", "narcotics_offence", How.GENERAL),
    ],
)
def test_offence_is_read_from_the_law_and_from_acts_with_goods(
    written: str,
    id: str,  # noqa: A002
    how: How,
) -> None:
    match = explain_code(OFFENCES, written)
    assert match is not None
    assert (match.code, match.how) == (id, how)


def test_article_that_the_catalogue_does_not_list_is_of_its_decree() -> None:
    assert match_code(OFFENCES, "Điều 6 NĐ 96/2020").value == "border_administrative"


def test_words_and_article_that_differ_decide_nothing() -> None:
    reading = match_code(OFFENCES, "Buôn lậu (Điều 249)")
    assert [(p.code, p.params["codes"]) for p in reading.problems] == [
        ("code.ambiguous", "narcotics_possession, smuggling")
    ]


def test_articles_of_an_earlier_code_are_not_read() -> None:
    assert match_code(OFFENCES, "Điều 194 BLHS 1999").value is None


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
        (OUTCOMES, "Đã trao trả", "returned"),
        (OUTCOMES, "bàn giao công an", "transferred"),
    ],
)
def test_words_in_any_form_find_their_code(codes: CodeList, written: str, id: str) -> None:  # noqa: A002
    reading = match_code(codes, written)
    assert (reading.value, reading.problems) == (id, ())


def test_code_found_within_a_text_is_warned_of_with_the_word() -> None:
    reading = match_code(COMMODITIES, "30 bánh heroin đóng gói")
    assert reading.value == "heroin"
    assert [(p.code, p.params["word"]) for p in reading.problems] == [("code.inferred", "Heroin")]


def test_several_things_decide_nothing() -> None:
    reading = match_code(COMMODITIES, "cocaine, hashish")
    assert [(p.code, p.params["codes"]) for p in reading.problems] == [
        ("code.several", "cocaine, cannabis_resin")
    ]


def test_words_without_marks_that_mean_two_things_decide_nothing() -> None:
    reading = match_code(COMMODITIES, "ga")
    assert [(p.code, p.params["codes"]) for p in reading.problems] == [
        ("code.ambiguous", "lpg, poultry")
    ]


@pytest.mark.parametrize(
    ("written", "id", "how"),
    [
        ("Pháo hoa nổ", "display_fireworks", How.LABEL),
        ("02 thùng pháo hoa nổ (36 quả)", "display_fireworks", How.LABEL),
        ("bạch phiến", "heroin", How.SYNONYM),
        ("THUOC LA DIEN TU", "e_cigarettes", How.LABEL),
        ("bac", "silver", How.UNMARKED),
        ("metamphetamin", "methamphetamine", How.SPELLING),
        ("heroin giấu trong lốp xe", "heroin", How.WITHIN),
        ("tôm, cua", "seafood", How.GENERAL),
    ],
)
def test_match_tells_its_reason(written: str, id: str, how: How) -> None:  # noqa: A002
    match = explain_code(COMMODITIES, written)
    assert match is not None
    assert (match.code, match.how) == (id, how)


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("đá", "methamphetamine"),
        ("đá xây dựng", "stone"),
        ("bạc", "silver"),
        ("máy đánh bạc", "gambling_device"),
        ("lá thuốc lá", "tobacco_leaf"),
        ("thuốc lá", "cigarettes"),
        ("thuốc", "medicine"),
        ("Heroin (trong bao thuốc lá)", "heroin"),
        ("gói chè bên trong chứa ma túy đá", "methamphetamine"),
        ("Động vật hoang dã (tê tê)", "pangolin"),
        ("không phát hiện ma túy", None),
        ("đánh bạc", None),
    ],
)
def test_marks_order_and_surroundings_decide(written: str, id: str | None) -> None:  # noqa: A002
    assert match_code(COMMODITIES, written).value == id


def test_all_things_of_a_text_are_found_with_their_places() -> None:
    text = "Thu 02 bánh HEROIN, 500 viên hồng phiến và 01 xe máy"
    found = find_codes(COMMODITIES, text)
    assert [(each.code, text[each.begin : each.end]) for each in found] == [
        ("heroin", "HEROIN"),
        ("methamphetamine_tablets", "hồng phiến"),
        ("motorcycle", "xe máy"),
    ]


@given(st.text())
def test_places_of_what_is_found_lie_in_the_text_in_order(written: str) -> None:
    places = [(each.begin, each.end) for each in find_codes(COMMODITIES, written)]
    assert all(0 <= begin < end <= len(written) for begin, end in places)
    assert places == sorted(places)


@given(st.sampled_from([name for code in COMMODITIES for name in (code.label_vi, code.label_en)]))
def test_label_within_a_quantity_is_still_its_code(label: str) -> None:
    code = match_code(COMMODITIES, label).value
    assert code is not None
    assert match_code(COMMODITIES, label.upper()).value == code


def test_label_of_a_code_that_is_no_more_is_its_id() -> None:
    assert COMMODITIES.label("gone", "vi") == "gone"


@given(st.text(), st.sampled_from(ALL_LISTS))
def test_any_text_is_matched_or_coded(written: str, codes: CodeList) -> None:
    reading = match_code(codes, written)
    assert reading.value is None or reading.value in codes
