"""Columns of a layout: how they are headed, which field each is, and the profile that reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cotmoc.ingest.core.mapping import ColumnRule, Profile

Cell = str | date
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the name of its group ("" for none), and its field ("" for one that is no field)."""

    name: str
    field: str
    group: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def header(self) -> str:
        """The header as the reader puts its levels together."""
        return f"{self.group}: {self.name}" if self.group else self.name


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one record; `merged` are the positions of columns whose cells are one for all of them."""

    rows: tuple[Row, ...]
    merged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a layout is read beside its columns, see `Profile`."""

    name: str
    kind: str
    register: str
    key: tuple[str, ...] = ()
    constants: dict[str, str] = field(default_factory=dict)
    coverage: str = "none"
    decimal: str = ","
    continued: bool = False
    list_separators: str = ";\n"


def profile_of(columns: Sequence[Column], reading: Reading) -> Profile:
    """The profile that reads the columns: what an analyst of the agency would have chosen and kept."""
    rules = tuple(
        ColumnRule(column.header, column.field, dict(column.options))
        for column in columns
        if column.field
    )
    return Profile(
        name=reading.name,
        kind=reading.kind,
        register=reading.register,
        columns=rules,
        key=reading.key,
        constants=reading.constants,
        coverage=reading.coverage,
        decimal=reading.decimal,
        continued=reading.continued,
        list_separators=reading.list_separators,
    )


def padded(items: Iterable[Row], width: int, count: int) -> list[Row]:
    """The items and as many empty ones as are missing to `count`."""
    listed = list(items)
    return listed + [("",) * width] * (count - len(listed))
