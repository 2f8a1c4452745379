"""The world as understanding a file knows it: areas of any time, agencies, and the importing agency's units."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.places.reading import read_place
from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.normalise.readings import Reading
from cotmoc.normalise.text import fold

REMEMBERED = 20_000
#: What begins most addresses of persons and is below any area: the same communes come with hundreds of these.
_HOUSE = re.compile(
    r"(?:thôn|xóm|ấp|bản|đội|khu|khu phố|khu dân cư|tổ|tổ dân phố|số|số nhà|sn)\s+\d{1,4}[a-z]?\s*,\s*(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ImportContext:
    """A `Context` over the database as it stood when the import began; it can be handed to other processes.

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

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name != "lookup"}

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        """The place that is written, by its area on that date; warnings are those of `read_place` of areas."""
        house = _HOUSE.match(written)
        reading = self.lookup(
            written[house.end() :] if house else written, parts, self.areas.era(on)
        )
        if house and reading.problems:
            told = (replace(problem, written=written) for problem in reading.problems)
            return Reading(reading.value, tuple(told))
        return reading

    def agency_code(self, written: str) -> str | None:
        """The code of the agency of that code, name or short name, in any case and with or without marks."""
        return self.agencies.get(fold(written))

    def unit_code(self, written: str) -> str | None:
        """The code of the importing agency's unit of that code or name."""
        return self.units.get(fold(written))


def _find_area(
    areas: Gazetteer, home: str, written: str, parts: AreaParts, on: date | None
) -> Reading[AreaHit]:
    reading = read_place(areas, written, levels=parts, on=on, home=home)
    found = reading.value
    if found is None:
        return Reading(None, reading.problems)
    hit = AreaHit(found.area, found.precision, found.lon, found.lat, found.precision_m)
    return Reading(hit if hit != AreaHit() else None, reading.problems)
