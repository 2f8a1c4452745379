"""The classes by which the map is coloured, each with its bounds in words and how many areas are in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from cotmoc.areas.core.populations import PER_KM2, PER_PEOPLE
from cotmoc.picture.core.classes import SHADES, Number, class_bounds, step_of
from cotmoc.picture.queries.page import Picture
from cotmoc.picture.queries.rates import Rates, rates
from cotmoc.web.formatting import count_text, number_text


@dataclass(frozen=True, slots=True)
class Scale:
    """A way of colouring: its name, what the numbers are, and the bounds of its classes."""

    name: str
    label: str
    bounds: tuple[Decimal, ...]
    values: tuple[Number, ...]

    def step(self, value: Number | None) -> int:
        """The step of the ramp that a value is drawn in; 0: not coloured."""
        return 0 if value is None else step_of(value, self.bounds)

    def as_json(self) -> dict[str, Any]:
        """The scale for the legend of the map."""
        found = Counter(self.step(value) for value in self.values)
        classes = zip(SHADES[len(self.bounds) + 1], _labels(self.bounds), strict=True)
        told = [(0, gettext("no incident")), *classes]
        return {
            "name": self.name,
            "label": self.label,
            "classes": [
                {"step": step, "label": label, "number": count_text(found[step])}
                for step, label in told
                if found[step]
            ],
        }


def scale_of(name: str, label: str, values: Sequence[Number]) -> Scale:
    """The scale of these values."""
    return Scale(name, label, class_bounds(values), tuple(values))


def rates_of(shown: Picture) -> Rates:
    """The rates of the areas in the picture's table."""
    counts = {row.area: int(row.total.value) for row in shown.matrix.rows if row.area}
    return rates(counts, shown.filters)


def scales_of(known: Rates) -> list[Scale]:
    """The scales by which areas can be shaded: those for which anything is loaded."""
    sizes = [each.km2 for each in known.areas if each.km2 is not None]
    people = [each.people for each in known.areas if each.people is not None]
    found = [
        scale_of("km2", per_km2(), sizes) if sizes else None,
        scale_of("people", per_people(), people) if people else None,
    ]
    return [scale for scale in found if scale]


def per_km2() -> str:
    """What incidents for an area are called."""
    return gettext("per %(number)s km²") % {"number": count_text(PER_KM2)}


def per_people() -> str:
    """What incidents for inhabitants are called."""
    text = ngettext("per %(number)s inhabitant", "per %(number)s inhabitants", PER_PEOPLE)
    return text % {"number": count_text(PER_PEOPLE)}


def rate_number(value: Decimal) -> str:
    """A rate with all of its decimals, so that those of a column stand under each other."""
    return number_format(value, force_grouping=True)


def _labels(bounds: Sequence[Decimal]) -> list[str]:
    if not bounds:
        return [gettext("some")]
    written = [number_text(bound) for bound in bounds]
    middle = (
        gettext("%(least)s to under %(most)s") % {"least": least, "most": most}
        for least, most in pairwise(written)
    )
    first = gettext("under %(most)s") % {"most": written[0]}
    return [first, *middle, gettext("%(least)s and more") % {"least": written[-1]}]
