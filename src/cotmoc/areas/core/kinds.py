"""The kinds of areas, with their labels in both languages."""

from __future__ import annotations

from enum import StrEnum


class AreaKind(StrEnum):
    """What an area is. ZONE is any other: a foreign field office, a sector."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    BORDER_SECTION = "border_section"
    SEA_AREA = "sea_area"
    GATE = "gate"
    CROSSING = "crossing"
    MARKER = "marker"
    PORT = "port"
    AIRPORT = "airport"
    ZONE = "zone"

    @property
    def label_vi(self) -> str:
        """The Vietnamese label."""
        return LABELS[self][0]

    @property
    def label_en(self) -> str:
        """The English label."""
        return LABELS[self][1]


LABELS: dict[AreaKind, tuple[str, str]] = {
    AreaKind.COUNTRY: ("Quốc gia", "Country"),
    AreaKind.PROVINCE: ("Tỉnh, thành phố", "Province"),
    AreaKind.DISTRICT: ("Quận, huyện", "District"),
    AreaKind.COMMUNE: ("Xã, phường, đặc khu", "Commune"),
    AreaKind.BORDER_SECTION: ("Đoạn biên giới", "Border section"),
    AreaKind.SEA_AREA: ("Vùng biển", "Sea area"),
    AreaKind.GATE: ("Cửa khẩu", "Gate"),
    AreaKind.CROSSING: ("Lối mở", "Crossing"),
    AreaKind.MARKER: ("Cột mốc", "Boundary marker"),
    AreaKind.PORT: ("Cảng biển", "Port"),
    AreaKind.AIRPORT: ("Cảng hàng không", "Airport"),
    AreaKind.ZONE: ("Khu vực khác", "Zone"),
}
