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
    "moment.year_missing": (
        "“{written}” states no year; put it into the date, or state the year of the column.",
        "“{written}” không ghi năm; ghi thêm năm vào ngày hoặc khai năm của cột.",
    ),
    "moment.year_completed": (
        "“{written}” states no year; that of its column or file was taken.",
        "“{written}” không ghi năm; đã lấy năm của cột hoặc của tệp.",
    ),
    "moment.backwards": (
        "“{written}” ends before it begins.",
        "“{written}” có ngày cuối trước ngày đầu.",
    ),
    "moment.lunar": (
        "“{written}” is a date of the lunar calendar, which is not converted; write the day of the solar calendar.",
        "“{written}” là ngày âm lịch, hệ thống không tự đổi; đề nghị ghi ngày dương lịch.",
    ),
    "moment.about": (
        "“{written}” is stated as approximate.",
        "“{written}” là thời gian ước chừng.",
    ),
    "moment.vague": (
        "“{written}” names a part of a month or year: thirds of a month were taken as ten days, weeks as seven "
        "days from its first, parts of a year as the whole year.",
        "“{written}” chỉ một phần của tháng hoặc năm: đã lấy đầu, giữa, cuối tháng theo mười ngày, tuần theo bảy ngày "
        "tính từ ngày mồng một, phần của năm thành cả năm.",
    ),
    "moment.span_possible": (
        "“{written}” could be a day or a span; it was read as a day.",
        "“{written}” có thể là một ngày hoặc một khoảng; đã đọc là một ngày.",
    ),
    "moment.weekday": (
        "The day of the week in “{written}” is not that of the date; the date was taken.",
        "Thứ trong tuần ghi ở “{written}” không khớp với ngày; đã lấy theo ngày.",
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
    "time.span": (
        "“{written}” states two times; the day stands without them.",
        "“{written}” ghi hai mốc giờ; chỉ lấy ngày.",
    ),
    "time.next_day": (
        "24:00 in “{written}” is the beginning of the next day.",
        "24 giờ ở “{written}” là đầu ngày hôm sau.",
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
