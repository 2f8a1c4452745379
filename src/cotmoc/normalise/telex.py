"""Vietnamese typed with Telex or VNI keys while the keyboard's program was off: "Nguyeenx", "Nguye6n4".

The keys are carried out as the keyboard's program would have done, and the result counts only if it is a Vietnamese
syllable and what was written is none. As many English words would pass for Telex ("moon", "down", "box"), a text
needs evidence: keys that no other language writes, or several of them, and no word that is plainly foreign.

Sources: the Telex and VNI methods as the usual keyboard programs (Unikey, Windows) carry them out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.normalise.syllables import canonical_syllable, is_marked_syllable, is_syllable

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPES = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306")}
_VOWELS = "aeiouy"
_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[^\W\d_][1-9]")
_MAYBE = re.compile(r"[a-z][a-z]*(?:[sfrxjw]|aa|ee|oo|dd)|[a-z][a-z]*[1-9]", re.I)
# Telex keys may be letters of a foreign word; digits inside words may only be numbers ("A1", "Nam 2").
_ENOUGH, _ENOUGH_AMONG_MARKS, _ENOUGH_DIGITS = 2.0, 0.8, 1.4
# How much each key speaks for Telex: s, r and x end many foreign words, j none.
_TONE_WEIGHTS = {"j": 2.0, "f": 1.2, "x": 0.7, "r": 0.5, "s": 0.5}
# The same behind a final consonant, where hardly a foreign word has them ("hoangf").
_CLOSED_WEIGHTS = {"j": 2.0, "f": 2.0, "x": 1.5, "r": 1.2, "s": 0.5}
_ENGLISH = frozenset(("beef", "reef", "roof", "hoof", "minx", "lynx"))


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word with its keys carried out, and how much it speaks for having been typed so."""

    text: str
    weight: float


def undo_typing(text: str) -> str:
    """The text with Telex or VNI keys carried out where they were plainly left undone; else as it is.

    >>> undo_typing("Nguyeenx Vawn DDuwcs"), undo_typing("Nguye6n4 Va8n D9u71c")
    ('Nguyễn Văn Đức', 'Nguyễn Văn Đức')
    >>> undo_typing("Rubber Boots"), undo_typing("khí CO2"), undo_typing("Park Jin-Soo")
    ('Rubber Boots', 'khí CO2', 'Park Jin-Soo')
    """
    if not _MAYBE.search(text):
        return text
    words = _TOKEN.findall(text)
    typed = [_carried_out(word) for word in words]
    weight = sum(each.weight for each in typed if each)
    if weight < _ENOUGH_AMONG_MARKS:
        return text
    others = [word for word, each in zip(words, typed, strict=True) if each is None]
    if any(_is_foreign(word) for word in others):
        return text
    if weight < _enough(text, others):
        return text
    return _TOKEN.sub(lambda match: _text_of(match[0]), text)


def typed_syllable(word: str) -> str | None:
    """The syllable that a word alone may have been meant as, its keys carried out; None: it is one, or makes none.

    For searching, where a wrong guess costs nothing; a text to be kept needs more evidence (`undo_typing`).

    >>> typed_syllable("dduwcs"), typed_syllable("hair"), typed_syllable("lan")
    ('đức', 'hải', None)
    """
    typed = _carried_out(word)
    return typed.text if typed else None


def _enough(text: str, others: list[str]) -> float:
    if _DIGITS.search(text):
        return _ENOUGH_DIGITS
    return _ENOUGH_AMONG_MARKS if any(map(is_marked_syllable, others)) else _ENOUGH


def _text_of(word: str) -> str:
    typed = _carried_out(word)
    return typed.text if typed else word


def _is_foreign(word: str) -> bool:
    """True for a word of several letters that is neither Vietnamese nor a number."""
    return len(word) > 1 and word.isalpha() and not is_syllable(word)


@lru_cache(maxsize=65_536)
def _carried_out(word: str) -> _Typed | None:
    """The word as it was meant, None when it is one already or makes no sense as typed."""
    lowered = word.lower()
    if not word.isascii() or len(word) < 2 or not word[0].isalpha() or lowered in _ENGLISH:
        return None
    # "Coong" is a syllable too: it follows the words around it.
    if is_syllable(word) and "oo" not in lowered:
        return None
    typed = _vni(lowered) if any(c.isdigit() for c in word) else _telex(lowered)
    canonical = canonical_syllable(typed.text) if typed else None
    if typed is None or canonical is None or canonical == lowered:
        return None
    return _Typed(_in_case(canonical, word), 0.0 if is_syllable(word) else typed.weight)


def _in_case(text: str, word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(text) > 1 and all(c.isupper() for c in letters):
        return text.upper()
    return text.capitalize() if letters[0].isupper() else text


def _telex(word: str) -> _Typed | None:
    """The word in lower case with its Telex keys carried out."""
    letters: list[str] = []
    tone, weight, doubled = "", 0.0, False
    for key in word:
        if key in _TELEX_TONES and _has_vowel(letters):
            if tone:
                return None
            weights = _TONE_WEIGHTS if letters[-1] in _VOWELS else _CLOSED_WEIGHTS
            tone, weight = _TELEX_TONES[key], weight + weights[key]
        elif key == "w" and _horn(letters):
            weight += 0.9
        elif key == "d" and letters and letters[0] == "d":
            letters[0], weight = "đ", weight + 2.0
        elif key in "aeo" and _circumflex(letters, key):
            doubled = True
        else:
            letters.append(key)
    if doubled:
        weight += 1.0 if weight else 0.4
    return _joined(letters, tone, weight)


def _vni(word: str) -> _Typed | None:
    """The word in lower case with its VNI digits carried out; a digit inside it says more than one at the end."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if not key.isdigit():
            letters.append(key)
        elif key in _VNI_TONES and not tone and _has_vowel(letters):
            tone = _VNI_TONES[key]
        elif not (key in _VNI_SHAPES and _shape(letters, *_VNI_SHAPES[key])):
            if key != "9" or letters[:1] != ["d"]:
                return None
            letters[0] = "đ"
    if any(c.isdigit() for c in word[:-1]):
        return _joined(letters, tone, 2.0)
    return _joined(letters, tone, 0.7 if len(letters) > 1 else 0.1)


def _joined(letters: list[str], tone: str, weight: float) -> _Typed | None:
    vowels = [
        at
        for at, letter in enumerate(letters)
        if unicodedata.normalize("NFD", letter)[0] in _VOWELS
    ]
    if not vowels:
        return None
    letters[vowels[-1]] += tone
    return _Typed(unicodedata.normalize("NFC", "".join(letters)), weight)


def _has_vowel(letters: list[str]) -> bool:
    return any(unicodedata.normalize("NFD", letter)[0] in _VOWELS for letter in letters)


def _circumflex(letters: list[str], key: str) -> bool:
    """Puts the circumflex on the same vowel typed before, in the same group of vowels; False when there is none."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] == key:
            if key == "o" and letters[at + 1 :] == ["a"]:
                return False
            letters[at] = {"a": "â", "e": "ê", "o": "ô"}[key]
            return True
    return False


def _horn(letters: list[str]) -> bool:
    """Carries out a w: uo becomes ươ, else the last a, o or u gets its breve or horn; False when there is none."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in "uoa":
            if letters[at] == "o" and at and letters[at - 1] == "u":
                letters[at - 1] = "ư"
            letters[at] = {"u": "ư", "o": "ơ", "a": "ă"}[letters[at]]
            return True
        if letters[at] == "ư":
            return True
    return False


def _shape(letters: list[str], vowels: str, mark: str) -> bool:
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in vowels:
            if mark == "\u031b" and letters[at] == "o" and letters[at - 1 : at] == ["u"]:
                letters[at - 1] = "ư"
            letters[at] = unicodedata.normalize("NFC", letters[at] + mark)
            return True
    return False
