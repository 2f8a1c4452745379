"""Names of registers as the system of record keeps them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60


def register_slug(name: str) -> str:
    """The name in lower-case Latin letters, digits and hyphens; empty when it has none of them.

    >>> register_slug("Bắt giữ Ma túy 2026")
    'bat-giu-ma-tuy-2026'
    """
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
