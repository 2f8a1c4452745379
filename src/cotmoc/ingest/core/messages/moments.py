"""Findings about dates, times and periods: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "moment.unreadable": (
        "“{written}” cannot be read as a date or period.",
        "Không đọc được “{written}” là ngày hoặc kỳ.",
    ),
    "moment.impossible": (
        "“{written}” is no date of the calendar in the column's order of day and month.",
        "“{written}” không phải ngày có thật theo thứ tự ngày, tháng của cột.",
    ),
    "moment.future": ("“{written}” lies in the future.", "“{written}” ở tương lai."),
    "moment.order_ambiguous": (
        "In “{written}” day and month could be the other way round; read with the day first.",
        "Trong “{written}” ngày và tháng có thể đảo nhau; đã đọc ngày trước.",
    ),
    "moment.short_year": (
        "“{written}” has a year of two digits.",
        "“{written}” ghi năm chỉ có hai chữ số.",
    ),
    "moment.serial": (
        "“{written}” is a workbook's serial number and was read as a date.",
        "“{written}” là số thứ tự ngày của bảng tính, đã đọc thành ngày.",
    ),
    "time.unreadable": (
        "“{written}” cannot be read as a time; the day stands without it.",
        "Không đọc được giờ “{written}”; chỉ lấy ngày.",
    ),
    "time.impossible": (
        "There is no time “{written}”; the day stands without it.",
        "Không có giờ “{written}”; chỉ lấy ngày.",
    ),
    "time.without_day": (
        "A time stands beside what is no single day; it was left out.",
        "Có giờ nhưng không phải một ngày cụ thể; đã bỏ giờ.",
    ),
    "time.zone": (
        "“{written}” is in UTC and the register's own time is not known; the time was left out.",
        "“{written}” là giờ UTC mà chưa biết múi giờ của sổ; đã bỏ giờ.",
    ),
}
