"""Plates of the neighbours: China with the province's character or its reading, Laos, Cambodia, Thailand."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cotmoc.normalise.identifiers.tables import rows
from cotmoc.normalise.identifiers.value import Identifier, Kind, Validity

_BODY = r"([A-HJ-NP-Z])([A-HJ-NP-Z0-9]{4,6})"
# Last characters that say what the vehicle is for.
_ENDS = {
    "挂": "trailer",
    "警": "police",
    "学": "learner",
    "港": "hong_kong",
    "澳": "macao",
    "临": "temporary",
    "领": "consular",
}
CHARACTERS = re.compile(rf"([\u4e00-\u9fff]){_BODY}([挂警学港澳临领]?)")
LAO = re.compile(r"([\u0e80-\u0eff]{1,3})(\d{3,4})([\u0e80-\u0eff]*)")
THAI = re.compile(r"(\d?[\u0e00-\u0e7f]{1,3})(\d{1,4})([\u0e00-\u0e7f]*)")
CAMBODIAN = re.compile(r"([A-Z]{2,})?(\d)([A-Z]{1,2})(\d{4})")
LATIN_LAO = re.compile(r"([A-Z]{2})(\d{4})")
_GREEN = 6  # characters behind the second letter on plates of electric vehicles


class _Province(NamedTuple):
    character: str
    name: str
    places: dict[str, str]


@cache
def _by_character() -> dict[str, _Province]:
    return {
        character: _Province(
            character, name, dict(re.findall(r"([A-Z])=([^=]+?)(?= [A-Z]=|$)", places))
        )
        for character, _, name, places in rows("chinese_plates.tsv", 4)
    }


@cache
def _by_reading() -> dict[str, _Province]:
    """Provinces by how their character is read; a reading of several provinces is left out."""
    found: dict[str, list[str]] = {}
    for character, readings, _, _ in rows("chinese_plates.tsv", 4):
        for reading in readings.split():
            found.setdefault(reading, []).append(character)
    return {reading: _by_character()[them[0]] for reading, them in found.items() if len(them) == 1}


@cache
def readings() -> re.Pattern[str]:
    """The pattern of a Chinese plate written in Latin letters ("GUI F12345", "Quế F-12345")."""
    longest_first = sorted(_by_reading(), key=len, reverse=True)
    return re.compile(rf"({'|'.join(longest_first)}){_BODY}()")


def chinese(match: re.Match[str]) -> Identifier | None:
    """A plate of mainland China: province, letter of the place, five characters (six on electric vehicles).

    None where the first character is no province's.
    """
    first, place, number, end = match.groups()
    province = _by_character().get(first) or _by_reading().get(first)
    if province is None or not any(character.isdigit() for character in number):
        return None
    short = len(number) == 4
    if short and not end:
        return None
    plate = f"{province.character}{place}{number}{end}"
    detail = _ENDS.get(end, "electric_car" if len(number) == _GREEN else "car")
    holder = ", ".join(filter(None, (province.places.get(place, ""), province.name)))
    return Identifier(
        Kind.PLATE, f"{plate[:2]}·{plate[2:]}", plate, Validity.VALID, "", "CN", detail=detail, holder=holder
    )  # fmt: skip


def lao(match: re.Match[str]) -> Identifier:
    """A plate of Laos: two Lao letters and four digits, the province's name below."""
    letters, digits, province = match.groups()
    canonical = f"{letters} {digits} {province}".strip()
    return Identifier(
        Kind.PLATE, canonical, f"{letters}{digits}", Validity.POSSIBLE, "", "LA", detail="car", holder=province
    )  # fmt: skip


def latin_lao(match: re.Match[str]) -> Identifier:
    """A Lao plate as officers copy it in Latin letters: known for one only by the words before it."""
    letters, digits = match.groups()
    return Identifier(
        Kind.PLATE, f"{letters} {digits}", f"{letters}{digits}", Validity.POSSIBLE, "", "LA", detail="car"
    )  # fmt: skip


def thai(match: re.Match[str]) -> Identifier:
    """A plate of Thailand: Thai letters and up to four digits."""
    letters, digits, province = match.groups()
    canonical = f"{letters} {digits} {province}".strip()
    return Identifier(
        Kind.PLATE, canonical, f"{letters}{digits}", Validity.POSSIBLE, "", "TH", detail="car", holder=province
    )  # fmt: skip


def cambodian(match: re.Match[str]) -> Identifier:
    """A plate of Cambodia: a digit, one or two letters, four digits, the province's name above."""
    province, first, letters, digits = match.groups(default="")
    detail = "motorcycle" if first == "1" else "car"
    plate, key = f"{first}{letters}-{digits}", f"{first}{letters}{digits}"
    return Identifier(
        Kind.PLATE, plate, key, Validity.POSSIBLE, "", "KH", detail=detail, holder=province.title()
    )  # fmt: skip
