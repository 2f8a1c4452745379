"""Amounts as they stand in a text: number, unit, what bounds them, and how they hang together."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from cotmoc.normalise.measures import Unit
from cotmoc.normalise.numerals import Exact


class Bound(StrEnum):
    """What a number means: just so many, about so many, at least, at most, or from one number to another."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


#: Words before a number that bound it, as they stand in most cells.
COMMON_BOUNDS = {
    "khoảng": Bound.ABOUT,
    "gần": Bound.ABOUT,
    "hơn": Bound.AT_LEAST,
    "trên": Bound.AT_LEAST,
    "dưới": Bound.AT_MOST,
}


class Link(StrEnum):
    """How an amount hangs together with the one before it."""

    FIRST = ""
    NEXT = "next"  # nothing but words between them
    LISTED = "listed"  # a comma, semicolon, "và"
    PLUS = "plus"
    TIMES = "times"
    EACH = "each"  # "mỗi thùng 12 chai"
    BESIDE = "beside"  # brackets, "=", a stroke
    RANGE = "range"


class Item(NamedTuple):
    """One amount as written: its number (and the upper end of a range), its unit, and its link to the one before.

    `unit` is None where none is known; `word` is then what stands in its place. `per` is the unit behind a stroke
    ("12 chai/thùng"). `described` says that other words stand between the amount before and this one. `labelled` says
    that words stand before the first amount. `scale` is the largest that the number names (10 ** 6 for triệu; or 0),
    `after` the word behind the unit.
    """

    number: Exact
    unit: Unit | None = None
    word: str = ""
    link: Link = Link.FIRST
    bound: Bound = Bound.EXACT
    most: Exact | None = None
    per: Unit | None = None
    described: bool = False
    labelled: bool = False
    scale: int = 0
    after: str = ""
