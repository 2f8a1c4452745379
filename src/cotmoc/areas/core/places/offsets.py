"""Distances from somewhere: "cách cửa khẩu Hoành Mô 2 km về hướng đông", "12 hải lý đông nam đảo Bạch Long Vĩ"."""

from __future__ import annotations

import re
from math import asin, atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from cotmoc.areas.core.distance import EARTH_RADIUS_M, Position
from cotmoc.areas.core.places.bare import bare

METRES = {"km": 1_000.0, "m": 1.0, "hl": 1_852.0}
_ABOUT = r"(?:(?P<about>khoang|chung|gan|hon|tren|duoi|about|approximately|approx|some|~)\s*)?"
_DISTANCE = re.compile(
    rf"{_ABOUT}(?<![\d.,])(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?P<unit>km|ki\s?lo\s?met|cay so|hai ly|hl|nautical miles?|nm|met|metres?|meters?|m)\b"
)
_POINTS = "b bdb db ddb d ddn dn ndn n ntn tn ttn t ttb tb btb"
_SIXTEEN = {letters: 22.5 * place for place, letters in enumerate(_POINTS.split())}
_ENGLISH = {"north": "b", "south": "n", "east": "d", "west": "t"}
_POINT = r"(?:dong|tay|nam|bac)"
_BEARING = re.compile(
    rf"(?:(?:ve|theo)\s+)?(?:(?:phia|huong|ve)\s+)+(?P<points>{_POINT}(?:\s*[-–]?\s*{_POINT}){{0,2}}|[dtnb]{{2,3}}\b)(?!\s*(?:viet|trung|lao))"
    r"|(?:huong|phuong vi|goc phuong vi|bearing)\s*(?P<azimuth>\d{1,3})\s*(?:°|do\b|degrees\b)"
    r"|\b(?P<english>(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2})(?:ward)?\s+(?:of|from)\b"
    rf"|(?<=\d|m|y|l)\s+(?P<after>{_POINT}(?:\s*[-–]?\s*{_POINT}){{0,2}})\b"
)
_FROM = re.compile(r"\bcach(?:\s+(?:xa|vi tri))?\b|\bfrom\b")
_SIDE = re.compile(
    r"\s*(?:,?\s*(?:ve|o)\s+)?(?:phia|huong|ben)\s+(?:trong\s+)?"
    r"(?:noi dia|viet nam|vn|trung quoc|tq|lao|campuchia|dat lien|bo)\b"
)
_PART_ENDS = re.compile(r"[,;(]|\s[-–]\s")
_CENTRE = re.compile(r"\b(?:trung tam|uy ban nhan dan|ubnd|tru so|bo bien|bo|dat lien|hon dao)\s+")

#: What "khoảng" and the like leave open of a distance.
SHARE_ABOUT = 0.2
#: Half of what one of eight or sixteen points of the compass, or one degree, may be off.
HALF_OF_EIGHT, HALF_OF_SIXTEEN, HALF_OF_AZIMUTH = 22.5, 11.25, 1.0


class Offset(NamedTuple):
    """A distance as written: from what, how far and how sure, in what direction (degrees from north) and how sure.

    Without a bearing the place is somewhere around. `rest` is what the text says besides.
    """

    anchor: str
    distance_m: float
    spread_m: float
    bearing: float | None
    spread_bearing: float
    is_at_sea: bool
    rest: str


def find_offset(text: str, plain: str) -> Offset | None:
    """The distance that a text states; `plain` is the text in plain small letters. None when it states none.

    >>> text = "Cách cửa khẩu Hoành Mô 2 km về hướng đông"
    >>> find_offset(text, bare(text))[:5]
    ('cửa khẩu Hoành Mô', 2000.0, 500.0, 90.0, 22.5)
    """
    distance = _DISTANCE.search(plain)
    if distance is None:
        return None
    bearing = _BEARING.search(plain)
    away = _FROM.search(plain)
    if away is None and bearing is None:
        return None
    spans = [match.span() for match in (distance, bearing) if match]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    side = _SIDE.match(plain, end)
    tail = side.end() if side else end
    if away is not None and away.end() <= start and plain[away.end() : start].strip(" ,"):
        anchor, rest = text[away.end() : start], f"{text[: away.start()]}, {text[tail:]}"
    elif bearing is not None and _stands_between(plain, bearing.end(), distance.start()):
        between = plain[bearing.end() : distance.start()]
        size = len(between) - len(_AWAY_AT_END.search(between)[0])  # type: ignore[index]
        anchor = text[bearing.end() : bearing.end() + size]
        rest = f"{text[: bearing.start()]}, {text[tail:]}"
    else:
        stop = _end_of_part(plain, tail)
        anchor = text[tail:stop]
        before = min(start, away.start()) if away is not None else start
        rest = f"{text[:before]}, {text[stop:]}"
    return _offset(_named(anchor), rest, distance, bearing)


_AWAY_AT_END = re.compile(r"(?:[\s,]*(?:cach)?)?[\s,]*$")


def _stands_between(plain: str, start: int, end: int) -> bool:
    """True when a name may stand between a direction and a distance: "phía đông đảo Cô Tô 5 hải lý"."""
    return start < end and bool(plain[start:end].replace("cach", "").strip(" ,"))


def _end_of_part(plain: str, start: int) -> int:
    found = _PART_ENDS.search(plain, start)
    return found.start() if found else len(plain)


def _named(anchor: str) -> str:
    plain = bare(anchor)
    match = re.match(r"\s*(?:(?:cua(?!\s+khau)|so voi|of|from|ve)\s+)*", plain)
    anchor = anchor[match.end() if match else 0 :]
    centre = _CENTRE.match(bare(anchor))
    return anchor[centre.end() if centre else 0 :].strip(" ,.;:-–")


def _offset(
    anchor: str, rest: str, distance: re.Match[str], bearing: re.Match[str] | None
) -> Offset:
    number = distance["number"]
    unit = distance["unit"].replace(" ", "")
    is_at_sea = unit.startswith(("hai", "hl", "naut", "nm"))
    metres = METRES["hl" if is_at_sea else "m" if unit[0] == "m" else "km"]
    value = float(number.replace(",", "."))
    step = 10.0 ** -len(number.replace(",", ".").partition(".")[2])
    if step == 1.0 and number.endswith("0") and value >= 10:
        step = 10.0 ** (len(number) - len(number.rstrip("0")))
    spread_m = step / 2 * metres
    if distance["about"]:
        spread_m = max(spread_m, SHARE_ABOUT * value * metres)
    angle, spread = _angle(bearing) if bearing else (None, 180.0)
    return Offset(anchor, value * metres, spread_m, angle, spread, is_at_sea, rest)


def _angle(bearing: re.Match[str]) -> tuple[float | None, float]:
    if bearing["azimuth"]:
        return float(bearing["azimuth"]) % 360, HALF_OF_AZIMUTH
    if bearing["english"]:
        words = re.findall(r"north|south|east|west", bearing["english"])
        letters = "".join(_ENGLISH[word] for word in words)
    else:
        written = bearing["points"] or bearing["after"]
        words = re.findall(r"dong|tay|nam|bac", written)
        letters = "".join(word[0] for word in words) or written
    # North and south are written last in Vietnamese (đông bắc), first in English (northeast).
    for order in (letters, letters[::-1], letters[:1] + letters[:0:-1]):
        if order in _SIXTEEN:
            return _SIXTEEN[order], HALF_OF_SIXTEEN if len(order) == 3 else HALF_OF_EIGHT
    return None, 180.0


def moved(start: Position, offset: Offset, anchor_m: float) -> tuple[Position, float]:
    """The position a distance from another, and how many metres it may be off; without a bearing it is around `start`.

    `anchor_m` is how many metres `start` may be off. Great circle of the sphere (see `distance`).
    """
    if offset.bearing is None:
        return start, offset.distance_m + offset.spread_m + anchor_m
    angle, turn = offset.distance_m / EARTH_RADIUS_M, radians(offset.bearing)
    lon, lat = radians(start[0]), radians(start[1])
    lat_2 = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(turn))
    lon_2 = lon + atan2(sin(turn) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(lat_2))
    across_m = offset.distance_m * sin(radians(min(offset.spread_bearing, 90.0)))
    return (degrees(lon_2), degrees(lat_2)), hypot(across_m, offset.spread_m) + anchor_m
