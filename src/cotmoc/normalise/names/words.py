"""One word of a name: in its case, with its tone mark in its place, and what it tells about the name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cotmoc.normalise.names.lists import BARE_FAMILIES, DOUBLE_FAMILIES, FAMILIES, words
from cotmoc.normalise.syllables import canonical_syllable, is_unmarked_syllable, lacks_marks
from cotmoc.normalise.text import fold

# What a word tells, as bits.
FAMILY = 1  # a Vietnamese family name, with or without marks
MARKED = 2  # bears a tone or vowel mark
LACKS = 4  # cannot stand without a mark it does not have
FAMILY_LACKS = 8  # so if it is the family name: Le, Tran, Ho
TRAP = 16  # begins what may be no part of the name
PAIR = 256  # so with the right word behind it
SYLLABLE = 32  # a Vietnamese syllable, with or without marks
DOUBLE = 64  # begins a family name of two words
SPEAKS = 128  # at the beginning, may speak to somebody or say that nobody is known ("ba", "khong")
# What was changed, as bits.
CASE = 1
TONE_PLACE = 2
COMPOSED = 4
# The bits of what was changed -> the codes of a name's changes.
CHANGED_CODES = tuple(
    ("cleaned",) * bool(bits & COMPOSED)
    + ("tone_place",) * bool(bits & TONE_PLACE)
    + ("case",) * bool(bits & CASE)
    for bits in range(8)
)

# In names of the West these stand small, and belong to the family name behind them.
PARTICLES = frozenset(
    "van von der den de del dela della di da dos du la le ter bin binti al el ibn und y".split()  # noqa: SIM905
)


class Word(NamedTuple):
    """A word as it is shown, the bits of what was changed, and the bits of what it tells."""

    text: str
    changed: int
    tells: int


@lru_cache(maxsize=65_536)
def read_word(written: str) -> Word:
    """One word of a person's name, without its blanks.

    >>> read_word("HOÀ").text, read_word("nguyen").text, read_word("O'BRIEN").text, read_word("McDonald").text
    ('Hòa', 'Nguyen', "O'Brien", 'McDonald')
    """
    word = unicodedata.normalize("NFC", written)
    composed = COMPOSED if word != written else 0
    if "." in word:
        return Word(word, composed, 0)
    canonical = canonical_syllable(word)
    if canonical is None and not is_unmarked_syllable(word):
        text = _cased(word)
        return Word(text, composed | (CASE if text != word else 0), 0)
    shown = canonical or word
    text = shown.capitalize()
    # "Quê" is a given name, "quê" begins a place of birth.
    trap = TRAP if word.lower() in _SINGLE and text != word else 0
    moved = composed | (TONE_PLACE if shown != word else 0)
    return Word(text, moved | (CASE if text != shown else 0), trap | _tells(text.lower()))


def read_words(written: list[str]) -> list[Word]:
    """The words of one name; small particles stay small among foreign words ("Vincent van Dijk").

    >>> [word.text for word in read_words(["Vincent", "van", "Dijk"])], read_words(["nguyen", "van"])[1].text
    (['Vincent', 'van', 'Dijk'], 'Van')
    """
    words = [read_word(word) for word in written]
    if any(not word.tells and not word.text.islower() for word in words):
        return [
            Word(piece, 0, 0) if piece in PARTICLES else word
            for piece, word in zip(written, words, strict=True)
        ]
    return words


def _tells(word: str) -> int:
    tells = SYLLABLE | (SPEAKS if word in _SPEAKING else 0) | (DOUBLE if word in _DOUBLE else 0)
    tells |= PAIR if word in _PAIR_FIRSTS else 0
    if word in FAMILIES:
        tells |= FAMILY
    if not word.isascii():
        return tells | MARKED
    if word in BARE_FAMILIES:
        tells |= FAMILY
        if word not in FAMILIES:
            tells |= FAMILY_LACKS
    return tells | (LACKS if lacks_marks(word) else 0)


def _cased(word: str) -> str:
    """A foreign word in capitals or small letters, as names are written; mixed case stays."""
    if word.isupper() and len(word) > 1:
        return "".join(_capitalised(part) for part in _parts(word))
    if word.islower() and word not in PARTICLES:
        return "".join(_capitalised(part) for part in _parts(word)[:1]) + "".join(_parts(word)[1:])
    return word


def _capitalised(part: str) -> str:
    return part[:1].upper() + part[1:].lower()


def _parts(word: str) -> list[str]:
    """The parts between hyphens and apostrophes, each mark with the part behind it left by itself."""
    parts = [""]
    for character in word:
        if character in "-'’":
            parts += [character, ""]
        else:
            parts[-1] += character
    return parts


_BEHIND = [
    entry.replace(":", "").split()
    for entry in (*words()["aliases"], *words()["bracketed_aliases"], *words()["beside"])
]
# Single words, and pairs of words with and without marks, that begin what may be no part of the name.
_SINGLE = frozenset(
    {entry[0] for entry in _BEHIND if not entry[1:]}
    | {"và", "va", "với", "cùng", "ở", "and", "là", "làm"}
)
_BEFORE = [entry.split() for entry in (*words()["roles"], *words()["placeholders"])]
_PAIRS = frozenset(
    tuple(pair)
    for entry in (*_BEHIND, *_BEFORE)
    if entry[1:]
    for pair in (entry[:2], fold(" ".join(entry)).split()[:2])
)
_PAIR_FIRSTS = frozenset(pair[0] for pair in _PAIRS)


def hold_pair(pieces: list[str]) -> bool:
    """True when two of some words together begin what is no part of a name ("quốc tịch").

    >>> hold_pair(["Lê", "Văn", "Quốc", "tịch"]), hold_pair(["Lê", "Quốc", "Anh"])
    (True, False)
    """
    lowered = [piece.lower() for piece in pieces]
    return any(pair in _PAIRS for pair in pairwise(lowered))


_SPEAKING = frozenset(
    {*words()["addresses"], *words()["bare_addresses"]}
    | {word for entry in _BEFORE if not entry[1:] for word in (entry[0], fold(entry[0]))}
)
_DOUBLE = frozenset(word.split()[0] for word in DOUBLE_FAMILIES)
