"""Names of areas taken apart: the type in front, a key for look-up, the tones for telling names apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cotmoc.areas.core.kinds import AreaKind
from cotmoc.normalise.text import clean, fold

#: Types as written in full and short, folded -> (the type folded, the kinds that bear it).
TYPES: dict[str, tuple[str, tuple[AreaKind, ...]]] = {
    "tinh": ("tinh", (AreaKind.PROVINCE,)),
    "t": ("tinh", (AreaKind.PROVINCE,)),
    "thanh pho": ("thanh pho", (AreaKind.PROVINCE, AreaKind.DISTRICT)),
    "tp": ("thanh pho", (AreaKind.PROVINCE, AreaKind.DISTRICT)),
    "huyen": ("huyen", (AreaKind.DISTRICT,)),
    "h": ("huyen", (AreaKind.DISTRICT,)),
    "quan": ("quan", (AreaKind.DISTRICT,)),
    "q": ("quan", (AreaKind.DISTRICT,)),
    "thi xa": ("thi xa", (AreaKind.DISTRICT,)),
    "tx": ("thi xa", (AreaKind.DISTRICT,)),
    "xa": ("xa", (AreaKind.COMMUNE,)),
    "x": ("xa", (AreaKind.COMMUNE,)),
    "phuong": ("phuong", (AreaKind.COMMUNE,)),
    "p": ("phuong", (AreaKind.COMMUNE,)),
    "thi tran": ("thi tran", (AreaKind.COMMUNE,)),
    "tt": ("thi tran", (AreaKind.COMMUNE,)),
    "dac khu": ("dac khu", (AreaKind.COMMUNE,)),
    "cua khau": ("cua khau", (AreaKind.GATE,)),
    "khu tu tri": ("tinh", (AreaKind.PROVINCE,)),
    "cua khau quoc te": ("cua khau", (AreaKind.GATE,)),
    "cua khau quoc gia": ("cua khau", (AreaKind.GATE,)),
    "cua khau song phuong": ("cua khau", (AreaKind.GATE,)),
    "cua khau chinh": ("cua khau", (AreaKind.GATE,)),
    "cua khau phu": ("cua khau", (AreaKind.GATE, AreaKind.CROSSING)),
    "ckqt": ("cua khau", (AreaKind.GATE,)),
    "ckqg": ("cua khau", (AreaKind.GATE,)),
    "ck": ("cua khau", (AreaKind.GATE,)),
    "loi mo": ("loi mo", (AreaKind.CROSSING,)),
    "thp": ("thanh pho", (AreaKind.PROVINCE, AreaKind.DISTRICT)),
    "ph": ("phuong", (AreaKind.COMMUNE,)),
    "ttr": ("thi tran", (AreaKind.COMMUNE,)),
    "dk": ("dac khu", (AreaKind.COMMUNE,)),
    "cang bien": ("cang", (AreaKind.PORT,)),
    "cang hang khong": ("cang", (AreaKind.AIRPORT,)),
    "cang hang khong quoc te": ("cang", (AreaKind.AIRPORT,)),
    "san bay quoc te": ("san bay", (AreaKind.AIRPORT,)),
    "cang": ("cang", (AreaKind.PORT, AreaKind.AIRPORT)),
    "san bay": ("san bay", (AreaKind.AIRPORT,)),
}
MARKED_TYPES = {
    fold(type_): type_
    for type_ in (
        "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "cửa khẩu",
        "cảng", "sân bay",
    )
}  # fmt: skip
_LONGEST_FIRST = sorted(TYPES, key=len, reverse=True)
_TYPE = re.compile(rf"({'|'.join(_LONGEST_FIRST)})\b ?(.+)")
# "P4", "Q.10": a short type written together with a number.
_JOINED = re.compile(r"(p|q|h|x|tp|tx|tt)(\d.*)")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def key_of(folded: str) -> str:
    """The look-up key of a folded name: without spaces and leading zeros (`phuong 04` -> `phuong4`)."""
    return _ZEROS.sub("", folded).replace(" ", "")


@lru_cache(maxsize=65_536)
def type_and_rest(folded: str) -> tuple[str, str]:
    """The type in front of a folded name ("" when there is none) and the rest.

    A name may itself begin like a type, so a caller that finds nothing under the rest tries the whole.

    >>> type_and_rest("tp mong cai"), type_and_rest("p4"), type_and_rest("hai son")
    (('thanh pho', 'mong cai'), ('phuong', '4'), ('', 'hai son'))
    """
    match = _TYPE.fullmatch(folded) or _JOINED.fullmatch(folded)
    return (TYPES[match[1]][0], match[2]) if match else ("", folded)


@lru_cache(maxsize=65_536)
def type_and_rest_of(name: str) -> tuple[str, str]:
    """The type in front of a name as written, folded, and the rest, folded; marks tell a type from a like syllable.

    >>> type_and_rest_of("Phường Ka Long"), type_and_rest_of("Phượng Dực"), type_and_rest_of("Phuong Ka Long")
    (('phuong', 'ka long'), ('', 'phuong duc'), ('phuong', 'ka long'))
    """
    folded = fold(name)
    type_, rest = type_and_rest(folded)
    if type_ in MARKED_TYPES and folded.startswith(type_) and not name.isascii():
        front = " ".join(clean(name).casefold().split()[: len(type_.split())])
        if marked(front) != marked(MARKED_TYPES[type_]):
            return "", folded
    return type_, rest


def kinds_of_type(type_: str) -> tuple[AreaKind, ...]:
    """The kinds of areas that bear a type (`thanh pho`: province and district); empty for no type."""
    return TYPES[type_][1] if type_ in TYPES else ()


@lru_cache(maxsize=65_536)
def marked(name: str) -> str:
    """The name in lower case with the tone of each syllable at its end, so that Hoà and Hòa are one spelling.

    >>> marked("Hoà Lạc") == marked("Hòa Lạc"), marked("Tân Thành") == marked("Tân Thạnh")
    (True, False)
    """
    return " ".join(_tone_last(word) for word in clean(name).casefold().split())


def _tone_last(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = [c for c in decomposed if c in _TONES]
    return "".join([c for c in decomposed if c not in _TONES] + tones)


def romanised(name: str) -> str:
    """The name in plain Latin letters, as English texts write it.

    >>> romanised("Đắk Lắk")
    'Dak Lak'
    """
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def without_type(full_name: str) -> str:
    """The name without its type in front, in its own spelling; numbered wards keep theirs, as they have no other.

    >>> without_type("Phường Móng Cái 1"), without_type("Phường 4"), without_type("Tỉnh Bà Rịa - Vũng Tàu")
    ('Móng Cái 1', 'Phường 4', 'Bà Rịa - Vũng Tàu')
    """
    type_, rest = type_and_rest_of(full_name)
    if not type_ or rest.replace(" ", "").isdigit():
        return clean(full_name)
    words = [word for word in re.split(r"[\s.]+", clean(full_name)) if word]
    while len(words) > 1 and fold(" ".join(words)) != rest:
        del words[0]
    return " ".join(words)
