"""Roles of parties, outcomes, ways of detection, and kinds of agencies."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from cotmoc.normalise.codes.registry import CodeList, entry

ROLES = CodeList(
    "roles",
    (
        entry("suspect", "Nghi phạm", "Suspect", "đối tượng;nghi can;người vi phạm;đối tượng vi phạm;bị can;offender;violator;arrested;subject"),
        entry("convicted", "Người bị kết án", "Convicted", "bị cáo;bị án;phạm nhân;convict;sentenced;đã kết án"),
        entry("victim", "Nạn nhân", "Victim", "bị hại;người bị hại;nạn nhân mua bán người;injured party"),
        entry("witness", "Người làm chứng", "Witness", "nhân chứng;người chứng kiến"),
        entry("other", "Người liên quan", "Other involved", "liên quan;người có quyền lợi, nghĩa vụ liên quan;khác;owner;chủ hàng;chủ phương tiện;related person"),
    ),
)  # fmt: skip

OUTCOMES = CodeList(
    "outcomes",
    (
        entry("prosecuted", "Khởi tố", "Prosecuted", "khởi tố vụ án;khởi tố bị can;xử lý hình sự;đã khởi tố;truy tố;criminal charges;charged;hình sự"),
        entry("administratively_sanctioned", "Xử phạt vi phạm hành chính", "Administratively sanctioned",
              "xử phạt hành chính;phạt hành chính;xphc;phạt tiền;fined;fine;phạt cảnh cáo;cảnh cáo;tịch thu;xử lý hành chính;đã xử phạt"),
        entry("transferred", "Chuyển cơ quan khác", "Transferred",
              "bàn giao;chuyển giao;bàn giao công an;bàn giao hải quan;chuyển cơ quan chức năng;chuyển hồ sơ;handed over;"
              "chuyển cơ quan điều tra;referred"),
        entry("returned", "Trao trả", "Handed back",
              "trao trả đối tượng;trao trả người;trao trả công dân;đã trao trả;trao trả về nước;trao trả qua cửa khẩu;"
              "tiến hành trao trả;thủ tục trao trả;returned;repatriated;repatriation;handed back to the neighbour;handed back"),
        entry("no_violation", "Không vi phạm", "No violation", "không có dấu hiệu vi phạm;không xử lý;trả tự do;released;đình chỉ;không khởi tố"),
        entry("pending", "Đang xử lý", "Pending", "đang điều tra;đang xác minh;tạm giữ;chờ xử lý;đang tạm giữ;under investigation;open;chưa xử lý"),
    ),
)  # fmt: skip

DETECTIONS = CodeList(
    "detections",
    (
        entry("patrol", "Tuần tra", "Patrol", "tuần tra kiểm soát;tuần tra biên giới;tuần tra trên biển;mật phục;phục kích;bắt quả tang;joint patrol"),
        entry("tip", "Tin báo", "Tip", "tin báo của nhân dân;quần chúng cung cấp;nguồn tin;tố giác;tin tố giác;information;tip-off;quần chúng nhân dân"),
        entry("gate_control", "Kiểm soát cửa khẩu", "Gate control", "cửa khẩu;kiểm tra tại cửa khẩu;thủ tục xuất nhập cảnh;checkpoint;port of entry"),
        entry("inspection", "Kiểm tra", "Inspection", "kiểm tra hành chính;khám xét;thanh tra;kiểm tra phương tiện;search;soi chiếu;kiểm tra hàng hóa"),
        entry("investigation", "Chuyên án", "Investigation", "đấu tranh chuyên án;phá án;phá chuyên án;case"),
        entry("other_agency", "Lực lượng khác chuyển đến", "Other agency", "lực lượng khác;phối hợp;tiếp nhận;tiếp nhận từ đơn vị khác;handover"),
        entry("other", "Khác", "Other", "nguồn khác;tự thú;đầu thú"),
    ),
)  # fmt: skip

AGENCY_KINDS = CodeList(
    "agency_kinds",
    (
        entry("border_guard", "Bộ đội Biên phòng", "Border guard", "biên phòng;bđbp;bộ chỉ huy bđbp;đồn biên phòng;border patrol;u s border patrol"),
        entry("customs", "Hải quan", "Customs", "chi cục hải quan;cục hải quan;office of field operations;field operations"),
        entry("police", "Công an", "Police", "công an tỉnh;công an huyện;công an xã;cảnh sát;ca"),
        entry("coast_guard", "Cảnh sát biển", "Coast guard", "csb;vùng cảnh sát biển;cảnh sát biển việt nam"),
        entry("market_surveillance", "Quản lý thị trường", "Market surveillance", "qltt;chi cục quản lý thị trường"),
        entry("forest_protection", "Kiểm lâm", "Forest protection", "hạt kiểm lâm;chi cục kiểm lâm;forest rangers"),
        entry("fisheries", "Kiểm ngư", "Fisheries surveillance", "chi cục kiểm ngư;thủy sản;chi cục thủy sản"),
        entry("military", "Quân đội", "Military", "bộ chỉ huy quân sự;ban chỉ huy quân sự;dân quân;vùng hải quân;navy"),
        entry("other", "Lực lượng khác", "Other", "khác"),
    ),
)  # fmt: skip
