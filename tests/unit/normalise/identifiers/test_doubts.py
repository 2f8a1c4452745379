"""Slips of the hand: how numbers differ by one, and what a wrong check digit can have been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.identifiers import Doubt, one_digit_away, read_identifier, valid_alternatives
from cotmoc.normalise.identifiers.check_digits import (
    container_digit,
    corrections,
    imo_digit,
    passes_luhn,
    resident_digit,
    tax_digit,
    thai_digit,
)

KEYS = st.text("0123456789ABCO", max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ("14C12345", "14C12345", Doubt.SAME),
        ("14C12345", "14CI2345", Doubt.LOOK_ALIKE),
        ("14B12345", "14812345", Doubt.LOOK_ALIKE),
        ("QN90123TS", "QN9O123TS", Doubt.LOOK_ALIKE),
        ("14C12345", "14C12354", Doubt.TRANSPOSED),
        ("022085001234", "022085001294", Doubt.OTHER_DIGIT),
        ("022085001234", "22085001234", Doubt.ONE_MORE),
        ("14C12345", "15C12346", None),
        ("14C12345", "14C1234567", None),
        ("", "1", Doubt.ONE_MORE),
    ],
)
def test_slip_between_two_numbers(one: str, other: str, doubt: Doubt | None) -> None:
    assert one_digit_away(one, other) is doubt


@given(KEYS, KEYS)
def test_slip_is_the_same_in_both_directions(one: str, other: str) -> None:
    assert one_digit_away(one, other) is one_digit_away(other, one)


@given(st.text("0123456789", min_size=2, max_size=12), st.data())
def test_exchanged_neighbours_are_found(key: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(key) - 2))
    other = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    assert one_digit_away(key, other) in (Doubt.TRANSPOSED, Doubt.SAME)


def test_published_examples_of_check_digits() -> None:
    assert container_digit("CSQU305438") == 3  # ISO 6346
    assert imo_digit("907472") == 9  # IMO Resolution A.1117(30)
    assert tax_digit("010010910") == 6
    assert resident_digit("11010519491231002") == "X"  # GB 11643-1999
    assert passes_luhn("4111111111111111")


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_thai_digit_makes_the_weighted_sum_a_multiple_of_eleven(number: str) -> None:
    total = sum(int(c) * w for c, w in zip(number, range(13, 1, -1), strict=True))
    assert (total + thai_digit(number)) % 11 in (0, 1)  # a remainder of ten is written 0 as well


@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.integers(0, 6), st.integers(1, 9))
def test_right_number_is_among_those_a_slip_away(serial: str, at: int, more: int) -> None:
    right = f"{serial}{imo_digit(serial)}"
    wrong = right[:at] + str((int(right[at]) + more) % 10) + right[at + 1 :]
    found = corrections(wrong, lambda n: imo_digit(n[:6]) == int(n[6]))
    assert right in (*found, wrong)


def test_alternatives_are_said_for_wrong_check_digits_only() -> None:
    wrong, right = read_identifier("CSQU3045383").value, read_identifier("CSQU3054383").value
    assert wrong
    assert right
    assert valid_alternatives(wrong)[0] == "CSQU3054383"
    assert valid_alternatives(right) == ()
