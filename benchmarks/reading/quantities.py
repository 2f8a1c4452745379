"""Quantities as officers, clerks, ships and neighbours write them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.quantities import read_quantity

EXPECTED = ("stated", "amount", "bound", "most", "beside", "said")
# How often each form is met in workbooks and reports, in parts of a hundred.
_FORMS: tuple[tuple[int, str], ...] = (
    (22, "{mass} kg"),
    (10, "{mass}kg"),
    (8, "{mass} gam"),
    (14, "{count} viên"),
    (10, "{count} bao thuốc lá"),
    (8, "{count} con"),
    (6, "{count} chiếc"),
    (6, "{mass} kg pháo nổ"),
    (4, "khoảng {mass} kg"),
    (3, "gần {count} bao"),
    (3, "{few} bánh heroin ({mass} g)"),
    (2, "{few} thùng x {count} chai"),
    (2, "{few} kg {few} g ({count} viên)"),
    (2, "{few} bánh, trọng lượng {mass}g"),
)


def read(row: Row) -> Mapping[str, str]:
    """What is understood of a row, by the names of the expected columns."""
    reading = read_quantity(
        row["written"], row["unit"], row["decimal"], row["measure"], row["goods"]
    )
    quantity, said = reading.value, " ".join(sorted({problem.code for problem in reading.problems}))
    if quantity is None:
        return {"said": said}
    return {
        "stated": quantity.measure,
        "amount": plain(quantity.amount),
        "bound": quantity.bound.value,
        "most": plain(quantity.most) if quantity.most is not None else "",
        "beside": ", ".join(f"{side.measure} {plain(side.amount)}" for side in quantity.beside),
        "said": said,
    }


def plain(amount: Decimal) -> str:
    """The amount without an exponent."""
    return f"{amount:f}"


def values(count: int) -> Sequence[str]:
    """Distinct quantities in the forms they are met in."""
    chance = random.Random(59_700)
    shares, forms = zip(*_FORMS, strict=True)
    made = dict[str, None]()
    while len(made) < count:
        many = chance.randrange(1, 2_000_000)
        mass = f"{chance.randrange(1, 90_000)},{chance.randrange(1, 100)}"
        counted = str(many) if chance.random() < 0.5 else f"{many:,}".replace(",", ".")
        form = chance.choices(forms, shares)[0]
        made[form.format(mass=mass, count=counted, few=chance.randrange(1, 99))] = None
    return list(made)


def work(written: Sequence[str]) -> None:
    """Reads every value."""
    for each in written:
        read_quantity(each, measure="mass")


COLLECTION = Collection("quantities", read, EXPECTED, values, work, floor=0.992)
