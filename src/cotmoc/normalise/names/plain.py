"""The names that most cells hold, read in a few microseconds: exactly as `reading` would, or not at all.

Plain are some Vietnamese words, the family name first. Usual is a plain name behind a number and a form of address,
before a year of birth or another name in brackets. A property test holds both against the long way.
"""

from __future__ import annotations

import re

from cotmoc.normalise.names.lists import alternatives
from cotmoc.normalise.names.persons import BARE_MIDDLES
from cotmoc.normalise.names.values import PersonName, Tradition
from cotmoc.normalise.names.words import (
    CHANGED_CODES,
    DOUBLE,
    FAMILY,
    FAMILY_LACKS,
    LACKS,
    MARKED,
    PAIR,
    SPEAKS,
    SYLLABLE,
    TRAP,
    Word,
    hold_pair,
    read_word,
)

_CLEANED = tuple(codes if "cleaned" in codes else ("cleaned", *codes) for codes in CHANGED_CODES)
_LONGEST = 6  # words
_TITLES = ["ông", "bà", "anh", "chị", "đối tượng", "bị can", "bị cáo", "mr", "mrs", "ms"]
_BORN = (
    r"(?:\s*\(|,\s+|\s+)(?:SN|sinh năm)[ :]*(?P<born>19\d\d|20\d\d)"
    r"(?:\)|,\s+(?P<rest>trú tại [^\d()\"“;,.:]+))?"
)
_YEAR = r"(?:\s*\(|\s+-\s+)(?P<year>19[2-9]\d|20[0-2]\d)\)?"
_ALIAS = (
    r"\s*\((?:tức|biệt danh|bí danh|hay còn gọi là)\s+(?P<alias>[^\W\d_]+(?: [^\W\d_]+){0,3})\)"
)
_USUAL = re.compile(
    rf"(?P<number>\d{{1,3}}[.)/]\s*)?(?P<title>{alternatives(_TITLES)}(?:\.\s*|\s+))?"
    rf"(?P<name>[^\W\d_]+(?: [^\W\d_]+){{1,5}})(?:{_BORN}|{_YEAR}|{_ALIAS})?",
    re.I,
)


def plain_name(written: str) -> PersonName | None:
    """The name that a cell holds and nothing else, None when it is not so simple.

    >>> plain_name("NGUYỄN VĂN ĐỨC").given, plain_name("Nguyễn Văn Đức (tức Đức Béo)")
    ('Đức', None)
    """
    pieces = written.split()
    read = _plain(pieces)
    if read is None:
        return None
    texts, changed, unmarked = read
    changes = (CHANGED_CODES if " ".join(pieces) == written else _CLEANED)[changed]
    return PersonName(
        " ".join(texts), texts[0], " ".join(texts[1:-1]), texts[-1], (), Tradition.FAMILY_FIRST,
        unmarked, False, None, "", "", changes,
    )  # fmt: skip


def usual_name(written: str) -> PersonName | None:
    """The plain name that a cell holds with what usually stands around it, None when it is not so simple.

    >>> usual_name("1. Ông Lê Văn Tài (SN 1979)").birth_year, usual_name("Tài (con ông Lê Văn Hải)")
    (1979, None)
    """
    match = _USUAL.fullmatch(written)
    if match is None:
        return None
    number, title, name, born, rest, year, alias = match.groups()
    pieces = name.split()
    read = _plain(pieces)
    if read is None or (
        title and title.isascii() and title.strip(" .").lower() not in ("mr", "mrs", "ms")
    ):
        return None
    aliases = _alias(alias) if alias else ()
    if aliases is None or (rest and not _is_place(rest)):
        return None
    texts, changed, unmarked = read
    changes = (_CLEANED if number else CHANGED_CODES)[changed]
    changes += ("title",) * bool(title) + ("alias",) * bool(alias) + ("birth",) * bool(born or year)
    changes += ("beside",) * bool(rest)
    return PersonName(
        " ".join(texts), texts[0], " ".join(texts[1:-1]), texts[-1], aliases, Tradition.FAMILY_FIRST,
        unmarked, False, int(born or year) if born or year else None, born or year or "", rest or "", changes,
    )  # fmt: skip


def _is_place(rest: str) -> bool:
    """True for words behind "trú tại" that hold nothing else to be read, but for a blank at their end."""
    return rest == rest.strip(" -–") and not any(
        word.tells & TRAP or not word.tells & SYLLABLE for word in map(read_word, rest.split()[2:])
    )


def _plain(pieces: list[str]) -> tuple[list[str], int, bool] | None:
    """The words as they are shown, the bits of their changes, and whether they are without marks."""
    if not 1 < len(pieces) <= _LONGEST:
        return None
    words = list(map(read_word, pieces))
    changed = told = 0
    for _, change, tells in words:
        if not tells & SYLLABLE:
            return None
        changed |= change
        told |= tells
    first = words[0].tells
    if (
        told & TRAP
        or not first & FAMILY
        or first & (DOUBLE | SPEAKS)
        or (told & PAIR and hold_pair(pieces))
    ):
        return None
    if len(pieces) == 2 and words[0].text in ("Văn", "Thi"):
        return None
    texts = [word[0] for word in words]
    return texts, changed, not told & MARKED and _lacks(texts, told, first)


def _lacks(texts: list[str], told: int, first: int) -> bool:
    return bool(told & LACKS or first & FAMILY_LACKS) or not BARE_MIDDLES.isdisjoint(texts[1:-1])


def _alias(written: str) -> tuple[str, ...] | None:
    pieces = written.split()
    words: list[Word] = list(map(read_word, pieces))
    if hold_pair(pieces) or not all(w.tells & SYLLABLE and not w.tells & TRAP for w in words):
        return None
    return (" ".join(word.text for word in words),)
