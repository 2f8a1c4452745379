"""Weights of incidents estimated from records, judged pairs and the neighbourhood of what is not the same."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from cotmoc.resolution.core.chances import in_order
from cotmoc.resolution.core.features import GoodsLine, IncidentFeatures
from cotmoc.resolution.core.fits import JudgedPairs
from cotmoc.resolution.core.matching import MatchSettings, find_matches
from cotmoc.resolution.core.mixture import Mixture, calibrated, estimate, patterns_of
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.training import share_of_one_incident, train_weights
from cotmoc.resolution.core.weights import BadWeightsError, WeightTable, load_weights
from tests.unit.resolution.incidents import DAY, Incident, features_of

READY = load_weights()
EVENTS, DOUBLE = 1_200, 500


def words(chance: np.random.Generator, count: int) -> str:
    """Words of which some are met in many texts."""
    return " ".join(f"tu{int(n)}" for n in chance.pareto(0.7, count).clip(max=30_000) * 20)


def register(*, double: int = DOUBLE) -> IncidentFeatures:
    """Events at forty places in three years; the first of them are reported by two agencies, never quite alike."""
    chance = np.random.default_rng(5)
    told: list[Incident] = []
    for event in range(EVENTS):
        place, day = chance.integers(0, 40, 2), DAY + timedelta(days=int(chance.integers(0, 1_100)))
        goods = [
            GoodsLine(f"goods-{chance.integers(0, 12)}", "mass", float(chance.integers(1, 900)) / 7)
        ]
        text, name = words(chance, 9), f"Ho{chance.integers(0, 30)} Ten{chance.integers(0, 900)}"
        common = {"lon": 106.5 + place[0] * 0.02, "offence": f"offence-{chance.integers(0, 6)}"}
        told.append(
            Incident(
                2 * event + 1,
                "alpha",
                day,
                lat=21.2,
                names=[name],
                text=text,
                goods=goods,
                **common,
            )
        )
        if event < double:
            late = timedelta(days=int(chance.choice([0, 0, 0, 0, 1])))
            north = 21.2 + float(chance.choice([0.0, 0.0, 0.004, 0.03]))
            said = [name] if chance.random() < 0.6 else []
            told.append(
                Incident(
                    2 * event + 2, "bravo", day + late, lat=north, names=said,
                    text=f"{' '.join(text.split()[:5])} {words(chance, 4)}",
                    goods=goods if chance.random() < 0.7 else [], **common,
                )
            )  # fmt: skip
        else:
            told.append(
                Incident(
                    2 * event + 2, "bravo", DAY + timedelta(days=int(chance.integers(0, 1_100))), lat=21.2,
                    lon=106.5 + place[1] * 0.02, names=[f"Ho{place[1]} Ten{chance.integers(0, 900)}"],
                    text=words(chance, 9), offence=f"offence-{chance.integers(0, 6)}",
                )
            )  # fmt: skip
    return features_of(*told)


@pytest.fixture(scope="module")
def features() -> IncidentFeatures:
    return register()


def is_true(left_id: str, right_id: str) -> bool:
    """Whether two records of the register are one event that two agencies reported."""
    one, other = (int(each.split(":")[1]) for each in (left_id, right_id))
    return one % 2 == 1 and other == one + 1 and one <= 2 * DOUBLE


def found(features: IncidentFeatures, table: WeightTable) -> tuple[float, float]:
    """Precision and recall of what the rule joins by a table."""
    settings = MatchSettings(scorer=WeightScorer(table))
    joined = find_matches(features, np.arange(len(features)), settings=settings).joined
    right = sum(is_true(match.left_id, match.right_id) for match in joined)
    return right / max(len(joined), 1), right / DOUBLE


def judged(features: IncidentFeatures) -> JudgedPairs:
    """What people would say of what is proposed or joined by ready-made weights."""
    settings = MatchSettings(least_proposed_bits=-6.0)
    matches = find_matches(features, np.arange(len(features)), settings=settings)
    pairs = [*matches.joined[:60], *matches.proposed[:120]]
    row = {name: place for place, name in enumerate(features.ids.tolist())}
    return JudgedPairs(
        np.array([row[match.left_id] for match in pairs]),
        np.array([row[match.right_id] for match in pairs]),
        np.array([is_true(match.left_id, match.right_id) for match in pairs]),
    )


def test_trained_weights_join_nearly_all_and_hardly_anything_wrong(
    features: IncidentFeatures,
) -> None:
    precision, recall = found(features, train_weights(features, READY).table)
    assert precision >= 0.98
    assert recall >= 0.8


def test_share_of_one_incident_follows_from_days_on_which_nothing_can_be_the_same(
    features: IncidentFeatures,
) -> None:
    with_doubles, without = (share_of_one_incident(each) for each in (features, register(double=0)))
    assert without < 0.05
    assert with_doubles > 2 * without


def test_judgements_take_part_and_are_reported(features: IncidentFeatures) -> None:
    answers = judged(features)
    trained = train_weights(features, READY, answers)
    assert trained.after.people.judged == len(answers.left)
    assert trained.after.people.agreed >= trained.before.people.agreed - 0.02
    assert trained.after.people.log_loss <= trained.before.people.log_loss + 0.05
    assert trained.table.name == "trained-incident-2"


def test_trained_weights_leave_the_curve_of_others_away(features: IncidentFeatures) -> None:
    assert READY.curve.knots
    assert not train_weights(features, READY).table.curve.knots


def test_training_twice_gives_the_same(features: IncidentFeatures) -> None:
    first, second = train_weights(features, READY), train_weights(features, READY)
    assert (first.after.bits, first.table.prior_bits) == (
        second.after.bits,
        second.table.prior_bits,
    )


def test_probabilities_of_trained_weights_hold(features: IncidentFeatures) -> None:
    table = train_weights(features, READY, judged(features)).table
    settings = MatchSettings(scorer=WeightScorer(table))
    matches = find_matches(features, np.arange(len(features)), settings=settings)
    likely = [
        is_true(match.left_id, match.right_id)
        for match in (*matches.joined, *matches.proposed)
        if match.score.probability >= 0.9
    ]
    assert np.mean(likely) >= 0.9


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_records_are_no_ground_for_weights(count: int) -> None:
    with pytest.raises(BadWeightsError) as refused:
        train_weights(features_of(*(Incident(n) for n in range(1, count + 1))), READY)
    assert refused.value.params["reason"] == "too_few"


def test_records_in_which_nothing_is_the_same_are_no_ground_for_weights() -> None:
    chance = np.random.default_rng(2)
    apart = [
        Incident(
            n, ("alpha", "bravo")[n % 2], DAY + timedelta(days=n * 40), lat=chance.uniform(8, 23)
        )
        for n in range(1, 200)
    ]
    with pytest.raises(BadWeightsError) as refused:
        train_weights(features_of(*apart), READY)
    assert refused.value.params["reason"] == "too_few"


def test_judgements_turned_round_are_refused(features: IncidentFeatures) -> None:
    even = np.arange(2 * DOUBLE, len(features) - 1, 2)
    far = JudgedPairs(even, even + 1, np.ones(len(even), dtype=bool))
    with pytest.raises(BadWeightsError) as refused:
        train_weights(features, READY, far)
    assert refused.value.params["reason"] in {"contradicted", "not_monotone", "no_evidence"}


def test_expectation_and_maximisation_finds_what_was_put_in() -> None:
    chance = np.random.default_rng(3)
    same = chance.random(40_000) < 0.2
    m, u = np.array([0.8, 0.2]), np.array([0.1, 0.9])
    codes = np.stack(
        [np.where(chance.random(40_000) < np.where(same, 0.8, 0.1), 1, 2) for _ in range(3)], 1
    )
    start = Mixture([np.array([0.6, 0.4])] * 3, [u] * 3, 0.5)
    fitted = estimate(patterns_of(codes), start, trust=5).mixture
    assert fitted.share == pytest.approx(0.2, abs=0.02)
    assert fitted.m[0] == pytest.approx(m, abs=0.03)


def test_levels_in_order_stay_as_they_are() -> None:
    m, u = np.array([0.7, 0.2, 0.1]), np.array([0.1, 0.3, 0.6])
    assert in_order(m, u, [[0, 1, 2]]).tolist() == m.tolist()


def test_calibration_takes_back_what_comparisons_say_twice() -> None:
    chance = np.random.default_rng(4)
    true_bits = chance.normal(0, 3, 6_000)
    same = chance.random(6_000) < probability(true_bits)
    slope, offset = calibrated(2 * true_bits + 3, same, 1.0)
    assert slope == pytest.approx(0.5, abs=0.05)
    assert offset == pytest.approx(-1.5, abs=0.3)
