"""Registrations of vessels: fishing and inland boats of Viet Nam, sea-going ships, their radio identities."""

from __future__ import annotations

import re

from cotmoc.normalise.identifiers.check_digits import imo_digit
from cotmoc.normalise.identifiers.tables import country_of_call_sign, country_of_mid, provinces
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

FISHING = re.compile(r"([A-ZĐ]{2,4})(\d{3,5})TS")
INLAND = re.compile(r"([A-ZĐ]{2,4})(\d{3,5})(H?)")
_CALL_SIGN = re.compile(r"(?:[A-Z]{2}|[A-Z]\d|\d[A-Z]|[A-Z])[A-Z0-9]{2,5}")
# Letters of provinces as they are painted on the bow, where they are not simply capitals.
_PAINTED = {
    "ND": "NĐ", "BD": "BĐ", "DNA": "ĐNa", "QNA": "QNa", "QNG": "QNg", "BTH": "BTh", "DN": "ĐN", "DT": "ĐT",
    "DB": "ĐB", "DL": "ĐL", "LD": "LĐ", "HNA": "HNa", "TNG": "TNg",
}  # fmt: skip


def fishing_vessel(match: re.Match[str]) -> Identifier:
    """A fishing vessel: letters of the province, three to five digits, TS (Circular 23/2018/TT-BNNPTNT, annex VI)."""
    return _numbered(match, Kind.FISHING_VESSEL, "-TS")


def inland_vessel(match: re.Match[str]) -> Identifier:
    """A vessel of the inland waterways: letters of the province and four or five digits (Circular 75/2014/TT-BGTVT)."""
    return _numbered(match, Kind.INLAND_VESSEL, "")


def _numbered(match: re.Match[str], kind: Kind, end: str) -> Identifier:
    letters, digits = match.group(1).replace("Đ", "D"), match.group(2)
    canonical = f"{_PAINTED.get(letters, letters)}-{digits}{end}"
    key = f"{letters}{digits}{end[1:]}"
    province = provinces().by_vessel.get(letters)
    if province is None:
        return Identifier(kind, canonical, key, Validity.IMPOSSIBLE, "province_unknown", "VN")
    return Identifier(
        kind, canonical, key, Validity.VALID, "", "VN", province.name, detail="vessel"
    )


def is_province(letters: str) -> bool:
    """True for letters that boats of a province bear.

    >>> is_province("QN"), is_province("XX")
    (True, False)
    """
    return letters.replace("Đ", "D") in provinces().by_vessel


def holds_imo(digits: str) -> bool:
    """True when the seventh digit is the check digit of the six before."""
    return imo_digit(digits[:6]) == int(digits[6])


def imo(digits: str) -> Identifier:
    """A ship's IMO number: seven digits, the last a check digit; it stays the same through all names and flags."""
    canonical = f"IMO {digits}"
    if not holds_imo(digits):
        return Identifier(Kind.IMO, canonical, f"IMO{digits}", Validity.IMPOSSIBLE, "check_digit")
    return Identifier(Kind.IMO, canonical, f"IMO{digits}", detail="vessel")


def mmsi(digits: str) -> Identifier:
    """A maritime mobile service identity: nine digits, of a ship beginning with three digits of the flag (ITU-R M.585).

    0 before the flag's digits is a group or coast station, 98 a craft of a parent ship, 111 a search-and-rescue
    aircraft, 97 a distress beacon, 8 a hand-held set.
    """
    start, detail = 0, "vessel"
    for prefix, skipped, what in (("00", 2, "coast_station"), ("0", 1, "group"), ("111", 3, "aircraft"),
                                  ("98", 2, "craft"), ("97", 9, "beacon"), ("8", 1, "hand_held")):  # fmt: skip
        if digits.startswith(prefix):
            start, detail = skipped, what
            break
    country = country_of_mid().get(digits[start : start + 3], "")
    if not country and detail != "beacon":
        return Identifier(Kind.MMSI, digits, digits, Validity.IMPOSSIBLE, "flag_unknown")
    return Identifier(Kind.MMSI, digits, digits, Validity.VALID, "", country, detail=detail)


def call_sign(text: str) -> Identifier | None:
    """A ship's call sign: four to seven letters and digits, the first of the flag (Radio Regulations, article 19)."""
    if not _CALL_SIGN.fullmatch(text):
        return None
    flags = country_of_call_sign()
    country = next((flags[text[:n]] for n in (3, 2, 1) if text[:n] in flags), "")
    return Identifier(Kind.CALL_SIGN, text, text, Validity.POSSIBLE, "", country, detail="vessel")
