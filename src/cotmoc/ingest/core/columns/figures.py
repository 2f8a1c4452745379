"""Figures of a wide table told apart: "Buôn lậu: Số vụ" and "Ma túy: Số vụ" are one indicator, broken down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cotmoc.ingest.core.columns.headers import LEVELS
from cotmoc.ingest.core.columns.scoring import NONE, Column, named_goods, named_period

_AMOUNT = "return.amount"


def told_apart(
    columns: Sequence[Column], fields: Sequence[str]
) -> tuple[list[str], dict[int, dict[str, str]]]:
    """The fields without figures that would be stated twice, and what tells the others apart.

    Options: `commodity` where the header names goods, `period` where it names one; else `breakdown`, which is what
    stands over the column, or its own name, where other columns hold the same indicator.
    """
    amounts = [at for at, field in enumerate(fields) if field.startswith(_AMOUNT)]
    times = Counter(fields[at] for at in amounts)
    result, options = list(fields), dict[int, dict[str, str]]()
    seen: set[tuple[str, ...]] = set()
    for at in amounts:
        column, field = columns[at], fields[at]
        said = _told_by(column, several=times[field] > 1)
        mark = (field, *said.values())
        if mark in seen:
            result[at] = NONE
            continue
        seen.add(mark)
        options[at] = said
    return result, options


def _told_by(column: Column, *, several: bool) -> dict[str, str]:
    header = column.header
    if named_period(header):
        return {"period": named_period(header)}
    if named_goods(header):
        return {"commodity": header.name}
    breakdown = header.above.rpartition(LEVELS)[2] or header.name
    return {"breakdown": breakdown} if several else {}
