"""The rule on two published registers, against pairs judged by reading both texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.piracy_judged import (
    FIRST,
    SECOND,
    THIRD,
    JudgedPair,
    estimate,
    judged_pairs,
    precision_at,
)
from benchmarks.piracy_registers import columns_of, read_attacks
from benchmarks.resolve_piracy import Run, run
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.training import train_weights
from cotmoc.resolution.core.weights import load_weights

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def trained(shared_data: Path) -> Run:
    """Both registers, compared by weights trained on them."""
    attacks = read_attacks(shared_data / "piracy")
    features = build_features(columns_of(attacks))
    return run(attacks, features, train_weights(features, load_weights()).table)


@pytest.fixture(scope="module")
def second() -> list[JudgedPair]:
    return judged_pairs(SECOND)


@pytest.mark.parametrize("path", [SECOND, THIRD])
def test_trained_rule_finds_more_than_the_one_before_and_is_as_often_right(
    trained: Run, path: Path
) -> None:
    judged = judged_pairs(path)
    before = estimate(judged, [pair.previous for pair in judged])
    now = estimate(judged, [trained.side(pair) for pair in judged])
    assert now.recall.value > before.recall.value + 0.1
    assert now.precision.value > before.precision.value - 0.01
    assert now.reach.value > before.reach.value


@pytest.mark.parametrize("path", [SECOND, THIRD])
def test_trained_rule_is_no_less_right_at_the_recall_of_the_one_before(
    trained: Run, path: Path
) -> None:
    judged = judged_pairs(path)
    before = estimate(judged, [pair.previous for pair in judged])
    weights = [trained.weight(pair) for pair in judged]
    assert precision_at(judged, weights, before.recall.value) >= before.precision.value - 1e-3


def test_no_pair_was_judged_twice() -> None:
    judged = [(p.imb, p.nga) for path in (FIRST, SECOND, THIRD) for p in judged_pairs(path)]
    assert len(set(judged)) == len(judged)


def test_hardly_a_pair_judged_different_is_joined(trained: Run, second: list[JudgedPair]) -> None:
    wrong = [p for p in second if p.judgement == "different" and trained.side(p) == "joined"]
    joined = [p for p in second if trained.side(p) == "joined"]
    assert len(wrong) <= 0.02 * len(joined)


def test_earlier_sample_is_joined_and_never_wrongly(trained: Run) -> None:
    first = judged_pairs(FIRST)
    joined = [pair.judgement for pair in first if trained.side(pair) == "joined"]
    assert joined.count("same") >= 75
    assert "different" not in joined


def test_every_row_is_joined_to_at_most_one_of_the_other_register(trained: Run) -> None:
    for side in np.array(sorted(trained.joined)).T:
        assert len(set(side.tolist())) == len(side)
