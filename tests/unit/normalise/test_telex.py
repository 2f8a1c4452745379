"""Keys of Telex and VNI are carried out where they were plainly left undone, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.telex import undo_typing


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Nguyeenx Vawn DDuwcs", "Nguyễn Văn Đức"),
        ("TRAANF THIJ BINHF", "TRẦN THỊ BÌNH"),
        ("Buif Xuaan Truwowngf", "Bùi Xuân Trường"),
        ("dduwowngf", "đường"),
        ("Nguyễn Vawn Nam", "Nguyễn Văn Nam"),
        ("Nguye6n4 Va8n D9u71c", "Nguyễn Văn Đức"),
        ("Vo4 Thanh Tu1", "Võ Thanh Tú"),
        ("Tra62n Thi5 Hoa2", "Trần Thị Hòa"),
    ],
)
def test_keys_left_undone_are_carried_out(written: str, text: str) -> None:
    assert undo_typing(written) == text


@pytest.mark.parametrize(
    "written",
    [
        "Rubber Boots", "Moon Boots", "Down Town", "Lee Moon Soo", "Loong Toong", "Trần Max", "Alex Nguyen", "khí CO2",
        "Phòng A1", "Tổ 2", "14C-123.45", "N2O", "Ms Lan", "Somphone Keovongsa", "Wang Xiaoming", "",
    ],
)  # fmt: skip
def test_foreign_words_and_codes_are_left_alone(written: str) -> None:
    assert undo_typing(written) == written


@given(st.text(max_size=30))
def test_undone_text_is_undone(text: str) -> None:
    once = undo_typing(text)
    assert undo_typing(once) == once
