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
    "position.converted": (
        "“{written}” is stated on VN-2000; converted to WGS 84.",
        "“{written}” ghi theo hệ VN-2000; đã chuyển sang WGS 84.",
    ),
    "position.grid_unconverted": (
        "“{written}” are grid coordinates of VN-2000 without their central meridian; they were not converted.",
        "“{written}” là tọa độ phẳng VN-2000 không ghi kinh tuyến trục nên không chuyển đổi được.",
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
    "area.ambiguous_within": (
        "“{written}” could be {area} or: {others}; {within}, in which all of them lie, was taken.",
        "“{written}” có thể là {area} hoặc: {others}; đã lấy {within} là địa bàn chung.",
    ),
    "area.marker_unknown": (
        "Boundary marker {marker} is not among the loaded areas; the place was taken as {area}.",
        "Cột mốc {marker} chưa có trong dữ liệu địa bàn; địa điểm được hiểu là {area}.",
    ),
    "area.anchor_unknown": (
        "“{written}” states a distance from “{anchor}”, whose position is not known.",
        "“{written}” ghi khoảng cách từ “{anchor}” nhưng không biết vị trí nơi này.",
    ),
    "area.inferred": (
        "“{written}” was taken as {area} ({reasons}).",
        "“{written}” được hiểu là {area} ({reasons}).",
    ),
}
