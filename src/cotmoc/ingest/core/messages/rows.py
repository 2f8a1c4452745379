"""Findings about rows and keys: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "key.missing": (
        "The column that names the record is empty, so the row cannot be recognised again.",
        "Cột khóa của bản ghi để trống nên không nhận biết lại được dòng này.",
    ),
    "key.conflict": (
        "Rows {other_row} and this one name the same record but differ: “{other}” and “{written}”.",
        "Dòng {other_row} và dòng này cùng một bản ghi nhưng khác nhau: “{other}” và “{written}”.",
    ),
    "row.nothing_mapped": (
        "None of the mapped columns holds anything in this row.",
        "Không cột nào đã gán có nội dung ở dòng này.",
    ),
    "row.repeated": (
        "The row says the same as row {first} and is taken once.",
        "Dòng này giống hệt dòng {first} nên chỉ tính một lần.",
    ),
    "row.alike": (
        "The row adds the same to its record as row {first}; both were counted. If it is one line written twice, "
        "delete one of them and put the file in again.",
        "Dòng này ghi giống dòng {first} của cùng một vụ; cả hai đều được tính. Nếu là một dòng bị ghi hai lần, "
        "hãy xóa bớt một dòng rồi đưa tệp vào lại.",
    ),
    "cell.mended": (
        "Mended by {by}: the file says “{written}”, read is “{now}”.",
        "{by} đã sửa: tệp ghi “{written}”, đọc là “{now}”.",
    ),
    "row.continued": (
        "The row names no record and no date; it was read as going on with row {first}.",
        "Dòng này không ghi số vụ và ngày; đã đọc là phần tiếp theo của dòng {first}.",
    ),
    "text.too_long": (
        "The text is longer than {most} characters.",
        "Nội dung dài quá {most} ký tự.",
    ),
}
