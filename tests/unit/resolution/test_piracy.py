"""The rule on two published registers, against pairs judged by reading both texts."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from benchmarks.piracy_registers import columns_of, read_attacks
from benchmarks.resolve_piracy import JUDGED
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.matching import Match, find_matches

pytestmark = pytest.mark.shared

Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def outcome(shared_data: Path) -> tuple[Pairs, Pairs]:
    """The keys of the pairs that were joined, and of those left to people."""
    attacks = read_attacks(shared_data / "piracy")
    features = build_features(columns_of(attacks))
    matches = find_matches(features, np.arange(len(features)))

    def keys(found: tuple[Match, ...]) -> Pairs:
        sides = [[int(side.split(":")[1]) - 1 for side in (m.left_id, m.right_id)] for m in found]
        return {(attacks[left].key, attacks[right].key) for left, right in sides}

    return keys(matches.joined), keys(matches.proposed)


def judged(decision: str) -> Pairs:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {(r["imb"], r["nga"]) for r in csv.DictReader(file) if r["judgement"] == decision}


def test_no_pair_judged_different_or_unsure_is_joined(outcome: tuple[Pairs, Pairs]) -> None:
    joined, _ = outcome
    assert joined & (judged("different") | judged("unsure")) == set()


def test_every_pair_judged_the_same_is_joined_or_left_to_people(
    outcome: tuple[Pairs, Pairs],
) -> None:
    joined, proposed = outcome
    assert judged("same") - joined - proposed == set()


def test_every_row_is_joined_to_at_most_one_of_the_other_register(
    outcome: tuple[Pairs, Pairs],
) -> None:
    joined, _ = outcome
    imb = [left for left, _ in joined]
    assert len(imb) == len(set(imb))
