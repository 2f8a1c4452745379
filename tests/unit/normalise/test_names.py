"""Names are read as people read them, and nothing is invented."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.reading.names import COLLECTION, values
from cotmoc.normalise.identifiers import document_key, registration_key
from cotmoc.normalise.names import (
    OrganisationName,
    PersonName,
    Tradition,
    looks_like_name,
    name_key,
    party_kind,
    read_name,
    read_names,
)
from cotmoc.normalise.names import reading as long_way
from cotmoc.normalise.names.lists import BARE_FAMILIES, family_readings
from cotmoc.normalise.names.plain import plain_name, usual_name
from cotmoc.normalise.names.values import CHANGES
from cotmoc.normalise.text import fold

SURNAMES = Path(__file__).resolve().parents[3].parent / "shared/data/names/surnames.csv"
# Texts made of what names and the words around them are made of.
PIECES = st.sampled_from(
    [
        *("Nguyễn", "TRẦN", "lê", "Lo", "Thao", "Ông", "bà", "Văn", "Thi", "A", "Y", "Đức", "Hoà", "Quí", "N.", "V.A"),
        *("(", ")", ",", ";", "-", "/", ".", "“", '"', "tức", "hay", "SN", "1985", "12/3/1990", "sinh năm", "trú tại"),
        *("và", "Công ty", "TNHH", "Co., Ltd", "chi nhánh", "Zhang", "Xiaoming", "张三", "ທ້າວ", "សុខ"),
        *("NguyÔn", "Nguyeenx", "Niê"),
        *("không rõ", "đối tượng", "<<", "\u200b", "\u00ad", "1.", "Mr", "van", "O'BRIEN", "H'Hen", "Ðức"),
    ]
)  # fmt: skip
WRITTEN = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=9).map(" ".join))


def person(written: str) -> PersonName:
    value = read_name(written).value
    assert isinstance(value, PersonName)
    return value


def organisation(written: str) -> OrganisationName:
    value = read_name(written).value
    assert isinstance(value, OrganisationName)
    return value


@pytest.mark.parametrize(
    "written",
    [
        "Nguyễn Văn Đức", "NGUYEN VAN DUC", "Ông Nguyễn  Văn Đức", "Nguyễn Văn Đức (tức Đức Béo)",
        "Nguyeenx Vawn DDuwcs",
        "NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc", "Nguyá»…n VÄƒn Äá»©c", "Duc, Nguyen Van", "1. Nguyễn Văn Đức - 1985",
        "bị can Nguyễn Văn Đức, SN 1985, trú tại Móng Cái", "NGUYEN<<VAN<DUC",
        unicodedata.normalize("NFD", "Nguyễn Văn Đức"),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    "written", ["Lê Thị Hợp", "Nguyễn Công Ty", "ông Lê Văn Tài - giám đốc Công ty TNHH Hải Hà"]
)
def test_name_without_a_legal_form_is_a_person(written: str) -> None:
    assert party_kind(written) == "person"


def test_firm_of_one_spelling_has_the_key_of_the_other() -> None:
    assert name_key("CTY CP SAO BIỂN") == name_key("Công ty Cổ phần Sao Biển")


@pytest.mark.parametrize(
    "written", ["không rõ", "Chưa rõ danh tính", "02 đối tượng khác", "???", "", "n/a", "无"]
)
def test_words_instead_of_a_name_name_nobody(written: str) -> None:
    assert read_name(written).value is None
    assert read_names(written) == []


def test_missing_marks_are_told_and_not_invented() -> None:
    name = person("TRAN THI BINH")
    assert (name.full, name.unmarked) == ("Tran Thi Binh", True)


def test_what_was_changed_is_told_in_one_order() -> None:
    name = person("1. Bị can NGUYỄN HUY HOÀ (tức Hoà Lé), SN 1985, trú tại Hải Hà")
    assert name.changes == ("cleaned", "tone_place", "case", "title", "alias", "birth", "beside")
    assert (name.aliases, name.birth_year, name.beside) == (("Hòa Lé",), 1985, "trú tại Hải Hà")


def test_name_that_stands_as_it_is_has_no_changes() -> None:
    assert person("Nguyễn Văn Đức").changes == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NguyÔn V¨n §øc", "name.font_repaired"),
        ("Nguyeenx Vawn DDuwcs", "name.typing_undone"),
        ("Van Duc Nguyen", "name.order_assumed"),
        ("Giàng A Dế; Mùa A Chứ", "name.several"),
    ],
)
def test_what_a_reader_must_check_is_a_warning(written: str, code: str) -> None:
    reading = read_name(written)
    assert reading.readable
    assert [problem.code for problem in reading.problems] == [code]


@pytest.mark.parametrize(
    ("written", "tradition", "family"),
    [
        ("Wang Xiaoming", Tradition.CHINESE, "Wang"),
        ("欧阳锋", Tradition.CHINESE, "欧阳"),
        ("Somphone Keovongsa", Tradition.GIVEN_FIRST, "Keovongsa"),
        ("Sok Dara", Tradition.FAMILY_FIRST, "Sok"),
        ("Giàng A Dế", Tradition.FAMILY_FIRST, "Giàng"),
        ("Y Bhăm Niê", Tradition.GIVEN_FIRST, "Niê"),
        ("SMITH, JOHN", Tradition.GIVEN_FIRST, "Smith"),
    ],
)
def test_family_name_is_where_its_tradition_puts_it(
    written: str, tradition: Tradition, family: str
) -> None:
    name = person(written)
    assert (name.tradition, name.family) == (tradition, family)


def test_document_beside_a_name_is_told_from_a_telephone() -> None:
    assert person("Nguyễn Văn Đức, CCCD: 022 085 001234").document == "022 085 001234"
    assert person("Nguyễn Văn Đức (ĐT: 0912345678)").document == ""


def test_parts_of_a_firm_are_told_apart() -> None:
    firm = organisation("CÔNG TY TNHH MTV THƯƠNG MẠI VÀ DỊCH VỤ HẢI HÀ - CHI NHÁNH MÓNG CÁI")
    assert (firm.legal_form, firm.activity, firm.core, firm.branch) == (
        "tnhh_mtv",
        "Thương mại và Dịch vụ",
        "Hải Hà",
        "Móng Cái",
    )


def test_readings_of_a_chinese_family_are_known() -> None:
    assert family_readings("陈") == family_readings("Chen") == {"Trần"}


def test_place_does_not_look_like_a_name() -> None:
    assert [
        looks_like_name(each) for each in ("Hà Nội", "Cao Xanh", "Trần Thị Bình", "BÙI NAM")
    ] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "written", ["14C-123.45", "14c 12345", "BKS: 14C-123.45", "Biển số 14C12345"]
)
def test_plate_in_any_spelling_has_one_key(written: str) -> None:
    assert registration_key(written) == "14C12345"


def test_plate_that_begins_like_a_prefix_is_kept() -> None:
    assert registration_key("REG1234") == "REG1234"


@given(WRITTEN)
def test_keys_are_idempotent(text: str) -> None:
    for key in (name_key, registration_key, document_key):
        assert key(key(text)) == key(text)


@given(WRITTEN)
@example("Nguyễn Văn Đức (tức")
def test_any_text_can_be_read_as_names(text: str) -> None:
    for reading in [read_name(text), *read_names(text)]:
        value = reading.value
        assert reading.readable
        assert value is None or (value.full.strip() and set(value.changes) <= set(CHANGES))


@given(WRITTEN)
def test_name_is_never_fuller_than_what_was_written(text: str) -> None:
    value = read_name(text).value
    if isinstance(value, PersonName) and not {"font", "typing"} & set(value.changes):
        letters = fold(text).replace(" ", "").replace("qui", "quy")
        assert all(word.replace("qui", "quy") in letters for word in fold(value.full).split())


@given(WRITTEN)
def test_full_name_is_read_as_itself(text: str) -> None:
    value = read_name(text).value
    if (
        isinstance(value, PersonName)
        and not {"font", "typing"} & set(value.changes)
        and not value.beside
    ):
        again = read_name(value.full).value
        undone = again is not None and {"font", "typing"} & set(again.changes)
        assert again is None or undone or fold(again.full) == fold(value.full)


@pytest.mark.parametrize("written", [*values(400), *(row["written"] for row in COLLECTION.rows)])
def test_short_way_reads_as_the_long_one(written: str) -> None:
    short = plain_name(written) or usual_name(written)
    if short is not None:
        assert long_way._read(written).value == short


@given(st.lists(PIECES, max_size=7).map(" ".join))
def test_short_way_reads_any_text_as_the_long_one(written: str) -> None:
    short = plain_name(written) or usual_name(written)
    if short is not None:
        assert long_way._read(written).value == short


@pytest.mark.shared
@pytest.mark.skipif(not SURNAMES.exists(), reason="the data of ../shared is not here")
def test_frequent_family_names_are_known() -> None:
    with SURNAMES.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Country"] == "VN"]
    names = [name for row in rows for name in row["Romanized Name"].split("/")]
    assert len(names) > 40
    assert [name for name in names if fold(name) not in BARE_FAMILIES] == []
