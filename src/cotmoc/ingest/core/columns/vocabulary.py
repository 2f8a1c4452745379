"""The words that columns are called by, read once from the packaged lists."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cotmoc.ingest.core.word_lists import packaged_rows
from cotmoc.normalise.text import fold

Tokens = tuple[str, ...]

# Words divided neither by spaces nor by capitals: each sign of these scripts is a word for comparison.
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_MOST_VARIANTS = 6
_LONGEST_ABBREVIATION = 3
# Shorter words are not taken for misspelt ones: too many words of four letters are one letter apart.
_SHORTEST_MISSPELT, _SHORTEST_WITH_TWO = 4, 9
_MOST_PIECES = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name for a field: its words, folded, and how far it speaks for the field (0..1)."""

    field: str
    weight: float
    text: str
    tokens: Tokens


def tokens_of(text: str) -> Tokens:
    """The folded words of a text; signs of Chinese stand alone.

    >>> tokens_of("Số lượng"), tokens_of("日期 Date")
    (('so', 'luong'), ('日', '期', 'date'))
    """
    return tuple(_IDEOGRAPH.sub(lambda match: f" {match.group()} ", fold(text)).split())


@cache
def phrases() -> tuple[Phrase, ...]:
    """All names of all fields, in the order of the list."""
    return tuple(
        Phrase(field, float(weight), word, tokens)
        for field, weight, words in packaged_rows("column_fields.tsv")
        for word in words.split(";")
        if (tokens := tokens_of(word))
    )


@cache
def phrases_by_word() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases in which a word stands."""
    found: dict[str, dict[Phrase, None]] = defaultdict(dict)
    for phrase in phrases():
        for token in phrase.tokens:
            found[token][phrase] = None
    return {token: tuple(entries) for token, entries in found.items()}


@cache
def word_weights() -> Mapping[str, float]:
    """How much a word tells fields apart: the logarithm of how few of them it stands for."""
    fields = len({phrase.field for phrase in phrases()})
    return {
        token: math.log(1 + fields / len({phrase.field for phrase in entries}))
        for token, entries in phrases_by_word().items()
    }


@cache
def group_phrases() -> tuple[tuple[str, Tokens], ...]:
    """The words that stand over a group of columns: group and words, the longest first."""
    found = [
        (group, tokens_of(word))
        for group, words in packaged_rows("column_groups.tsv")
        for word in words.split(";")
    ]
    return tuple(sorted(found, key=lambda each: -len(each[1])))


@cache
def _abbreviations() -> Mapping[Tokens, tuple[Tokens, ...]]:
    return {
        tuple(written.split()): tuple(tokens_of(meaning) for meaning in meanings.split("|"))
        for written, meanings in packaged_rows("column_abbreviations.tsv")
    }


@cache
def _known_words() -> frozenset[str]:
    grouped = {token for _, tokens in group_phrases() for token in tokens}
    meant = {t for options in _abbreviations().values() for option in options for t in option}
    return frozenset({*word_weights(), *grouped, *meant})


@cache
def _pieces() -> frozenset[str]:
    """What words written without spaces may be divided into."""
    short = {written[0] for written in _abbreviations() if len(written) == 1}
    return frozenset(word for word in _known_words() | short if len(word) > 1)


@lru_cache(maxsize=8_192)
def variants(tokens: Tokens) -> tuple[Tokens, ...]:
    """What the words may stand for: run-together and misspelt ones mended, abbreviations written out.

    >>> variants(("h", "vi", "vp")), variants(("hoten",)), variants(("dai", "diem"))
    ((('hanh', 'vi', 'vi', 'pham'),), (('ho', 'ten'),), (('dai', 'diem'),))
    """
    mended = tuple(piece for token in tokens for piece in _mended(token))
    if mended in _whole_phrases():
        return (mended,)
    options = [*_expanded(mended)]
    found = [tuple(word for part in chosen for word in part) for chosen in product(*options)]
    return tuple(dict.fromkeys(found[:_MOST_VARIANTS]))


@cache
def _whole_phrases() -> frozenset[Tokens]:
    return frozenset(phrase.tokens for phrase in phrases())


def _expanded(tokens: Tokens) -> Iterator[tuple[Tokens, ...]]:
    at = 0
    known = _abbreviations()
    while at < len(tokens):
        for length in range(min(_LONGEST_ABBREVIATION, len(tokens) - at), 0, -1):
            meanings = known.get(tokens[at : at + length])
            if meanings:
                # The letters may also be the word that they are.
                whole = tokens[at : at + length]
                spoken = length == 1 and whole[0] in word_weights()
                yield (*meanings, whole) if spoken else meanings
                at += length
                break
        else:
            yield (tokens[at : at + 1],)
            at += 1


@lru_cache(maxsize=8_192)
def _mended(token: str) -> Tokens:
    if token in _known_words() or (token,) in _abbreviations() or not token.isalpha():
        return (token,)
    return _divided(token) or (_respelt(token),)


def _divided(token: str) -> Tokens:
    """The fewest known words that a token is made of, none when it is not made of known words alone."""
    best: list[Tokens | None] = [(), *[None] * len(token)]
    pieces = _pieces()
    for end in range(2, len(token) + 1):
        for start in range(max(0, end - 9), end - 1):
            before = best[start]
            if before is None or len(before) >= _MOST_PIECES or token[start:end] not in pieces:
                continue
            here = best[end]
            if here is None or len(before) + 1 < len(here):
                best[end] = (*before, token[start:end])
    return best[-1] or ()


def _respelt(token: str) -> str:
    if len(token) < _SHORTEST_MISSPELT:
        return token
    most = 2 if len(token) >= _SHORTEST_WITH_TWO else 1
    near = [word for word in _long_words() if abs(len(word) - len(token)) <= most]
    found = process.extractOne(token, near, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found else token


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in _known_words() if len(word) >= _SHORTEST_MISSPELT))


def weight_of(tokens: Iterable[str], unknown: float = 2.0) -> float:
    """How much some words tell fields apart; `unknown` is the weight of a word that is in no list."""
    weights = word_weights()
    return sum(weights.get(token, unknown) for token in tokens)
