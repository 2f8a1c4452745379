"""The world as understanding a file knows it: areas of any time, agencies, and the importing agency's units."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from django.utils import timezone

from cotmoc.access.queries.organisation import agencies, home_area, units
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.places.reading import read_place
from cotmoc.areas.queries import gazetteer
from cotmoc.ingest.core.understanding import AreaHit, AreaParts
from cotmoc.normalise.readings import Reading
from cotmoc.normalise.text import fold

REMEMBERED = 20_000


@dataclass(frozen=True)
class ImportContext:
    """A `Context` over the database as it stood when the import began.

    `home` is the name of the area that this installation serves: a name that several areas bear means the one there.
    """

    today: date
    areas: Gazetteer
    agencies: dict[str, str]
    units: dict[str, str]
    home: str = ""

    @cached_property
    def lookup(self) -> Callable[[str, AreaParts, date | None], Reading[AreaHit]]:
        """The look-up of areas with a memory: registers name the same places over and over."""
        return lru_cache(maxsize=REMEMBERED)(partial(_find_area, self.areas, self.home))

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        """The place that is written, by its area on that date; warnings are those of `read_place` of areas."""
        return self.lookup(written, parts, self.areas.era(on))

    def agency_code(self, written: str) -> str | None:
        """The code of the agency of that code, name or short name, in any case and with or without marks."""
        return self.agencies.get(fold(written))

    def unit_code(self, written: str) -> str | None:
        """The code of the importing agency's unit of that code or name."""
        return self.units.get(fold(written))


def import_context(agency: str) -> ImportContext:
    """The world for a file of the agency (code)."""
    known, areas, home = agencies(), gazetteer(), home_area()
    return ImportContext(
        today=timezone.localdate(),
        areas=areas,
        home=areas.area(home).full_name if home and home in areas else "",
        agencies=_names(
            (a.code, (a.code, a.name_vi, a.name_en, a.short_vi, a.short_en)) for a in known
        ),
        units=_names((u.code, (u.code, u.name, u.name_en)) for u in units(agency=agency)),
    )


def _names(things: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Codes by folded name; a name that two things bear stands for neither."""
    codes: dict[str, str] = {}
    shared: set[str] = set()
    for code, names in things:
        for name in {fold(name) for name in names if name}:
            if codes.setdefault(name, code) != code:
                shared.add(name)
    return {name: code for name, code in codes.items() if name not in shared}


def _find_area(
    areas: Gazetteer, home: str, written: str, parts: AreaParts, on: date | None
) -> Reading[AreaHit]:
    reading = read_place(areas, written, levels=parts, on=on, home=home)
    found = reading.value
    if found is None:
        return Reading(None, reading.problems)
    hit = AreaHit(found.area, found.precision, found.lon, found.lat, found.precision_m)
    return Reading(hit if hit != AreaHit() else None, reading.problems)
