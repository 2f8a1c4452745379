"""Dates and periods as officers, clerks, ships and neighbours write them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.moments import read_moment

TODAY = date(2026, 6, 30)
EXPECTED = ("start", "last", "precision", "minute", "said")
# How often each form is met in workbooks and reports, in parts of a hundred.
_FORMS: tuple[tuple[int, str], ...] = (
    (38, "{d:02d}/{m:02d}/{y}"),
    (12, "{d}/{m}/{y}"),
    (9, "{y}-{m:02d}-{d:02d} {hour:02d}:{minute:02d}"),
    (6, "{y}-{m:02d}-{d:02d}"),
    (6, "{d:02d}/{m:02d}/{y} {hour:02d}:{minute:02d}"),
    (6, "{hour}h{minute:02d} ngày {d}/{m}/{y}"),
    (5, "ngày {d:02d} tháng {m:02d} năm {y}"),
    (4, "{d}.{m}.{y}"),
    (3, "hồi {hour} giờ {minute:02d} phút ngày {d:02d} tháng {m:02d} năm {y}"),
    (3, "khoảng {hour}h{minute:02d} ngày {d}/{m}/{y}"),
    (3, "đêm {d} rạng sáng {next.day}/{next.month}/{next.year}"),
    (2, "từ ngày {d}/{m}/{y} đến ngày {next.day}/{next.month}/{next.year}"),
    (2, "tối ngày {d}/{m}/{y}"),
    (1, "{d}/{m}/{y}, khoảng {hour} giờ {minute:02d}"),
)


def read(row: Row) -> Mapping[str, str]:
    """What is understood of a row, by the names of the expected columns."""
    order = {"": "dmy", "undecided": ""}.get(row["order"], row["order"])
    reading = read_moment(
        row["written"],
        order,
        today=TODAY,
        year=int(row["year"]) if row["year"] else None,
        serials=row["serials"] or "1900",
    )
    moment, said = reading.value, " ".join(sorted({problem.code for problem in reading.problems}))
    if moment is None:
        return {"said": said}
    return {
        "start": moment.start.isoformat(),
        "last": (moment.until - timedelta(days=1)).isoformat(),
        "precision": moment.precision.value,
        "minute": "" if moment.minute is None else str(moment.minute),
        "said": said,
    }


def values(count: int) -> Sequence[str]:
    """Distinct dates in the forms they are met in."""
    chance = random.Random(20240313)
    shares, forms = zip(*_FORMS, strict=True)
    first, made = date(1950, 1, 1), dict[str, None]()
    while len(made) < count:
        day = first + timedelta(days=chance.randrange(54_000))
        form = chance.choices(forms, shares)[0]
        written = form.format(
            d=day.day, m=day.month, y=day.year, next=day + timedelta(days=1),
            hour=chance.randrange(24), minute=chance.randrange(60),
        )  # fmt: skip
        made[written if chance.random() < 0.6 else f" {written}{' ' * chance.randrange(3)}"] = None
    return list(made)


def work(written: Sequence[str]) -> None:
    """Reads every value."""
    for each in written:
        read_moment(each, today=TODAY)


COLLECTION = Collection("dates", read, EXPECTED, values, work, floor=0.998)
