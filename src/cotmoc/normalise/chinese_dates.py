"""Chinese dates and times brought to the words that are read: 2024年3月13日22时30分."""

from __future__ import annotations

import re

_IS_CHINESE = re.compile(r"[年月日号至到时時点點季]")
_REPLACED = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"\s+(?=[年月日号时點点分季])|(?<=[年月日号时點点])\s+", ""),
        (r"上午|凌晨|早上", " sang "),
        (r"下午", " chieu "),
        (r"晚上?", " toi "),
        # The part of the day stands before the hour.
        (r"(sang|chieu|toi) (\d{1,2})[时時点點](?:(\d{1,2})分)?", r"\2h\3 \1"),
        (r"(\d{1,2})[时時点點](\d{1,2})分?", r" \1h\2"),
        (r"(\d{1,2})[时時点點]", r" \1h"),
        (r"[至到]|(?<=\d)[-~](?=\d)", " - "),
        (r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]", r"ngay \3 thang \2 nam \1 "),
        (r"(\d{4})年(\d{1,2})月", r"thang \2 nam \1 "),
        (r"(\d{4})年(\d{1,2}) - (\d{1,2})月", r"thang \2 nam \1 - thang \3 "),
        (r"(\d{4})年第?([一二三四1-4])季度?", r"quy \2 nam \1"),
        (r"(\d{4})年上半年", r"nua dau nam \1"),
        (r"(\d{4})年下半年", r"nua cuoi nam \1"),
        (r"(\d{4})年", r"nam \1 "),
        (r"(\d{1,2})月(\d{1,2})[日号]", r"ngay \2 thang \1 "),
        (r"(\d{1,2})月", r"thang \1 "),
        (r"(\d{1,2})[日号]", r"ngay \1 "),
        ("一", "1"),
        ("二", "2"),
        ("三", "3"),
        ("四", "4"),
    )
)


def from_chinese(text: str) -> str:
    """The text with Chinese dates and times in Vietnamese words; any other text as it is.

    >>> from_chinese("2024年3月13日22时30分")
    'ngay 13 thang 3 nam 2024 22h30'
    """
    if text.isascii() or not _IS_CHINESE.search(text):
        return text
    for pattern, by in _REPLACED:
        text = pattern.sub(by, text)
    return " ".join(text.split())
