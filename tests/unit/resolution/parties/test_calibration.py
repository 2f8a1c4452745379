"""Of pairs given 90 %, nine in ten are the same: on records from which the weights were not made."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from benchmarks.party_calibration import Said, said_of
from benchmarks.party_clerks import clerks
from benchmarks.party_data import Synthetic, synthetic
from benchmarks.party_engines import columns_of
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.linking import link_parties
from cotmoc.resolution.core.parties.model import load_party_model
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.training import train_model
from cotmoc.resolution.core.scores import probability

SHIPPED = load_party_model()
SETS = pytest.mark.parametrize(("make", "count"), [(synthetic, 40_000), (clerks, 20_000)])
Make = Callable[[int, int], Synthetic]


def off_by(said: Said, low: float, high: float) -> float:
    """How far from what was said is what was so, of the pairs given a probability between two."""
    chance = probability(said.weights)
    within = (chance >= low) & (chance < high)
    given, so, count = chance[within].mean(), said.same[within].mean(), int(within.sum())
    assert count > 30
    return float(so - given)


@SETS
def test_shipped_weights_mean_what_they_say(make: Make, count: int) -> None:
    said = said_of(make(count, 71), SHIPPED)
    assert abs(off_by(said, 0.85, 0.95)) < 0.08
    assert abs(off_by(said, 0.3, 0.8)) < 0.2


@SETS
def test_trained_weights_mean_what_they_say(make: Make, count: int) -> None:
    other = build_parties(columns_of(make(count, 72).as_table()))
    said = said_of(make(count, 71), train_model(other, SHIPPED).model)
    assert abs(off_by(said, 0.85, 0.95)) < 0.08
    assert abs(off_by(said, 0.3, 0.8)) < 0.12


def test_a_name_that_tells_the_sex_leaves_little_for_the_sex_to_say() -> None:
    whole = SHIPPED.level_table()[1]
    apart = SHIPPED.level_table()[0]
    assert apart[3, 1] > 0.9
    assert whole[3, 1] < 0.05


def test_foreign_names_are_no_rarer_for_being_foreign() -> None:
    found = link_parties(build_parties(columns_of(clerks(8_000, 5).as_table())), SHIPPED)
    names = found.rarities[:, 0]
    assert np.percentile(names, 95) < 12


def test_what_is_seen_together_is_a_step_of_its_own() -> None:
    found = link_parties(build_parties(columns_of(synthetic(2_000, 6).as_table())), SHIPPED)
    scores = list(Explainer(SHIPPED).explain(found))
    codes = {reason.code for score in scores for reason in score.reasons}
    assert "party.together" in codes
    for score in scores:
        total = sum(reason.weight for reason in score.reasons)
        assert total == pytest.approx(score.weight, abs=1e-8)
