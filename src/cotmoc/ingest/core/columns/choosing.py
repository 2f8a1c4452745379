"""The field of each column, chosen for all columns together, with how sure that is and what else it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cotmoc.ingest.core.columns.assignment import best_assignment
from cotmoc.ingest.core.columns.scoring import (
    NONE,
    Column,
    fields_of,
    group_of,
    probabilities,
)
from cotmoc.ingest.core.fields import REPEATED_GROUPS
from cotmoc.ingest.core.word_lists import packaged_rows

# What a further party or line of goods in a row costs, in nats, where no header speaks of several.
_FURTHER, _FURTHER_SAID = 1.2, 0.1
_MOST_REPEATED = 9
# Every column may be one that the record has no place for, whatever its name: a second date is not made a place.
_ALWAYS_OPEN = 0.05
_PREFERRED = 2.0
_LEAST, _SAID_SURELY, _MOSTLY = 1e-9, 0.9, 0.5
_DATE_PARTS = ("year", "fiscal_year", "quarter", "month", "day")
# Of a wide table only the columns that any field could want are weighed against each other.
_WIDE, _WANTED_BY_EACH = 150, 12
_NEXT = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is: an unnumbered field (`none` for none), how sure that is (0..1), and what is likely next.

    `raw` is the probability by the weights, before calibration.
    """

    field: str
    confidence: float
    raw: float
    others: tuple[tuple[str, float], ...]


def choose(
    columns: Sequence[Column], kind: str, fixed: Mapping[int, str] | None = None
) -> list[Choice]:
    """The fields of all columns together, in their order.

    The sum of the logarithms of the probabilities is greatest under what holds for a record: one date, its parts or
    none; longitude with latitude; no field twice but those of parts that repeat, places, and figures. `fixed` are the
    positions of columns whose field is known, with it.
    """
    if not columns:
        return []
    shares = probabilities(columns, kind)
    known = dict(fixed or {})
    best = max(
        (
            _assigned(shares, columns, kind, known, banned)
            for banned in _scenarios(kind, known, yearless=_without_years(columns))
        ),
        key=lambda each: each[0],
    )
    return _choices(shares, best[1], fields_of(kind), known)


def _without_years(columns: Sequence[Column]) -> bool:
    """True when days stand in a column without their year, which another one may state."""
    return any(column.values.share("yearless") >= _MOSTLY for column in columns)


def _scenarios(kind: str, fixed: Mapping[int, str], *, yearless: bool) -> list[frozenset[str]]:
    """The fields that are left out: a record has a whole date, or its parts, or a date with its place in one cell.

    Dates without a year may stand beside their year.
    """
    fields = [field for field in fields_of(kind) if group_of(field) == "when"]
    parts = frozenset(field for field in fields if field.partition(".")[2] in _DATE_PARTS)
    whole = frozenset(field for field in fields if field.endswith(".date"))
    both = frozenset(field for field in fields if field.endswith(".written"))
    beside = (
        frozenset(field for field in parts if field.endswith(".year")) if yearless else frozenset()
    )
    ways = [(parts - beside) | both, whole | both, *([parts | whole] if both else [])]
    given = set(fixed.values())
    return [way for way in ways if not way & given] or [frozenset()]


def _assigned(
    shares: NDArray[np.float64],
    columns: Sequence[Column],
    kind: str,
    fixed: Mapping[int, str],
    banned: frozenset[str],
) -> tuple[float, list[str]]:
    """The greatest sum of gains over leaving every column open, and the fields that give it."""
    fields = fields_of(kind)
    open_shares = np.maximum(shares[:, [fields.index(NONE)]], _ALWAYS_OPEN)
    gains = np.log(np.maximum(shares, _LEAST)) - np.log(open_shares)
    taken = set(fixed.values())
    free = [at for at in range(len(columns)) if at not in fixed]
    slots = [
        (number, cost)
        for number, field in enumerate(fields)
        if field != NONE and field not in banned
        for cost in _slot_costs(field, gains[free, number], columns, field in taken)
    ]
    less = _said_less([columns[at] for at in free], fields)
    table = np.array(
        [
            [gains[at, slot] - cost - less[row, slot] for slot, cost in slots]
            for row, at in enumerate(free)
        ]
    )
    given = _matched(table.reshape(len(free), len(slots)))
    result = [fixed.get(at, NONE) for at in range(len(columns))]
    total = 0.0
    for row, slot in zip(free, given, strict=True):
        if slot >= 0:
            result[row] = fields[slots[slot][0]]
            total += gains[row, slots[slot][0]] - slots[slot][1]
    return total, _with_both_degrees(result, columns)


def _said_less(columns: Sequence[Column], fields: Sequence[str]) -> NDArray[np.float64]:
    """How much less well each column's name says a field than the best of them, in nats.

    Of two columns that are sure of one field the one keeps it whose name says it better.
    """
    said = np.array([[column.says(field).score for field in fields] for column in columns])
    return _PREFERRED * (said.max(axis=0, initial=0.0) - said) if len(said) else said


def _slot_costs(
    field: str, gains: NDArray[np.float64], columns: Sequence[Column], taken: bool
) -> list[float]:
    """What each column beyond the first costs that is to have the field; as many as may have it."""
    wanting = int((gains > 0).sum())
    if field.startswith("return.amount") or field == "dimension":
        return [0.0] * wanting
    first = [] if taken and field.partition(".")[0] not in REPEATED_GROUPS else [0.0]
    if field == "place.written":
        return [*first, *[1.0] * min(2, wanting)]
    if field.partition(".")[0] not in REPEATED_GROUPS:
        return first
    several = any(column.header.number > 1 for column in columns) or _over_several(columns)
    return [*first, *[_FURTHER_SAID if several else _FURTHER] * min(_MOST_REPEATED - 1, wanting)]


def _over_several(columns: Sequence[Column]) -> bool:
    """True when the same name stands under two names of groups."""
    names = {
        (column.header.words, column.header.above) for column in columns if column.header.above
    }
    return len({words for words, _ in names}) < len(names)


def _matched(gains: NDArray[np.float64]) -> list[int]:
    if gains.shape[0] <= _WIDE:
        return best_assignment(gains)
    wanted = np.unique(np.argsort(-gains, axis=0)[:_WANTED_BY_EACH])
    result = [-1] * gains.shape[0]
    for row, slot in zip(wanted, best_assignment(gains[wanted]), strict=True):
        result[row] = slot
    return result


def _with_both_degrees(fields: list[str], columns: Sequence[Column]) -> list[str]:
    """A longitude without a latitude is no place, unless the header says that it is one."""
    if len({"place.lon", "place.lat"} & set(fields)) != 1:
        return fields
    doubted = ("place.lon", "place.lat")
    return [
        NONE if field in doubted and column.says(field).score < _SAID_SURELY else field
        for field, column in zip(fields, columns, strict=True)
    ]


def _choices(
    shares: NDArray[np.float64],
    given: Sequence[str],
    fields: Sequence[str],
    fixed: Mapping[int, str],
) -> list[Choice]:
    single = {field for field in given if not _repeats(field)}
    result = []
    for at, field in enumerate(given):
        # What another column has is out of the question here.
        open_to = [
            share if f == field or f not in single else 0.0
            for f, share in zip(fields, shares[at], strict=True)
        ]
        total = sum(open_to) or 1.0
        ranked = sorted(zip(fields, shares[at], strict=True), key=lambda each: -each[1])
        others = tuple((f, float(share)) for f, share in ranked if f not in (field, NONE))[:_NEXT]
        raw = open_to[fields.index(field)] / total if field in fields else 1.0
        result.append(Choice(field, 1.0 if at in fixed else calibrated(raw), raw, others))
    return result


def _repeats(field: str) -> bool:
    group = field.partition(".")[0]
    return (
        group in REPEATED_GROUPS
        or field.startswith("return.amount")
        or field in (NONE, "dimension", "place.written")
    )


@cache
def _calibration() -> tuple[list[float], list[float]]:
    rows = [(float(raw), float(right)) for raw, right in packaged_rows("column_calibration.tsv")]
    return [raw for raw, _ in rows], [right for _, right in rows]


def calibrated(raw: float) -> float:
    """The share of suggestions of that probability that were right, between the measured points.

    >>> calibrated(1.0) > calibrated(0.5) > calibrated(0.1)
    True
    """
    return round(float(np.interp(raw, *_calibration())), 3)


def clear_calibration() -> None:
    """Nothing; the packaged calibration is read anew at the next use."""
    _calibration.cache_clear()
