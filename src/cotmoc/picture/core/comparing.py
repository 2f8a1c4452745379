"""A period against an earlier one: by how much a figure changed, and whether that says anything.

The rules stand in `docs/explanation/standing-out.md`.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from cotmoc.picture.core.periods import add_months

Number = int | Decimal
Key = TypeVar("Key", bound=Hashable)

#: A difference is called one when chance alone would make it, or a greater one, less often than this.
CHANCE = 0.05
#: Outcomes as probable as the one seen, but for rounding.
_EQUAL = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class Period:
    """The days `first` to `last`, both in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int:
        """How many whole calendar months it is; 0 when it is not a number of them."""
        following = self.last + timedelta(days=1)
        if self.first.day != 1 or following.day != 1:
            return 0
        return (following.year - self.first.year) * 12 + following.month - self.first.month

    def before(self) -> Period:
        """The period of the same length that ends where this one begins: whole months for whole months.

        >>> Period(date(2025, 1, 1), date(2025, 3, 31)).before()
        Period(first=datetime.date(2024, 10, 1), last=datetime.date(2024, 12, 31))
        """
        eve = self.first - timedelta(days=1)
        if self.months:
            return Period(add_months(self.first, -self.months), eve)
        return Period(eve - timedelta(days=self.days - 1), eve)

    def year_before(self) -> Period:
        """The same days of the year before; whole months stay whole, and 29 February becomes the 28th.

        >>> Period(date(2025, 2, 1), date(2025, 2, 28)).year_before().last
        datetime.date(2024, 2, 29)
        """
        if self.months:
            following = self.last + timedelta(days=1)
            return Period(
                add_months(self.first, -12), add_months(following, -12) - timedelta(days=1)
            )
        return Period(add_months(self.first, -12), add_months(self.last, -12))


class Verdict(StrEnum):
    """What a change says: more, fewer, no more than chance would make, or too few to say."""

    MORE = "more"
    FEWER = "fewer"
    CHANCE = "chance"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Sum:
    """What incidents add up to, and the sum of the squares of what each of them adds; of a count, both are it."""

    total: Number
    squares: float


NOTHING = Sum(0, 0.0)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and its value of before: the difference, its share of before (None of nothing), and what it says.

    `probability`: how often chance alone makes a difference as improbable as this one.
    """

    now: Number
    before: Number
    verdict: Verdict
    probability: float

    @property
    def difference(self) -> Decimal:
        """How much more it is now; below 0 when it is less."""
        return Decimal(self.now) - Decimal(self.before)

    @property
    def share(self) -> float | None:
        """The difference as a share of the value of before; None when that was 0."""
        return float(self.difference) / float(self.before) if self.before else None


def change(now: Sum, before: Sum, days: tuple[int, int]) -> Change:
    """The change of a sum between two periods of so many `days` (now, before).

    Sums of what differs in size (kilograms, fines, persons of one incident) are brought to the number of events of
    one size that would vary as much: the total by the mean size weighted by itself (the scaled Poisson distribution;
    Bohm and Zech, Nucl. Instrum. Methods A 748 (2014) 1). One large seizure among small ones is thus about one event.

    >>> change(Sum(21, 21), Sum(11, 11), (3011, 800)).verdict.value
    'chance'
    """
    size = (now.squares + before.squares) / float(now.total + before.total or 1)
    events = [round(float(each.total) / size) if size > 0 else 0 for each in (now, before)]
    share = days[0] / (days[0] + days[1])
    number = sum(events)
    probability = probability_of(events[0], number, share)
    return Change(now.total, before.total, _verdict(events, share, probability), probability)


def _verdict(events: list[int], share: float, probability: float) -> Verdict:
    number = sum(events)
    least = min(probability_of(0, number, share), probability_of(number, number, share))
    if least > CHANCE:
        return Verdict.TOO_FEW
    if probability > CHANCE:
        return Verdict.CHANCE
    return Verdict.MORE if events[0] > number * share else Verdict.FEWER


def probability_of(events: int, number: int, share: float) -> float:
    """How often chance puts as improbable a part of `number` events into a period as `events`; 1 for no events.

    Given their sum, one of two Poisson counts of equal rates is binomial, with the `share` of its days in all days
    (Przyborowski and Wilenski, Biometrika 31 (1940) 313). All outcomes no more probable than the one seen are added.

    >>> round(probability_of(11, 32, 800 / 3811), 5)  # the example of poisson.test in R
    0.07967
    """
    if number == 0:
        return 1.0
    expected = number * share
    if events >= expected:
        upper = _tail(events, number, share)
        lower = _tail(number - _opposite(events, number, share), number, 1 - share)
    else:
        upper = _tail(number - events, number, 1 - share)
        lower = _tail(number - _opposite(number - events, number, 1 - share), number, share)
    return min(upper + lower, 1.0)


def _log_chance(events: int, number: int, share: float) -> float:
    ways = math.lgamma(number + 1) - math.lgamma(events + 1) - math.lgamma(number - events + 1)
    return ways + events * math.log(share) + (number - events) * math.log1p(-share)


def _opposite(events: int, number: int, share: float) -> int:
    """The greatest number below the expected that is no more probable than `events` above it; -1 for none."""
    limit = _log_chance(events, number, share) + math.log(_EQUAL)
    low, high = -1, min(events - 1, math.ceil(number * share))
    while low < high:
        middle = (low + high + 1) // 2
        if _log_chance(middle, number, share) <= limit and middle < number * share:
            low = middle
        else:
            high = middle - 1
    return low


def _tail(events: int, number: int, share: float) -> float:
    """The chance of `events` or more of `number`; terms too small to count are not added."""
    if events > number:
        return 0.0
    if events <= 0:
        return 1.0
    term = math.exp(_log_chance(events, number, share))
    total, odds = 0.0, share / (1 - share)
    while events <= number and term > total * 1e-16:
        total += term
        term *= (number - events) / (events + 1) * odds
        events += 1
    return total


def standing_out(changes: Mapping[Key, Change]) -> list[Key]:
    """The keys of the changes that stand out of all that are looked at together, the least probable first.

    Who looks at a hundred figures finds five beyond chance by chance: the limit is lowered as Benjamini and Hochberg
    (J. R. Stat. Soc. B 57 (1995) 289) do, so that of what is named one in twenty is expected to be chance. Those too
    few to say are not looked at.
    """
    told = {k: c for k, c in changes.items() if c.verdict is not Verdict.TOO_FEW}
    ranked = sorted(told, key=lambda key: (told[key].probability, -abs(told[key].difference)))
    kept = 0
    for rank, key in enumerate(ranked, start=1):
        if told[key].probability <= CHANCE * rank / len(ranked):
            kept = rank
    return ranked[:kept]
