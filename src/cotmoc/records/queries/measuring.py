"""How well resolution does where the truth is known: pairs joined, missed and proposed, and whether chances hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cotmoc.access.core.viewer import Viewer
from cotmoc.records.core.truth import TrueThing
from cotmoc.records.queries.comparing import columns_of_everything
from cotmoc.records.queries.judgements import KIND as INCIDENT
from cotmoc.records.queries.keys import incident_ids
from cotmoc.records.queries.passes import shared_by_records
from cotmoc.records.queries.resolvable import Resolvable, everything_resolvable
from cotmoc.records.queries.weights import incident_weights_in_use, weights_in_use
from cotmoc.resolution.core.blocking import CandidateFinder
from cotmoc.resolution.core.competing import rival_bits
from cotmoc.resolution.core.features import build_features
from cotmoc.resolution.core.measuring import Calibration, PairFigures, calibration, pair_figures
from cotmoc.resolution.core.parties.joining import PartySettings, compared_parties
from cotmoc.resolution.core.parties.linking import LinkSettings
from cotmoc.resolution.core.scores import probability
from cotmoc.resolution.core.scoring import WeightScorer
from cotmoc.resolution.queries.measured import clusters_by_rule, proposed_pairs

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
#: Pairs with less evidence are two things so surely that they say nothing about chances.
LEAST_BITS = -12.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring one kind of thing came to.

    things       how many of the truth were found among those that stand, and can be recognised
    not_found    how many were not
    model        the weights
    figures      what the stated rule alone joined, and what it left to people
    calibration  the chances of all pairs that were compared
    """

    kind: str
    things: int
    not_found: int
    model: str
    figures: PairFigures
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class _Scored:
    """Pairs of numbers that were compared, with their weights in bits."""

    model: str
    left: IntArray
    right: IntArray
    weight: FloatArray


def measure(*, viewer: Viewer, kind: str, truth: Sequence[TrueThing]) -> Measured:
    """How the stated rule and the weights in use do on things whose truth is known, among all that stand.

    People's answers are left out. What the truth does not name counts neither way.
    """
    numbers, scored = (
        _of_incidents(viewer, truth) if kind == INCIDENT else _of_kind(viewer, kind, truth)
    )
    found = numbers > 0
    known = numbers[found]
    _, labels = np.unique([thing.key for thing in truth], return_inverse=True)
    order = np.argsort(known)
    known, labels = known[order], labels[found][order].astype(np.int64)
    clusters = clusters_by_rule(kind)
    entity = _mapped(known, clusters.record, clusters.entity)
    proposed = _rows(known, proposed_pairs(kind))
    pairs = _rows(known, np.stack([scored.left, scored.right], axis=1))
    held = np.all(pairs >= 0, axis=1)
    right = labels[pairs[held, 0]] == labels[pairs[held, 1]]
    return Measured(
        kind=kind,
        things=len(known),
        not_found=int(len(truth) - len(known)),
        model=scored.model,
        figures=pair_figures(labels, entity, proposed[np.all(proposed >= 0, axis=1)]),
        calibration=calibration(probability(scored.weight[held]), right),
    )


def _mapped(numbers: IntArray, known: IntArray, values: IntArray) -> IntArray:
    """The value of each number; the number itself where none is known."""
    if not len(known):
        return numbers
    place = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    return np.where(known[place] == numbers, values[place], numbers)


def _rows(numbers: IntArray, pairs: IntArray) -> IntArray:
    """Pairs of numbers as rows of `numbers`, which ascend; -1 for a number that is not there."""
    if not len(numbers):
        return np.full_like(pairs, -1)
    place = np.minimum(np.searchsorted(numbers, pairs), len(numbers) - 1)
    return np.where(numbers[place] == pairs, place, -1)


def _of_incidents(viewer: Viewer, truth: Sequence[TrueThing]) -> tuple[IntArray, _Scored]:
    """The record of each thing (0: none stands), and all pairs of records that are compared."""
    ids = incident_ids(viewer=viewer)
    features = build_features(columns_of_everything())
    standing = set(features.numbers.tolist())
    numbers = [ids.get((thing.agency, thing.reference), 0) for thing in truth]
    pairs = CandidateFinder(features).pairs(np.arange(len(features), dtype=np.int64))
    scorer = WeightScorer(incident_weights_in_use())
    scores = scorer.score(features, pairs.left, pairs.right)
    kept = scores.take(scores.weight >= LEAST_BITS)
    kept = kept.beside_rivals(rival_bits(features, kept))
    return (
        _whole(number if number in standing else 0 for number in numbers),
        _Scored(
            scores.model, features.numbers[kept.left], features.numbers[kept.right], kept.weight
        ),
    )


def _of_kind(viewer: Viewer, kind: str, truth: Sequence[TrueThing]) -> tuple[IntArray, _Scored]:
    """The number of each party or conveyance (0: none stands), and all pairs that are compared."""
    known = everything_resolvable(kind)
    model = weights_in_use(kind)
    settings = PartySettings(links=LinkSettings(least_bits=LEAST_BITS))
    shared = shared_by_records(kind)
    left, right, weights = compared_parties(known.columns, known.records, model, settings, shared)
    numbers = known.columns.numbers
    return (
        _numbers_of(viewer, known, truth),
        _Scored(model.name, numbers[left], numbers[right], weights),
    )


def _numbers_of(viewer: Viewer, known: Resolvable, truth: Sequence[TrueThing]) -> IntArray:
    """The number of each thing by its place among the named ones of its record."""
    ids = incident_ids(viewer=viewer)
    of_record: dict[int, list[tuple[int, int]]] = defaultdict(list)
    named = known.columns.names.to_pylist()
    documents = known.columns.documents.to_pylist()
    for number, record, place, name, document in zip(
        known.columns.numbers.tolist(),
        known.records.tolist(),
        known.places.tolist(),
        named,
        documents,
        strict=True,
    ):
        if name or (not known.columns.are_persons and document):
            of_record[record].append((place, number))

    def found(thing: TrueThing) -> int:
        listed = sorted(of_record.get(ids.get((thing.agency, thing.reference), 0), ()))
        return listed[thing.place - 1][1] if thing.place <= len(listed) else 0

    return _whole(map(found, truth))


def _whole(values: object) -> IntArray:
    return np.fromiter(values, dtype=np.int64)  # type: ignore[call-overload, no-any-return]
