"""The stated rule by which clear pairs of two agencies are joined without asking anybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.scores import PairScores

Mask = NDArray[np.bool_]

#: Places that agree: two records 20 km apart, in which the weights see a sign of one incident, still do.
_NEAR = ("same_point", "within_1km", "within_5km", "within_20km", "one_coordinate", "same_area")
_NAMED = ("rare", "shared", "similar")


@dataclass(frozen=True, slots=True)
class JoinRule:
    """Two incidents of two different agencies are joined when all of this holds:

    1. the weight is at least `least_bits`, after what other candidates take from it: a record has one counterpart in
       an agency, so that its candidates compete (`rival_bits`);
    2. at least two independent kinds of evidence agree: day, place, name, mark or party, goods, text;
    3. nothing contradicts: not days more than a month apart, whoever was met again then; not names of both that all
       differ, nor registrations, unless a party, a registration or a reference is the same.

    Two records of one agency are never joined by it, not even through a third record. A join once made lapses only
    when it falls `slack_bits` short of 1: weights move a little with what else is known, and an incident should not
    flicker with them.
    """

    name: str = "incident-clear"
    version: int = 2
    least_bits: float = 4.0
    slack_bits: float = 2.0

    @property
    def title(self) -> str:
        """Name and version, as it stands in the ledger: `incident-clear-2`."""
        return f"{self.name}-{self.version}"

    def clear(self, features: IncidentFeatures, scores: PairScores, standing: Mask) -> Mask:
        """True for the pairs that the rule joins, and for those of `standing` (joined before) that it keeps.

        `scores` has to hold every candidate of the records that are asked about; of the others' it holds some, and
        those that it lacks do not compete.
        """
        kinds = np.sum(list(self.agreements(scores).values()), axis=0)
        other_agency = features.agency[scores.left] != features.agency[scores.right]
        marked = self.agreements(scores)["mark"]
        contradicted = scores.at("name", "different") | scores.at("registration", "different")
        least = self.least_bits - np.where(standing, self.slack_bits, 0.0)
        clear: Mask = other_agency & (kinds >= 2) & (marked | ~contradicted)
        clear &= ~scores.at("time", "apart")
        clear &= scores.weight >= least
        return clear

    def agreements(self, scores: PairScores) -> dict[str, Mask]:
        """Which kinds of evidence agree, a mask over the pairs each."""
        return {
            "day": scores.at("time", "same_time", "same_day", "next_day"),
            "place": scores.at("place", *_NEAR),
            "name": scores.at("name", *_NAMED),
            "mark": scores.at("registration", "shared")
            | scores.at("reference", "shared", "named_in_text")
            | scores.at("parties", "several", "one"),
            "goods": scores.at("goods", "same_amount", "similar_amount"),
            "text": scores.at("text", "alike", "much"),
        }


def without_agency_repeats(
    agency: NDArray[np.int32],
    standing: tuple[IntArray, IntArray],
    joined: tuple[IntArray, IntArray, NDArray[np.float64]],
) -> Mask:
    """True for the joins that bring no two records of one agency together through a third.

    Standing joins come first, then the new ones by falling weight, ties by row.
    """
    left, right, weight = joined
    parent: dict[int, int] = {}
    agencies: dict[int, set[int]] = {}

    def root(row: int) -> int:
        while (above := parent.setdefault(row, row)) != row:
            parent[row] = parent[above]
            row = parent[row]
        return row

    def join(one: int, other: int, *, unless_repeated: bool) -> bool:
        one, other = root(one), root(other)
        first = agencies.setdefault(one, {int(agency[one])})
        second = agencies.setdefault(other, {int(agency[other])})
        if one != other:
            if unless_repeated and first & second:
                return False
            parent[other] = one
            agencies[one] = first | second
        return True

    for one, other in zip(*(side.tolist() for side in standing), strict=True):
        join(one, other, unless_repeated=False)
    kept = np.zeros(len(left), dtype=bool)
    for position in np.lexsort((right, left, -weight)).tolist():
        kept[position] = join(int(left[position]), int(right[position]), unless_repeated=True)
    return kept
