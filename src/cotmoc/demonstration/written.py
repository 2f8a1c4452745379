"""How numbers, names and places come out when people write them down."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from cotmoc.normalise.text import fold


def vietnamese_number(amount: Decimal | int) -> str:
    """The number with points between thousands and a decimal comma: 1.250 and 59,7.

    >>> vietnamese_number(Decimal("1220.5"))
    '1.220,5'
    """
    text = f"{amount.normalize():,f}" if isinstance(amount, Decimal) else f"{amount:,}"
    return text.translate(str.maketrans(",.", ".,"))


def hurried_name(chance: Random, name: str) -> str:
    """A name as another clerk writes it: in capitals, without tone marks, or just the same."""
    return chance.choice((name, name, name.upper(), fold(name).title()))


def hurried_plate(chance: Random, plate: str) -> str:
    """A plate as another clerk writes it: without its point or hyphen."""
    return chance.choice((plate, plate.replace(".", ""), plate.replace("-", "").replace(".", "")))
