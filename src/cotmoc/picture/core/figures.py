"""Figures: a number, what it counts, and the filters under which the list of just that is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES, Kind, Total

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that opens: the list of `kind` under `filters` has exactly `value` by its `total`.

    `code` is what it is a figure of (a role, a commodity, an agency ...; "" for all, or for what was not stated).
    `measure` is that of an AMOUNT. `left_out` lines could not be read and are in no sum; `left_out_filters` opens them.
    """

    kind: Kind
    filters: Filters
    value: Number
    total: Total = Total.ROWS
    code: str = ""
    measure: str = ""
    left_out: int = 0
    left_out_filters: Filters | None = None

    @property
    def url_name(self) -> str:
        """The name of the list that the figure opens."""
        return TABLES[self.kind].url_name


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the time series: its first and last day, its figure, and that of the same step a year before."""

    first: date
    last: date
    figure: Figure
    year_before: Figure | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One area of a table: its code ("" for what is in none of them), its total, and a figure for each column."""

    area: str
    total: Figure
    cells: tuple[Figure | None, ...]
    estimated: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Areas by offences: the column codes (`group.<name>` where they are groups), rows, and the column totals."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Figure, ...]
