"""Chance that repeats: streams of random numbers by name, and totals divided by chance into exact parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")
#: Days on which a published period, a year or the areas change: nothing happens within `MARGIN` days of them, so that
#: a date written down wrongly by a day or two stays on its side.
EDGES = (
    *(date(year, 1, 1) for year in range(2019, 2028)),
    date(2024, 8, 16),
    date(2025, 7, 1),
)
MARGIN = timedelta(days=4)
_HOURS = (6, 6, 6, 7, 6, 4, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7, 7, 6)


def stream(seed: int, *names: object) -> Random:
    """A source of chance of its own for each name: what one part draws changes nothing in another.

    >>> stream(1, "a").random() == stream(1, "a").random() != stream(1, "b").random()
    True
    """
    return Random("/".join(map(str, (seed, *names))))  # noqa: S311 - the same for the same seed


def split_whole(
    chance: Random, total: int, parts: int, least: int = 0, most: int | None = None
) -> list[int]:
    """`parts` whole numbers that add up to `total`, none below `least` or above `most`.

    Raises ValueError where that cannot be.

    >>> sum(split_whole(stream(1, "x"), 207, 98)), split_whole(stream(1, "y"), 6, 3, least=2)
    (207, [2, 2, 2])
    """
    room = None if most is None else most - least
    rest = total - least * parts
    if rest < 0 or (parts == 0 and rest) or (room is not None and rest > room * parts):
        raise ValueError(f"{total} cannot be divided into {parts} parts from {least} to {most}")
    shares = [0] * parts
    while rest:
        open_parts = [at for at, share in enumerate(shares) if room is None or share < room]
        weights = [chance.expovariate(1) for _ in open_parts]
        scale = rest / sum(weights)
        given = [int(weight * scale) for weight in weights]
        if not any(given):
            given = [1] * len(open_parts)
            chance.shuffle(open_parts)
        for at, share in zip(open_parts, given, strict=True):
            more = min(share, rest, rest if room is None else room - shares[at])
            shares[at] += more
            rest -= more
    return [least + share for share in shares]


def split_amount(chance: Random, total: Decimal, parts: int, step: Decimal) -> list[Decimal]:
    """`parts` amounts of whole steps that add up to `total` exactly, each at least one step.

    What is less than a step of the total goes to the last. Raises ValueError where the total has too few steps.

    >>> sum(split_amount(stream(1, "z"), Decimal("47.25"), 18, Decimal("0.01")))
    Decimal('47.25')
    """
    steps = int(total // step)
    amounts = [part * step for part in split_whole(chance, steps, parts, least=1)]
    amounts[-1] += total - steps * step
    return amounts


def weighted(chance: Random, items: Sequence[T], weights: Sequence[float]) -> T:
    """One of the items, by their weights."""
    return chance.choices(items, weights)[0]


def pick_moment(chance: Random, first: date, last: date) -> datetime:
    """A moment from `first` to `last`, more likely at night, and near no edge."""
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if all(not edge - MARGIN <= day < edge + MARGIN for edge in EDGES):
            break
    hour = chance.choices(range(24), _HOURS)[0]
    return datetime(day.year, day.month, day.day, hour, chance.randrange(60))  # noqa: DTZ001 - local time
