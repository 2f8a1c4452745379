"""Columns the product does not take are recognised in any language, by header and by content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.ingest.core.protected import (
    protected_columns,
    protected_content,
    protected_reason,
    without_columns,
)
from cotmoc.ingest.core.suggesting import suggest


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Dân tộc", "ethnicity"),
        ("Thành phần dân tộc của đối tượng", "ethnicity"),
        ("ETHNICITY", "ethnicity"),
        ("Race", "ethnicity"),
        ("Tôn giáo", "religion"),
        ("ton giao", "religion"),
        ("Religion/Belief", "religion"),
        ("Quan điểm chính trị", "political_opinion"),
        ("Political views", "political_opinion"),
        ("Đảng viên", "membership"),
        ("Ngày vào Đảng", "membership"),
        ("Trade union", "membership"),
        ("Party membership", "membership"),
        ("Xu hướng tính dục", "sexual_life"),
        ("Sexual orientation", "sexual_life"),
        ("Tình trạng sức khỏe", "health"),
        ("HIV", "health"),
        ("Nghiện ma túy", "health"),
        ("Medical history", "health"),
    ],
)
def test_header_of_a_protected_fact_is_recognised(header: str, kind: str) -> None:
    assert protected_reason(header) == kind


@pytest.mark.parametrize(
    "header",
    [
        "Quốc tịch",
        "Giới tính",
        "Sex",
        "Party name",
        "Hình dạng",
        "Tang vật",
        "Bệnh viện",
        "Đơn vị",
        "Hoa",
        "Nationality",
    ],
)
def test_header_of_anything_else_is_taken(header: str) -> None:
    assert protected_reason(header) == ""


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["Kinh", "Tày", "Kinh", "Nùng"], "ethnicity"),
        (["Mông", "Dao", "Thái", "", "Hoa"], "ethnicity"),
        (["Phật giáo", "Công giáo", "Không tôn giáo"], "religion"),
        (["Buddhist", "Catholic", "Muslim"], "religion"),
        (["Lào", "Trung Quốc", "Việt Nam", "Thái Lan"], ""),
        (["Dao", "Dao", "Súng", "Kiếm"], ""),
        (["Kinh"], ""),
    ],
)
def test_content_of_a_protected_fact_is_recognised(values: list[str], kind: str) -> None:
    assert protected_content(values) == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("宗教信仰", "religion"),
        ("民族", "ethnicity"),
        ("政治面貌", "membership"),
        ("ສາສະໜາ", "religion"),
        ("ຊົນເຜົ່າ", "ethnicity"),
        ("សុខភាព", "health"),
        ("เชื้อชาติ", "ethnicity"),
        ("Groupe sanguin", "health"),
        ("Вероисповедание", "religion"),
        ("ethnicGroup", "ethnicity"),
        ("DÂN TỘC", "ethnicity"),
        ("TG (1=Phật giáo, 2=Công giáo)", "religion"),
        ("Mã (A: Kinh; B: Mông)", "ethnicity"),
    ],
)
def test_header_in_another_language_or_with_a_legend_is_recognised(header: str, kind: str) -> None:
    assert protected_reason(header) == kind


@pytest.mark.parametrize(
    "header",
    [
        "Tình trạng sức khỏe tang vật",
        "Sức khỏe động vật",
        "Máy nghiền",
        "Số người nghiện",
        "Ban Dân tộc",
        "国籍",
        "Nationalité",
        "สัญชาติ",
        "Medical supplies",
        "Quan điểm xử lý",
    ],
)
def test_header_that_only_holds_such_a_word_is_taken(header: str) -> None:
    assert protected_reason(header) == ""


@pytest.mark.parametrize(
    ("header", "values", "kind"),
    [
        ("DT", ["Kinh", "Mông"], "ethnicity"),
        ("Cột 7", ["1-Kinh", "2-Tày", "1-Kinh"], "ethnicity"),
        ("Cột 7", ["Kinh, không", "Tày, không", "Dao, Tin lành"], "ethnicity"),
        ("Ghi chú 2", ["Theo đạo Tin lành", "Không", "Đạo Phật"], "religion"),
        ("Ghi chú 2", ["HIV dương tính", "Viêm gan B", "Không"], "health"),
        ("Cột 9", ["O+", "A+", "AB-"], "health"),
        ("Cột 9", ["Đảng viên", "Quần chúng", "Quần chúng"], "membership"),
        ("Cột 9", ["汉族", "壮族", "汉族"], "ethnicity"),
        ("Quốc tịch", ["Lào", "Thái", "Hoa", "Việt"], ""),
        ("Tên", ["Hoa", "Thái", "Thổ", "Co"], ""),
        ("Nguồn tin", ["Quần chúng", "Quần chúng", "Quần chúng"], ""),
        ("Màu sơn", ["White", "Black", "White"], ""),
        ("Tình trạng mốc", ["Tốt", "Bình thường", "Yếu"], ""),
        ("Tang vật", ["Khẩu trang", "Thuốc tân dược", "Dao"], ""),
        ("Ghi chú", ["Đối tượng là người dân tộc Mông, bỏ chạy", "Không", "Đã bàn giao"], ""),
        ("Ghi chú", ["n/a", "n/a", "không"], ""),
    ],
)
def test_content_decides_where_the_header_is_silent(
    header: str, values: list[str], kind: str
) -> None:
    assert protected_content(values, header) == kind


@given(st.text(), st.lists(st.text(), max_size=6))
def test_any_column_is_answered_with_a_kind_or_none(header: str, values: list[str]) -> None:
    kinds = {
        "",
        "religion",
        "ethnicity",
        "political_opinion",
        "membership",
        "sexual_life",
        "health",
    }
    assert {protected_reason(header), protected_content(values, header)} <= kinds


@given(st.lists(st.sampled_from(["Kinh", "Tày", "Heroin", "Không", "Phật giáo"]), max_size=8))
def test_order_of_the_rows_does_not_matter(values: list[str]) -> None:
    assert protected_content(values) == protected_content(sorted(values))


def test_column_with_a_silent_header_is_refused_by_its_content() -> None:
    rows = [("A", "Kinh"), ("B", "Tày"), ("C", "Kinh")]
    assert protected_columns(("Họ tên", "DT"), rows) == {"DT": "ethnicity"}


def test_refused_column_is_suggested_as_refused_with_its_reason() -> None:
    suggestion = suggest(("Tôn giáo",), [("Phật giáo",)])[0]
    assert (suggestion.field, suggestion.reason) == ("refused", "column.protected")
    assert suggestion.params["kind"] == "religion"


def test_refused_cells_are_emptied() -> None:
    assert without_columns(("a", "b", "c"), frozenset({1})) == ("a", "", "c")
