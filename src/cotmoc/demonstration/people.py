"""Synthetic people and vehicles. Names are put together by chance from common syllables."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FAMILY = (("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 7), ("Hoàng", 5), ("Phan", 5),
          ("Vũ", 4), ("Đặng", 3), ("Bùi", 3), ("Đỗ", 2), ("Hồ", 2), ("Ngô", 2), ("Dương", 2),
          ("Lý", 2), ("Đinh", 1), ("Đoàn", 1), ("Lương", 1))  # fmt: skip
MIDDLE_MALE = ("Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Đình", "Công")
MIDDLE_FEMALE = ("Thị", "Ngọc", "Thu", "Thanh", "Kim", "Thị Hồng")
GIVEN_MALE = (
    "Hùng",
    "Dũng",
    "Tuấn",
    "Nam",
    "Sơn",
    "Hải",
    "Long",
    "Thắng",
    "Cường",
    "Bình",
    "Quân",
    "Trung",
)
GIVEN_FEMALE = ("Hoa", "Lan", "Hương", "Mai", "Hạnh", "Nga", "Yến", "Thảo", "Loan", "Phượng")
PLATES = ("14A", "14C", "14B", "15C", "30G", "99C", "34C")


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person: full name and year of birth."""

    name: str
    born: int


def make_person(chance: Random) -> Person:
    """A person put together by chance."""
    family = chance.choices([name for name, _ in FAMILY], [weight for _, weight in FAMILY])[0]
    male = chance.random() < 0.8
    middle = chance.choice(MIDDLE_MALE if male else MIDDLE_FEMALE)
    given = chance.choice(GIVEN_MALE if male else GIVEN_FEMALE)
    return Person(f"{family} {middle} {given}", chance.randint(1965, 2005))


def make_plate(chance: Random) -> str:
    """A civil licence plate, as it stands on the vehicle."""
    digits = f"{chance.randint(0, 99999):05d}"
    return f"{chance.choice(PLATES)}-{digits[:3]}.{digits[3:]}"
