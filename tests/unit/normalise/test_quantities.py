"""Quantities in Vietnamese and English become amounts in canonical units, and measures never mix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.measures import MEASURES, UNITS, find_unit
from cotmoc.normalise.money import Money, read_money
from cotmoc.normalise.numerals import read_numeral
from cotmoc.normalise.quantities import Bound, Quantity, Side, read_count, read_quantity
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
    assert read("20 viên", measure="count") == ("count", "20")


def test_mass_of_what_is_counted_in_tablets_stays_mass() -> None:
    assert read("20 g", measure="tablet") == ("mass", "20")


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
        ("(350)", "quantity.negative"),
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
        ("12,5 triệu đồng", Money("vnd", Decimal(12_500_000))),
        ("25 triệu", Money("vnd", Decimal(25_000_000))),
        ("1.500", Money("vnd", Decimal(1_500))),
        ("1,500 VND", Money("vnd", Decimal(1_500))),
        ("300trđ", Money("vnd", Decimal(300_000_000))),
        ("15 tỷ", Money("vnd", Decimal(15_000_000_000))),
        ("5.000 tệ", Money("cny", Decimal(5_000))),
        ("$500", Money("usd", Decimal(500))),
    ],
)
def test_money_keeps_its_currency(written: str, money: Money) -> None:
    assert read_money(written).value == money


def test_mass_is_no_money() -> None:
    assert [p.code for p in read_money("500 kg").problems] == ["money.unreadable"]


@pytest.mark.parametrize(
    ("written", "count"), [("03 đối tượng", 3), ("1.200", 1200), ("0", 0), ("ba đối tượng", 3)]
)
def test_count_with_words_behind(written: str, count: int) -> None:
    assert read_count(written).value == count


@pytest.mark.parametrize(
    ("written", "code"),
    [("vài", "count.unreadable"), ("1,5", "count.unreadable"), ("-1", "count.out_of_range")],
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


@given(st.decimals(0, 10**8, places=6), st.sampled_from(sorted(UNITS)))
def test_amount_is_exact_to_a_millionth(number: Decimal, word: str) -> None:
    quantity = read_quantity(f"{number} {word}", decimal=".").value
    exact = number * UNITS[word].factor
    assert quantity is not None
    assert abs(quantity.amount - exact) <= Decimal("0.0000005")


@pytest.mark.parametrize(
    ("written", "measure", "amount", "beside"),
    [
        ("2 bánh (700 g)", "mass", "700", ("brick", "2")),
        ("02 bánh heroin, trọng lượng 715,5g", "mass", "715.5", ("brick", "2")),
        ("3 thùng × 12 chai", "bottle", "36", ("crate", "3")),
        ("3 thùng, mỗi thùng 12 chai", "bottle", "36", ("crate", "3")),
        ("10 tút = 100 bao", "pack", "100", ("carton", "10")),
        ("120 con (150 kg)", "head", "120", ("mass", "150000")),
    ],
)
def test_amount_in_the_goods_own_measure_counts_and_the_others_stand_beside(
    written: str, measure: str, amount: str, beside: tuple[str, str]
) -> None:
    quantity = read_quantity(written, measure=measure).value
    assert quantity == Quantity(
        measure, Decimal(amount), beside=(Side(beside[0], Decimal(beside[1])),)
    )


def test_bricks_are_never_turned_into_grams() -> None:
    assert read("hai bánh heroin", measure="mass") == ("brick", "2")


def test_amounts_of_which_none_is_the_goods_own_are_said() -> None:
    assert [p.code for p in read_quantity("2 bánh (700 g)").problems] == ["quantity.several"]


@pytest.mark.parametrize(
    ("written", "bound", "most"),
    [
        ("gần 8.000 bao", Bound.ABOUT, None),
        ("hơn 5 kg", Bound.AT_LEAST, None),
        ("không quá 5 kg", Bound.AT_MOST, None),
        ("10-12 kg", Bound.RANGE, Decimal(12_000)),
    ],
)
def test_quantity_says_what_its_number_means(
    written: str, bound: Bound, most: Decimal | None
) -> None:
    quantity = read_quantity(written).value
    assert quantity is not None
    assert (quantity.bound, quantity.most) == (bound, most)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("một trăm linh năm viên", "105"),
        ("năm mươi nghìn viên", "50000"),
        ("1 nghìn 2 trăm viên", "1200"),
        ("2,5 vạn viên", "25000"),
        ("mười hai phẩy năm kg", "12500"),
        ("không phẩy không năm kg", "50"),
        ("hai phẩy bảy mươi lăm kg", "2750"),
        ("ba chấm một bốn tấn", "3140000"),
        ("một tấn rưỡi", "1500000"),
        ("1kg2", "1200"),
        ("5 kg + 300 g", "5300"),
    ],
)
def test_numbers_in_words_and_parts(written: str, amount: str) -> None:
    quantity = read_quantity(written).value
    assert quantity is not None
    assert str(quantity.amount) == amount


def test_cay_of_cigarettes_is_ten_packs_and_of_gold_a_tael() -> None:
    assert read("10 cây", measure="pack") == ("pack", "100")
    assert read("2 cây", measure="mass", goods="gold") == ("mass", "75")


def test_dong_that_stand_beside_another_currency_are_the_stated_value() -> None:
    money = read_money("5000 nhân dân tệ (khoảng 17 triệu đồng)").value
    assert money == Money(
        "vnd", Decimal(17_000_000), bound=Bound.ABOUT, beside=(("cny", Decimal(5_000)),)
    )


_NUMBERS = st.one_of(
    st.integers(0, 99_999).map(str),
    st.from_regex(r"[1-9]\d{0,2}[.,]\d{1,3}", fullmatch=True),
    st.from_regex(r"[1-9]\d{0,1}\.\d{3}\.\d{3}", fullmatch=True),
)


@given(
    _NUMBERS,
    _NUMBERS,
    st.sampled_from(("{} tỷ 350 triệu đồng", "{} NDT (khoảng {} triệu đồng)", "{} USD ({} đồng)")),
    st.sampled_from(("vnd", "cny", "usd", "triệu đồng")),
    st.sampled_from(("", ",", ".")),
)
def test_common_sums_are_read_as_the_long_way_reads_them(
    first: str, second: str, form: str, currency: str, decimal: str
) -> None:
    written = form.format(first, second)
    quick, slow = (read_money(text, currency, decimal) for text in (written, f"{written} ;"))
    assert quick.value == slow.value
    assert [p.code for p in quick.problems] == [p.code for p in slow.problems]


def test_money_carries_the_day_it_is_stated_of() -> None:
    money = read_money("12.000.000 đồng", on=date(2024, 3, 1)).value
    assert money is not None
    assert money.on == date(2024, 3, 1)


def test_bare_sums_of_a_column_in_millions() -> None:
    assert read_money("451", "triệu đồng").value == Money("vnd", Decimal(451_000_000))


@given(st.integers(1, 10**12))
def test_number_in_words_is_the_number(number: int) -> None:
    words = in_words(number)
    numeral = read_numeral(words)
    assert numeral is not None
    assert (numeral.value.digits, numeral.value.places, numeral.length) == (number, 0, len(words))


def in_words(number: int) -> list[str]:
    """The number in Vietnamese, each group of three said in full."""
    words: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            words += [*_group(group, bool(words)), *([name] if name else [])]
    return words


_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _group(group: int, inner: bool) -> list[str]:
    if group >= 1000:
        return [
            *_group(group // 1000, inner),
            "nghìn",
            *(_group(group % 1000, True) if group % 1000 else []),
        ]
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_ONES[hundreds], "trăm"] if hundreds or inner else []
    if tens:
        words += ["mười"] if tens == 1 else [_ONES[tens], "mươi"]
    elif ones and words:
        words += ["linh"]
    return [*words, _ONES[ones]] if ones else words
