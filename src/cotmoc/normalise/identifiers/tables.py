"""The packaged tables of codes that identifiers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = files("cotmoc.normalise.identifiers") / "data"


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a table of the package, each filled up to the number of columns.

    >>> rows("military.tsv", 3)[0]
    ['AA', 'Quân đoàn 1', 'list press']
    """
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (columns - len(row)) for row in cells]


@dataclass(frozen=True, slots=True)
class Province:
    """A province of 2008-2025, the code of the one it belongs to since 1 July 2025, and whose its own code is since."""

    code: str
    name: str
    today: str
    after: str

    @property
    def is_given(self) -> bool:
        """True when births registered today still get its code."""
        return self.code == self.today


@dataclass(frozen=True)
class Provinces:
    """The provinces by each of the numberings they have."""

    by_code: dict[str, Province]
    by_identity: dict[str, Province]
    by_plate: dict[str, Province]
    by_phone: dict[str, Province]
    by_tax: dict[str, Province]
    by_vessel: dict[str, Province]


@cache
def provinces() -> Provinces:
    """The 63 provinces of 2008-2025.

    >>> provinces().by_plate["14"].name, provinces().by_phone["0203"].code
    ('Quảng Ninh', '22')
    """
    tables = Provinces({}, {}, {}, {}, {}, {})
    for code, name, today, after, identity, plate, phone, tax, vessel in rows("provinces.tsv", 9):
        province = Province(code, name, today, after or name)
        tables.by_code[code] = province
        tables.by_phone[phone] = province
        for numbers, table in (
            (_expanded(identity), tables.by_identity),
            (plate.split(), tables.by_plate),
            (tax.split(), tables.by_tax),
            (vessel.split(), tables.by_vessel),
        ):
            table.update(dict.fromkeys(numbers, province))
    return tables


def _expanded(ranges: str) -> list[str]:
    """The three-digit numbers of ranges like "010-013 015"."""
    numbers: list[str] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        numbers += [f"{number:03d}" for number in range(int(first), int(last or first) + 1)]
    return numbers


@cache
def country_of_alpha3() -> dict[str, str]:
    """ISO alpha-2 codes by alpha-3 codes; D is Germany's in machine-readable zones.

    >>> country_of_alpha3()["VNM"]
    'VN'
    """
    return {alpha3: code for code, alpha3, _, _ in rows("countries.tsv", 4)} | {"D": "DE"}


@cache
def country_of_mid() -> dict[str, str]:
    """Countries by maritime identification digits.

    >>> country_of_mid()["574"]
    'VN'
    """
    table = rows("countries.tsv", 4)
    return {mid: code for code, _, mids, _ in table for mid in mids.split()}


@cache
def country_of_call_sign() -> dict[str, str]:
    """Countries by the beginnings of ships' call signs.

    >>> country_of_call_sign()["3W"], country_of_call_sign()["B"]
    ('VN', 'CN')
    """
    table = rows("countries.tsv", 4)
    return {start: code for code, _, _, starts in table for start in starts.split()}
