"""Columns the product does not take: what a person believes, is by descent, thinks, or suffers from.

This is one of the lines that no setting switches off. Recognised by header, in Vietnamese and English, and by
content where the header is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cotmoc.normalise.errors import CotmocError
from cotmoc.normalise.text import fold

# Folded phrases; each must stand as whole words in the folded header.
_HEADER_PHRASES: dict[str, tuple[str, ...]] = {
    "religion": (
        "ton giao",
        "tin nguong",
        "dao giao",
        "phat giao",
        "cong giao",
        "tin lanh",
        "giao dan",
        "theo dao",
        "religion",
        "religious",
        "faith",
        "belief",
        "beliefs",
        "denomination",
    ),
    "ethnicity": (
        "dan toc",
        "sac toc",
        "toc nguoi",
        "chung toc",
        "thanh phan dan toc",
        "ethnicity",
        "ethnic",
        "race",
        "racial",
        "tribe",
        "mau da",
        "skin colour",
        "skin color",
    ),
    "political_opinion": (
        "chinh kien",
        "quan diem chinh tri",
        "tu tuong chinh tri",
        "xu huong chinh tri",
        "political opinion",
        "political opinions",
        "political view",
        "political views",
        "politics",
        "ideology",
        "thai do chinh tri",
    ),
    "membership": (
        "dang vien",
        "dang phai",
        "doan vien",
        "ngay vao dang",
        "vao dang",
        "cong doan",
        "dang tich",
        "party member",
        "party membership",
        "party affiliation",
        "political party",
        "political affiliation",
        "union member",
        "union membership",
        "trade union",
        "labor union",
        "labour union",
    ),
    "sexual_life": (
        "tinh duc",
        "doi song tinh duc",
        "xu huong tinh duc",
        "thien huong tinh duc",
        "dong tinh",
        "sexual",
        "sexual orientation",
        "sexuality",
        "sex life",
        "lgbt",
    ),
    "health": (
        "suc khoe",
        "benh",
        "benh ly",
        "benh an",
        "benh tat",
        "tien su benh",
        "khuyet tat",
        "nhom mau",
        "tam than",
        "nghien",
        "nguoi nghien",
        "nghien ma tuy",
        "hiv",
        "aids",
        "health",
        "disease",
        "illness",
        "medical condition",
        "medical history",
        "medical record",
        "diagnosis",
        "disability",
        "disabled",
        "blood type",
        "blood group",
        "drug user",
        "drug addict",
        "addiction",
        "addict",
        "mental",
        "pregnant",
        "pregnancy",
        "mang thai",
    ),
}
# Innocent words that hold one of the phrases above once their marks are gone.
_INNOCENT = ("benh vien", "nghien cuu", "co quan y te")
# The 54 peoples of the official list of 1979 with common other spellings, folded.
# fmt: off
_PEOPLES = frozenset(map(fold, (
    "Kinh", "Tày", "Thái", "Mường", "Khmer", "Khơ Me", "Khơ-me", "Hoa", "Nùng", "Mông", "H'Mông",
    "Hmông", "Dao", "Gia Rai", "Gia-rai", "Ê Đê", "Ê-đê", "Ba Na", "Sán Chay", "Sán Chỉ",
    "Cao Lan", "Chăm", "Cơ Ho", "Xơ Đăng", "Sán Dìu", "Hrê", "Ra Glai", "Mnông", "M'nông", "Thổ",
    "Xtiêng", "Stiêng", "Khơ Mú", "Bru Vân Kiều", "Vân Kiều", "Cơ Tu", "Giáy", "Tà Ôi", "Mạ",
    "Giẻ Triêng", "Co", "Chơ Ro", "Xinh Mun", "Hà Nhì", "Chu Ru", "Lào", "La Chí", "Kháng",
    "Phù Lá", "La Hủ", "La Ha", "Pà Thẻn", "Lự", "Ngái", "Chứt", "Lô Lô", "Mảng", "Cơ Lao",
    "Bố Y", "Cống", "Si La", "Pu Péo", "Rơ Măm", "Brâu", "Ơ Đu",
)))
_RELIGIONS = frozenset(map(fold, (
    "Phật giáo", "Đạo Phật", "Công giáo", "Thiên Chúa giáo", "Thiên Chúa", "Tin Lành", "Cao Đài",
    "Hòa Hảo", "Phật giáo Hòa Hảo", "Hồi giáo", "Ấn Độ giáo", "Bà La Môn", "Đạo giáo", "Phật",
    "Lương", "Không tôn giáo", "Buddhist", "Buddhism", "Catholic", "Catholicism", "Protestant",
    "Christian", "Christianity", "Muslim", "Islam", "Hindu", "Hinduism", "Jewish", "Judaism",
    "Atheist",
)))
# fmt: on
_SHARE = 0.8
_FEWEST = 3


class ProtectedColumnError(CotmocError):
    """A column the product does not take was mapped; `params` name it and the `kind` of what it looks like."""

    code = "column.protected"


@lru_cache(maxsize=4_096)
def protected_reason(header: str) -> str:
    """The kind of protected fact a header names, "" for none.

    Kinds: religion, ethnicity, political_opinion, membership, sexual_life, health.

    >>> protected_reason("Dân tộc"), protected_reason("Quốc tịch")
    ('ethnicity', '')
    """
    words = f" {fold(header)} "
    for innocent in _INNOCENT:
        words = words.replace(f" {innocent} ", " ")
    for kind, phrases in _HEADER_PHRASES.items():
        if any(f" {phrase} " in words for phrase in phrases):
            return kind
    return ""


def protected_content(values: Iterable[str]) -> str:
    """The kind of protected fact that a column's values state, "" for none.

    Four fifths of the values must be names of peoples or of religions, with "Kinh" or three different ones
    among the peoples: single words such as Dao, Hoa or Lào also mean other things.

    >>> protected_content(["Kinh", "Tày", "Kinh", "Nùng"])
    'ethnicity'
    """
    folded = [fold(value) for value in values if value.strip()]
    if len(folded) < _FEWEST:
        return ""
    peoples = [value for value in folded if value in _PEOPLES]
    if len(peoples) >= _SHARE * len(folded) and ("kinh" in peoples or len(set(peoples)) >= _FEWEST):
        return "ethnicity"
    religions = sum(1 for value in folded if value in _RELIGIONS)
    return "religion" if religions >= _SHARE * len(folded) else ""


def protected_columns(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]] = ()
) -> dict[str, str]:
    """The headers of columns that may not be taken in, each with its kind; their cells must not be stored.

    >>> protected_columns(("Họ tên", "Tôn giáo"))
    {'Tôn giáo': 'religion'}
    """
    refused: dict[str, str] = {}
    for position, header in enumerate(headers):
        values = [row[position] for row in sample_rows if position < len(row)]
        kind = protected_reason(header) or protected_content(values)
        if kind:
            refused[header] = kind
    return refused


def without_columns(cells: tuple[str, ...], positions: frozenset[int]) -> tuple[str, ...]:
    """The cells of a row with those at `positions` emptied, so that what is refused is stored nowhere.

    >>> without_columns(("a", "b"), frozenset({1}))
    ('a', '')
    """
    if not positions:
        return cells
    return tuple("" if at in positions else cell for at, cell in enumerate(cells))
