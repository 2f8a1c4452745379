"""Which rows of a table are worth comparing: those that share a value, or parts of two, that few rows share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cotmoc.resolution.core.tables.columns import Column, Columns

IntArray = NDArray[np.int64]
#: As many pairs a record one rule may find; the rarest values come first, what is left over is reported.
PAIRS_A_RECORD = 10
_PRIME = np.int64(1_099_511_628_211)


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What one rule came to: pairs found, and pairs left out because too many rows share their values."""

    rule: str
    pairs: int
    left_out: int


def _whole(text: str) -> str:
    return text


def _start(text: str) -> str:
    return text[:3]


def _end(text: str) -> str:
    return text[-4:] if len(text) > 4 else ""


def _half(text: str) -> str:
    return text[: (len(text) + 1) // 2] if len(text) > 4 else ""


#: Kind -> the parts of its values that rules go by. The first is the whole.
PARTS: dict[str, tuple[Callable[[str], str], ...]] = {
    "given": (_whole, _start),
    "surname": (_whole, _start),
    "name": (_whole, _start, _end),
    "date": (_whole, _half, _end),
    "number": (_whole, _half, _end),
    "code": (_whole, _half),
    "text": (_whole, _start),
    "email": (_whole, _half),
    "category": (),
}


def candidates(
    columns: Columns, pairs_a_record: int = PAIRS_A_RECORD
) -> tuple[IntArray, IntArray, list[RuleReport]]:
    """Pairs of rows that share a key of some rule, int64 `left` < `right`, each once, and what each rule came to.

    A rule is one column, or parts of two. Its blocks are taken from the smallest on, until it has found
    `pairs_a_record` for each row, so that time and memory stay bounded whatever the table holds.
    """
    width = np.int64(max(columns.count, 1))
    found, reports = [np.zeros(0, dtype=np.int64)], []
    for name, keys in _rules(columns):
        first, second, left_out = _pairs_of(keys, pairs_a_record * columns.count)
        if columns.sources is not None:
            apart = columns.sources[first] != columns.sources[second]
            first, second = first[apart], second[apart]
        found.append(np.minimum(first, second) * width + np.maximum(first, second))
        reports.append(RuleReport(name, len(first), left_out))
    pairs = np.unique(np.concatenate(found))
    return pairs // width, pairs % width, reports


def _rules(columns: Columns) -> Iterator[tuple[str, IntArray]]:
    """The rules with the key of each row, 0 for none."""
    parts = [
        (column, number, _part_codes(column, part))
        for column in columns.columns
        for number, part in enumerate(PARTS[column.kind])
    ]
    for column, number, codes in parts:
        if number == 0 or column.kind in ("number", "email"):
            yield f"{column.header}[{number}]", codes
    for (one, at, codes), (other, at2, codes2) in combinations(parts, 2):
        if one.header != other.header:
            both = np.where((codes > 0) & (codes2 > 0), codes * _PRIME + codes2, 0)
            yield f"{one.header}[{at}]+{other.header}[{at2}]", both
    given, surname = columns.of_kind("given"), columns.of_kind("surname")
    if given and surname:
        low = np.minimum(given[0].codes, surname[0].codes)
        high = np.maximum(given[0].codes, surname[0].codes)
        yield "names in any order", np.where(low > 0, low * _PRIME + high, 0)


def _part_codes(column: Column, part: Callable[[str], str]) -> IntArray:
    """The number of the part of each row's value, 0 where there is none."""
    numbers: dict[str, int] = {"": 0}
    held, places = np.unique(column.codes, return_inverse=True)
    coded = np.array(
        [numbers.setdefault(part(column.texts[code]), len(numbers)) for code in held.tolist()],
        dtype=np.int64,
    )
    of_rows: IntArray = coded[places]
    return of_rows


def _pairs_of(keys: IntArray, most: int) -> tuple[IntArray, IntArray, int]:
    """The pairs of rows with equal keys, smallest blocks first up to `most`, and how many are left out."""
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] != 0]
    held = keys[order]
    edges = np.flatnonzero(np.diff(held)) + 1
    starts = np.concatenate([[0], edges]).astype(np.int64)
    sizes = np.diff(np.concatenate([starts, [len(held)]]))
    by_size = np.argsort(sizes, kind="stable")
    pairs = sizes[by_size] * (sizes[by_size] - 1) // 2
    taken = by_size[np.cumsum(pairs) <= most]
    left_out = int(pairs.sum() - (sizes[taken] * (sizes[taken] - 1) // 2).sum())
    first, second = _within(starts[taken], sizes[taken])
    return order[first], order[second], left_out


def _within(starts: IntArray, sizes: IntArray) -> tuple[IntArray, IntArray]:
    """The places of all pairs within blocks."""
    ones, others = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]).tolist():
        begin = starts[sizes == size]
        upper, lower = np.triu_indices(size, 1)
        ones.append((begin[:, None] + upper).ravel())
        others.append((begin[:, None] + lower).ravel())
    return np.concatenate(ones), np.concatenate(others)
