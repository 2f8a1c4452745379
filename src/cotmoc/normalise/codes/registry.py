"""Code lists: what a code is, and a list of them by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

_DATA = files("cotmoc.normalise.codes") / "data"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: its stable id, its labels, other words for it, its place in the list, and what it is stated in.

    - `group`, `parent`: what its figures are summed under; a parent is an entry of the same group without a parent.
    - `measure`: that of `cotmoc.normalise.measures`: for goods what they are weighed or counted in, for indicators what
      they state; "" where there is none.
    - `apart`: False where those below the entry are not surely told apart when two people describe one thing.
    - `hs`: chapters, headings and subheadings of the Harmonized System of 2022 that the goods fall under, of two, four,
      and six digits with a point: none narrower than the goods.
    - `articles`: of the Penal Code of 2015, for offences. `decrees`: on administrative sanctions, "number/year" or, for
      one article of it, "number/year:article". `iccs`: the class of the International Classification of Crime for
      Statistical Purposes (UNODC, version 1.0, 2015). `nature`: "criminal", "administrative" or "either".
    - `synonyms`: as written in the list's data: "=word" counts only where it is all that is written of a thing,
      "~word" gives way to any more telling one beside it.
    """

    id: str
    label_vi: str
    label_en: str
    synonyms: tuple[str, ...] = ()
    group: str = ""
    measure: str = ""
    parent: str = ""
    hs: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    decrees: tuple[str, ...] = ()
    iccs: str = ""
    apart: bool = True
    nature: str = ""

    def label(self, language: str) -> str:
        """The label in "vi", else the English one."""
        return self.label_vi if language == "vi" else self.label_en


def entry(id: str, vi: str, en: str, also: str = "", group: str = "", measure: str = "") -> Code:  # noqa: A002
    """A code; `also` holds its synonyms, divided by semicolons."""
    return Code(id, vi, en, divided(also), group, measure)


def divided(words: str) -> tuple[str, ...]:
    """The words between semicolons, trimmed, without empty ones.

    >>> divided("heroine; bạch phiến;")
    ('heroine', 'bạch phiến')
    """
    return tuple(word.strip() for word in words.split(";") if word.strip())


def packaged(name: str) -> list[dict[str, str]]:
    """The rows of a packaged table (tab separated, a line of names, lines of notes begin with #)."""
    text = (_DATA / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    names = lines[0]
    return [dict(zip(names, line, strict=True)) for line in lines[1:]]


@dataclass(frozen=True)
class CodeList:
    """A list of codes by name; `unknown` is the id for what is not stated, "" where the list has none.

    `several`: whether one text may speak of several entries; where not, the longest word in it decides.
    """

    name: str
    codes: tuple[Code, ...] = field(repr=False)
    unknown: str = ""
    several: bool = False

    # A list is one of a few that are built once: told apart by being itself.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

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

    def root(self, id: str) -> str:  # noqa: A002
        """The id that figures of a code are summed under: its parent's, or its own where it has none or is unknown."""
        code = self.by_id.get(id)
        return code.parent or id if code else id

    def kinds_of(self, stated: Collection[str]) -> dict[str, str]:
        """What each of the ids is when several people describe the same things: itself, or its parent.

        The parent where its kinds are not surely told apart, and where the parent itself is among the ids: what one
        calls by the general name may be what another calls by its own. Ids of no list stand for themselves.

        >>> from cotmoc.normalise.codes.catalogue import COMMODITIES
        >>> COMMODITIES.kinds_of(["firecracker", "heroin", "opium"])
        {'firecracker': 'fireworks', 'heroin': 'heroin', 'opium': 'opium'}
        >>> COMMODITIES.kinds_of(["synthetic_tablets", "ecstasy"])["ecstasy"]
        'synthetic_tablets'
        """
        kinds = {}
        for id in stated:  # noqa: A001
            root = self.root(id)
            is_one = root != id and (root in stated or not self.by_id[root].apart)
            kinds[id] = root if is_one else id
        return kinds

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The ids below each code that has any, in the order of the list."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            if code.parent:
                found.setdefault(code.parent, []).append(code.id)
        return {id: tuple(ids) for id, ids in found.items()}  # noqa: A001
