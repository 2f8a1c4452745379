"""What understanding a file needs to know of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from cotmoc.normalise.readings import Reading


class AreaParts(NamedTuple):
    """The names of the levels of a place as written in columns of their own; "" where there is none."""

    province: str = ""
    district: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class AreaHit:
    """A place found: the stable code of its area, how precise it is, and a position in degrees that the words state.

    `precision_m` is how many metres the position may be off. The area is None where only the position is known.
    """

    code: str | None = None
    precision: str = "unknown"
    lon: float | None = None
    lat: float | None = None
    precision_m: float | None = None


class Context(Protocol):
    """What understanding needs to know of the world; the database side gives it."""

    @property
    def today(self) -> date:
        """The local date, for moments that lie in the future."""

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        """The place that is written, by its area on that date; a warning where it is not known or not unique."""

    def agency_code(self, written: str) -> str | None:
        """The code of the agency of that name, None when unknown."""

    def unit_code(self, written: str) -> str | None:
        """The code of the unit of that name within the importing agency, None when unknown."""
