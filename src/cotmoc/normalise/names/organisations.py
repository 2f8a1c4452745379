"""The names of organisations: the legal form, the trade, the distinctive core and the branch."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cotmoc.normalise.names.legal_forms import Form, find_form
from cotmoc.normalise.names.lists import rows
from cotmoc.normalise.names.values import OrganisationName
from cotmoc.normalise.syllables import (
    canonical_syllable,
    is_marked_syllable,
    is_syllable,
    lacks_marks,
)
from cotmoc.normalise.text import fold

_BRANCH_WORD = r"(?:chi nhánh|chi nhanh|cn|vpđd|văn phòng đại diện)"
_BRANCH_BEFORE = re.compile(
    rf"{_BRANCH_WORD}(?:\s+(?P<at>[^-–]{{2,40}}?)\s*[-–]\s*|\s+)(?=\S)", re.I
)
_BRANCH_BEHIND = re.compile(
    rf"(?:\s*[-–,]\s*|\s+|\s*\(\s*){_BRANCH_WORD}(?:\s+tại)?\s+(?P<at>[^()]{{2,40}}?)\s*\)?$", re.I
)
_PLACE_BEHIND = re.compile(r"\s+(?:tại|tai)\s+(?P<at>[^()]{2,40})$", re.I)
_TRADES = {row["language"]: row["words"].split("|") for row in rows("activities.tsv")}
_BEFORE = {fold(word): word for word in _TRADES["vi"]}
_BEHIND = frozenset(fold(word) for word in _TRADES["en"])
_LINKS = frozenset(("va", "and", ""))
_LAST_OF_TRADE = _LINKS | {word.rpartition(" ")[2] for word in _BEHIND}
_FIRST_OF_TRADE = _LINKS | {word.partition(" ")[0] for word in _BEFORE}
_CHINESE_TRADE = re.compile(f"(?:{'|'.join(_TRADES['zh'])})+$")
# A Chinese firm's name begins with its place.
_CHINESE_PLACE = re.compile(
    r"(?:广西|云南|广东|海南|贵州|南宁|东兴|防城港|凭祥|崇左|百色|河口|昆明|深圳|广州)(?:市|省|县|区)?|[\u4e00-\u9fff]{2,3}(?:市|省|县)"
)
_LAO_LIMITED = re.compile(r"\s*(?:ຈຳກັດ|ຈໍາກັດ)$")
_JOINED = re.compile(r"[&+/-]")
_LONGEST_TRADE = 4  # words: Vật liệu xây dựng


def read_organisation(text: str) -> OrganisationName | None:
    """The organisation that a cleaned text names, None when it holds no legal form.

    >>> read_organisation("CTY TNHH TM VÀ DV HẢI HÀ - CN MÓNG CÁI")  # doctest: +NORMALIZE_WHITESPACE
    OrganisationName(full='Công ty TNHH TM và DV Hải Hà - CN Móng Cái', legal_form='tnhh', core='Hải Hà',
        activity='TM và DV', branch='Móng Cái', unmarked=False, beside='', changes=('case', 'legal_form'))
    """
    before = _BRANCH_BEFORE.match(text) if text[:1] in "cvCV" else None
    name = text[before.end() :] if before else text
    form = find_form(name)
    if form is None:
        before, name, form = None, text, find_form(text)
    behind = _BRANCH_BEHIND.search(name)
    if behind and (form is None or behind.start() > form.end or not form.leads):
        name = name[: behind.start()]
        form = find_form(name)
    else:
        behind = None
    if form is None:
        return None
    return _assembled(text, name, form, before, behind)


def _assembled(
    text: str, name: str, form: Form, before: re.Match[str] | None, behind: re.Match[str] | None
) -> OrganisationName:
    place = _PLACE_BEHIND.search(name) if before else None
    middle = name[form.end :] if form.leads else name[: form.start]
    if place:
        middle = middle[: len(middle) - len(place[0])]
    shout = not any(c.islower() for c in text) or not any(c.isupper() for c in text)
    words = [_cased(word, shout) for word in middle.strip(" ,").split()]
    activity, core, shown = _parts(words, shout)
    lead, end = (f"{form.shown} ", "") if form.leads else ("", _gap(name, form) + form.shown)
    around = [
        _cased_all(part, shout)
        for part in (before[0] if before else "", (place or behind or [""])[0])
    ]
    full = f"{around[0]}{lead}{shown}{end}{around[1]}".strip()
    at = next((m["at"] for m in (place, behind, before) if m and m.groupdict().get("at")), "")
    return OrganisationName(
        full=full,
        legal_form=form.code,
        core=core,
        activity=activity,
        branch=_cased_all(at, shout).strip(),
        unmarked=_is_unmarked(full, form),
        changes=_changes(text, full),
    )


def _gap(name: str, form: Form) -> str:
    return " " if form.start and name[form.start] in " ," else ""


def _changes(text: str, full: str) -> tuple[str, ...]:
    if full == text:
        return ()
    if full.lower() == text.lower():
        return ("case",)
    return ("case", "legal_form") if text.isupper() or text.islower() else ("legal_form",)


def _parts(words: list[str], shout: bool) -> tuple[str, str, str]:
    """The trade, the distinctive core, and both as they are shown."""
    if len(words) == 1 and "\u3400" < words[0][:1] < "\ua000":
        return _chinese_parts(words[0])
    at = _trade_before(words)
    if shout:
        words = [*_trade_cased(words[:at]), *words[at:]]
    end = len(words) if at else _trade_behind(words)
    trade = words[:at] if at else words[end:]
    core = words[at:] if at else words[:end]
    text = " ".join(core)
    return " ".join(trade).strip(" ,&-"), _LAO_LIMITED.sub("", text), " ".join(words)


def _trade_before(words: list[str]) -> int:
    """How many words at the beginning tell the trade; at least one is left."""
    at = 0
    while at < len(words) - 1:
        length = next((n for n in range(_LONGEST_TRADE, 0, -1) if _is_trade(words[at : at + n])), 0)
        if not length or at + length >= len(words):
            break
        at += length
    # A link at the end belongs to the core ("và Bình Minh" is not a core, but neither is "Thương mại và").
    return at


def _is_trade(words: list[str]) -> bool:
    """True for words that are one word of trade, or link two."""
    if not words or (fold(words[0]) not in _FIRST_OF_TRADE and not _JOINED.search(words[0])):
        return False
    folded = fold(" ".join(words))
    if folded in _BEFORE or folded in _LINKS:
        return True
    parts = _JOINED.split(words[0]) if len(words) == 1 else []
    return len(parts) > 1 and all(fold(part) in _BEFORE or not part for part in parts)


def _trade_behind(words: list[str]) -> int:
    """Where English words of trade at the end begin; at least one word is left before them."""
    at = len(words)
    while at > 1 and fold(words[at - 1]) in _LAST_OF_TRADE:
        length = next(
            (n for n in (3, 2, 1) if n < at and fold(" ".join(words[at - n : at])) in _BEHIND), 0
        )
        if not length:
            if fold(words[at - 1]) in _LINKS and at < len(words) and at > 2:
                length = 1
            else:
                break
        at -= length
    return at


def _trade_cased(words: list[str]) -> list[str]:
    """Words of trade in capitals or small letters, in their usual case."""
    cased: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST_TRADE, 0, -1):
            label = _BEFORE.get(fold(" ".join(words[at : at + length])))
            if label and at + length <= len(words):
                bare = " ".join(words[at : at + length]).isascii()
                shown = _without_marks(label) if bare else label
                cased += shown.split()
                at += length
                break
        else:
            cased.append(words[at].lower() if fold(words[at]) in _LINKS else words[at])
            at += 1
    return cased


def _chinese_parts(word: str) -> tuple[str, str, str]:
    place = _CHINESE_PLACE.match(word)
    rest = word[place.end() :] if place and len(word) > place.end() + 1 else word
    trade = _CHINESE_TRADE.search(rest)
    if trade and trade.start():
        return trade[0], rest[: trade.start()], word
    return "", rest, word


def _cased_all(text: str, shout: bool) -> str:
    return re.sub(r"[^\s()]+", lambda match: _cased(match[0], shout), text)


@lru_cache(maxsize=16_384)
def _cased(word: str, shout: bool) -> str:
    """One word of an organisation's name; of a text in one case, with a capital, except abbreviations."""
    canonical = canonical_syllable(word) or word
    if not shout or _JOINED.search(word):
        return canonical
    if fold(word) in ("chi", "nhanh", "tai", "cn"):
        return {"chi": "Chi", "cn": "CN"}.get(fold(word), canonical.lower())
    if is_syllable(canonical):
        return (_BEFORE.get(fold(word), "").upper() == word and word) or canonical.capitalize()
    short = len(word) <= 3 or not re.search("[aeiouy]", fold(word))
    return word if word.isupper() and short else word.capitalize()


def _is_unmarked(full: str, form: Form) -> bool:
    """True when marks are missing: in the form, or in a name all of whose words are Vietnamese."""
    words = re.findall(r"[^\W\d_]+", full)
    if any(map(is_marked_syllable, words)):
        return False
    if form.leads and form.shown.split()[0] in ("Cong", "Tong", "Tap", "Hop", "Ho", "Cua"):
        return True
    name = re.findall(
        r"[^\W\d_]+", full[len(form.shown) :] if form.leads else full[: -len(form.shown)]
    )
    return all(map(is_syllable, name)) and any(map(lacks_marks, name))


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
