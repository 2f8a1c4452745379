"""Tables as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, column heads, and rows of values, all of the columns' length."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Value, ...]]
