"""Names of persons and bodies in a running text, by their capitals and the words around them.

Lists of families, by which names are known in the cells of a table, are no help here: of 72 persons and bodies of the
collection they lose five whose families are in no list, and find streets and rivers that bear persons' names. What
stands before and behind a name says more.
"""
# ruff: noqa: E501 - patterns are read word group by word group: each group stays on its line

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cotmoc.ingest.core.narrative.sentences import CAPITALS
from cotmoc.normalise.names import name_key
from cotmoc.normalise.text import fold

_CAPITAL = f"[{CAPITALS}]"
_WORD = rf"(?:{_CAPITAL}[^\W\d_]*)"
_NAME = rf"{_WORD}(?: {_WORD}){{1,5}}"
# A person's particulars right behind a name.
_PARTICULARS = (
    r"(?:\s*[(,]\s*|\s+(?:is |was )?)(?:(?:nam|nữ|female|male|Nam|Nữ)\s*,\s*)?"
    r"(?:sinh (?:năm|ngày)|SN\b|s\.n\b|sn\b|born\b|quốc tịch|\d{4}\s*\)|\d{1,3} (?:tuổi|years old)|trú\b|ngụ\b|thường trú|HKTT"
    r"|số (?:CCCD|CMND)|CCCD|CMND|ID number|a (?:Lao|Chinese|Vietnamese|Cambodian|Thai) national|resid(?:ing|ent)|aged \d)"
)
_BEFORE = (
    r"ông|bà|anh|chị|cháu|em|đối tượng(?: tên)?|lái xe(?: là| khai tên)?|tài xế|thuyền trưởng(?: là|:)?|chủ tàu(?: là)?|tên(?: là)?"
    r"|bị can(?: đối với)?|đối với|bắt(?: giữ)?(?: quả tang)?(?: đối tượng)?|nạn nhân(?: là)?|khởi tố|thu giữ của|do|người tên"
    r"|Mr\.?|Mrs\.?|Ms\.?|suspects?,?(?: named)?|driver,?|master,?|skipper|captain|witness(?:es)?|named|leader,?|guide,?|victims?"
    r"|they are|consignee,?|nhập khẩu là|lừa bán là"
)
_WITH_PARTICULARS = re.compile(rf"(?<![^\W_])({_NAME})(?={_PARTICULARS})")
_INTRODUCED = re.compile(rf"(?<![^\W_])(?i:{_BEFORE})\s+({_NAME})(?![^\W_])")
_BODY = re.compile(
    r"(?:Công ty|Tổng công ty|Doanh nghiệp (?:tư nhân|TN)|Hợp tác xã|Cty|DNTN)\s[^,;.()]{1,100}?(?=\s(?:theo|có|là|về|đã|bị|do|nhập|xuất|kê|khai)\s|[,;.()]|$)"
    rf"|(?<![^\W_]){_WORD}(?: {_WORD}| &){{0,6}} (?:Co\., Ltd|Company Limited|JSC|Ltd|LLC|Corporation|Trading Co)"
)
# Words in capitals that begin a name of something else; with their marks, since "Tằng" is a surname and "tang" none.
_NO_NAMES = frozenset((
    "đồn", "công", "hải", "bộ", "chi", "cục", "đội", "tổ", "phòng", "hạt", "trạm", "ngày", "hồi", "lúc", "khoảng", "tại", "trên",
    "xe", "qua", "theo", "sáng", "chiều", "tối", "trưa", "đêm", "quảng", "việt", "biển", "cảnh", "quân", "kiểm", "khu", "xã",
    "phường", "tỉnh", "thôn", "coast", "border", "police", "customs", "mong", "on", "at", "the", "in", "bai", "hoanh", "huu", "pha",
))  # fmt: skip
_COUNTRIES = frozenset(("trung quốc", "việt nam", "thái lan", "hàn quốc", "đài loan", "viet nam"))
_PLACES = re.compile(r"\b(?:xã|phường|tỉnh|thôn|bản|xóm|huyện|thành phố|đảo|đường|cảng|Đồn|khách sạn|nhà nghỉ|cửa khẩu|phố|sông|ga|cầu|vịnh)\s+$", re.I)  # fmt: skip
_RANKS = re.compile(
    r"(?:(?:đại|thượng|trung|thiếu) (?:tá|úy)|đồng chí|đ/c|colonel|major|lieutenant|sergeant|officer|trưởng đồn|chỉ huy trưởng)\s+$", re.I
)  # fmt: skip
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: where it stands, and whether it is a body's."""

    name: str
    begin: int
    end: int
    is_body: bool = False

    @property
    def key(self) -> str:
        """For comparison with other mentions of the same."""
        return name_key(self.name)


def find_names(text: str) -> list[Named]:
    """The persons and bodies that a text names, in order, each at its first mention."""
    found: dict[str, Named] = {}
    for each in sorted((*_bodies(text), *_persons(text)), key=lambda each: (each.begin, -each.end)):
        if any(each.begin < other.end and other.begin < each.end for other in found.values()):
            continue
        found.setdefault(each.key, each)
    return sorted(found.values(), key=lambda each: each.begin)


def _bodies(text: str) -> Iterator[Named]:
    for match in _BODY.finditer(text):
        yield Named(match.group().strip(), match.start(), match.end(), True)


def _persons(text: str) -> Iterator[Named]:
    for pattern in (_WITH_PARTICULARS, _INTRODUCED):
        for match in pattern.finditer(text):
            named = _trimmed(match.group(1), match.start(1))
            if named and _is_person(text, named):
                yield named


def _trimmed(name: str, begin: int) -> Named | None:
    """The name without words before it that only begin a sentence or say who it is ("Lái xe Trần Đức Thuận")."""
    words = name.split(" ")
    if fold(name).startswith("doi tuong "):
        words, begin = words[2:], begin + len("Đối tượng ")
    while len(words) > _LONGEST_NAME or (words and fold(words[0]) in _TITLES):
        begin += len(words[0]) + 1
        words = words[1:]
    return Named(" ".join(words), begin, begin + len(" ".join(words))) if len(words) > 1 else None


_TITLES = frozenset(("ong", "ba", "anh", "chi", "mr", "ms", "mrs", "witness", "skipper", "captain", "master", "suspect", "driver", "their"))  # fmt: skip


def _is_person(text: str, named: Named) -> bool:
    before = text[max(0, named.begin - 24) : named.begin]
    if _RANKS.search(before) or _PLACES.search(before):
        return False
    lowered = named.name.lower()
    return lowered.split(" ")[0] not in _NO_NAMES and lowered not in _COUNTRIES
