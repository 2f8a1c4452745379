"""The stated rule by which clear pairs of two agencies are joined without asking anybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.scores import PairScores

Mask = NDArray[np.bool_]

#: Bits from which words in common count as an agreement of their own.
_TEXT_AGREES_BITS = 3.0
_POINT = ("same_point", "within_1km", "within_5km")


@dataclass(frozen=True, slots=True)
class JoinRule:
    """Two incidents of two different agencies are joined when all of this holds:

    1. the weight is at least `least_bits`;
    2. at least two independent kinds of evidence agree: day, place, name, registration or reference, goods, text;
    3. among them is a name, a registration or reference, or the day together with positions at most 5 km apart;
    4. each is the other's best candidate in that agency, by at least `margin_bits`;
    5. nothing contradicts: not names of both that all differ, nor registrations.

    Two records of one agency are never joined by it, not even through a third record. A join once made lapses only
    when it falls `slack_bits` short of 1 or 4: weights move a little with what else is known, and an incident should
    not flicker with them.
    """

    name: str = "incident-clear"
    version: int = 1
    least_bits: float = 4.0
    margin_bits: float = 3.0
    slack_bits: float = 2.0

    @property
    def title(self) -> str:
        """Name and version, as it stands in the ledger: `incident-clear-1`."""
        return f"{self.name}-{self.version}"

    def clear(
        self, features: IncidentFeatures, scores: PairScores, focus: Mask, standing: Mask
    ) -> Mask:
        """True for the pairs that the rule joins, and for those of `standing` (joined before) that it keeps.

        `focus` (n,) marks the rows of which `scores` holds every candidate; only of these can it be said which
        candidate is the best, so at an end outside of it that is not asked again.
        """
        agreeing = self.agreements(scores)
        kinds = np.sum(list(agreeing.values()), axis=0)
        leading = (
            agreeing["day"] & scores.at("place", *_POINT) | agreeing["name"] | agreeing["mark"]
        )
        other_agency = features.agency[scores.left] != features.agency[scores.right]
        slack = np.where(standing, self.slack_bits, 0.0)
        lead = np.minimum(
            self._lead(features, scores, (scores.left, scores.right), focus),
            self._lead(features, scores, (scores.right, scores.left), focus),
        )
        contradicted = scores.at("name", "different") | scores.at("registration", "different")
        clear: Mask = other_agency & leading & (kinds >= 2) & ~contradicted
        clear &= (scores.weight >= self.least_bits - slack) & (lead >= self.margin_bits - slack)
        return clear

    def agreements(self, scores: PairScores) -> dict[str, Mask]:
        """Which kinds of evidence agree, a mask over the pairs each."""
        return {
            "day": scores.at("time", "same_time", "same_day", "next_day"),
            "place": scores.at("place", *_POINT, "same_area"),
            "name": scores.at("name", "shared", "similar"),
            "mark": scores.at("registration", "shared")
            | scores.at("reference", "shared", "named_in_text"),
            "goods": scores.at("goods", "same_amount", "similar_amount"),
            "text": scores.bits["text"] >= _TEXT_AGREES_BITS,
        }

    def _lead(
        self,
        features: IncidentFeatures,
        scores: PairScores,
        ends: tuple[IntArray, IntArray],
        focus: Mask,
    ) -> NDArray[np.float64]:
        """By how many bits the second end is the first end's best candidate in its agency; inf where not asked."""
        at, partner = ends
        both_ways = np.concatenate([scores.left, scores.right])
        partners = np.concatenate([scores.right, scores.left])
        weight = np.concatenate([scores.weight, scores.weight])
        agencies = len(features.agency_names)
        groups = both_ways * agencies + features.agency[partners]
        own = at * agencies + features.agency[partner]
        rival = best_rival(groups, partners, weight, (own, partner))
        return np.where(focus[at], scores.weight - rival, np.inf)


def best_rival(
    groups: IntArray,
    partners: IntArray,
    weight: NDArray[np.float64],
    wanted: tuple[IntArray, IntArray],
) -> NDArray[np.float64]:
    """For each wanted (group, partner) the greatest weight of another partner in the group; -inf without one."""
    order = np.lexsort((partners, -weight, groups))
    groups, partners, weight = groups[order], partners[order], weight[order]
    first = np.searchsorted(groups, wanted[0])
    is_first = partners[first] == wanted[1]
    place = np.where(is_first, first + 1, first)
    inside = place < len(groups)
    place = np.minimum(place, len(groups) - 1)
    return np.where(inside & (groups[place] == wanted[0]), weight[place], -np.inf)


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
