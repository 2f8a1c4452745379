"""Everything against everything: pairs with their weights, in memory that does not depend on how many are compared."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.compiled import compiled
from cotmoc.resolution.core.parties.kernels import Weights, compare, level_bits
from cotmoc.resolution.core.parties.keys import ONE_SIDED, RULES, Keys, keys_of
from cotmoc.resolution.core.parties.model import PartyModel, load_party_model
from cotmoc.resolution.core.parties.rarity import weights_of
from cotmoc.resolution.core.parties.rows import Parties
from cotmoc.resolution.core.parties.vocabulary import WordTables
from cotmoc.resolution.core.surveys import LargeBlocks

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
_START = 1024


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """What a run over everything goes by.

    Pairs below `least_bits` are not kept. In a block of more than `largest_block` rows (a thousand persons of one name
    and no date) each row is only compared with the next `window` in the order of birth and commune, and the block is
    reported: a block of 50,000 costs 50,000 x `window` comparisons and no memory.
    """

    least_bits: float = -4.0
    largest_block: int = 1_500
    window: int = 40
    rules: Sequence[str] = RULES
    threads: int = 0


@dataclass(frozen=True, slots=True)
class PartyPairs:
    """k scored pairs of rows, `left` < `right`, each once, in order.

    packed    int64 (k,), the levels (`layout.unpacked`)
    rarities  float64 (k, 3), bits that the rarity of name, area and country adds
    weights   float64 (k,), bits: the prior, the levels and the rarities, seen together (`PartyModel.curve`)
    compared  how many pairs were compared, those found by several rules several times
    """

    model: str
    prior_bits: float
    left: IntArray
    right: IntArray
    packed: IntArray
    rarities: FloatArray
    weights: FloatArray
    compared: int
    large: tuple[LargeBlocks, ...] = ()

    def __len__(self) -> int:
        return len(self.left)

    def take(self, pairs: NDArray[np.intp] | NDArray[np.bool_]) -> PartyPairs:
        """Some of the pairs, by position or by mask."""
        return PartyPairs(
            self.model,
            self.prior_bits,
            self.left[pairs],
            self.right[pairs],
            self.packed[pairs],
            self.rarities[pairs],
            self.weights[pairs],
            self.compared,
            self.large,
        )


def link_parties(
    parties: Parties,
    model: PartyModel | None = None,
    settings: LinkSettings | None = None,
    progress: Callable[[str], None] | None = None,
) -> PartyPairs:
    """All pairs of rows that weigh at least `least_bits` and share a key of some rule.

    `progress` is told the name of each rule when it is done. Records of whole and of missing values may be mixed.
    """
    run = _Run(parties, model or load_party_model(), settings or LinkSettings())
    threads = run.settings.threads or min(os.cpu_count() or 1, len(RULES))
    found = []
    with ThreadPoolExecutor(threads) as pool:
        for rule, part in zip(
            run.settings.rules, pool.map(run.of_rule, run.settings.rules), strict=True
        ):
            found.append(part)
            if progress:
                progress(rule)
    return run.together(found)


class _Run:
    def __init__(self, parties: Parties, model: PartyModel, settings: LinkSettings):
        self.table, self.model, self.settings = parties.table, model, settings
        self.words: WordTables = parties.vocabulary.words.tables()[0]
        self.weights: Weights = weights_of(parties.table, parties.vocabulary, model)
        self.prior_bits = model.prior_bits(len(parties))

    def of_rule(self, rule: str) -> tuple[Any, ...]:
        """The pairs of one rule that weigh enough."""
        keys, rows, lacks = _ordered(keys_of(self.table, rule))
        starts = block_starts(keys)
        one_sided = rule in ONE_SIDED
        blocks = Blocks(
            rows,
            starts,
            lacks,
            one_sided,
            self.settings.largest_block,
            self.settings.window,
            self.model.curve.before(self.settings.least_bits) - self.prior_bits,
        )
        return rule, *scan_blocks(self.table, blocks, self.words, self.weights)

    def together(self, found: Sequence[tuple[Any, ...]]) -> PartyPairs:
        """The pairs of all rules, each once."""
        large = tuple(LargeBlocks(part[0], part[5], part[6]) for part in found if part[5])
        left = np.concatenate([part[1][:, 0] for part in found])
        right = np.concatenate([part[1][:, 1] for part in found])
        width = np.int64(max(len(self.table), 1))
        _, first = np.unique(left * width + right, return_index=True)
        rarities = np.concatenate([part[3] for part in found])[first]
        packed = np.concatenate([part[2] for part in found])[first]
        levels = packed_bits(packed, self.weights.levels)
        return PartyPairs(
            self.model.name,
            self.prior_bits,
            left[first],
            right[first],
            packed,
            rarities,
            self.model.curve.apply(self.prior_bits + levels + rarities.sum(axis=1)),
            int(sum(part[4] for part in found)),
            large,
        )


def _ordered(keys: Keys) -> Keys:
    order = np.argsort(keys.keys)
    return Keys(keys.keys[order], keys.rows[order], keys.lacks[order])


def block_starts(keys: IntArray) -> IntArray:
    """Where blocks of two or more equal keys start and end, int64 (b, 2); the keys ascend."""
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts = np.concatenate([[0], edges])
    ends = np.concatenate([edges, [len(keys)]])
    several = ends - starts > 1
    blocks: IntArray = np.stack([starts[several], ends[several]], axis=1).astype(np.int64)
    return blocks


class Blocks(NamedTuple):
    """Rows in the order of their keys, and where blocks of them start and end (`edges`, int64 (b, 2)).

    `least` is the bits of levels and rarities below which a pair is not kept.
    """

    rows: IntArray
    edges: IntArray
    lacks: NDArray[np.bool_]
    one_sided: bool
    largest: int
    window: int
    least: float


@compiled()
def packed_bits(packed: IntArray, levels: FloatArray) -> FloatArray:
    """The bits of the levels of many pairs, float64 (k,)."""
    bits = np.empty(len(packed), dtype=np.float64)
    for pair in range(len(packed)):
        bits[pair] = level_bits(packed[pair], levels)
    return bits


@compiled()
def _grown(
    pairs: IntArray, packed: IntArray, rarities: FloatArray
) -> tuple[IntArray, IntArray, FloatArray]:
    count = len(packed)
    pairs2 = np.empty((2 * count, 2), dtype=np.int64)
    packed2 = np.empty(2 * count, dtype=np.int64)
    rarities2 = np.empty((2 * count, 3), dtype=np.float64)
    pairs2[:count], packed2[:count], rarities2[:count] = pairs, packed, rarities
    return pairs2, packed2, rarities2


@compiled(unlocked=True)
def scan_blocks(
    table: IntArray, blocks: Blocks, words: WordTables, weights: Weights
) -> tuple[IntArray, IntArray, FloatArray, int, int, int]:
    """Pairs within blocks that weigh enough: (pairs, packed, rarities, compared, large blocks, largest of them)."""
    rows, lacks = blocks.rows, blocks.lacks
    pairs = np.empty((_START, 2), dtype=np.int64)
    packed = np.empty(_START, dtype=np.int64)
    rarities = np.empty((_START, 3), dtype=np.float64)
    found, compared, large, largest = 0, 0, 0, 0
    for block in range(len(blocks.edges)):
        start, end = blocks.edges[block, 0], blocks.edges[block, 1]
        reach = end - start
        if reach > blocks.largest:
            large += 1
            largest = max(largest, reach)
            reach = blocks.window
            inner = np.argsort(table[rows[start:end], at.BIRTH], kind="mergesort")
            rows[start:end], lacks[start:end] = rows[start:end][inner], lacks[start:end][inner]
        for first in range(start, end):
            one = rows[first]
            for second in range(first + 1, min(end, first + reach)):
                other = rows[second]
                if (blocks.one_sided and not (lacks[first] or lacks[second])) or one == other:
                    continue
                compared += 1
                levels, name, area, country = compare(table[one], table[other], words, weights)
                if level_bits(levels, weights.levels) + name + area + country < blocks.least:
                    continue
                if found == len(packed):
                    pairs, packed, rarities = _grown(pairs, packed, rarities)
                pairs[found, 0], pairs[found, 1] = min(one, other), max(one, other)
                packed[found] = levels
                rarities[found, 0], rarities[found, 1], rarities[found, 2] = name, area, country
                found += 1
    return pairs[:found], packed[:found], rarities[:found], compared, large, largest
