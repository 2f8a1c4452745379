"""Findings about the profile and its columns: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "column.protected": (
        "The column “{column}” is not taken in: the product holds nothing about a person's {kind}.",
        "Không nhận cột “{column}”: hệ thống không lưu thông tin về {kind} của cá nhân.",
    ),
    "profile.invalid": (
        "The profile does not fit the file at the column “{column}”.",
        "Mẫu đọc tệp không khớp với tệp ở cột “{column}”.",
    ),
    "suggest.profile": (
        "Read so by the profile “{profile}”.",
        "Mẫu “{profile}” đọc như vậy.",
    ),
    "suggest.header": (
        "The name of the column says so; {share} of the values agree.",
        "Theo tên cột; {share} giá trị phù hợp.",
    ),
    "suggest.header_part": (
        "The name of the column holds “{word}”; {share} of the values agree.",
        "Tên cột có “{word}”; {share} giá trị phù hợp.",
    ),
    "suggest.content": (
        "{share} of the values look like it.",
        "{share} giá trị có dạng này.",
    ),
    "suggest.breakdown": (
        "{count} words that come again and again: a breakdown of the figures.",
        "{count} từ lặp lại nhiều lần: một cách phân tổ của số liệu.",
    ),
    "suggest.nothing": (
        "Neither the name of the column nor its values are known.",
        "Không nhận ra được qua tên cột hay giá trị.",
    ),
}
