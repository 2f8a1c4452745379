"""What the values of a column say about how its dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cotmoc.normalise.text import clean

_TRIPLE = re.compile(r"\D*?(\d{4}|\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WITHOUT_YEAR = re.compile(r"(?<![\d/.\-])\d{1,2}[/.\-]\d{1,2}(?![\d/.\-])")


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """How many values of a column can only be read in one order, and the order that follows.

    `order` is "" when nothing decides, or when the values contradict each other (`contradictory`).
    """

    order: str
    dmy: int
    mdy: int
    ymd: int
    undecided: int

    @property
    def contradictory(self) -> bool:
        """True when some values can only be read day first and others only month first.

        Dates with the year first stand apart from both and contradict neither.
        """
        return bool(self.dmy and self.mdy)


def column_order_evidence(samples: Iterable[str]) -> OrderEvidence:
    """The order of day, month and year that a column's values prove: a number above 12 is no month.

    >>> column_order_evidence(["03/04/2024", "25/04/2024"]).order
    'dmy'
    >>> column_order_evidence(["25/04/2024", "04/25/2024"]).contradictory
    True
    """
    counts = {"dmy": 0, "mdy": 0, "ymd": 0, "": 0}
    for sample in samples:
        match = _TRIPLE.match(sample if sample.isascii() else clean(sample))
        if match:
            counts[_proved_order(*match.groups())] += 1
    proved = [order for order in ("dmy", "mdy", "ymd") if counts[order]]
    order = proved[0] if len(proved) == 1 else ""
    return OrderEvidence(order, counts["dmy"], counts["mdy"], counts["ymd"], counts[""])


def _proved_order(first: str, second: str, third: str) -> str:
    if len(first) == 4 or (int(first) > 31 and int(third) <= 31):
        return "ymd"
    if int(first) > 12 >= int(second):
        return "dmy"
    return "mdy" if int(second) > 12 >= int(first) else ""


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """The one year that a column's dates (or its header) state, None for none or several; dates without one."""

    year: int | None
    without: int


def column_year_evidence(samples: Iterable[str], header: str = "") -> YearEvidence:
    """The year that completes a column's dates without one: that of the header, else the only one its dates state.

    >>> column_year_evidence(["12/3", "5/4"], "Ngày xảy ra (năm 2024)")
    YearEvidence(year=2024, without=2)
    >>> column_year_evidence(["12/3/2023", "5/4/2024", "6/4"]).year is None
    True
    """
    stated: set[str] = set(_YEAR.findall(header))
    of_values: set[str] = set()
    without = 0
    for sample in samples:
        years = _YEAR.findall(sample)
        of_values.update(years)
        without += not years and bool(_WITHOUT_YEAR.search(sample))
    years = list(stated or of_values)
    return YearEvidence(int(years[0]) if len(years) == 1 else None, without)
