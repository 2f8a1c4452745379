"""A stranger's file: how it is made, and what a careful reader finds in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Fact(NamedTuple):
    """What a record says: its day, the name of its person, its goods, how much of them ("700 mass"), and its plate."""

    day: str
    name: str
    goods: str
    amount: str = ""
    plate: str = ""


Maker = Callable[[Path], Path]


@dataclass(frozen=True)
class Case:
    """A file with its truth.

    - `facts`: the records it holds, for all that can go in. `said`: codes that the user must be told.
    - `refused`: the code that the whole file is refused with, "" where it is read.
    - `parked`: how many records have to wait for a person, because only a person can tell what they say.
    """

    name: str
    about: str
    make: Maker
    facts: tuple[Fact, ...]
    said: frozenset[str]
    refused: str
    parked: int


CASES: list[Case] = []


def stranger(
    about: str,
    facts: Iterable[Fact] | None = None,
    *,
    said: Iterable[str] = (),
    refused: str = "",
    parked: int = 0,
) -> Callable[[Maker], Maker]:
    """Registers a maker; without facts the file holds the usual register."""

    def register(make: Maker) -> Maker:
        holds = () if refused else FACTS if facts is None else tuple(facts)
        CASES.append(Case(make.__name__, about, make, holds, frozenset(said), refused, parked))
        return make

    return register


HEADERS = (
    "STT", "Số hồ sơ", "Ngày xảy ra", "Địa điểm", "Họ và tên đối tượng", "Năm sinh", "Hành vi vi phạm", "Tang vật",
    "Số lượng", "Đơn vị tính",
)  # fmt: skip
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "01/2025", "05/01/2025", "xã Hải Sơn", "Nguyễn Văn Tám", 1985,
     "Vận chuyển trái phép chất ma túy", "Heroin", 700, "gam"),
    (2, "02/2025", "17/01/2025", "xã Quảng Đức", "Trần Thị Lụa", 1990, "Buôn lậu", "Thuốc lá điếu", 500, "bao"),
    (3, "03/2025", "23/01/2025", "xã Hoành Mô", "Hoàng A Páo", 1978, "Vận chuyển pháo nổ", "Pháo nổ", 12.5, "kg"),
    (4, "04/2025", "02/02/2025", "xã Đường Hoa", "Lý Văn Mạnh", 1995,
     "Vận chuyển trái phép hàng hóa qua biên giới", "Gà con", 1200, "con"),
    (5, "05/2025", "14/02/2025", "xã Quảng Hà", "Phạm Thị Hạnh", 1983, "Buôn lậu", "Quần áo cũ", 350, "kg"),
    (6, "06/2025", "28/02/2025", "xã Lục Hồn", "Đỗ Văn Quyết", 1988, "Buôn lậu", "Rượu ngoại", 24, "chai"),
)  # fmt: skip
FACTS = (
    Fact("2025-01-05", "Nguyễn Văn Tám", "heroin", "700 mass"),
    Fact("2025-01-17", "Trần Thị Lụa", "cigarettes", "500 pack"),
    Fact("2025-01-23", "Hoàng A Páo", "firecracker", "12500 mass"),
    Fact("2025-02-02", "Lý Văn Mạnh", "chicks", "1200 head"),
    Fact("2025-02-14", "Phạm Thị Hạnh", "used_clothing", "350000 mass"),
    Fact("2025-02-28", "Đỗ Văn Quyết", "spirits", "24 bottle"),
)

Table = Sequence[Sequence[object]]


def register(rows: Table = ROWS, headers: Sequence[str] = HEADERS) -> list[list[object]]:
    """The usual register: its header and its rows."""
    return [list(headers), *(list(row) for row in rows)]


def replaced(column: str, values: Sequence[object]) -> list[list[object]]:
    """The usual register with other values in a column."""
    at = HEADERS.index(column)
    table = register()
    for row, value in zip(table[1:], values, strict=True):
        row[at] = value
    return table


def changed(field: str, *values: str) -> tuple[Fact, ...]:
    """The usual facts with other values of a field."""
    return tuple(fact._replace(**{field: value}) for fact, value in zip(FACTS, values, strict=True))
