"""Changes and periods in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from cotmoc.picture.core.comparing import Change, Period, Verdict
from cotmoc.web.views.picture.changes import period_text, share_text
from cotmoc.web.views.picture.periods import first_period


def of(now: int, before: int) -> Change:
    """A change of two counts."""
    return Change(now, before, Verdict.CHANCE, 0.5)


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (110, 100, "+10\N{NARROW NO-BREAK SPACE}%"),
        (90, 100, "−10\N{NARROW NO-BREAK SPACE}%"),
        (100, 100, ""),
        (5, 0, ""),
        (1_201, 1_200, "<\N{NARROW NO-BREAK SPACE}1\N{NARROW NO-BREAK SPACE}%"),
        (1_100, 100, "×\N{NARROW NO-BREAK SPACE}11"),
    ],
)
def test_share_is_a_percentage_or_a_multiple(now: int, before: int, text: str) -> None:
    with override("en"):
        assert share_text(of(now, before)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "second half of 2025"),
        (date(2025, 2, 1), date(2025, 2, 28), "Feb 2025"),
        (date(2025, 4, 1), date(2025, 6, 30), "04/2025 – 06/2025"),
        (date(2025, 4, 1), date(2025, 6, 29), "1 Apr 2025 – 29 Jun 2025"),
    ],
)
def test_period_is_said_as_shortly_as_it_can_be(first: date, last: date, text: str) -> None:
    with override("en"):
        assert period_text(Period(first, last)) == text


def test_first_period_ends_with_the_month_of_the_latest_incident() -> None:
    assert first_period(date(2025, 6, 3)) == Period(date(2025, 1, 1), date(2025, 6, 30))


def test_first_period_without_any_date_is_none() -> None:
    assert first_period(None) is None
