"""Names of areas for look-up: word by word, without spaces, by initials, and within one edit. Immutable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import OSA

from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.core.finding.weights import LOWEST_RANK, OTHER_WEIGHT, RANKS, WEIGHTS
from cotmoc.areas.core.finding.words import syllables
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import marked, type_and_rest
from cotmoc.normalise.text import fold

#: The shortest name, without spaces, that is looked for within one edit.
LEAST_EDITED = 4
CITY = "thanh pho"
LONGEST_SYLLABLE = 7  # nghiêng
#: Kinds whose names are also written by their initials alone (QN, TP MC).
BY_INITIALS = frozenset({AreaKind.PROVINCE, AreaKind.DISTRICT})


class NameEntry(NamedTuple):
    """That an area bears a name: the official one, or (`other`) another one for a time.

    `marked` are the words of the name as `Words.marked` has them, `full` the area's full name folded.
    """

    area: AreaFact
    name: str
    other: bool
    valid_from: date | None
    valid_to: date | None
    marked: tuple[str, ...]
    full: str


def _is_city(entry: NameEntry) -> bool:
    return fold(entry.area.full_name).startswith(CITY)


class Named:
    """The areas that bear one name: one entry each, by code.

    `weight` is the most that one of them says of an address; `highest` and `lowest` are the levels they lie between.
    """

    __slots__ = (
        "_cities",
        "_of_kinds",
        "codes",
        "entries",
        "highest",
        "lowest",
        "provinces",
        "weight",
    )

    def __init__(self, entries: Mapping[str, NameEntry]) -> None:
        self.entries = entries
        self.codes = frozenset(entries)
        self.provinces = frozenset(
            code for code, entry in entries.items() if entry.area.kind is AreaKind.PROVINCE
        )
        kinds = {entry.area.kind for entry in entries.values()}
        self.weight = max(WEIGHTS.get(kind, OTHER_WEIGHT) for kind in kinds)
        ranks = [RANKS.get(kind, LOWEST_RANK) for kind in kinds]
        self.highest, self.lowest = min(ranks), max(ranks)
        self._of_kinds: dict[frozenset[AreaKind], Named | None] = {}
        self._cities: Named | None = None

    def of_type(self, name: str, kinds: frozenset[AreaKind]) -> Named | None:
        """Those among them that a type in front may mean; a city is not the province of its name when there is one."""
        found = self.of_kinds(kinds)
        if found is None or name != CITY or len(found.codes) == 1:
            return found
        if found._cities is None:
            cities = {c: e for c, e in found.entries.items() if _is_city(e)}
            found._cities = Named(cities) if 0 < len(cities) < len(found.entries) else found
        return found._cities

    def of_kinds(self, kinds: frozenset[AreaKind]) -> Named | None:
        """Those among them that are of some kinds; None when there are none."""
        if kinds not in self._of_kinds:
            some = {c: e for c, e in self.entries.items() if e.area.kind in kinds}
            all_ = len(some) == len(self.entries)
            self._of_kinds[kinds] = self if all_ else (Named(some) if some else None)
        return self._of_kinds[kinds]


class Node:
    """What may follow some words of a name, and the areas whose name ends here."""

    __slots__ = ("named", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.named: Named | None = None


class NameIndex:
    """Every name of every area, for look-up by any number of threads."""

    def __init__(self, facts: AreaFacts) -> None:
        self.root = Node()
        self._keys: dict[str, dict[str, NameEntry]] = {}
        self.vocabulary: frozenset[str] = frozenset()
        self._build(facts)

    def _build(self, facts: AreaFacts) -> None:
        ends: dict[tuple[str, ...], dict[str, NameEntry]] = {}
        for area, entry in _official(facts.areas):
            for words in _forms(area):
                self._add(ends, words, entry)
        areas = {area.code: area for area in facts.areas}
        for other in facts.names:
            if area_named := areas.get(other.area):
                times = (other.valid_from, other.valid_to)
                full = fold(area_named.full_name)
                entry = NameEntry(area_named, other.name, True, *times, (), full)
                for words in _other_forms(other.name):
                    self._add(ends, words, entry)
        named = {key: Named(entries) for key, entries in self._keys.items()}
        self._named = named
        for words, entries in ends.items():
            self._hang(words, Named(entries))
            if len(words) > 1:
                self._hang(("".join(words),), named["".join(words)])
        self.vocabulary = frozenset(
            word
            for words in ends
            for word in words
            if word.isalpha() and len(word) <= LONGEST_SYLLABLE
        )

    def _add(
        self,
        ends: dict[tuple[str, ...], dict[str, NameEntry]],
        words: tuple[str, ...],
        entry: NameEntry,
    ) -> None:
        if words:
            ends.setdefault(words, {}).setdefault(entry.area.code, entry)
            self._keys.setdefault("".join(words), {}).setdefault(entry.area.code, entry)

    def _hang(self, words: tuple[str, ...], named: Named) -> None:
        node = self.root
        for word in words:
            following = node.next.get(word)
            if following is None:
                following = node.next[word] = Node()
            node = following
        node.named = named

    def named(self, key: str) -> Named | None:
        """The areas of a name without spaces."""
        return self._named.get(key)

    def near(self, key: str) -> list[str]:
        """The names, without spaces, one edit away: a letter more, less, another, or two exchanged."""
        if len(key) < LEAST_EDITED - 1:
            return []
        found = {}
        for variant in _with_deletions(key):
            for spelled, name in self._deletions.get(variant, ()):
                found[spelled] = name
        return sorted(
            {
                name
                for spelled, name in found.items()
                if name != key and OSA.distance(key, spelled, score_cutoff=1) <= 1
            }
        )

    def abbreviated(self, words: tuple[str, ...]) -> Named | None:
        """The areas whose name is written short: initials and the last word (`q ninh`), or initials alone (`qn`)."""
        return self._short.get(" ".join(words))

    def warm_up(self) -> None:
        """Makes what is made at the first name that is misspelt or written short."""
        self.near("-" * LEAST_EDITED)
        self.abbreviated(())

    @cached_property
    def _deletions(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By what is left of it without one letter: each name as it is spelled, and as it is looked up."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, named in self._named.items():
            spelled = {"".join(fold(entry.name).split()) for entry in named.entries.values()}
            for each in {name, *(s for s in spelled if len(s) == len(name))}:
                if len(each) >= LEAST_EDITED:
                    for variant in _with_deletions(each):
                        found.setdefault(variant, []).append((each, name))
        return {variant: tuple(names) for variant, names in found.items()}

    @cached_property
    def _short(self) -> dict[str, Named]:
        found: dict[str, dict[str, NameEntry]] = {}
        for named in self._named.values():
            for code, entry in named.entries.items():
                words = syllables(entry.name)
                if len(words) < 2 or entry.other:
                    continue
                initials = [word[0] for word in words]
                found.setdefault(" ".join((*initials[:-1], words[-1])), {})[code] = entry
                if entry.area.kind in BY_INITIALS:
                    found.setdefault("".join(initials), {})[code] = entry
        return {short: Named(entries) for short, entries in found.items()}


def _official(areas: Iterable[AreaFact]) -> Iterator[tuple[AreaFact, NameEntry]]:
    for area in areas:
        words = tuple(marked(area.name).replace("-", " ").split())
        times = (area.valid_from, area.valid_to)
        yield area, NameEntry(area, area.name, False, *times, words, fold(area.full_name))


_ADMINISTRATIVE = frozenset({AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.COMMUNE})


def _forms(area: AreaFact) -> set[tuple[str, ...]]:
    """The words of the names of an area; a numbered ward has its type in its name and is also found without."""
    words = tuple(syllables(area.name))
    forms = {words}
    if words[1:] and words[-1].isdigit() and len(words) == 2:
        forms.add(words[1:])
    if area.kind not in _ADMINISTRATIVE:
        forms |= {tuple(syllables(name)) for name in (area.full_name, area.name_en) if name}
    return forms


def _other_forms(name: str) -> set[tuple[str, ...]]:
    folded = fold(name)
    return {tuple(syllables(name)), tuple(syllables(type_and_rest(folded)[1]))}


def _with_deletions(key: str) -> set[str]:
    """The name, and it without each of its letters; a number at its end is kept, being another area's."""
    letters = len(key.rstrip("0123456789"))
    return {key, *(key[:at] + key[at + 1 :] for at in range(letters))}
