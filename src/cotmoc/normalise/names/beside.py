"""What stands behind and around a name: other names, dates of birth, documents, residences, remarks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from cotmoc.normalise.names.lists import alternatives, either_way, words
from cotmoc.normalise.text import fold

_DATE = (
    r"(?:\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?P<y1>\d{4})"
    r"|(?:\d{1,2}\s+)?tháng\s+\d{1,2}(?:\s+năm\s+|\s*[/-]\s*)(?P<y2>\d{4})|\d{1,2}\s*/\s*(?P<y3>\d{4})|(?P<y4>\d{4}))"
)
_BORN = (
    r"(?:sinh\s+(?:năm|ngày)|(?:năm|ngày)\s+sinh|sinh|sn|s\.n\.?|ns|n\.s\.?|sinh\s+nam|sinh\s+ngay|nam\s+sinh"
    r"|ngay\s+sinh|dob|d\.o\.b\.?|date\s+of\s+birth|born|yob)"
)
_BIRTH = re.compile(rf"\b{_BORN}\s*[:.]?\s*{_DATE}(?!\d)", re.I)
_CHINESE_BIRTH = re.compile(r"(?P<y4>\d{4})\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*出?生?")
# Without a word: a year or day of the last hundred years that ends the text or its brackets.
_BARE_BIRTH = re.compile(
    r"(?:^|[\s,(\-–])(?P<w>(?:\d{1,2}[./-]){0,2}(?P<y1>19[2-9]\d|20[0-2]\d))\s*[),.;]?\s*$"
)
_ALIAS = re.compile(
    rf"(?:^|[\s,;(\-–]+)(?:{alternatives(either_way(words()['aliases']))}|(?<=,\s)"
    rf"{alternatives(words()['bracketed_aliases'])})(?=[\s:\"“'«])\s*:?\s*(?:là\s+)?",
    re.I,
)
_ALIASES = [*words()["aliases"], *words()["bracketed_aliases"]]
_BRACKETED_ALIAS = re.compile(
    rf"^\s*{alternatives(either_way([*_ALIASES, 'tuc']))}(?=[\s:\"“'«])[\s:]*(?:là\s+)?",
    re.I,
)
_ENTRIES = either_way(words()["beside"])
_SENTENCES = [entry for entry in _ENTRIES if " " in entry]
_SINGLE = [entry for entry in _ENTRIES if " " not in entry]
_BESIDE = re.compile(
    rf"[\s,;.\-–]+(?:{alternatives(_SENTENCES)}(?=[\s:.,\d]|$)|{alternatives(_SINGLE)}(?=[\s:.,\d]+\S)|(?<=[,;]\s)(?:nam|nữ)(?=\s*[,;]|$)|\d{{1,3}}\s+tuổi"
    r"|(?:và|cùng|\+)\s+\d{1,3}\s|\d{7,}|ở(?=\s+[A-ZĐ])|(?:là|làm)\s)",
    re.I,
)
_BRACKETS = re.compile(r"\s*[(（\[{<]([^()（）\[\]{}<>]*)(?:[)）\]}>]|$)")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[|]\s*")
_QUOTES = "\"“”«»'‘’ "
_QUOTED = re.compile(r'[,\s]*["“«]([^"“”«»]{1,40})["”»]')
_OTHER_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3400-\u9fff]")
# First words of all that is looked for without brackets: most names hold none.
_TELLING = frozenset(
    entry.split()[0].rstrip(":")
    for entry in (
        *_ENTRIES, *either_way(words()["aliases"]), *words()["bracketed_aliases"],
        "nam", "nữ", "và", "cùng", "+", "ở", "là", "làm",
    )
)  # fmt: skip
_APART = re.compile(r"[\s,;:()\"“”«»\-–]+")
_AGE = re.compile(r"\d{7}|tuổi", re.I)
_SIGN = re.compile(r"[\d()（）\[\]{}<>\"“”«»/|–—-]")
_BRANCH = re.compile(r"\s*(?:chi nhánh|cn)\b", re.I)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Separated:
    """A text taken apart: the name alone, other names as written, the birth, and the rest."""

    name: str
    aliases: tuple[str, ...] = ()
    birth_year: int | None = None
    birth_written: str = ""
    beside: tuple[str, ...] = ()

    def with_beside(self, text: str) -> Separated:
        """The same with another remark, if it says anything."""
        text = text.strip(" ,;:.-–()")
        return replace(self, beside=(*self.beside, text)) if text else self


def separate(text: str, names_same: Callable[[str, str], bool]) -> Separated:
    """The text taken apart; `names_same(name, other)` says whether words in brackets are another name of the bearer.

    >>> separate("Trần Văn Hải (SN 1985), trú tại Hải Hà", lambda name, other: False)
    Separated(name='Trần Văn Hải', aliases=(), birth_year=1985, birth_written='1985', beside=('trú tại Hải Hà',))
    """
    if not _SIGN.search(text) and not _may_tell(text):
        return Separated(text.strip(" ,;.-–"))
    brackets = _BRACKETS.findall(text)
    found = Separated(_BRACKETS.sub(" ", text).strip(" ,;.-–"))
    if not _LETTER.search(found.name) and brackets:
        found, brackets = Separated(brackets[0].strip()), brackets[1:]
    found = _running(found)
    for content in brackets:
        found = _bracket(found, content.strip(), names_same)
    if "/" in found.name:
        first, _, other = found.name.partition("/")
        found = replace(found, name=first.strip())
        found = _bracket(found, other.strip(), names_same)
    return found


def without_beside(text: str) -> tuple[str, str]:
    """The name of an organisation alone, and what stands beside it; its branch stays with it.

    >>> without_beside("Công ty TNHH Bình Minh (MST 5700123456)")
    ('Công ty TNHH Bình Minh', 'MST 5700123456')
    """
    beside = _beside(text)
    brackets = [match for match in _BRACKETS.finditer(text) if not _BRANCH.match(match[1])]
    ends = [match.start() for match in (beside, *brackets[:1]) if match and match.start() > 0]
    if not ends:
        return text, ""
    at = min(ends)
    return text[:at].strip(" ,;:-–"), text[at:].strip(" ,;:.-–()")


def _running(found: Separated) -> Separated:
    """Takes away what stands behind the name without brackets."""
    ends = [
        match
        for pattern in (_BIRTH, _CHINESE_BIRTH, _DASH)
        if (match := pattern.search(found.name))
    ]
    beside = _beside(found.name)
    ends += [beside] if beside else []
    alias = _running_alias(found.name)
    ends += [alias] if alias else []
    quoted = _QUOTED.search(found.name)
    ends += [quoted] if quoted else []
    bare = _BARE_BIRTH.search(found.name)
    ends += [bare] if bare else []
    ends = [match for match in ends if match.start() > 0]
    if not ends:
        return found
    at = min(match.start() for match in ends)
    rest = found.name[at:]
    found = replace(found, name=found.name[:at].strip(" ,;:.-–"))
    return _rest(found, rest)


def _may_tell(text: str) -> bool:
    """False when no word of a text begins a remark or another name, which is quickly seen."""
    return not _TELLING.isdisjoint(_APART.split(text.lower())) or bool(_AGE.search(text))


def _beside(text: str) -> re.Match[str] | None:
    """Where remarks begin, when it is no word of the name: "quê", not "Quê" but in a text all in capitals."""
    for match in _BESIDE.finditer(text) if _may_tell(text) else ():
        word = match[0].strip(" ,;.:-–")
        if (
            not word.istitle()
            or " " in word
            or match[0][0] == ","
            or not any(c.islower() for c in text)
        ):
            return match
    return None


def _running_alias(text: str) -> re.Match[str] | None:
    """The word for "also called", when it is no word of the name: small, or in a text all in capitals."""
    for match in _ALIAS.finditer(text) if _may_tell(text) else ():
        word = match[0].strip(" ,;(-–:")
        if word.islower() or len(word.split()) > 1 or not any(c.islower() for c in text):
            return match
    return None


def _rest(found: Separated, rest: str) -> Separated:
    """Reads what was taken away: birth, then other names, then remarks."""
    birth = _BIRTH.search(rest) or _CHINESE_BIRTH.search(rest) or _BARE_BIRTH.search(rest)
    if birth:
        found = _born(found, birth)
        rest = rest[: birth.start()] + " , " + rest[birth.end() :]
    for quoted in _QUOTED.findall(rest):
        found = replace(found, aliases=(*found.aliases, quoted.strip()))
    rest = _QUOTED.sub(" ", rest)
    while alias := _running_alias(rest):
        content, rest = rest[alias.end() :], rest[: alias.start()]
        end = re.search(r"[,;]|" + _BESIDE.pattern, content)
        following = _running_alias(content)
        at = min([m.start() for m in (end, following) if m] or [len(content)])
        if content[:at].strip(_QUOTES):
            found = replace(found, aliases=(*found.aliases, content[:at].strip(_QUOTES)))
        rest += content[at:]
    return found.with_beside(re.sub(r"\s*,[\s,]*", ", ", rest))


def _born(found: Separated, birth: re.Match[str]) -> Separated:
    groups = birth.groupdict()
    year = int(next(value for key, value in groups.items() if key.startswith("y") and value))
    if found.birth_year is not None or not 1900 <= year <= 2099:
        return found.with_beside(birth[0])
    written = groups.get("w") or re.sub(rf"^{_BORN}\s*[:.]?\s*", "", birth[0].strip(), flags=re.I)
    return replace(found, birth_year=year, birth_written=written.strip(" ,;:.()"))


def _bracket(found: Separated, content: str, names_same: Callable[[str, str], bool]) -> Separated:
    """Reads the inside of brackets: another name, a birth, or a remark."""
    alias = _BRACKETED_ALIAS.match(content)
    if alias:
        return _rest(found, ", tức " + content[alias.end() :])
    quoted = _QUOTED.fullmatch(content)
    if quoted:
        return replace(found, aliases=(*found.aliases, quoted[1].strip()))
    if _BIRTH.search(content) or _CHINESE_BIRTH.search(content) or _BARE_BIRTH.search(content):
        return _rest(found, content)
    plain = content.replace('"', " ").replace("“", " ").replace("”", " ")
    other_script = bool(_OTHER_SCRIPT.search(content)) != bool(_OTHER_SCRIPT.search(found.name))
    if (other_script and not _remark(content)) or names_same(found.name, " ".join(plain.split())):
        return replace(found, aliases=(*found.aliases, " ".join(plain.split())))
    return found.with_beside(content)


def _remark(content: str) -> bool:
    """True for brackets that say something else than a name, whatever their script."""
    return len(content.split()) > 6 or any(c.isdigit() for c in content) or not fold(content)
