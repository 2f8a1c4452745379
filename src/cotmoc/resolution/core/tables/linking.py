"""The rows of a table that are about the same thing: pairs with their weights, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.found_pairs import Estimate, Evidence, estimate
from cotmoc.resolution.core.scores import Reason, Score, probability
from cotmoc.resolution.core.tables.columns import Column, Columns
from cotmoc.resolution.core.tables.comparing import compare
from cotmoc.resolution.core.tables.keys import PAIRS_A_RECORD, RuleReport, candidates
from cotmoc.resolution.core.tables.kinds import LEVELS, stated_m, stated_same

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
_RANDOM_PAIRS = 300_000
_LEAST_U = 1e-6
#: As many pairs, and as many rows, stand for what is usual of a kind of column.
_PAIRS_TRUST, _ROWS_TRUST = 5_000.0, 1_000.0
#: As many random pairs are added to those met at each level, so that none is impossible.
_MET_TRUST = 0.5
#: How many other rows of the same thing a row is supposed to have before anything is known.
_PARTNERS = 0.5


@dataclass(frozen=True, slots=True)
class TableSettings:
    """What a run goes by: pairs below `least_bits` are not kept; `pairs_a_record` as in `candidates`.

    `trained`: how often levels come out among matches is estimated from the pairs, too.
    """

    least_bits: float = 0.0
    pairs_a_record: int = PAIRS_A_RECORD
    trained: bool = False


@dataclass(frozen=True, slots=True)
class TablePairs:
    """k pairs of rows, `left` < `right`, each once.

    levels    int64 (k, C), from 1 (`kinds.LEVELS`); 0 where nothing compares
    bits      float64 (k, C), what each weighs
    rarities  float64 (k, C), how much more a rare value weighs that both have
    weights   float64 (k,), prior, bits and rarities together
    """

    columns: tuple[Column, ...]
    prior_bits: float
    left: IntArray
    right: IntArray
    levels: IntArray
    bits: FloatArray
    rarities: FloatArray
    weights: FloatArray
    compared: int
    rules: Sequence[RuleReport]

    def __len__(self) -> int:
        return len(self.left)

    def take(self, pairs: NDArray[np.intp] | NDArray[np.bool_]) -> TablePairs:
        """Some of the pairs, by position or by mask."""
        of_pairs = ("left", "right", "levels", "bits", "rarities", "weights")
        return replace(self, **{name: getattr(self, name)[pairs] for name in of_pairs})

    def scores(self) -> list[Score]:
        """The score of each pair with its reasons, which add up to the weight: `KIND.LEVEL`, the column in `params`."""
        return [self._score(pair) for pair in range(len(self))]

    def _score(self, pair: int) -> Score:
        reasons = [Reason("table.prior", {}, self.prior_bits)]
        for place, column in enumerate(self.columns):
            told = int(self.levels[pair, place])
            if told:
                params = {"column": column.header}
                name = f"{column.kind}.{LEVELS[column.kind][told - 1]}"
                reasons.append(Reason(name, params, float(self.bits[pair, place])))
                rarity = float(self.rarities[pair, place])
                if rarity:
                    word = "table.rare" if rarity > 0 else "table.common"
                    reasons.append(Reason(word, params, rarity))
        weight = float(self.weights[pair])
        return Score(weight, float(probability(np.array([weight]))[0]), tuple(reasons))


def link_table(columns: Columns, settings: TableSettings | None = None) -> TablePairs:
    """All pairs of rows that weigh at least `least_bits`.

    How often each level comes by chance is counted in the table, as is how rare each value is; how often it comes out
    among matches is stated in `generic.toml`. The number of matches follows from the pairs. Nothing is trained unless
    that is asked for: on lists whose columns hang together, estimates went astray where the stated chances did not.
    """
    chosen = settings or TableSettings()
    left, right, rules = candidates(columns, chosen.pairs_a_record)
    levels = compare(columns, left, right)
    u = _counted_u(columns)
    rarities = np.stack(
        [_rarity(column, levels[:, place], left) for place, column in enumerate(columns.columns)],
        axis=1,
    )
    m = [stated_m(column.kind) for column in columns.columns]
    evidence = Evidence(levels, rarities.sum(axis=1), _all_pairs(columns), columns.count)
    start = _PARTNERS * columns.count / 2
    found = estimate(evidence, u, m, start, fixed=not chosen.trained)
    return _weighed(columns, (left, right, levels, rarities), found, u, rules, chosen.least_bits)


def _weighed(
    columns: Columns,
    pairs: tuple[IntArray, IntArray, IntArray, FloatArray],
    found: Estimate,
    u: Sequence[FloatArray],
    rules: Sequence[RuleReport],
    least_bits: float,
) -> TablePairs:
    left, right, levels, rarities = pairs
    bits = np.stack(
        [
            np.concatenate([[0.0], np.log2(m / chance)])[levels[:, place]]
            for place, (m, chance) in enumerate(zip(found.m, u, strict=True))
        ],
        axis=1,
    )
    chance = min(max(found.matches, 0.5) / max(_all_pairs(columns), 1.0), 0.5)
    prior = float(np.log2(chance / (1 - chance)))
    weights = prior + bits.sum(axis=1) + rarities.sum(axis=1)
    made = TablePairs(
        columns.columns, prior, left, right, levels, bits, rarities, weights, len(left), rules
    )
    return made.take(weights >= least_bits)


def _all_pairs(columns: Columns) -> float:
    count = columns.count
    if columns.sources is None:
        return count * (count - 1) / 2
    sizes = np.bincount(columns.sources).astype(np.float64)
    return float((sizes.sum() ** 2 - (sizes**2).sum()) / 2)


def _counted_u(columns: Columns) -> list[FloatArray]:
    """The chances of levels among random pairs; equal values are counted exactly, by how often each is met."""
    count = columns.count
    if count < 2:
        return [np.full(len(LEVELS[column.kind]), _LEAST_U) for column in columns.columns]
    chance = np.random.default_rng(1)
    left = chance.integers(0, count, _RANDOM_PAIRS)
    right = (left + chance.integers(1, count, _RANDOM_PAIRS)) % count
    levels, found = compare(columns, left, right), []
    # A pair that agrees in three columns that are seldom equal is likely one thing, and tells nothing of chance.
    telling = [place for place, column in enumerate(columns.columns) if column.kind != "category"]
    two = (levels[:, telling] == 1).sum(axis=1) < 3
    for place, column in enumerate(columns.columns):
        size = len(LEVELS[column.kind])
        met = np.bincount(levels[two, place], minlength=size + 1)[1:].astype(np.float64)
        u = (met + _MET_TRUST) / (met.sum() + _MET_TRUST * size)
        u[0] = _same_by_chance(column)
        u[1:] *= (1 - u[0]) / u[1:].sum()
        found.append(np.maximum(u, _LEAST_U))
    return found


def _same_by_chance(column: Column) -> float:
    """How likely two values are the same: counted, with what is usual of the kind where there are few rows."""
    met = np.bincount(column.codes)[1:].astype(np.float64)
    total = met.sum()
    same, pairs = (met * (met - 1)).sum() / 2, total * (total - 1) / 2
    usual = stated_same(column.kind)
    return float(np.clip((same + _PAIRS_TRUST * usual) / (pairs + _PAIRS_TRUST), _LEAST_U, 0.999))


def _rarity(column: Column, levels: IntArray, left: IntArray) -> FloatArray:
    """How many bits more a value weighs that both have than one of average frequency.

    A value's share is that of its other holders among all others, towards the average where there are few rows.
    """
    met = np.bincount(column.codes, minlength=len(column.texts)).astype(np.float64)
    chance, total = _same_by_chance(column), met[1:].sum()
    shares = (np.maximum(met - 1, 0.5) + _ROWS_TRUST * chance) / (total + _ROWS_TRUST)
    bits: FloatArray = np.zeros(len(levels))
    same = levels == 1
    bits[same] = np.log2(chance / shares[column.codes[left[same]]])
    return bits
