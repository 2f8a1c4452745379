"""What columns are called in agencies' files, in Vietnamese and English, by field."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from functools import cache

from cotmoc.ingest.core.fields import INCIDENT, INFORMATION, MOMENT_GROUPS, RETURN
from cotmoc.normalise.text import fold

_MOMENT = {
    "date": "ngày;ngày tháng;ngày tháng năm;thời gian;thời điểm;ngày giờ;date;datetime;date time",
    "time": "giờ;giờ phút;time;time of day;hour",
    "year": "năm;year;calendar year",
    "fiscal_year": "năm tài chính;niên độ;fy;fiscal year",
    "quarter": "quý;quarter",
    "month": "tháng;month;month abbv;month abbr",
    "day": "ngày trong tháng;day;day of month",
}
_OCCURRED = {
    "date": "ngày xảy ra;ngày bắt giữ;ngày phát hiện;ngày vi phạm;thời gian xảy ra;thời gian bắt giữ;ngày lập biên bản;ngày vụ việc;event date;incident date;date occurred;date of incident;occurred;occurred on;seizure date",
    "time": "giờ xảy ra;giờ bắt giữ;giờ phát hiện;event time;incident time",
}
_PERIOD = {"date": "kỳ;kỳ báo cáo;tháng báo cáo;thời gian báo cáo;period;reporting period"}
_RECEIVED = {
    "date": "ngày nhận;ngày tiếp nhận;ngày nhận tin;thời gian tiếp nhận;received;date received"
}

_ANY = {
    "reference": "số hồ sơ;mã vụ;mã vụ việc;mã hồ sơ;số biên bản;số vụ việc;số hiệu;mã số;reference;ref;ref no;reference number;case number;case no;case id;event id;incident id;incident number;id;uid;seizure number",
    "agency": "lực lượng báo cáo;cơ quan báo cáo;lực lượng;cơ quan;agency;component;reporting agency;force",
    "unit": "đơn vị;đơn vị phát hiện;đơn vị bắt giữ;đơn vị xử lý;đơn vị báo cáo;tên đơn vị;đồn;đồn biên phòng;chi cục;unit;station;reporting unit",
    "place.written": "địa điểm;nơi xảy ra;nơi phát hiện;nơi bắt giữ;địa điểm bắt giữ;địa điểm xảy ra;vị trí;khu vực;địa bàn;place;location;location description;area;area of responsibility;where",
    "place.commune": "xã;phường;xã phường;phường xã;xã phường thị trấn;xã phường đặc khu;commune;ward",
    "place.district": "huyện;quận huyện;huyện thị xã thành phố;district;quận",
    "place.province": "tỉnh;tỉnh thành;tỉnh thành phố;province",
    "place.lon": "kinh độ;longitude;lon;lng;long;x;kinh do",
    "place.lat": "vĩ độ;latitude;lat;y",
    "place.position": "tọa độ;vị trí tọa độ;position;coordinates;coordinate;posn;gps",
    "offence": "hành vi vi phạm;hành vi;tội danh;loại vi phạm;loại tội phạm;vi phạm;lĩnh vực vi phạm;tội phạm;offence;offense;crime;offence type;violation;type of offence",
    "ignore": "stt;tt;số thứ tự;s t t;no;row;row number;index",
    "extra.notes": "ghi chú;notes;note;remarks;remark;comments",
}
_IN_INCIDENT = {
    "reference": "số vụ",
    "title": "tiêu đề;tên vụ việc;vụ việc;vụ;trích yếu;title;subject;headline",
    "narrative": "nội dung;tóm tắt;nội dung vụ việc;diễn biến;mô tả;chi tiết;tóm tắt nội dung;nội dung vi phạm;description;narrative;summary;details;attack description;text",
    "detection": "phát hiện qua;nguồn phát hiện;hình thức phát hiện;cách phát hiện;detection;detected by;how detected",
    "lead_agency": "lực lượng chủ trì;cơ quan chủ trì;đơn vị chủ trì;chủ trì;lead agency;lead",
    "partner_agencies": "lực lượng phối hợp;cơ quan phối hợp;đơn vị phối hợp;phối hợp;partner agencies;participating agencies;partners",
    "party[1].name": "đối tượng;họ tên;họ và tên;họ tên đối tượng;tên đối tượng;họ và tên đối tượng;người vi phạm;họ tên người vi phạm;chủ hàng;suspect;suspect name;name of suspect;full name;offender;party",
    "party[1].role": "vai trò;tư cách;tư cách tham gia;role",
    "party[1].birth": "năm sinh;ngày sinh;sinh năm;ngày tháng năm sinh;date of birth;dob;birth;birth year;year of birth",
    "party[1].sex": "giới tính;sex;gender;nam nữ",
    "party[1].identity_number": "cccd;cmnd;cmnd cccd;cccd cmnd;số cccd;số cmnd;số giấy tờ;số cmnd cccd;hộ chiếu;số hộ chiếu;số định danh;passport;passport no;identity number;id number;id no;document number",
    "party[1].nationality": "quốc tịch;nationality;citizenship",
    "party[1].residence": "nơi cư trú;nơi ở;địa chỉ;thường trú;hktt;hộ khẩu thường trú;nơi đăng ký thường trú;chỗ ở;chỗ ở hiện nay;residence;address;home address",
    "party[1].heads": "số đối tượng;số người;số người vi phạm;tổng số đối tượng;persons;number of persons;number of suspects;people",
    "conveyance[1].written": "phương tiện;phương tiện vi phạm;vehicle;conveyance;vessel;victim",
    "conveyance[1].kind": "loại phương tiện;loại xe;loại tàu;vehicle type;vessel type;type of vehicle;type of vessel;ship type",
    "conveyance[1].registration": "biển số;bks;biển kiểm soát;biển số xe;biển đăng ký;số đăng ký;số đăng ký tàu;số hiệu tàu;biển số phương tiện;plate;plate number;number plate;licence plate;license plate;registration;registration number",
    "conveyance[1].name": "tên tàu;tên phương tiện;vessel name;ship name;name of vessel;name of ship",
    "conveyance[1].flag": "cờ;cờ tàu;quốc tịch tàu;flag;flag state",
    "conveyance[1].pieces": "số phương tiện;số lượng phương tiện;number of vehicles",
    "seizure[1].commodity": "tang vật;tên tang vật;hàng hóa;mặt hàng;tên hàng;loại hàng;loại hàng hóa;hàng vi phạm;tang vật vi phạm;loại ma túy;tang vật thu giữ;chủng loại;commodity;goods;drug type;drug;category;item;type of goods",
    "seizure[1].quantity": "số lượng;khối lượng;lượng;trọng lượng;số lượng tang vật;quantity;qty;weight;quantity seized;amount seized;sum qty;seized quantity",
    "seizure[1].unit": "đơn vị tính;đvt;đv tính;unit of measure;uom;measure",
    "seizure[1].value": "trị giá;giá trị;trị giá hàng;trị giá tang vật;trị giá hàng hóa;thành tiền;value;estimated value",
    "outcome.kind": "kết quả xử lý;xử lý;hình thức xử lý;kết quả;biện pháp xử lý;tình trạng xử lý;hướng xử lý;outcome;disposition;result",
    "outcome.fine": "tiền phạt;số tiền phạt;mức phạt;phạt tiền;số tiền xử phạt;fine;fine amount;penalty",
}
_IN_RETURN = {
    "return.indicator": "chỉ tiêu;tên chỉ tiêu;nội dung báo cáo;nội dung;indicator;measure",
    "return.amount": "số liệu;giá trị;kết quả;thực hiện;amount;value;figure",
    "return.amount[events]": "số vụ;tổng số vụ;vụ;số vụ việc;số vụ vi phạm;count of event;count of events;event count;events;incidents;number of events;number of incidents",
    "return.amount[persons]": "số đối tượng;số người;tổng số đối tượng;đối tượng;persons;number of persons;suspects;arrests",
    "return.amount[seized_quantity]": "khối lượng thu giữ;lượng thu giữ;số lượng thu giữ;khối lượng;số lượng;sum qty;quantity;qty;quantity seized",
    "return.amount[patrols]": "số lượt tuần tra;lượt tuần tra;số buổi tuần tra;tuần tra;patrols;number of patrols",
    "return.amount[fines]": "tiền phạt;số tiền phạt;tổng tiền phạt;thu phạt;fines",
    "return.amount[seized_value]": "trị giá;trị giá tang vật;trị giá hàng vi phạm;seized value",
    "return.amount[prosecuted]": "số vụ khởi tố;khởi tố;prosecuted",
    "return.amount[sanctioned]": "số vụ xử phạt;xử phạt hành chính;xử phạt vi phạm hành chính",
    "return.amount[gate_entries]": "nhập cảnh;lượt nhập cảnh;số lượt nhập cảnh;lượt người nhập cảnh;entries",
    "return.amount[gate_exits]": "xuất cảnh;lượt xuất cảnh;số lượt xuất cảnh;lượt người xuất cảnh;exits",
    "return.amount[outreach_sessions]": "số buổi tuyên truyền;buổi tuyên truyền;tuyên truyền",
    "return.commodity": "loại ma túy;loại hàng;mặt hàng;tang vật;hàng hóa;commodity;drug type;drug;category;goods",
    "return.quantity_unit": "đơn vị tính;đvt;unit of measure;uom",
}
_IN_INFORMATION = {
    "information.text": "nội dung;nội dung tin;nội dung tin báo;tin báo;text;content;report;description",
    "information.source_grade": "độ tin cậy của nguồn;độ tin cậy nguồn;đánh giá nguồn;source grade;source evaluation",
    "information.content_grade": "độ tin cậy của tin;đánh giá tin;content grade;information evaluation;assessment",
    "information.handling_code": "mã xử lý;mã xử lý tin;handling code;handling",
}
_WORDS = {
    INCIDENT: (_OCCURRED, _IN_INCIDENT),
    RETURN: (_PERIOD, _IN_RETURN),
    INFORMATION: (_RECEIVED, _IN_INFORMATION),
}


@cache
def header_fields(kind: str) -> dict[str, str]:
    """Folded header -> field, for profiles of one kind; words of the kind go before general ones.

    >>> header_fields("incident")["so vu"], header_fields("return")["so vu"]
    ('reference', 'return.amount[events]')
    """
    group = next(name for name, of in MOMENT_GROUPS.items() if of == kind)
    moments, own = _WORDS[kind]
    fields: dict[str, str] = {}
    for field, words in own.items():
        _enter(fields, field, words)
    for leaf, words in [*moments.items(), *_MOMENT.items()]:
        _enter(fields, f"{group}.{leaf}", words)
    for field, words in _ANY.items():
        if not (kind == RETURN and field in ("reference", "offence")):
            _enter(fields, field, words)
    return fields


def _enter(fields: dict[str, str], field: str, words: str) -> None:
    for word in words.split(";"):
        fields.setdefault(fold(word), field)
