"""Findings about positions and areas: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "position.unreadable": (
        "“{written}” cannot be read as a position.",
        "Không đọc được tọa độ “{written}”.",
    ),
    "position.out_of_range": (
        "“{written}” is no position on the earth.",
        "“{written}” không phải tọa độ trên trái đất.",
    ),
    "position.order_assumed": (
        "“{written}” names no hemispheres; read as latitude, then longitude.",
        "“{written}” không ghi hướng; đã đọc vĩ độ trước, kinh độ sau.",
    ),
    "position.sixty": (
        "“{written}” states sixty minutes or seconds; read as the next whole one.",
        "“{written}” ghi 60 phút hoặc 60 giây; đã tính tròn lên.",
    ),
    "position.coarse": (
        "“{written}” is only exact to {metres} m and is not shown as a point.",
        "“{written}” chỉ chính xác đến {metres} m nên không coi là một điểm.",
    ),
    "area.unknown": (
        "No area of the name “{written}” is known.",
        "Không tìm thấy địa bàn “{written}”.",
    ),
    "area.ambiguous": (
        "“{written}” could be {area} or: {others}.",
        "“{written}” có thể là {area} hoặc: {others}.",
    ),
    "area.inferred": (
        "“{written}” was taken as {area} ({reasons}).",
        "“{written}” được hiểu là {area} ({reasons}).",
    ),
}
