"""What stands before a name: numbers of a list, labels, roles and forms of address; and what stands instead of one."""

from __future__ import annotations

import re
from functools import lru_cache

from cotmoc.normalise.names.lists import (
    BARE_FAMILIES,
    DOUBLE_FAMILIES,
    LAO,
    LAO_WORDS,
    alternatives,
    either_way,
    words,
)
from cotmoc.normalise.syllables import is_syllable
from cotmoc.normalise.text import fold

_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)/]\)?|[a-zđ]\)|[-–+•*='`])\s*(?=[^\d\s])", re.I)
_QUOTED = re.compile(r'^["“”«\'(\[]\s*([^"“”«»()\[\]]*?)\s*["“”»\')\]]$')
_END = r"(?=[\s:.,]|$)[\s:.,\-–]*"
_ROLE = re.compile(rf"^{alternatives(either_way(words()['roles']))}{_END}", re.I)
_ADDRESS = re.compile(rf"^({alternatives(words()['addresses'])})(\s*[:.])?\s+(?=\S)", re.I)
_BARE_ADDRESS = re.compile(
    rf"^({alternatives(words()['bare_addresses'])})(\s*[:.])?\s+(?=\S)", re.I
)
_LAO_ADDRESS = re.compile(rf"^{alternatives(words()['lao_addresses'])}\.?\s+(?=\S)", re.I)
_LEADING = re.compile(rf"^{alternatives(words()['leading'])}\s*(?=\S)")
_TRAILING = re.compile(rf"(?<=\S)\s*{alternatives(words()['trailing'])}$")
_PLACEHOLDERS = frozenset(words()["placeholders"])
# Without marks, these may be names too: Võ Danh, Võ Chu.
_BARE_PLACEHOLDERS = frozenset(map(fold, _PLACEHOLDERS)) - {"vo danh", "vo chu", "khong ten"}
_UNNAMED = re.compile(words()["unnamed"][0])
# First words of all of them: most names begin with none.
_PLACEHOLDER_FIRSTS = frozenset(
    word
    for entry in (*_PLACEHOLDERS, *words()["unnamed_firsts"])
    for word in (entry.partition(" ")[0], fold(entry).partition(" ")[0])
)
_TITLE_FIRSTS = frozenset(
    re.split(r"[\s/,(]", entry)[0].strip(".")
    for entry in (
        *either_way(words()["roles"]), *words()["addresses"], *words()["bare_addresses"], *words()["lao_addresses"],
    )
)  # fmt: skip
_FIRST = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4_096)
def is_placeholder(text: str) -> bool:
    """True for words that stand where a name is not known, and for text without any letter.

    >>> is_placeholder("Chưa rõ danh tính"), is_placeholder("02 đối tượng khác"), is_placeholder("Không Minh")
    (True, True, False)
    """
    first = _FIRST.search(text)
    if first is None:
        return True
    if first[0].lower() not in _PLACEHOLDER_FIRSTS:
        return False
    folded = fold(text)
    if text.isascii():
        return folded in _BARE_PLACEHOLDERS or _UNNAMED.fullmatch(folded) is not None
    if re.sub(r"[\W_]+", " ", text.lower()).strip() in _PLACEHOLDERS:
        return True
    return _UNNAMED.fullmatch(folded) is not None


def without_marks_of_lists(text: str) -> str:
    """The text without a number or sign of a list before it, and without quotation marks or brackets around all of it.

    >>> without_marks_of_lists('1. "Lê Văn Tài"')
    'Lê Văn Tài'
    """
    text = _NUMBERING.sub("", text)
    quoted = _QUOTED.match(text)
    return (quoted[1] if quoted else text).strip(" ,;.") if text.strip(" .,;") else text


def without_titles(text: str) -> str:
    """The text without roles, labels and forms of address; a name that may hold them as words keeps them.

    >>> without_titles("Bị can: ông Nguyễn Văn Tú"), without_titles("Anh Tú"), without_titles("anh Tú")
    ('Nguyễn Văn Tú', 'Anh Tú', 'Tú')
    """
    while True:
        shorter = _without_one(text)
        if shorter == text or not shorter:
            return text
        text = shorter


def _without_one(text: str) -> str:
    first = _FIRST.match(text)
    if (
        first
        and first[0].lower() not in _TITLE_FIRSTS
        and text[-1] < "\u3000"
        and text[0] < "\u0400"
    ):
        return text
    match = _ROLE.match(text) or _LEADING.match(text)
    if match:
        return text[match.end() :].strip()
    match = _BARE_ADDRESS.match(text) if text.isascii() else _ADDRESS.match(text)
    if match and _is_address(match, text[match.end() :]):
        return text[match.end() :]
    match = _LAO_ADDRESS.match(text)
    if match and _is_lao(text[match.end() :]):
        return text[match.end() :]
    return _TRAILING.sub("", text)


def _is_address(match: re.Match[str], rest: str) -> bool:
    """Whether "anh", "bà" … before the rest of a text speaks to somebody, or is a word of the name."""
    followers = rest.split()
    if match[2] or (match[1].islower() and rest[0].isupper()):
        return True
    if len(followers) < 2:
        return False
    first = followers[0].lower()
    if rest.isascii() and match[1].isascii():
        return first in BARE_FAMILIES
    return f"{match[1]} {first}".lower() not in DOUBLE_FAMILIES


def _is_lao(rest: str) -> bool:
    """True when the words behind "Thao" or "Nang" are Lao, not Hmong or Vietnamese ones."""
    followers = rest.lower().split()
    return any(
        word in LAO_WORDS or (LAO.fullmatch(fold(word)) and not is_syllable(word))
        for word in followers
    )
