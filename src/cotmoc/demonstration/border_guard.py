"""The border guard's workbook: one row for each person of an incident, Vietnamese headers, decimal commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS, Event, running_numbers
from cotmoc.demonstration.places import REFORM
from cotmoc.demonstration.written import vietnamese_number

REGISTER = "so-vu-viec"
HEADERS = (
    "Số vụ",
    "Ngày xảy ra",
    "Giờ",
    "Địa điểm",
    "Xã, phường",
    "Huyện",
    "Tỉnh",
    "Kinh độ",
    "Vĩ độ",
    "Phát hiện qua",
    "Hành vi vi phạm",
    "Đơn vị phát hiện",
    "Lực lượng phối hợp",
    "Đối tượng",
    "Năm sinh",
    "Số đối tượng",
    "Phương tiện",
    "BKS",
    "Tang vật",
    "Số lượng",
    "Đơn vị tính",
    "Kết quả xử lý",
    "Tiền phạt (đồng)",
    "Tóm tắt",
)
Row = tuple[str, ...]


def references(events: Sequence[Event]) -> dict[int, str]:
    """The numbers under which the border guard's register knows the events it reports."""
    numbers = running_numbers(events, BORDER_GUARD)
    return {event: f"BP-{year}-{number:05d}" for event, (year, number) in numbers.items()}


def workbook_rows(events: Sequence[Event], seed: int, units: dict[str, str]) -> Iterator[Row]:
    """The rows of the register, in the order of the events. `units` gives the stations' names by code."""
    known_as = references(events)
    for event in events:
        if event.number in known_as:
            chance = Random(f"{seed}-bp-{event.number}")  # noqa: S311 - the same for the same seed
            for cells in _event_rows(event, chance, units[event.spot.station]):
                yield (known_as[event.number], *cells)


def _event_rows(event: Event, chance: Random, station: str) -> Iterator[Row]:
    people = [(person.name, str(person.born), "1") for person in event.people]
    if event.unnamed:
        people.append(("", "", str(event.unnamed)))
    first, *others = people or [("", "", "")]
    yield (*_circumstances(event, chance, station), *first, *_goods(event))
    for person in others:
        yield (*[""] * 12, *person, *[""] * 8)


def _circumstances(event: Event, chance: Random, station: str) -> Row:
    on, spot = event.at.date(), event.spot
    located = chance.random() < 0.6
    joint = CUSTOMS in event.reported_by and chance.random() < 0.5
    return (
        f"{on:%d/%m/%Y}",
        f"{event.at:%H:%M}" if chance.random() < 0.8 else "",
        spot.name,
        spot.commune(on),
        spot.district(on),
        "Quảng Ninh",
        f"{spot.lon + chance.gauss(0, 0.006):.5f}" if located else "",
        f"{spot.lat - abs(chance.gauss(0, 0.006)):.5f}" if located else "",
        event.found_by,
        event.method.offence_border_guard,
        station,
        "Hải quan" if joint else "",
    )


def _goods(event: Event) -> Row:
    goods = (
        (event.method.goods, vietnamese_number(event.quantity), event.method.unit)
        if event.method.goods
        else ("", "", "")
    )
    if event.prosecuted:
        outcome = ("Khởi tố", "")
    elif event.fine_vnd:
        outcome = ("Xử phạt vi phạm hành chính", vietnamese_number(event.fine_vnd))
    else:
        outcome = ("Đang xác minh", "")
    return (event.vehicle, event.plate, *goods, *outcome, _summary(event))


def _summary(event: Event) -> str:
    where = f"{event.spot.name}, {event.spot.commune(event.at.date())}"
    since = "" if event.at.date() < REFORM else ", tỉnh Quảng Ninh"
    what = f"; thu giữ {event.method.goods}" if event.method.goods else ""
    return f"Tổ công tác phát hiện tại {where}{since}{what}."
