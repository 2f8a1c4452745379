"""What each setting of the thresholds would do, as far as can be told from judgements and by the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.queries.clusters import standing_numbers
from cotmoc.records.queries.judgements import KIND
from cotmoc.records.queries.passes import Counted, last_counted
from cotmoc.records.queries.resolvable import of_second_sort
from cotmoc.records.queries.review_queue import things_visible
from cotmoc.resolution.core.expecting import AskSetting, Expectations, JoinSetting
from cotmoc.resolution.core.sorts import KIND_OF, SORTS_OF, Line
from cotmoc.resolution.core.surveys import LEAST_BAND, MOST_BAND
from cotmoc.resolution.queries.ledger import rule_joins_below
from cotmoc.resolution.queries.proposals import clear_proposals, proposed_from
from cotmoc.resolution.queries.thresholds import (
    ThresholdRow,
    judged_by_stratum,
    line_of,
    threshold_history,
)

#: The settings that are shown lie within so many bits of the one that holds.
REACH_BITS = 6
#: Settings of joining that are shown, beside the one that holds.
MOST_SETTINGS = 16
#: Pairs of a preview that are named; the rest is counted.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Outlook:
    """What each setting of the two thresholds of a sort would do; `counted` None: everything is still to be compared.

    `joining` and `asking` are in the order of bits; `judged` is how many judgements they rest on.
    """

    sort: str
    line: Line
    counted: Counted | None
    joining: tuple[JoinSetting, ...]
    asking: tuple[AskSetting, ...]
    judged: int
    history: tuple[ThresholdRow, ...]

    @property
    def now(self) -> JoinSetting | None:
        """What the line of joining that holds does."""
        return next((each for each in self.joining if each.bits == self.line.join_bits), None)

    @property
    def asking_now(self) -> AskSetting | None:
        """What the line of asking that holds does."""
        return next((each for each in self.asking if each.bits == self.line.ask_bits), None)


@dataclass(frozen=True, slots=True)
class NamedPair:
    """A pair of a preview by the numbers of its things and of the records that they stand in."""

    left: int
    right: int
    records: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a setting would change: pairs joined and taken apart, and how many people would be asked about.

    `named` pairs are those that the viewer may open, at most `MOST_NAMED` of each; `joined` and `parted` count all.
    """

    sort: str
    line: Line
    joined: int
    parted: int
    asked: int
    named_joined: tuple[NamedPair, ...]
    named_parted: tuple[NamedPair, ...]


def outlook(sort: str) -> Outlook:
    """What each setting of the thresholds of a sort would do. Only numbers of pairs: nothing that names anybody."""
    line, counted = line_of(sort), last_counted(KIND_OF[sort])
    judged = judged_by_stratum(sort)
    joining: tuple[JoinSetting, ...] = ()
    asking: tuple[AskSetting, ...] = ()
    if counted is not None:
        expected = Expectations(counted.survey.get(sort, ()), judged)
        least, most = max(line.ask_bits, line.join_bits - REACH_BITS), MOST_BAND + 1
        joining = tuple(_telling([expected.joining(bits) for bits in range(least, most)], line))
        asking = tuple(
            expected.asking(bits, line.join_bits)
            for bits in range(
                max(LEAST_BAND, line.ask_bits - REACH_BITS),
                min(line.join_bits, line.ask_bits + REACH_BITS) + 1,
            )
        )
    return Outlook(
        sort=sort,
        line=line,
        counted=counted,
        joining=joining,
        asking=asking,
        judged=sum(each.pairs for each in judged.values()),
        history=tuple(threshold_history(sort)),
    )


def _telling(settings: Sequence[JoinSetting], line: Line) -> Iterator[JoinSetting]:
    """The settings that join another number of pairs than the one before, and the one that holds."""
    before, told = -1, 0
    for each in settings:
        is_now = each.bits == line.join_bits
        if is_now or (each.joined != before and told < MOST_SETTINGS):
            told += 1
            yield each
        before = each.joined


def preview(*, viewer: Viewer, sort: str, line: Line) -> Preview:
    """What a setting would change, told from the weights that the last comparison left; nothing is compared or written.

    A pair that would be joined is one that waits for an answer now, a join that would be taken apart stands in the
    ledger with its weight. Once the setting holds and everything is compared by it, single pairs can come out
    otherwise: a join takes its partner from other pairs, and weights move a little with what else is known.
    """
    now, kind = line_of(sort), KIND_OF[sort]
    joined = clear_proposals(sort=sort, least_bits=line.join_bits, below_bits=now.join_bits)
    parted = _joins_below(sort, line.join_bits)
    heavy = sum(1 for *_, weight in parted if weight >= line.ask_bits)
    asked = proposed_from(sort=sort, least_bits=line.ask_bits) - len(joined) + heavy
    return Preview(
        sort=sort,
        line=line,
        joined=len(joined),
        parted=len(parted),
        asked=asked + _unasked_now(sort, line, now),
        named_joined=_named(viewer, kind, joined),
        named_parted=_named(viewer, kind, [(left, right) for left, right, _ in parted]),
    )


def _joins_below(sort: str, bits: int) -> list[tuple[int, int, float]]:
    """The joins of the rule of a sort that weigh less, with their weights, as far as both still stand."""
    kind = KIND_OF[sort]
    joins = rule_joins_below(kind, bits)
    numbers = {number for *pair, _ in joins for number in pair}
    stand = standing_numbers(kind, numbers)
    second = of_second_sort(kind, numbers) if kind != KIND else set()
    wanted = SORTS_OF[kind].index(sort) == 1
    return [
        (left, right, weight)
        for left, right, weight in joins
        if {left, right} <= stand and bool({left, right} & second) == wanted
    ]


def _unasked_now(sort: str, line: Line, now: Line) -> int:
    """How many pairs are too light to be asked about now, and would be asked about then."""
    counted = last_counted(KIND_OF[sort])
    cells = counted.survey.get(sort, ()) if counted else ()
    return sum(cell.pairs for cell in cells if line.ask_bits <= cell.band < now.ask_bits)


def _named(viewer: Viewer, kind: str, pairs: Sequence[tuple[int, int]]) -> tuple[NamedPair, ...]:
    """The first pairs both of which the viewer may open."""
    looked_at = sorted(pairs)[: 10 * MOST_NAMED]
    numbers = {number for pair in looked_at for number in pair}
    if kind == KIND:
        opened = things_visible(viewer).filter(pk__in=numbers)
        records = {number: number for number in opened.values_list("pk", flat=True)}
    else:
        rows = things_visible(viewer, kind).filter(pk__in=numbers)
        records = dict(rows.values_list("pk", "record_id"))
    named = [
        NamedPair(left, right, (records[left], records[right]))
        for left, right in looked_at
        if left in records and right in records
    ]
    return tuple(named[:MOST_NAMED])
