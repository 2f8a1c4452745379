"""What stands beside two statements: where their records are one incident, or share a vehicle, few could be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.ragged import expand_ranges
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.surveys import LargeBlocks
from cotmoc.resolution.core.together import Curve

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: What records may share, as reasons name it.
SAME_INCIDENT, SAME_CONVEYANCE = "same_incident", "same_conveyance"
#: A thing that more records share (a bus of every week), and a record that names more (a list), are no sign of anybody.
MOST_RECORDS, MOST_NAMED = 40, 300
#: The share of persons whom both records name is looked for in so many rounds; it settles in five or six.
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Shared:
    """Which records share something: int64 arrays (k,), a record and a thing (its incident, one of its vehicles) each.

    `name` is what sharing it is called in reasons: `same_incident`, `same_conveyance`.
    """

    name: str
    records: IntArray
    things: IntArray


@dataclass(frozen=True, slots=True)
class PairsBeside:
    """k pairs of rows of two records that share something, each once: by the first that its records share.

    shared   int8 (k,), the place of what is shared
    crowd    int64 (k,), how many the record names that names more of the two
    fewest   by what is shared: how many could be named by both, of all pairs of records together
    large    what was left out because too many share it, or one record names too many
    """

    left: IntArray
    right: IntArray
    shared: NDArray[np.int8]
    crowd: IntArray
    fewest: tuple[int, ...]
    large: tuple[LargeBlocks, ...] = ()


def pairs_beside(records: IntArray, shared: Sequence[Shared]) -> PairsBeside:
    """All pairs of rows whose records share something; `records` int64 (n,), the record that each row stands in."""
    known, counts = np.unique(records, return_counts=True)
    order = np.argsort(records, kind="stable").astype(np.int64)
    ends = np.cumsum(counts)
    taken = np.zeros(0, dtype=np.int64)
    parts, fewest, large = [], [], []
    for place, each in enumerate(shared):
        one, other, left_out = _record_pairs(known, counts, each)
        fresh = ~np.isin(one * len(known) + other, taken)
        one, other = one[fresh], other[fresh]
        taken = np.concatenate([taken, one * len(known) + other])
        owner, first = expand_ranges(ends[one] - counts[one], ends[one])
        owner2, second = expand_ranges((ends - counts)[other[owner]], ends[other[owner]])
        pair = owner[owner2]
        rows = np.sort(np.stack([order[first[owner2]], order[second]]), axis=0)
        crowd = np.maximum(counts[one], counts[other])[pair]
        parts.append((rows[0], rows[1], np.full(len(pair), place, dtype=np.int8), crowd))
        fewest.append(int(np.minimum(counts[one], counts[other]).sum()))
        large += left_out
    nothing = np.zeros(0, dtype=np.int64)
    columns = zip(*parts, strict=True) if parts else ([nothing],) * 4
    left, right, places, crowd = (np.concatenate(column) for column in columns)
    return PairsBeside(left, right, places.astype(np.int8), crowd, tuple(fewest), tuple(large))


def _record_pairs(
    known: IntArray, counts: IntArray, shared: Shared
) -> tuple[IntArray, IntArray, list[LargeBlocks]]:
    """The pairs of records (places in `known`) that share a thing, each once, and what was too large."""
    held = np.isin(shared.records, known[counts <= MOST_NAMED])
    place = np.searchsorted(known, shared.records[held])
    things, numbers = np.unique(shared.things[held], return_inverse=True)
    keys = np.unique(numbers * np.int64(max(len(known), 1)) + place)
    thing, place = keys // max(len(known), 1), keys % max(len(known), 1)
    sizes = np.bincount(thing, minlength=len(things))
    crowded = sizes > MOST_RECORDS
    ends = np.cumsum(sizes)
    kept = np.flatnonzero(~crowded[thing])
    owner, later = expand_ranges(kept + 1, ends[thing[kept]])
    pairs = np.unique(np.stack([place[kept[owner]], place[later]]), axis=1)
    listing = counts[(counts > MOST_NAMED) & np.isin(known, shared.records)]
    large = [
        LargeBlocks(shared.name, len(each), int(each.max()))
        for each in (sizes[crowded], listing)
        if len(each)
    ]
    return pairs[0], pairs[1], large


def informed_bits(pairs: PairsBeside, evidence: FloatArray, curve: Curve) -> FloatArray:
    """The bits with which each pair starts, float64 (k,): one of the few of these two records, not one of all.

    Of two records that name a and b persons, each of the first can be each of the second. A share s of those who could
    be named by both is, so that a pair is the same with the chance s / max(a, b). The share is not known beforehand:
    it follows by expectation and maximisation (Dempster, Laird and Rubin, 1977) from the `evidence` of all such pairs,
    float64 (k,), the bits of everything else; few pairs lean on one half.
    """
    bits = np.zeros(len(evidence))
    for place, fewest in enumerate(pairs.fewest):
        here = pairs.shared == place
        share = 0.5
        for _ in range(_ROUNDS):
            start = _start(share, pairs.crowd[here])
            likely = probability(curve.apply(start + evidence[here])).sum()
            share = min((likely + 1.0) / (fewest + 2.0), 1.0 - 1.0 / (fewest + 2.0))
        bits[here] = _start(share, pairs.crowd[here])
    return bits


def _start(share: float, crowd: IntArray) -> FloatArray:
    chance = share / crowd
    start: FloatArray = np.log2(chance / (1.0 - chance))
    return start
