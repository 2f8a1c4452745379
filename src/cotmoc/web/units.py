"""The units in which quantities are shown: scaled up where the canonical unit would make long numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cotmoc.normalise.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit for amounts from `at_least` on: what one of it is in the canonical unit, and its two names."""

    at_least: Decimal
    factor: Decimal
    vi: str
    en: str


def _scale(at_least: int, factor: int, vi: str, en: str) -> Scale:
    return Scale(Decimal(at_least), Decimal(factor), vi, en)


#: By measure, the largest unit first; amounts below the last keep the canonical unit.
SCALES = {
    "mass": (_scale(10_000_000, 1_000_000, "tấn", "t"), _scale(1_000, 1_000, "kg", "kg")),
    "volume": (_scale(10_000_000, 1_000_000, "m³", "m³"), _scale(1_000, 1_000, "lít", "l")),
    "length": (_scale(10_000_000, 1_000_000, "km", "km"), _scale(1_000, 1_000, "m", "m")),
    "area": (_scale(100_000, 10_000, "ha", "ha"),),
}
#: English for one and for several; the code list itself carries the Vietnamese.
ENGLISH = {
    "count": ("piece", "pieces"),
    "tablet": ("tablet", "tablets"),
    "head": ("head", "head"),
    "brick": ("brick", "bricks"),
    "pack": ("pack", "packs"),
    "carton": ("carton", "cartons"),
    "box": ("box", "boxes"),
    "crate": ("crate", "crates"),
    "bag": ("bag", "bags"),
    "bottle": ("bottle", "bottles"),
    "can": ("can", "cans"),
    "drum": ("drum", "drums"),
    "bundle": ("bundle", "bundles"),
    "blister": ("blister", "blisters"),
    "stacked": ("stère", "stères"),
    "set": ("set", "sets"),
    "pair": ("pair", "pairs"),
    "person": ("person", "persons"),
    "incident": ("incident", "incidents"),
}


def canonical_unit(measure: str | None) -> str:
    """The unit in which amounts of the measure are kept; empty for a measure that is not known."""
    known = MEASURES.get(measure or "")
    return known.unit if known else ""


def unit_for(amount: Decimal, measure: str | None, language: str) -> tuple[Decimal, str]:
    """What the amount is divided by to be shown, and what one of that is called in `language`."""
    is_vietnamese = language.startswith("vi")
    for scale in SCALES.get(measure or "", ()):
        if abs(amount) >= scale.at_least:
            return scale.factor, scale.vi if is_vietnamese else scale.en
    if is_vietnamese or measure not in ENGLISH:
        return Decimal(1), canonical_unit(measure)
    return Decimal(1), ENGLISH[measure][0 if abs(amount) == 1 else 1]
