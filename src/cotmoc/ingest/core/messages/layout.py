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
    "left_out.marks": (
        "Only marks, no letters and no figures.",
        "Chỉ có dấu kẻ, không có chữ hoặc số.",
    ),
    "left_out.table": (
        "Belongs to another table below the first one.",
        "Thuộc bảng khác nằm phía dưới bảng thứ nhất.",
    ),
    "file.tables_below": (
        "From row {row} on there is another table below; it was not read. "
        "Copy it to a sheet of its own and put that in.",
        "Từ dòng {row} là một bảng khác ở phía dưới nên không đọc. Hãy chép bảng đó sang trang tính riêng rồi đưa vào.",
    ),
    "file.tables_beside": (
        "Columns {columns} are another table beside the first one, with rows of its own; they were not read. "
        "Copy them to a sheet of their own and put that in.",
        "Các cột {columns} là một bảng khác nằm bên cạnh, có các dòng riêng, nên không đọc. "
        "Hãy chép bảng đó sang trang tính riêng rồi đưa vào.",
    ),
    "file.beyond_header": (
        "From row {row} on there are values to the right of the last named column; they are not read.",
        "Từ dòng {row} có giá trị ở bên phải cột cuối cùng có tên; các giá trị này không được đọc.",
    ),
    "file.rows_hidden": (
        "{count} rows are hidden in the sheet (rows {rows}); they were read like all others.",
        "Trang tính có {count} dòng bị ẩn (dòng {rows}); các dòng này vẫn được đọc như những dòng khác.",
    ),
    "file.rows_filtered": (
        "A filter hides {count} rows of the sheet (rows {rows}); they were read like all others.",
        "Bộ lọc đang ẩn {count} dòng của trang tính (dòng {rows}); các dòng này vẫn được đọc như những dòng khác.",
    ),
    "file.columns_hidden": (
        "{count} columns are hidden in the sheet ({columns}); they were read like all others.",
        "Trang tính có {count} cột bị ẩn ({columns}); các cột này vẫn được đọc như những cột khác.",
    ),
    "file.error_cells": (
        "{count} cells hold an error such as #REF! instead of a value (rows {rows}).",
        "Có {count} ô báo lỗi, ví dụ #REF!, thay cho giá trị (dòng {rows}).",
    ),
    "file.formulas_without_value": (
        "{count} formulas were saved without their values (rows {rows}); their cells are empty here. "
        "Open the file in a spreadsheet program, save it, and put it in again.",
        "Có {count} công thức được lưu không kèm kết quả (dòng {rows}) nên các ô này bị trống. "
        "Hãy mở tệp bằng phần mềm bảng tính, lưu lại rồi đưa vào lần nữa.",
    ),
    "file.controls": (
        "{count} texts held invisible control characters, such as those that turn the direction of writing; "
        "these characters were left out.",
        "Có {count} đoạn chữ chứa ký tự điều khiển không nhìn thấy, ví dụ ký tự đảo chiều viết; "
        "các ký tự này đã bị bỏ.",
    ),
    "file.lookalikes": (
        "{count} cells held letters of another alphabet that look like Latin ones (the first in row {row}); "
        "they were read as “{example}”.",
        "Có {count} ô chứa chữ của bảng chữ khác trông giống chữ Latinh (ô đầu ở dòng {row}); "
        "đã đọc thành “{example}”.",
    ),
    "file.font_converted": (
        "The file was written in a font older than Unicode ({font}); {count} texts were converted, "
        "for example “{before}” to “{after}”.",
        "Tệp được gõ bằng bảng mã cũ ({font}); {count} đoạn chữ đã được chuyển sang Unicode, "
        "ví dụ “{before}” thành “{after}”.",
    ),
    "file.unknown_bytes": (
        "{count} lines hold bytes that are no text; they are shown as “\ufffd”.",
        "Có {count} dòng chứa ký tự hỏng, được thay bằng “\ufffd”.",
    ),
    "file.macros": (
        "The workbook holds macros. They were not run.",
        "Bảng tính có chứa macro. Các macro không được chạy.",
    ),
    "file.external_links": (
        "The workbook takes values from {count} other files; they are read as they were last saved.",
        "Bảng tính lấy giá trị từ {count} tệp khác; các giá trị được đọc theo lần lưu cuối.",
    ),
    "sheet.hidden": ("It is hidden.", "Trang tính bị ẩn."),
    "sheet.chart": ("It holds a chart.", "Chỉ chứa biểu đồ."),
    "sheet.pivot": ("It holds a pivot table.", "Chứa bảng tổng hợp (pivot)."),
    "sheet.empty": ("It is empty.", "Trang tính trống."),
    "sheet.no_table": ("No table was found in it.", "Không tìm thấy bảng dữ liệu."),
    "sheet.same_columns": (
        "It has the same columns. Choose it to read it too.",
        "Có các cột giống hệt. Hãy chọn để đọc thêm trang này.",
    ),
    "sheet.other": ("Another table; choose it to read it.", "Bảng khác; hãy chọn nếu muốn đọc."),
}
