"""Columns the product does not take are recognised, in both languages, by header and by content."""

from __future__ import annotations

import pytest

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


def test_column_with_a_silent_header_is_refused_by_its_content() -> None:
    rows = [("A", "Kinh"), ("B", "Tày"), ("C", "Kinh")]
    assert protected_columns(("Họ tên", "DT"), rows) == {"DT": "ethnicity"}


def test_refused_column_is_suggested_as_refused_with_its_reason() -> None:
    suggestion = suggest(("Tôn giáo",), [("Phật giáo",)])[0]
    assert (suggestion.field, suggestion.reason) == ("refused", "column.protected")
    assert suggestion.params["kind"] == "religion"


def test_refused_cells_are_emptied() -> None:
    assert without_columns(("a", "b", "c"), frozenset({1})) == ("a", "", "c")
