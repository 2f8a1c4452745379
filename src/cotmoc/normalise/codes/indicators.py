"""What aggregate returns state, each with its measure; "" where the quantity brings its own."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from cotmoc.normalise.codes.registry import CodeList, entry

_CRIME, _WORK, _GATE, _PUBLIC, _CARE = "crime", "operations", "gate", "outreach", "care"

INDICATORS = CodeList(
    "indicators",
    (
        entry("events", "Số vụ", "Incidents", "vụ;số vụ việc;tổng số vụ;count of event;event count;number of events;events", _CRIME, "incident"),
        entry("persons", "Số đối tượng", "Persons", "đối tượng;số người;tổng số đối tượng;suspects;number of persons;arrests", _CRIME, "person"),
        entry("prosecuted", "Số vụ khởi tố", "Incidents prosecuted", "khởi tố;vụ khởi tố;prosecutions", _CRIME, "incident"),
        entry("sanctioned", "Số vụ xử phạt hành chính", "Incidents sanctioned", "xử phạt;vụ xử phạt;xử phạt hành chính", _CRIME, "incident"),
        entry("victims_rescued", "Số nạn nhân được giải cứu", "Victims rescued", "nạn nhân;giải cứu;victims", _CRIME, "person"),
        entry("seized_quantity", "Lượng thu giữ", "Quantity seized", "khối lượng thu giữ;số lượng thu giữ;sum qty;quantity;khối lượng;tang vật", _CRIME),
        entry("seized_value", "Trị giá tang vật", "Value seized", "trị giá;giá trị hàng hóa;trị giá hàng vi phạm;value", _CRIME, "money_vnd"),
        entry("fines", "Tiền phạt", "Fines", "số tiền phạt;thu phạt;tổng tiền phạt;thu nộp ngân sách", _CRIME, "money_vnd"),
        entry("patrols", "Số lượt tuần tra", "Patrols", "tuần tra;lượt tuần tra;số buổi tuần tra;patrol count", _WORK, "count"),
        entry("patrol_personnel", "Lượt quân số tuần tra", "Personnel on patrol", "lượt cán bộ, chiến sĩ;quân số;lượt cbcs", _WORK, "person"),
        entry("joint_patrols", "Tuần tra liên hợp, song phương", "Joint patrols", "tuần tra chung;tuần tra song phương;tuần tra liên hợp", _WORK, "count"),
        entry("gate_entries", "Lượt người nhập cảnh", "Persons entering", "nhập cảnh;lượt nhập cảnh;entries", _GATE, "person"),
        entry("gate_exits", "Lượt người xuất cảnh", "Persons leaving", "xuất cảnh;lượt xuất cảnh;exits", _GATE, "person"),
        entry("gate_vehicles", "Lượt phương tiện qua cửa khẩu", "Vehicles at gates", "lượt phương tiện;phương tiện xuất nhập cảnh;vehicles", _GATE, "count"),
        entry("outreach_sessions", "Số buổi tuyên truyền", "Outreach sessions", "tuyên truyền;buổi tuyên truyền;sessions", _PUBLIC, "count"),
        entry("outreach_attendance", "Lượt người nghe tuyên truyền", "Outreach attendance", "lượt người nghe;người tham gia;attendance", _PUBLIC, "person"),
        entry("leaflets", "Số tờ rơi", "Leaflets", "tờ rơi;tài liệu tuyên truyền", _PUBLIC, "count"),
        entry("rehabilitation_places", "Chỗ cai nghiện", "Rehabilitation places", "sức chứa cơ sở cai nghiện;rehabilitation capacity", _CARE, "count"),
        entry("rehabilitation_admitted", "Số người đang cai nghiện (tổng số)", "In rehabilitation (total)", "tổng số người cai nghiện", _CARE, "person"),
        entry("other", "Chỉ tiêu khác", "Other", "khác", "other"),
    ),
)  # fmt: skip
