"""How the values of a column are written, as far as they or its header prove it."""

from __future__ import annotations

from collections.abc import Sequence

from cotmoc.ingest.core.columns.headers import Header
from cotmoc.normalise.column_dates import column_order_evidence, column_year_evidence
from cotmoc.normalise.readings import Problem, warning
from cotmoc.normalise.written_numbers import column_decimal_evidence

_NUMBERS = ("quantity", "value", "fine", "amount", "lon", "lat")
_DATES = ("date", "birth")
_MEASURED = ("quantity", "value", "fine", "amount")
#: The order of a column of days that has none.
MIXED = "mixed"
Proved = tuple[dict[str, str], tuple[Problem, ...]]


def proved_options(header: Header, field: str, values: Sequence[str]) -> Proved:
    """The options of a column of a field, and where its values contradict each other.

    Options: `order` and `year` of dates, `decimal` and `unit` of numbers. Doubts: `column.order_contradictory`,
    `column.decimal_contradictory`.

    >>> from cotmoc.ingest.core.columns.headers import read_header
    >>> proved_options(read_header("KL (kg)"), "seizure.quantity", ["1,5", "20,25"])[0]
    {'decimal': ',', 'unit': 'kg'}
    """
    leaf = field.partition(".")[2].partition("[")[0]
    if leaf in _DATES:
        return _of_dates(header, leaf, values)
    if leaf not in _NUMBERS:
        return {}, ()
    decimal = column_decimal_evidence(values)
    options = {"decimal": decimal.mark} if decimal.mark else {}
    if leaf in _MEASURED and header.unit:
        options["unit"] = header.unit
    if not decimal.contradictory:
        return options, ()
    counts = {"commas": str(decimal.commas), "points": str(decimal.points)}
    return options, (warning("column.decimal_contradictory", header.text, **counts),)


def _of_dates(header: Header, leaf: str, values: Sequence[str]) -> Proved:
    found = column_order_evidence(values)
    # Where a column writes days in both orders, each is read for itself: what could be either is said to be.
    order = MIXED if found.contradictory else found.order
    options = {"order": order} if order in ("mdy", "ymd", MIXED) else {}
    years = column_year_evidence(values, header.text)
    if leaf == "date" and years.year and years.without:
        options["year"] = str(years.year)
    if not found.contradictory:
        return options, ()
    counts = {"dmy": str(found.dmy), "mdy": str(found.mdy)}
    return options, (warning("column.order_contradictory", header.text, **counts),)
