"""Words that are spelled nearly alike, and that nothing alike is ruled out beforehand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from cotmoc.resolution.core.ragged import ragged_from_pairs
from cotmoc.resolution.core.spellings import ALIKE_RATIO, Spellings


def alike(one: str, other: str) -> bool:
    """Whether the only words of two rows are alike."""
    row = np.zeros(1, dtype=np.int64)
    words = Spellings([one, other])
    first, second = (ragged_from_pairs(row, np.array([code]), 1) for code in (0, 1))
    return bool(words.any_alike((first, row), (second, row))[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("magnolia", "magnolla"),
        ("tran van hung", "tranvan hungg"),
        ("海洋之星一号船只", "海洋之星二号船只"),
    ],
)
def test_a_letter_or_two_apart_is_alike(one: str, other: str) -> None:
    assert alike(one, other) == (fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= 88)


def test_other_letters_are_not_alike() -> None:
    assert not alike("magnolia", "hibiscus")


@settings(deadline=None)
@given(st.text("abcđ 海洋", max_size=12), st.text("abcđ 海洋", max_size=12))
def test_nothing_alike_is_ruled_out(one: str, other: str) -> None:
    bare = one.replace(" ", ""), other.replace(" ", "")
    said = fuzz.ratio(*bare, score_cutoff=ALIKE_RATIO) > 0
    assert alike(one, other) == said
