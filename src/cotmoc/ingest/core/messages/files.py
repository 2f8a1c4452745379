"""Findings about the file itself: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "file.empty": ("The file holds no rows.", "Tệp không có dòng nào."),
    "file.unreadable": (
        "The file cannot be read (row {row}, {detail}). It may be damaged or incomplete.",
        "Không đọc được tệp (dòng {row}, {detail}). Tệp có thể bị hỏng hoặc thiếu.",
    ),
    "file.encrypted": (
        "The workbook has a password. Save it without one and try again.",
        "Bảng tính có mật khẩu. Hãy lưu lại không đặt mật khẩu rồi thử lại.",
    ),
    "file.no_header": (
        "Row {row} holds no column names. The first row of a table must name its columns.",
        "Dòng {row} không có tên cột. Dòng đầu của bảng phải ghi tên các cột.",
    ),
    "file.wrong_type": (
        "This is a file of another kind ({found}). Use xlsx, xls, ods, csv, tsv, parquet or json.",
        "Tệp thuộc loại khác ({found}). Hãy dùng xlsx, xls, ods, csv, tsv, parquet hoặc json.",
    ),
    "file.too_many_columns": (
        "The table has {found} columns; at most {most} can be read.",
        "Bảng có {found} cột; chỉ đọc được tối đa {most} cột.",
    ),
    "file.too_large": (
        "The file is too large. Divide it and put the parts in one after the other.",
        "Tệp quá lớn. Hãy chia nhỏ và đưa vào lần lượt từng phần.",
    ),
    "file.too_slow": (
        "The file could not be read within the time for a file of its size. "
        "Save it anew with the table alone, or divide it.",
        "Không đọc xong tệp trong thời gian cho phép với tệp cỡ này. "
        "Hãy lưu lại tệp chỉ gồm bảng dữ liệu, hoặc chia nhỏ tệp.",
    ),
    "file.too_much_memory": (
        "Reading the file takes more memory than is allowed. Save it anew with the table alone, or divide it.",
        "Đọc tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy lưu lại tệp chỉ gồm bảng dữ liệu, hoặc chia nhỏ tệp.",
    ),
    "file.archive": (
        "This is a zip of several files. Put it in on the page of files, or unpack it first.",
        "Đây là tệp nén chứa nhiều tệp. Hãy đưa vào ở trang Nhập tệp, hoặc giải nén trước.",
    ),
    "file.nested": (
        "A zip within a zip is not read. Unpack it and put its files in.",
        "Không đọc tệp nén nằm trong tệp nén. Hãy giải nén rồi đưa từng tệp vào.",
    ),
    "file.link": (
        "This is a link to another file; it is not followed.",
        "Đây là liên kết tới tệp khác nên không được đọc.",
    ),
    "file.too_many_files": (
        "The zip holds {found} files; at most {most} are taken at once.",
        "Tệp nén có {found} tệp; mỗi lần chỉ nhận tối đa {most} tệp.",
    ),
    "file.gone": (
        "The file is not kept any more. Put it in again.",
        "Tệp không còn được lưu. Hãy đưa tệp vào lại.",
    ),
    "file.bomb": (
        "The file unpacks to far more than a register can hold ({detail}); it was not read.",
        "Khi giải nén, tệp lớn hơn nhiều so với một sổ thông thường ({detail}) nên không được đọc.",
    ),
    "file.cell_too_long": (
        "A cell holds more than {most} characters; such a file is not read.",
        "Có ô dài hơn {most} ký tự; không đọc tệp như vậy.",
    ),
    "file.no_sheet": (
        "There is no sheet “{sheet}”. The workbook has: {sheets}.",
        "Không có trang tính “{sheet}”. Bảng tính có: {sheets}.",
    ),
    "file.quote_open": (
        "{count} quotation marks are never closed (rows {rows}); they were read as plain characters. "
        "Look whether these rows were read rightly.",
        "Có {count} dấu ngoặc kép không được đóng (dòng {rows}); đã đọc như ký tự thường. "
        "Đề nghị kiểm tra các dòng này đã được đọc đúng chưa.",
    ),
    "file.given_up": (
        "The work on the file was cut off {attempts} times. Try again; if it happens again, divide the file.",
        "Việc xử lý tệp bị gián đoạn {attempts} lần. Hãy thử lại; nếu vẫn vậy, hãy chia nhỏ tệp.",
    ),
    "file.reading_ended": (
        "Reading the file was cut off, perhaps for want of memory. Try again; if it happens again, divide the file.",
        "Việc đọc tệp bị ngắt giữa chừng, có thể do thiếu bộ nhớ. Hãy thử lại; nếu vẫn vậy, hãy chia nhỏ tệp.",
    ),
    "header.empty": (
        "Column {column} has no name; it is called “{named}” here.",
        "Cột {column} không có tên; ở đây gọi là “{named}”.",
    ),
    "header.duplicate": (
        "Two columns are named “{written}”; the later one is called “{named}” here.",
        "Có hai cột tên “{written}”; cột sau ở đây gọi là “{named}”.",
    ),
}
