"""Every coded finding of an import, in words: the one place where their sentences stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from cotmoc.areas.core.matches import REASONS
from cotmoc.normalise.codes.catalogue import CODE_LISTS
from cotmoc.normalise.readings import Problem
from cotmoc.normalise.text import clean

_LONGEST_QUOTE = 80
_NOT_KNOWN = "?"

# code: (English, Vietnamese). Names in braces are the finding's params; {written} is the value as it stands.
MESSAGES: Mapping[str, tuple[str, str]] = {
    # the file
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
        "This is a file of another kind ({found}). Use csv, tsv, xlsx, parquet or json.",
        "Tệp thuộc loại khác ({found}). Hãy dùng csv, tsv, xlsx, parquet hoặc json.",
    ),
    "file.too_many_columns": (
        "The table has {found} columns; at most {most} can be read.",
        "Bảng có {found} cột; chỉ đọc được tối đa {most} cột.",
    ),
    "file.too_large": (
        "The file is too large. Divide it and put the parts in one after the other.",
        "Tệp quá lớn. Hãy chia nhỏ và đưa vào lần lượt từng phần.",
    ),
    "file.no_sheet": (
        "There is no sheet “{sheet}”. The workbook has: {sheets}.",
        "Không có trang tính “{sheet}”. Bảng tính có: {sheets}.",
    ),
    "file.quote_open": (
        "From row {row} on a quotation mark is never closed, so the rows behind it cannot be told apart.",
        "Từ dòng {row} có dấu ngoặc kép không được đóng nên không tách được các dòng phía sau.",
    ),
    "file.given_up": (
        "The work on the file was cut off {attempts} times. Try again; if it happens again, divide the file.",
        "Việc xử lý tệp bị gián đoạn {attempts} lần. Hãy thử lại; nếu vẫn vậy, hãy chia nhỏ tệp.",
    ),
    "header.empty": (
        "Column {column} has no name; it is called “{named}” here.",
        "Cột {column} không có tên; ở đây gọi là “{named}”.",
    ),
    "header.duplicate": (
        "Two columns are named “{written}”; the later one is called “{named}” here.",
        "Có hai cột tên “{written}”; cột sau ở đây gọi là “{named}”.",
    ),
    # the profile and its columns
    "column.protected": (
        "The column “{column}” is not taken in: the product holds nothing about a person's {kind}.",
        "Không nhận cột “{column}”: hệ thống không lưu thông tin về {kind} của cá nhân.",
    ),
    "profile.invalid": (
        "The profile does not fit the file at the column “{column}”.",
        "Mẫu đọc tệp không khớp với tệp ở cột “{column}”.",
    ),
    "suggest.profile": (
        "Read so by the profile “{profile}”.",
        "Mẫu “{profile}” đọc như vậy.",
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
    "suggest.breakdown": (
        "{count} words that come again and again: a breakdown of the figures.",
        "{count} từ lặp lại nhiều lần: một cách phân tổ của số liệu.",
    ),
    "suggest.nothing": (
        "Neither the name of the column nor its values are known.",
        "Không nhận ra được qua tên cột hay giá trị.",
    ),
    # rows and keys
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
    "text.too_long": (
        "The text is longer than {most} characters.",
        "Nội dung dài quá {most} ký tự.",
    ),
    # moments
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
    # quantities and money
    "quantity.unreadable": (
        "“{written}” cannot be read as a quantity; it is kept as text and left out of sums.",
        "Không đọc được số lượng “{written}”; giữ nguyên văn, không cộng vào tổng.",
    ),
    "quantity.negative": (
        "“{written}” is less than nothing.",
        "“{written}” là số âm.",
    ),
    "quantity.too_large": (
        "“{written}” is too large to be true.",
        "“{written}” lớn quá mức có thể.",
    ),
    "quantity.ambiguous": (
        "In “{written}” the mark could divide thousands or decimals; read as in Vietnamese.",
        "Dấu trong “{written}” có thể là hàng nghìn hoặc thập phân; đã đọc theo cách viết Việt Nam.",
    ),
    "quantity.unit_missing": (
        "“{written}” has no unit of measure; it is left out of sums.",
        "“{written}” không có đơn vị tính; không cộng vào tổng.",
    ),
    "quantity.unit_unknown": (
        "The unit of measure “{unit}” is not known; “{written}” is left out of sums.",
        "Không rõ đơn vị tính “{unit}”; “{written}” không cộng vào tổng.",
    ),
    "quantity.unit_customary": (
        "The unit “{unit}” differs by trade and region; please check “{written}”.",
        "Đơn vị “{unit}” khác nhau theo ngành hàng, vùng miền; đề nghị kiểm tra “{written}”.",
    ),
    "quantity.approximate": (
        "“{written}” is an approximate quantity; the number was taken.",
        "“{written}” là số ước lượng; đã lấy con số ghi.",
    ),
    "quantity.fraction": (
        "“{written}” is a fraction of things that are counted whole.",
        "“{written}” là số lẻ của thứ chỉ đếm nguyên.",
    ),
    "money.unreadable": (
        "“{written}” cannot be read as a sum of money.",
        "Không đọc được số tiền “{written}”.",
    ),
    "money.not_vnd": (
        "“{written}” is not in Vietnamese dong; nothing is exchanged, so it is kept as text.",
        "“{written}” không phải tiền đồng; hệ thống không quy đổi nên giữ nguyên văn.",
    ),
    "count.unreadable": (
        "“{written}” cannot be read as a whole number.",
        "Không đọc được số nguyên “{written}”.",
    ),
    "count.out_of_range": (
        "“{written}” is not between 0 and {most}.",
        "“{written}” không nằm trong khoảng 0 đến {most}.",
    ),
    # places
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
    # codes, units, agencies
    "code.unknown": (
        "“{written}” is in no entry of the list “{list}”; it is kept as text.",
        "“{written}” không có trong danh mục “{list}”; giữ nguyên văn.",
    ),
    "code.ambiguous": (
        "“{written}” could be several entries of the list “{list}”: {codes}; it is kept as text.",
        "“{written}” ứng với nhiều mục trong danh mục “{list}”: {codes}; giữ nguyên văn.",
    ),
    "code.inferred": (
        "“{written}” was taken as “{code}” because of the word “{word}”.",
        "“{written}” được hiểu là “{code}” vì có từ “{word}”.",
    ),
    "unit.unknown": (
        "The unit “{written}” is not known; it is kept as text.",
        "Không rõ đơn vị “{written}”; giữ nguyên văn.",
    ),
    "agency.unknown": (
        "The agency “{written}” is not known.",
        "Không rõ lực lượng “{written}”.",
    ),
    "agency.not_yours": (
        "The row is of the agency “{written}”, for which you cannot put in records.",
        "Dòng này của lực lượng “{written}”, bạn không được nhập thay.",
    ),
    # parts of records
    "incident.no_date": (
        "The incident has no date.",
        "Vụ việc không có ngày xảy ra.",
    ),
    "party.fewer_heads": (
        "Fewer persons are stated ({written}) than are named ({names}).",
        "Số đối tượng ghi ({written}) ít hơn số người nêu tên ({names}).",
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
_LISTS = {
    "offences": ("offences", "hành vi vi phạm"),
    "commodities": ("commodities", "loại hàng"),
    "roles": ("roles", "vai trò"),
    "outcomes": ("outcomes", "kết quả xử lý"),
    "detections": ("ways of detection", "cách phát hiện"),
    "conveyance_kinds": ("kinds of conveyances", "loại phương tiện"),
    "agency_kinds": ("kinds of agencies", "lực lượng"),
    "indicators": ("indicators", "chỉ tiêu báo cáo"),
}
_PROTECTED = {
    "religion": ("religion or belief", "tôn giáo, tín ngưỡng"),
    "ethnicity": ("ethnicity", "dân tộc, chủng tộc"),
    "political_opinion": ("political opinion", "quan điểm chính trị"),
    "membership": ("membership of a party or union", "việc tham gia đảng phái, đoàn thể"),
    "sexual_life": ("sexual life", "đời sống tình dục"),
    "health": ("health", "sức khỏe"),
}
_HOME = ("in the home province", "thuộc tỉnh nhà")


def message(problem: Problem, language: str) -> str:
    """The sentence for a finding in "vi", else in English; an unknown code stands for itself.

    >>> message(Problem("moment.future", "2099-01-01"), "vi")
    '“2099-01-01” ở tương lai.'
    """
    templates = MESSAGES.get(problem.code)
    if templates is None:
        return problem.code
    at = 1 if language == "vi" else 0
    words: dict[str, str] = defaultdict(lambda: _NOT_KNOWN, _worded(problem.params, at, language))
    words["written"] = _quoted(problem.written)
    return templates[at].format_map(words)


def _worded(params: Mapping[str, str], at: int, language: str) -> dict[str, str]:
    """The params with ids of lists, codes and protected kinds in words."""
    words = {name: _quoted(str(value)) for name, value in params.items()}
    codes = CODE_LISTS.get(params.get("list", ""))
    if codes:
        words["list"] = _LISTS[codes.name][at]
        for name in ("code", "codes"):
            ids = params.get(name, "").split(", ")
            words[name] = ", ".join(codes.label(id, language) for id in ids)  # noqa: A001
    if params.get("reasons"):
        words["reasons"] = ", ".join(_reason(each, at) for each in params["reasons"].split(", "))
    if params.get("kind") in _PROTECTED:
        words["kind"] = _PROTECTED[params["kind"]][at]
    return words


def _reason(reason: str, at: int) -> str:
    if reason == "home":
        return _HOME[at]
    known = next((each for each in REASONS if each.value == reason), None)
    return (known.label_vi if at else known.label_en).lower() if known else reason


def _quoted(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
