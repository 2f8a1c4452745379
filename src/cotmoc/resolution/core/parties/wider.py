"""The wider rule for persons and organisations: it looks at what stands beside two statements, and through others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.clustering import Groups, components
from cotmoc.resolution.core.parties.weighing import WeighedPairs, Weigher, is_at
from cotmoc.resolution.core.ragged import expand_ranges

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Mask = NDArray[np.bool_]
#: With what the names of the wider rule's versions begin.
WIDER = "party-same-beside"
#: Of so many statements that hang together by what may be joined, nothing is joined: people see it.
MOST_TOGETHER = 2_000
#: Less than even odds take nothing from anybody that one would see.
_LEAST_RIVAL = 0.0
#: Less than this takes nothing away that anybody would see.
_LEAST_TAKEN = 0.01
NAMED = ("exact", "unmarked", "order_changed", "alias", "middle_missing")
#: Names that are one name under a slip of the pen or of the ear.
NEARLY_NAMED = (*NAMED, "marks_differ", "phonetic", "one_edit")


@dataclass(frozen=True, slots=True)
class WiderRule:
    """Two statements about persons or organisations are joined when all of this holds:

    1. the weight with all that stands beside them, after what rivals take from it, is at least what people set for the
       sort, 8 bits unless they did;
    2. the names agree, and with them the day of birth, or its year and the commune, or a number that is off by a slip;
       or the names nearly agree, and the two records are one incident or share a vehicle or vessel, or the day of
       birth agrees and the commune or such a number; or two organisations bear the whole same name;
    3. nothing contradicts, neither in the two (as in `PartyRule`) nor between any statement that is joined to the one
       and any that is joined to the other: no other day of birth, number of the same kind or sex, and no record that
       names both.

    What it joins rests on joined incidents and vehicles, so that it is no evidence that incidents are one. It has no
    slack: what it joins follows from what stands and is judged now, and from nothing that ever was.
    """

    version: int = 1

    def title(self) -> str:
        """Name and version as they stand in the ledger."""
        return f"{WIDER}-{self.version}"

    def fits(self, weighed: WeighedPairs, records: IntArray) -> Mask:
        """True for the pairs of which the rule asks no more than their weight, looking at the two alone."""
        pairs = weighed.pairs
        packed = pairs.packed
        named = is_at(packed, "name", *NAMED)
        nearly = is_at(packed, "name", *NEARLY_NAMED)
        born = is_at(packed, "birth", "same_day", "swapped", "same_month")
        slip = is_at(packed, "number", "transposed", "one_edit")
        lives = is_at(packed, "area", "same_area")
        second = born | slip | (is_at(packed, "birth", "same_year_only") & lives)
        third = born & (slip | lives)
        fits: Mask = (named & second) | (nearly & (third | (weighed.shared >= 0)))
        fits |= weighed.borne > 0
        fits &= ~contradicted(packed)
        fits &= records[pairs.left] != records[pairs.right]
        return fits


def contradicted(packed: IntArray, *, by_category: bool = True) -> Mask:
    """True where two cannot be one unless somebody erred: name, birth, another number of one kind, sex or sort."""
    found: Mask = is_at(packed, "name", "different") | is_at(packed, "birth", "different")
    found |= is_at(packed, "number", "different")
    if by_category:
        found |= is_at(packed, "category", "different")
    return found


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of pairs: which the rule joins, and what rivals take from each, float64 bits, 0.0 or less.

    `fits`: the rule asks no more than a greater weight, also of what is joined to the two.
    """

    joined: Mask
    taken: FloatArray
    fits: Mask

    @classmethod
    def nothing(cls, count: int) -> Settled:
        """That none of so many pairs is joined."""
        none = np.zeros(count, dtype=bool)
        return cls(none, np.zeros(count), none)


@dataclass(frozen=True, slots=True)
class Known:
    """What is settled already: pairs of rows that are the same, and what people called different, int64 (2, k)."""

    same: IntArray
    different: IntArray


def settle(
    weigher: Weigher,
    weighed: WeighedPairs,
    records: IntArray,
    asked: tuple[Mask, FloatArray],
    known: Known,
) -> Settled:
    """Which of the pairs are joined; `asked` which fit the rule, and from which weight on each is joined.

    What is the same already is one entity. Entities compete: where two that contradict each other could both be the
    same as a third, the odds of the one count against the other. Then they are joined one after the other by falling
    weight, unless that would bring together two that contradict each other. The order of the pairs does not matter.
    """
    fits, least = asked
    entity = components(known.same[0], known.same[1], len(records))
    ends = np.sort(entity[np.stack([weighed.pairs.left, weighed.pairs.right])], axis=0)
    one, other = ends[0], ends[1]
    joined = fits & (one == other) & (weighed.weights >= least)
    open_pairs = np.flatnonzero(fits & (one != other) & (weighed.weights >= _LEAST_RIVAL))
    taken, fitting = np.zeros(len(weighed)), fits.copy()
    if len(open_pairs):
        edges = _Edges(one[open_pairs], other[open_pairs], weighed.weights[open_pairs])
        clashes = _clashes(weigher, records, entity, edges, known.different)
        bits = edges.taken(clashes)
        spare = weighed.weights[open_pairs] + bits[edges.of_pair] - least[open_pairs]
        made = edges.joined(clashes, bits, spare)
        taken[open_pairs] = bits[edges.of_pair]
        fitting[open_pairs] = ~np.isin(edges.keys[edges.of_pair], clashes)
        joined[open_pairs] = made[edges.of_pair] & (spare >= 0)
    return Settled(joined, taken, fitting)


class _Edges:
    """Pairs of entities, each once, with the weight of the heaviest pair of statements; `of_pair` the edge of each."""

    def __init__(self, one: IntArray, other: IntArray, weights: FloatArray):
        self.width = np.int64(max(int(other.max()), int(one.max())) + 1)
        self.keys, self.of_pair = np.unique(one * self.width + other, return_inverse=True)
        self.one, self.other = self.keys // self.width, self.keys % self.width
        self.weights = np.full(len(self.keys), -np.inf)
        np.maximum.at(self.weights, self.of_pair, weights)

    def taken(self, clashes: IntArray) -> FloatArray:
        """What rivals take from each edge: o / (1 + the odds of those of either end that contradict the other)."""
        odds = np.exp2(np.minimum(self.weights, 40.0))
        beside: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for one, other, chance in zip(*self._ends(), odds.tolist(), strict=True):
            beside[one].append((other, chance))
            beside[other].append((one, chance))
        apart, width = set(clashes.tolist()), int(self.width)

        def rivals(end: int, partner: int) -> float:
            return sum(
                chance
                for each, chance in beside[end]
                if each != partner and min(each, partner) * width + max(each, partner) in apart
            )

        found = [
            rivals(one, other) + rivals(other, one)
            for one, other in zip(*self._ends(), strict=True)
        ]
        bits = -np.log2(1.0 + np.array(found))
        return np.where(bits > -_LEAST_TAKEN, 0.0, bits)

    def joined(self, clashes: IntArray, taken: FloatArray, spare: FloatArray) -> Mask:
        """True for the edges that are made: by falling weight, unless two that contradict would come together."""
        best = np.full(len(self.keys), -np.inf)
        np.maximum.at(best, self.of_pair, spare)
        groups = Groups(
            zip((clashes // self.width).tolist(), (clashes % self.width).tolist(), strict=True)
        )
        made = np.zeros(len(self.keys), dtype=bool)
        order = np.lexsort((self.other, self.one, -(self.weights + taken)))
        for edge in order[best[order] >= 0].tolist():
            made[edge] = groups.join(int(self.one[edge]), int(self.other[edge])) is None
        return made

    def _ends(self) -> Iterator[list[int]]:
        yield self.one.tolist()
        yield self.other.tolist()


def _clashes(
    weigher: Weigher, records: IntArray, entity: IntArray, edges: _Edges, different: IntArray
) -> IntArray:
    """The pairs of entities, as keys of `edges`, that contradict each other, among those that edges connect.

    Where too many are connected, all edges among them contradict: nothing is joined there.
    """
    rows = np.flatnonzero(np.isin(entity, np.concatenate([edges.one, edges.other]))).astype(
        np.int64
    )
    connected = components(edges.one, edges.other, len(entity))
    group = connected[entity[rows]]
    order = np.argsort(group, kind="stable")
    rows, group = rows[order], group[order]
    groups, starts, sizes = np.unique(group, return_index=True, return_counts=True)
    many = groups[sizes > MOST_TOGETHER]
    ends = np.repeat(starts + sizes, sizes)
    firsts = np.flatnonzero(~np.isin(group, many))
    owner, seconds = expand_ranges(firsts + 1, ends[firsts])
    left, right = rows[firsts[owner]], rows[seconds]
    two = entity[left] != entity[right]
    left, right = left[two], right[two]
    packed, _ = weigher.score(left, right)
    bad = is_at(packed, "birth", "different", "same_year") | is_at(packed, "number", "different")
    bad |= is_at(packed, "category", "different") | (records[left] == records[right])
    told = np.concatenate([np.stack([left[bad], right[bad]]), different], axis=1)
    pairs = np.sort(entity[told], axis=0)
    pairs = pairs[:, np.isin(pairs, np.concatenate([edges.one, edges.other])).all(axis=0)]
    crowded = edges.keys[np.isin(connected[edges.one], many)]
    keys: IntArray = np.unique(
        np.concatenate([(pairs[0] * edges.width + pairs[1])[pairs[0] != pairs[1]], crowded])
    )
    return keys
