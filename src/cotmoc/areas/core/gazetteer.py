"""All areas in memory: by code, by name, by lineage. Immutable; made in a fraction of a second."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from cotmoc.areas.core.distance import distance_m
from cotmoc.areas.core.facts import AreaFact, AreaFacts
from cotmoc.areas.core.finding import columns_of, find_place
from cotmoc.areas.core.finding.index import NameIndex
from cotmoc.areas.core.finding.parts import Parts
from cotmoc.areas.core.finding.weights import LOWEST_RANK, OTHER_WEIGHT, RANKS, WEIGHTS
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.lineage import Lineages, Successor
from cotmoc.areas.core.matches import Match, PlaceNames
from cotmoc.normalise.errors import CotmocError

#: Answers kept per gazetteer; files repeat their places, so a few thousand serve millions of rows.
REMEMBERED = 16_384
MOST_MATCHES = 20
#: What was asked: columns, or the parts of a text that name areas; and on what day.
_Asked = tuple[tuple[str, ...], bool, date | None]


class UnknownAreaError(CotmocError):
    """No area has that code."""

    code = "area.unknown"


class Gazetteer:
    """Areas with their names and lineage, for look-up by any number of threads.

    >>> from cotmoc.areas.core.packaged.everything import packaged_areas
    >>> gazetteer = Gazetteer(packaged_areas())
    >>> gazetteer.find("xã Hải Sơn, TP. Móng Cái, Quảng Ninh", on=date(2021, 5, 4))[0].code
    'vn-2004-22-194-06724'
    """

    def __init__(self, facts: AreaFacts) -> None:
        self._areas = {area.code: area for area in facts.areas}
        self._lineages = Lineages(facts.lineage)
        self._ancestors: dict[str, tuple[str, ...]] = {}
        for code in self._areas:
            self._ancestors[code] = self._line_above(code)
        self._children: dict[str, list[str]] = {}
        for area in facts.areas:
            if area.parent is not None:
                self._children.setdefault(area.parent, []).append(area.code)
        self._carried: dict[str, list[str]] = {}
        for code in self._areas:
            if (today := self._lineages.today(code)[0]) != code:
                self._carried.setdefault(today, []).append(code)
        days = {day for area in facts.areas for day in (area.valid_from, area.valid_to)}
        days |= {day for name in facts.names for day in (name.valid_from, name.valid_to)}
        self._eras = sorted(day for day in days if day is not None)
        #: By code: how much it says of an address that it names the area.
        self.weights = {a.code: WEIGHTS.get(a.kind, OTHER_WEIGHT) for a in facts.areas}
        self._kin: dict[str, frozenset[str]] = {}
        self._remembered: OrderedDict[_Asked, tuple[Match, ...]] = OrderedDict()
        self._facts = facts

    @cached_property
    def names(self) -> NameIndex:
        """Every name of every area; made when a name is first sought, since most pages only look codes up."""
        return NameIndex(self._facts)

    @cached_property
    def parts(self) -> Parts:
        """Reads addresses by these names."""
        return Parts(self.names)

    def _line_above(self, code: str) -> tuple[str, ...]:
        """The codes above an area, nearest first."""
        parent = self._areas[code].parent
        if parent is None or parent not in self._areas:
            return ()
        known = self._ancestors.get(parent)
        return (parent, *(self._line_above(parent) if known is None else known))

    def __len__(self) -> int:
        return len(self._areas)

    def __contains__(self, code: object) -> bool:
        return code in self._areas

    def area(self, code: str) -> AreaFact:
        """The area of that code. Raises `UnknownAreaError`."""
        try:
            return self._areas[code]
        except KeyError:
            raise UnknownAreaError(f"no area has the code {code}", area=code) from None

    def areas(self) -> Iterable[AreaFact]:
        """Every area, parents before children."""
        return self._areas.values()

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above an area, nearest first; empty for a country and for an unknown code."""
        return self._ancestors.get(code, ())

    def children(self, code: str) -> tuple[str, ...]:
        """The codes directly below an area, of all times."""
        return tuple(self._children.get(code, ()))

    def kin(self, code: str) -> frozenset[str]:
        """The areas that were or are above an area's predecessors and successors, and these themselves."""
        known = self._kin.get(code)
        if known is None:
            relatives = self._lineages.relatives(code)
            above = {above for other in relatives for above in self.ancestors(other)}
            known = self._kin[code] = frozenset(relatives | above)
        return known

    def is_kin(self, code: str, other: str) -> bool:
        """True when one of two areas follows the other in its line."""
        return other in self._lineages.relatives(code)

    @cached_property
    def lines(self) -> dict[str, frozenset[str]]:
        """By code: what an address may name around an area: what lies above it and what it is tied to by lineage.

        None of them is finer than the area. A place within a commune has what its commune has around it.
        """
        found: dict[str, frozenset[str]] = {}
        for code in self._areas:
            found[code] = self._line_around(code, found)
        return found

    def _line_around(self, code: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
        above, rank = self.ancestors(code), self._rank(code)
        around = {other for other in (*above, *self.kin(code)) if self._rank(other) <= rank}
        if rank == LOWEST_RANK:
            for other in above:
                around |= known[other] if other in known else self._line_around(other, known)
        return frozenset(around - {code})

    def _rank(self, code: str) -> int:
        area = self._areas.get(code)
        return LOWEST_RANK if area is None else RANKS.get(area.kind, LOWEST_RANK)

    def inside(self, province: str) -> frozenset[str]:
        """Everything that has a province, of any time, around it (see `lines`)."""
        return self._inside.get(province, frozenset())

    def warm_up(self) -> None:
        """Makes what is made at the first address that needs it (about a second), before processes share it."""
        self.inside("")
        self.names.warm_up()

    @cached_property
    def _inside(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {
            area.code: set() for area in self._areas.values() if area.kind is AreaKind.PROVINCE
        }
        for code in self._areas:
            for above in self.lines[code]:
                if above in found:
                    found[above].add(code)
        return {province: frozenset(codes) for province, codes in found.items()}

    def find(
        self, place: PlaceNames | str, *, on: date | None = None, limit: int = 5
    ) -> tuple[Match, ...]:
        """The areas that a place may mean, best first; empty when none is known.

        `place` is the names of its levels, or an address in one text (levels separated by commas or introduced by
        their type). `on` is the date of what happened there: areas of that date come first, others follow with
        less confidence. None: no date is known; areas of today come first.
        """
        on = self.era(on)
        if isinstance(place, str):
            parts = self.parts.of_text(place)
            asked: _Asked = (tuple([part.text for part in parts]), False, on)
            known = self._remembered.get(asked)
        else:
            asked = ((place.commune, place.district, place.province), True, on)
            known = self._remembered.get(asked)
            parts = self.parts.of_columns(columns_of(place)) if known is None else []
        if known is None:
            known = find_place(self, parts, on, MOST_MATCHES)
            if len(self._remembered) >= REMEMBERED:
                self._remembered.popitem(last=False)
            self._remembered[asked] = known
        return known[:limit]

    def era(self, on: date | None) -> date | None:
        """The last day up to `on` on which any area or name began or ended; the first day of all when none did.

        Whatever is found on a day is found on every day of its era, so that answers can be kept by eras. None: None.
        """
        if on is None:
            return None
        place = bisect_right(self._eras, on)
        return self._eras[place - 1] if place else date.min

    def successors(self, code: str) -> tuple[Successor, ...]:
        """The areas of today that carry on an area, the default first; itself when nothing followed it."""
        return self._lineages.successors(code)

    def today(
        self, code: str, *, lon: float | None = None, lat: float | None = None
    ) -> tuple[str, bool]:
        """The area of today that carries on an area, and whether that is an estimate.

        For a divided area: the default successor or, when a position is given, the one whose own position is
        nearest; both are estimates. With boundaries loaded, `boundaries.Boundaries.today` knows better.
        """
        default, estimated = self._lineages.today(code)
        if not estimated or lon is None or lat is None:
            return default, estimated
        here = (lon, lat)
        placed = [
            (distance_m(here, (area.lon, area.lat)), area.code)
            for area in (self._areas[s.code] for s in self.successors(code))
            if area.lon is not None and area.lat is not None
        ]
        return (min(placed)[1] if placed else default), True

    def scope(self, code: str) -> frozenset[str]:
        """The codes of an area, of all below it, and of all former areas whose history is carried there.

        A divided former area is in the scope of its default successor only, so that nothing counts twice. The
        scope of a former area is itself and what was below it. Raises `UnknownAreaError`.
        """
        below = [self.area(code).code]
        for each in below:
            below.extend(self._children.get(each, ()))
        carried = [former for each in below for former in self._carried.get(each, ())]
        return frozenset(below) | frozenset(carried)

    def __getstate__(self) -> dict[str, object]:
        _ = self.parts  # made once, and not by each process that gets it
        return {**self.__dict__, "_kin": {}, "_remembered": OrderedDict()}
