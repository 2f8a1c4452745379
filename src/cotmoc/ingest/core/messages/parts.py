"""Findings about the parts of records: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "incident.no_date": (
        "The incident has no date.",
        "Vụ việc không có ngày xảy ra.",
    ),
    "party.name_unreadable": (
        "“{written}” is no name: it is left out. Write the name in the cell.",
        "“{written}” không phải là tên người hoặc tổ chức nên không lấy. Hãy ghi họ tên vào ô này.",
    ),
    "party.fewer_heads": (
        "Fewer persons are stated ({written}) than are named ({names}).",
        "Số đối tượng ghi ({written}) ít hơn số người nêu tên ({names}).",
    ),
    "party.birth_span": (
        "“{written}” is no day, month or year of a birth; left out.",
        "“{written}” không phải ngày, tháng hoặc năm sinh; đã bỏ qua.",
    ),
    "party.role_missing": (
        "The role of “{written}” is not stated; taken as other involved.",
        "Không ghi vai trò của “{written}”; coi là người liên quan.",
    ),
    "party.sex_unknown": (
        "“{written}” cannot be read as male or female; left out.",
        "Không đọc được giới tính “{written}”; đã bỏ qua.",
    ),
    "seizure.no_commodity": (
        "“{written}” is stated without saying of what.",
        "Có số lượng “{written}” nhưng không ghi hàng gì.",
    ),
    "outcome.fine_alone": (
        "A fine is stated without an outcome; taken as administratively sanctioned.",
        "Có tiền phạt mà không ghi kết quả; coi là xử phạt vi phạm hành chính.",
    ),
    "return.no_period": (
        "The figure has no period.",
        "Số liệu không ghi kỳ báo cáo.",
    ),
    "return.no_figure": (
        "The row states no figure. No figure is not zero.",
        "Dòng này không có số liệu. Không có số liệu không phải là số không.",
    ),
    "return.no_indicator": (
        "It is not said what the figure “{written}” counts.",
        "Không rõ số liệu “{written}” thuộc chỉ tiêu nào.",
    ),
    "return.repeated": (
        "The same figure is stated twice for this unit, period and breakdown.",
        "Cùng một chỉ tiêu của đơn vị và kỳ này được ghi hai lần.",
    ),
    "information.no_date": (
        "The report does not say when it was received.",
        "Tin báo không ghi ngày tiếp nhận.",
    ),
    "information.no_text": (
        "The report has no text.",
        "Tin báo không có nội dung.",
    ),
    "information.grade_unknown": (
        "“{written}” is no grade of the scale {grades}; left out.",
        "“{written}” không thuộc thang đánh giá {grades}; đã bỏ qua.",
    ),
}
