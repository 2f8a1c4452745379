"""Weights estimated from the records at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.party_data import Synthetic, synthetic
from benchmarks.party_engines import columns_of
from benchmarks.resolve_parties import best_f1
from cotmoc.resolution.core.fits import JudgedPairs
from cotmoc.resolution.core.parties.chances import weigh
from cotmoc.resolution.core.parties.linking import link_parties
from cotmoc.resolution.core.parties.model import BadModelError, PartyModel, load_party_model
from cotmoc.resolution.core.parties.rows import Parties, build_parties
from cotmoc.resolution.core.parties.training import fit_of, train_model
from tests.unit.resolution.parties.people import parties

START = load_party_model()


@pytest.fixture(scope="module")
def made() -> Synthetic:
    return synthetic(6_000, seed=3)


@pytest.fixture(scope="module")
def records(made: Synthetic) -> Parties:
    return build_parties(columns_of(made.as_table()))


def judged(made: Synthetic, records: Parties, count: int) -> JudgedPairs:
    """What people would say of some of the pairs."""
    found = link_parties(records, START)
    left, right = found.left[:count], found.right[:count]
    return JudgedPairs(left, right, made.truth[left] == made.truth[right])


def test_training_keeps_or_betters_what_shipped_weights_reach(
    made: Synthetic, records: Parties
) -> None:
    trained = train_model(records, START, judged(made, records, 200))
    shipped, fitted = (
        best_f1(found.left, found.right, found.weights, made.truth)["f1"]
        for found in (link_parties(records, START), link_parties(records, trained.model))
    )
    assert fitted >= 0.96
    assert fitted >= shipped - 0.005
    assert trained.model.name == "trained-party-2"
    assert trained.after.people.judged == 200
    assert trained.after.people.log_loss <= trained.before.people.log_loss + 0.05
    assert set(trained.after.namesakes) == {"whole", "part"}
    reliability = trained.after.people.reliability
    assert reliability is not None
    assert sum(tenth.pairs for tenth in reliability.tenths) == 200


def test_training_twice_gives_the_same(records: Parties) -> None:
    first, second = train_model(records, START), train_model(records, START)
    assert first.after.bits == second.after.bits


def test_too_few_records_are_no_ground_for_weights() -> None:
    with pytest.raises(BadModelError) as refused:
        train_model(parties({"name": "Lê Văn Tài"}, {"name": "Lê Văn Tâm"}), START)
    assert refused.value.params["reason"] == "too_few"


def test_records_in_which_nothing_hangs_together_are_refused() -> None:
    chance = np.random.default_rng(5)
    people: list[dict[str, Any]] = [
        {
            "name": " ".join(chance.choice(["Nguyễn", "Văn", "Lan", "Hải", "Trần"], 3)),
            "birth": int(chance.integers(1950, 2000)) * 10_000 + 101,
            "sex": int(chance.integers(1, 3)),
        }
        for _ in range(400)
    ]
    with pytest.raises(BadModelError):
        train_model(parties(*people), START)


def test_what_agrees_by_chance_as_often_is_no_reason_to_refuse(made: Synthetic) -> None:
    columns = columns_of(made.as_table())
    foreign = pa.array(["CN" if row % 9 == 0 else None for row in range(len(columns))])
    trained = train_model(build_parties(replace(columns, countries=foreign)), START)
    assert abs(trained.model.bits("country")[0]) < 1


def test_judgements_turned_round_are_refused(made: Synthetic, records: Parties) -> None:
    true = judged(made, records, 1_000)
    far = np.arange(3_000)
    wrong = JudgedPairs(far, far + 3_000, made.truth[far] != made.truth[far + 3_000])
    assert len(true.left) > 0
    with pytest.raises(BadModelError) as refused:
        train_model(records, START, wrong)
    assert refused.value.params["reason"] == "contradicted"


def doubtful(made: Synthetic, records: Parties) -> tuple[JudgedPairs, PartyModel]:
    """Pairs whose weight by a trained model lies between -4 and 4 bits, and that model."""
    model = train_model(records, START).model
    found = link_parties(records, model)
    found = found.take(np.abs(found.weights) < 4)
    same = made.truth[found.left] == made.truth[found.right]
    return JudgedPairs(found.left, found.right, same), model


def test_judgements_that_two_are_two_take_weight_from_such_pairs(
    made: Synthetic, records: Parties
) -> None:
    asked, model = doubtful(made, records)
    stern = JudgedPairs(asked.left, asked.right, np.zeros(len(asked.left), dtype=bool))
    taught = train_model(records, START, stern).model
    before, after = (weigh(records, each, asked.left, asked.right)[1] for each in (model, taught))
    assert np.mean(after) < np.mean(before) - 1
    assert np.corrcoef(before, after)[0, 1] > 0.5


def test_judgements_that_two_are_one_give_weight_to_such_pairs(
    made: Synthetic, records: Parties
) -> None:
    asked, model = doubtful(made, records)
    mild = JudgedPairs(asked.left, asked.right, np.ones(len(asked.left), dtype=bool))
    taught = train_model(records, START, mild).model
    before, after = (weigh(records, each, asked.left, asked.right)[1] for each in (model, taught))
    assert np.mean(after) > np.mean(before) + 1


def test_true_judgements_lessen_the_surprise_at_others(made: Synthetic, records: Parties) -> None:
    asked, _ = doubtful(made, records)
    half = np.arange(len(asked.left)) % 2 == 0
    told = JudgedPairs(asked.left[half], asked.right[half], asked.same[half])
    kept = JudgedPairs(asked.left[~half], asked.right[~half], asked.same[~half])
    without, taught = train_model(records, START).model, train_model(records, START, told).model
    assert (
        fit_of(records, taught, kept).people.log_loss
        <= fit_of(records, without, kept).people.log_loss + 0.02
    )


def test_what_people_judged_is_certain_in_training(made: Synthetic, records: Parties) -> None:
    asked, _ = doubtful(made, records)
    ones, twos = (
        train_model(
            records, START, JudgedPairs(asked.left, asked.right, np.full(len(asked.left), answer))
        ).model
        for answer in (True, False)
    )
    assert ones.expected_partners > twos.expected_partners
