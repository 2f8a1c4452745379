"""What names and texts have in common, weighed by how rare it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.resolution.core.comparison import Levels, level
from cotmoc.resolution.core.features import IncidentFeatures
from cotmoc.resolution.core.ragged import (
    IntArray,
    Ragged,
    distinct,
    shared_values,
)
from cotmoc.resolution.core.spellings import Spellings
from cotmoc.resolution.core.weights import WordWeights
from cotmoc.resolution.core.words import word_uses

_ALIKE_TEXT_BITS = 5.0
_SHORTEST_ALIKE = 5
_SHORTEST_TEXT_WORD = 3
_SHORTEST_NAME_WORD = 3
_FULL_TEXT_WORDS = 6
#: Bits of shared names from which they are as good as unique: one in eight thousand records.
_RARE_NAME_BITS = 13.0
#: (level, least shared bits, least share of what the shorter text says).
_TEXT_LEVELS = (
    ("alike", 24.0, 0.5),
    ("much", 16.0, 0.3),
    ("some", 8.0, 0.15),
    ("little", 0.0, 0.0),
)


@dataclass(frozen=True, slots=True)
class WordComparison:
    """Levels of `name` and `text` for each pair."""

    name: Levels
    text: Levels


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """The words of all records sorted by what they can show: names of their own, and uncommon words.

    `bits` float64 per word, `key_bits` per whole name. `keys` are the rare whole names ("tran van hung" is rare though
    none of its words is), `unusual_keys` those with a rare word, whose spelling can be compared, as can that of
    `long_names` among `distinctive` and `long_texts` among `texts`; `words` and `whole_names` are how they are spelled.
    `said_bits` float64 per record, the bits of all words of its text and of its descriptive names.
    """

    bits: NDArray[np.float64]
    key_bits: NDArray[np.float64]
    keys: Ragged
    unusual_keys: Ragged
    distinctive: Ragged
    descriptive: Ragged
    texts: Ragged
    long_names: Ragged
    long_texts: Ragged
    words: Spellings
    whole_names: Spellings
    said_bits: NDArray[np.float64]


def word_evidence(features: IncidentFeatures, weights: WordWeights) -> WordEvidence:
    """Bits per word, and the words of each record by kind.

    `distinctive` are the rare words of names; `descriptive` the common ones ("bulk carrier"), which only count like
    words of a text; `texts` the longer words of texts.
    """
    words = features.words
    bits = _bits(features, weights)
    lengths = pc.utf8_length(pa.array(words.vocabulary, type=pa.string())).to_numpy()
    rare = (bits >= weights.distinctive_bits) & (lengths >= _SHORTEST_NAME_WORD)
    long = lengths >= _SHORTEST_ALIKE
    key_bits, rarest = _key_bits(features, bits, weights)
    texts, descriptive = (
        _only(words.texts, lengths >= _SHORTEST_TEXT_WORD),
        _only(words.names, ~rare),
    )
    return WordEvidence(
        bits=bits,
        key_bits=key_bits,
        keys=_only(features.name_keys, key_bits >= weights.distinctive_bits),
        unusual_keys=_only(features.name_keys, rarest >= weights.distinctive_bits),
        distinctive=_only(words.names, rare),
        descriptive=descriptive,
        texts=texts,
        long_names=_only(words.names, rare & long),
        long_texts=_only(words.texts, long & (bits >= _ALIKE_TEXT_BITS)),
        words=Spellings(words.vocabulary),
        whole_names=Spellings(features.key_names),
        said_bits=_sums(texts, bits) + _sums(descriptive, bits),
    )


def _sums(words: Ragged, bits: NDArray[np.float64]) -> NDArray[np.float64]:
    sums: NDArray[np.float64] = np.bincount(
        words.row_numbers, bits[words.values], minlength=len(words)
    ).astype(np.float64)
    return sums


def compare_words(
    features: IncidentFeatures,
    evidence: WordEvidence,
    left: IntArray,
    right: IntArray,
    near: NDArray[np.bool_],
) -> WordComparison:
    """The comparison of names and texts; spelling variants are looked for only where `near` is true, for speed."""
    names = shared_names(evidence, left, right)
    texts = shared_text_words(evidence, left, right, names)
    count = len(left)
    name_bits = np.bincount(names[0], evidence.bits[names[1]], minlength=count).astype(np.float64)
    pair, key = shared_values(evidence.keys, evidence.keys, left, right)
    np.maximum.at(name_bits, pair, evidence.key_bits[key])
    text_bits = np.bincount(texts[0], evidence.bits[texts[1]], minlength=count).astype(np.float64)
    name = _name_levels(features, evidence, left, right)
    name[name_bits > 0] = level("name", "shared")
    name[name_bits >= _RARE_NAME_BITS] = level("name", "rare")
    unshared = np.flatnonzero(near & (name > level("name", "shared")))
    alike = unshared[_alike(evidence, left[unshared], right[unshared])]
    name[alike] = level("name", "similar")
    return WordComparison(name, _text_levels(evidence, text_bits, left, right))


def _text_levels(
    evidence: WordEvidence, shared_bits: NDArray[np.float64], left: IntArray, right: IntArray
) -> Levels:
    """How much the texts have in common, for itself and beside what the shorter of them says at all."""
    said = np.minimum(evidence.said_bits[left], evidence.said_bits[right])
    share = shared_bits / np.maximum(said, 1.0)
    cases = [
        (shared_bits > least) & (share >= least_share) for _, least, least_share in _TEXT_LEVELS
    ]
    codes = [np.int8(level("text", name)) for name, _, _ in _TEXT_LEVELS]
    text: Levels = np.select(cases, codes, default=np.int8(-1))
    full = evidence.texts.lengths >= _FULL_TEXT_WORDS
    text[(shared_bits == 0) & full[left] & full[right]] = level("text", "nothing_shared")
    return text


def shared_names(
    evidence: WordEvidence, left: IntArray, right: IntArray
) -> tuple[IntArray, NDArray[np.int32]]:
    """(pair, word) for the distinctive words of either's names that stand in the names or text of the other."""
    names, texts = evidence.distinctive, evidence.texts
    found = [
        shared_values(names, names, left, right),
        shared_values(names, texts, left, right),
        shared_values(names, texts, right, left),
    ]
    return _distinct(found, len(evidence.bits))


def shared_text_words(
    evidence: WordEvidence,
    left: IntArray,
    right: IntArray,
    names: tuple[IntArray, NDArray[np.int32]],
) -> tuple[IntArray, NDArray[np.int32]]:
    """(pair, word) for uncommon words of both texts or descriptions, other than the given shared names."""
    texts, described = evidence.texts, evidence.descriptive
    found = [
        shared_values(texts, texts, left, right),
        shared_values(described, described, left, right),
        shared_values(described, texts, left, right),
        shared_values(described, texts, right, left),
    ]
    pair, word = _distinct(found, len(evidence.bits))
    width = max(len(evidence.bits), 1)
    fresh = ~_stand_in(pair * width + word, names[0] * width + names[1])
    return pair[fresh], word[fresh]


def _stand_in(keys: IntArray, among: IntArray) -> NDArray[np.bool_]:
    """Which keys stand among others that ascend."""
    if not len(among):
        return np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    found: NDArray[np.bool_] = among[place] == keys
    return found


def _distinct(
    found: list[tuple[IntArray, NDArray[np.int32]]], width: int
) -> tuple[IntArray, NDArray[np.int32]]:
    keys = distinct(np.concatenate([pair * max(width, 1) + word for pair, word in found]))
    return keys // max(width, 1), (keys % max(width, 1)).astype(np.int32)


def _bits(features: IncidentFeatures, weights: WordWeights) -> NDArray[np.float64]:
    words = features.words
    known = pa.array(list(weights.known_shares), type=pa.string())
    place = pc.index_in(pa.array(words.vocabulary, type=pa.string()), value_set=known)
    shares = np.array([*weights.known_shares.values(), weights.unknown_share])
    expected = shares[pc.fill_null(place, len(known)).to_numpy()]
    seen = words.counts + weights.pseudo_records * expected
    bits: NDArray[np.float64] = -np.log2(seen / (len(features) + weights.pseudo_records))
    return np.maximum(bits, 0.0)


def _key_bits(
    features: IncidentFeatures, bits: NDArray[np.float64], weights: WordWeights
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bits of each whole name, and the bits of its rarest word.

    A whole name is as rare as its words together, unless it has been seen more often than that ("bulk carrier").
    """
    count = len(features.key_names)
    uses = word_uses(list(features.key_names))
    vocabulary = pa.array(features.words.vocabulary, type=pa.string())
    per_use = bits[pc.index_in(uses.vocabulary, value_set=vocabulary).to_numpy()][uses.codes]
    total = np.bincount(uses.texts, per_use, minlength=count)
    rarest = np.zeros(count)
    np.maximum.at(rarest, uses.texts, per_use)
    seen = np.bincount(features.name_keys.values, minlength=count)
    expected = weights.pseudo_records * np.exp2(-total)
    share = (seen + expected) / (len(features) + weights.pseudo_records)
    return np.minimum(total, -np.log2(share)), rarest


def _only(ragged: Ragged, chosen: NDArray[np.bool_]) -> Ragged:
    kept = chosen[ragged.values]
    before = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(kept, out=before[1:])
    return Ragged(before[ragged.offsets], ragged.values[kept])


def _name_levels(
    features: IncidentFeatures, evidence: WordEvidence, left: IntArray, right: IntArray
) -> Levels:
    """The levels as they are when nothing is shared: `different`, `not_named` or missing."""
    named = (evidence.distinctive.lengths > 0) | (evidence.keys.lengths > 0)
    told = features.words.texts.lengths >= _FULL_TEXT_WORDS
    silent = (named[left] & ~named[right] & told[right]) | (
        named[right] & ~named[left] & told[left]
    )
    levels = np.where(silent, level("name", "not_named"), -1).astype(np.int8)
    levels[named[left] & named[right]] = level("name", "different")
    return levels


def _alike(evidence: WordEvidence, left: IntArray, right: IntArray) -> NDArray[np.bool_]:
    """True for pairs where a name of the one is spelled nearly like a name or word of the other."""
    names, texts, keys = evidence.long_names, evidence.long_texts, evidence.unusual_keys
    alike = evidence.words.any_alike((names, left), (names, right))
    alike |= evidence.words.any_alike((names, left), (texts, right))
    alike |= evidence.words.any_alike((names, right), (texts, left))
    return alike | evidence.whole_names.any_alike((keys, left), (keys, right))
