"""Words set right that show what they are: syllables written together, keys of the Telex keyboard left in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from cotmoc.areas.core.finding.index import LONGEST_SYLLABLE, NameIndex
from cotmoc.areas.core.finding.words import Words, is_opening, syllable_key
from cotmoc.normalise.text import fold

_LONG_TYPES = ("phuong", "huyen")
_WRITTEN = re.compile(r"[^\W\d_]{2,}")
# Keys of the Telex keyboard that stayed in a syllable: Hair for Hải, Sown for Sơn, DDoong for Đông.
_TELEX = re.compile(r"^d(?=d)|([aeo])(?=\1)|w|(?<=[a-z]{2})[sfrxj]$")


def without_keys(folded: str) -> str:
    """A folded syllable without the keys of the Telex keyboard that stayed in it.

    >>> without_keys("hair"), without_keys("sown"), without_keys("ddoong"), without_keys("hoa")
    ('hai', 'son', 'dong', 'hoa')
    """
    return _TELEX.sub("", folded)


def respelled(text: str, words: Words, index: NameIndex) -> str:
    """The text with unknown words set right that show what they are: syllables written together, keys left in.

    >>> from cotmoc.areas.core.facts import AreaFact, AreaFacts
    >>> from cotmoc.areas.core.finding.words import cut
    >>> from cotmoc.areas.core.kinds import AreaKind
    >>> area = AreaFact("a", AreaKind.COMMUNE, "Hải Sơn", "Xã Hải Sơn", None, "")
    >>> respelled("xahaison", cut("xahaison"), NameIndex(AreaFacts((area,))))
    'xa hai son'
    """
    known = index.vocabulary
    unknown = [
        word
        for word in words.folded
        if word not in known and not word.isdigit() and not is_opening(word)
    ]
    if not unknown:
        return text
    return _WRITTEN.sub(lambda match: _respelled(match[0], index), text)


def _respelled(written: str, index: NameIndex) -> str:
    folded = fold(written)
    if folded in index.vocabulary or is_opening(folded) or index.named(folded) is not None:
        return written
    if written.isascii():
        bare = without_keys(folded)
        if bare != folded and (syllable_key(bare) in index.vocabulary or is_opening(bare)):
            return bare
    for type_ in _LONG_TYPES:
        if OSA.distance(folded, type_, score_cutoff=1) == 1:
            return type_
    if len(folded) > LONGEST_SYLLABLE and len(folded) == len(written):
        return _cut_at(written, _syllable_sizes(folded, index)) or written
    return written


def _cut_at(written: str, sizes: Sequence[int]) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(written[at : at + size])
        at += size
    return " ".join(parts)


def _syllable_sizes(folded: str, index: NameIndex) -> list[int]:
    """The lengths of the syllables that letters are made of, as few as possible; empty when they are none."""
    best: list[list[int] | None] = [[]] + [None] * len(folded)
    for end in range(1, len(folded) + 1):
        for size in range(min(LONGEST_SYLLABLE, end), 0, -1):
            before = best[end - size]
            if before is None or (
                best[end] is not None and len(before) + 1 >= len(best[end] or ())
            ):
                continue
            syllable = folded[end - size : end]
            if size > 1 and (syllable in index.vocabulary or is_opening(syllable)):
                best[end] = [*before, size]
    return best[-1] or []
