"""How the demonstration's files are read: profiles as an analyst of each agency would have made them."""

from __future__ import annotations

from cotmoc.demonstration import border_guard, customs, returns
from cotmoc.ingest.core.mapping import ColumnRule, Profile


def _rules(fields: dict[str, str]) -> tuple[ColumnRule, ...]:
    return tuple(ColumnRule(column, field) for column, field in fields.items())


BORDER_GUARD_INCIDENTS = Profile(
    name="Biên phòng: sổ vụ việc",
    kind="incident",
    register=border_guard.REGISTER,
    columns=_rules(
        {
            "Số vụ": "reference",
            "Ngày xảy ra": "occurred.date",
            "Giờ": "occurred.time",
            "Địa điểm": "place.written",
            "Xã, phường": "place.commune",
            "Huyện": "place.district",
            "Tỉnh": "place.province",
            "Kinh độ": "place.lon",
            "Vĩ độ": "place.lat",
            "Phát hiện qua": "detection",
            "Hành vi vi phạm": "offence",
            "Đơn vị phát hiện": "unit",
            "Lực lượng phối hợp": "partner_agencies",
            "Đối tượng": "party[1].name",
            "Năm sinh": "party[1].birth",
            "Số đối tượng": "party[1].heads",
            "Phương tiện": "conveyance[1].kind",
            "BKS": "conveyance[1].registration",
            "Tang vật": "seizure[1].commodity",
            "Số lượng": "seizure[1].quantity",
            "Đơn vị tính": "seizure[1].unit",
            "Kết quả xử lý": "outcome.kind",
            "Tiền phạt (đồng)": "outcome.fine",
            "Tóm tắt": "narrative",
        }
    ),
    key=("Số vụ",),
    constants={"party[1].role": "suspect"},
    coverage="register",
    decimal=",",
)
CUSTOMS_INCIDENTS = Profile(
    name="Hải quan: bắt giữ",
    kind="incident",
    register=customs.REGISTER,
    columns=_rules(
        {
            "Số hồ sơ": "reference",
            "Ngày bắt giữ": "occurred.date",
            "Đơn vị": "unit",
            "Nơi phát hiện": "place.written",
            "Địa bàn": "place.written",
            "Loại vi phạm": "offence",
            "Mặt hàng": "seizure[1].commodity",
            "Lượng": "seizure[1].quantity",
            "ĐVT": "seizure[1].unit",
            "Trị giá (đồng)": "seizure[1].value",
            "Người vi phạm": "party[1].name",
            "Phương tiện": "conveyance[1].kind",
            "Biển số xe": "conveyance[1].registration",
            "Xử lý": "outcome.kind",
            "Chủ trì": "lead_agency",
        }
    ),
    key=("Số hồ sơ",),
    constants={"party[1].role": "suspect"},
    coverage="register",
    decimal=",",
)
MONTHLY_RETURNS = Profile(
    name="Biên phòng: báo cáo tháng",
    kind="return",
    register=returns.REGISTER,
    columns=_rules(
        {
            "Đơn vị": "unit",
            "Tháng": "period.date",
            "Số vụ": "return.amount[events]",
            "Số đối tượng": "return.amount[persons]",
            "Số lượt tuần tra": "return.amount[patrols]",
        }
    ),
    key=("Đơn vị", "Tháng"),
    constants={"place.province": "Quảng Ninh"},
    coverage="periods",
)
