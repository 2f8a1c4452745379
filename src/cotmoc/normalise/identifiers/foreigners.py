"""Identity numbers of the neighbours' citizens that carry a check digit."""

from __future__ import annotations

from datetime import date

from cotmoc.normalise.identifiers.check_digits import resident_digit, thai_digit
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity
from cotmoc.normalise.moments import Moment

# First two digits: provinces of China as officers on this side call them (GB/T 2260).
_CHINESE_PROVINCES = {
    "11": "Bắc Kinh", "12": "Thiên Tân", "13": "Hà Bắc", "14": "Sơn Tây", "15": "Nội Mông", "21": "Liêu Ninh",
    "22": "Cát Lâm", "23": "Hắc Long Giang", "31": "Thượng Hải", "32": "Giang Tô", "33": "Chiết Giang", "34": "An Huy",
    "35": "Phúc Kiến", "36": "Giang Tây", "37": "Sơn Đông", "41": "Hà Nam", "42": "Hồ Bắc", "43": "Hồ Nam",
    "44": "Quảng Đông", "45": "Quảng Tây", "46": "Hải Nam", "50": "Trùng Khánh", "51": "Tứ Xuyên", "52": "Quý Châu",
    "53": "Vân Nam", "54": "Tây Tạng", "61": "Thiểm Tây", "62": "Cam Túc", "63": "Thanh Hải", "64": "Ninh Hạ",
    "65": "Tân Cương",
}  # fmt: skip
# A workbook keeps fifteen digits of a number and writes zeros for the rest.
_ROUNDED = "000"


def chinese_resident(number: str, today: date | None) -> Identifier:
    """A Chinese resident identity number (GB 11643-1999): county, day of birth, order, check.

    Six digits, eight, three and one. The last digit of the order is odd for men and even for women.
    """
    why = ""
    born = _day(number[6:14])
    province = _CHINESE_PROVINCES.get(number[:2], "")
    if resident_digit(number[:17]) != number[17]:
        why = "rounded" if number.endswith(_ROUNDED) else "check_digit"
    elif not province:
        why = "province_unknown"
    elif born is None or born.start > (today or date.max):
        why = "birth_impossible"
    if why:
        return Identifier(Kind.FOREIGN_IDENTITY, number, number, Validity.IMPOSSIBLE, why, "CN")
    sex = "male" if int(number[16]) % 2 else "female"
    return Identifier(
        Kind.FOREIGN_IDENTITY, number, number, Validity.VALID, "", "CN", "", sex, born, "resident", province
    )  # fmt: skip


def _day(digits: str) -> Moment | None:
    try:
        return Moment(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    except ValueError:
        return None


def thai_citizen(digits: str) -> Identifier:
    """A Thai identification number: thirteen digits, the last a check digit, the first (1-8) the kind of person."""
    holds = thai_digit(digits[:12]) == int(digits[12]) and digits[0] in "12345678"
    canonical = f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"
    if not holds:
        return Identifier(
            Kind.FOREIGN_IDENTITY, canonical, digits, Validity.IMPOSSIBLE, "check_digit", "TH"
        )
    return Identifier(
        Kind.FOREIGN_IDENTITY, canonical, digits, Validity.VALID, "", "TH", detail="resident"
    )
