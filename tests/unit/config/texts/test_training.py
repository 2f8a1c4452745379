"""What training came to, in words and for programs."""

from __future__ import annotations

import json

import numpy as np
from django.utils.translation import override

from cotmoc.config.texts.training import as_json, as_svg, as_text
from cotmoc.resolution.core.fits import Agreement, Fit, agreement

WEIGHTS = np.array([9.0, 4.0, -1.0, -5.0])
SAME = np.array([True, True, True, False])


def fit(model: str, people: Agreement | None = None) -> Fit:
    """How a table of two comparisons does, one of them apart among namesakes."""
    return Fit(
        model,
        {"name": {"exact": 12.6}, "category": {"same": 1.0}},
        2240.0,
        people or Agreement(),
        {"whole": {"category": {"same": -0.25}}} if model == "after-2" else {},
    )


def test_weights_of_namesakes_stand_apart_beside_a_dash_where_there_were_none() -> None:
    with override("en"):
        lines = as_text(fit("before-1"), fit("after-2")).splitlines()
    at = lines.index("among two of the same name:")
    assert lines[at + 1].split() == ["category.same", "–", "-0.2"]


def test_reliability_says_of_each_tenth_how_many_people_call_the_same() -> None:
    people = agreement(WEIGHTS, SAME)
    with override("en"):
        text = as_text(fit("before-1", people), fit("after-2", people))
    tenths = text[text.index("of the pairs that were given:") :].splitlines()[1:]
    assert len(tenths) == 10
    assert tenths[9].split() == ["90%–100%", "100%", "(2/2)", "100%", "(2/2)"]
    assert tenths[5].split() == ["50%–60%", "–", "–"]


def test_reliability_is_drawn_where_people_judged() -> None:
    assert as_svg(fit("before-1"), "persons") is None
    drawn = as_svg(fit("after-2", agreement(WEIGHTS, SAME)), "persons")
    assert drawn is not None
    assert "persons: after-2" in drawn


def test_programs_get_null_where_nobody_judged() -> None:
    told = as_json(fit("before-1"), fit("after-2", agreement(WEIGHTS, SAME)))
    told = json.loads(json.dumps(told, allow_nan=False))
    assert told["before"]["agreed"] is None
    assert told["after"]["namesakes"]["whole"]["category"]["same"] == -0.25
    assert sum(tenth["pairs"] for tenth in told["after"]["reliability"]["tenths"]) == 4
