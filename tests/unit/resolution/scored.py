"""Two incidents scored among others."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from cotmoc.resolution.core.scores import PairScores, Score
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.weights import (
    DEFAULT_PATH,
)
from tests.unit.resolution.incidents import Incident, features_of

STATED: dict[str, Any] = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))


def scored(one: Incident, other: Incident, *others: Incident) -> PairScores:
    features = features_of(one, other, *others)
    return WeightScorer().score(features, np.array([0]), np.array([1]))


def explained(one: Incident, other: Incident) -> Score:
    features, scorer = features_of(one, other), WeightScorer()
    return scorer.explain(features, scorer.score(features, np.array([0]), np.array([1])))[0]
