"""Points in time that know how precise they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a moment is known, from finest to coarsest."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS_OF = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF_YEAR: 6, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A local calendar moment: its first day, its precision and, at MINUTE precision, the minute of the day (0..1439)."""

    start: date
    precision: Precision = Precision.DAY
    minute: int | None = None

    @property
    def until(self) -> date:
        """The first day after the moment (exclusive end)."""
        months = MONTHS_OF.get(self.precision)
        if months is None:
            return self.start + timedelta(days=1)
        total = self.start.year * 12 + self.start.month - 1 + months
        return date(total // 12, total % 12 + 1, 1)
