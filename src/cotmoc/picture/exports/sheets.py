"""Tables as values, and rules that keep a spreadsheet from taking text for a formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
#: Characters with which a spreadsheet begins a formula, or hides one behind white space.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, column heads, and rows of values, all of the columns' length."""

    title: str
    head: tuple[str, ...]
    rows: list[tuple[Value, ...]]


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it, never computes it: an apostrophe before what could begin a formula.

    Source: OWASP, "CSV Injection". Numbers are values of their own and never pass through here.

    >>> harmless("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text
