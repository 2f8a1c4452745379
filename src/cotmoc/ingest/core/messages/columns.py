"""Findings about the profile and its columns: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "column.protected": (
        "The column “{column}” is not taken in: the product holds nothing about a person's {kind}.",
        "Không nhận cột “{column}”: hệ thống không lưu thông tin về {kind} của cá nhân.",
    ),
    "column.order_contradictory": (
        "In the column “{written}” {dmy} dates can only be read day first and {mdy} only month first. Each is read for "
        "itself; at those that could be either it is said. Please look at them.",
        "Ở cột “{written}” có {dmy} ngày chỉ đọc được theo thứ tự ngày trước và {mdy} chỉ đọc được theo tháng trước. "
        "Từng ngày được đọc riêng; ngày nào có thể đọc cả hai cách đều được báo. Đề nghị xem lại.",
    ),
    "column.decimal_contradictory": (
        "In the column “{written}” {commas} numbers have a decimal comma and {points} a decimal point.",
        "Ở cột “{written}” có {commas} số dùng dấu phẩy thập phân và {points} số dùng dấu chấm thập phân.",
    ),
    "profile.invalid": (
        "The profile does not fit the file at the column “{column}”.",
        "Mẫu đọc tệp không khớp với tệp ở cột “{column}”.",
    ),
    "suggest.profile": (
        "Read so by the profile “{profile}”.",
        "Mẫu “{profile}” đọc như vậy.",
    ),
    "suggest.profile_like": (
        "An earlier profile reads a column of a similar name so; {share} of the values agree.",
        "Một mẫu đã lưu đọc cột có tên gần giống như vậy; {share} giá trị phù hợp.",
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
    "suggest.beside": (
        "The columns beside it suggest it.",
        "Suy ra từ các cột bên cạnh.",
    ),
    "suggest.breakdown": (
        "{count} words that come again and again: a breakdown of the figures.",
        "{count} từ lặp lại nhiều lần: một cách phân tổ của số liệu.",
    ),
    "suggest.no_field": (
        "By its name no part of the record, such as row numbers or who wrote the list.",
        "Theo tên cột thì không thuộc nội dung vụ việc, như số thứ tự hay người lập biểu.",
    ),
    "suggest.nothing": (
        "Neither the name of the column nor its values are known.",
        "Không nhận ra được qua tên cột hay giá trị.",
    ),
}
