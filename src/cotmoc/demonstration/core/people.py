"""Synthetic people: names, births, identity numbers of the right form, homes. Nobody in here lives or has lived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from cotmoc.demonstration.core.places import DIEN_BIEN, QUANG_NINH, Commune, communes
from cotmoc.demonstration.core.tables import packaged

VIETNAMESE, CHINESE = "Việt Nam", "Trung Quốc"
#: Three digits with which a citizen's number begins: the province in which the birth was registered
#: (Circular 59/2021/TT-BCA, annex).
PROVINCE_DIGITS = {
    "Quảng Ninh": "022", "Điện Biên": "011", "Hải Phòng": "031", "Hà Nội": "001", "Lạng Sơn": "020",
    "Nghệ An": "040", "Thanh Hóa": "038", "Sơn La": "014", "Bắc Giang": "024", "Thái Bình": "034",
    "Hải Dương": "030", "Nam Định": "036", "Lai Châu": "012",
}  # fmt: skip
_PLATES = ("14A", "14C", "14B", "15C", "30G", "99C", "34C")
_FIRST_BIRTH, _BIRTH_DAYS = date(1962, 1, 1), 16_000


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person. `identity` is a citizen's number or a passport's, "" where none was shown."""

    name: str
    sex: str
    born: date
    nationality: str
    identity: str
    home: Commune | None


def make_person(chance: Random, province: str = QUANG_NINH) -> Person:
    """A person of the province, sometimes of another or of China."""
    if chance.random() < 0.07:
        return make_chinese(chance)
    if chance.random() < 0.18:
        return make_citizen(chance, chance.choice(communes("home")), province == DIEN_BIEN)
    return make_citizen(chance, chance.choice(communes(province)), province == DIEN_BIEN)


def make_citizen(chance: Random, home: Commune, hills: bool = False) -> Person:
    """A citizen who lives in the commune; `hills`: of a province where other families are many."""
    male = chance.random() < 0.82
    kind = "male" if male else "female"
    family = _pick(chance, "family_hills" if hills and chance.random() < 0.6 else "family")
    middle = _pick(chance, f"middle_{kind}")
    if chance.random() < 0.35:
        middle = f"{middle} {_pick(chance, f'middle_{kind}')}" if middle == "Thị" else middle
    name = f"{family} {middle} {_pick(chance, f'given_{kind}')}"
    born = _FIRST_BIRTH + timedelta(days=chance.randrange(_BIRTH_DAYS))
    return Person(name, kind, born, VIETNAMESE, _citizen_number(chance, home, male, born), home)


def make_chinese(chance: Random) -> Person:
    """A Chinese citizen with a passport."""
    given = _pick(chance, "chinese_given")
    if len(given) < 5 and chance.random() < 0.5:
        given += _pick(chance, "chinese_given")
    born = _FIRST_BIRTH + timedelta(days=chance.randrange(_BIRTH_DAYS))
    passport = f"E{chance.randrange(10**7, 10**8)}"
    sex = "male" if chance.random() < 0.8 else "female"
    return Person(f"{_pick(chance, 'chinese_family')} {given}", sex, born, CHINESE, passport, None)


def make_motorcycle_plate(chance: Random) -> str:
    """A motorcycle's plate, as it stands on the vehicle."""
    digits = f"{chance.randint(0, 99999):05d}"
    series = f"{chance.choice('BCDEFGHKLM')}{chance.randint(1, 9)}"
    return f"{chance.choice(_PLATES)[:2]}-{series} {digits[:3]}.{digits[3:]}"


def make_plate(chance: Random) -> str:
    """A car's or lorry's plate, as it stands on the vehicle."""
    digits = f"{chance.randint(0, 99999):05d}"
    return f"{chance.choice(_PLATES)}-{digits[:3]}.{digits[3:]}"


def make_boat_number(chance: Random) -> str:
    """The registration of a fishing boat of the province."""
    return f"QN-{chance.randint(10000, 91999):05d}-TS"


def _citizen_number(chance: Random, home: Commune, male: bool, born: date) -> str:
    province = home.province_before.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    century = 2 * (born.year // 100 - 19)
    digits = PROVINCE_DIGITS[province]
    return f"{digits}{century + (not male)}{born.year % 100:02d}{chance.randrange(1, 10**6):06d}"


@cache
def _shares(part: str) -> tuple[Sequence[str], Sequence[float]]:
    words: list[str] = []
    weights: list[float] = []
    for row in packaged("names.tsv"):
        if row["part"] == part:
            listed = row["words"].split()
            words += listed
            weights += [float(row["share"])] * len(listed)
    return words, weights


def _pick(chance: Random, part: str) -> str:
    words, weights = _shares(part)
    return chance.choices(words, weights)[0]
