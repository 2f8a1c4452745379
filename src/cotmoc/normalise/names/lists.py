"""The lists beside this module, read once: family names, pinyin, elements of the neighbours' names, and words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from cotmoc.normalise.text import fold

_DATA = files(__package__) / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one packaged list, by the names of its columns.

    >>> next(rows("pinyin.tsv"))["initial"]
    '-'
    """
    lines = (_DATA / name).read_text("utf-8").splitlines()
    header, *body = (line.split("\t") for line in lines if not line.startswith("#"))
    for line in body:
        yield dict(zip(header, [*line, *[""] * len(header)], strict=False))


@cache
def words() -> dict[str, list[str]]:
    """The lists of words before, behind and instead of names, by their names in data/words.toml."""
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in tomllib.loads((_DATA / "words.toml").read_text("utf-8")).items()
    }


def either_way(listed: list[str]) -> list[str]:
    """Words together with what they are without marks, the longest first, so that a pattern prefers them."""
    bare = [fold(word) for word in listed if len(fold(word)) > 3 and " " in fold(word)]
    return sorted({*listed, *bare}, key=lambda word: (-len(word), word))


def alternatives(listed: list[str]) -> str:
    """The words as one pattern; a blank stands for any blanks.

    >>> alternatives(["tên khác", "a.k.a"])
    '(?:tên\\\\s+khác|a\\\\.k\\\\.a)'
    """
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in listed) + ")"


_VIETNAMESE = list(rows("vietnamese_surnames.tsv"))
# Lower case, with marks; those of two words begin with a word that is in the first set too.
FAMILIES = frozenset(row["family"].lower() for row in _VIETNAMESE if " " not in row["family"])
DOUBLE_FAMILIES = frozenset(row["family"].lower() for row in _VIETNAMESE if " " in row["family"])
# Family names without marks. "Van" and "Thi" without them are nearly always the middle words Văn and Thị.
BARE_FAMILIES = frozenset(fold(word) for word in FAMILIES) - {"van", "thi"}
# Last words that show a given name first.
_LAST = {row["family"].lower(): row["last"] for row in _VIETNAMESE if row["last"]}
LAST_FAMILIES = frozenset(_LAST) | {fold(word) for word, how in _LAST.items() if how == "always"}

_CHINESE = list(rows("chinese_surnames.tsv"))
PINYIN_FAMILIES = frozenset(row["pinyin"].lower().replace("ü", "v") for row in _CHINESE)
CHARACTER_FAMILIES = frozenset(c for row in _CHINESE for c in row["characters"].split(","))
PINYIN = frozenset(
    ("" if row["initial"] == "-" else row["initial"]) + final
    for row in rows("pinyin.tsv")
    for final in row["finals"].split()
)


def is_family(word: str, *, frequent: bool = False) -> bool:
    """True for a Vietnamese family name of one word, with its marks or without any, or a Chinese character of one.

    `frequent`: only for those that are hardly ever anything else, as the name of a place.

    >>> is_family("Nguyễn"), is_family("NGUYEN"), is_family("李"), is_family("Thị")
    (True, True, True, False)
    >>> is_family("Ninh"), is_family("Ninh", frequent=True)
    (True, False)
    """
    lowered = word.lower()
    if frequent:
        return lowered in LAST_FAMILIES or word in CHARACTER_FAMILIES
    return (
        lowered in FAMILIES
        or (word.isascii() and lowered in BARE_FAMILIES)
        or word in CHARACTER_FAMILIES
    )


_NEIGHBOURS = {row["kind"]: row["elements"].split() for row in rows("neighbours.tsv")}
LAO_WORDS = frozenset(_NEIGHBOURS["lao_word"])
KHMER_FAMILIES = frozenset(_NEIGHBOURS["khmer_family"])
LAO = re.compile(
    f"(?:{'|'.join(_NEIGHBOURS['lao_start'])})[a-z]*|[a-z]{{2,}}(?:{'|'.join(_NEIGHBOURS['lao_end'])})"
)
# Ê-đê and M'nông families, which stand last.
HIGHLAND_FAMILIES = frozenset(
    "niê mlô êban ayun byă kbuôr kđoh knul hmok hwing bkrông ktla ênuôl hđơk adrơng".split()  # noqa: SIM905
)


def _readings() -> dict[str, frozenset[str]]:
    readings: dict[str, set[str]] = {}
    for row in _CHINESE:
        for key in (row["pinyin"].lower().replace("ü", "v"), *row["characters"].split(",")):
            readings.setdefault(key, set()).update(row["readings"].split(","))
    return {key: frozenset(found) for key, found in readings.items()}


_READINGS = _readings()


def family_readings(family: str) -> frozenset[str]:
    """The Sino-Vietnamese readings of a Chinese family name in pinyin or characters; empty: not known.

    >>> sorted(family_readings("Huang")), sorted(family_readings("张")), family_readings("Smith")
    (['Hoàng', 'Huỳnh'], ['Trương'], frozenset())
    """
    return _READINGS.get(family.lower().replace("ü", "v"), frozenset())


def is_pinyin(word: str, longest: int = 3) -> bool:
    """True when a word in Latin letters is made of one to `longest` syllables of pinyin.

    >>> is_pinyin("Xiaoming"), is_pinyin("Xi'an"), is_pinyin("Smith")
    (True, True, False)
    """
    return _segments(word.lower().replace("ü", "v").replace("lyu", "lv"), longest)


@cache
def _segments(word: str, most: int) -> bool:
    word = word.lstrip("-'")
    if not word:
        return True
    return most > 0 and any(
        word[:length] in PINYIN and _segments(word[length:], most - 1)
        for length in range(min(6, len(word)), 0, -1)
    )
