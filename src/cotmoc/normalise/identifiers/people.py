"""Numbers of persons' papers in Viet Nam: citizens' numbers, the older identity cards, driving licences."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cotmoc.normalise.identifiers.tables import provinces
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity
from cotmoc.normalise.moments import Moment, Precision

_IMPOSSIBLE = Validity.IMPOSSIBLE
_SEXES = ("male", "female")
# Provinces joined on 1 July 2025 give no numbers to those born from the year after.
_LAST_YEAR_OF_63 = 2025
# Registered abroad: three digits of the country in which the birth was registered, from here on.
_FIRST_ABROAD = 101
_LICENCES_SINCE = 1995


@lru_cache(maxsize=512)
def year_moment(year: int) -> Moment:
    """The moment of a birth of which only the year is known."""
    return Moment(date(year, 1, 1), Precision.YEAR)


def citizen(digits: str, latest: int) -> Identifier:
    """A twelve-digit personal identification number (citizen's card, and identity cards of twelve digits of 2012-2016).

    Three digits of the province (from 101 on: the country) in which the birth was registered; one of century and sex
    (0 man, 1 woman of the 20th century; 2 and 3 of the 21st ...); two of the year of birth; six at random
    (Decree 137/2015/NĐ-CP, article 13; Circular 59/2021/TT-BCA). There is no check digit.
    `latest`: no later year of birth.
    """
    validity, why, province, sex, birth, detail = _facts(digits[:6], latest)
    return Identifier(
        Kind.CITIZEN, digits, digits, validity, why, "VN", province, sex, birth, detail
    )


_Facts = tuple[Validity, str, str, str, Moment | None, str]


@lru_cache(maxsize=65_536)
def _facts(start: str, latest: int) -> _Facts:
    """What the first six digits say: validity, why, province, sex, birth, detail."""
    century, sex = divmod(int(start[3]), 2)
    year = 1900 + 100 * century + int(start[4:6])
    if year > latest:
        return _impossible("birth_in_future")
    code = start[:3]
    province = provinces().by_code.get(code[1:]) if code[0] == "0" else None
    if province is None and int(code) >= _FIRST_ABROAD:
        return Validity.POSSIBLE, "", "", _SEXES[sex], year_moment(year), "abroad"
    if province is None:
        return _impossible("province_unknown")
    if year <= _LAST_YEAR_OF_63:
        return Validity.VALID, "", province.name, _SEXES[sex], year_moment(year), ""
    if not province.is_given:
        return _impossible("province_abolished")
    return Validity.VALID, "", province.after, _SEXES[sex], year_moment(year), ""


def _impossible(why: str) -> _Facts:
    return Validity.IMPOSSIBLE, why, "", "", None, ""


def _refused(kind: Kind, digits: str, why: str) -> Identifier:
    return Identifier(kind, digits, digits, _IMPOSSIBLE, why, "VN")


def old_identity(digits: str) -> Identifier:
    """A nine-digit identity card (given 1976-2021, void since 1 January 2025): three digits of the province's police.

    Nothing else is inside, and no rule leads from it to the twelve-digit number of the same person.
    """
    province = provinces().by_identity.get(digits[:3])
    if province is None:
        return _refused(Kind.OLD_IDENTITY, digits, "province_unknown")
    return Identifier(Kind.OLD_IDENTITY, digits, digits, Validity.VALID, "", "VN", province.name)


def driving_licence(digits: str, latest: int) -> Identifier:
    """A twelve-digit driving licence (since 2013): province, sex, year, seven more digits.

    The third digit is 0 for men and 1 for women, the two of the year are those of the examination (Circular
    58/2015/TT-BGTVT, annex).
    """
    province = provinces().by_code.get(digits[:2])
    year = int(digits[3:5])
    year += 2000 if 2000 + year <= latest else 1900
    if province is None or digits[2] not in "01" or year < _LICENCES_SINCE - 40:
        return _refused(Kind.DRIVING_LICENCE, digits, "province_unknown")
    return Identifier(
        Kind.DRIVING_LICENCE, digits, digits, Validity.VALID, "", "VN", province.name, _SEXES[int(digits[2])]
    )  # fmt: skip
