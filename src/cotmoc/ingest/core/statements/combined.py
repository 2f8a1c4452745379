"""Cells that hold several things, divided: time and place; a person, birth and residence; goods and quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.ingest.core.plans import Values
from cotmoc.normalise.codes.catalogue import COMMODITIES
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.measures import find_unit
from cotmoc.normalise.moments import read_moment
from cotmoc.normalise.text import clean, fold

_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}\s?[/.-]\s?\d{4})"
)
_CLOCK = r"(?:\d{1,2}\s?(?:[:hH]|giờ|g)\s?\d{0,2}(?:\s?(?:phút|p|AM|PM|am|pm)\b)?)"
_DAY = rf"(?:ngày\s+\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?|(?:ngày\s+)?{_DATE})"
_NIGHT = rf"(?:đêm\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?(?:/\d{{4}})?\s+rạng\s+(?:sáng\s+)?{_DAY})"
_SPAN = re.compile(
    rf"(?:(?:vào\s+)?(?:lúc|hồi|khoảng)\s+)?(?:{_CLOCK}\s*[,;-]?\s*)?(?:{_NIGHT}|{_DAY})(?:\s*[,;-]?\s*(?:lúc\s+)?{_CLOCK})?",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(r"^(?:\s*[,;:–-]\s*|\s*(?:tại|ở|thuộc|at|in|near)\s+)+", re.IGNORECASE)
_TRAILING_WORDS = re.compile(r"(?:\s*[,;:–-]\s*|\s+(?:vào|ngày|lúc|hồi|on|at))+$", re.IGNORECASE)

_NAME_ENDS = re.compile(r"\s*[,;(:]|\s[-–]\s|\s+(?=(?:SN|sn|sinh|NS)\b)")
_BIRTH = re.compile(
    rf"(?:\b(?:sinh(?:\s+(?:năm|ngày))?|SN|NS|năm\s+sinh|ngày\s+sinh|born(?:\s+on|\s+in)?|DOB)\b[\s:.]*)?"
    rf"(?<![\d/.-])({_DATE}|(?:19|20)\d\d)(?![\d/])", re.IGNORECASE)  # fmt: skip
_DOCUMENT = re.compile(
    r"(?:\b(?:số\s+)?(?:CCCD|CMND|CMTND|CMT|căn\s+cước(?:\s+công\s+dân)?|hộ\s+chiếu|HC|passport|GTTT|ID)\b(?:\s*(?:số|no\.?))?[\s:.]*)"
    r"([A-Z]{0,2}\s?\d[\d\s]{5,13}\d)", re.IGNORECASE)  # fmt: skip
_NATION = re.compile(r"\b(?:quốc\s+tịch|QT|nationality)\b[\s:.]*([^\d,;()]+)", re.IGNORECASE)
_HOME = re.compile(
    r"\b(?:(?:hiện\s+)?(?:trú|ở|cư\s+trú)(?:\s+(?:tại|quán|ở))?|HKTT|ĐKHKTT|ĐKTT|NĐKTT"
    r"|nơi\s+(?:ở|cư\s+trú|ĐKTT|ĐKHKTT|thường\s+trú)|chỗ\s+ở|thường\s+trú(?:\s+tại)?|địa\s+chỉ|đ/c"
    r"|residing\s+(?:at|in)|resident\s+of|address)\b[\s:.]*",
    re.IGNORECASE,
)
_SCALES = frozenset(("nghin", "ngan", "trieu", "tr", "ty", "ti", "thousand", "million", "billion"))
_EDGES = " ,;:.()–-"

_AMOUNT = re.compile(r"(?<![\w/.,-])(?:(?:khoảng|gần|hơn|trên)\s+)?\d[\d.,]*", re.IGNORECASE)
_UNIT_WORDS = re.compile(r"\s*([^\W\d_]+[²³23]?)(?:\s+([^\W\d_]+))?")
_NEXT_LINE = re.compile(r",\s+(?=\d)|\s+và\s+(?=\d)", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]*\d[^()]*)\)")


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """What one cell says of a person; "" for what it does not say."""

    name: str
    birth: str = ""
    identity_number: str = ""
    nationality: str = ""
    residence: str = ""


@lru_cache(maxsize=4_096)
def divide_person(text: str) -> WrittenPerson:
    """The name at the beginning of a text, and what follows it; nothing is read twice and nothing is lost.

    What is neither birth, document nor nationality is the residence. A text without anything behind a name is a name.

    >>> divide_person("Nguyễn Văn A, SN 1985, trú tại xã Hải Sơn")
    WrittenPerson(name='Nguyễn Văn A', birth='1985', identity_number='', nationality='', residence='xã Hải Sơn')
    >>> divide_person("Trần Văn B (1990), CCCD 022090001234").identity_number
    '022090001234'
    """
    whole = clean(text)
    end = _NAME_ENDS.search(whole)
    if end is None or not end.start():
        return WrittenPerson(whole)
    name, rest = whole[: end.start()], whole[end.start() :]
    document, rest = _taken(_DOCUMENT, rest)
    nation, rest = _taken(_NATION, rest)
    birth, rest = _taken(_BIRTH, rest)
    residence = _joined(_HOME.sub(" ", rest))
    return WrittenPerson(name, birth, document, nation, residence)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    match = pattern.search(text)
    if match is None:
        return "", text
    return match.group(1).strip(_EDGES), f"{text[: match.start()]},{text[match.end() :]}"


def _joined(text: str) -> str:
    parts = (part.strip(_EDGES) for part in re.split(r"[,;()]|\s[-–]\s", text))
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class WrittenGoods:
    """What one cell says of some goods: their name, and their quantity with its unit."""

    commodity: str
    quantity: str = ""


@lru_cache(maxsize=4_096)
def divide_goods(text: str) -> tuple[WrittenGoods, ...]:
    """The goods of a text with their quantities, in either order; several where each begins with its number.

    >>> divide_goods("2 bánh heroin (700 g)")
    (WrittenGoods(commodity='heroin', quantity='2 bánh (700 g)'),)
    >>> divide_goods("Pháo nổ: 12,5 kg"), len(divide_goods("200 bao thuốc lá, 5 kg pháo"))
    ((WrittenGoods(commodity='Pháo nổ', quantity='12,5 kg'),), 2)
    """
    lines = [line for line in _NEXT_LINE.split(clean(text)) if line.strip(_EDGES)]
    return tuple(_divide_line(line) for line in lines)


def _divide_line(line: str) -> WrittenGoods:
    match = _AMOUNT.search(line)
    if match is None:
        return WrittenGoods(line)
    unit, end = _unit_behind(line, match.end())
    before, behind = line[: match.start()].strip(_EDGES), line[end:]
    amount = f"{match.group().rstrip('.,')} {unit}".strip()
    if before and not unit and match_code(COMMODITIES, line).value:
        return WrittenGoods(line)
    if before:
        rest = _joined(behind)
        return WrittenGoods(f"{before}, {rest}" if rest else before, amount)
    exact = _BRACKETED.search(behind)
    goods = clean(_BRACKETED.sub(" ", behind, count=1)).strip(_EDGES)
    if unit and _is_goods(f"{unit} {goods}") and not _is_goods(goods):
        # "01 xe máy": the word that could be a unit belongs to the name.
        goods, amount = f"{unit} {goods}", match.group().rstrip(".,")
    return WrittenGoods(goods, f"{amount} ({exact.group(1)})" if exact else amount)


def _is_goods(text: str) -> bool:
    """True for the whole name of some goods."""
    reading = match_code(COMMODITIES, text)
    return reading.value is not None and not reading.problems


def _unit_behind(line: str, start: int) -> tuple[str, int]:
    """The unit behind a number and where it ends; a multiplier (triệu) goes with it."""
    match = _UNIT_WORDS.match(line, start)
    if match is None:
        return "", start
    first, second = match.group(1), match.group(2) or ""
    if (
        second
        and (fold(first) in _SCALES or find_unit(f"{first} {second}"))
        and find_unit(second or first)
    ):
        return f"{first} {second}", match.end()
    return (first, match.end(1)) if find_unit(first) else ("", start)


def with_time_and_place(values: Values) -> Values:
    """The values with the cell `when.written` divided into the moment and the place that it states.

    A text in which no day is found is a place only, so that the record is parked for its missing date with the cell
    named. What other columns say of the place stands behind it.
    """
    at = values.get("when.written")
    if at is None:
        return values
    moment, place = divide_time_and_place(at.text)
    divided = {name: value for name, value in values.items() if name != "when.written"}
    if moment:
        divided.setdefault("when.date", at._replace(text=moment))
    if place:
        other = divided.get("place.written")
        divided["place.written"] = at._replace(text=f"{place}, {other.text}" if other else place)
    return divided


@lru_cache(maxsize=4_096)
def divide_time_and_place(text: str) -> tuple[str, str]:
    """The moment and the place of a text that states both, "" for what it does not state.

    >>> divide_time_and_place("22h30 ngày 12/3/2025 tại Km 7 QL18, xã Hải Sơn")
    ('22h30 ngày 12/3/2025', 'Km 7 QL18, xã Hải Sơn')
    >>> divide_time_and_place("Mốc 1369, ngày 5/4/2025")
    ('ngày 5/4/2025', 'Mốc 1369')
    """
    whole = clean(text)
    match = _SPAN.search(whole)
    if match is None:
        return (whole, "") if read_moment(whole, "dmy").value else ("", whole)
    before, behind = whole[: match.start()], whole[match.end() :]
    parts = (
        _TRAILING_WORDS.sub("", before).strip(_EDGES),
        _LEADING_WORDS.sub("", behind).strip(" ,;:-–"),
    )
    return match.group().strip(), ", ".join(part for part in parts if part)
