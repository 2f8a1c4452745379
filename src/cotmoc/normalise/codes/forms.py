"""Words as they are compared: without marks, and with marks in one spelling."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: another letter
_LETTERS = str.maketrans({"ð": "đ", "ı": "i"})
_BARE = str.maketrans({"đ": "d", "ø": "o", "ł": "l"})
# A word of Chinese is not divided from the next: each of its characters stands for itself.
HAN = "\u3400-\u9fff"
_TOKEN = re.compile(rf"[^\W\d_{HAN}]+|\d+(?:[.,]\d+)*|[{HAN}]|[()\[\],;+/&\n|•、，；（）]|[^\W_]")


class Kind(IntEnum):
    """What a token is: a word, a number, or a sign that divides things, opens or closes an aside, or says nothing."""

    WORD = 0
    NUMBER = 1
    DIVIDES = 2
    OPENS = 3
    CLOSES = 4
    SIGN = 5


# Two spellings of one sound after these letters: mỹ and mĩ, kỹ and kĩ.
_ONE_VOWEL = re.compile(r"(?<=^[hklmst])y$")

_SIGNS = {
    **dict.fromkeys(",;+/&\n|•、，；", Kind.DIVIDES),
    **dict.fromkeys("([（", Kind.OPENS),
    **dict.fromkeys(")]）", Kind.CLOSES),
}


class Form(NamedTuple):
    """One word: `bare` without marks, `marked` with its marks in one order, and whether the two differ.

    In `marked` a tone stands as a digit at the end, so that hoà and hòa are one word.
    """

    bare: str
    marked: str
    has_marks: bool


def form_of(word: str) -> Form:
    """The form of a word in lower case.

    >>> form_of("túy") == form_of("tuý"), form_of("đá")
    (True, Form(bare='da', marked='đa4', has_marks=True))
    """
    if word.isascii():
        word = _ONE_VOWEL.sub("i", word)
        return Form(word, word, has_marks=False)
    word = word.translate(_LETTERS)
    letters, tones = [], []
    for mark in unicodedata.normalize("NFKD", word):
        if mark in _TONES:
            tones.append(_TONES[mark])
        elif mark in _SHAPES or not unicodedata.combining(mark):
            letters.append(mark)
    bare = "".join(letter for letter in letters if letter not in _SHAPES).translate(_BARE)
    bare = _ONE_VOWEL.sub("i", bare)
    marked = _ONE_VOWEL.sub("i", "".join(letters)) + "".join(tones)
    return Form(bare, marked, bare != marked)


def kind_of(token: str) -> Kind:
    """What a token is.

    >>> kind_of("gà").name, kind_of("1.200").name, kind_of(";").name
    ('WORD', 'NUMBER', 'DIVIDES')
    """
    if token[0].isdigit():
        return Kind.NUMBER
    return Kind.WORD if token[0].isalnum() else _SIGNS.get(token, Kind.SIGN)


def tokens_of(lowered: str) -> list[str]:
    """The words, numbers and dividing signs of a text in lower case.

    >>> tokens_of("2kg heroin (trong bao), 香烟")
    ['2', 'kg', 'heroin', '(', 'trong', 'bao', ')', ',', '香', '烟']
    """
    return _TOKEN.findall(lowered)


def tokens_with_places(lowered: str) -> list[tuple[str, int, int]]:
    """The same with the place of each in the text: where it begins, and where it has ended."""
    return [(found.group(), *found.span()) for found in _TOKEN.finditer(lowered)]
