"""Records within records, laid out as rows: as an officer writes several goods of one case below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cotmoc.ingest.core.readers.cells import value_text
from cotmoc.ingest.core.readers.tables import check_width

#: Deeper than this, and in longer lists, values stay one text.
DEEPEST, MOST_LINES = 5, 1_000
_SCALARS = 3

Flat = dict[str, Any]


def rows_of(item: Mapping[str, Any]) -> list[Flat]:
    """The rows of a record: one, or as many as its longest list of records has entries.

    What stands in a record within is named by both: "Tang vật: Tên". Lists of records lie side by side, one entry a
    row; what the record says once stands in each of its rows. Lists of plain values are one text, divided by ";".

    >>> rows_of({"Số": 1, "Tang vật": [{"Tên": "heroin"}, {"Tên": "pháo"}], "Nơi": {"Xã": "Hải Sơn"}})[1]
    {'Số': 1, 'Nơi: Xã': 'Hải Sơn', 'Tang vật: Tên': 'pháo'}
    """
    if not any(isinstance(value, dict | list | tuple) for value in item.values()):
        return [dict(item)]
    return _rows(item, "", 0)


def _rows(item: Mapping[str, Any], prefix: str, depth: int) -> list[Flat]:
    once: Flat = {}
    lines: list[Flat] = []
    for key, value in item.items():
        parts = _parts(value, f"{prefix}{key}", depth)
        if len(parts) == 1:
            once.update(parts[0])
            continue
        lines += [{} for _ in range(len(parts) - len(lines))]
        for line, part in zip(lines, parts, strict=False):
            line.update(part)
    return [{**once, **line} for line in lines] or [once]


def _parts(value: Any, name: str, depth: int) -> list[Flat]:
    if isinstance(value, dict) and depth < DEEPEST:
        return _rows(value, f"{name}: ", depth + 1)
    if not isinstance(value, list | tuple):
        return [{name: value}]
    if _holds_records(value) and depth < DEEPEST and len(value) <= MOST_LINES:
        return [line for entry in value for line in _rows(entry, f"{name}: ", depth + 1)]
    if any(isinstance(entry, dict | list | tuple) for entry in value):
        return [{name: value}]
    return [{name: "; ".join(value_text(entry) for entry in value if entry is not None)}]


def names_of(rows: Iterable[Flat]) -> dict[str, None]:
    """The names of the columns, in the order in which they appear.

    One that nothing is ever written in has no column where records of the same name were laid out.

    >>> list(names_of([{"Số": 1, "Nơi": None}, {"Số": 2, "Nơi: Xã": "Hải Sơn"}]))
    ['Số', 'Nơi: Xã']
    """
    names: dict[str, None] = {}
    written: set[str] = set()
    for row in rows:
        names.update(dict.fromkeys(row))
        written.update(name for name, value in row.items() if value is not None and value != "")
        check_width(len(names))
    laid_out = {name.rsplit(": ", at)[0] for name in names for at in range(1, name.count(": ") + 1)}
    return {name: None for name in names if name in written or name not in laid_out}


def _holds_records(value: list[Any] | tuple[Any, ...]) -> bool:
    return bool(value) and all(isinstance(entry, dict) for entry in value)


def records_within(item: Mapping[str, Any]) -> list[Any] | None:
    """The records that an object wraps; None for an object that is a record itself.

    >>> records_within({"data": {"count": 1, "items": [{"Số": 1}]}}), records_within({"Số": 1, "Ngày": 2, "Nơi": 3})
    ([{'Số': 1}], None)
    """
    lists = [found for found in _lists_within(item, 0) if _holds_records(found)]
    scalars = sum(1 for value in item.values() if not isinstance(value, dict | list))
    return max(lists, key=len) if lists and scalars < _SCALARS else None


def _lists_within(item: Mapping[str, Any], depth: int) -> Iterator[list[Any]]:
    for value in item.values():
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict) and depth < DEEPEST:
            yield from _lists_within(value, depth + 1)
