"""A text in small letters without marks, letter by letter: what is found in one stands at the same place in both."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def bare(text: str) -> str:
    """The text in plain small letters, of the same length.

    >>> bare("Cách CỬA KHẨU Hoành Mô")
    'cach cua khau hoanh mo'
    """
    return "".join(map(_plain, text))


@lru_cache(maxsize=2_048)
def _plain(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    small = unicodedata.normalize("NFD", letter.lower())[:1]
    return small or letter
