"""The customs' file: one row for each case, semicolons, dates with hyphens, weights in tonnes where large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS, Event, running_numbers
from cotmoc.demonstration.written import hurried_name, hurried_plate, vietnamese_number

REGISTER = "bat-giu"
HEADERS = (
    "Số hồ sơ",
    "Ngày bắt giữ",
    "Đơn vị",
    "Nơi phát hiện",
    "Địa bàn",
    "Loại vi phạm",
    "Mặt hàng",
    "Lượng",
    "ĐVT",
    "Trị giá (đồng)",
    "Người vi phạm",
    "Phương tiện",
    "Biển số xe",
    "Xử lý",
    "Chủ trì",
)
Row = tuple[str, ...]


def references(events: Sequence[Event]) -> dict[int, str]:
    """The numbers under which the customs' register knows the events it reports."""
    numbers = running_numbers(events, CUSTOMS)
    return {event: f"{number:04d}/HQ-BG/{year % 100}" for event, (year, number) in numbers.items()}


def file_rows(events: Sequence[Event], seed: int, units: dict[str, str]) -> Iterator[Row]:
    """The rows of the register, in the order of the events. `units` gives the branches' names by code."""
    known_as = references(events)
    for event in events:
        if event.number in known_as:
            chance = Random(f"{seed}-hq-{event.number}")  # noqa: S311 - the same for the same seed
            yield (known_as[event.number], *_row(event, chance, units[event.spot.branch]))


def _row(event: Event, chance: Random, branch: str) -> Row:
    on = _date_written(event, chance)
    return (
        f"{on:%d-%m-%Y}",
        branch,
        event.spot.name if chance.random() < 0.7 else "",
        ", ".join(filter(None, (event.spot.commune(on), event.spot.district(on), "Quảng Ninh"))),
        event.method.offence_customs,
        event.method.goods,
        *_quantity(event, chance),
        vietnamese_number(event.value_vnd) if event.value_vnd else "",
        "; ".join(hurried_name(chance, person.name) for person in event.people),
        event.vehicle,
        hurried_plate(chance, event.plate) if event.plate else "",
        _outcome(event),
        "Biên phòng" if event.lead == BORDER_GUARD else "Hải quan",
    )


def _date_written(event: Event, chance: Random) -> date:
    """What happened late at night is often entered under the next day."""
    late = event.at.hour >= 21 and chance.random() < 0.6
    return event.at.date() + timedelta(days=1 if late else 0)


def _quantity(event: Event, chance: Random) -> tuple[str, str]:
    amount, unit = event.quantity, event.method.unit
    if BORDER_GUARD in event.reported_by and unit == "kg" and chance.random() < 0.2:
        amount = (amount * Decimal("1.02")).quantize(Decimal("0.1"))  # weighed again
    if unit == "kg" and amount >= 1000:
        return vietnamese_number(amount / 1000), "tấn"
    if unit == "g" and amount >= 100:
        return vietnamese_number(amount / 1000), "kg"
    return vietnamese_number(amount), unit


def _outcome(event: Event) -> str:
    if event.prosecuted:
        return "Chuyển cơ quan điều tra" if event.lead == CUSTOMS else "Khởi tố"
    return "Xử phạt hành chính" if event.fine_vnd else "Đang xác minh"
