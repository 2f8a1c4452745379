"""Which questions teach most: open ones, near the line, of many alike, with much hanging on them."""

from __future__ import annotations

import numpy as np

from cotmoc.resolution.core.patterns import pattern_of
from cotmoc.resolution.core.scores import Reason
from cotmoc.resolution.core.teaching import teaching_values


def value(
    weight: float, *, join: float = 8.0, waiting: int = 1, judged: int = 0, stakes: int = 2
) -> float:
    alike = np.array([waiting]), np.array([judged])
    return float(
        teaching_values(np.array([weight]), np.array([join]), alike, np.array([stakes]))[0]
    )


def test_even_odds_teach_more_than_a_pair_that_is_nearly_certain() -> None:
    assert value(0.0) > value(3.0) > value(5.0)


def test_pair_at_the_line_of_joining_teaches_about_the_line() -> None:
    assert value(8.0) == value(0.0) == 1.0
    assert value(8.0) > value(6.0) > value(4.5)


def test_first_answer_of_a_pattern_teaches_more_than_the_tenth() -> None:
    assert value(0.0, waiting=14) > value(0.0, waiting=1)
    assert value(0.0, waiting=14, judged=0) > value(0.0, waiting=14, judged=9)


def test_pair_on_which_more_records_hang_comes_first() -> None:
    assert value(0.0, stakes=8) > value(0.0, stakes=2)


def test_pattern_is_the_leading_reasons_without_rarity_and_start() -> None:
    reasons = [
        Reason("party.prior", {}, -12.0),
        Reason("party_name.exact", {}, 6.0),
        Reason("birth.same_year_only", {}, 3.0),
        Reason("document.other_kind", {}, 0.0),
        Reason("sex.same", {}, 0.9),
        Reason("residence.different", {}, -2.0),
        Reason("party_name.rare", {}, 5.0),
    ]
    assert pattern_of(reasons) == "party_name.exact birth.same_year_only residence.different"
