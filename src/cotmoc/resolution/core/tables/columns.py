"""Columns of a table as numbers of distinct values, each value prepared for comparing as its kind asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cotmoc.normalise.text import fold
from cotmoc.resolution.core.tables.kinds import Profile

IntArray = NDArray[np.int64]
_YEAR_FIRST = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:\D.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})(?:\D.*)?")
_YEAR = re.compile(r"\d{4}")
_OTHERS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A compared column of n rows: `codes` int64 (n,), the number of each row's value in `texts`; 0, "": nothing."""

    header: str
    kind: str
    codes: IntArray
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The compared columns of n rows.

    `sources` int64 (n,) or None: rows of one source are taken to be of different things, as when two lists are linked
    neither of which holds anybody twice. All columns share the numbers of values, so that a given name can be held
    against a surname.
    """

    columns: tuple[Column, ...]
    count: int
    sources: IntArray | None = None

    def of_kind(self, *kinds: str) -> tuple[Column, ...]:
        """The columns of some kinds."""
        return tuple(column for column in self.columns if column.kind in kinds)


@dataclass(slots=True)
class _Values:
    """Numbers of values; what is written the same way is prepared once for each kind."""

    texts: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, kind: str, written: str) -> int:
        """The number of a value, prepared."""
        found = self.known.get((kind, written))
        if found is None:
            text = prepared(kind, written)
            found = self.numbers.setdefault(text, len(self.texts))
            if found == len(self.texts):
                self.texts.append(text)
            self.known[kind, written] = found
        return found


def read_columns(
    table: Mapping[str, Sequence[str | None]], profile: Profile, sources: IntArray | None = None
) -> Columns:
    """The columns of a profile, from a table of texts by header. Raises `BadProfileError`."""
    profile.check(list(table))
    values, read = _Values(), []
    for header, kind in profile.columns:
        codes = np.array(
            [values.number(kind, each or "") for each in table[header]], dtype=np.int64
        )
        read.append(Column(header, kind, codes, values.texts))
    count = len(read[0].codes)
    return Columns(tuple(read), count, sources)


def prepared(kind: str, written: str) -> str:
    """The value as it is compared: folded; dates as year, month and day; numbers and codes without anything else.

    >>> prepared("date", "24/6/1971"), prepared("code", "TQ13 8DF"), prepared("given", " Hương ")
    ('19710624', 'tq138df', 'huong')
    """
    if kind == "date":
        return _date(written.strip())
    folded = fold(written)
    if kind in ("number", "code"):
        return _OTHERS.sub("", folded)
    if kind == "email":
        return written.strip().casefold()
    return folded


def _date(written: str) -> str:
    found = _YEAR_FIRST.fullmatch(written)
    if found:
        year, month, day = found.groups()
    else:
        found = _DAY_FIRST.fullmatch(written)
        if not found:
            return written if _YEAR.fullmatch(written) else ""
        day, month, year = found.groups()
    return f"{year}{int(month):02d}{int(day):02d}"
