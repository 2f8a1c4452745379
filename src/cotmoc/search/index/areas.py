"""Names of areas, kept until the areas change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from cotmoc.access.queries.organisation import home_area
from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.queries import Stamp, area_facts, area_ids, stamp_of_areas, today_table
from cotmoc.normalise.text import fold
from cotmoc.search.core.kinds import Kind
from cotmoc.search.core.names import NameFound, NameIndex
from cotmoc.search.core.places import AreaColumns, Places


@dataclass(frozen=True, slots=True)
class AreaFound:
    """An area, the name by which it was found, and how."""

    area: AreaFact
    text: str
    name: NameFound


class AreaNames:
    """Every name of every area, to be found by any of its words; and the same as places in a question.

    `home`: the code of the area that this installation serves, "" where none is set.
    """

    kind = Kind.AREA

    def __init__(self, facts: AreaFacts, home: str) -> None:
        self._areas = {area.code: area for area in facts.areas}
        bearers: dict[str, list[str]] = {}
        for text, code in _names(facts):
            codes = bearers.setdefault(text, [])
            if code not in codes:
                codes.append(code)
        self._bearers = list(bearers.values())
        often = np.array([len(codes) for codes in self._bearers], np.int64)
        self._names = NameIndex(pa.array(list(bearers), pa.large_string()), often)
        ids = area_ids()
        named = {text: frozenset(ids[code] for code in codes) for text, codes in bearers.items()}
        self.places = Places(named, _columns(facts, ids), ids.get(home, 0))
        self._titles = _titles(facts)
        self._by_id = {pk: self._areas[code] for code, pk in ids.items() if code in self._areas}

    def title(self, name: str) -> str:
        """A folded name as it is written, today's way first."""
        return self._titles.get(name, name)

    def named(self, ids: Iterable[int]) -> list[AreaFact]:
        """The areas of some ids, today's before former ones, the larger first."""
        known = [self._by_id[pk] for pk in ids if pk in self._by_id]
        return sorted(
            known, key=lambda area: (area.valid_to is not None, _LEVELS.get(area.kind, 9))
        )

    def find(self, words: tuple[str, ...], most: int) -> list[AreaFound]:
        """The areas that bear a name of these words, the best first; of names alike today's areas, the larger first."""
        found: dict[str, AreaFound] = {}
        for name in self._names.find(words, most * 4):
            text = self._names.texts[name.number].as_py()
            for code in self._bearers[name.number]:
                found.setdefault(code, AreaFound(self._areas[code], text, name))
        return sorted(found.values(), key=_order)


def _order(found: AreaFound) -> tuple[float, bool, int, str]:
    area = found.area
    return (
        -round(found.name.score, 2),
        area.valid_to is not None,
        _LEVELS.get(area.kind, 9),
        area.code,
    )


_LEVELS = {"country": 0, "province": 1, "district": 2, "commune": 3}


def _names(facts: AreaFacts) -> Iterable[tuple[str, str]]:
    for area in facts.areas:
        for name in (area.name, area.full_name, area.name_en or ""):
            if fold(name):
                yield fold(name), area.code
    for other in facts.names:
        if fold(other.name):
            yield fold(other.name), other.area


def _titles(facts: AreaFacts) -> dict[str, str]:
    written: dict[str, str] = {}
    for area in sorted(facts.areas, key=lambda each: each.valid_to is not None):
        for name in (area.name, area.full_name, area.name_en or ""):
            head, _, tail = name.rpartition(" ")
            written.setdefault(fold(name), name)
            if head and tail.isdigit():
                written.setdefault(fold(head), head)
    for other in facts.names:
        written.setdefault(fold(other.name), other.name)
    return written


def _columns(facts: AreaFacts, ids: Mapping[str, int]) -> AreaColumns:
    today = today_table()
    parents = {ids[area.code]: ids.get(area.parent or "", 0) for area in facts.areas}

    def numbers(codes: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([ids.get(code, 0) for code in codes], np.int64)

    return AreaColumns(
        area=today.area_id,
        parent=np.array([parents.get(pk, 0) for pk in today.area_id.tolist()], np.int64),
        today=numbers(today.today),
        commune=numbers(today.commune),
        province=numbers(today.province),
    )


def current_area_names() -> AreaNames:
    """The names of areas as they are now."""
    return _names_of(stamp_of_areas(), home_area() or "")


@lru_cache(maxsize=1)
def _names_of(_stamp: Stamp, home: str) -> AreaNames:
    return AreaNames(area_facts(), home)


def forget_area_names() -> None:
    """Drops the names of this process; the next question makes them anew."""
    _names_of.cache_clear()
