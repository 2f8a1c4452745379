"""How many people live where, and what that makes of a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

#: Rates are of so many inhabitants, and of so many square kilometres.
PER_PEOPLE = 10_000
PER_KM2 = 100


@dataclass(frozen=True, slots=True)
class PopulationFact:
    """The inhabitants of an area in a year, who says so, and when it was published (None: not known)."""

    inhabitants: int
    year: int
    source: str
    published: date | None = None


def rate(count: int, size: float, per: int) -> Decimal:
    """The count for so many of the size, to one decimal, below 1 to two. Raises ValueError for no size.

    >>> rate(12, 48_000, PER_PEOPLE), rate(1, 48_000, PER_PEOPLE)
    (Decimal('2.5'), Decimal('0.21'))
    """
    if size <= 0:
        raise ValueError("a rate needs a size above zero")
    exact = Decimal(count) * per / Decimal(str(size))
    step = Decimal("0.1") if exact >= 1 or count == 0 else Decimal("0.01")
    return exact.quantize(step, ROUND_HALF_UP)
