"""What the values of a column look like, whatever the column is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cotmoc.ingest.core.columns.looks import looks_of

# So many different values tell what a column holds; more would only take longer.
MOST_VALUES = 24


@dataclass(frozen=True)
class Values:
    """A column's values: how often each look occurs (0..1), and what they are as a whole.

    - `looks`: of each different value looked at. `empty`: no values at all.
    - `counts_up`: 1, 2, 3 ... `distinct`: different values among all, 0..1.
    """

    looks: tuple[frozenset[str], ...]
    empty: bool = False
    counts_up: bool = False
    distinct: float = 1.0

    def share(self, *looks: str) -> float:
        """The share of the values that have at least one of the looks, 0..1."""
        wanted = frozenset(looks)
        return sum(1 for each in self.looks if each & wanted) / (len(self.looks) or 1)

    @cached_property
    def shares(self) -> dict[str, float]:
        """The share of the values that have a look, for every look that occurs."""
        counts = Counter(look for each in self.looks for look in each)
        return {look: count / len(self.looks) for look, count in counts.items()}


def read_values(values: Sequence[str]) -> Values:
    """What the values of a column look like; at most `MOST_VALUES` different ones are looked at.

    >>> read_values(["14C-123.45", "14A-678.90"]).share("plate")
    1.0
    """
    if not values:
        return Values((), empty=True)
    different = tuple(dict.fromkeys(values))
    step = max(1, len(different) // MOST_VALUES)
    sample = different[::step][:MOST_VALUES]
    looks = tuple(looks_of(value) for value in sample)
    return Values(looks, False, _counts_up(values), len(different) / len(values))


def _counts_up(values: Sequence[str]) -> bool:
    if len(values) < 3 or not all(value.isdecimal() and len(value) < 7 for value in values[:10]):
        return False
    numbers = [int(value) for value in values[:10]]
    return numbers[0] <= 2 and all(after == before + 1 for before, after in pairwise(numbers))
