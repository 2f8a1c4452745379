"""Values that state a protected fact of a person, whatever their column is called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cotmoc.ingest.core.protected_words import packaged_words, plain
from cotmoc.normalise.codes.forms import form_of
from cotmoc.normalise.codes.registry import divided
from cotmoc.normalise.text import fold

_SHARE, _HINTED_SHARE, _FEWEST = 0.8, 0.6, 3
_LONGEST = 60
# "1 - Kinh", "2: Phật giáo": a code before its meaning.
_CODE = re.compile(r"^\W*(?:\d{1,2}|[a-zA-Z])\s*[-–:.=)]\s*")
_LABEL = re.compile(
    r"^(?:(?:thành phần )?dân tộc|dt|d\.tộc|tôn giáo|tg|người dân tộc|người|theo đạo|theo|đạo|sức khỏe|sk|"
    r"tình trạng sức khỏe|nhóm máu|bị bệnh|bệnh|bị|mắc bệnh|mắc|ethnic(?:ity)?|religion|health|nhóm)\s*[:\-]?\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;/|+&]\s*|\s+-\s+|\s+và\s+|\s+and\s+|\s*\(\s*|\s*\)\s*")
_LEGEND = re.compile(r"[\w.]{1,3}\s*[=:.)–-]\s*([^,;()\[\]/|=:]{2,40})")
_WORD = re.compile(r"[^\W_]+")
_HAN_PEOPLE = re.compile(r"[\u4e00-\u9fff]{1,4}族")
# Foreign words without marks, and words with other meanings in the other, must not be read as one another.
_SURE, _SHARED = 2, 1


@dataclass(frozen=True)
class Values:
    """The distinct written values of a column with how often each occurs; empty ones are left out."""

    counts: Counter[str]

    @classmethod
    def of(cls, values: Iterable[str]) -> Values:
        """The values of a column's cells."""
        return cls(Counter(value.strip() for value in values if value and value.strip()))


def protected_values(values: Values, hinted: str = "", *, is_about_names: bool = False) -> str:
    """The kind that the values state, "" for none; `hinted` is the kind that the header's abbreviation stands for."""
    total, stated, sure, words = 0, Counter[str](), Counter[str](), dict[str, set[str]]()
    for value, count in values.counts.items():
        told = kinds_of(value)
        if told is None:
            continue  # "không", "?": says nothing of any kind
        total += count
        for kind, strength in told.items():
            stated[kind] += count
            sure[kind] += count if strength == _SURE else 0
            words.setdefault(kind, set()).add(value.casefold())
    for kind, count in sorted(stated.items(), key=lambda item: (-item[1], item[0])):
        is_hinted = kind == hinted
        fewest = _FEWEST - 1 if is_hinted else _FEWEST
        if values.counts.total() < fewest or total < _FEWEST - 1:
            return ""
        if count < (_HINTED_SHARE if is_hinted else _SHARE) * total:
            continue
        # Single words of peoples are names and places too, but not three of them one beside another.
        is_evident = sure[kind] > 0 or (kind == "ethnicity" and len(words[kind]) >= _FEWEST)
        if is_about_names:
            is_evident = sure[kind] >= _SHARE * total and len(words[kind]) >= _FEWEST
        if is_evident or (is_hinted and len(words[kind]) > 1):
            return "health" if kind == "blood" else kind
    return ""


@lru_cache(maxsize=65_536)
def kinds_of(value: str) -> dict[str, int] | None:
    """The kinds that one value states, with their strength; {} for none, None for a value that says nothing."""
    if len(value) > _LONGEST:
        return {}
    told = dict(_kinds_of_parts(value) or _known_kinds(value))
    is_nothing = told.pop("neutral", 0) and not told
    return None if is_nothing else told


def _kinds_of_parts(value: str) -> dict[str, int]:
    """The kinds of all parts of a value, each of which must be known; {} where one is not."""
    text = _CODE.sub("", unicodedata.normalize("NFC", value).strip())
    parts = [part for part in _PARTS.split(text) if part]
    told: dict[str, int] = {}
    for part in parts:
        kinds = _kinds_of_part(part)
        if not kinds:
            return {}
        for kind, strength in kinds.items():
            told[kind] = max(told.get(kind, 0), strength)
    return told


def _kinds_of_part(part: str) -> dict[str, int]:
    if _HAN_PEOPLE.fullmatch(part):
        return {"ethnicity": _SURE}
    found = _known_kinds(part)
    if found:
        return found
    unlabelled = _LABEL.sub("", part)
    if unlabelled == part:
        return {}
    # Its label says that the word means nothing else.
    found = _known_kinds(unlabelled)
    return {kind: _SURE for kind in found if kind != "neutral"} or found


def _known_kinds(text: str) -> dict[str, int]:
    """The kinds of a word of the lists; where it is written with marks, of those with the same marks."""
    known = _known()
    kinds: dict[str, int] = {}
    marked = _marked(text)
    for word, kind, strength in known.get(fold(text), ()) or known.get(plain(text), ()):
        is_same = all(
            mine in (theirs, form_of(theirs.rstrip("12345")).bare)
            for mine, theirs in zip(marked, word, strict=False)
        )
        if is_same:
            kinds[kind] = max(strength, kinds.get(kind, 0))
    return kinds


def _marked(text: str) -> tuple[str, ...]:
    normal = unicodedata.normalize("NFC", text).lower()
    return tuple(form_of(word).marked for word in _WORD.findall(normal))


@lru_cache(maxsize=1)
def _known() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """Every value of the lists without its marks: with them, its kind and its strength."""
    known: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for row in packaged_words("protected_values.tsv"):
        strength = _SURE if row["strength"] == "sure" else _SHARED
        for word in divided(row["words"]):
            for key in {fold(word), plain(word)} - {""}:
                known.setdefault(key, []).append((_marked(word), row["kind"], strength))
    return known


def legend_kind(header: str) -> str:
    """The kind that two or more entries of a legend in a header state ("1=Kinh, 2=Tày"), "" for none.

    >>> legend_kind("Mã (1: Kinh; 2: Tày; 3: Nùng)"), legend_kind("Loại (1: xe; 2: tàu)")
    ('ethnicity', '')
    """
    told = Counter(
        kind
        for entry in _LEGEND.findall(header)
        for kind, strength in (kinds_of(entry.strip()) or {}).items()
        if strength == _SURE
    )
    kind, count = next(iter(told.most_common(1)), ("", 0))
    return ("health" if kind == "blood" else kind) if count > 1 else ""
