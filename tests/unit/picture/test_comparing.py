"""Changes against earlier periods: published values, a plain recount of the test, and what the verdicts promise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.picture.core.comparing import (
    CHANCE,
    Change,
    Period,
    Sum,
    Verdict,
    change,
    probability_of,
    standing_out,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
SHARES = st.sampled_from((0.5, 365 / 731, 0.2, 0.83))


def plainly(events: int, number: int, share: float) -> float:
    """The same probability, by adding up every outcome."""
    chances = [comb(number, n) * share**n * (1 - share) ** (number - n) for n in range(number + 1)]
    return sum(chance for chance in chances if chance <= chances[events] * (1 + 1e-7))


def count(number: int) -> Sum:
    """A count, in which each incident adds one."""
    return Sum(number, number)


@given(st.integers(0, 80), st.integers(0, 80), SHARES)
def test_probability_equals_the_sum_over_all_outcomes(here: int, there: int, share: float) -> None:
    asked = probability_of(here, here + there, share)
    assert asked == pytest.approx(plainly(here, here + there, share), abs=1e-9)


def test_probability_of_a_million_events_is_that_of_the_normal_distribution() -> None:
    assert probability_of(500_980, 1_000_000, 0.5) == pytest.approx(0.05, abs=0.001)


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        (5, 0, Verdict.TOO_FEW),
        (6, 0, Verdict.MORE),
        (0, 6, Verdict.FEWER),
        (3, 3, Verdict.CHANCE),
        (0, 0, Verdict.TOO_FEW),
        (120, 80, Verdict.MORE),
        (105, 95, Verdict.CHANCE),
    ],
)
def test_verdict_on_counts_of_equal_periods(now: int, before: int, verdict: Verdict) -> None:
    assert change(count(now), count(before), (365, 365)).verdict is verdict


def test_longer_period_may_have_more() -> None:
    assert change(count(40), count(20), (60, 30)).verdict is Verdict.CHANCE


def test_one_large_seizure_is_too_little_to_say() -> None:
    many_and_one = Sum(Decimal(10_100), 10_000.0**2 + 100)
    hundred = Sum(Decimal(100), 100)
    assert change(many_and_one, hundred, (365, 365)).verdict is Verdict.TOO_FEW


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 9))
def test_things_of_one_size_are_judged_as_their_number(now: int, before: int, size: int) -> None:
    things = change(Sum(now * size, now * size**2), Sum(before * size, before * size**2), (31, 28))
    assert things.verdict is change(count(now), count(before), (31, 28)).verdict


def test_share_of_nothing_is_not_stated() -> None:
    assert change(count(7), count(0), (30, 30)).share is None


@given(DAYS, st.integers(0, 900))
def test_period_before_ends_on_the_eve_and_keeps_whole_months(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    before = period.before()
    assert before.last == first - timedelta(days=1)
    assert before.months == period.months
    assert period.months or before.days == period.days


@given(DAYS, st.integers(0, 900))
def test_year_before_is_a_year_before(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    earlier = period.year_before()
    assert (earlier.first.year, earlier.first.month) == (first.year - 1, first.month)
    assert earlier.months == period.months or not period.months
    assert earlier.first <= earlier.last


def found(probability: float) -> Change:
    """A change of that probability."""
    return Change(9, 1, Verdict.MORE if probability <= CHANCE else Verdict.CHANCE, probability)


def test_what_stands_out_among_many_must_be_less_probable_than_alone() -> None:
    alone = {"a": found(0.04)}
    among = alone | {str(n): found(0.5) for n in range(9)}
    assert standing_out(alone) == ["a"]
    assert standing_out(among) == []


def test_what_stands_out_comes_with_the_least_probable_first() -> None:
    changes = {"a": found(0.004), "b": found(0.001), "c": found(0.9)}
    assert standing_out(changes) == ["b", "a"]


def test_too_few_to_say_never_stands_out() -> None:
    assert standing_out({"a": Change(1, 0, Verdict.TOO_FEW, 0.01)}) == []
