"""Classes of numbers for colouring: few, about equally full, between round bounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

Number = int | Decimal
#: As many steps has the ramp of colours.
STEPS = 5
#: The steps of the ramp that fewer classes are shown in, as far from each other as they can be.
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


def class_bounds(values: Iterable[Number]) -> tuple[Decimal, ...]:
    """The lower bounds of all classes but the first, ascending: round numbers, whole ones for whole values.

    Only values above zero are in classes. There are up to `STEPS`, none of them empty; fewer where the values are few
    or alike.

    >>> [str(bound) for bound in class_bounds([1, 2, 3, 5, 8, 13, 21, 34, 55, 159])]
    ['3', '8', '20', '50']
    >>> class_bounds([0, 7, 7])
    ()
    """
    ordered = sorted(Decimal(value) for value in values if value > 0)
    whole = all(value == value.to_integral_value() for value in ordered)
    bounds: list[Decimal] = []
    for step in range(1, STEPS):
        if not ordered:
            break
        bound = _round_below(ordered[len(ordered) * step // STEPS], whole)
        before = bounds[-1] if bounds else Decimal(0)
        if any(before <= value < bound for value in ordered):
            bounds.append(bound)
    return tuple(bounds)


#: What times a power of ten is a round number, in fifths and halves as people count.
_ROUND = tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "5", "6", "8")))


def _round_below(value: Decimal, whole: bool) -> Decimal:
    """The greatest round number that is not above a value."""
    power = Decimal(1).scaleb(value.adjusted())
    numbers = (m * power for m in _ROUND if m * power <= value)
    found = max(n for n in numbers if not whole or n == n.to_integral_value())
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def step_of(value: Number, bounds: Sequence[Decimal]) -> int:
    """The step of the ramp, 1 to `STEPS`, of a value under these bounds; 0 for nothing.

    >>> step_of(0, ()), step_of(7, ()), step_of(7, (Decimal(2), Decimal(5)))
    (0, 3, 5)
    """
    if value <= 0:
        return 0
    return SHADES[len(bounds) + 1][bisect_right(bounds, value)]
