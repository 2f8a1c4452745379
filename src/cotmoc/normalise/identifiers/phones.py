"""Telephone numbers of Viet Nam and its neighbours."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cotmoc.normalise.identifiers.tables import provinces, rows
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

_VIETNAM = "84"
_CITIES = ("024", "028")  # eight digits behind three; all others seven behind four
_MOBILE_LENGTH = 10
_SHORT_LENGTHS = (7, 8)


class _Network(NamedTuple):
    today: str
    name: str


class _Abroad(NamedTuple):
    country: str
    mobile: re.Pattern[str]
    numbers: re.Pattern[str]


@cache
def _networks() -> dict[str, _Network]:
    """Networks by prefix, those of the eleven-digit numbers before September 2018 among them."""
    found: dict[str, _Network] = {}
    for prefix, name, before in rows("phones.tsv", 3):
        found[prefix] = _Network(prefix, name)
        if before:
            found[before] = _Network(prefix, name)
    return found


@cache
def _abroad() -> dict[str, _Abroad]:
    return {
        code: _Abroad(country, re.compile(mobile), re.compile(numbers))
        for code, country, mobile, numbers in rows("foreign_phones.tsv", 4)
    }


def vietnamese(digits: str) -> Identifier | None:
    """A number of Viet Nam with its leading 0: mobile of ten digits (eleven before September 2018), or fixed.

    The canonical form is that of today with +84. None for what is no such number in length or first digit.
    """
    if len(digits) == _MOBILE_LENGTH and digits[1] in "35789":
        return _mobile(digits, digits[:3])
    if len(digits) == _MOBILE_LENGTH + 1 and digits[1] == "1":
        return _mobile(digits, digits[:4])
    if len(digits) == _MOBILE_LENGTH + 1 and digits[1] == "2":
        return _fixed(digits)
    return None


def _mobile(digits: str, prefix: str) -> Identifier:
    network = _networks().get(prefix)
    if network is None:
        return Identifier(Kind.PHONE, digits, digits, Validity.IMPOSSIBLE, "prefix_unknown", "VN")
    today = network.today + digits[len(prefix) :]
    return Identifier(
        Kind.PHONE, f"+84 {today[1:3]} {today[3:6]} {today[6:]}", f"84{today[1:]}", Validity.VALID, "", "VN",
        detail="mobile", holder=network.name,
    )  # fmt: skip


def _fixed(digits: str) -> Identifier:
    area = digits[:3] if digits.startswith(_CITIES) else digits[:4]
    province = provinces().by_phone.get(area)
    if province is None:
        return Identifier(Kind.PHONE, digits, digits, Validity.IMPOSSIBLE, "prefix_unknown", "VN")
    number = digits[len(area) :]
    return Identifier(
        Kind.PHONE, f"+84 {area[1:]} {number[:4]} {number[4:]}", f"84{digits[1:]}", Validity.VALID, "", "VN",
        province.name, detail="fixed",
    )  # fmt: skip


def is_old_mobile(digits: str) -> bool:
    """True for the eleven digits of a mobile number before September 2018."""
    return len(digits) == _MOBILE_LENGTH + 1 and digits[:4] in _networks()


def international(digits: str) -> Identifier | None:
    """A number with its country's calling code, without + or 00; None for other countries and lengths."""
    if digits.startswith(_VIETNAM):
        national = digits[2:]
        return vietnamese(national if national.startswith("0") else f"0{national}")
    for length in (2, 3):
        abroad = _abroad().get(digits[:length])
        if abroad:
            return _of_country(abroad, digits[:length], digits[length:])
    return None


def _of_country(abroad: _Abroad, code: str, number: str) -> Identifier | None:
    number = number.removeprefix("0")
    mobile = abroad.mobile.fullmatch(number)
    if not mobile and not abroad.numbers.fullmatch(number):
        return None
    return Identifier(
        Kind.PHONE, f"+{code} {number}", f"{code}{number}", Validity.VALID if mobile else Validity.POSSIBLE, "",
        abroad.country, detail="mobile" if mobile else "fixed",
    )  # fmt: skip


def of_country(digits: str, country: str) -> Identifier | None:
    """A number as it is dialled within a country (ISO code)."""
    if country in ("", "VN"):
        return None
    for code, abroad in _abroad().items():
        if abroad.country == country:
            return _of_country(abroad, code, digits)
    return None


def chinese_mobile(digits: str) -> Identifier | None:
    """Eleven digits as mobile numbers are written within China."""
    return (
        _of_country(_abroad()["86"], "86", digits) if re.fullmatch(r"1[3-9]\d{9}", digits) else None
    )


def national_digits(digits: str) -> str | None:
    """A number of Viet Nam as it is dialled there today, from 0 on; None for what is none.

    >>> national_digits("84912345678"), national_digits("01652345678"), national_digits("022085001234")
    ('0912345678', '0352345678', None)
    """
    if not digits.isdecimal():
        return None
    found = vietnamese(digits if digits.startswith("0") else f"0{digits.removeprefix(_VIETNAM)}")
    if found is None or found.validity is not Validity.VALID:
        return None
    return f"0{found.key.removeprefix(_VIETNAM)}" if digits.startswith(("0", _VIETNAM)) else None
