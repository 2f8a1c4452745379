"""What a name or a number becomes by one slip of the pen; which slip befalls it, and where, is drawn by the caller."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from cotmoc.normalise.text import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def plain(text: str) -> str:
    """The text without tone marks, each word with its capital.

    >>> plain("Đặng Thị Hương")
    'Dang Thi Huong'
    """
    return fold(text).title()


def without_tone(word: str) -> str:
    """The word without its tone mark, its letters as they are.

    >>> without_tone("Hường")
    'Hương'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return unicodedata.normalize("NFC", bare)


def without_middle(words: Sequence[str], given: int = 1) -> str:
    """The family name and the last `given` words.

    >>> without_middle(["Đặng", "Thị", "Thu", "Hương"])
    'Đặng Hương'
    """
    return " ".join((words[0], *words[len(words) - given :]))


def given_name_first(words: Sequence[str]) -> str:
    """The last word before the others.

    >>> given_name_first(["Đặng", "Thị", "Hương"])
    'Hương Đặng Thị'
    """
    return " ".join((words[-1], *words[:-1]))


def dropped(text: str, at: int) -> str:
    """The text without one letter.

    >>> dropped("Hương", 1)
    'Hơng'
    """
    return text[:at] + text[at + 1 :]


def inserted(text: str, at: int, letter: str) -> str:
    """The text with another letter before the one at that place.

    >>> inserted("Lan", 1, "o")
    'Loan'
    """
    return text[:at] + letter + text[at:]


def replaced(text: str, at: int, letter: str) -> str:
    """The text with another letter in that place.

    >>> replaced("Lan", 0, "H")
    'Han'
    """
    return text[:at] + letter + text[at + 1 :]


def swapped(text: str, at: int) -> str:
    """The text with the letter and the one behind it exchanged.

    >>> swapped("022085", 2)
    '020285'
    """
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def other_digit(number: str, at: int, more: int) -> str:
    """The number with one digit so much higher, beginning again behind 9; `more` 1 .. 9.

    >>> other_digit("0220", 2, 9)
    '0210'
    """
    return replaced(number, at, str((int(number[at]) + more) % 10))
