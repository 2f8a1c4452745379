"""Why something is proposed of a written report, and why a document is not read: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "document.wrong_type": (
        "This is neither text nor a Word document (docx).",
        "Đây không phải tệp văn bản (txt) hay tài liệu Word (docx).",
    ),
    "narrative.date": (
        "The day that the report tells of first.",
        "Ngày của vụ việc nêu trong báo cáo.",
    ),
    "narrative.year_added": (
        "The report leaves out the year; taken is the last such day.",
        "Báo cáo không ghi năm; lấy ngày gần nhất đã qua.",
    ),
    "narrative.time": ("The time beside that day.", "Giờ ghi cạnh ngày đó."),
    "narrative.place": (
        "The place named with the event, not anybody's residence.",
        "Nơi nêu cùng vụ việc, không phải nơi cư trú.",
    ),
    "narrative.position": ("Degrees that are written out.", "Tọa độ ghi trong báo cáo."),
    "narrative.offence": ("The deed by its name.", "Hành vi được gọi đúng tên."),
    "narrative.offence_inferred": (
        "Not named: it follows from the goods or the words used.",
        "Không gọi tên; suy ra từ tang vật hoặc từ ngữ.",
    ),
    "narrative.lead": (
        "The agency that is said to lead, or that is named first.",
        "Lực lượng được ghi là chủ trì hoặc nêu trước.",
    ),
    "narrative.partners": (
        "Agencies that joined in or took over.",
        "Lực lượng phối hợp hoặc tiếp nhận.",
    ),
    "narrative.unit": ("A unit of the agency by its name.", "Đơn vị thuộc lực lượng, theo tên."),
    "narrative.name": (
        "A name with particulars or a title beside it.",
        "Tên có nhân thân hoặc danh xưng đi kèm.",
    ),
    "narrative.role": (
        "By the words around the name; please look closely.",
        "Theo từ ngữ quanh tên; cần xem kỹ.",
    ),
    "narrative.birth": ("Stated behind the name.", "Ghi sau tên."),
    "narrative.age": (
        "Reckoned from an age: right to a year.",
        "Tính từ tuổi: có thể lệch một năm.",
    ),
    "narrative.nationality": ("Stated with the name.", "Ghi cùng tên."),
    "narrative.document": ("The number of a paper behind the name.", "Số giấy tờ ghi sau tên."),
    "narrative.residence": ("Stated behind the name.", "Ghi sau tên."),
    "narrative.heads": (
        "Persons counted without a name.",
        "Số người nêu mà không có tên.",
    ),
    "narrative.conveyance": (
        "The kind named closest to the number.",
        "Loại phương tiện nêu gần số hiệu nhất.",
    ),
    "narrative.registration": (
        "A number that can be one of a conveyance.",
        "Số hiệu đúng dạng của phương tiện.",
    ),
    "narrative.ship_name": ("A name in capitals behind the vessel.", "Tên viết hoa sau loại tàu."),
    "narrative.goods": ("Goods of the list.", "Hàng có trong danh mục."),
    "narrative.quantity": ("The amount beside the goods.", "Lượng ghi cạnh hàng."),
    "narrative.outcome": (
        "The strongest measure that is said.",
        "Biện pháp xử lý cao nhất được nêu.",
    ),
    "narrative.fine": ("A sum said of a fine.", "Số tiền nêu là tiền phạt."),
}
