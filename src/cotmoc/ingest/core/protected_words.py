"""Names of columns that hold a protected fact of a person, in the languages of data/protected_headers.tsv."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

from cotmoc.normalise.codes.forms import Form, form_of
from cotmoc.normalise.codes.registry import divided

_DATA = files("cotmoc.ingest.core") / "data"
# Languages whose words are not divided by spaces: their words are looked for anywhere in a header.
_UNDIVIDED = frozenset(("zh", "lo", "km", "th"))
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Abbreviations that clerks use for such a column, and for others: they make its values be looked at more closely.
_HINTS = {
    "dt": "ethnicity", "tp dt": "ethnicity", "tpdt": "ethnicity", "tg": "religion", "dd": "membership",
    "dv": "membership", "ct": "political_opinion", "tt sk": "health", "ttsk": "health", "tdct": "political_opinion",
    "th": "ethnicity", "tp": "ethnicity", "nm": "health",
}  # fmt: skip
_NAMES = re.compile(
    r"\b(ho ten|ho va ten|ten|ho|name|names|surname|xa|thon|ban|to|quoc tich|nationality|citizenship|country|nuoc|"
    r"noi o|dia chi|dia ban|address|place|que quan|tinh|huyen|khu vuc|nguoi lien he|nhan vien|nguoi lap|chu hang|"
    r"quoc gia|xuat xu|origin|made in|flag|co tau|nghe danh|bi danh|alias|hang|brand|san pham|mat hang|tang vat)\b"
)


def packaged_words(name: str) -> list[dict[str, str]]:
    """The rows of one of the word lists; notes begin with #."""
    text = (_DATA / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def plain(text: str) -> str:
    """The text in lower case, in one form of Unicode, without spaces: for scripts that divide no words."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=4_096)
def header_kind(header: str) -> str:
    """The kind of protected fact that a header names in any of the languages, "" for none.

    >>> header_kind("Tình trạng SỨC KHOẺ"), header_kind("宗教信仰"), header_kind("Sức khỏe tang vật")
    ('health', 'religion', '')
    """
    words = _forms(header)
    bare = f" {' '.join(word.bare for word in words)} "
    innocent, divided_phrases, undivided = _phrases()
    for phrase, marked in innocent:
        if phrase in bare and _agree(words, bare, phrase, marked):
            words, bare = _without(words, bare, phrase)
    for phrase, marked, kind in divided_phrases:
        if phrase in bare and _agree(words, bare, phrase, marked):
            return kind
    if header.isascii():
        return ""
    joined = plain(header)
    return next((kind for phrase, kind in undivided if phrase in joined), "")


def _forms(text: str) -> list[Form]:
    normal = unicodedata.normalize("NFC", _CAMEL.sub(" ", text)).lower()
    return [form_of(word) for word in _WORD.findall(normal)]


@lru_cache(maxsize=1)
def _phrases() -> tuple[
    list[tuple[str, list[str]]], list[tuple[str, list[str], str]], list[tuple[str, str]]
]:
    """The innocent phrases, those of divided languages with their marks and kind, and those of undivided ones."""
    innocent = [
        _phrase(phrase)
        for row in packaged_words("protected_innocent.tsv")
        for phrase in divided(row["words"])
    ]
    spaced, undivided = [], []
    for row in packaged_words("protected_headers.tsv"):
        for phrase in divided(row["words"]):
            if row["language"] in _UNDIVIDED:
                undivided.append((plain(phrase), row["kind"]))
            else:
                spaced.append((*_phrase(phrase), row["kind"]))
    longest_first = sorted(innocent, key=lambda each: -len(each[0]))
    return longest_first, sorted(spaced, key=lambda each: -len(each[0])), undivided


def _phrase(text: str) -> tuple[str, list[str]]:
    """A phrase without marks, between spaces, and the words of it with their marks."""
    forms = _forms(text)
    return f" {' '.join(form.bare for form in forms)} ", [form.marked for form in forms]


def _place(bare: str, phrase: str) -> int:
    return bare[: bare.index(phrase) + 1].count(" ") - 1


def _without(words: list[Form], bare: str, phrase: str) -> tuple[list[Form], str]:
    """The words with an innocent phrase replaced by one that means nothing."""
    begin = _place(bare, phrase)
    kept = [*words[:begin], form_of("0"), *words[begin + phrase.count(" ") - 1 :]]
    return kept, f" {' '.join(word.bare for word in kept)} "


def _agree(words: list[Form], bare: str, phrase: str, marked: list[str]) -> bool:
    """True where no written mark says that another word is meant: bệnh, but not bênh."""
    begin = _place(bare, phrase)
    return all(
        not word.has_marks or word.marked == known or _same_letters(word.marked, known)
        for word, known in zip(words[begin:], marked, strict=False)
    )


def _same_letters(one: str, other: str) -> bool:
    """True where words differ by nothing but that one lacks its tone, as in a header half without marks."""
    bare_one, bare_other = one.rstrip("12345"), other.rstrip("12345")
    return bare_one == bare_other and (one == bare_one or other == bare_other)


def kind_hinted(header: str) -> str:
    """The kind that the abbreviation in a header may stand for, "" for none.

    >>> kind_hinted("DT"), kind_hinted("Điện thoại")
    ('ethnicity', '')
    """
    return _HINTS.get(" ".join(form.bare for form in _forms(header)), "")


def is_about_names(header: str) -> bool:
    """True for a header of names, places, countries or goods: words of peoples are also these."""
    return bool(_NAMES.search(" ".join(form.bare for form in _forms(header))))
