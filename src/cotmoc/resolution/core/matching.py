"""One pass of matching: which pairs the rule joins, which joins have lapsed, which pairs people should see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.blocking import (
    BlockingSettings,
    CandidateFinder,
    Candidates,
    Parts,
    SkippedBlocks,
)
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.match_lists import Match, MatchList, Positions
from cotmoc.resolution.core.ragged import IntArray
from cotmoc.resolution.core.rules import JoinRule, without_agency_repeats
from cotmoc.resolution.core.scores import PairScores, merge_scores
from cotmoc.resolution.core.scoring import Scorer, WeightScorer
from cotmoc.resolution.core.sorts import SORTS_OF, Line
from cotmoc.resolution.core.surveys import LEAST_BAND, Cell, LargeBlocks, survey_of

#: Pairs scored at once: enough to be quick, few enough to fit into memory.
PAIRS_AT_ONCE = 500_000
#: How much more evidence two records of one agency need to be proposed.
WITHIN_AGENCY_BITS = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says of pairs of records: their numbers (int64), and masks over the pairs.

    `by_person` a person's judgement (else a rule's join); `same` that it says the same, `different` that it says so
    (else neither); `by_wider` a join by the wider rule for persons (empty: none is).
    """

    left: IntArray
    right: IntArray
    by_person: NDArray[np.bool_]
    same: NDArray[np.bool_]
    different: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    by_wider: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def __post_init__(self) -> None:
        for name in ("different", "by_wider"):
            if len(getattr(self, name)) != len(self.left):
                object.__setattr__(self, name, np.zeros(len(self.left), dtype=bool))


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """What one pass goes by. Pairs below `least_proposed_bits` are not shown to anybody.

    Records of one agency need more evidence to be proposed: they are mostly what they seem, two events.
    """

    scorer: Scorer = field(default_factory=WeightScorer)
    rule: JoinRule = field(default_factory=JoinRule)
    blocking: BlockingSettings = field(default_factory=BlockingSettings)
    least_proposed_bits: float = -2.0
    least_proposed_within_agency_bits: float = 0.0

    def with_line(self, line: Line) -> MatchSettings:
        """The same with the thresholds that people set; within an agency two bits more are asked for."""
        return replace(
            self,
            rule=replace(self.rule, least_bits=float(line.join_bits)),
            least_proposed_bits=float(line.ask_bits),
            least_proposed_within_agency_bits=float(line.ask_bits + WITHIN_AGENCY_BITS),
        )

    def without_slack(self) -> MatchSettings:
        """The same by which joins lapse that fall short by anything: as when the thresholds themselves change."""
        return replace(self, rule=replace(self.rule, slack_bits=0.0))


class Step(NamedTuple):
    """What came of one part of the candidates: those that matter, how many there were, and what waits for the next."""

    pairs: Candidates
    compared: int
    waiting: IntArray


class Steps(Protocol):
    """How far a pass is, and what of it need not be done again."""

    def tell(self, done: int, steps: int) -> None:
        """So many of the steps are done."""
        ...

    def kept(self, rows: IntArray, number: int) -> Step | None:
        """What came of a step of asking about the rows; None when this is not known."""
        ...

    def keep(self, rows: IntArray, number: int, step: Step) -> None:
        """Remembers it."""
        ...


@dataclass(frozen=True, slots=True)
class Matches:
    """The outcome of one pass.

    `touched` are the ids whose joins by the rule and whose proposals were worked out anew: `joined` are new joins,
    `kept` and `lapsed` pairs of ids that the rule had joined before; `proposed` are all open questions about them.
    `survey` counts the pairs at each weight; `large` are blocks that were too large to be compared in full.
    """

    rule: str
    model: str
    touched: tuple[str, ...]
    joined: Sequence[Match]
    kept: tuple[tuple[str, str], ...]
    lapsed: tuple[tuple[str, str], ...]
    proposed: Sequence[Match]
    compared: int
    large: tuple[LargeBlocks, ...] = ()
    survey: Mapping[str, Sequence[Cell]] = field(default_factory=dict)


def find_matches(
    features: IncidentFeatures,
    new: IntArray,
    standing: Standing | None = None,
    settings: MatchSettings | None = None,
    steps: Steps | None = None,
) -> Matches:
    """The outcome of comparing the rows `new` with all, and their possible partners with all as well.

    The second step is what lets a better candidate, arriving later, take an earlier join back: the partners' other
    candidates have to be known too. `standing` is what the ledger says of pairs of these records; what a person has
    judged is neither joined nor proposed again. `steps` is told how far it is, and remembers what is done.
    """
    run = _Pass(features, standing, settings or MatchSettings(), steps)
    scores = run.compare(np.unique(new))
    likely = scores.weight >= run.settings.rule.least_bits
    reached = np.concatenate([scores.left[likely], scores.right[likely]])
    partners = np.setdiff1d(reached, new)
    focus = np.zeros(len(features), dtype=bool)
    focus[new] = focus[partners] = True
    if len(partners):
        scores = merge_scores([scores, run.compare(partners)])
    return run.outcome(scores, focus)


class _Pass:
    def __init__(
        self,
        features: IncidentFeatures,
        standing: Standing | None,
        settings: MatchSettings,
        steps: Steps | None,
    ):
        self.features, self.settings, self.steps = features, settings, steps
        self._finder = CandidateFinder(features, settings.blocking)
        self.compared = 0
        self._skipped: list[SkippedBlocks] = []
        self._rules: list[tuple[IntArray, NDArray[np.int32]]] = []
        self._read_standing(standing)

    def _read_standing(self, standing: Standing | None) -> None:
        """Standing judgements as keys of row pairs; those of records that are not here are left out."""
        order = np.argsort(self.features.numbers)
        sorted_numbers = self.features.numbers[order]

        def rows(numbers: IntArray) -> IntArray:
            place = np.minimum(np.searchsorted(sorted_numbers, numbers), len(order) - 1)
            return np.where(sorted_numbers[place] == numbers, order[place], -1)

        nothing = np.zeros(0, dtype=np.int64)
        self.judged = self.by_rule = self.same = nothing
        if standing is None or not len(order):
            return
        left, right = rows(standing.left), rows(standing.right)
        here = (left >= 0) & (right >= 0)
        keys = self._keys(np.minimum(left, right), np.maximum(left, right))
        self.judged = keys[here & standing.by_person]
        self.same = keys[here & standing.by_person & standing.same]
        self.by_rule = np.setdiff1d(keys[here & ~standing.by_person & standing.same], self.judged)

    def _keys(self, left: IntArray, right: IntArray) -> IntArray:
        return left * len(self.features) + right

    def compare(self, rows: IntArray) -> PairScores:
        """The scores of the rows' candidates that could matter to the rule or to people, person's pairs left out."""
        parts = self._finder.parts_of(rows)
        waiting, scores = np.zeros(0, dtype=np.int64), [self._scored(Candidates.none())]
        for number in range(len(parts)):
            step = self._step(parts, number, waiting)
            waiting = step.waiting
            self.compared += step.compared
            self._skipped += step.pairs.skipped
            scores.append(self._scored(step.pairs))
            if self.steps:
                self.steps.tell(number + 1, len(parts))
        return merge_scores(scores)

    def _step(self, parts: Parts, number: int, waiting: IntArray) -> Step:
        """One step, unless a killed pass has done it."""
        known = self.steps.kept(parts.rows, number) if self.steps else None
        if known is not None:
            return known
        part = parts.part(number, waiting)
        starts = range(0, len(part.pairs), PAIRS_AT_ONCE)
        pieces = [self._that_matter(part.pairs, start) for start in starts]
        chosen = np.concatenate([*pieces, np.zeros(0, dtype=np.intp)])
        step = Step(part.pairs.take(chosen), len(part.pairs), part.waiting)
        if self.steps:
            self.steps.keep(parts.rows, number, step)
        return step

    def _that_matter(self, pairs: Candidates, start: int) -> NDArray[np.intp]:
        """The positions of those of `PAIRS_AT_ONCE` pairs that weigh enough to matter."""
        scorer, features = self.settings.scorer, self.features
        left, right = (side[start : start + PAIRS_AT_ONCE] for side in (pairs.left, pairs.right))
        hopeful = scorer.hopeful(features, left, right, self._least)
        weights = scorer.score(features, left[hopeful], right[hopeful]).weight
        return start + hopeful[weights >= self._least]

    def _scored(self, pairs: Candidates) -> PairScores:
        """The scores of pairs that matter."""
        keys = self._keys(pairs.left, pairs.right)
        self._rules.append((keys, pairs.rules))
        fresh = ~np.isin(keys, self.judged)
        return self.settings.scorer.score(self.features, pairs.left[fresh], pairs.right[fresh])

    @property
    def _large(self) -> tuple[LargeBlocks, ...]:
        """What was too large in any part, by rule."""
        found: dict[str, LargeBlocks] = {}
        for each in self._skipped:
            name = each.rule.name or ""
            known = found.get(name, LargeBlocks(name, 0, 0))
            largest = max(known.largest, each.largest)
            found[name] = LargeBlocks(name, known.blocks + each.blocks, largest)
        return tuple(found.values())

    @property
    def _least(self) -> float:
        rule = self.settings.rule
        least = min(self.settings.least_proposed_bits, rule.least_bits - rule.slack_bits)
        return min(float(LEAST_BAND), least)

    def outcome(self, scores: PairScores, focus: NDArray[np.bool_]) -> Matches:
        """Joined, kept, lapsed and proposed pairs of the records in focus."""
        count = max(len(self.features), 1)
        scores = scores.beside_rivals(rival_bits(self.features, scores))
        keys = self._keys(scores.left, scores.right)
        stands = np.isin(keys, self.by_rule)
        clear = self.settings.rule.clear(self.features, scores, stands)
        standing = self.by_rule[focus[self.by_rule // count] | focus[self.by_rule % count]]
        kept, lapsed = standing[np.isin(standing, keys[clear])], np.setdiff1d(standing, keys[clear])
        firm = np.concatenate([self.same, np.setdiff1d(self.by_rule, lapsed)])
        fresh = np.flatnonzero(clear & ~np.isin(keys, standing))
        fresh = fresh[
            without_agency_repeats(
                self.features.agency,
                (firm // count, firm % count),
                (scores.left[fresh], scores.right[fresh], scores.weight[fresh]),
            )
        ]
        taken = np.concatenate([firm, keys[fresh]])
        proposed = np.flatnonzero(self._to_propose(scores, taken))
        anyhow = replace(self.settings.rule, least_bits=-np.inf)
        fits = anyhow.clear(self.features, scores, stands)
        sorts = np.zeros(len(scores), dtype=np.int8)
        return Matches(
            rule=self.settings.rule.title,
            model=scores.model,
            touched=tuple(self.features.ids[focus].tolist()),
            joined=self._explained(scores, fresh, fits),
            kept=self._ids(kept),
            lapsed=self._ids(lapsed),
            proposed=self._explained(scores, proposed, fits),
            compared=self.compared,
            large=self._large,
            survey=survey_of(SORTS_OF["incident"], sorts, scores.weight, fits),
        )

    def _to_propose(self, scores: PairScores, taken: IntArray) -> NDArray[np.bool_]:
        """Pairs with enough evidence, unless an end already has its partner in the other's agency."""
        settings, agency = self.settings, self.features.agency
        within = agency[scores.left] == agency[scores.right]
        least = np.where(
            within, settings.least_proposed_within_agency_bits, settings.least_proposed_bits
        )
        count, agencies = max(len(self.features), 1), len(self.features.agency_names)
        one, other = taken // count, taken % count
        served = np.concatenate([one * agencies + agency[other], other * agencies + agency[one]])
        has_partner = np.isin(scores.left * agencies + agency[scores.right], served)
        has_partner |= np.isin(scores.right * agencies + agency[scores.left], served)
        joined = np.isin(self._keys(scores.left, scores.right), taken)
        wanted: NDArray[np.bool_] = (scores.weight >= least) & ~joined
        wanted &= within | ~has_partner
        return wanted

    def _explained(
        self, scores: PairScores, chosen: NDArray[np.intp], fits: NDArray[np.bool_]
    ) -> MatchList:
        """The chosen pairs; what puts them into words holds on to nothing of the pass but them."""
        part, fitting = scores.take(chosen), fits[chosen]
        rules = self._found_by(self._keys(part.left, part.right))
        features, explain = self.features, self.settings.scorer.explain
        numbers, ids = features.numbers, features.ids

        def worded(positions: Positions) -> Iterator[Match]:
            few = part.take(positions)
            explained = explain(features, few)
            rows = zip(
                few.left.tolist(),
                few.right.tolist(),
                explained,
                rules[positions].tolist(),
                fitting[positions].tolist(),
                strict=True,
            )
            for left, right, score, found_by, fit in rows:
                one, other = (left, right) if numbers[left] < numbers[right] else (right, left)
                yield Match(str(ids[one]), str(ids[other]), found_by, score, "incident", fit)

        pairs = np.sort(np.stack([numbers[part.left], numbers[part.right]], axis=1), axis=1)
        return MatchList(pairs, worded)

    def _found_by(self, keys: IntArray) -> NDArray[np.int32]:
        """The bits of the rules that found the pairs."""
        known = np.concatenate([found for found, _ in self._rules])
        rules = np.concatenate([bits for _, bits in self._rules])
        order = np.argsort(known, kind="stable")
        place = np.searchsorted(known[order], keys)
        return rules[order[place]] if len(keys) else rules[:0]

    def _ids(self, keys: IntArray) -> tuple[tuple[str, str], ...]:
        count = max(len(self.features), 1)
        rows = np.stack([keys // count, keys % count])
        rows = np.take_along_axis(rows, np.argsort(self.features.numbers[rows], axis=0), axis=0)
        left, right = (self.features.ids[side].tolist() for side in rows)
        return tuple(zip(left, right, strict=True))
