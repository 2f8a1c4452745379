"""What of a file is left out or is unusual in its layout: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "left_out.title": ("Stands above the header.", "Nằm phía trên dòng tiêu đề."),
    "left_out.numbering": ("Numbers the columns.", "Dòng đánh số cột."),
    "left_out.header": ("Repeats the header.", "Lặp lại dòng tiêu đề."),
    "left_out.total": ("A total.", "Dòng tổng cộng."),
    "left_out.sum": (
        "Its numbers are the sums of those above.",
        "Các số là tổng của những dòng phía trên.",
    ),
    "left_out.note": ("A note or a signature.", "Ghi chú hoặc phần ký."),
    "left_out.group": ("A heading of the rows below.", "Tiêu đề của nhóm dòng phía dưới."),
    "file.beyond_header": (
        "From row {row} on there are values to the right of the last named column; they are not read.",
        "Từ dòng {row} có giá trị ở bên phải cột cuối cùng có tên; các giá trị này không được đọc.",
    ),
}
