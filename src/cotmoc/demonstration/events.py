"""What really happened in the demonstration, before anybody wrote it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from cotmoc.demonstration.people import Person, make_person, make_plate
from cotmoc.demonstration.places import SPOTS, Spot

FIRST_DAY = date(2024, 1, 1)
DAYS = 1035  # to 31 October 2026
BORDER_GUARD, CUSTOMS = "bdbp", "haiquan"


VEHICLES = ("xe ô tô tải", "xe máy", "xe máy", "xe ô tô con", "xuồng máy")
FOUND_BY = (
    ("tuần tra", 45),
    ("kiểm soát cửa khẩu", 25),
    ("tin báo của quần chúng", 20),
    ("kiểm tra", 10),
)


@dataclass(frozen=True, slots=True)
class Method:
    """A way of breaking the law: how each agency calls it, what is carried, and how often it is seen.

    Quantities run from `least` to `most` in `unit`; `vnd_per_unit` is the goods' price.
    """

    offence_border_guard: str
    offence_customs: str
    goods: str
    unit: str
    least: int
    most: int
    vnd_per_unit: int
    weight: int
    joint: float


METHODS = (
    Method("Vận chuyển trái phép hàng hóa qua biên giới", "Buôn lậu", "thực phẩm đông lạnh", "kg",
           80, 4000, 60_000, 20, 0.30),
    Method("Buôn lậu", "Buôn lậu", "thuốc lá điếu", "bao", 200, 8000, 15_000, 12, 0.30),
    Method("Vận chuyển pháo nổ", "Vận chuyển trái phép pháo", "pháo nổ", "kg", 3, 160, 300_000, 9, 0.35),
    Method("Mua bán trái phép chất ma túy", "Vận chuyển trái phép chất ma túy", "heroin", "g",
           1, 400, 0, 7, 0.25),
    Method("Vận chuyển trái phép chất ma túy", "Vận chuyển trái phép chất ma túy",
           "ma túy tổng hợp", "viên", 20, 3000, 0, 6, 0.25),
    Method("Vận chuyển trái phép hàng hóa qua biên giới", "Buôn lậu", "gia cầm giống", "con",
           500, 12000, 9_000, 9, 0.25),
    Method("Gian lận thương mại", "Gian lận thương mại", "quần áo may sẵn", "chiếc",
           50, 3000, 120_000, 14, 0.15),
    Method("Buôn lậu", "Buôn lậu", "thủy sản", "kg", 100, 2500, 90_000, 8, 0.30),
    Method("Tổ chức cho người khác xuất cảnh trái phép", "", "", "", 0, 0, 0, 9, 0.0),
    Method("Xuất cảnh, nhập cảnh trái phép", "", "", "", 0, 0, 0, 14, 0.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One real incident: `reported_by` holds one agency or both, the lead first; `found_by` as officers say it."""

    number: int
    at: datetime
    spot: Spot
    method: Method
    quantity: Decimal
    people: tuple[Person, ...]
    unnamed: int
    vehicle: str
    plate: str
    found_by: str
    prosecuted: bool
    fine_vnd: int
    reported_by: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The agency that leads."""
        return self.reported_by[0]

    @property
    def value_vnd(self) -> int:
        """The goods' value."""
        return int(self.quantity * self.method.vnd_per_unit)


def make_events(seed: int, number: int) -> tuple[Event, ...]:
    """`number` events in the order of their time; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - synthetic data must be the same for the same seed
    moments = sorted(_moment(chance) for _ in range(number))
    return tuple(_event(chance, index, at) for index, at in enumerate(moments, start=1))


def running_numbers(events: Sequence[Event], agency: str) -> dict[int, tuple[int, int]]:
    """Year and running number within it under which `agency` enters each event it reports, by event number."""
    counts: Counter[int] = Counter()
    numbers = {}
    for event in events:
        if agency in event.reported_by:
            counts[event.at.year] += 1
            numbers[event.number] = (event.at.year, counts[event.at.year])
    return numbers


def _moment(chance: Random) -> datetime:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    hour = chance.choices(
        range(24), [6, 6, 6, 7, 6, 4, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7, 7, 6]
    )[0]
    return datetime(day.year, day.month, day.day, hour, chance.randrange(60))  # noqa: DTZ001 - local time


def _event(chance: Random, number: int, at: datetime) -> Event:
    spot = chance.choices(SPOTS, [spot.weight for spot in SPOTS])[0]
    method = chance.choices(METHODS, [method.weight for method in METHODS])[0]
    named = 0 if method.goods and chance.random() < 0.25 else chance.randint(1, 3)
    prosecuted = method.vnd_per_unit == 0 and bool(named)
    vehicle = chance.choice(VEHICLES) if method.goods and chance.random() < 0.55 else ""
    return Event(
        number=number,
        at=at,
        spot=spot,
        method=method,
        quantity=_quantity(chance, method),
        people=tuple(make_person(chance) for _ in range(named)),
        unnamed=0 if method.goods else chance.randint(0, 9),
        vehicle=vehicle,
        plate=make_plate(chance) if vehicle else "",
        found_by=chance.choices([way for way, _ in FOUND_BY], [share for _, share in FOUND_BY])[0],
        prosecuted=prosecuted,
        fine_vnd=0 if prosecuted or not named else chance.randint(2, 60) * 500_000,
        reported_by=_reporters(chance, method),
    )


def _quantity(chance: Random, method: Method) -> Decimal:
    if not method.goods:
        return Decimal(0)
    # Small seizures are common and large ones rare.
    amount = method.least + (method.most - method.least) * chance.random() ** 3
    return Decimal(str(round(amount, 1 if method.unit in {"kg", "g"} else None)))


def _reporters(chance: Random, method: Method) -> tuple[str, ...]:
    if not method.offence_customs:
        return (BORDER_GUARD,)
    lead, other = (BORDER_GUARD, CUSTOMS) if chance.random() < 0.55 else (CUSTOMS, BORDER_GUARD)
    return (lead, other) if chance.random() < method.joint else (lead,)
