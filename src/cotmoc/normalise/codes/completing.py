"""Entries of a code list by the beginning of their words, for people who type them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.codes.registry import Code, CodeList
from cotmoc.normalise.text import clean, fold


class Completion(NamedTuple):
    """An entry that what was typed may become, and the other word for it that fits, "" where its label does."""

    code: Code
    words: str


class _Phrase(NamedTuple):
    folded: str
    lowered: str
    text: str
    code: Code
    is_label: bool


def complete_code(
    codes: CodeList, written: str, language: str, limit: int = 8
) -> tuple[Completion, ...]:
    """The entries that a word of begins like what was written, the likeliest first, each once.

    Marks may be left out; where they are written, words with these marks come first. Labels come before other words,
    the beginning of a phrase before a word within it, and in each the order of the list is kept. Nothing written gives
    the first entries of the list.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> [each.code.id for each in complete_code(COMMODITIES, "hero", "vi")][:1]
    ['heroin']
    """
    text, marked = fold(written), clean(written).lower()
    best: dict[str, tuple[tuple[int, ...], Completion]] = {}
    for at, phrase in enumerate(_phrases(codes, language)):
        rank = _rank(phrase, text, marked)
        if rank is None:
            continue
        found = Completion(phrase.code, "" if phrase.is_label else phrase.text)
        known = best.get(phrase.code.id)
        if known is None or (*rank, at) < known[0]:
            best[phrase.code.id] = ((*rank, at), found)
    ranked = sorted(best.values(), key=lambda each: each[0])
    return tuple(found for _, found in ranked[:limit])


def _rank(phrase: _Phrase, text: str, marked: str) -> tuple[int, ...] | None:
    """How well a phrase fits, lower is better; None where it does not."""
    begins = phrase.folded.startswith(text)
    if not begins and f" {text}" not in phrase.folded:
        return None
    has_marks = marked == text or marked in phrase.lowered
    is_whole = phrase.folded == text
    return (not has_marks, not begins, not phrase.is_label, not is_whole)


@lru_cache(maxsize=32)
def _phrases(codes: CodeList, language: str) -> tuple[_Phrase, ...]:
    """The labels, that of the language first, and the other words of every entry that says something."""
    found: list[_Phrase] = []
    for code in codes:
        if code.id == codes.unknown:
            continue
        own = code.label(language)
        other = code.label("en" if language == "vi" else "vi")
        found.append(_Phrase(fold(own), own.lower(), own, code, True))
        words = (other, *(word.lstrip("=~") for word in code.synonyms))
        found += [
            _Phrase(fold(word), word.lower(), word, code, False) for word in words if fold(word)
        ]
    return tuple(found)
