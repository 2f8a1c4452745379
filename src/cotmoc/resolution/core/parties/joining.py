"""One pass over parties or conveyances: which pairs the rule joins, which joins lapsed, what people should see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.match_lists import Match, MatchList, Positions
from cotmoc.resolution.core.matching import Matches, Standing
from cotmoc.resolution.core.parties.beside import Shared
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.linking import LinkSettings, PartyPairs
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.weighing import WeighedPairs, Weigher, is_at
from cotmoc.resolution.core.parties.wider import (
    NAMED,
    Known,
    Settled,
    WiderRule,
    contradicted,
    settle,
)
from cotmoc.resolution.core.scores import Score
from cotmoc.resolution.core.sorts import SortedLines, Sorts, default_lines
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
        packed = pairs.packed
        named = is_at(packed, "name", *NAMED)
        born = is_at(packed, "birth", "same_day", "swapped", "same_month")
        third = is_at(packed, "area", "same_area")
        third |= is_at(packed, "number", "transposed", "one_edit")
        numbered = is_at(packed, "number", "same")
        # Sorts of vehicles are told loosely; a person's sex is not.
        against = contradicted(packed, by_category=kind == "party")
        fits: Mask = (numbered | (named & born & third)) & ~against
        fits &= records[pairs.left] != records[pairs.right]
        return fits


@dataclass(frozen=True, slots=True)
class PartySettings:
    """What one pass goes by. `lines`: thresholds by row, where people set others than the rule's."""

    rule: PartyRule = field(default_factory=PartyRule)
    wider: WiderRule = field(default_factory=WiderRule)
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
    shared: Sequence[Shared] = (),
) -> Matches:
    """The outcome of comparing all parties or all conveyances, for `apply_matches`.

    `records` int64 (n,), the record that each stands in; `standing` what the ledger says; `shared` what the records of
    persons share (their incident, vehicles), by which the wider rule goes. What a person has judged is neither joined
    nor proposed again; joins by a rule with one that no longer stands lapse.
    """
    chosen = settings or PartySettings()
    run = _Pass(columns, records, model, standing, chosen)
    return run.outcome(run.weigher.weigh(records, shared, chosen.links))


def compared_parties(
    columns: PartyColumns,
    records: IntArray,
    model: PartyModel,
    settings: PartySettings | None = None,
    shared: Sequence[Shared] = (),
) -> tuple[IntArray, IntArray, NDArray[np.float64]]:
    """Every pair of rows of two records that a pass looks at, had nobody judged: the rows, and the weights in bits."""
    chosen, nothing = settings or PartySettings(), np.zeros(0, dtype=np.int64)
    nobody = Standing(nothing, nothing, nothing.astype(bool), nothing.astype(bool))
    run = _Pass(columns, records, model, nobody, chosen)
    weighed = run.weigher.weigh(records, shared, chosen.links)
    weighed = weighed.take(records[weighed.pairs.left] != records[weighed.pairs.right])
    pairs = weighed.pairs
    return pairs.left, pairs.right, run.decided(weighed).weights


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a pass says of pairs: which fit a rule and which the strict one joins, and the weights people are told."""

    sorts: Sorts
    fits: Mask
    clear: Mask
    settled: Settled
    weights: NDArray[np.float64]


class _Pass:
    """One pass over everything of a kind."""

    def __init__(
        self,
        columns: PartyColumns,
        records: IntArray,
        model: PartyModel,
        standing: Standing,
        settings: PartySettings,
    ):
        self.kind = "party" if columns.are_persons else "conveyance"
        self.records, self.settings = records, settings
        self.weigher = Weigher(build_parties(columns), model)
        self.ledger = _Ledger(columns.numbers, standing)
        self.lines = settings.lines or default_lines(self.kind, len(columns.numbers))
        self.explained = _Explained(columns.numbers, Explainer(model, self.kind), self.kind)

    def outcome(self, found: WeighedPairs) -> Matches:
        """What is joined by either rule, kept, lapsed and proposed."""
        keys = self.ledger.keys(found.pairs.left, found.pairs.right)
        open_pairs = ~np.isin(keys, self.ledger.judged)
        weighed, keys = found.take(open_pairs), keys[open_pairs]
        pairs, ledger = weighed.pairs, self.ledger
        stands, beside = np.isin(keys, ledger.by_rule), np.isin(keys, ledger.by_wider)
        decided = self.decided(weighed, stands)
        sorts, settled, weights = decided.sorts, decided.settled, decided.weights
        fits, clear = decided.fits, decided.clear
        apart = self.records[pairs.left] != self.records[pairs.right]
        # What rivals take is no reason not to ask: people see who else could be meant.
        enough = weights - settled.taken >= self.lines.ask_bits(sorts)
        proposed = enough & ~clear & ~settled.joined & apart
        kept = np.concatenate([keys[clear & stands], keys[settled.joined & beside]])
        told = _Told(weighed, settled.taken, np.array(self.lines.names)[sorts], fits)
        fresh = np.flatnonzero(clear & ~stands), np.flatnonzero(settled.joined & ~beside)
        asked = np.concatenate([np.flatnonzero(proposed & fits), np.flatnonzero(proposed & ~fits)])
        explained = self.explained
        joined = explained.by_themselves(told.take(fresh[0]))
        title = self.settings.wider.title()
        return Matches(
            rule=self.settings.rule.title(self.kind),
            model=pairs.model,
            touched=tuple(f"{self.kind}:{number}" for number in ledger.touched().tolist()),
            joined=joined.then(explained.beside(told.take(fresh[1]), title)),
            kept=explained.ids(ledger.pairs_of(kept)),
            lapsed=explained.ids(ledger.pairs_of(ledger.lapsing(keys, clear, settled.joined))),
            proposed=explained.beside(told.take(asked)),
            compared=pairs.compared,
            large=pairs.large,
            survey=survey_of(self.lines.names, sorts[apart], weights[apart], fits[apart]),
        )

    def decided(self, weighed: WeighedPairs, stands: Mask | None = None) -> _Decided:
        """What both rules make of pairs; `stands` which the strict one has joined before."""
        pairs = weighed.pairs
        sorts = self.lines.of_pairs(pairs.left, pairs.right)
        before = np.zeros(len(pairs), dtype=bool) if stands is None else stands
        fits, clear = self._strict(pairs, sorts, before)
        settled = self._wider(weighed, sorts, clear)
        weights = np.where(clear, pairs.weights, weighed.weights + settled.taken)
        return _Decided(sorts, fits | settled.fits, clear, settled, weights)

    def _strict(self, pairs: PartyPairs, sorts: Sorts, stands: Mask) -> tuple[Mask, Mask]:
        """Which pairs fit the strict rule, and which of them it joins."""
        fits = self.settings.rule.fits(pairs, self.records, self.kind)
        slack = np.where(stands, self.settings.rule.slack_bits, 0.0)
        return fits, fits & (pairs.weights >= self.lines.join_bits(sorts) - slack)

    def _wider(self, weighed: WeighedPairs, sorts: Sorts, clear: Mask) -> Settled:
        """What comes of those that the strict rule leaves; nothing of conveyances."""
        if self.kind != "party":
            return Settled.nothing(len(weighed))
        fits = self.settings.wider.fits(weighed, self.records) & ~clear
        pairs = weighed.pairs
        same = np.stack([pairs.left[clear], pairs.right[clear]])
        known = Known(
            np.concatenate([same, self.ledger.same_rows], axis=1), self.ledger.different_rows
        )
        asked = fits, self.lines.join_bits(sorts)
        return settle(self.weigher, weighed, self.records, asked, known)


class _Ledger:
    """Pairs of numbers as keys, and what the ledger says of them; `*_rows` what people said, as rows (2, k)."""

    def __init__(self, numbers: IntArray, standing: Standing):
        self.numbers = numbers
        ends = np.concatenate([standing.left, standing.right])
        self._all = np.unique(np.concatenate([numbers, ends]))
        keys = self._keys(standing.left, standing.right)
        joins = ~standing.by_person & standing.same
        self.judged = keys[standing.by_person]
        self.by_rule, self.by_wider = (
            keys[joins & ~standing.by_wider],
            keys[joins & standing.by_wider],
        )
        self.same_rows = self._rows(standing, standing.by_person & standing.same)
        self.different_rows = self._rows(standing, standing.different)

    def _keys(self, left: IntArray, right: IntArray) -> IntArray:
        one, other = np.searchsorted(self._all, left), np.searchsorted(self._all, right)
        keys: IntArray = np.minimum(one, other) * np.int64(len(self._all)) + np.maximum(one, other)
        return keys

    def _rows(self, standing: Standing, chosen: Mask) -> IntArray:
        """The chosen pairs both of which stand, as rows."""
        order = np.argsort(self.numbers)
        pairs = np.stack([standing.left[chosen], standing.right[chosen]])
        here = np.isin(pairs, self.numbers).all(axis=0)
        return order[np.searchsorted(self.numbers[order], pairs[:, here])].astype(np.int64)

    def keys(self, left: IntArray, right: IntArray) -> IntArray:
        """The keys of pairs of rows."""
        return self._keys(self.numbers[left], self.numbers[right])

    def lapsing(self, keys: IntArray, clear: Mask, beside: Mask) -> IntArray:
        """The joins by either rule that it would not make any more."""
        strict, wider = (
            np.setdiff1d(joins, keys[made])
            for joins, made in ((self.by_rule, clear), (self.by_wider, beside))
        )
        return np.concatenate([strict, wider])

    def pairs_of(self, keys: IntArray) -> list[tuple[int, int]]:
        """The numbers that keys stand for."""
        count = max(len(self._all), 1)
        left, right = self._all[keys // count].tolist(), self._all[keys % count].tolist()
        return list(zip(left, right, strict=True))

    def touched(self) -> IntArray:
        """All numbers that stand or that the ledger names."""
        return self._all


@dataclass(frozen=True, slots=True)
class _Told:
    """Pairs with all that is told of them: what rivals take (float64 bits), their sorts, whether they fit a rule."""

    weighed: WeighedPairs
    taken: NDArray[np.float64]
    sorts: NDArray[np.str_]
    fits: Mask

    def take(self, chosen: Positions) -> _Told:
        """Those at the positions."""
        return _Told(
            self.weighed.take(chosen), self.taken[chosen], self.sorts[chosen], self.fits[chosen]
        )


class _Explained:
    """Pairs of rows as matches with their reasons, put into words when they are read."""

    def __init__(self, numbers: IntArray, explainer: Explainer, kind: str):
        self.numbers, self.explainer, self.kind = numbers, explainer, kind

    def by_themselves(self, told: _Told) -> MatchList:
        """The pairs by what the two statements say."""
        explain = self.explainer.explain
        return self._list(told, lambda few: explain(few.weighed.pairs), "")

    def beside(self, told: _Told, rule: str = "") -> MatchList:
        """The pairs with what stands beside them, joined by the rule of that name."""
        explain = self.explainer.explain_beside
        return self._list(told, lambda few: explain(few.weighed, few.taken), rule)

    def _list(
        self, told: _Told, explain: Callable[[_Told], Iterator[Score]], rule: str
    ) -> MatchList:
        """The pairs with their scores and sorts, the smaller number on the left."""
        pairs = told.weighed.pairs
        ends = np.sort(
            np.stack([self.numbers[pairs.left], self.numbers[pairs.right]], axis=1), axis=1
        )

        def worded(positions: Positions) -> Iterator[Match]:
            few = told.take(positions)
            rows = zip(
                self.ids([(left, right) for left, right in ends[positions].tolist()]),
                explain(few),
                few.sorts.tolist(),
                few.fits.tolist(),
                strict=True,
            )
            for (left, right), score, sort, fit in rows:
                yield Match(left, right, 0, score, sort, fit, rule)

        return MatchList(ends, worded)

    def ids(self, pairs: Sequence[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """Pairs of numbers as ids."""
        return tuple((f"{self.kind}:{left}", f"{self.kind}:{right}") for left, right in pairs)
