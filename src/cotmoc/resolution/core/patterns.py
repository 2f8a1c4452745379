"""What pairs have in common: the reasons that weigh most, so that alike pairs can be decided one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cotmoc.resolution.core.scores import Reason

#: Reasons of a pattern. With more hardly two pairs are alike, with fewer unlike ones are.
MOST_REASONS = 3
#: These stand with every pair, or qualify another reason.
_ASIDE = ("prior", "rivals", "agency")
_QUALIFYING = ("rare", "common")


def pattern_of(reasons: Iterable[Reason]) -> str:
    """The codes of the reasons that weigh most for or against, in the order in which they stand.

    >>> pattern_of([Reason("prior", {}, -14), Reason("plate.same", {}, 18), Reason("time.next_day", {}, 6)])
    'plate.same time.next_day'
    """
    speaking = [reason for reason in reasons if _speaks(reason.code) and round(reason.weight, 1)]
    heaviest = sorted(range(len(speaking)), key=lambda place: -abs(speaking[place].weight))
    return " ".join(speaking[place].code for place in sorted(heaviest[:MOST_REASONS]))


def pattern_of_json(reasons: Iterable[Mapping[str, Any]]) -> str:
    """The same of reasons as they are kept in tables."""
    return pattern_of(Reason(each["code"], {}, float(each["weight"])) for each in reasons)


def _speaks(code: str) -> bool:
    comparison, _, level = code.partition(".")
    return comparison not in _ASIDE and level not in _QUALIFYING and level != "prior"
