"""Numbers, quantities and moments in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.normalise.measures import MEASURES
from cotmoc.normalise.moments import Moment, Precision
from cotmoc.web.formatting import count_text, moment_text, number_text, quantity_text
from cotmoc.web.units import ENGLISH, SCALES

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(("language", "written"), [("vi", "1.220.030"), ("en", "1,220,030")])
def test_count_grouped_as_the_language_does(language: str, written: str) -> None:
    with override(language):
        assert count_text(1_220_030) == written


def test_count_not_known_is_a_dash() -> None:
    assert count_text(None) == "–"


@pytest.mark.parametrize(
    ("language", "written"), [("vi", "59,7 1.220.030"), ("en", "59.7 1,220,030")]
)
def test_plain_template_variables_follow_the_language(language: str, written: str) -> None:
    with override(language):
        context = Context({"decimal": Decimal("59.7"), "count": 1_220_030})
        assert Template("{{ decimal }} {{ count }}").render(context) == written


@pytest.mark.parametrize(
    ("amount", "measure", "vietnamese", "english"),
    [
        ("350", "mass", "350 g", "350 g"),
        ("59700", "mass", "59,7 kg", "59.7 kg"),
        ("1220030", "mass", "1.220,03 kg", "1,220.03 kg"),
        ("12500000", "mass", "12,5 tấn", "12.5 t"),
        ("1500", "volume", "1,5 lít", "1.5 l"),
        ("0", "mass", "0 g", "0 g"),
        ("3", "tablet", "3 viên", "3 tablets"),
        ("1", "tablet", "1 viên", "1 tablet"),
        ("12450000000", "money_vnd", "12.450.000.000 ₫", "12,450,000,000 ₫"),
        ("633", "pack", "633 gói", "633 packs"),
        ("2500", "length", "2,5 m", "2.5 m"),
        ("5", "no_such_measure", "5", "5"),
    ],
)
def test_quantity_in_the_unit_that_reads_best(
    amount: str, measure: str, vietnamese: str, english: str
) -> None:
    with override("vi"):
        assert str(quantity_text(Decimal(amount), measure)).replace(NBSP, " ") == vietnamese
    with override("en"):
        assert str(quantity_text(Decimal(amount), measure)).replace(NBSP, " ") == english


def test_every_measure_has_its_english_unit() -> None:
    words = {measure for measure in MEASURES if not measure.startswith("money_")}
    assert words == set(ENGLISH) | set(SCALES)


def test_quantity_with_many_decimals_is_marked_and_keeps_its_exact_value() -> None:
    with override("en"):
        text = quantity_text(Decimal("1360.77711"), "mass")
    assert (text.number, text.exact) == (f"≈{THIN}1.361", "1360.77711 g")


def test_quantity_too_small_to_write_is_not_zero() -> None:
    with override("en"):
        assert quantity_text(Decimal("0.0001"), "mass").number == f"<{THIN}0.001"


def test_quantity_that_could_not_be_read_says_so() -> None:
    with override("en"):
        assert str(quantity_text(None, "mass")) == "not read"


@given(st.decimals(min_value=0, max_value=10**12, places=6))
def test_number_without_a_mark_is_exact(value: Decimal) -> None:
    with override("en"):
        written = number_text(value)
    assert written[0] in "≈<" or Decimal(written.replace(",", "")) == value


@pytest.mark.parametrize(
    ("moment", "vietnamese", "english"),
    [
        (Moment(date(2025, 7, 5)), "05/07/2025", "5 Jul 2025"),
        (Moment(date(2025, 7, 5), Precision.MINUTE, 845), "14:05 05/07/2025", "5 Jul 2025, 14:05"),
        (Moment(date(2025, 7, 1), Precision.MONTH), "tháng 7/2025", "Jul 2025"),
        (Moment(date(2025, 7, 1), Precision.QUARTER), "quý III/2025", "Q3 2025"),
        (
            Moment(date(2025, 1, 1), Precision.HALF_YEAR),
            "6 tháng đầu năm 2025",
            "first half of 2025",
        ),
        (
            Moment(date(2025, 7, 1), Precision.HALF_YEAR),
            "6 tháng cuối năm 2025",
            "second half of 2025",
        ),
        (Moment(date(2025, 1, 1), Precision.YEAR), "năm 2025", "2025"),
        (
            Moment(date(2024, 3, 12), Precision.NIGHT),
            "đêm 12/03/2024 rạng sáng 13/03/2024",
            "night of 12 Mar 2024 to 13 Mar 2024",
        ),
        (
            Moment(date(2024, 4, 21), Precision.TEN_DAYS),
            "21/04/2024 – 30/04/2024",
            "21 Apr 2024 – 30 Apr 2024",
        ),
        (
            Moment(date(2024, 3, 12), Precision.SPAN, None, date(2024, 3, 15)),
            "12/03/2024 – 15/03/2024",
            "12 Mar 2024 – 15 Mar 2024",
        ),
        (
            Moment(date(2024, 1, 1), Precision.SPAN, None, date(2024, 9, 30)),
            "tháng 1/2024 – tháng 9/2024",
            "Jan 2024 – Sep 2024",
        ),
        (
            Moment(date(2020, 1, 1), Precision.SPAN, None, date(2025, 12, 31)),
            "2020 – 2025",
            "2020 – 2025",
        ),
    ],
)
def test_moment_no_more_precise_than_it_is_known(
    moment: Moment, vietnamese: str, english: str
) -> None:
    with override("vi"):
        assert moment_text(moment) == vietnamese
    with override("en"):
        assert moment_text(moment) == english


def test_moment_not_known_is_a_dash() -> None:
    assert moment_text(None) == "–"


def test_names_sorted_the_vietnamese_way() -> None:
    names = ["Đầm Hà", "Ba Chẽ", "Dê", "Ân Thi", "Ăn"]
    rendered = Template("{% load web %}{{ names|in_order|join:', ' }}").render(
        Context({"names": names})
    )
    assert rendered == "Ăn, Ân Thi, Ba Chẽ, Dê, Đầm Hà"
