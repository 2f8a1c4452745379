"""The words of a name alone: parted where blanks were lost, put in order at a comma, initials joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cotmoc.normalise.names.lists import BARE_FAMILIES, FAMILIES, PINYIN_FAMILIES
from cotmoc.normalise.syllables import is_syllable

_SIGNS = re.compile(r"[._\-]+")
_ABBREVIATED = re.compile(r"(?:[A-ZĐ][a-zđ]?|Ngh|N[Gg]|T[HhRr]|P[Hh])\.")
_CONSONANTS = re.compile(r"(?:[BCDĐGHKLMNPQRSTVX]|Ng|Th|Tr|Ph|Nh|Kh|Ch)")
_ONE_LETTER = re.compile(r"[A-ZĐÂÊÔƠƯĂ]")
_LETTERS = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,3}[A-ZĐ]|[BCDĐGHKLMNPQRSTVX]{2}")
_CHARACTERS = re.compile(r"[\u3400-\u9fff]")
_TO_D = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")
_LIKE_D = re.compile("[\u00d0\u00f0\u0189\u0256]")
_SIGNS_OUTSIDE = re.compile(r"[\d?!*#@=<>/\\|~^\"“”«»():;]+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a name as written.

    `initials`: some are letters only; `letters`: all are.
    """

    words: list[str]
    initials: bool = False
    letters: bool = False
    changes: set[str] = field(default_factory=set)


def without_signs(name: str) -> tuple[str, tuple[str, ...]]:
    """The name without digits and signs that are no part of one, and these.

    >>> without_signs("Nguyễn Văn Đức ?")
    ('Nguyễn Văn Đức', ('?',))
    """
    signs = tuple(_SIGNS_OUTSIDE.findall(name))
    return (_SIGNS_OUTSIDE.sub(" ", name).strip(" ,.-–…'") if signs else name), signs


def tokenise(name: str) -> Tokens:
    """The words of a name without dates, titles and other names.

    >>> tokenise("Nguyen, Van Duc").words, tokenise("Ng. V. A").words, tokenise("NguyễnVănĐức").words
    (['Nguyen', 'Van', 'Duc'], ['Ng.V.A'], ['Nguyễn', 'Văn', 'Đức'])
    """
    changes: set[str] = set()
    name = name.strip(" ,-–…'") or name
    if "," in name:
        name = _in_order(name, changes)
    parted = _parted(name)
    if parted != name:
        changes.add("cleaned")
    words = re.sub(r"\.(?=[^\s.])", ". ", parted).split() if "." in parted else parted.split()
    initials = [_is_initial(word, at, len(words)) for at, word in enumerate(words)]
    if not any(initials):
        stripped = [word.strip(".,") for word in words]
        return Tokens([word for word in stripped if word] or [name], False, False, changes)
    if all(initials) or (
        sum(initials) > 0
        and all(i or _ONE_LETTER.fullmatch(w) for i, w in zip(initials, words, strict=True))
    ):
        joined = ".".join(word.rstrip(".") for word in words)
        return Tokens([joined], True, True, changes | ({"cleaned"} if joined != name else set()))
    return Tokens(_joined(words, initials), True, False, changes)


def with_vietnamese_d(text: str) -> str:
    """The text with Đ for letters that only look like it (Icelandic, African), in words that are Vietnamese by it.

    >>> with_vietnamese_d("Trần \u00d0ức"), with_vietnamese_d("Gu\u00f0rún")
    ('Trần Đức', 'Guðrún')
    """
    if not _LIKE_D.search(text):
        return text
    return " ".join(
        word.translate(_TO_D) if is_syllable(word.translate(_TO_D)) else word
        for word in text.split(" ")
    )


def _is_initial(word: str, at: int, count: int) -> bool:
    if _ABBREVIATED.fullmatch(word) or (count == 1 and _LETTERS.fullmatch(word)):
        return True
    return (bool(_CONSONANTS.fullmatch(word)) and count > 1 and at != count - 2) or (
        at == count - 1 and count > 1 and bool(_CONSONANTS.fullmatch(word))
    )


def _joined(words: list[str], initials: list[bool]) -> list[str]:
    """The words with initials at the end joined ("V.A"); one inside keeps its point ("John A. Smith")."""
    end = len(words)
    while end > 1 and (
        initials[end - 1] or (_ONE_LETTER.fullmatch(words[end - 1]) and initials[end - 2])
    ):
        end -= 1
    tail = [word.rstrip(".") for word in words[end:]]
    return [*words[:end], ".".join(tail)] if tail else words


def _in_order(name: str, changes: set[str]) -> str:
    """The two parts at a comma in the order of the name: "Nguyen, Van Duc", "Đức, Nguyễn Văn", "Smith, John"."""
    before, _, after = (part.strip() for part in name.partition(","))
    after = after.partition(",")[0].strip()
    if not before or not after or _CHARACTERS.search(name):
        return before or after
    changes.add("order")
    first, second = before.split()[0].lower(), after.split()[0].lower()
    if len(before.split()) == 1 and _is_family(first):
        return f"{before} {after}"
    if _is_family(second):
        return f"{after} {before}"
    if len(before.split()) <= 2:
        return f"{after} {before}"
    return before


def _is_family(word: str) -> bool:
    return word in FAMILIES or word in BARE_FAMILIES or word in PINYIN_FAMILIES


def _parted(name: str) -> str:
    """The name with blanks where points or nothing stand between its Vietnamese words."""
    if " " in name or len(name) < 5:
        return name
    glued = "".join(f" {c}" if c.isupper() else c for c in name).split()
    for parts in (_SIGNS.split(name), glued):
        if len(parts) > 1 and all(len(part) > 1 and is_syllable(part) for part in parts):
            return " ".join(parts) if _is_family(parts[0].lower()) else name
    return name
