"""Findings about names of persons and organisations: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "name.font_repaired": (
        "“{written}” is text of an old font; read as “{text}”.",
        "“{written}” là chữ gõ bằng phông cũ; được đọc là “{text}”.",
    ),
    "name.typing_undone": (
        "“{written}” was typed without the keyboard program; read as “{text}”.",
        "“{written}” gõ khi chưa bật bộ gõ tiếng Việt; được đọc là “{text}”.",
    ),
    "name.order_assumed": (
        "The family name of “{written}” was taken to stand last; read as “{text}”.",
        "Coi họ trong “{written}” đứng sau cùng; được đọc là “{text}”.",
    ),
    "name.several": (
        "“{written}” names several; only the first was taken.",
        "“{written}” ghi nhiều tên; chỉ lấy tên đầu tiên.",
    ),
}
