"""The ways one written value looks."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cotmoc.ingest.core.word_lists import packaged_rows
from cotmoc.normalise.codes.catalogue import (
    COMMODITIES,
    CONVEYANCE_KINDS,
    DETECTIONS,
    INDICATORS,
    OFFENCES,
    OUTCOMES,
    ROLES,
)
from cotmoc.normalise.codes.matching import match_code
from cotmoc.normalise.codes.registry import CodeList
from cotmoc.normalise.identifiers import Kind, read_identifier
from cotmoc.normalise.measures import find_unit
from cotmoc.normalise.moments import Precision, read_moment
from cotmoc.normalise.names import is_family
from cotmoc.normalise.numerals import read_numeral
from cotmoc.normalise.positions import read_position
from cotmoc.normalise.text import fold
from cotmoc.normalise.times import read_time

LONGEST_VALUE, LONGEST_LINE = 400, 120
_LOOK_OF = {
    Kind.PLATE: "plate", Kind.FISHING_VESSEL: "boat", Kind.INLAND_VESSEL: "boat", Kind.CITIZEN: "personal",
    Kind.OLD_IDENTITY: "personal", Kind.TAX_CODE: "tax", Kind.PHONE: "phone",
}  # fmt: skip
LONG_TEXT = 70
# Who was born later is no suspect yet; what happened earlier stands in few registers.
LAST_BIRTH, FIRST_BIRTH = 2011, 1925
_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*")
_DEGREES = re.compile(r"-?(?:1?\d)?\d(?:\.\d+)?")
_DECIMAL = re.compile(r"(-?\d{1,3})[.,]\d{2,}")
_YEAR_IN = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_DATE_IN = re.compile(
    r"\d{1,4}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?|ngày \d|\d年\d", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\d{1,2}\s?(?:[:hH]|giờ|g)\s?\d{0,2}(?:\s?(?:phút|p|AM|PM|am|pm))?|\d{4}\s?(?:H|hrs?|LT|UTC)"
)
# Days that are understood with the year of their file, or by people.
_OTHER_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")
_MONTHS = re.compile(
    r"(?:tháng |T)?(?:0?[1-9]|1[0-2])\s?[/-]\s?\d{4}|\d{4}-(?:0[1-9]|1[0-2])"
    r"|(?:quý|Q|6 tháng|9 tháng|nửa)\s?.{0,12}\d{4}", re.IGNORECASE)  # fmt: skip
_QUARTER = re.compile(r"(?:quý |Q)?\s?(?:I{1,3}|IV|[1-4])", re.IGNORECASE)
_PLATE = re.compile(
    r"\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?[\s.-]{0,3}\d{3}[.\s]?\d{1,2}|桂[A-Z][A-Z0-9]{5}|[A-Z]{2}[\s-]?\d{4,5}",
    re.IGNORECASE,
)
_BOAT = re.compile(r"[A-Z]{2,3}[\s-]?\d{4,5}(?:[\s-]?TS)?", re.IGNORECASE)
_PLATE_IN = re.compile(
    r"\b\d{2}\s?-?\s?[A-ZĐ]\d?[\s.-]{0,2}\d{3}[.\s]?\d{2}\b|\bBKS\b|\b[A-Z]{2}-\d{4,5}-TS"
)
_VESSEL = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+\s){1,3}\d{1,5}|(?:M[/.]?V|MT|F/V)\s.+")
_PERSONAL = re.compile(r"\d{9}|\d{12}|\d{17}[\dX]|[A-Z]{1,2}\s?\d{6,8}")
_TAX = re.compile(r"\d{10}(?:-\d{3})?")
_HEMISPHERE = re.compile(r"[°º]|\d\s*-?[NSEW]\b|\d[NSEW]$")
_NORTH, _EAST = re.compile(r"[NS]\b|[NS]$|Bắc|Nam"), re.compile(r"[EW]\b|[EW]$|Đông|Tây")
_PAIR = re.compile(r"\(?\s*(-?\d{1,3}\.\d+)\s*[,;/ ]\s*(-?\d{1,3}\.\d+)\s*\)?")
_REFERENCE = re.compile(
    r"(?=.*\d)[A-ZĐ]{0,6}\d*[\s]?[-/.]?[A-ZĐ0-9]*\d[A-ZĐ0-9]*(?:[-/.][A-ZĐa-z0-9]+){0,4}|[0-9a-f]{16,64}"
)
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*")
_AMOUNT_UNIT = re.compile(
    r"(?:khoảng |gần |hơn |trên )?(\d[\d.,]*)\s?([^\W\d_]\S{0,5}|m[²³23])(?:\s*\(.*\))?",
    re.IGNORECASE,
)
_AMOUNT_IN = re.compile(r"(?<![\w/.-])(\d[\d.,]*)\s?([^\W\d_]+[²³]?)(?![\w/-])")
_MONEY_WORDS = re.compile(
    r"\d\s?(?:tr|triệu|tỷ|tỉ|nghìn|ngàn|đồng|đ|VNĐ|VND|USD|NDT|tệ)\b", re.IGNORECASE
)
_FISCAL = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:\s*\(.*\))?")
_CONNECTED = re.compile(r"\s*[;\n]\s*(?:\d{1,2}[.)]\s*)?|^\d{1,2}[.)]\s+")
_ALIAS = re.compile(r"\(.*?\)|\btức\b.*|\baka\b.*")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_CHINESE_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_LAO = re.compile("(?:ທ້າວ|ນາງ|ທ\\.|ນ\\.)\\s?\\S+")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@cache
def _marks(mark: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for name, words in packaged_rows("column_values.tsv")
        if name == mark
        for word in words.split(";")
    )


@lru_cache(maxsize=16_384)
def looks_of(value: str) -> frozenset[str]:
    """The ways one value looks: `name`, `day`, `plate` ...; several at once.

    >>> sorted(looks_of("25/04/2024"))
    ['day', 'moment', 'recent']
    """
    text = value.strip()[:LONGEST_VALUE]
    if not text:
        return frozenset()
    if _PLAIN_NUMBER.fullmatch(text.replace(" ", "")):
        return frozenset(_number_looks(text.replace(" ", "")))
    found = set(_moment_looks(text))
    if found & {"day", "time", "period"}:
        found |= set(_text_looks(text)) | {"place"} & set(_place_looks(text))
        return frozenset(found)
    for reader in (
        _identifier_looks,
        _place_looks,
        _amount_looks,
        _party_looks,
        _text_looks,
    ):
        found |= set(reader(text))
    # What is a name or a number is no word of a list.
    return frozenset(found if found & _NAMED else found | set(_code_looks(text)))


def _number_looks(text: str) -> list[str]:
    looks = ["number"]
    if text.isdecimal():
        looks += _integer_looks(text)
    looks += ["degrees"] * bool(_DEGREES.fullmatch(text))
    degrees = _DECIMAL.fullmatch(text)
    if degrees and "." in text:
        size = abs(int(degrees.group(1)))
        looks += ["lat"] * (size <= 90) + ["lon"] * (size <= 180)
        looks += ["near_lat"] * (8 <= size <= 24 and len(text) > 5) + ["near_lon"] * (
            102 <= size <= 118
        )
        looks += ["fraction"]
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 6 and digits.endswith("000") and not text.startswith("-"):
        looks.append("money")
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:19|20)?\d{2}", text):
        looks += _moment_looks(text)
    if text.startswith(("+", "-")):
        looks.append("signed")
    return looks


def _integer_looks(text: str) -> list[str]:
    number = int(text)
    looks = ["integer"]
    looks += (
        ["small"] * (number <= 100)
        + ["day_of_month"] * (1 <= number <= 31)
        + ["month"] * (1 <= number <= 12)
    )
    looks += ["quarter"] * (1 <= number <= 4) + ["grade_source"] * (
        1 <= number <= 3 and len(text) == 1
    )
    if len(text) == 4 and 1900 <= number <= 2060:
        looks += (
            ["year", "moment"]
            + ["birth_year"] * (FIRST_BIRTH <= number <= LAST_BIRTH)
            + ["recent_year"] * (number > 2010)
        )
    looks += ["serial_day"] * (36_000 <= number <= 50_000)
    if _PERSONAL.fullmatch(text):
        looks.append("personal")
    looks += ["tax"] * bool(_TAX.fullmatch(text)) + ["phone"] * bool(re.fullmatch(r"0\d{9}", text))
    looks += ["long_number"] * (len(text) >= 5)
    return looks


def _moment_looks(text: str) -> list[str]:
    if _CLOCK.fullmatch(text) and read_time(text).value is not None:
        return ["time"]
    if fold(text) in _marks("month"):
        return ["month"]
    if not any(character.isdigit() for character in text) or len(text) > 40:
        return ["quarter"] if _QUARTER.fullmatch(text) else []
    looks = ["quarter"] if _QUARTER.fullmatch(text) else []
    if _MONTHS.fullmatch(text):
        looks.append("period")
    if _FISCAL.fullmatch(text):
        looks.append("fiscal_year")
    if len(text) > 26 and not _DATE_IN.search(text):
        return looks
    reading = read_moment(text, "").value
    if reading is None:
        yearless = ["yearless"] * ("年" not in text)
        return (
            [*looks, "day", "moment", "recent", *yearless] if _OTHER_DAY.fullmatch(text) else looks
        )
    looks.append("moment")
    if reading.precision in (Precision.DAY, Precision.MINUTE, Precision.NIGHT):
        looks.append("day")
        looks.append("recent" if reading.start.year > LAST_BIRTH else "born")
    if reading.precision is Precision.MINUTE:
        looks.append("minute")
    return looks


def _identifier_looks(text: str) -> list[str]:
    if len(text) > 70:
        return []
    looks = ["personal"] * bool(_PERSONAL.fullmatch(text)) + ["plate"] * bool(
        _PLATE.fullmatch(text)
    )
    number = read_identifier(text).value if any(map(str.isdigit, text)) else None
    looks += [_LOOK_OF[number.kind]] if number and number.kind in _LOOK_OF else []
    looks += ["boat"] * bool(_BOAT.fullmatch(text)) + ["vessel"] * bool(_VESSEL.fullmatch(text))
    looks += ["reference"] * bool(_REFERENCE.fullmatch(text)) + ["tax"] * bool(_TAX.fullmatch(text))
    parts = [part for part in re.split(r"[;\n]\s*", text) if part]
    if len(parts) > 1:
        looks += ["personal"] * all(_PERSONAL.fullmatch(part) for part in parts)
        looks += ["plate"] * all(_PLATE.fullmatch(part) for part in parts)
    return looks


def _place_looks(text: str) -> list[str]:
    folded = fold(text)
    looks = []
    if _HEMISPHERE.search(text) or _PAIR.fullmatch(text):
        north, east = bool(_NORTH.search(text)), bool(_EAST.search(text))
        looks += ["lat"] * (north and not east) + ["lon"] * (east and not north)
        looks += ["near_lat"] * (north and not east) + ["near_lon"] * (east and not north)
        if read_position(text).value is not None:
            return [*looks, "position"]
    words = folded.split()
    padded = f" {folded} "
    if len(words) <= 6:
        looks += ["commune"] * _begins(padded, "commune") + ["district"] * _begins(
            padded, "district"
        )
        bare = re.sub(r"^(?:tinh|tp|thanh pho|province) ", "", folded)
        looks += ["province"] * (bare in _marks("province")) + ["country"] * (
            folded in _marks("country")
        )
        looks += ["unit_name"] * _begins(padded, "unit_name") + ["agency"] * _all_known(
            text, "agency"
        )
    looks += ["place"] * any(word in _marks("place") for word in words)
    looks += ["address"] * (
        "," in text and any(word in _marks("place") for word in words) and len(words) > 3
    )
    return looks


def _begins(padded: str, mark: str) -> bool:
    return any(padded.startswith(f" {word} ") for word in _marks(mark))


def _all_known(text: str, mark: str) -> bool:
    return all(fold(part) in _marks(mark) for part in re.split(r"[;,]", text))


def _amount_looks(text: str) -> list[str]:
    if len(text) > 200:
        return []
    if not any(character.isdigit() for character in text):
        return ["unit"] if len(text) <= 12 and find_unit(text) else _words_looks(text)
    looks = ["money"] if _MONEY_WORDS.search(text) and len(text) < 40 else []
    parts = [part for part in re.split(r"[;\n]\s*", text) if part]
    whole = [_AMOUNT_UNIT.fullmatch(part.strip()) for part in parts]
    if all(match and find_unit(match.group(2)) for match in whole):
        unit = whole[0] and find_unit(whole[0].group(2))
        looks.append("money" if unit and unit.measure.startswith("money") else "amount")
        return looks
    measured = [
        m
        for m in _AMOUNT_IN.finditer(text)
        if find_unit(m.group(2)) or fold(m.group(2)) in _marks("scale")
    ]
    rest = _AMOUNT_IN.sub(" ", text)
    if measured and _WORDS.search(rest) and len(text) < 150 and not _DATE_IN.search(text):
        looks.append("goods_line")
    return looks


def _words_looks(text: str) -> list[str]:
    """Those of numbers in words ("một nghìn hai trăm"), with their unit behind them or not."""
    words = text.casefold().split()
    number = read_numeral(words) if 2 <= len(words) <= _LONGEST_NUMBER else None
    if number is None or number.length < 2:
        return []
    rest = " ".join(words[number.length :])
    return ["amount"] if find_unit(rest) else ["number"] * (not rest)


def _party_looks(text: str) -> list[str]:
    folded = fold(text)
    looks = ["sex"] if folded in _marks("sex") else []
    if any(f" {word} " in f" {folded} " for word in _marks("organisation")):
        looks += ["organisation", "party_like"]
    parts = [part for part in _CONNECTED.split(text) if part]
    names = [is_name(part) for part in parts]
    if names and all(names):
        looks += ["name", "party_like"]
    elif parts and all(_is_person(part) for part in parts):
        looks.append("person")
    return looks


def is_name(text: str) -> bool:
    """True for what is written as a person's name, with or without an alias, and nothing else.

    >>> is_name("Nguyễn Văn An (tức An còi)"), is_name("Buôn lậu")
    (True, False)
    """
    bare = _ALIAS.sub("", text).strip(" ,")
    if _CHINESE_NAME.fullmatch(bare):
        return is_family(bare[0])
    if _LAO.match(bare):
        return True
    words = bare.split()
    if not 2 <= len(words) <= 5 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    # Of two words either may be that of a place: Ninh Bình, Kim Sơn.
    is_known = is_family(words[0], frequent=len(words) == 2)
    return is_known and all(word[0].isupper() for word in words)


def _is_person(text: str) -> bool:
    """True for a name with what is known of the person: "Nguyễn Văn A, SN 1985, trú tại ..."."""
    head, _, rest = _first_part(text)
    if not rest or not is_name(head):
        return False
    known = f" {fold(rest)} "
    return bool(_YEAR_IN.search(rest)) or any(f" {word} " in known for word in _marks("birth"))


def _first_part(text: str) -> tuple[str, str, str]:
    match = re.search(r"\s*(?:[,;(]|\s[-–]\s)", text)
    return (text[: match.start()], match.group(), text[match.end() :]) if match else (text, "", "")


# Look, its code list, and the longest text that is looked for in it.
_CODES: tuple[tuple[str, CodeList, int], ...] = (
    ("offence", OFFENCES, 120), ("outcome", OUTCOMES, 120), ("commodity", COMMODITIES, 120),
    ("conveyance", CONVEYANCE_KINDS, 60), ("role", ROLES, 40), ("detection", DETECTIONS, 40),
    ("indicator", INDICATORS, 40),
)  # fmt: skip
_LONGEST_NUMBER = 16
_NAMED = frozenset(("name", "person", "personal", "plate", "boat", "position", "organisation"))


def _code_looks(text: str) -> list[str]:
    looks = []
    for look, codes, longest in _CODES:
        if len(text) > longest:
            continue
        reading = match_code(codes, text)
        if reading.value is not None:
            looks += [look] if not reading.problems else [f"{look}_within"]
    if len(text) <= LONGEST_LINE and _PLATE_IN.search(text):
        looks.append("conveyance_line")
    return looks


def _text_looks(text: str) -> list[str]:
    looks = ["long"] * (len(text) >= LONG_TEXT) + ["words"] * bool(_WORDS.search(text))
    looks += ["percent"] * text.endswith("%")
    if len(text) == 1 and text.isalpha():
        looks += ["grade_content"] * (text.upper() in "ABCDE") + ["grade_handling"] * (
            text.upper() in "PC"
        )
    if len(text) < 150 and _DATE_IN.search(text) and not _is_person(text):
        rest = [
            word
            for word in _WORDS.findall(_DATE_IN.sub(" ", text))
            if fold(word) not in _marks("calendar")
        ]
        looks += ["time_place"] * (len(rest) >= 2 and len(text) > 16)
    return looks
