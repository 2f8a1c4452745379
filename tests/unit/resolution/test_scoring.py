"""Levels, weights and reasons of pairs."""

from __future__ import annotations

import copy
import json
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotmoc.resolution.core.comparison import LEVELS, level
from cotmoc.resolution.core.features import GoodsLine
from cotmoc.resolution.core.scores import merge_scores
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.weights import (
    CHAINS,
    SLACK_BITS,
    BadWeightsError,
    load_weights,
    weights_as_json,
    weights_from,
)
from tests.unit.resolution.incidents import DAY, Incident, features_of
from tests.unit.resolution.scored import STATED, explained, scored


def test_rare_name_weighs_more_than_a_frequent_one() -> None:
    crowd = [Incident(n, names=["Thor"]) for n in range(10, 40)]
    rare = scored(Incident(1, names=["Zulu"]), Incident(2, names=["Zulu"]), *crowd)
    frequent = scored(Incident(1, names=["Thor"]), Incident(2, names=["Thor"]), *crowd)
    assert rare.weight[0] > frequent.weight[0]


def test_offence_that_all_share_says_nothing() -> None:
    found = scored(Incident(1, offence="smuggling"), Incident(2, offence="smuggling"))
    assert found.bits["offence"][0] == 0


def test_busy_place_weighs_less_than_a_quiet_one() -> None:
    busy = [Incident(n, agency="bravo", day=DAY + timedelta(days=n % 9)) for n in range(10, 60)]
    one, other = Incident(1), Incident(2, agency="bravo")
    assert scored(one, other, *busy).weight[0] < scored(one, other).weight[0] - 3


def test_partner_is_no_rival() -> None:
    assert scored(Incident(1), Incident(2, agency="bravo")).facts.rivals.tolist() == [0]


def test_two_records_of_one_agency_weigh_less() -> None:
    within = scored(Incident(1), Incident(2)).weight[0]
    assert within < scored(Incident(1), Incident(2, agency="bravo")).weight[0] - 4


def test_weight_of_the_same_day_is_the_published_formula() -> None:
    stated = STATED["levels"]["time"]["same_day"]
    found = scored(Incident(1), Incident(2)).bits["time"][0]
    assert found == pytest.approx(STATED["slope"] * np.log2(stated["m"] / stated["u"]))


def test_reasons_add_up_to_the_weight() -> None:
    one = Incident(1, names=["Magnolia"], text="the robbers took mooring ropes near Kandla")
    other = Incident(2, agency="bravo", text="MAGNOLIA lost mooring ropes at Kandla")
    score = explained(one, other)
    assert sum(reason.weight for reason in score.reasons) == pytest.approx(score.weight)


def test_what_all_is_worth_less_together_is_a_step_of_its_own() -> None:
    features, pair = (
        features_of(Incident(1), Incident(2, agency="bravo")),
        (np.array([0]), np.array([1])),
    )
    bent = copy.deepcopy(STATED) | {"curve": [[-9.0, -2.0], [40.0, -2.0]]}
    scorer = WeightScorer(weights_from(bent))
    score = scorer.explain(features, scorer.score(features, *pair))[0]
    told = [reason.weight for reason in score.reasons if reason.code == "incident.together"]
    assert told == [pytest.approx(-2.0)]
    assert sum(reason.weight for reason in score.reasons) == pytest.approx(score.weight)


def test_hopeful_pairs_are_those_that_may_weigh_enough_together() -> None:
    features, pair = (
        features_of(Incident(1), Incident(2, agency="bravo")),
        (np.array([0]), np.array([1])),
    )
    scorer = WeightScorer(weights_from(copy.deepcopy(STATED)))
    weight = float(scorer.score(features, *pair).weight[0])
    assert scorer.hopeful(features, *pair, weight).tolist() == [0]
    assert not len(scorer.hopeful(features, *pair, weight + 60.0))


def test_curve_by_which_more_evidence_weighs_less_is_refused() -> None:
    bent = copy.deepcopy(STATED) | {"curve": [[0.0, 0.0], [1.0, -3.0]]}
    with pytest.raises(BadWeightsError) as refused:
        weights_from(bent)
    assert refused.value.params["reason"] == "not_monotone"


def test_reasons_name_what_is_shared() -> None:
    score = explained(Incident(1, names=["Magnolia"]), Incident(2, text="MAGNOLIA was boarded"))
    reason = next(reason for reason in score.reasons if reason.code == "name.shared")
    assert reason.params == {"words": "magnolia"}


def test_merging_keeps_each_pair_once() -> None:
    scores = scored(Incident(1), Incident(2))
    assert len(merge_scores([scores, scores])) == 1


def test_table_states_a_reason_for_every_level() -> None:
    levels = [level for levels in STATED["levels"].values() for level in levels.values()]
    assert all(level["why"] for level in levels)


@pytest.mark.parametrize(
    ("comparison", "chain"), [(name, chain) for name, chains in CHAINS.items() for chain in chains]
)
def test_ready_made_levels_weigh_more_the_better_they_agree(
    comparison: str, chain: tuple[str, ...]
) -> None:
    bits = load_weights().bits(comparison)[[level(comparison, name) for name in chain]]
    assert np.diff(bits).max(initial=0.0) <= SLACK_BITS


def test_table_that_lacks_a_level_is_refused() -> None:
    broken = copy.deepcopy(STATED)
    del broken["levels"]["time"]["next_day"]
    with pytest.raises(BadWeightsError):
        weights_from(broken)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("levels", "time", "next_day", "u"), 0, "not_probability"),
        (("levels", "time", "next_day", "u"), "often", "incomplete"),
        (("levels", "time", "apart", "m"), 1, "no_evidence"),
        (("levels", "place", "within_20km", "u"), 1e-5, "not_monotone"),
        (("levels", "name", "rare", "u"), 1e-12, "too_strong"),
        (("levels", "weather"), {}, "incomplete"),
        (("levels",), [], "incomplete"),
        (("prior_bits",), 3, "prior_out_of_range"),
        (("slope",), 40, "slope_out_of_range"),
        (("slope",), float("nan"), "slope_out_of_range"),
    ],
)
def test_table_that_cannot_be_right_is_refused(
    path: tuple[str, ...], value: object, reason: str
) -> None:
    broken = copy.deepcopy(STATED)
    inner = broken
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(BadWeightsError) as refused:
        weights_from(broken)
    assert refused.value.params["reason"] == reason


def test_table_is_the_same_after_a_way_through_json() -> None:
    table = load_weights()
    again = weights_from(json.loads(json.dumps(weights_as_json(table))))
    assert (again.name, again.prior_bits, again.slope) == (
        table.name,
        table.prior_bits,
        table.slope,
    )
    assert all(np.allclose(again.bits(name), table.bits(name), atol=1e-2) for name in LEVELS)


def test_estimated_table_changes_the_scores() -> None:
    plain = copy.deepcopy(STATED) | {"curve": []}
    features = features_of(Incident(1), Incident(2))
    pair = np.array([0]), np.array([1])
    trained = plain | {"name": "trained", "prior_bits": -20.0}
    found = WeightScorer(weights_from(trained)).score(features, *pair)
    stated = WeightScorer(weights_from(plain)).score(features, *pair)
    assert (found.model, found.weight[0]) == ("trained-1", pytest.approx(stated.weight[0] - 5))


def some_incident(number: int) -> st.SearchStrategy[Incident]:
    word = st.sampled_from(["Zulu", "Yankee", "Xray", "Trần Văn An"])
    goods = st.builds(
        GoodsLine,
        st.sampled_from(["heroin", "sugar"]),
        st.just("mass"),
        st.sampled_from([None, 1.0, 2.0]),
    )
    return st.builds(
        Incident,
        number=st.just(number),
        agency=st.sampled_from(["alpha", "bravo"]),
        day=st.sampled_from([None, DAY, DAY + timedelta(days=1)]),
        minute=st.sampled_from([None, 10, 700]),
        lat=st.sampled_from([None, 21.524, 21.6]),
        radius_m=st.sampled_from([None, 50.0, 5_000.0]),
        offence=st.sampled_from([None, "smuggling", "gambling"]),
        reference=st.sampled_from([None, "77/BB"]),
        names=st.lists(word, max_size=2),
        registrations=st.lists(st.sampled_from(["14C1234", "14C9999"]), max_size=2),
        things=st.lists(st.sampled_from(["party:1", "conveyance:2"]), max_size=2),
        text=st.lists(word, max_size=3).map(" ".join),
        goods=st.lists(goods, max_size=2),
    )


@settings(deadline=None)
@given(some_incident(1), some_incident(2))
def test_scores_are_symmetric(one: Incident, other: Incident) -> None:
    features, scorer = features_of(one, other), WeightScorer()
    there = scorer.score(features, np.array([0]), np.array([1]))
    back = scorer.score(features, np.array([1]), np.array([0]))
    assert there.weight[0] == pytest.approx(back.weight[0])


@settings(deadline=None)
@given(some_incident(1), some_incident(2))
def test_waterfall_always_adds_up(one: Incident, other: Incident) -> None:
    score = explained(one, other)
    assert sum(reason.weight for reason in score.reasons) == pytest.approx(score.weight)
