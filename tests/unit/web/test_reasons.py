"""Reasons in words, and their weights as a waterfall."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.resolution.core.comparison import LEVELS
from cotmoc.web.reasons import (
    SENTENCES,
    bits_text,
    distance_text,
    leading,
    probability_text,
    sentence,
    waterfall,
)

CODES = sorted({f"{name}.{each}" for name, levels in LEVELS.items() for each in levels})
PARAMS: dict[str, Any] = {
    "days": 12,
    "distance_m": 3_210,
    "count": 4,
    "offence": "smuggling",
    "other": "contraband",
    "words": "pham dinh binh",
}


def reason(code: str, weight: float = 1.0) -> dict[str, Any]:
    return {"code": code, "params": PARAMS, "weight": weight}


@pytest.mark.parametrize("code", ["prior", *CODES])
def test_every_reason_that_resolution_gives_has_a_sentence(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentence_can_be_filled_in_both_languages(code: str, language: str) -> None:
    with translation.override(language):
        assert "%(" not in sentence(reason(code))


def test_code_that_nobody_worded_stands_for_itself() -> None:
    assert sentence(reason("weather.same")) == "weather.same"


def test_names_are_given_back_their_capitals() -> None:
    with translation.override("en"):
        assert sentence(reason("name.shared")) == "Same name: Pham Dinh Binh"


def test_leading_reasons_speak_for_it_and_come_heaviest_first() -> None:
    found = [
        reason("prior", -14),
        reason("time.same_day", 11),
        reason("goods.different", -2),
        reason("name.shared", 12),
    ]
    with translation.override("en"):
        assert leading(found) == ["Same name: Pham Dinh Binh", "Same day"]


weights = st.lists(st.floats(-30, 30), min_size=1, max_size=12)


@given(weights)
def test_bars_lie_within_the_picture(found: list[float]) -> None:
    steps = waterfall([reason("prior", weight) for weight in found]).steps
    assert all(0 <= float(step.bar_x) <= 100 for step in steps)
    assert all(float(step.bar_x) + float(step.bar_width) <= 100.6 for step in steps)


@given(weights)
def test_waterfall_ends_at_the_sum(found: list[float]) -> None:
    with translation.override("en"):
        shown = waterfall([reason("prior", weight) for weight in found])
        assert shown.total == bits_text(sum(found))


@given(st.floats(0, 1))
def test_probability_never_claims_to_be_certain(share: float) -> None:
    with translation.override("en"):
        assert probability_text(share) not in {"0.0 %", "100.0 %"}


@pytest.mark.parametrize(
    ("distance_m", "expected"),
    [
        (7, "7\N{NO-BREAK SPACE}m"),
        (344, "340\N{NO-BREAK SPACE}m"),
        (3_210, "3.2\N{NO-BREAK SPACE}km"),
        (1_234_567, "1,235\N{NO-BREAK SPACE}km"),
    ],
)
def test_distance_reads_well(distance_m: float, expected: str) -> None:
    with translation.override("en"):
        assert distance_text(distance_m) == expected
