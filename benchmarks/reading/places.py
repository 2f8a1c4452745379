"""Places as officers write them: addresses, markers, gates, distances, seas, positions, other countries."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from benchmarks.places_damage import DAMAGES, addresses
from benchmarks.reading.collection import Collection, Row
from cotmoc.areas.core.facts import AreaFacts
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.packaged.everything import packaged_areas
from cotmoc.areas.core.places.found import FoundPlace
from cotmoc.areas.core.places.reading import read_place

EXPECTED = ("area", "precision", "today", "position", "marker")
BEFORE = date(2024, 3, 12)
# Beside addresses, in parts of a hundred: places that are no address.
_SPECIAL: tuple[tuple[int, str], ...] = (
    (3, "khu vực mốc {marker}, {address}"),
    (2, "cách {gate} {far} km về phía {point}, {address}"),
    (2, "vùng biển Cô Tô, tọa độ 20°{minute:02d}'{second:02d}\"N 107°{far:02d}'{house:02d}\"E"),
    (2, "Số {house}, tổ {far}, {address}"),
    (1, "Km {far} QL18, {address}"),
)


@cache
def _facts() -> AreaFacts:
    return packaged_areas()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the packaged areas."""
    return Gazetteer(_facts())


def read(row: Row) -> Mapping[str, str]:
    """What is understood of a row, by the names of the expected columns."""
    on = date.fromisoformat(row["on"])
    place = read_place(gazetteer(), row["written"], on=on, home=row["home"]).value
    if place is None or (place.area is None and place.lon is None and not place.marker):
        return {}
    return {
        "area": place.area or "",
        "precision": place.precision,
        "today": place.today or "",
        "position": _position(place),
        "marker": place.marker,
    }


def _position(place: FoundPlace) -> str:
    """Three decimals of a position that is stated, one of one at a distance from somewhere."""
    if place.lon is None or place.lat is None:
        return ""
    decimals = 3 if place.precision == "point" else 1
    return f"{round(place.lat, decimals):g} {round(place.lon, decimals):g}"


def values(count: int) -> Sequence[str]:
    """Distinct addresses of every commune in every form, clean and damaged, and places that are no address."""
    chance = random.Random(20240312)
    some = addresses(_facts(), former=True)
    forms = list(DAMAGES.values())
    made: dict[str, None] = {}
    while len(made) < count:
        address = chance.choice(some)
        form = forms[0] if chance.random() < CLEAN else chance.choice(forms)
        text = form(address, chance)
        special = chance.randrange(100)
        for share, pattern in _SPECIAL:
            special -= share
            if special < 0:
                text = _filled(pattern, text, chance)
                break
        made[text] = None
        if len(made) < count and special >= 0:
            made[f"thôn {chance.randint(1, 40)}, {text}"] = None
    return list(made)[:count]


#: The share of addresses that are written as they should be.
CLEAN = 0.4


def _filled(pattern: str, address: str, chance: random.Random) -> str:
    return pattern.format(
        address=address,
        marker=chance.randint(1, 1378),
        gate=chance.choice(("cửa khẩu Hoành Mô", "cửa khẩu Móng Cái", "cửa khẩu Tây Trang")),
        far=chance.randint(1, 59),
        point=chance.choice(("đông", "tây bắc", "nam", "đông nam")),
        minute=chance.randint(0, 59),
        second=chance.randint(0, 59),
        house=chance.randint(10, 59),
    )


def work(texts: Sequence[str]) -> None:
    """Reads all of the texts."""
    known = gazetteer()
    for text in texts:
        read_place(known, text, on=BEFORE)


COLLECTION = Collection(
    name="places",
    read=read,
    expected=EXPECTED,
    values=values,
    work=work,
    floor=0.98,
    at_least=10_000,
)
