"""Names of persons and organisations, for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from cotmoc.normalise.text import clean, fold

# Words that stand before a name and are no part of it, folded. Single-letter abbreviations are left alone.
_TITLES = frozenset({"ong", "ba", "anh", "chi", "mr", "mrs", "ms", "dr", "doi tuong"})
# Legal forms, as whole folded words: their presence makes a name one of an organisation.
_LEGAL_FORMS = re.compile(
    r"\b(?:cong ty|cty|tnhh|co phan|doanh nghiep|dntn|hop tac xa|htx|ho kinh doanh|tap doan|chi nhanh|"
    r"tong cong ty|cua hang|xi nghiep|ltd|llc|inc|corp|corporation|company|limited|gmbh|joint stock|jsc|"
    r"co ltd|enterprise|group)\b"
)
_ALIAS = re.compile(
    r"\((?:tức|hay|biệt danh|alias|a\.?k\.?a\.?)?[^)]*\)|\b(?:alias|a\.k\.a\.)\s.*$", re.I
)
# A title is only left out when two words of a name remain: "Anh Tú" and "Bà Triệu" may be names.
_FEWEST_WORDS = 2


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The name for comparison: folded words in their order, without titles and bracketed aliases.

    Marks are dropped, because half of all lists are written without them; the words keep their order, because
    Vietnamese order (family, middle, given) is stable.

    >>> name_key("Ông Nguyễn Văn Đức (tức Đức Béo)")
    'nguyen van duc'
    """
    words = fold(_ALIAS.sub(" ", text)).split() or fold(text).split()
    while len(words) > _FEWEST_WORDS and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=16_384)
def party_kind(name: str) -> str:
    """ "organisation" when the name holds a legal form in Vietnamese or English, else "person".

    >>> party_kind("Công ty TNHH Bình Minh"), party_kind("Trần Thị Bình")
    ('organisation', 'person')
    """
    return "organisation" if _LEGAL_FORMS.search(fold(clean(name))) else "person"
