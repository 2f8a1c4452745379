"""The legal form in the name of an organisation: which it is, and where it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.normalise.names.lists import rows
from cotmoc.normalise.syllables import is_syllable
from cotmoc.normalise.text import fold


@dataclass(frozen=True, slots=True)
class Form:
    """A legal form as found: its code, as it is written out, and where it stands in the text."""

    code: str
    shown: str
    start: int
    end: int

    @property
    def leads(self) -> bool:
        """True when it stands before the name."""
        return self.start == 0


_ROWS = list(rows("legal_forms.tsv"))
_LABELS = {row["code"]: row["label"] for row in _ROWS}
_STARTS = {each: row["code"] for row in _ROWS for each in row["start"].split("|") if each}
_BARE_STARTS = {fold(each): code for each, code in _STARTS.items() if len(fold(each)) > 2}
_ENDS = {each: row["code"] for row in _ROWS for each in row["end"].split("|") if each}
# Words that are written out where a form is written with them.
_SHORT = frozenset("cty cp kd 1tv 2tv 1 ctcp dntn dn htx hkd tct".split())  # noqa: SIM905
_SHOWN_ENDS = {"ltd": "Ltd", "coltd": "Co., Ltd", "inc": "Inc", "corp": "Corp", "gmbh": "GmbH"}


def _any_of(variants: list[str]) -> str:
    escaped = (
        re.escape(each).replace("\\ ", r"[\s.]+") for each in sorted(variants, key=len)[::-1]
    )
    return "|".join(escaped)


_START = re.compile(rf"({_any_of([*_STARTS, *_BARE_STARTS])})\.?(?=[\s:]|$)[\s:]*", re.I)
_LATIN_END = re.compile(
    rf"[\s,]+({_any_of([each for each in _ENDS if each[0].isascii()])})[\s.]*$", re.I
)
_OTHER_END = re.compile(
    rf"\s*({_any_of([each for each in _ENDS if not each[0].isascii()])})\s*$", re.I
)
_LAO_COMPANY = re.compile(r"ບໍລິສັດ\s+(?=\S)")
_KEY = re.compile(r"[\s.,]+")
_END_CODES = {_KEY.sub("", each): code for each, code in _ENDS.items()}
_START_CODES = {_KEY.sub("", each): code for each, code in (_BARE_STARTS | _STARTS).items()}


# First and last words of all forms: most names have none.
_FIRSTS = frozenset(re.split(r"[\s.]", each)[0] for each in (*_STARTS, *_BARE_STARTS))
_LASTS = frozenset(re.split(r"[\s.,]+", each.strip("."))[-1] for each in _ENDS if each[0].isascii())
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4_096)
def find_form(text: str) -> Form | None:
    """The legal form of an organisation's name, None when the text does not name one.

    >>> find_form("CTY TNHH Bình Minh").shown, find_form("Ocean Star Co., Ltd").code, find_form("Nguyễn Công Ty")
    ('Công ty TNHH', 'ltd', None)
    """
    words = _WORDS.findall(text.lower())
    if not words or (words[0] not in _FIRSTS and words[-1] not in _LASTS and text[-1] < "\u0e00"):
        return None
    match = _START.match(text)
    if match and text[match.end() :].strip():
        code = _START_CODES[_KEY.sub("", match[1].lower())]
        return Form(code, _shown_start(match[1], code), 0, match.end())
    match = _LAO_COMPANY.match(text)
    if match:
        return Form("ltd", match[0].strip(), 0, match.end())
    match = _LATIN_END.search(text) or _OTHER_END.search(text)
    if match is None or not text[: match.start()].strip(" ,.") or _is_person(text, match[1]):
        return None
    key = _KEY.sub("", match[1].lower())
    shown = _SHOWN_ENDS.get(key, match[1].title() if len(key) > 3 and key.isalpha() else match[1])
    return Form(_END_CODES[key], shown, match.start(), len(text))


def _is_person(text: str, form: str) -> bool:
    """True for "Nguyen Thi Co.": the one form that is a syllable too."""
    return form.lower().rstrip(".") == "co" and all(map(is_syllable, text.rstrip(". ").split()))


def _shown_start(written: str, code: str) -> str:
    """The form written out if it was abbreviated or not in its usual case, without marks if it had none."""
    parts = written.lower().replace(".", "").split()
    bare = written.isascii() and fold(_LABELS[code]) != _LABELS[code].lower() and len(parts) > 1
    if not _SHORT.intersection(parts) and written != written.lower() and written != written.upper():
        return " ".join(written.split())
    return _without_marks(_LABELS[code]) if bare and parts[0] not in _SHORT else _LABELS[code]


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
