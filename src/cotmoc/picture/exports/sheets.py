"""Tables as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, column heads, and rows of values, all of the columns' length.

    `chart`: the columns (from 0) of labels and of the values that a chart beside the table shows; None for none.
    """

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    chart: tuple[int, int] | None = None
