"""What aggregate returns state, each with its measure; "" where the quantity brings its own."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from cotmoc.normalise.codes.registry import CodeList, entry

_CRIME, _WORK, _GATE, _PUBLIC, _CARE = "crime", "operations", "gate", "outreach", "care"
_ABROAD, _PEOPLE, _BORDER = "engagement", "community", "border"

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
        entry("joint_patrols_foreign", "Tuần tra song phương với nước láng giềng", "Joint patrols with the neighbour", "tuần tra song phương với nước bạn;tuần tra liên hợp với nước láng giềng;tuần tra song phương với lực lượng nước láng giềng", _ABROAD, "count"),
        entry("joint_patrols_foreign_personnel", "Lượt quân số tuần tra song phương", "Personnel on joint patrols with the neighbour", "quân số tuần tra song phương;lượt cbcs tuần tra song phương", _ABROAD, "person"),
        entry("deployments", "Số chuyên án, kế hoạch nghiệp vụ triển khai", "Operations deployed", "chuyên án triển khai;số chuyên án;kế hoạch nghiệp vụ;deployments", _WORK, "count"),
        entry("deployment_officers", "Cán bộ tham gia chuyên án", "Officers deployed", "cán bộ tăng cường chuyên án;quân số tham gia chuyên án", _WORK, "person"),
        entry("information_exchanged", "Số tin trao đổi giữa các lực lượng", "Information exchanged between agencies", "tin trao đổi;lượt trao đổi thông tin;trao đổi thông tin;information exchanges", _WORK, "count"),
        entry("tips", "Tin báo của nhân dân", "Tips from the public", "số tin báo;tin báo;tin báo của quần chúng;nguồn tin nhân dân cung cấp;tips received", _WORK, "count"),
        entry("assessed_quantity", "Lượng đã vận chuyển theo điều tra", "Quantity trafficked, as assessed", "lượng xác định đã vận chuyển;khối lượng theo điều tra;assessed traffic", _CRIME),
        entry("gate_entries", "Lượt người nhập cảnh", "Persons entering", "nhập cảnh;lượt nhập cảnh;entries", _GATE, "person"),
        entry("gate_exits", "Lượt người xuất cảnh", "Persons leaving", "xuất cảnh;lượt xuất cảnh;exits", _GATE, "person"),
        entry("gate_vehicles", "Lượt phương tiện qua cửa khẩu", "Vehicles at gates", "lượt phương tiện;phương tiện xuất nhập cảnh;vehicles", _GATE, "count"),
        entry("outreach_sessions", "Số buổi tuyên truyền", "Outreach sessions", "tuyên truyền;buổi tuyên truyền;sessions", _PUBLIC, "count"),
        entry("outreach_attendance", "Lượt người nghe tuyên truyền", "Outreach attendance", "lượt người nghe;người tham gia;attendance", _PUBLIC, "person"),
        entry("leaflets", "Số tờ rơi", "Leaflets", "tờ rơi;tài liệu tuyên truyền", _PUBLIC, "count"),
        entry("rehabilitation_places", "Chỗ cai nghiện", "Rehabilitation places", "sức chứa cơ sở cai nghiện;rehabilitation capacity", _CARE, "count"),
        entry("rehabilitation_admitted", "Số người đang cai nghiện (tổng số)", "In rehabilitation (total)", "tổng số người cai nghiện", _CARE, "person"),
        entry("drug_free_areas", "Địa bàn thực hiện không ma túy", "Areas in the drug-free programme", "địa bàn không ma túy;số địa bàn không ma túy;xã không ma túy", _CARE, "count"),
        entry("areas_being_cleaned", "Địa bàn đang làm sạch ma túy", "Areas being cleaned of drugs", "địa bàn làm sạch;đang làm sạch ma túy", _CARE, "count"),
        entry("areas_kept_clean", "Địa bàn giữ vững sạch ma túy", "Areas kept clean of drugs", "địa bàn giữ sạch;giữ vững sạch ma túy", _CARE, "count"),
        entry("programme_budget", "Kinh phí chương trình", "Budget of the programme", "kinh phí phòng, chống ma túy;ngân sách chương trình;kinh phí cấp;programme funds", _CARE, "money_vnd"),
        entry("delegations", "Số đoàn đối ngoại tiếp xúc", "Activities with foreign delegations", "đoàn đối ngoại;hoạt động với đoàn nước ngoài;lượt đoàn nước ngoài;foreign delegations", _ABROAD, "count"),
        entry("letters", "Thư, công hàm trao đổi", "Letters exchanged", "thư trao đổi;số thư;trao đổi thư;letters exchanged", _ABROAD, "count"),
        entry("phone_calls", "Cuộc điện đàm", "Phone calls", "điện đàm;số cuộc điện đàm;đường dây nóng;calls", _ABROAD, "count"),
        entry("meetings_province", "Hội đàm cấp tỉnh", "Meetings at province level", "hội đàm cấp bộ chỉ huy;gặp gỡ cấp tỉnh;hội đàm cấp tỉnh với nước bạn", _ABROAD, "count"),
        entry("meetings_post", "Gặp gỡ cấp đồn", "Meetings at post level", "hội đàm cấp đồn;hội ngộ cấp đồn;gặp gỡ cấp đồn, trạm", _ABROAD, "count"),
        entry("handover_received_cases", "Số vụ tiếp nhận từ nước láng giềng", "Cases received from the neighbour", "tiếp nhận số vụ;số vụ tiếp nhận", _ABROAD, "incident"),
        entry("handover_received_persons", "Số người tiếp nhận từ nước láng giềng", "Persons received from the neighbour", "tiếp nhận số người;số người tiếp nhận", _ABROAD, "person"),
        entry("handover_returned_cases", "Số vụ trao trả cho nước láng giềng", "Cases returned to the neighbour", "trao trả số vụ;số vụ trao trả", _ABROAD, "incident"),
        entry("handover_returned_persons", "Số người trao trả cho nước láng giềng", "Persons returned to the neighbour", "trao trả số người;số người trao trả", _ABROAD, "person"),
        entry("volunteer_workdays", "Ngày công giúp dân", "Workdays given to the people", "số ngày công;ngày công lao động giúp dân;workdays", _PEOPLE, "count"),
        entry("relief_personnel", "Lượt quân số cứu hộ, cứu nạn", "Personnel in disaster relief", "quân số phòng chống thiên tai;lượt cán bộ cứu hộ cứu nạn", _PEOPLE, "person"),
        entry("relief_vehicles", "Lượt phương tiện cứu hộ, cứu nạn", "Vehicles in disaster relief", "phương tiện phòng chống thiên tai;lượt xe cứu hộ cứu nạn", _PEOPLE, "count"),
        entry("donations", "Tiền ủng hộ, giúp đỡ", "Donations", "quyên góp;trị giá giúp dân;tiền ủng hộ nhân dân;donations", _PEOPLE, "money_vnd"),
        entry("border_length", "Chiều dài biên giới phụ trách", "Length of border guarded", "km biên giới;chiều dài đường biên;border length", _BORDER, "length"),
        entry("other", "Chỉ tiêu khác", "Other", "khác", "other"),
    ),
)  # fmt: skip
