"""A cell that holds the names of several."""

from __future__ import annotations

import re

from cotmoc.normalise.names.legal_forms import find_form
from cotmoc.normalise.names.lists import (
    BARE_FAMILIES,
    CHARACTER_FAMILIES,
    FAMILIES,
    PINYIN_FAMILIES,
    is_pinyin,
)
from cotmoc.normalise.names.titles import without_titles

# Between names these always divide; numbers of a list do when there are several.
_LINES = re.compile(r"\s*[;\n\r；|]\s*")
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}\s*[.)/]\)?\s*(?=[^\W\d_])")
# These divide when a name stands on both sides.
_MAYBE = re.compile(
    r"\s*[,、，/&+]\s*|\s+[-–—]\s+|(?<=[^\W\d_])-(?=[^\W\d_]+\s)|\s+(?:và|va|and|cùng|với)\s+", re.I
)
_MAYBE_AT_ALL = re.compile(r"[;\n\r；|,、，/&+\-–—]|\b(?:và|va|and|cùng|với)\b|\d", re.I)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_CHARACTERS = re.compile(r"[\u3400-\u9fff]{2,4}")


def split_names(text: str) -> list[str]:
    """The parts of a text that holds several names, else the text alone; never empty parts.

    >>> split_names("Giàng A Dế và Mùa A Chứ"), split_names("Lê Văn Tài (SN 1985), trú tại Hải Hà")
    (['Giàng A Dế', 'Mùa A Chứ'], ['Lê Văn Tài (SN 1985), trú tại Hải Hà'])
    """
    if not _MAYBE_AT_ALL.search(text):
        return [text]
    parts = [part for part in _LINES.split(text) if part.strip()]
    parts = [piece for part in parts for piece in _numbered(part)]
    return [piece for part in parts for piece in _divided(part)] or [text]


def _numbered(text: str) -> list[str]:
    starts = [match.end() for match in _NUMBERED.finditer(text)]
    if len(starts) < 2:
        return [text]
    pieces = [piece.strip(" ,;") for piece in _NUMBERED.split(text)]
    return [piece for piece in pieces if piece]


def _divided(text: str) -> list[str]:
    """The text divided where a name begins behind the sign and one stands before it, brackets left whole."""
    if find_form(text) or not _MAYBE.search(text):
        return [text]
    masked = _BRACKETED.sub(lambda match: "\x00" * len(match[0]), text)
    pieces, begin = [], 0
    for match in _MAYBE.finditer(masked):
        before, after = masked[begin : match.start()], masked[match.end() :]
        if _begins_name(before) and _begins_name(after):
            pieces.append(text[begin : match.start()])
            begin = match.end()
    return [*pieces, text[begin:]]


def _begins_name(text: str) -> bool:
    """True when a text begins with a title, or with a family name and another word."""
    text = text.strip().split(";")[0]
    bare = without_titles(text)
    words = re.split(r"[\s,、，/&+\x00(-]+", bare)
    words = [word for word in words if word]
    if not words:
        return False
    if _CHARACTERS.fullmatch(words[0]) and words[0][0] in CHARACTER_FAMILIES:
        return True
    if bare != text and words[0][0].isupper() and not find_form(bare):
        return True
    lowered = words[0].lower()
    if len(words) < 2 or not words[0][0].isupper() or not words[1][0].isupper():
        return False
    family = lowered in FAMILIES or (lowered in BARE_FAMILIES and words[0].isascii())
    return family or (lowered in PINYIN_FAMILIES and is_pinyin(words[1]))
