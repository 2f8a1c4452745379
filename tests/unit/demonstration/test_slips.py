"""A slip changes what it says and nothing else; names drawn as numbers are written out of their own parts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.demonstration.core.slips import dropped, inserted, other_digit, replaced, swapped
from cotmoc.demonstration.core.stocks import NameStock, Stock

words = st.text("abcđêơư", min_size=1, max_size=12)
numbers = st.text("0123456789", min_size=1, max_size=12)
FAMILIES = Stock(("Nông", "Lục"), (3.0, 1.0))
MIDDLES = Stock(("", "Thị", "Thị Thu"), (1.0, 2.0, 1.0))
GIVENS = Stock(("Hoa", "Lan", "Mùi", "Sửu"), (4.0, 3.0, 2.0, 1.0))


@given(numbers, st.data(), st.integers(1, 9))
def test_other_digit_changes_one_digit_and_no_other(
    number: str, data: st.DataObject, more: int
) -> None:
    at = data.draw(st.integers(0, len(number) - 1))
    changed = other_digit(number, at, more)
    assert [a != b for a, b in zip(number, changed, strict=True)] == [
        place == at for place in range(len(number))
    ]


@given(words, st.data())
def test_slip_is_undone_by_its_contrary(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert dropped(inserted(word, at, "x"), at) == word
    assert replaced(replaced(word, at, "x"), at, word[at]) == word
    assert swapped(swapped(word, at), at) == word


def test_stock_drawn_often_keeps_its_shares() -> None:
    drawn = GIVENS.draw(np.random.default_rng(1), 100_000)
    assert np.bincount(drawn) / 100_000 == pytest.approx([0.4, 0.3, 0.2, 0.1], abs=0.01)


@given(st.integers(0, 1), st.integers(0, 2), st.integers(0, 3))
def test_name_of_a_number_has_the_parts_that_made_it(family: int, middle: int, own: int) -> None:
    parts = [np.array([place]) for place in (family, middle, own)]
    stock = NameStock(FAMILIES, MIDDLES, GIVENS)
    name = stock.written(stock.codes(*parts))[0]
    expected = [FAMILIES.words[family], *MIDDLES.words[middle].split(), GIVENS.words[own]]
    assert name.split() == expected
