"""A world that knows no names of places, agencies or units, for examples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cotmoc.ingest.core.context import AreaHit, AreaParts
from cotmoc.normalise.readings import Reading


@dataclass(frozen=True)
class TrialContext:
    """A `Context` in which every place is unknown."""

    today: date = date(2026, 7, 1)

    def find_area(self, written: str, parts: AreaParts, on: date | None) -> Reading[AreaHit]:  # noqa: ARG002
        """None, without a problem."""
        return Reading(None)

    def agency_code(self, written: str) -> str | None:  # noqa: ARG002
        """None."""
        return None

    def unit_code(self, written: str) -> str | None:  # noqa: ARG002
        """None."""
        return None


TRIAL = TrialContext()
