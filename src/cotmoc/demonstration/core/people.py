"""Synthetic people: names, births, identity numbers of the right form, homes. Nobody in here lives or has lived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from cotmoc.demonstration.core.places import DIEN_BIEN, QUANG_NINH, Commune, communes
from cotmoc.demonstration.core.stocks import Stock, stock_of
from cotmoc.demonstration.core.tables import packaged
from cotmoc.normalise.identifiers.check_digits import tax_digit

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
class Past:
    """What was otherwise with a person before: an older card until a day, another home until a day; and a by-name.

    "" and None for what was always as it is.
    """

    old_card: str = ""
    card_until: date = date.min
    home: Commune | None = None
    home_until: date = date.min
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A synthetic person, or a firm (`sex` "" and `born` None).

    `identity` is a citizen's number, a passport's or a tax code, "" where none was shown. `key` names whoever is met
    more than once or is easily taken for another, whose key is `like`; "" for all others.
    """

    name: str
    sex: str
    born: date | None
    nationality: str
    identity: str
    home: Commune | None
    key: str = ""
    like: str = ""
    past: Past = Past()

    def identity_on(self, on: date) -> str:
        """The number of the card that the person carries on that day."""
        return (
            self.past.old_card
            if self.past.old_card and on < self.past.card_until
            else self.identity
        )

    def home_on(self, on: date) -> Commune | None:
        """Where the person lives on that day."""
        return self.past.home if self.past.home and on < self.past.home_until else self.home


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
    return Person(name, kind, born, VIETNAMESE, citizen_number(chance, home, male, born), home)


def make_chinese(chance: Random) -> Person:
    """A Chinese citizen with a passport."""
    given = _pick(chance, "chinese_given")
    if len(given) < 6 and chance.random() < 0.8:
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


def make_company(chance: Random) -> Person:
    """A firm with a tax code of the province."""
    words = " ".join(dict.fromkeys(_pick(chance, "company_word") for _ in range(3)))
    name = f"Công ty {_pick(chance, 'company_form')} {words}"
    return Person(name, "", None, VIETNAMESE, _tax_code(chance), None)


def _tax_code(chance: Random) -> str:
    while True:
        serial = f"57{chance.randrange(10**7):07d}"
        if tax_digit(serial) < 10:
            return f"{serial}{tax_digit(serial)}"


def make_old_card(chance: Random) -> str:
    """The number of an identity card as they were before citizens' numbers: nine digits, the province's first."""
    return f"10{chance.choice('01')}{chance.randrange(10**6):06d}"


def nickname(chance: Random, name: str) -> str:
    """What neighbours call whoever bears the name: the given name and something that one sees.

    >>> nickname(Random(1), "Trần Văn Hải").split()[0]  # noqa: S311
    'Hải'
    """
    return f"{name.rsplit(maxsplit=1)[-1]} {_pick(chance, 'nickname')}"


def other_given_name(chance: Random, name: str, sex: str) -> str:
    """The name with another given name, as brothers and sisters have it."""
    *before, given = name.split()
    while (other := _pick(chance, f"given_{sex}")) == given:
        pass
    return " ".join((*before, other))


def citizen_number(chance: Random, home: Commune, male: bool, born: date) -> str:
    """A citizen's number of whoever was born there on that day.

    >>> citizen_number(Random(1), communes("22")[0], True, date(1985, 3, 12))[:6]  # noqa: S311
    '022085'
    """
    province = home.province_before.removeprefix("Tỉnh ").removeprefix("Thành phố ")
    century = 2 * (born.year // 100 - 19)
    digits = PROVINCE_DIGITS[province]
    return f"{digits}{century + (not male)}{born.year % 100:02d}{chance.randrange(1, 10**6):06d}"


def _pick(chance: Random, part: str) -> str:
    return _stock(part).pick(chance)


@cache
def _stock(part: str) -> Stock:
    return stock_of(packaged("names.tsv"), part, whole=part == "company_form")
