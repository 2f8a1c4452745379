"""Totals are divided exactly, whatever chance gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.demonstration.core.chance import split_amount, split_whole, stream

seeds = st.integers(0, 2**32)


@given(seeds, st.integers(0, 20_000), st.integers(1, 300), st.integers(0, 3))
def test_split_whole_adds_up_within_its_bounds(
    seed: int, more: int, parts: int, least: int
) -> None:
    total = least * parts + more
    shares = split_whole(stream(seed), total, parts, least, least + more)
    assert (sum(shares), len(shares)) == (total, parts)
    assert all(least <= share <= least + more for share in shares)


@given(seeds, st.integers(1, 40), st.integers(0, 40))
def test_split_whole_fills_every_part_to_its_most(seed: int, parts: int, most: int) -> None:
    assert split_whole(stream(seed), parts * most, parts, most=most) == [most] * parts


@given(seeds, st.integers(1, 60), st.integers(0, 100_000))
def test_split_amount_adds_up_exactly(seed: int, parts: int, hundredths: int) -> None:
    total = Decimal(hundredths + parts * 10) / 100
    amounts = split_amount(stream(seed), total, parts, Decimal("0.1"))
    assert sum(amounts) == total
    assert all(amount >= Decimal("0.1") for amount in amounts)


@pytest.mark.parametrize(
    ("total", "parts", "least", "most"), [(5, 2, 3, None), (5, 2, 0, 2), (1, 0, 0, None)]
)
def test_split_whole_of_what_cannot_be_divided_is_refused(
    total: int, parts: int, least: int, most: int | None
) -> None:
    with pytest.raises(ValueError, match="cannot be divided"):
        split_whole(stream(1), total, parts, least, most)
