"""The parts of a person's name: which of its words are the family name, and in which order they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cotmoc.normalise.names.lists import (
    CHARACTER_FAMILIES,
    DOUBLE_FAMILIES,
    HIGHLAND_FAMILIES,
    KHMER_FAMILIES,
    LAO,
    LAO_WORDS,
    LAST_FAMILIES,
    PINYIN_FAMILIES,
    family_readings,
    is_pinyin,
)
from cotmoc.normalise.names.lists import words as word_lists
from cotmoc.normalise.names.values import Tradition
from cotmoc.normalise.names.words import (
    FAMILY,
    FAMILY_LACKS,
    LACKS,
    MARKED,
    PARTICLES,
    SYLLABLE,
    Word,
    read_word,
)
from cotmoc.normalise.syllables import is_syllable
from cotmoc.normalise.text import fold

_CHARACTERS = re.compile(r"[\u3400-\u9fff]+")
_LAO_OR_THAI = re.compile(r"[\u0e00-\u0eff]")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_ABBREVIATED = re.compile(r"(?:[A-ZĐ][a-zđ]?\.)")
_VOWELS = frozenset("AEIOUYÂÊÔƠƯĂ")
# Văn and Thị without their marks, as nearly always in the middle of a name.
BARE_MIDDLES = frozenset(("Van", "Thi"))
_MIDDLE = frozenset(("van", "thi"))
_PLACES = frozenset(map(fold, word_lists()["places"]))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name in the order in which they are shown; `assumed`: the order was turned round."""

    full: str
    family: str = ""
    middle: str = ""
    given: str = ""
    tradition: Tradition = Tradition.FAMILY_FIRST
    assumed: bool = False


def take_apart(words: list[Word]) -> Parts:
    """The parts of a name whose words have been read.

    >>> take_apart([read_word(word) for word in "Nguyễn Văn Đức".split()]).given
    'Đức'
    """
    texts = [word.text for word in words]
    if len(texts) == 1:
        return _single(words[0])
    for way in (_by_script, _highlands, _vietnamese, _chinese, _neighbours, _turned):
        parts = way(words, texts)
        if parts:
            return parts
    if all(word.tells or is_syllable(word.text) for word in words if "." not in word.text):
        # Vietnamese without a family name that is known.
        return Parts(" ".join(texts), "", " ".join(texts[:-1]), texts[-1])
    return _given_first(texts)


def _single(word: Word) -> Parts:
    if _CHARACTERS.fullmatch(word.text):
        return _characters(word.text)
    if word.tells & FAMILY and fold(word.text) in _ALONE:
        return Parts(word.text, word.text)
    if fold(word.text) in PINYIN_FAMILIES and not is_syllable(word.text):
        return Parts(word.text, word.text, tradition=Tradition.CHINESE)
    return Parts(word.text, given=word.text)


# Family names that are no given names, so that one alone is the family.
_ALONE = frozenset(("nguyen", "tran", "pham", "huynh", "phan", "bui", "ngo", "doan"))


def _characters(text: str) -> Parts:
    length = 2 if text[:2] in CHARACTER_FAMILIES and len(text) > 2 else 1
    family, given = text[:length], text[length:]
    if family not in CHARACTER_FAMILIES:
        return Parts(text, given=text, tradition=Tradition.CHINESE)
    return Parts(text, family, "", given, Tradition.CHINESE)


def _by_script(_words: list[Word], texts: list[str]) -> Parts | None:
    full = " ".join(texts)
    if _CHARACTERS.fullmatch("".join(texts)):
        return _characters("".join(texts))
    if _LAO_OR_THAI.search(full):
        return Parts(full, " ".join(texts[1:]), "", texts[0], Tradition.GIVEN_FIRST)
    if _KHMER.search(full):
        return Parts(full, texts[0], "", " ".join(texts[1:]))
    return None


def _highlands(words: list[Word], texts: list[str]) -> Parts | None:
    """Y Bhăm Niê, H'Hương Mlô: the family stands last, Y before a man's name is no part of it."""
    if texts[-1].lower() not in HIGHLAND_FAMILIES or words[0].tells & FAMILY:
        return None
    given = texts[1:-1] if texts[0] == "Y" and len(texts) > 2 else texts[:-1]
    return Parts(" ".join(texts), texts[-1], "", " ".join(given), Tradition.GIVEN_FIRST)


def _vietnamese(words: list[Word], texts: list[str]) -> Parts | None:
    """A Vietnamese family name first. Without marks it may be a Chinese one, which its other words tell."""
    first = words[0]
    if not first.tells & FAMILY or (len(words) == 2 and fold(first.text) in _MIDDLE):
        return None
    if first.text.isascii() and not any(word.tells & MARKED for word in words):
        foreign = [text for text in texts[1:] if len(text) > 1 and not is_syllable(text)]
        if foreign and (_chinese(words, texts) or _neighbours(words, texts)):
            return None
    length = 2 if len(texts) > 2 and f"{texts[0]} {texts[1]}".lower() in DOUBLE_FAMILIES else 1
    return Parts(" ".join(texts), " ".join(texts[:length]), " ".join(texts[length:-1]), texts[-1])


def _chinese(words: list[Word], texts: list[str]) -> Parts | None:
    if any(word.tells & MARKED for word in words) or not all(map(is_pinyin, texts)):
        return None
    first, last = (
        text.lower().replace("ü", "v").replace("lyu", "lv") for text in (texts[0], texts[-1])
    )
    full = " ".join(texts)
    if first in PINYIN_FAMILIES and len(texts) <= 3:
        return Parts(full, texts[0], "", " ".join(texts[1:]), Tradition.CHINESE)
    if last in PINYIN_FAMILIES and len(texts) <= 3 and not all(map(is_syllable, texts)):
        given = " ".join(texts[:-1])
        return Parts(f"{texts[-1]} {given}", texts[-1], "", given, Tradition.CHINESE, assumed=True)
    return None


def _neighbours(_words: list[Word], texts: list[str]) -> Parts | None:
    """Lao and Khmer names in Latin letters, and Lao ones in Vietnamese spelling."""
    lowered = [text.lower() for text in texts]
    full = " ".join(texts)
    if sum(text in LAO_WORDS for text in lowered) > 1 or lowered[0] in ("khăm", "xổm", "bun"):
        return Parts(full, given=full, tradition=Tradition.GIVEN_FIRST)
    foreign = [not is_syllable(text) and text.isascii() for text in texts]
    lao = [
        bool(LAO.fullmatch(text)) and alien for text, alien in zip(lowered, foreign, strict=True)
    ]
    if lowered[0] in KHMER_FAMILIES and foreign[-1] and not lao[-1] and len(texts) <= 3:
        return Parts(full, texts[0], " ".join(texts[1:-1]), texts[-1])
    if any(lao) and len(texts) <= 4 and (foreign[0] or lao[-1]):
        return Parts(full, " ".join(texts[1:]), "", texts[0], Tradition.GIVEN_FIRST)
    return None


def _turned(_words: list[Word], texts: list[str]) -> Parts | None:
    """A Vietnamese name with its family name last, as forms of other countries ask for it."""
    if texts[-1].lower() not in LAST_FAMILIES or not all(map(is_syllable, texts)):
        return None
    given = texts[:-1]
    if len(given) == 2 and fold(given[1]) in _MIDDLE:
        given = given[::-1]
    turned = [texts[-1], *given]
    return Parts(" ".join(turned), turned[0], " ".join(turned[1:-1]), turned[-1], assumed=True)


def _given_first(texts: list[str]) -> Parts:
    """A name of the West, or one of which nothing is known: the family name last, with its particles."""
    full = " ".join(texts)
    if any(text.lower() in ("bin", "binti", "ibn") for text in texts[1:]):
        return Parts(full, given=texts[0], tradition=Tradition.GIVEN_FIRST)
    if "-" in texts[-1] and len(texts) == 2 and texts[0].lower() in _KOREAN:
        return Parts(full, texts[0], "", texts[-1])
    at = len(texts) - 1
    while at > 1 and texts[at - 1] in PARTICLES:
        at -= 1
    family, middle = " ".join(texts[at:]), " ".join(texts[1:at])
    return Parts(full, family, middle, texts[0], Tradition.GIVEN_FIRST)


# fmt: off
_KOREAN = frozenset((
    "kim", "lee", "park", "choi", "jung", "kang", "cho", "yoon", "jang", "lim", "han", "shin", "seo", "kwon", "hwang",
    "song", "jeon", "hong",
))
# fmt: on


def is_unmarked(words: list[Word], family: str) -> bool:
    """True for a Vietnamese name without marks of which at least one is missing for certain.

    >>> is_unmarked([read_word("Le"), read_word("Nam")], "Le"), is_unmarked([read_word("Mai"), read_word("Lan")], "Mai")
    (True, False)
    """
    if any(
        word.tells & MARKED or not word.tells & SYLLABLE for word in words if len(word.text) > 1
    ):
        return False
    if family and read_word(family).tells & FAMILY_LACKS:
        return True
    return any(word.tells & LACKS for word in words) or any(
        word.text in BARE_MIDDLES for word in words[1:-1]
    )


def names_same(name: str, other: str) -> bool:
    """True when words in brackets behind a name are another name of its bearer.

    They share a word with it and are no longer ("Hải Lé" of Trần Văn Hải), or read its family name in the other
    language ("Chen Guohua" of Trần Quốc Hoa).

    >>> names_same("Trần Hải", "Hải Lé"), names_same("Trần Hải", "Hải Phòng"), names_same("Trần Hoa", "Chen Hua")
    (True, False, True)
    """
    own, others = fold(name).split(), fold(other).split()
    if (
        not own
        or not 1 <= len(others) <= 4
        or any(c.isdigit() for c in other)
        or fold(other) in _PLACES
    ):
        return False
    if own[-1] in others or (others[-1] in own and len(others) < len(own)):
        return others != own
    return _reads(own[0], name.split(maxsplit=1)[0], others[0], other.split(maxsplit=1)[0])


def _reads(own: str, own_written: str, other: str, other_written: str) -> bool:
    """True when one family name is the Chinese and the other its Vietnamese reading."""
    return other in map(fold, family_readings(own_written)) or own in map(
        fold, family_readings(other_written)
    )
