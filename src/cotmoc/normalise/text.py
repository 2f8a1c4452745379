"""Vietnamese and English text: cleaned, folded for comparison, and put in alphabetical order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Invisible characters that word processors and web pages leave behind; two texts that look the same
# must not differ by them. Bidirectional controls could also make a cell read backwards on a page.
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_CONTROLS = "\x00-\x1f\x7f-\x9f\ud800-\udfff"
_DROPPED = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
_SPACES = re.compile(r"\s+")
_UNCLEAN = re.compile(rf"[{_CONTROLS}{_INVISIBLE}]|[^\S ]|  |^ | $")
_NOT_WORD = re.compile(r"[\W_]+")
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i"})

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET, start=20)}
# The order of tones in Vietnamese dictionaries: level, hanging, asking, tumbling, sharp, heavy.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: part of the letter, not tones


def clean(text: str) -> str:
    """The text in NFC without control and bidirectional characters, with single spaces, trimmed.

    Line breaks and tabs count as spaces. Idempotent.

    >>> clean("  Hải\\u200b  Hà\\n")
    'Hải Hà'
    """
    # All that is taken out or replaced counts as not printable; the pattern need not look at most texts.
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = _cleaned(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _cleaned(text: str) -> str:
    if _UNCLEAN.search(text):
        return " ".join(_DROPPED.sub("", _SPACES.sub(" ", text)).split())
    return text


def fold(text: str) -> str:
    """The text for comparison: lower case, no tone or vowel marks, đ as d, punctuation as single spaces.

    Equal for composed and decomposed input; idempotent.

    >>> fold("Ma túy ĐÁ (Methamphetamine)")
    'ma tuy da methamphetamine'
    """
    return _folded(text) if len(text) <= LONGEST_KEPT else _fold(text)


#: Words, names and the values of most cells; a narrative is not met twice, and thousands of them fill the memory.
LONGEST_KEPT = 120


def _fold(text: str) -> str:
    lowered = unicodedata.normalize("NFKD", _DROPPED.sub("", text)).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)
    return _NOT_WORD.sub(" ", bare).strip()


_folded = lru_cache(maxsize=65_536)(_fold)


def bare(text: str) -> str:
    """The text in lower case without tone and vowel marks, đ as d, its punctuation and spaces kept.

    Wide characters become the usual ones. Idempotent; for reading, where `fold` is for comparing.

    >>> bare("Đêm 12, rạng 13/3")
    'dem 12, rang 13/3'
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return lowered.translate(_BARE) if _MARKED.fullmatch(lowered) else _bare_slowly(lowered)


def _bare_slowly(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKES)


def _bare_letters() -> dict[int, str]:
    """Every composed Latin letter that is in lower case, with what `bare` makes of it."""
    letters = (chr(code) for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00)))
    return {ord(letter): _bare_slowly(letter) for letter in letters if letter.isalpha()}


_BARE = _bare_letters()
_MARKED = re.compile(f"[\\x00-\\x7f{''.join(map(chr, _BARE))}]*")


def sort_key(text: str) -> str:
    """A key that sorts texts in Vietnamese alphabetical order.

    Letters first (a ă â b c d đ e ê ... ô ơ ... u ư), tones only between otherwise equal texts, and syllable
    by syllable, as dictionaries do. Digits come before letters, spaces before both.

    >>> sorted(["đa", "dê", "ân", "ăn", "an"], key=sort_key)
    ['an', 'ăn', 'ân', 'dê', 'đa']
    """
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFC", clean(text).casefold()):
        letter, tone = _letter_and_tone(character)
        letters.append(letter)
        tones.append(tone)
    # Below every rank; not NUL, which no column of the database can hold.
    return "".join(letters) + "\x01" + "".join(tones) + "\x01" + clean(text)


@lru_cache(maxsize=4_096)
def _letter_and_tone(character: str) -> tuple[str, str]:
    """The primary rank of one character and the rank of its tone."""
    decomposed = unicodedata.normalize("NFD", character)
    base = decomposed[:1] + "".join(mark for mark in decomposed[1:] if mark in _SHAPES)
    tone = next((_TONES[mark] for mark in decomposed[1:] if mark in _TONES), "0")
    letter = unicodedata.normalize("NFC", base)
    if letter.isspace():
        return "00", tone
    if letter.isdigit():
        return f"1{unicodedata.digit(letter, 0)}", tone
    # Letters of other alphabets follow all of ours, in code point order.
    return _RANKS.get(letter, f"99{ord(letter[0]):06x}"), tone
