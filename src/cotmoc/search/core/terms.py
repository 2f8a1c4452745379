"""Goods, offences and agencies among the words of a question, by the words of the catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from cotmoc.normalise.codes.catalogue import COMMODITIES, OFFENCES
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.text import fold

_LONGEST = 7
#: What is not written in a name of goods, or not for its own sake.
_SIGNS = "=~"


class Sort(StrEnum):
    """What a term is of."""

    GOODS = "goods"
    OFFENCE = "offence"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class TermAsked:
    """Words `start` to `end` of a question as goods, an offence or an agency.

    `code` is what is meant, `codes` all that count as it: what is summed under it, too.
    """

    sort: Sort
    start: int
    end: int
    words: str
    code: str
    codes: frozenset[str]


class Terms:
    """Folded words for each code; `agencies`: the names of each, by its code."""

    def __init__(self, agencies: Mapping[str, Iterable[str]]) -> None:
        self._terms = {**_catalogue()}
        for code, names in agencies.items():
            for name in names:
                if fold(name):
                    known = self._terms.setdefault(fold(name), [])
                    self._terms[fold(name)] = [*known, (Sort.AGENCY, code)]

    def in_question(self, words: Sequence[str]) -> list[TermAsked]:
        """All runs of words that are a term; one run may be goods and an offence."""
        found = []
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                run = " ".join(words[start : start + size])
                for sort, code in self._terms.get(run, ()):
                    codes = _below(sort, code)
                    found.append(TermAsked(sort, start, start + size, run, code, codes))
        return found


@cache
def _catalogue() -> dict[str, list[tuple[Sort, str]]]:
    found: dict[str, list[tuple[Sort, str]]] = {}
    for sort, codes in ((Sort.GOODS, COMMODITIES), (Sort.OFFENCE, OFFENCES)):
        for code in codes:
            for words in (code.label_vi, code.label_en, *code.synonyms):
                term = fold(words.lstrip(_SIGNS))
                if term and (sort, code.id) not in found.setdefault(term, []):
                    found[term].append((sort, code.id))
    return found


@cache
def _below(sort: Sort, code: str) -> frozenset[str]:
    """The code and all that are summed under it."""
    if sort is Sort.AGENCY:
        return frozenset({code})
    codes: CodeList = COMMODITIES if sort is Sort.GOODS else OFFENCES
    below = {each.id for each in codes if code in (each.id, each.parent)}
    return frozenset(below)
