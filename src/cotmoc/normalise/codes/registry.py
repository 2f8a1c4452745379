"""Code lists: what a code is, and how written words become one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from cotmoc.normalise.readings import Reading, warning
from cotmoc.normalise.text import clean, fold

_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|/.*$")
# Shorter words are only taken when they are all that is written: "đá" is also a stone.
_SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: its stable id, its labels, other words for it, its group, and the measure it is stated in.

    `measure` is that of `cotmoc.normalise.measures`: for goods what they are weighed or counted in, for indicators
    what they state; "" where there is none.
    """

    id: str
    label_vi: str
    label_en: str
    synonyms: tuple[str, ...] = ()
    group: str = ""
    measure: str = ""

    def label(self, language: str) -> str:
        """The label in "vi", else the English one."""
        return self.label_vi if language == "vi" else self.label_en


def entry(id: str, vi: str, en: str, also: str = "", group: str = "", measure: str = "") -> Code:  # noqa: A002
    """A code; `also` holds its synonyms, divided by semicolons."""
    synonyms = tuple(word.strip() for word in also.split(";") if word.strip())
    return Code(id, vi, en, synonyms, group, measure)


@dataclass(frozen=True)
class CodeList:
    """A list of codes by name; `unknown` is the id for what is not stated, "" where the list has none."""

    name: str
    codes: tuple[Code, ...] = field(repr=False)
    unknown: str = ""

    def __hash__(self) -> int:
        return hash(self.name)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self.by_id

    def __getitem__(self, id: str) -> Code:  # noqa: A002
        return self.by_id[id]

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """The codes by their ids."""
        return {code.id: code for code in self.codes}

    def label(self, id: str, language: str) -> str:  # noqa: A002
        """The label of a code; of one that is not (or no longer) in the list, the id itself."""
        code = self.by_id.get(id)
        return code.label(language) if code else id

    @cached_property
    def words(self) -> dict[str, str]:
        """Every folded word or phrase for a code, with the code's id."""
        words: dict[str, str] = {}
        for code in self.codes:
            for word in (code.id, code.label_vi, code.label_en, *code.synonyms):
                words.setdefault(fold(word), code.id)
        return words


def match_code(codes: CodeList, written: str) -> Reading[str]:
    """The id of the code that the words stand for.

    First the whole text, then the text without what stands in brackets, must be a label or synonym, in any case
    and with or without marks. Else the longest word or phrase of the list within the text decides, with the
    warning `code.inferred` (params: the list, the code, the word). Unknown words give None with `code.unknown`, words
    of several codes None with `code.ambiguous`; nothing written gives None without a problem.

    >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
    >>> match_code(COMMODITIES, "HÊRÔIN (gói nhỏ)").value
    'heroin'
    """
    return _match(codes, written)


@lru_cache(maxsize=32_768)
def _match(codes: CodeList, written: str) -> Reading[str]:
    text = clean(written)
    if not text:
        return Reading(None)
    exact = codes.words.get(fold(text)) or codes.words.get(fold(_BRACKETED.sub(" ", text)))
    if exact:
        return Reading(exact)
    within = _longest_within(codes, fold(text))
    if not within:
        return Reading(None, (warning("code.unknown", written, list=codes.name),))
    word, ids = within
    if len(ids) > 1:
        return Reading(
            None, (warning("code.ambiguous", written, list=codes.name, codes=", ".join(ids)),)
        )
    return Reading(
        ids[0], (warning("code.inferred", written, list=codes.name, code=ids[0], word=word),)
    )


def _longest_within(codes: CodeList, folded: str) -> tuple[str, list[str]] | None:
    """The longest phrase within the text with its code; all codes where phrases of equal length differ."""
    padded = f" {folded} "
    hits = [
        (len(word), word, id)
        for word, id in codes.words.items()  # noqa: A001
        if len(word) >= _SHORTEST_WITHIN and f" {word} " in padded
    ]
    if not hits:
        return None
    longest = max(hits)[0]
    best = sorted(hit for hit in hits if hit[0] == longest)
    return best[0][1], sorted({id for _, _, id in best})  # noqa: A001
