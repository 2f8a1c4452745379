"""Sums of money as officers, clerks and neighbours write them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from benchmarks.reading.collection import Collection, Row
from benchmarks.reading.quantities import plain
from cotmoc.normalise.money import read_money

EXPECTED = ("stated", "amount", "bound", "most", "beside", "said")
# How often each form is met in workbooks and reports, in parts of a hundred.
_FORMS: tuple[tuple[int, str], ...] = (
    (30, "{dong}"),
    (22, "{dong} đồng"),
    (8, "{dong} VNĐ"),
    (12, "{millions} triệu đồng"),
    (8, "{millions} triệu"),
    (4, "{millions} tỷ đồng"),
    (4, "khoảng {millions} triệu đồng"),
    (4, "{yuan} NDT"),
    (3, "{millions} tỷ {few} triệu đồng"),
    (3, "trị giá {dong} đồng"),
    (2, "{yuan} NDT (khoảng {millions} triệu đồng)"),
)


def read(row: Row) -> Mapping[str, str]:
    """What is understood of a row, by the names of the expected columns."""
    reading = read_money(row["written"], row["currency"] or "vnd", row["decimal"])
    money, said = reading.value, " ".join(sorted({problem.code for problem in reading.problems}))
    if money is None:
        return {"said": said}
    return {
        "stated": money.currency,
        "amount": plain(money.amount),
        "bound": money.bound.value,
        "most": plain(money.most) if money.most is not None else "",
        "beside": ", ".join(f"{currency} {plain(amount)}" for currency, amount in money.beside),
        "said": said,
    }


def values(count: int) -> Sequence[str]:
    """Distinct sums in the forms they are met in."""
    chance = random.Random(451)
    shares, forms = zip(*_FORMS, strict=True)
    made = dict[str, None]()
    while len(made) < count:
        dong = chance.randrange(1, 9_000_000) * 1000
        form = chance.choices(forms, shares)[0]
        written = form.format(
            dong=f"{dong:,}".replace(",", ".") if chance.random() < 0.7 else dong,
            millions=f"{chance.randrange(1, 90_000)},{chance.randrange(1, 100)}",
            yuan=chance.randrange(100, 9_000_000),
            few=chance.randrange(1, 999),
        )
        made[written] = None
    return list(made)


def work(written: Sequence[str]) -> None:
    """Reads every value."""
    for each in written:
        read_money(each)


COLLECTION = Collection("money", read, EXPECTED, values, work, floor=0.978)
