"""Weights estimated from the records at hand and from what people judged, by expectation and maximisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.kernels import score_pairs
from cotmoc.resolution.core.parties.layout import (
    CHAINS,
    COMPARISONS,
    LEVELS,
    ROLES,
    level_code,
)
from cotmoc.resolution.core.parties.linking import (
    LinkSettings,
    PartyPairs,
    link_parties,
    packed_bits,
)
from cotmoc.resolution.core.parties.model import BadModelError, PartyModel, check_model
from cotmoc.resolution.core.parties.rarity import Counts
from cotmoc.resolution.core.parties.rows import Parties
from cotmoc.resolution.core.scores import probability

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: Pairs are found by the rules of a session, which says nothing about the comparisons that these rules ask for.
SESSIONS: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "number": (("number",), frozenset({"number"})),
    "name_area": (("name_area",), frozenset({"name", "area"})),
    "given_date": (("given_date", "date_area"), frozenset({"birth", "name", "area"})),
}
#: Estimates out of order by less are put in order; by more they are refused: the data are not what they seem.
_RAW_SLACK_BITS = 4.0
_RANDOM_PAIRS = 1_000_000
_ROUNDS = 60
#: As many pairs' worth of trust the model that one starts from has beside what is counted.
_TRUST = 30.0
#: A level met less often among random pairs keeps the chance that was stated.
_FEWEST_MET = 20
_FEWEST_MATCHED = 5
#: Nobody writes without an error in some thousands, whatever one set of records says.
_LEAST_M = 3e-4
#: Fewer expected matches in all sessions together are no ground for weights.
FEWEST_MATCHES = 50


@dataclass(frozen=True, slots=True)
class JudgedPairs:
    """Pairs of rows that people judged: int64 `left`, `right`, bool `same`."""

    left: IntArray
    right: IntArray
    same: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a model does: its level weights in bits, the joins it expects, and how often it agrees with people.

    `agreed` is the share of judged pairs on whose side the model is (above or below 0 bits), `log_loss` the mean of
    -log2 of the probability that it gave to what people said; nan without judged pairs.
    """

    model: str
    bits: Mapping[str, tuple[float, ...]]
    expected_matches: float
    judged: int
    agreed: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class Trained:
    """A model estimated from data, with how it and the one before do on them."""

    model: PartyModel
    before: Fit
    after: Fit


def train_model(parties: Parties, start: PartyModel, judged: JudgedPairs | None = None) -> Trained:
    """A model estimated from the parties, with `start` as its first guess and where little is known.

    u is counted among random pairs, the chances of names among the names; m follows by expectation and maximisation
    (Dempster, Laird and Rubin, 1977) among the pairs that each of three groups of rules finds, over the comparisons
    that these rules leave open. What people judged takes part with certainty. Raises `BadModelError` when the outcome
    cannot be right: too few matches, levels out of order, a prior out of range.
    """
    u, rare = _counted_u(parties, start)
    model = replace(start, u=u, chances=_counted_chances(parties, start))
    m, met = _estimated_m(parties, model, judged)
    model = replace(model, m=_known_or_stated(m, met, rare, (start, u)))
    name, _, version = start.name.rpartition("-")
    kind = name.rpartition("-")[2]
    model = replace(model, name=f"trained-{kind}-{int(version) + 1}")
    check_model(model, _RAW_SLACK_BITS)
    model = replace(model, m=_in_order(model))
    found = link_parties(parties, model, LinkSettings(least_bits=-10.0))
    matches = float(probability(found.weights).sum())
    model = replace(model, expected_partners=2 * matches / max(len(parties), 1))
    check_model(model)
    return Trained(model, fit_of(parties, start, judged), fit_of(parties, model, judged))


def fit_of(parties: Parties, model: PartyModel, judged: JudgedPairs | None = None) -> Fit:
    """How a model does on the parties and on what people judged."""
    found = link_parties(parties, model, LinkSettings(least_bits=-10.0))
    agreed = loss = float("nan")
    if judged is not None and len(judged.left):
        weights = pair_weights(parties, model, judged.left, judged.right)
        agreed = float(np.mean((weights > 0) == judged.same))
        said = probability(np.where(judged.same, weights, -weights))
        loss = float(np.mean(-np.log2(np.maximum(said, 1e-12))))
    return Fit(
        model.name,
        {name: tuple(model.bits(name).tolist()) for name in COMPARISONS},
        float(probability(found.weights).sum()),
        0 if judged is None else len(judged.left),
        agreed,
        loss,
    )


def pair_weights(
    parties: Parties, model: PartyModel, left: IntArray, right: IntArray
) -> FloatArray:
    """The weights in bits of given pairs of rows, float64."""
    counts = Counts(parties.vocabulary)
    counts.add(parties.table)
    weights = counts.weights(model)
    words = parties.vocabulary.words.tables()[0]
    packed, rarities = score_pairs(parties.table, left, right, words, weights)
    total: FloatArray = packed_bits(packed, weights.levels) + rarities.sum(axis=1)
    return model.prior_bits(len(parties)) + total


def _levels(packed: IntArray) -> IntArray:
    """int64 (k, 6): level + 1 of each comparison, 0 where nothing compares."""
    shifts = at.LEVEL_BITS * np.arange(len(COMPARISONS))
    levels: IntArray = packed[:, None] >> shifts & 15
    return levels


def _packed_of(parties: Parties, model: PartyModel, left: IntArray, right: IntArray) -> IntArray:
    weights = Counts(parties.vocabulary).weights(model)
    words = parties.vocabulary.words.tables()[0]
    return score_pairs(parties.table, left, right, words, weights)[0]


def _counted_u(
    parties: Parties, start: PartyModel
) -> tuple[dict[str, FloatArray], dict[str, NDArray[np.bool_]]]:
    """The chances of levels among random pairs, and which are too rare to be met there: these keep what was stated."""
    count = len(parties)
    if count < 2:
        raise BadModelError("fewer than two records", reason="too_few", at="records")
    chance = np.random.default_rng(1)
    left = chance.integers(0, count, _RANDOM_PAIRS)
    right = (left + chance.integers(1, count, _RANDOM_PAIRS)) % count
    levels = _levels(_packed_of(parties, start, left, right))
    found, rare = {}, {}
    for place, comparison in enumerate(COMPARISONS):
        met = np.bincount(levels[:, place], minlength=16)[1 : len(LEVELS[comparison]) + 1]
        found[comparison], rare[comparison] = _u_of(met, start.u[comparison])
    return found, rare


def _u_of(met: IntArray, stated: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    total = int(met.sum())
    rare = met < _FEWEST_MET
    if total < _FEWEST_MET * len(met):
        return stated, rare
    u = np.where(rare, np.minimum(stated, (met + 3) / total), met / total)
    u[~rare] *= (1 - u[rare].sum()) / u[~rare].sum()
    return u, rare


def _known_or_stated(
    m: Mapping[str, FloatArray],
    met: Mapping[str, FloatArray],
    rare: Mapping[str, NDArray[np.bool_]],
    known: tuple[PartyModel, Mapping[str, FloatArray]],
) -> dict[str, FloatArray]:
    """m, with the stated weight for levels met neither among matches nor at random: nothing is known of them."""
    start, u = known
    found = {}
    for comparison, estimated in m.items():
        unknown = rare[comparison] & (met[comparison] < _FEWEST_MATCHED)
        stated = u[comparison] * np.exp2(start.bits(comparison))
        found[comparison] = np.where(unknown, np.minimum(stated, 1.0), estimated)
    return found


def _counted_chances(parties: Parties, start: PartyModel) -> dict[str, float]:
    """How likely two names, communes, nationalities drawn from the records are the same."""
    counts = Counts(parties.vocabulary)
    counts.add(parties.table)
    chances = {}
    for role in ROLES:
        met = counts.by_role[role].astype(np.float64)
        total = met.sum()
        enough = total >= _FEWEST_MET
        chances[role] = float(((met / total) ** 2).sum()) if enough else start.chances[role]
    return chances


def _estimated_m(
    parties: Parties, model: PartyModel, judged: JudgedPairs | None
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """m by comparison, from all sessions that leave it open, and how often each level was met among matches."""
    told = np.zeros((len(COMPARISONS), 16))
    matches = 0.0
    for rules, fixed in SESSIONS.values():
        pairs = link_parties(parties, model, LinkSettings(least_bits=-1e9, rules=rules))
        met, expected = _session(pairs, model, fixed)
        told += met
        matches += expected
    if judged is not None and len(judged.left):
        same = judged.same
        levels = _levels(_packed_of(parties, model, judged.left[same], judged.right[same]))
        for place in range(len(COMPARISONS)):
            told[place] += np.bincount(levels[:, place], minlength=16)
        matches += float(same.sum())
    if matches < FEWEST_MATCHES:
        raise BadModelError(
            f"{matches:.0f} matches expected, {FEWEST_MATCHES} needed", reason="too_few", at="m"
        )
    found, counted = {}, {}
    for place, comparison in enumerate(COMPARISONS):
        start = model.m[comparison] / model.m[comparison].sum()
        met = told[place, 1 : len(start) + 1]
        share = (met + _TRUST * start) / (met.sum() + _TRUST)
        found[comparison] = np.maximum(share, _LEAST_M)
        counted[comparison] = met
    return found, counted


def _in_order(model: PartyModel) -> dict[str, FloatArray]:
    """m of which no level weighs more than a better one: neighbours out of order share what they weigh together."""
    found = {}
    for comparison, chains in CHAINS.items():
        m, u = model.m[comparison].copy(), model.u[comparison]
        for _ in range(len(m)):
            for better, worse in (pair for chain in chains for pair in pairwise(chain)):
                pair = [level_code(comparison, better), level_code(comparison, worse)]
                if m[pair[1]] / u[pair[1]] > m[pair[0]] / u[pair[0]]:
                    m[pair] = u[pair] * (m[pair].sum() / u[pair].sum())
        found[comparison] = m
    return found


def _session(
    pairs: PartyPairs, model: PartyModel, fixed: frozenset[str]
) -> tuple[FloatArray, float]:
    """How often each level is met among the matches of a session, float64 (6, 16), and how many matches it expects."""
    free = [place for place, name in enumerate(COMPARISONS) if name not in fixed]
    told = np.zeros((len(COMPARISONS), 16))
    if not len(pairs):
        return told, 0.0
    patterns, counts = np.unique(_levels(pairs.packed)[:, free], axis=0, return_counts=True)
    u = _log_table(model.u)
    m, share, posterior = _log_table(model.m), 0.5, np.zeros(len(counts))
    for _ in range(_ROUNDS):
        bits = sum(m[p][patterns[:, i]] - u[p][patterns[:, i]] for i, p in enumerate(free))
        posterior = probability(np.log2(share / (1 - share)) + bits)
        weight = posterior * counts
        share = float(np.clip(weight.sum() / counts.sum(), 1e-6, 1 - 1e-6))
        for i, place in enumerate(free):
            length = len(LEVELS[COMPARISONS[place]])
            met = np.bincount(patterns[:, i], weights=weight, minlength=16)[1 : length + 1]
            start = model.m[COMPARISONS[place]]
            m[place, 1 : length + 1] = np.log2((met + _TRUST * start) / (met.sum() + _TRUST))
    for i, place in enumerate(free):
        told[place] = np.bincount(patterns[:, i], weights=posterior * counts, minlength=16)
        told[place, 0] = 0.0
    return told, float((posterior * counts).sum())


def _log_table(chances: Mapping[str, FloatArray]) -> FloatArray:
    table = np.zeros((len(COMPARISONS), 16))
    for place, name in enumerate(COMPARISONS):
        table[place, 1 : len(chances[name]) + 1] = np.log2(chances[name])
    return table
