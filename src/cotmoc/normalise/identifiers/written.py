"""A written number without the words around it, and what workbooks did to it undone where that is certain."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cotmoc.normalise.identifiers.tables import rows
from cotmoc.normalise.identifiers.value import HINTS
from cotmoc.normalise.readings import Problem, error, warning
from cotmoc.normalise.text import fold

_SEPARATORS = " +-–—−.·•:'’‘`\"“”_/\\,*#\u00a0|~()[]"
_DROP = str.maketrans("", "", _SEPARATORS)
_WIDE = re.compile("[\uff01-\uff5e]")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_FLOAT = re.compile(r"(\d{5,})[.,]0+")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[Ee]\+?(\d{1,2})")
# Capitals right before the digits: letters of the number, whatever word they could be ("LA-3828", "MA123456").
_SERIES = re.compile(r"(?<![^\W\d_])(?!SO|NO|CC|ID|PP|HC|TK|DT|DD)[A-Z]{1,2}[\s.·-]*$")
# Whether anything can follow at all: brackets, commas, small letters side by side.
_MORE = re.compile(r"[(\[;,]|[^\W\dA-Z_]{2}| - ")
# What follows a number: a remark in brackets, or when, where and by whom it was given.
_AFTER = re.compile(
    r"\s*[(\[;].*$|,\s.*$|\s+-\s+[^\W\d_]{3,}.*$"
    r"|\s(?:cấp|cap|do|ngày|ngay|tại|tai|của|cua|nơi|noi|đứng|hiệu|nhãn|loại|màu|thời|hạn|kéo|keo|và|va|là|để"
    r"|issued|dated|valid|exp|from|expires|with|made|owned)\b.*$",
    re.I | re.S,
)
# fmt: off
_FILLERS = frozenset((
    "so", "no", "number", "la", "mang", "co", "hieu", "ma", "n", "nr", "num", "cua", "tren", "voi", "kiem", "soat",
    "the", "cu", "moi", "loai", "vn", "tam", "ca", "nhan", "trung", "quoc", "lao", "campuchia", "thai", "lan",
))
_FIRST_FILLERS = frozenset(("so", "no", "ma"))
# Words that say something only before a colon, another word or a long number: "ĐT-12345" is a boat.
_WEAK = frozenset((
    "cc", "hc", "pp", "dt", "dd", "tk", "id", "do", "xe", "the", "ppt", "bien", "card", "bs",
))
# fmt: on
_LONG = 7
_FEWEST_DIGITS = 4
_MOST_WORDS = 6


class Written(NamedTuple):
    """What is left of a text: the number itself, its letters and digits, the hint of its words, and what was noted.

    `compact` is upper case without separators; `rest` holds the words that followed.
    """

    text: str
    compact: str
    hint: str = ""
    rest: str = ""
    notes: tuple[Problem, ...] = ()
    spoiled: Problem | None = None


def compact(text: str) -> str:
    """The text in upper case without the separators that numbers are written with.

    >>> compact("14c-123.45")
    '14C12345'
    """
    return text.translate(_DROP).upper()


def take_apart(text: str, written: str) -> Written:
    """The number within a cleaned text.

    Notes: `identifier.more_written` where what was left out holds a number of its own. Spoiled by
    `identifier.scientific`: a workbook kept the first digits only.
    """
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    scientific = _SCIENTIFIC.fullmatch(text) if "E" in text or "e" in text else None
    if scientific:
        return _from_scientific(scientific, written)
    first = _DIGIT.search(text)
    if first is None:
        return _without_digits(text)
    at, hint, body = first.start(), "", text
    if at:
        hint, rest = _label(text[:at], len(text) - at >= _LONG)
        body = rest + text[at:]
    if body[-1] == "0" and (whole := _WHOLE_FLOAT.fullmatch(body)):
        body = whole.group(1)
    after = _AFTER.search(body, 1) if _MORE.search(body) else None
    if after is None:
        return Written(body, compact(body), hint)
    return _cut(body, after.start(), hint, written)


def _without_digits(text: str) -> Written:
    """A text without any digit: only call signs can be numbers of letters alone."""
    label = _label(text, False)
    rest = label.rest if label.hint == "call_sign" else text
    return Written(rest, compact(rest), label.hint)


def _cut(body: str, at: int, hint: str, written: str) -> Written:
    kept, rest = body[:at], body[at:].strip()
    if len(_DIGIT.findall(kept)) < _FEWEST_DIGITS:
        return Written(body, compact(body), hint)
    notes: tuple[Problem, ...] = ()
    if len(re.findall(r"\d", re.sub(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", "", rest))) >= 6:
        notes = (warning("identifier.more_written", written, rest=rest.strip(" ;,()[]")),)
    return Written(kept, compact(kept), hint, rest, notes)


def _from_scientific(match: re.Match[str], written: str) -> Written:
    """The digits when the workbook kept all of them, else none."""
    digits = match.group(1) + (match.group(2) or "")
    wanted = int(match.group(3)) + 1
    if len(digits) == wanted:
        return Written(digits, digits)
    return Written(
        "",
        "",
        spoiled=error("identifier.scientific", written, kept=str(len(digits)), digits=str(wanted)),
    )


class _Label(NamedTuple):
    """The hint of the words before a number, and the letters before its first digit that belong to it."""

    hint: str
    rest: str


@cache
def _labels() -> dict[tuple[str, ...], str]:
    return {tuple(words.split()): hint for words, hint in rows("labels.tsv", 2)}


@lru_cache(maxsize=16_384)
def _label(prefix: str, is_long: bool) -> _Label:
    """Words before a number, taken off from the left as long as they are labels or fillers."""
    words = [(match.start(), fold(match.group())) for match in _WORD.finditer(prefix)]
    last = len(words) - (1 if _SERIES.search(prefix) else 0)
    at, hint = 0, ""
    while at < last:
        step, said = _label_at(words, at)
        if (
            said
            and step == 1
            and words[at][1] in _WEAK
            and not _is_said(prefix, words, at, is_long)
        ):
            break
        if not said:
            if words[at][1] not in (_FILLERS if hint else _FIRST_FILLERS):
                break
            step = 1
        hint = _narrower(hint, said)
        at += step
    if at == 0:
        return _Label("", prefix)
    return _Label(
        hint,
        prefix[words[at][0] :]
        if at < len(words)
        else "(" * prefix.count("(") + ("+" if prefix.rstrip().endswith("+") else ""),
    )


def _is_said(prefix: str, words: list[tuple[int, str]], at: int, is_long: bool) -> bool:
    """True when a short word surely labels what follows."""
    start = words[at][0]
    end = start + len(words[at][1])
    follows = prefix[end : words[at + 1][0] if at + 1 < len(words) else None]
    return (
        is_long
        or ":" in follows
        or (at + 1 < len(words) and words[at + 1][1] in ("so", "no", "bks", "bien"))
    )


def _label_at(words: list[tuple[int, str]], at: int) -> tuple[int, str]:
    """How many words from here on are one label (the longest), and its hint."""
    labels = _labels()
    for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        hint = labels.get(tuple(word for _, word in words[at : at + count]))
        if hint:
            return count, hint
    return 0, ""


def _narrower(one: str, other: str) -> str:
    """The hint that allows fewer kinds."""
    if not one or not other:
        return one or other
    return other if len(_allowed(other)) <= len(_allowed(one)) else one


def _allowed(hint: str) -> frozenset[str]:
    return frozenset(HINTS.get(hint, {hint}))
