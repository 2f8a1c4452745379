"""Names of persons and organisations, for comparison."""

from __future__ import annotations

from functools import lru_cache

from cotmoc.normalise.names.reading import read_name
from cotmoc.normalise.names.values import OrganisationName
from cotmoc.normalise.text import fold

_ROUNDS = 3


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """The name for comparison: its folded words in the order family, middle, given, without what stands beside it.

    Marks are dropped, because half of all lists are written without them. Words that name nobody are folded as they
    are. Idempotent.

    >>> name_key("Ông Nguyễn Văn Đức (tức Đức Béo)"), name_key("Duc, Nguyen Van"), name_key("CTCP Sao Biển")
    ('nguyen van duc', 'nguyen van duc', 'cong ty co phan sao bien')
    """
    for _ in range(_ROUNDS):
        value = read_name(text).value
        key = fold(value.full if value else text) or fold(text)
        if key == text:
            break
        text = key
    return text


@lru_cache(maxsize=16_384)
def party_kind(name: str) -> str:
    """ "organisation" when the name holds a legal form, else "person".

    >>> party_kind("Công ty TNHH Bình Minh"), party_kind("Trần Thị Bình"), party_kind("宏达贸易有限公司")
    ('organisation', 'person', 'organisation')
    """
    return "organisation" if isinstance(read_name(name).value, OrganisationName) else "person"
