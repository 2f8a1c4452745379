"""Weights estimated from the records at hand and from what people judged, by expectation and maximisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.chances import in_order
from cotmoc.resolution.core.fits import FEWEST_MATCHES, Agreement, Fit, JudgedPairs, agreement
from cotmoc.resolution.core.found_pairs import Estimate, Evidence, estimate
from cotmoc.resolution.core.parties.chances import (
    counted_chances,
    counted_namesakes,
    counted_u,
    levels_of,
    weigh,
)
from cotmoc.resolution.core.parties.layout import CHAINS, COMPARISONS, LEVELS, level_code
from cotmoc.resolution.core.parties.linking import (
    LinkSettings,
    PartyPairs,
    link_parties,
)
from cotmoc.resolution.core.parties.model import BadModelError, PartyModel, check_model
from cotmoc.resolution.core.parties.rows import Parties
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.together import BadCurveError, Curve, fitted_curve

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: Estimates out of order by less are put in order; by more they are refused: the data are not what they seem.
_RAW_SLACK_BITS = 4.0
#: How often pairs are found anew by the weights that the last ones gave.
_PASSES = 2
#: Pairs below this are two by any weights that the data could give.
_LEAST_BITS = -12.0
_FEWEST_MATCHED = 5


@dataclass(frozen=True, slots=True)
class Trained:
    """A model estimated from data, with how it and the one before do on them."""

    model: PartyModel
    before: Fit
    after: Fit


def train_model(parties: Parties, start: PartyModel, judged: JudgedPairs | None = None) -> Trained:
    """A model estimated from the parties, with `start` as its first guess and where little is known.

    u is counted among random pairs, and among namesakes where it is another; the chances of names among the names. m
    and the number of matches follow by expectation and maximisation over all pairs that the keys find. What people
    judged takes part with certainty, and bends the curve by which pieces of evidence seen together are worth less.
    Raises `BadModelError` when the outcome cannot be right: too few matches, levels out of order, a prior out of range,
    people who say the opposite.
    """
    u, rare = counted_u(parties, start)
    model = replace(start, u=u, chances=counted_chances(parties, start), curve=Curve())
    for _ in range(_PASSES):
        model = replace(model, namesakes=counted_namesakes(parties, model))
        found = _estimated(parties, model, judged)
        m = _known_or_stated(found, rare, (start, u))
        model = replace(model, m=m, expected_partners=_partners(found.matches, len(parties)))
        check_model(model, _RAW_SLACK_BITS)
    name, _, version = start.name.rpartition("-")
    kind = name.rpartition("-")[2]
    model = replace(model, name=f"trained-{kind}-{int(version) + 1}", m=_in_order(model))
    if judged is not None and len(judged):
        model = replace(model, curve=_curve_of(parties, model, judged))
    check_model(model)
    return Trained(model, fit_of(parties, start, judged), fit_of(parties, model, judged))


def _partners(matches: float, records: int) -> float:
    return 2 * matches / max(records, 1)


def _estimated(parties: Parties, model: PartyModel, judged: JudgedPairs | None) -> Estimate:
    """m and the number of matches among all pairs that the keys find by the weights of `model`."""
    pairs = link_parties(parties, model, LinkSettings(least_bits=_LEAST_BITS))
    count = len(parties)
    evidence = Evidence(
        levels=levels_of(pairs.packed),
        given=_given_bits(pairs, model),
        all_pairs=count * (count - 1) / 2,
        records=count,
        known=_known(pairs, judged, count),
    )
    found = estimate(
        evidence,
        [model.u[name] for name in COMPARISONS],
        [model.m[name] for name in COMPARISONS],
        model.expected_partners * count / 2,
    )
    if found.matches < FEWEST_MATCHES:
        raise BadModelError(
            f"{found.matches:.0f} matches expected, {FEWEST_MATCHES} needed",
            reason="too_few",
            at="m",
        )
    return found


def _given_bits(pairs: PartyPairs, model: PartyModel) -> FloatArray:
    """What the weights say beyond m and u of the levels: rarities, and other chances among namesakes."""
    plain = replace(model, namesakes={}).level_table()[0]
    levels = levels_of(pairs.packed)
    bits = pairs.weights - pairs.prior_bits
    for place in range(len(COMPARISONS)):
        bits = bits - plain[place][levels[:, place]]
    return bits


def _known(pairs: PartyPairs, judged: JudgedPairs | None, count: int) -> FloatArray | None:
    """1 and 0 for the pairs that people judged, nan for the others."""
    if judged is None or not len(judged):
        return None
    known = np.full(len(pairs), np.nan)
    keys = pairs.left * np.int64(count) + pairs.right
    low, high = np.minimum(judged.left, judged.right), np.maximum(judged.left, judged.right)
    asked = low * np.int64(count) + high
    places = np.minimum(np.searchsorted(keys, asked), max(len(keys) - 1, 0))
    held = keys[places] == asked if len(keys) else np.zeros(len(asked), dtype=bool)
    known[places[held]] = judged.same[held]
    return known


def _curve_of(parties: Parties, model: PartyModel, judged: JudgedPairs) -> Curve:
    """What people's judgements say of how much the weights together are worth."""
    weights = weigh(parties, model, judged.left, judged.right)[1]
    try:
        return fitted_curve(weights, judged.same)
    except BadCurveError as error:
        raise BadModelError(str(error), reason="contradicted", at="curve") from error


def fit_of(parties: Parties, model: PartyModel, judged: JudgedPairs | None = None) -> Fit:
    """How a model does on the parties and on what people judged."""
    found = link_parties(parties, model, LinkSettings(least_bits=-10.0))
    return Fit(
        model.name,
        {
            name: dict(zip(LEVELS[name], model.bits(name).tolist(), strict=True))
            for name in COMPARISONS
        },
        float(probability(found.weights).sum()),
        _agreement(parties, model, judged),
        {
            group: {
                name: dict(zip(LEVELS[name], np.log2(model.m[name] / u).tolist(), strict=True))
                for name, u in known.items()
            }
            for group, known in model.namesakes.items()
        },
    )


def _agreement(parties: Parties, model: PartyModel, judged: JudgedPairs | None) -> Agreement:
    if judged is None or not len(judged):
        return Agreement()
    return agreement(weigh(parties, model, judged.left, judged.right)[1], judged.same)


def _known_or_stated(
    found: Estimate,
    rare: Mapping[str, NDArray[np.bool_]],
    known: tuple[PartyModel, Mapping[str, FloatArray]],
) -> dict[str, FloatArray]:
    """m, with the stated weight for levels met neither among matches nor at random: nothing is known of them."""
    start, u = known
    chances = {}
    for comparison, estimated, met in zip(COMPARISONS, found.m, found.met, strict=True):
        unknown = rare[comparison] & (met < _FEWEST_MATCHED)
        stated = u[comparison] * np.exp2(start.bits(comparison))
        chances[comparison] = np.where(unknown, np.minimum(stated, 1.0), estimated)
    return chances


def _in_order(model: PartyModel) -> dict[str, FloatArray]:
    """m of which no level weighs more than a better one."""
    return {
        name: in_order(
            model.m[name],
            model.u[name],
            [[level_code(name, each) for each in chain] for chain in chains],
        )
        for name, chains in CHAINS.items()
    }
