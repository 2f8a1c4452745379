"""Plates, registrations and document numbers, for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from cotmoc.normalise.text import fold

_PREFIX = re.compile(r"^(?:bks|bien so|bien kiem soat|bien|so dang ky|sdk|so hieu|reg|plate)\b ?")


@lru_cache(maxsize=65_536)
def registration_key(text: str) -> str:
    """The letters and digits of a plate or vessel registration, upper case, without separators and marks.

    Đ stands on Vietnamese plates beside D, which are the same to a reader at the road: both become D. Words
    before it ("BKS", "biển số") are left out.

    >>> registration_key("BKS 14C-123.45"), registration_key("QN 1234 TS"), registration_key("29-Đ1 123.45")
    ('14C12345', 'QN1234TS', '29D112345')
    """
    return _PREFIX.sub("", fold(text)).replace(" ", "").upper()


@lru_cache(maxsize=65_536)
def document_key(text: str) -> str:
    """The letters and digits of an identity document's number, upper case.

    >>> document_key("022 085 001234"), document_key("E 0123456-7")
    ('022085001234', 'E01234567')
    """
    return fold(text).replace(" ", "").upper()
