"""One pass over parties or conveyances: which pairs the rule joins, which joins lapsed, what people should see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.match_lists import Match, MatchList, Positions
from cotmoc.resolution.core.matching import Matches, Standing
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.layout import COMPARISONS, LEVEL_BITS, level_code
from cotmoc.resolution.core.parties.linking import LinkSettings, PartyPairs, link_parties
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.sorts import SortedLines, default_lines
from cotmoc.resolution.core.surveys import survey_of

IntArray = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PartyRule:
    """Two statements about persons, organisations, vehicles or vessels are joined when all of this holds:

    1. the weight is at least what people set for the sort, 8 bits unless they did (`core.sorts`);
    2. the number of document or registration is the same; or name and day of birth agree, and a third kind of evidence
       with them: the commune, or a number that is off by a slip;
    3. nothing contradicts: not the name, the birth, the sex, nor another number of the same kind.

    Statements of one record are never joined by it: who is named twice there is two. Agencies do not matter, since the
    same person is met again by the same agency. A join lapses when it falls `slack_bits` short, so that it does not
    flicker with what else is known.
    """

    name: str = "same-clear"
    version: int = 1
    slack_bits: float = 2.0

    def title(self, kind: str) -> str:
        """Kind, name and version, as they stand in the ledger: `party-same-clear-1`."""
        return f"{kind}-{self.name}-{self.version}"

    def fits(self, pairs: PartyPairs, records: IntArray, kind: str) -> Mask:
        """True for the pairs of which the rule asks no more than their weight."""
        named = _at(pairs, "name", "exact", "unmarked", "order_changed", "alias", "middle_missing")
        born = _at(pairs, "birth", "same_day", "swapped", "same_month")
        third = _at(pairs, "area", "same_area") | _at(pairs, "number", "transposed", "one_edit")
        numbered = _at(pairs, "number", "same")
        contradicted = _at(pairs, "name", "different") | _at(pairs, "birth", "different")
        contradicted |= _at(pairs, "number", "different")
        if kind == "party":
            # Sorts of vehicles are told loosely; a person's sex is not.
            contradicted |= _at(pairs, "category", "different")
        fits: Mask = (numbered | (named & born & third)) & ~contradicted
        fits &= records[pairs.left] != records[pairs.right]
        return fits


@dataclass(frozen=True, slots=True)
class PartySettings:
    """What one pass goes by. `lines`: thresholds by row, where people set others than the rule's."""

    rule: PartyRule = field(default_factory=PartyRule)
    links: LinkSettings = field(default_factory=LinkSettings)
    lines: SortedLines | None = None

    def without_slack(self) -> PartySettings:
        """The same by which joins lapse that fall short by anything: as when the thresholds themselves change."""
        return replace(self, rule=replace(self.rule, slack_bits=0.0))


def party_matches(
    columns: PartyColumns,
    records: IntArray,
    model: PartyModel,
    standing: Standing,
    settings: PartySettings | None = None,
) -> Matches:
    """The outcome of comparing all parties or all conveyances, for `apply_matches`.

    `records` int64 (n,), the record that each stands in; `standing` what the ledger says. What a person has judged is
    neither joined nor proposed again; joins by the rule with one that no longer stands lapse.
    """
    chosen, kind = settings or PartySettings(), "party" if columns.are_persons else "conveyance"
    parties = build_parties(columns)
    found = link_parties(parties, model, chosen.links)
    run = _Outcome(columns.numbers, records, standing)
    pairs = found.take(~np.isin(run.keys(found.left, found.right), run.judged))
    keys = run.keys(pairs.left, pairs.right)
    stands = np.isin(keys, run.by_rule)
    lines = chosen.lines or default_lines(kind, len(columns.numbers))
    sorts = lines.of_pairs(pairs.left, pairs.right)
    fits = chosen.rule.fits(pairs, records, kind)
    slack = np.where(stands, chosen.rule.slack_bits, 0.0)
    clear = fits & (pairs.weights >= lines.join_bits(sorts) - slack)
    kept, lapsed = run.by_rule[np.isin(run.by_rule, keys[clear])], run.lapsing(keys[clear])
    proposed = (pairs.weights >= lines.ask_bits(sorts)) & ~clear
    apart = records[pairs.left] != records[pairs.right]
    proposed &= apart
    named = np.array(lines.names)[sorts]
    explain = _Explained(columns.numbers, Explainer(model, kind), kind)
    fresh, asked = np.flatnonzero(clear & ~stands), np.flatnonzero(proposed & fits)
    asked = np.concatenate([asked, np.flatnonzero(proposed & ~fits)])
    return Matches(
        rule=chosen.rule.title(kind),
        model=model.name,
        touched=tuple(f"{kind}:{number}" for number in run.touched().tolist()),
        joined=explain.matches(pairs.take(fresh), named[fresh], fits[fresh]),
        kept=explain.ids(run.pairs_of(kept)),
        lapsed=explain.ids(run.pairs_of(lapsed)),
        proposed=explain.matches(pairs.take(asked), named[asked], fits[asked]),
        compared=found.compared,
        large=found.large,
        survey=survey_of(lines.names, sorts[apart], pairs.weights[apart], fits[apart]),
    )


class _Outcome:
    """Pairs of numbers as keys, and what the ledger says of them."""

    def __init__(self, numbers: IntArray, records: IntArray, standing: Standing):
        self.numbers, self.records = numbers, records
        ends = np.concatenate([standing.left, standing.right])
        self._all = np.unique(np.concatenate([numbers, ends]))
        keys = self._keys(standing.left, standing.right)
        self.judged = keys[standing.by_person]
        self.by_rule = keys[~standing.by_person & standing.same]

    def _keys(self, left: IntArray, right: IntArray) -> IntArray:
        one, other = np.searchsorted(self._all, left), np.searchsorted(self._all, right)
        keys: IntArray = np.minimum(one, other) * np.int64(len(self._all)) + np.maximum(one, other)
        return keys

    def keys(self, left: IntArray, right: IntArray) -> IntArray:
        """The keys of pairs of rows."""
        return self._keys(self.numbers[left], self.numbers[right])

    def lapsing(self, clear: IntArray) -> IntArray:
        """The joins by the rule that are not among the clear ones any more."""
        return np.setdiff1d(self.by_rule, clear)

    def pairs_of(self, keys: IntArray) -> list[tuple[int, int]]:
        """The numbers that keys stand for."""
        count = max(len(self._all), 1)
        left, right = self._all[keys // count].tolist(), self._all[keys % count].tolist()
        return list(zip(left, right, strict=True))

    def touched(self) -> IntArray:
        """All numbers that stand or that the ledger names."""
        return self._all


class _Explained:
    """Pairs of rows as matches with their reasons."""

    def __init__(self, numbers: IntArray, explainer: Explainer, kind: str):
        self.numbers, self.explainer, self.kind = numbers, explainer, kind

    def matches(self, pairs: PartyPairs, sorts: NDArray[np.str_], fits: Mask) -> MatchList:
        """The pairs with their scores and sorts, the smaller number on the left."""
        ends = np.sort(
            np.stack([self.numbers[pairs.left], self.numbers[pairs.right]], axis=1), axis=1
        )

        def worded(positions: Positions) -> Iterator[Match]:
            rows = zip(
                self.ids([(left, right) for left, right in ends[positions].tolist()]),
                self.explainer.explain(pairs.take(positions)),
                sorts[positions].tolist(),
                fits[positions].tolist(),
                strict=True,
            )
            for (left, right), score, sort, fit in rows:
                yield Match(left, right, 0, score, sort, fit)

        return MatchList(ends, worded)

    def ids(self, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """Pairs of numbers as ids."""
        return tuple((f"{self.kind}:{left}", f"{self.kind}:{right}") for left, right in pairs)


def _at(pairs: PartyPairs, comparison: str, *levels: str) -> Mask:
    """True for the pairs whose comparison came out at one of the levels."""
    shift = LEVEL_BITS * COMPARISONS.index(comparison)
    codes = [level_code(comparison, level) + 1 for level in levels]
    return np.isin(pairs.packed >> shift & 15, codes)
