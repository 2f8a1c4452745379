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
    """An area found: its stable code, and the precision a place described by it has."""

    code: str
    precision: str


class Context(Protocol):
    """What understanding needs to know of the world; the database side gives it."""

    @property
    def today(self) -> date:
        """The local date, for moments that lie in the future."""

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:
        """The area that bore the name on that date; a warning where it is not known or not unique."""

    def agency_code(self, written: str) -> str | None:
        """The code of the agency of that name, None when unknown."""

    def unit_code(self, written: str) -> str | None:
        """The code of the unit of that name within the importing agency, None when unknown."""
