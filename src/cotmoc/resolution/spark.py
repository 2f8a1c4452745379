"""The pairs of `link_parties` for a nation: the same compiled comparison on the machines of a Spark cluster.

Needs the extra `cotmoc[spark]` and Java. Three passes: what words there are and how often (so that every machine
numbers and weighs them alike), the keys of each record, and the comparison of all records that share a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cotmoc.resolution.core.parties import layout as at
from cotmoc.resolution.core.parties.columns import PartyColumns
from cotmoc.resolution.core.parties.kernels import Weights
from cotmoc.resolution.core.parties.keys import ONE_SIDED, RULES, keys_of
from cotmoc.resolution.core.parties.linking import (
    Blocks,
    LinkSettings,
    block_starts,
    packed_bits,
    scan_blocks,
)
from cotmoc.resolution.core.parties.model import PartyModel
from cotmoc.resolution.core.parties.rarity import Counts
from cotmoc.resolution.core.parties.rows import build_parties
from cotmoc.resolution.core.parties.vocabulary import Codes, Vocabulary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

IntArray = NDArray[np.int64]
_SEEN = "role string, text string, met long"
_KEYED = "rule int, key long, number long, lacks boolean, packed_row binary"
_PAIRS = "left long, right long, levels long, weight double"


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every machine knows: the numbers of words, what they weigh, and what the run goes by."""

    model: PartyModel
    settings: LinkSettings
    vocabulary: Vocabulary
    weights: Weights
    prior_bits: float


def link_on_spark(
    records: DataFrame, model: PartyModel, settings: LinkSettings | None = None, parts: int = 64
) -> DataFrame:
    """Pairs of records as `link_parties` finds them: left, right (their numbers, the smaller first), levels, weight.

    `records` holds number (long, distinct), name, birth (long, as of `PartyColumns`), document, category (long),
    country, area, region; the comparison is spread over `parts`. A block that is too large is compared within a window,
    as there, whose order may differ among records of one birth.
    """
    chosen = settings or LinkSettings()
    seen = records.mapInArrow(_seen, _SEEN).groupBy("role", "text").sum("met").collect()
    vocabulary = Vocabulary()
    for row in sorted(seen):
        _codes(vocabulary, row[0]).number(row[1])
    counts = Counts(vocabulary)
    for role, met in counts.by_role.items():
        codes = _codes(vocabulary, role)
        counts.by_role[role] = np.zeros(len(_list(codes)), dtype=met.dtype)
    for role, text, met in seen:
        if role in counts.by_role:
            counts.by_role[role][_codes(vocabulary, role).number(text)] = met
    prior = model.prior_bits(records.count())
    shared = _Shared(model, chosen, vocabulary, counts.weights(model), prior)
    keyed = records.mapInArrow(_keyed(shared), _KEYED).repartition(parts, "rule", "key")
    return keyed.mapInArrow(_compared(shared), _PAIRS).dropDuplicates(["left", "right"])


def _codes(vocabulary: Vocabulary, role: str) -> Any:
    """What numbers the values of a role."""
    held: dict[str, Any] = {
        "middle": vocabulary.middles,
        "foreign_middle": vocabulary.middles,
        "area": vocabulary.areas,
        "region": vocabulary.regions,
        "country": vocabulary.countries,
    }
    return held.get(role, vocabulary.words)


def _list(codes: Any) -> Codes:
    known: Codes = codes if isinstance(codes, Codes) else codes.codes
    return known


def _columns(batch: pa.RecordBatch) -> PartyColumns:
    def numbers(name: str) -> IntArray:
        found: IntArray = batch.column(name).fill_null(0).to_numpy(zero_copy_only=False)
        return found.astype(np.int64)

    return PartyColumns(
        numbers=numbers("number"),
        names=batch.column("name"),
        births=numbers("birth"),
        documents=batch.column("document"),
        categories=numbers("category"),
        countries=batch.column("country"),
        areas=batch.column("area"),
        regions=batch.column("region"),
    )


def _seen(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The values of every role and how often each was met; words, and regions, also where they play none."""
    vocabulary = Vocabulary()
    counts = Counts(vocabulary)
    for batch in batches:
        counts.add(build_parties(_columns(batch), vocabulary).table)
    listed = [("word", text, 0) for text in vocabulary.words.codes.texts]
    listed += [("region", text, 0) for text in vocabulary.regions.texts]
    for role, met in counts.by_role.items():
        texts = _list(_codes(vocabulary, role)).texts
        places = np.flatnonzero(met).tolist()
        listed += [(role, texts[place], int(met[place])) for place in places]
    roles, texts, times = (list(column) for column in zip(*listed, strict=True))
    yield pa.RecordBatch.from_pydict({"role": roles, "text": texts, "met": times})


def _keyed(shared: _Shared) -> Any:
    def keyed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each record once for each key of each rule."""
        for batch in batches:
            made = build_parties(_columns(batch), shared.vocabulary)
            packed = pa.array([row.tobytes() for row in made.table], pa.binary())
            for rule in shared.settings.rules:
                keys = keys_of(made.table, rule, whole=True)
                if len(keys.keys):
                    yield pa.RecordBatch.from_pydict(
                        {
                            "rule": pa.array(np.full(len(keys.keys), RULES.index(rule), np.int32)),
                            "key": keys.keys,
                            "number": made.numbers[keys.rows],
                            "lacks": keys.lacks,
                            "packed_row": packed.take(pa.array(keys.rows)),
                        }
                    )

    return keyed


def _compared(shared: _Shared) -> Any:
    def compared(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The pairs that weigh enough among records that share a key."""
        held = [batch for batch in batches if batch.num_rows]
        if not held:
            return
        part = pa.Table.from_batches(held)
        rules = part["rule"].to_numpy()
        for rule in np.unique(rules).tolist():
            yield _pairs_of(shared, RULES[rule], part.filter(pa.array(rules == rule)))

    return compared


def _pairs_of(shared: _Shared, rule: str, part: pa.Table) -> pa.RecordBatch:
    part = part.sort_by([("key", "ascending"), ("number", "ascending")])
    rows = b"".join(part["packed_row"].to_pylist())
    table = np.frombuffer(rows, dtype=np.int64).reshape(-1, at.WIDTH)
    numbers = part["number"].to_numpy()
    blocks = Blocks(
        np.arange(len(table)),
        block_starts(part["key"].to_numpy()),
        part["lacks"].to_numpy(),
        rule in ONE_SIDED,
        shared.settings.largest_block,
        shared.settings.window,
        shared.model.curve.before(shared.settings.least_bits) - shared.prior_bits,
    )
    words = shared.vocabulary.words.tables()[0]
    pairs, levels, rarities, *_ = scan_blocks(table.copy(), blocks, words, shared.weights)
    bits = packed_bits(levels, shared.weights.levels) + rarities.sum(axis=1)
    ends = np.sort(numbers[pairs], axis=1)
    other = ends[:, 0] != ends[:, 1]
    columns = {
        "left": ends[other, 0],
        "right": ends[other, 1],
        "levels": levels[other],
        "weight": shared.model.curve.apply(shared.prior_bits + bits)[other],
    }
    return pa.RecordBatch.from_pydict(columns)
