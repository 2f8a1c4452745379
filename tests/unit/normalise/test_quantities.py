"""Quantities in Vietnamese and English become amounts in canonical units, and measures never mix."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.measures import MEASURES, UNITS, find_unit
from cotmoc.normalise.quantities import Quantity, read_count, read_money, read_quantity
from cotmoc.normalise.text import clean
from cotmoc.normalise.written_numbers import column_decimal_evidence, read_number


def read(written: str, **options: str) -> tuple[str, str] | None:
    quantity = read_quantity(written, **options).value
    return (quantity.measure, str(quantity.amount)) if quantity else None


@pytest.mark.parametrize(
    ("written", "measure", "amount"),
    [
        ("59,7kg", "mass", "59700"),
        ("1,874.0 kg", "mass", "1874000"),
        ("0,5 tấn", "mass", "500000"),
        ("3 gam", "mass", "3"),
        ("1 lb", "mass", "453.59237"),
        ("2 lạng", "mass", "200"),
        ("1.220.030 viên", "tablet", "1220030"),
        ("1.234 viên", "tablet", "1234"),
        ("5 triệu viên", "tablet", "5000000"),
        ("2 bánh heroin", "brick", "2"),
        ("1 000 bao", "pack", "1000"),
        ("12 bao tải", "bag", "12"),
        ("20 tút", "carton", "20"),
        ("12 con", "head", "12"),
        ("1,5 lít", "volume", "1500"),
        ("3 m3 gỗ", "volume", "3000000"),
        ("4 chiếc", "count", "4"),
        ("6 thùng", "crate", "6"),
        ("10 HOP", "box", "10"),
    ],
)
def test_quantity_with_a_unit(written: str, measure: str, amount: str) -> None:
    assert read(written) == (measure, amount)


def test_unit_of_the_column_holds_for_bare_numbers() -> None:
    assert read("8.3799469484296", unit="lb") == ("mass", "3801.079997")


def test_unit_behind_the_number_goes_before_that_of_the_column() -> None:
    assert read("5 kg", unit="lb") == ("mass", "5000")


def test_scientific_notation_of_programs_is_read() -> None:
    assert read("4.4e-05", unit="lb") == ("mass", "0.019958")


def test_tablets_of_ammunition_are_pieces() -> None:
    assert read("20 viên", counted_as="count") == ("count", "20")


def test_mass_of_what_is_counted_in_tablets_stays_mass() -> None:
    assert read("20 g", counted_as="tablet") == ("mass", "20")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("16.483 kg", "quantity.ambiguous"),
        ("5", "quantity.unit_missing"),
        ("5 foo", "quantity.unit_unknown"),
        ("khoảng 50 kg", "quantity.approximate"),
        ("2 cây", "quantity.unit_customary"),
        ("10,5 viên", "quantity.fraction"),
        ("-3 kg", "quantity.negative"),
        ("1e20 kg", "quantity.too_large"),
        ("12.34.5 kg", "quantity.unreadable"),
        ("nhiều", "quantity.unreadable"),
    ],
)
def test_quantity_with_a_finding(written: str, code: str) -> None:
    assert [p.code for p in read_quantity(written).problems] == [code]


@pytest.mark.parametrize(("decimal", "amount"), [("", "1234000"), (".", "1234"), (",", "1234000")])
def test_decimal_mark_of_the_column_settles_one_point(decimal: str, amount: str) -> None:
    assert read("1.234 kg", decimal=decimal) == ("mass", amount)


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("12,5 triệu đồng", Quantity("money_vnd", Decimal(12_500_000))),
        ("25 triệu", Quantity("money_vnd", Decimal(25_000_000))),
        ("1.500", Quantity("money_vnd", Decimal(1_500))),
        ("1,500 VND", Quantity("money_vnd", Decimal(1_500))),
        ("300trđ", Quantity("money_vnd", Decimal(300_000_000))),
        ("15 tỷ", Quantity("money_vnd", Decimal(15_000_000_000))),
        ("5.000 tệ", Quantity("money_cny", Decimal(5_000))),
        ("$500", Quantity("money_usd", Decimal(500))),
    ],
)
def test_money_keeps_its_currency(written: str, money: Quantity) -> None:
    assert read_money(written).value == money


def test_mass_is_no_money() -> None:
    assert [p.code for p in read_money("500 kg").problems] == ["money.unreadable"]


@pytest.mark.parametrize(("written", "count"), [("03 đối tượng", 3), ("1.200", 1200), ("0", 0)])
def test_count_with_words_behind(written: str, count: int) -> None:
    assert read_count(written).value == count


@pytest.mark.parametrize(
    ("written", "code"),
    [("ba", "count.unreadable"), ("1,5", "count.unreadable"), ("-1", "count.out_of_range")],
)
def test_count_that_is_none(written: str, code: str) -> None:
    assert [p.code for p in read_count(written).problems] == [code]


@pytest.mark.parametrize(
    ("samples", "mark"),
    [
        (["1.234", "59,7kg"], ","),
        (["1.220.030 viên"], ","),
        (["8.3799", "1,394.42"], "."),
        (["1.234", "12"], ""),
        (["59,7", "59.7"], ""),
    ],
)
def test_decimal_mark_follows_from_the_column(samples: list[str], mark: str) -> None:
    assert column_decimal_evidence(samples).mark == mark


def test_unit_names_of_all_units_are_measures() -> None:
    assert {unit.measure for unit in UNITS.values()} <= set(MEASURES)


@pytest.mark.parametrize(("word", "measure"), [("tạ", "mass"), ("ta", None), ("đ", "money_vnd")])
def test_unit_whose_marks_matter(word: str, measure: str | None) -> None:
    unit = find_unit(word)
    assert (unit.measure if unit else None) in {measure, "mass"}


@given(st.integers(0, 10**14))
def test_whole_number_grouped_in_both_ways_is_the_same(number: int) -> None:
    english = f"{number:,}"
    vietnamese = english.replace(",", ".")
    read_both = [read_number(text, whole=True) for text in (english, vietnamese)]
    assert [n.value if n else None for n in read_both] == [number, number]


@given(st.decimals(0, 10**9, places=4), st.sampled_from([",", "."]))
def test_decimal_number_with_a_known_mark_is_exact(number: Decimal, mark: str) -> None:
    found = read_number(str(number).replace(".", mark), decimal=mark)
    assert found is not None
    assert found.value == number


@given(
    st.text() | st.from_regex(r"[-\d.,' ]{1,15}(kg|viên|tỷ)?"), st.sampled_from(["", "kg", "viên"])
)
def test_any_text_is_read_or_coded(written: str, unit: str) -> None:
    for reading in (read_quantity(written, unit), read_money(written)):
        assert reading.value is not None or reading.problems or not clean(written)


@given(st.decimals(0, 10**9, places=6), st.sampled_from(sorted(UNITS)))
def test_amount_is_exact_to_a_millionth(number: Decimal, word: str) -> None:
    quantity = read_quantity(f"{number} {word}", decimal=".").value
    exact = number * UNITS[word].factor
    assert quantity is not None
    assert abs(quantity.amount - exact) <= Decimal("0.0000005")
