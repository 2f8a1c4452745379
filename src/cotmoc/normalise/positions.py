"""Positions on the earth: decimal degrees, degrees and minutes, degrees, minutes and seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.text import clean

METRES_PER_DEGREE = 111_320
_HEMISPHERES = {"n": 1, "b": 1, "e": 1, "đ": 1, "s": -1, "w": -1, "t": -1}
_NORTH_SOUTH, _EAST_WEST = set("nbs"), set("eđwt")
_WORDS = (("bắc", "n"), ("nam", "s"), ("đông", "e"), ("tây", "w"))
_DEGREE_MARK, _MINUTE_MARK = r"(?:°|º|o|độ|deg|d)", r"(?:'|′|’|phút|m)"
_SECOND_MARK = r"(?:\s*(?:\"|″|”|''|’’|giây|s(?=[\s,;])))?"
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
_DIVIDER = r"(?:[\s,;/|]+(?:[-–]\s+)?|(?<=[nsewbđt])(?=\d))"


def _pattern(form: str, number: str) -> str:
    return _ANGLE.format(number, form.format(number))


# Both angles in the same form first: "10 20 30 40" is twice degrees and minutes.
_PAIRS = tuple(
    re.compile(_pattern(first, "1") + _DIVIDER + _pattern(second, "2"))
    for first, second in sorted(product(_FORMS, _FORMS), key=lambda pair: pair[0] != pair[1])
)
_ANGLES = tuple(re.compile(_pattern(form, "1")) for form in _FORMS)
_LABELS = re.compile(
    r"\b(?:posn?|position|tọa độ|toạ độ|lat(?:itude)?|lon(?:g(?:itude)?)?|vĩ độ|kinh độ)\b[:\s]*"
)


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
    before or after in English (N S E W) or Vietnamese (B N Đ T), line breaks and doubled quotation marks. Nothing
    written gives None without a problem. Problems: `position.unreadable`, `position.out_of_range`; warnings
    `position.order_assumed` where no hemisphere tells the two apart, and `position.sixty` where minutes or
    seconds are stated as 60.

    >>> read_position('''46°37'50.89""N\\n31°35'01.64""E''').value.lat
    46.630803
    """
    return _read_pair(written)


@lru_cache(maxsize=16_384)
def _read_pair(written: str) -> Reading[Position]:
    text = _prepare(written)
    if not text:
        return Reading(None)
    match = _first_match(_PAIRS, text)
    if match is None:
        return Reading(None, (error("position.unreadable", written),))
    return _from_angles(_angle(match, "1"), _angle(match, "2"), written)


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
    text = clean(written).casefold().replace('""', '"')
    text = _LABELS.sub("", text)
    for word, letter in _WORDS:
        text = text.replace(word, letter)
    # In Vietnamese N is south (nam); where B (bắc), Đ or T stand beside it, the letters are Vietnamese.
    if re.search(r"[\d\"'′″\s][bđt]\b|\b[bđt]\s*\d", text):
        text = re.sub(r"(?<=[\d\"'′″\s])n\b|\bn(?=\s*\d)", "s", text)
    return text.strip(" .,;")


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


def _from_angles(first: _Angle, second: _Angle, written: str) -> Reading[Position]:
    swapped = first.hemisphere in _EAST_WEST or second.hemisphere in _NORTH_SOUTH
    lat, lon = (second, first) if swapped else (first, second)
    if lat.hemisphere in _EAST_WEST or lon.hemisphere in _NORTH_SOUTH:
        return Reading(None, (error("position.unreadable", written),))
    if not (-90 <= lat.degrees <= 90 and -180 <= lon.degrees <= 180):
        return Reading(None, (error("position.out_of_range", written),))
    step_m = round(max(lat.step, lon.step) * METRES_PER_DEGREE, 2)
    position = Position(round(lon.degrees, 6), round(lat.degrees, 6), step_m)
    problems: tuple[Problem, ...] = ()
    if not lat.hemisphere and not lon.hemisphere:
        problems = (warning("position.order_assumed", written),)
    if lat.sixty or lon.sixty:
        problems = (*problems, warning("position.sixty", written))
    return Reading(position, problems)
