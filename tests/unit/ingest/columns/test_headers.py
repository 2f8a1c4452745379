"""Headers are taken apart, and their words name fields in full, abbreviated, misspelt and run together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.ingest.core.columns.headers import groups_of, read_header, said_by


def likeliest(header: str) -> str:
    return max(said_by(header).items(), key=lambda each: each[1].score)[0]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("H/vi VP", "offence"),
        ("Đ.tượng VP", "party.name"),
        ("ĐKHKTT", "party.residence"),
        ("KQXL", "outcome.kind"),
        ("HANH VI VI PHAM", "offence"),
        ("NAMSINH", "party.birth"),
        ("so_bien_ban", "reference"),
        ("hoTen", "party.name"),
        ("Kết qủa sử lý", "outcome.kind"),
        ("Tang vật: Tên", "seizure.commodity"),
        ("Họ tên, năm sinh, nơi ở", "party.written"),
        ("Thời gian/Địa điểm", "occurred.written"),
        ("查获日期", "occurred.date"),
        ("姓名 Name", "party.name"),
    ],
)
def test_header_names_its_field(header: str, field: str) -> None:
    assert likeliest(header) == field


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Khối lượng (kg)", "kg"),
        ("Khối lượng, gam", "gam"),
        ("KL/tấn", "tấn"),
        ("Trị giá (tr.đ)", "triệu đồng"),
        ("Tiền phạt: triệu đồng", "triệu đồng"),
        ("Net weight [g]", "g"),
        ("Đối tượng (họ tên)", ""),
    ],
)
def test_unit_in_a_header_is_the_one_the_product_reads(header: str, unit: str) -> None:
    assert read_header(header).unit == unit


def test_number_and_levels_of_a_header_are_taken_off() -> None:
    header = read_header("Phương tiện 2: Biển số")
    assert (header.above, header.name, header.number) == ("Phương tiện", "Biển số", 2)


@pytest.mark.parametrize("header", ["Cột 1", "F7", "column 12", "Unnamed: 0", "x"])
def test_header_without_a_meaning_is_silent(header: str) -> None:
    assert read_header(header).silent
    assert not read_header(header).number


def test_words_over_columns_name_all_their_groups() -> None:
    assert groups_of("Tang vật, phương tiện") == {"seizure", "conveyance"}


# The first call reads the packaged lists.
@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_header_is_read_with_scores_between_nothing_and_one(text: str) -> None:
    assert all(0 < said.score <= 1 for said in said_by(text).values())
