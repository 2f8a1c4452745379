"""One new party or conveyance against all that are known: in milliseconds, by the numbers of the bulk, with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.columns import BadColumnsError, PartyColumns
from cotmoc.resolution.core.parties.explaining import Explainer
from cotmoc.resolution.core.parties.kernels import Weights, score_one
from cotmoc.resolution.core.parties.keys import ONE_SIDED, RULES, Keys, keys_of
from cotmoc.resolution.core.parties.linking import PartyPairs, packed_bits
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.rarity import Counts
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.vocabulary import Vocabulary
from cotmoc.resolution.core.scores import Score

IntArray = NDArray[np.int64]
#: As many rows of one block are looked at; a name that more people share says too little without anything else.
MOST_OF_BLOCK = 20_000
#: Bytes that a number of a record with its row takes in a dictionary.
_DICT_ENTRY = 100


class Sorted(NamedTuple):
    """Keys in ascending order, int64, and the rows that they are of, int32."""

    keys: IntArray
    rows: NDArray[np.int32]

    def rows_of(self, key: int) -> NDArray[np.int32]:
        """The rows with a key, at most `MOST_OF_BLOCK`."""
        start = int(np.searchsorted(self.keys, key, side="left"))
        end = int(np.searchsorted(self.keys, key, side="right"))
        return self.rows[start : min(end, start + MOST_OF_BLOCK)]


@dataclass(frozen=True, slots=True)
class Segment:
    """The keys of some rows, by rule; of rules that ask one side to lack something also the rows that do."""

    size: int
    by_rule: dict[str, Sorted]
    lacking: dict[str, Sorted]


@dataclass(frozen=True, slots=True)
class Known:
    """One that may be the same: its number, and the score with its reasons."""

    number: int
    score: Score


class PartyIndex:
    """All parties or all conveyances, held in memory to be asked about one at a time; may be asked by several threads.

    Rows are added and taken out as records change; segments of like size are merged, so that adding one costs about
    the logarithm of how many there are. Ten million take less than 8 GiB at most, while they are put in.
    """

    def __init__(self, model: PartyModel, kind: str = "party"):
        self.model, self.kind = model, kind
        self.vocabulary = Vocabulary()
        self._counts = Counts(self.vocabulary)
        self._weights: Weights | None = None
        self._size = 0
        self._table = np.zeros((1_024, at.WIDTH), dtype=np.int64)
        self._numbers = np.zeros(1_024, dtype=np.int64)
        self._gone = np.zeros(1_024, dtype=bool)
        self._row_of: dict[int, int] = {}
        self._segments: list[Segment] = []
        self._explainer = Explainer(model, kind)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._row_of)

    @property
    def memory(self) -> int:
        """About how many bytes it takes; the words of names come to it."""
        held = self._table.nbytes + self._numbers.nbytes + self._gone.nbytes
        keys = (
            each.keys.nbytes + each.rows.nbytes
            for segment in self._segments
            for rules in (segment.by_rule, segment.lacking)
            for each in rules.values()
        )
        return held + sum(keys) + _DICT_ENTRY * len(self._row_of)

    def add(self, columns: PartyColumns) -> None:
        """Takes records in; one whose number is known takes the place of what was known of it."""
        self._check(columns)
        with self._lock:
            self._remove(columns.numbers.tolist())
            made = build_parties(columns, self.vocabulary)
            start, self._size = self._size, self._size + len(made)
            self._make_room()
            self._table[start : self._size] = made.table
            self._numbers[start : self._size] = made.numbers
            self._row_of.update(zip(made.numbers.tolist(), range(start, self._size), strict=True))
            self._counts.add(made.table)
            if len(made):
                self._segments.append(segment_of(made.table, start))
                self._merge()
            self._weights = None

    def remove(self, numbers: Collection[int]) -> None:
        """Takes records out, by their numbers; unknown ones do no harm."""
        with self._lock:
            self._remove(numbers)

    def find(self, one: PartyColumns, *, least_bits: float = -4.0, limit: int = 10) -> list[Known]:
        """Those that may be the same as the one record, the most likely first; itself, by its number, is left out.

        The weights are those of `link_parties` over the records that the index holds. Raises `BadColumnsError` unless
        it is one record.
        """
        self._check(one)
        if len(one) != 1:
            raise BadColumnsError(f"{len(one)} records instead of one")
        with self._lock:
            mark = self.vocabulary.mark()
            try:
                pairs = self._pairs(one)
            finally:
                self.vocabulary.forget(mark)
        likely = np.flatnonzero(pairs.weights >= least_bits)
        best = likely[np.lexsort((pairs.right[likely], -pairs.weights[likely]))][:limit]
        chosen = pairs.take(best)
        numbers = self._numbers[chosen.right].tolist()
        scores = self._explainer.explain(chosen)
        return [Known(number, score) for number, score in zip(numbers, scores, strict=True)]

    def _pairs(self, one: PartyColumns) -> PartyPairs:
        weights = self._current_weights()
        probe = build_parties(one, self.vocabulary)
        rows = self._candidates(probe.table)
        rows = rows[~self._gone[rows] & (self._numbers[rows] != probe.numbers[0])]
        words = self.vocabulary.words.tables()[0]
        packed, rarities = score_one(probe.table[0], self._table, rows, words, weights)
        prior = self.model.prior_bits(len(self))
        total = prior + packed_bits(packed, weights.levels) + rarities.sum(axis=1)
        total = self.model.curve.apply(total)
        left = np.full(len(rows), -1, dtype=np.int64)
        return PartyPairs(self.model.name, prior, left, rows, packed, rarities, total, len(rows))

    def _candidates(self, probe: IntArray) -> IntArray:
        """The rows that share a key with the one row of `probe`, each once."""
        found: list[NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]
        for rule in RULES:
            keys = keys_of(probe, rule, whole=True)
            for key, lacks in zip(keys.keys.tolist(), keys.lacks.tolist(), strict=True):
                for segment in self._segments:
                    one_sided = rule in ONE_SIDED and not lacks
                    index = (segment.lacking if one_sided else segment.by_rule)[rule]
                    found.append(index.rows_of(key))
        return np.unique(np.concatenate(found)).astype(np.int64)

    def _current_weights(self) -> Weights:
        """What rarities weigh now. Words of the one asked about that nobody else has can agree with nothing."""
        if self._weights is None:
            self._weights = self._counts.weights(self.model)
        return self._weights

    def _check(self, columns: PartyColumns) -> None:
        if columns.are_persons != (self.kind == "party"):
            raise BadColumnsError(f"an index of {self.kind} asked about the other kind")

    def _remove(self, numbers: Collection[int]) -> None:
        for number in numbers:
            row = self._row_of.pop(number, None)
            if row is not None:
                self._gone[row] = True
                self._counts.add(self._table[row : row + 1], -1)
                self._weights = None

    def _make_room(self) -> None:
        while self._size > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._numbers = np.concatenate([self._numbers, np.zeros_like(self._numbers)])
            self._gone = np.concatenate([self._gone, np.zeros_like(self._gone)])

    def _merge(self) -> None:
        """Joins the last segments while the one before is not twice as large."""
        while len(self._segments) > 1 and self._segments[-2].size < 2 * self._segments[-1].size:
            last, before = self._segments.pop(), self._segments.pop()
            self._segments.append(_joined(before, last))


def segment_of(table: IntArray, start: int) -> Segment:
    """The keys of the rows of a table that stand from `start` on."""
    by_rule, lacking = {}, {}
    for rule in RULES:
        keys = keys_of(table, rule, whole=True)
        by_rule[rule] = _sorted(keys, start)
        if rule in ONE_SIDED:
            lack = Keys(keys.keys[keys.lacks], keys.rows[keys.lacks], keys.lacks[keys.lacks])
            lacking[rule] = _sorted(lack, start)
    return Segment(len(table), by_rule, lacking)


def _sorted(keys: Keys, start: int) -> Sorted:
    order = np.argsort(keys.keys, kind="stable")
    return Sorted(keys.keys[order], (keys.rows[order] + start).astype(np.int32))


def _joined(first: Segment, second: Segment) -> Segment:
    return Segment(
        first.size + second.size,
        {rule: _merged(first.by_rule[rule], second.by_rule[rule]) for rule in first.by_rule},
        {rule: _merged(first.lacking[rule], second.lacking[rule]) for rule in first.lacking},
    )


def _merged(first: Sorted, second: Sorted) -> Sorted:
    """Two in order become one in order: the smaller is put into the larger."""
    places = np.searchsorted(first.keys, second.keys, side="right")
    return Sorted(
        np.insert(first.keys, places, second.keys), np.insert(first.rows, places, second.rows)
    )
