"""Areas by the beginning of their names, for people who type them: those of the own province first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import type_and_rest
from cotmoc.normalise.text import fold, sort_key

#: What an incident happens in, the likeliest first.
PLACES = (
    AreaKind.COMMUNE,
    AreaKind.GATE,
    AreaKind.CROSSING,
    AreaKind.MARKER,
    AreaKind.BORDER_SECTION,
    AreaKind.SEA_AREA,
    AreaKind.PORT,
    AreaKind.AIRPORT,
    AreaKind.PROVINCE,
)
_LAST = "\U0010ffff"
#: No more names than this are ranked: a beginning that fits more is too short to say anything.
_MOST_RANKED = 3_000


class AreaCompletion(NamedTuple):
    """An area of today, and the former area whose name was typed, None where it was its own."""

    area: AreaFact
    former: AreaFact | None = None


class AreaCompleter:
    """The names of all areas in order, for look-up by any number of threads.

    >>> from cotmoc.areas.core.packaged.everything import packaged_areas
    >>> completer = AreaCompleter(Gazetteer(packaged_areas()))
    >>> [each.area.full_name for each in completer.complete("xã hải sơ", home="vn-2025-22")][:1]
    ['Xã Hải Sơn']
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        keys = {(key, area.code) for area in gazetteer.areas() for key in _keys(area)}
        self._keys = sorted(keys)

    def complete(
        self,
        written: str,
        *,
        home: str = "",
        kinds: Collection[AreaKind] = PLACES,
        limit: int = 8,
    ) -> tuple[AreaCompletion, ...]:
        """The areas of today whose name, or whose predecessor's name, begins with the text, tone marks or not.

        Those within the province `home` (code) come first, then whole names, then the order of `PLACES`. The name of a
        former commune leads to those that carry it on. A type in front narrows (`xã hải`). Nothing for less than two
        letters.
        """
        text = fold(written)
        if len(text) < 2:
            return ()
        inside = self._gazetteer.inside(home) | {home} if home else frozenset()
        found: dict[str, AreaCompletion] = {}
        for code in self._beginning(text):
            for each in self._of_today(self._gazetteer.area(code)):
                known = found.get(each.area.code)
                if each.area.kind in kinds and (known is None or known.former):
                    found[each.area.code] = each
        ranks = {kind: at for at, kind in enumerate(PLACES)}
        ranked = sorted(
            found.values(),
            key=lambda each: (
                each.area.code not in inside,
                text not in _keys(each.former or each.area),
                each.former is not None,
                ranks.get(each.area.kind, len(ranks)),
                sort_key(each.area.name),
                each.area.code,
            ),
        )
        return tuple(ranked[:limit])

    def _beginning(self, text: str) -> Iterator[str]:
        """The codes of areas a name of which begins so, with its type in front or without."""
        yield from self._range(text)
        type_, rest = type_and_rest(text)
        if type_ and len(rest) > 1:
            for code in self._range(rest):
                if fold(self._gazetteer.area(code).full_name).startswith(type_):
                    yield code

    def _range(self, text: str) -> Iterator[str]:
        first = bisect_left(self._keys, (text, ""))
        last = bisect_left(self._keys, (text + _LAST, ""))
        for _, code in self._keys[first : min(last, first + _MOST_RANKED)]:
            yield code

    def _of_today(self, area: AreaFact) -> Iterator[AreaCompletion]:
        if area.valid_to is None:
            yield AreaCompletion(area)
            return
        for successor in self._gazetteer.successors(area.code):
            carrying = self._gazetteer.area(successor.code)
            if carrying.valid_to is None and carrying.kind is area.kind:
                yield AreaCompletion(carrying, area)


def _keys(area: AreaFact) -> set[str]:
    names = {fold(name) for name in (area.name, area.full_name, area.name_en) if name}
    return names | {type_and_rest(name)[1] for name in names}
