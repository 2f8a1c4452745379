"""Why a pair scores as it does: one coded reason for every comparison that says something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.comparison import LEVELS
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import IntArray, shared_values
from cotmoc.resolution.core.scores import PairScores, Reason, Score
from cotmoc.resolution.core.word_comparison import (
    WordEvidence,
    shared_names,
    shared_text_words,
)

_MOST_WORDS = 6
#: Less is the rounding of sums.
_LEAST_TOGETHER = 1e-6
Params = dict[str, str | int]


def explain(
    features: IncidentFeatures, scores: PairScores, evidence: WordEvidence
) -> tuple[Score, ...]:
    """Each of the scores in words, in the order in which they add up.

    The prior first, the comparisons in the order of `LEVELS`, what all that is worth less seen together, other
    candidates last.

    A comparison that had nothing to compare, or whose level weighs nothing, gives no reason.
    """
    details = _details(features, scores, evidence)
    probabilities, together = scores.probability, scores.together_bits
    return tuple(
        Score(
            weight=float(scores.weight[pair]),
            probability=float(probabilities[pair]),
            reasons=(
                Reason("prior", {}, scores.prior_bits),
                *_reasons(scores, pair, details),
                *_last(scores, pair, float(together[pair])),
            ),
        )
        for pair in range(len(scores))
    )


def _reasons(
    scores: PairScores, pair: int, details: Mapping[str, Callable[[int], Params]]
) -> list[Reason]:
    reasons = []
    for comparison, names in LEVELS.items():
        code = int(scores.levels[comparison][pair])
        bits = float(scores.bits[comparison][pair])
        if code >= 0 and bits != 0.0:
            params = details[comparison](pair) if comparison in details else {}
            reasons.append(Reason(f"{comparison}.{names[code]}", params, bits))
    return reasons


def _last(scores: PairScores, pair: int, together: float) -> Iterator[Reason]:
    """What the sum is worth less, and what other candidates take."""
    if abs(together) > _LEAST_TOGETHER:
        yield Reason("incident.together", {}, together)
    if scores.rival_bits is not None and scores.rival_bits[pair] < 0.0:
        yield Reason("candidates.others", {}, float(scores.rival_bits[pair]))


def _details(
    features: IncidentFeatures, scores: PairScores, evidence: WordEvidence
) -> dict[str, Callable[[int], Params]]:
    """By comparison, what fills its text for the pair at a position."""
    left, right = scores.left, scores.right
    names = shared_names(evidence, left, right)
    texts = shared_text_words(evidence, left, right, names)
    keys = shared_values(evidence.keys, evidence.keys, left, right)
    name_words = _listed(names, features.words.vocabulary, evidence.bits, len(scores))
    whole_names = _listed(keys, features.key_names, evidence.key_bits, len(scores))
    text_words = _listed(texts, features.words.vocabulary, evidence.bits, len(scores))
    marks = _shared_marks(features, left, right)
    distance, facts = np.nan_to_num(scores.facts.distance_m), scores.facts
    return {
        "time": lambda pair: {"days": int(facts.gap_days[pair])},
        "place": lambda pair: {"distance_m": round(float(distance[pair]))},
        "rivals": lambda pair: {"count": int(facts.rivals[pair])},
        "name": lambda pair: _words(whole_names[pair] or name_words[pair]),
        "text": lambda pair: _words(text_words[pair]),
        "registration": lambda pair: _words(marks["registration"][pair]),
        "reference": lambda pair: _words(marks["reference"][pair]),
        "offence": lambda pair: {
            "offence": features.offence_names[features.offence[left[pair]]],
            "other": features.offence_names[features.offence[right[pair]]],
        },
    }


def _words(words: list[str]) -> Params:
    return {"words": ", ".join(words)} if words else {}


def _shared_marks(
    features: IncidentFeatures, left: IntArray, right: IntArray
) -> dict[str, list[list[str]]]:
    own, named = features.references, features.mentions
    references = [
        shared_values(own, own, left, right),
        shared_values(own, named, left, right),
        shared_values(own, named, right, left),
    ]
    bits = np.zeros(len(features.mark_names))
    pairs = tuple(np.concatenate(parts) for parts in zip(*references, strict=True))
    registrations = shared_values(features.registrations, features.registrations, left, right)
    return {
        "reference": _listed((pairs[0], pairs[1]), features.mark_names, bits, len(left)),
        "registration": _listed(registrations, features.mark_names, bits, len(left)),
    }


def _listed(
    shared: tuple[IntArray, NDArray[np.int32]],
    names: Sequence[str] | NDArray[np.object_],
    bits: NDArray[np.float64],
    count: int,
) -> list[list[str]]:
    """For each pair the shared values by name, the rarest first."""
    pair, value = shared
    listed: list[list[str]] = [[] for _ in range(count)]
    for position in np.lexsort((value, -bits[value], pair)):
        words = listed[int(pair[position])]
        if len(words) < _MOST_WORDS:
            words.append(str(names[value[position]]))
    return listed
