"""Positions on the earth: decimal degrees, degrees and minutes, degrees, minutes and seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.text import clean
from cotmoc.normalise.vn2000 import (
    ACCURACY_M,
    SCALE_3_DEGREES,
    SCALE_6_DEGREES,
    from_grid,
    to_wgs84,
)

METRES_PER_DEGREE = 111_320
_HEMISPHERES = {"n": 1, "b": 1, "e": 1, "đ": 1, "s": -1, "w": -1, "t": -1}
_NORTH_SOUTH, _EAST_WEST = set("nbs"), set("eđwt")
_WORDS = (("bắc", "n"), ("nam", "s"), ("đông", "e"), ("tây", "w"))
# The many characters that stand for a degree, a minute and a second mark.
_MARKS = str.maketrans(
    dict.fromkeys("º˚⁰*", "°") | dict.fromkeys("′’‘´`ʹ＇", "'") | dict.fromkeys("″”“„ʺ＂", '"')
)
_DEGREE_MARK, _MINUTE_MARK = r"(?:°|o|độ|deg|d)", r"(?:'|phút|m)"
_SECOND_MARK = r"(?:\s*(?:\"|''|giây|s(?=[\s,;])))?"
_GAP = r"[\s:\-–]"
# Something must stand between two numbers: digits are never taken apart.
_AFTER_DEGREES = rf"(?:\s*{_DEGREE_MARK}{_GAP}*|{_GAP}+)"
_AFTER_MINUTES = rf"(?:\s*{_MINUTE_MARK}{_GAP}*|{_GAP}+)"
_SIXTIETHS, _FRACTION = r"0?(?:[0-5]?\d|60)", r"(?:[.,]\d+)"
# Degrees alone, with minutes, with minutes and seconds: only the last number has decimals.
_FORMS = (
    rf"(?P<degrees{{0}}>\d{{{{1,3}}}}){_AFTER_DEGREES}(?P<minutes{{0}}>{_SIXTIETHS}){_AFTER_MINUTES}"
    rf"(?P<seconds{{0}}>{_SIXTIETHS}{_FRACTION}?){_SECOND_MARK}",
    rf"(?P<degrees{{0}}>\d{{{{1,3}}}}){_AFTER_DEGREES}"
    rf"(?P<minutes{{0}}>{_SIXTIETHS}{_FRACTION}?)(?:\s*{_MINUTE_MARK})?",
    rf"(?P<degrees{{0}}>\d{{{{1,3}}}}{_FRACTION}?)(?:\s*{_DEGREE_MARK})?",
)
_ANGLE = (
    r"(?P<before{0}>[nsewbđt])?\s*(?P<sign{0}>[-+])?\s*{1}"
    r"(?(before{0})|(?:\s*(?P<after{0}>[nsewbđt])(?![a-zđ]))?)"
)
_DIVIDER = r"(?:[\s,;/|]+(?:[-–]\s+)?|(?<=[nsewbđt])\s*[-–]?\s*(?=\d))"


def _pattern(form: str, number: str) -> str:
    return _ANGLE.format(number, form.format(number))


# Both angles in the same form first: "10 20 30 40" is twice degrees and minutes.
_PAIRS = tuple(
    re.compile(_pattern(first, "1") + _DIVIDER + _pattern(second, "2"))
    for first, second in sorted(product(_FORMS, _FORMS), key=lambda pair: pair[0] != pair[1])
)
_ANGLES = tuple(re.compile(_pattern(form, "1")) for form in _FORMS)
_LABELS = re.compile(
    r"\b(?:posn?|position|vị trí|tọa độ|toạ độ|vđ|kđ|lat(?:itude)?|lon(?:g(?:itude)?)?|vĩ độ|kinh độ|vĩ tuyến"
    r"|kinh tuyến|vĩ|kinh)\b[:=\s]*|[φλ]\s*[:=]?\s*"
)
_LATITUDE_FIRST = re.compile(r"^\W*(?:(?:posn?|position|vị trí|tọa độ|toạ độ)\W*)?(?:lat|vĩ|vđ|φ)")
_DATUM = re.compile(r"\(?\s*(?:hệ\s*(?:tọa độ)?\s*)?(vn\s*-?\s*2000|wgs\s*-?\s*84)\s*\)?")
_GRID = re.compile(
    r"x\s*[:=]?\s*(?P<x>\d{6,7}(?:[.,]\d+)?)\s*m?\s*[;,/\s]\s*"
    r"y\s*[:=]?\s*(?P<y>\d{6,7}(?:[.,]\d+)?)\s*m?"
)
_MERIDIAN = re.compile(
    r"(?:ktt|kt trục|kinh tuyến trục)[:\s]*(\d{3})(?:\s*(?:°|độ|d|[.,])\s*(\d{1,2}))?"
)
_ZONE = re.compile(r"múi(?:\s*chiếu)?\s*([36])")
_GRID_NORTH_M, _GRID_EAST_M = range(850_000, 2_650_000), range(100_000, 900_000)


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees east and north (WGS 84), and how many metres one unit of the last stated digit is at most."""

    lon: float
    lat: float
    precision_m: float


@dataclass(frozen=True, slots=True)
class _Angle:
    degrees: float
    hemisphere: str
    step: float  # degrees that one unit of the last stated digit stands for
    sixty: bool  # sixty minutes or seconds are stated, which programs make by rounding 59.99


def read_position(written: str) -> Reading[Position]:
    """The position written in one cell, latitude first unless hemispheres say otherwise.

    Reads decimal degrees, degrees with decimal minutes, and degrees, minutes and seconds, with hemispheres
    before or after in English (N S E W) or Vietnamese (B N Đ T), labels, line breaks and the usual characters for
    marks. What is stated on VN-2000 is converted to WGS 84 and said to be (`position.converted`). Nothing written gives
    None without a problem. Problems: `position.unreadable`, `position.out_of_range`, `position.grid_unconverted` (grid
    coordinates without their central meridian); warnings `position.order_assumed` where no hemisphere or label tells
    the two apart, and `position.sixty` where minutes or seconds are stated as 60.

    >>> read_position('''46°37'50.89""N\\n31°35'01.64""E''').value.lat
    46.630803
    """
    return _read_pair(written)


@lru_cache(maxsize=16_384)
def _read_pair(written: str) -> Reading[Position]:
    text = _prepare(written)
    if not text:
        return Reading(None)
    if grid := _GRID.search(text):
        return _read_grid(grid, text, written)
    match = _first_match(_PAIRS, text)
    if match is None:
        return Reading(None, (error("position.unreadable", written),))
    is_labelled = bool(_LATITUDE_FIRST.match(clean(written).casefold()))
    reading = _from_angles(_angle(match, "1"), _angle(match, "2"), written, is_labelled)
    datum = _DATUM.search(clean(written).casefold())
    if reading.value is None or datum is None or datum[1].startswith("wgs"):
        return reading
    lon, lat = to_wgs84(reading.value.lon, reading.value.lat)
    precision_m = max(reading.value.precision_m, ACCURACY_M)
    position = Position(round(lon, 6), round(lat, 6), precision_m)
    return Reading(position, (*reading.problems, warning("position.converted", written)))


def _read_grid(grid: re.Match[str], text: str, written: str) -> Reading[Position]:
    """Grid coordinates of VN-2000: X to the north and Y to the east, unless their size says otherwise."""
    north, east = (float(grid[name].replace(",", ".")) for name in ("x", "y"))
    if int(north) in _GRID_EAST_M and int(east) in _GRID_NORTH_M:
        north, east = east, north
    if int(north) not in _GRID_NORTH_M or int(east) not in _GRID_EAST_M:
        return Reading(None, (error("position.out_of_range", written),))
    meridian, zone = _MERIDIAN.search(text), _ZONE.search(text)
    if meridian is None or (zone is None and not meridian[2]):
        return Reading(None, (error("position.grid_unconverted", written),))
    scale = SCALE_6_DEGREES if zone and zone[1] == "6" else SCALE_3_DEGREES
    lon, lat = from_grid(north, east, int(meridian[1]) + int(meridian[2] or 0) / 60, scale)
    decimals = min(len(grid[name].replace(",", ".").partition(".")[2]) for name in ("x", "y"))
    precision_m = max(ACCURACY_M, 10.0**-decimals)
    return Reading(
        Position(round(lon, 6), round(lat, 6), precision_m),
        (warning("position.converted", written),),
    )


def read_degrees(lon: str, lat: str) -> Reading[Position]:
    """The position whose longitude and latitude stand in columns of their own, in any of the forms.

    The more exact of the two says how exact both are: programs leave out zeros at the end of decimals.

    >>> read_degrees("116.9667", "19.7").value
    Position(lon=116.9667, lat=19.7, precision_m=11.13)
    """
    return _read_columns(lon, lat)


@lru_cache(maxsize=16_384)
def _read_columns(lon: str, lat: str) -> Reading[Position]:
    written = f"{lat} {lon}".strip()
    texts = (_prepare(lon), _prepare(lat))
    if not any(texts):
        return Reading(None)
    east, north = (_first_match(_ANGLES, text) for text in texts)
    if east is None or north is None:
        return Reading(None, (error("position.unreadable", written),))
    lon_angle, lat_angle = _angle(east, "1"), _angle(north, "1")
    step = min(lon_angle.step, lat_angle.step)
    lat_angle = replace(lat_angle, step=step)
    lon_angle = replace(lon_angle, step=step, hemisphere=lon_angle.hemisphere or "e")
    return _from_angles(lat_angle, lon_angle, written)


def _prepare(written: str) -> str:
    text = clean(written).translate(_MARKS).casefold().replace('""', '"')
    if not text.isascii():
        text = _unwidened(text)
    if "x" in text and _GRID.search(text):
        return text
    text = _DATUM.sub("", text).replace("(", " ").replace(")", " ")
    text = _LABELS.sub("", text)
    for word, letter in _WORDS:
        text = text.replace(word, letter)
    # In Vietnamese N is south (nam); where B (bắc), Đ or T stand beside it, the letters are Vietnamese.
    if re.search(r"[\d\"'\s][bđt]\b|\b[bđt]\s*\d", text):
        text = re.sub(r"(?<=[\d\"'\s])n\b|\bn(?=\s*\d)", "s", text)
    # Single spaces again: what was taken out leaves long rows of them, which patterns try in every way.
    return " ".join(text.split()).strip(" .,;")


def _unwidened(text: str) -> str:
    """Characters of double width, as Chinese and Japanese programs write figures and letters, in the usual width."""
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text)


def _first_match(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def _angle(match: re.Match[str], number: str) -> _Angle:
    parts = match.groupdict()
    values = [parts.get(f"{name}{number}") or "" for name in ("degrees", "minutes", "seconds")]
    stated = [value.replace(",", ".") for value in values if value]
    degrees = sum(float(value) / 60**power for power, value in enumerate(stated))
    hemisphere = parts[f"before{number}"] or parts[f"after{number}"] or ""
    sign = -1 if parts[f"sign{number}"] == "-" else 1
    step = 10.0 ** -len(stated[-1].partition(".")[2]) / 60 ** (len(stated) - 1)
    sixty = any(float(value) >= 60 for value in stated[1:])
    return _Angle(degrees * sign * _HEMISPHERES.get(hemisphere, 1), hemisphere, step, sixty)


def _from_angles(
    first: _Angle, second: _Angle, written: str, is_labelled: bool = False
) -> Reading[Position]:
    swapped = first.hemisphere in _EAST_WEST or second.hemisphere in _NORTH_SOUTH
    lat, lon = (second, first) if swapped else (first, second)
    if lat.hemisphere in _EAST_WEST or lon.hemisphere in _NORTH_SOUTH:
        return Reading(None, (error("position.unreadable", written),))
    if not (-90 <= lat.degrees <= 90 and -180 <= lon.degrees <= 180):
        return Reading(None, (error("position.out_of_range", written),))
    step_m = round(max(lat.step, lon.step) * METRES_PER_DEGREE, 2)
    position = Position(round(lon.degrees, 6), round(lat.degrees, 6), step_m)
    problems: tuple[Problem, ...] = ()
    if not (lat.hemisphere or lon.hemisphere or is_labelled):
        problems = (warning("position.order_assumed", written),)
    if lat.sixty or lon.sixty:
        problems = (*problems, warning("position.sixty", written))
    return Reading(position, problems)


# What may stand in a position, from a number with a degree mark on: loosely, since `read_position` judges it.
_LETTER = r"(?:\b[nsewbđt]\b|(?<=\d)[nsewbđt]\b|\b[nsewbđt](?=\d))"
_WORD_OF_ANGLE = r"(?:độ|phút|giây|vĩ|kinh|tuyến|bắc|nam|đông|tây)"
_PIECE = rf"(?:[\d\s.,:;/+\-–'\"°]|{_LETTER}|{_WORD_OF_ANGLE})"
_DEGREES_BEGIN = (
    r"\d{1,3}(?:[.,]\d+)?\s*(?:°|o(?=\d)|độ(?=\s*\d))"
    r"|\d{1,3}-\d{1,2}(?:[.,-]\d+)?\s*[nb]\b"
    r"|\d{1,2}[.,]\d{4,}\s*[;,]?\s*\d{2,3}[.,]\d{4,}"
)
# Without any of these no position stands in a text, which is quickly seen.
_MAY_STAND = re.compile(
    r"°|độ|\d(?:[.,]\d{4}|o\d|-\d\d?(?:[.,-]\d+)?\s*[nb]\b)|\bx\s*[:=]?\s*\d{6}"
)
_INSIDE = re.compile(
    r"(?:\b(?:tọa độ|toạ độ|vị trí|position)\b[\s:(]*)?"
    r"(?:\b(?:vĩ độ|kinh độ|vĩ|kinh|lat|lon|long)\b[\s:=]*|\b[nsewbđt]\s*)?"
    rf"(?:{_DEGREES_BEGIN}){_PIECE}*\)?"
)
_GRID_INSIDE = re.compile(
    _GRID.pattern
    + r"(?:[\s,;(]*(?:vn\s*-?\s*2000|ktt|kt trục|kinh tuyến trục|múi(?: chiếu)?|[\d°'.,:\s]|độ)+\)?)?"
)


def find_position(written: str) -> tuple[Reading[Position], str]:
    """The position that stands somewhere in a text, and the text without it; `Reading(None)` when none does.

    >>> reading, rest = find_position("Vùng biển Cô Tô, tọa độ 20°45'30\\"N 107°12'15\\"E, tàu không số")
    >>> reading.value.lat, rest
    (20.758333, 'Vùng biển Cô Tô, tàu không số')
    """
    text = clean(written)
    prepared = _unwidened(text.translate(_MARKS)).lower()
    if len(prepared) != len(text):
        return Reading(None), text
    if not _MAY_STAND.search(prepared):
        return Reading(None), text
    grid = _GRID_INSIDE.search(prepared) if "x" in prepared else None
    match = grid or _INSIDE.search(prepared)
    if match is None:
        return Reading(None), text
    start, end = match.span()
    reading = read_position(text[start:end].strip(_AROUND))
    while grid is None and reading.value is None and (cut := _last_cut(prepared, start, end)):
        end = cut
        reading = read_position(text[start:end].strip(_AROUND))
    if grid is None and reading.value is None:
        return Reading(None), text
    parts = (text[:start].strip(" ,;("), text[end:].strip(" ,;)"))
    return reading, ", ".join(part for part in parts if part)


def _last_cut(text: str, start: int, end: int) -> int:
    """Where the last part of a piece of text begins; 0 when it has only one."""
    return max((found.start() for found in _CUT.finditer(text, start + 1, end - 1)), default=0)


_AROUND = " ,;-–.("
_CUT = re.compile(r"[\s,;\-–]+")
