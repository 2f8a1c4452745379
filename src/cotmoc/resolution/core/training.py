"""Weights of incidents estimated from the records at hand and from what people judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.blocking import BlockingSettings, CandidateFinder
from cotmoc.resolution.core.chances import in_order, met_levels, trusted, u_of
from cotmoc.resolution.core.comparison import LEVELS, compare, level, measure, rival_levels
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.fits import FEWEST_MATCHES, Agreement, Fit, JudgedPairs, agreement
from cotmoc.resolution.core.geometry import distances_m
from cotmoc.resolution.core.mixture import (
    Mixture,
    Patterns,
    calibrated,
    estimate,
    patterns_of,
    prior_for,
)
from cotmoc.resolution.core.nearest import Reach
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.rivals import RivalIndex
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.core.together import Curve
from cotmoc.resolution.core.weights import (
    CHAINS,
    BadWeightsError,
    WeightTable,
    check_weights,
)

FloatArray = NDArray[np.float64]
Mask = NDArray[np.bool_]
#: Told apart by random pairs of records; everything else by pairs of one neighbourhood.
WHEN_AND_WHERE = ("time", "place", "agency")
_NEAR_BY = tuple(name for name in LEVELS if name != "agency")
#: Pairs of two agencies within this distance and so many days apart are near each other and yet two incidents.
_PLACEBO_DISTANCE_M, _PLACEBO_DAYS = 20_000.0, (31, 365)
_CELL_DEGREES = 0.2
_NEAR_DAYS, _CHANCE_DAYS, _CHANCE_ROWS, _LEAST_SHARE = 3, (5, 14), 10_000, 0.002
_EVERYTHING = 2**40
_RANDOM_PAIRS, _PLACEBO_PAIRS = 1_000_000, 400_000
#: More records than this are not asked for their candidates: a sample says as much.
_MOST_ROWS = 40_000
_TRUST = 20.0
_FEWEST_MATCHED = 5
_LEAST_M = 3e-4
#: Why a level weighs what it does, where the records told.
ESTIMATED = "estimated"
#: Fewer answers of either kind do not move the slope.
FEWEST_ANSWERS = 8
#: Weights that people contradict more often than this are not put into use.
_LEAST_AGREED = 0.5
#: Estimates out of order by less are put in order; by more they are refused: the data are not what they seem.
RAW_SLACK_BITS = 4.0


@dataclass(frozen=True, slots=True)
class TrainedWeights:
    """A table estimated from data, with how it and the one before do on them."""

    table: WeightTable
    before: Fit
    after: Fit


def train_weights(
    features: IncidentFeatures,
    start: WeightTable,
    judged: JudgedPairs | None = None,
    *,
    raw_slack_bits: float = RAW_SLACK_BITS,
) -> TrainedWeights:
    """A table estimated from the records, with `start` as its first guess and where little is known.

    The chances among pairs of two incidents are counted: of time, place and agency among random pairs of records, of
    everything else among pairs of one neighbourhood that lie one month to a year apart: they name the same port and the
    same goods, and are not the same. The chances among pairs of one incident follow by expectation and maximisation in
    two sessions: time and place from pairs that share a rare name, a number or a party, the rest from pairs near in
    time and place. What people judged takes part with certainty, and sets the slope; the curve of `start` is left away,
    since it suits other weights. Raises `BadWeightsError` when the outcome cannot be right, or estimates are out of
    order by more than `raw_slack_bits`.
    """
    if len(features) < 2:
        raise BadWeightsError("fewer than two records", reason="too_few", at="records")
    u, rare = _counted(features, start)
    pairs = _Pairs(features, replace(start, u=u), judged)
    marked = pairs.session(pairs.is_marked, ("time", "place", "rivals", "text", "goods", "offence"))
    near = pairs.session(pairs.is_near, _NEAR_BY, share_of_one_incident(features))
    if near.matches + marked.matches < FEWEST_MATCHES:
        raise BadWeightsError(
            f"{near.matches:.0f} matches expected, {FEWEST_MATCHES} needed",
            reason="too_few",
            at="m",
        )
    told = {**near.met, **_when_and_where((marked, near))}
    m, why = _chances(start, u, rare, told)
    name, _, version = start.name.rpartition("-")
    table = replace(
        start,
        name=f"trained-{name.rpartition('-')[2]}-{int(version) + 1}",
        m=m,
        u=u,
        why=why,
        curve=Curve(),
    )
    _check_raw(table, raw_slack_bits)
    table = replace(table, m={c: in_order(m[c], u[c], _codes(c)) for c in LEVELS})
    table = _with_prior(pairs, table, near)
    table = _with_slope(features, table, judged)
    check_weights(table)
    after = fit_of(features, table, judged)
    if after.people.judged >= 2 * FEWEST_ANSWERS and after.people.agreed < _LEAST_AGREED:
        raise BadWeightsError(
            f"on the side of people in {after.people.agreed:.0%} of {after.people.judged} pairs",
            reason="contradicted",
            at="judged",
        )
    return TrainedWeights(table, fit_of(features, start, judged), after)


def fit_of(
    features: IncidentFeatures, table: WeightTable, judged: JudgedPairs | None = None
) -> Fit:
    """How a table does on the records and on what people judged."""
    scorer, rows = WeightScorer(table), _sampled(len(features))
    found = CandidateFinder(features).pairs(rows)
    scores = scorer.score(features, found.left, found.right)
    two = features.agency[found.left] != features.agency[found.right]
    return Fit(
        table.name,
        {
            name: dict(zip(levels, table.bits(name)[:-1].tolist(), strict=True))
            for name, levels in LEVELS.items()
        },
        float(scores.probability[two].sum()) * len(features) / len(rows),
        _agreement(features, scorer, judged),
    )


def _agreement(
    features: IncidentFeatures, scorer: WeightScorer, judged: JudgedPairs | None
) -> Agreement:
    if judged is None or not len(judged):
        return Agreement()
    return agreement(scorer.score(features, judged.left, judged.right).weight, judged.same)


@dataclass(frozen=True, slots=True)
class _Session:
    """What a session came to: how often each level is met among its matches, and how many matches it expects."""

    met: Mapping[str, FloatArray]
    matches: float


class _Pairs:
    """The candidates of a sample of the records, with their levels."""

    def __init__(self, features: IncidentFeatures, table: WeightTable, judged: JudgedPairs | None):
        self.table = table
        self.rows = _sampled(len(features))
        found = CandidateFinder(features).pairs(self.rows)
        left, right, fixed = found.left, found.right, np.full(len(found), np.nan)
        chosen = features.agency[left] != features.agency[right]
        if judged is not None:
            known = _keys(features, judged.left, judged.right)
            chosen &= ~np.isin(_keys(features, left, right), known)
        left, right, fixed = left[chosen], right[chosen], fixed[chosen]
        if judged is not None:
            left = np.concatenate([left, judged.left])
            right = np.concatenate([right, judged.right])
            fixed = np.concatenate([fixed, judged.same.astype(np.float64)])
        self.fixed = fixed
        self.facts, self.levels = WeightScorer(table).levels(features, left, right)

    @property
    def is_marked(self) -> Mask:
        """Pairs that say by a name, a number or a party that they are one, whenever and wherever."""
        levels = self.levels
        marked: Mask = levels["name"] == level("name", "rare")
        marked |= (levels["registration"] == level("registration", "shared")) | (
            levels["parties"] >= 0
        )
        marked |= levels["reference"] == level("reference", "named_in_text")
        return marked

    @property
    def is_near(self) -> Mask:
        """Pairs at most three days and about 20 km apart, or of one area."""
        near_time = (self.facts.gap_days >= 0) & (self.facts.gap_days <= _NEAR_DAYS)
        places = ("same_point", "within_1km", "within_5km", "within_20km", "same_area")
        near: Mask = near_time & np.isin(
            self.levels["place"], [level("place", name) for name in places]
        )
        return near

    def session(self, chosen: Mask, free: Sequence[str], share: float | None = None) -> _Session:
        """The expected matches among the chosen pairs, judged by the comparisons that are free; `share` if known."""
        nothing = {name: np.zeros(len(LEVELS[name])) for name in free}
        if not chosen.any():
            return _Session(nothing, 0.0)
        codes = np.stack([self.levels[name][chosen].astype(np.int64) + 1 for name in free], 1)
        patterns = patterns_of(codes, self.fixed[chosen])
        found = estimate(patterns, self._start(patterns, free, share), trust=_TRUST)
        weight = found.posterior * patterns.counts
        met = {
            name: met_levels(patterns.codes[:, place], weight, len(LEVELS[name]))
            for place, name in enumerate(free)
        }
        return _Session(met, float(weight.sum()))

    def _start(self, patterns: Patterns, free: Sequence[str], share: float | None) -> Mixture:
        """The chances to start from, over the levels that the session has: it sees only near times, or near places."""
        m: list[FloatArray] = []
        u: list[FloatArray] = []
        for place, name in enumerate(free):
            codes, levels = patterns.codes[:, place], len(LEVELS[name])
            seen = met_levels(codes, patterns.counts, levels) > 0
            for side, chances in ((m, self.table.m[name]), (u, self.table.u[name])):
                kept = np.where(seen, chances, 1e-9)
                side.append(kept / kept.sum())
        return Mixture(m, u, 0.5 if share is None else share, share is not None)


def _keys(features: IncidentFeatures, left: IntArray, right: IntArray) -> IntArray:
    """A number for each pair of rows, whichever stands first."""
    keys: IntArray = np.minimum(left, right) * np.int64(len(features)) + np.maximum(left, right)
    return keys


def share_of_one_incident(features: IncidentFeatures) -> float:
    """The share of one incident among pairs of two agencies that are at most three days apart in one neighbourhood.

    Pairs that are five to fourteen days apart tell how many are near each other by chance: what there is more of at
    nought to three days is one incident. No weight and no judgement is needed for that.
    """
    rows, finder, blocking = (
        _sampled(len(features), _CHANCE_ROWS),
        CandidateFinder(features),
        BlockingSettings(),
    )

    def met(days: int, far_m: float, far_days_apart_m: float) -> int:
        return finder.neighbours(rows, Reach(days, far_m, far_days_apart_m, _EVERYTHING))

    far, close = blocking.distance_m, blocking.distance_days_apart_m
    first, last = _CHANCE_DAYS
    # So many pairs a day lie within either distance by chance.
    daily = [
        (met(last, m, m) - met(first - 1, m, m)) / (2 * (last - first + 1)) for m in (far, close)
    ]
    near = met(_NEAR_DAYS, far, close)
    by_chance = 3 * daily[0] + 2 * (_NEAR_DAYS - 1) * daily[1]
    return float(np.clip(1 - by_chance / max(near, 1), _LEAST_SHARE, 0.99))


def _sampled(count: int, most: int = _MOST_ROWS) -> IntArray:
    if count <= most:
        return np.arange(count, dtype=np.int64)
    chosen = np.random.default_rng(1).choice(count, most, replace=False)
    return np.sort(chosen).astype(np.int64)


def _codes(comparison: str) -> list[list[int]]:
    return [[level(comparison, name) for name in chain] for chain in CHAINS[comparison]]


def _counted(
    features: IncidentFeatures, start: WeightTable
) -> tuple[dict[str, FloatArray], dict[str, Mask]]:
    """The chances of levels among pairs of two incidents, and which are met too seldom to be counted."""
    count, chance = len(features), np.random.default_rng(1)
    left = chance.integers(0, count, _RANDOM_PAIRS)
    right = (left + chance.integers(1, count, _RANDOM_PAIRS)) % count
    rivals = RivalIndex(features)
    anywhere = compare(features, left, right, measure(features, left, right, rivals))
    placebo = _placebo_pairs(features, chance)
    nearby = WeightScorer(start).levels(features, *placebo)[1]
    nearby["rivals"] = rival_levels(rivals.counts(*placebo))
    u, rare = {}, {}
    for name in LEVELS:
        levels = (anywhere if name in WHEN_AND_WHERE else nearby)[name]
        met = np.bincount(levels[levels >= 0], minlength=len(LEVELS[name])).astype(np.float64)
        u[name], rare[name] = u_of(met, start.u[name])
    return u, rare


def _placebo_pairs(
    features: IncidentFeatures, chance: np.random.Generator
) -> tuple[IntArray, IntArray]:
    """Pairs of two agencies near each other in place, and apart in time by days that no report is wrong by."""
    located = np.flatnonzero((features.day_from >= 0) & ~np.isnan(features.lon + features.lat))
    cells = np.floor(features.lon[located] / _CELL_DEGREES) * 10_000
    cells += np.floor(features.lat[located] / _CELL_DEGREES)
    located = located[np.argsort(cells, kind="stable")]
    _, first, counts = np.unique(np.sort(cells), return_index=True, return_counts=True)
    if not len(located):
        return located, located
    pairs = counts.astype(np.float64) ** 2
    cell = chance.choice(len(counts), 8 * _PLACEBO_PAIRS, p=pairs / pairs.sum())
    left, right = (
        located[first[cell] + (chance.random(len(cell)) * counts[cell]).astype(np.int64)]
        for _ in range(2)
    )
    gap = np.abs(features.day_from[left].astype(np.int64) - features.day_from[right])
    kept = (features.agency[left] != features.agency[right]) & (gap >= _PLACEBO_DAYS[0])
    kept &= gap <= _PLACEBO_DAYS[1]
    left, right = left[kept], right[kept]
    close = distances_m(features, left, right) <= _PLACEBO_DISTANCE_M
    left, right = left[close][:_PLACEBO_PAIRS], right[close][:_PLACEBO_PAIRS]
    return left.astype(np.int64), right.astype(np.int64)


def _when_and_where(sessions: tuple[_Session, _Session]) -> dict[str, FloatArray]:
    """How often levels of time and place are met: near at all by the marked pairs, how near by those that are near."""
    marked, near = sessions
    found = {}
    for name in ("time", "place"):
        told, close = marked.met[name], near.met[name]
        is_close = close > 0
        if told.sum() < FEWEST_MATCHES:
            found[name] = close
            continue
        scaled = close * told[is_close].sum() / max(close.sum(), 1.0)
        found[name] = np.where(is_close, (scaled + told) / 2, told)
    return found


def _chances(
    start: WeightTable,
    u: Mapping[str, FloatArray],
    rare: Mapping[str, Mask],
    told: Mapping[str, FloatArray],
) -> tuple[dict[str, FloatArray], dict[str, str]]:
    """m of every comparison, and by level why it is so.

    Levels met neither among matches nor at random keep the weight that was stated, as does `agency`: both sessions look
    at two agencies.
    """
    found, why = {}, dict(start.why)
    for name, levels in LEVELS.items():
        kept: FloatArray = np.minimum(u[name] * start.m[name] / start.u[name], 1.0)
        met = told.get(name, np.zeros(len(levels)))
        share = np.maximum(trusted(met, start.m[name], _TRUST), _LEAST_M)
        unknown = (rare[name] & (met < _FEWEST_MATCHED)) | (met.sum() < _FEWEST_MATCHED)
        found[name] = np.where(unknown, kept, share)
        known = [each for each, lacks in zip(levels, unknown, strict=True) if not lacks]
        why.update({f"{name}.{each}": ESTIMATED for each in known})
    return found, why


def _check_raw(table: WeightTable, slack_bits: float) -> None:
    """Raises `BadWeightsError` for estimates so far out of order that the records are not what they seem."""
    for comparison, chains in CHAINS.items():
        bits = np.log2(table.m[comparison] / table.u[comparison])
        for chain in chains:
            known = [each for each in chain if table.why[f"{comparison}.{each}"] == ESTIMATED]
            for better, worse in pairwise(known):
                more, less = (float(bits[level(comparison, each)]) for each in (worse, better))
                if more > less + slack_bits:
                    raise BadWeightsError(
                        f"{comparison}.{worse} weighs {more:.1f} bits, {better} {less:.1f}",
                        reason="not_monotone",
                        at=f"{comparison}.{worse}",
                    )


def _with_prior(pairs: _Pairs, table: WeightTable, near: _Session) -> WeightTable:
    """The table with the prior by which its near pairs come to as many matches as the session expects."""
    chosen = pairs.is_near
    bits = np.sum(
        [np.log2(np.append(table.m[n] / table.u[n], 1.0))[pairs.levels[n][chosen]] for n in LEVELS],
        axis=0,
    )
    prior = prior_for(bits, np.ones(len(bits)), near.matches)
    return replace(table, prior_bits=prior, slope=1.0)


def _with_slope(
    features: IncidentFeatures, table: WeightTable, judged: JudgedPairs | None
) -> WeightTable:
    """The table with the slope, and the prior moved, by which people's answers are borne out."""
    same = np.zeros(0, dtype=bool) if judged is None else judged.same
    if judged is None or min(same.sum(), (~same).sum()) < FEWEST_ANSWERS:
        return table
    weight = WeightScorer(table).score(features, judged.left, judged.right).weight
    slope, offset = calibrated(weight, same, 1.0)
    return replace(table, slope=slope, prior_bits=slope * table.prior_bits + offset)
