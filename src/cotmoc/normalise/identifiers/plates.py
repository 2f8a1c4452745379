"""Vietnamese licence plates: cars, motorcycles, trailers, state, foreign and international bodies, the army."""

from __future__ import annotations

import re
from functools import cache

from cotmoc.normalise.identifiers.tables import provinces, rows
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

CIVIL = re.compile(r"(\d\d)([A-ZĐ]{1,2})(\d{4,6})")
DIPLOMATIC = re.compile(r"(\d\d)?(NG|QT|NN|CV)(\d{3})(\d{2,3})|(\d\d)(\d{3})(NG|QT|NN|CV)(\d{2,3})")
MILITARY = re.compile(r"([A-Z]{2})(\d{2})(\d{2})")
TEMPORARY = re.compile(r"T(\d\d)(\d{3})(\d{2})")
# A motorcycle's series has a digit of its own before the number of four or five digits: "14-K9 1234".
_FOUR_AFTER_SERIES = re.compile(r"\d\d[\s.·–-]*[A-ZĐ]\d[\s.·/–-]+\d{4}", re.I)
CENTRAL = "80"
# Series of two letters of cars, and what they say; all other pairs are series of motorcycles.
_SPECIAL = {
    "LD": "foreign_invested", "DA": "project", "KT": "army_business", "CD": "special_machine", "HC": "restricted_road",
    "MK": "tractor", "TĐ": "pilot_assembly", "RM": "trailer", "CT": "economic_zone", "LB": "economic_zone",
}  # fmt: skip
_SPECIAL_FOLDED = {
    letters.replace("Đ", "D"): (letters, detail) for letters, detail in _SPECIAL.items()
}
_ELECTRIC = "MD"
_LETTERS = frozenset("ABCDEFGHKLMNPSTUVXYZĐ")
# Law 36/2024/QH15, article 36(2), and before it circular 15/2014/TT-BCA, article 31(7).
BODIES = {
    "NG": "diplomatic",
    "QT": "international",
    "NN": "foreign_resident",
    "CV": "diplomatic_staff",
}
# Whose plates bear five numbers of a country; those of international bodies bear others of their own.
_OF_COUNTRIES = frozenset(("NG", "CV", "NN"))
_NUMBERS_OF_A_COUNTRY = 5


def civil(match: re.Match[str], text: str, is_motorcycle: bool) -> Identifier:
    """A plate of two digits of the province, a series of letters, and four or five digits.

    `text` as written tells a motorcycle's series with a digit ("14-K9 1234") from a car's number ("14K-912.34"), if
    words have not said so.
    """
    code, letters, digits = match.groups()
    key = f"{code}{letters}{digits}".replace("Đ", "D")
    province = provinces().by_plate.get(code)
    if province is None and code != CENTRAL:
        return _impossible(f"{code}{letters}-{_dotted(digits)}", key, "province_unknown")
    folded = letters.replace("Đ", "D")
    two_wheels = len(digits) == 5 and (is_motorcycle or _is_old_motorcycle(text))
    canonical, detail = _series(code, letters, folded, digits, two_wheels)
    if not set(letters) <= _LETTERS and folded not in _SPECIAL_FOLDED and letters != "R":
        return _impossible(canonical, key, "series_unknown")
    return Identifier(
        Kind.PLATE, canonical, key, Validity.VALID, "", "VN", province.name if province else "", detail=detail,
        holder="" if province else "Cơ quan trung ương",
    )  # fmt: skip


def _series(code: str, letters: str, folded: str, digits: str, two_wheels: bool) -> tuple[str, str]:
    """The plate as it is printed, and what it is for."""
    if folded in _SPECIAL_FOLDED and len(digits) < 6:
        letters, detail = _SPECIAL_FOLDED[folded]
        return f"{code}{letters}-{_dotted(digits)}", detail
    if folded == "R":
        return f"{code}R-{_dotted(digits)}", "trailer"
    if len(digits) == 6:
        letters = "MĐ" if folded == _ELECTRIC else letters
        return f"{code}-{letters}{digits[0]} {_dotted(digits[1:])}", "motorcycle"
    if two_wheels and len(letters) == 1:
        return f"{code}-{letters}{digits[0]} {digits[1:]}", "motorcycle"
    if len(letters) == 2:
        return f"{code}-{letters} {_dotted(digits)}", "motorcycle"
    return f"{code}{letters}-{_dotted(digits)}", "car"


def _is_old_motorcycle(text: str) -> bool:
    """True when four digits stand behind a series of a letter and a digit."""
    return _FOUR_AFTER_SERIES.fullmatch(text) is not None


def _dotted(digits: str) -> str:
    return f"{digits[:3]}.{digits[3:]}" if len(digits) == 5 else digits


def _impossible(canonical: str, key: str, why: str) -> Identifier:
    return Identifier(Kind.PLATE, canonical, key, Validity.IMPOSSIBLE, why, "VN")


def diplomatic(match: re.Match[str]) -> Identifier:
    """A plate of an embassy, international body or foreign resident: province, three digits of the country, order."""
    province = match.group(1) or match.group(5) or ""
    letters = match.group(2) or match.group(7)
    nation = match.group(3) or match.group(6)
    order = match.group(4) or match.group(8)
    given_by = provinces().by_plate.get(province)
    canonical = "-".join(part for part in (province, letters, nation, order) if part)
    key = canonical.replace("-", "")
    if province and given_by is None and province != CENTRAL:
        return _impossible(canonical, key, "province_unknown")
    holder = _country(int(nation)) if letters in _OF_COUNTRIES else ""
    return Identifier(
        Kind.PLATE, canonical, key, Validity.VALID, "", "VN", given_by.name if given_by else "",
        detail=BODIES[letters], holder=holder,
    )  # fmt: skip


def _country(number: int) -> str:
    """The country that a number of a plate stands for (ISO code); "" where none is known."""
    first = (number - 1) // _NUMBERS_OF_A_COUNTRY * _NUMBERS_OF_A_COUNTRY + 1
    return _countries().get(first, "")


@cache
def _countries() -> dict[int, str]:
    return {int(first): country for first, country in rows("diplomatic.tsv", 2)}


@cache
def _units() -> dict[str, str]:
    return {letters: holder for letters, holder, _ in rows("military.tsv", 3)}


def military(match: re.Match[str], is_said: bool) -> Identifier | None:
    """A red plate of the Ministry of National Defence: two letters of the unit and twice two digits.

    None for letters of no unit known here, unless words say that it is one.
    """
    letters, first, second = match.groups()
    holder = _units().get(letters)
    if holder is None and not is_said:
        return None
    return Identifier(
        Kind.PLATE, f"{letters}-{first}-{second}", f"{letters}{first}{second}",
        Validity.VALID if holder else Validity.POSSIBLE, "", "VN", detail="military", holder=holder or "",
    )  # fmt: skip


def temporary(match: re.Match[str]) -> Identifier:
    """A temporary plate: T, the province, five digits."""
    code, first, second = match.groups()
    province = provinces().by_plate.get(code)
    canonical, key = f"T{code}-{first}.{second}", match.group()
    if province is None:
        return _impossible(canonical, key, "province_unknown")
    return Identifier(
        Kind.PLATE, canonical, key, Validity.VALID, "", "VN", province.name, detail="temporary"
    )
