"""Texts as sets of folded words over one vocabulary, at the speed of Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cotmoc.resolution.core.ragged import IntArray, Ragged, ragged_from_pairs

_CHUNK = 100_000
_STROKED = (("đ", "d"), ("ð", "d"), ("ø", "o"), ("ł", "l"), ("ß", "ss"), ("æ", "ae"))


def fold_texts(texts: pa.Array) -> pa.Array:
    """The texts in lower case without tone marks or other accents; null stays null.

    >>> fold_texts(pa.array(["Móng Cái, ĐẦM HÀ"])).to_pylist()
    ['mong cai, dam ha']
    """
    lowered = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKD"))
    for stroked, plain in _STROKED:
        lowered = pc.replace_substring(lowered, stroked, plain)
    return pc.replace_substring_regex(lowered, r"\p{M}+", "")


def encoded_together(columns: Sequence[pa.Array]) -> tuple[list[IntArray], pa.Array]:
    """The codes (int64) of each column's strings over one vocabulary, and the vocabulary."""
    encoded = pa.concat_arrays(columns).dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    ends = np.cumsum([len(column) for column in columns])
    return np.split(codes, ends[:-1]), encoded.dictionary


@dataclass(frozen=True, slots=True)
class WordUses:
    """Each use of a word: its text's number and its code, int64 arrays of equal length, in reading order."""

    texts: IntArray
    codes: IntArray
    vocabulary: pa.Array


def word_uses(texts: Sequence[str | None] | pa.Array) -> WordUses:
    """Every word (letters and digits) of the folded texts, coded over a vocabulary of their own."""
    column = texts if isinstance(texts, pa.Array) else pa.array(texts, type=pa.string())
    parents: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    chunks = [pa.array([], type=pa.string()).dictionary_encode()]
    for start in range(0, len(column), _CHUNK):
        folded = fold_texts(column.slice(start, _CHUNK))
        split = pc.split_pattern_regex(folded, r"[^\p{L}\p{N}]+")
        words, owners = pc.list_flatten(split), pc.list_parent_indices(split)
        filled = pc.not_equal(words, "")
        parents.append(pc.filter(owners, filled).to_numpy().astype(np.int64) + start)
        chunks.append(pc.filter(words, filled).dictionary_encode())
    unified = pa.chunked_array(chunks).unify_dictionaries()
    codes = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in unified.chunks]
    return WordUses(
        texts=np.concatenate(parents),
        codes=np.concatenate(codes).astype(np.int64),
        vocabulary=unified.chunk(0).dictionary,
    )


@dataclass(frozen=True, slots=True)
class WordSets:
    """Two sets of words per record over one vocabulary.

    `counts[w]` (int64) is the number of records that have word w in either set. Words of texts that more than
    `common_share` of all records use carry no evidence and are left out of `texts`, to keep it small.
    """

    names: Ragged
    texts: Ragged
    vocabulary: NDArray[np.object_]
    counts: IntArray


def word_sets(
    names: tuple[Sequence[str], IntArray],
    texts: Sequence[str | None] | pa.Array,
    *,
    common_share: float = 0.05,
) -> WordSets:
    """The words of names ((strings, record of each)) and of one text per record."""
    count = len(texts)
    strings, owners = names
    in_names, in_texts = word_uses(list(strings)), word_uses(texts)
    recoded, vocabulary = encoded_together([in_names.vocabulary, in_texts.vocabulary])
    name_words, text_words = recoded[0][in_names.codes], recoded[1][in_texts.codes]
    uses = np.bincount(text_words, minlength=len(vocabulary))
    kept = (uses <= max(50.0, common_share * count))[text_words]
    name_sets = ragged_from_pairs(owners[in_names.texts], name_words, count)
    text_sets = ragged_from_pairs(in_texts.texts[kept], text_words[kept], count)
    counts = _record_counts(name_sets, text_sets, uses)
    words = vocabulary.to_numpy(zero_copy_only=False)
    return WordSets(name_sets, text_sets, words, counts)


def _record_counts(names: Ragged, texts: Ragged, uses: IntArray) -> IntArray:
    """Records per word: exact for kept words; for the dropped, common ones the number of uses stands in."""
    both = ragged_from_pairs(
        np.concatenate([names.row_numbers, texts.row_numbers]),
        np.concatenate([names.values, texts.values]).astype(np.int64),
        len(names),
    )
    exact = np.bincount(both.values, minlength=len(uses))
    in_texts = np.bincount(texts.values, minlength=len(uses))
    return np.where((in_texts == 0) & (uses > 0), np.minimum(uses, len(names)), exact)
