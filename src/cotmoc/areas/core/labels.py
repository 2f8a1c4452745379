"""Codes that carry their labels in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A code with its labels, each member stated as `code, Vietnamese, English`.

    >>> class Way(Labelled):
    ...     LAND = "land", "đường bộ", "by land"
    >>> Way("land") == "land", Way.LAND.label_vi, Way.LAND.label_en
    (True, 'đường bộ', 'by land')
    """

    label_vi: str
    label_en: str

    def __new__(cls, code: str, label_vi: str = "", label_en: str = "") -> Self:
        """The member of a code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label_vi, member.label_en = label_vi, label_en
        return member
