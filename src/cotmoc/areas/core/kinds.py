"""The kinds of areas, with their labels in both languages."""

from __future__ import annotations

from cotmoc.areas.core.labels import Labelled


class AreaKind(Labelled):
    """What an area is. ZONE is any other: a foreign field office, a sector."""

    COUNTRY = "country", "Quốc gia", "Country"
    PROVINCE = "province", "Tỉnh, thành phố", "Province"
    DISTRICT = "district", "Quận, huyện", "District"
    COMMUNE = "commune", "Xã, phường, đặc khu", "Commune"
    BORDER_SECTION = "border_section", "Đoạn biên giới", "Border section"
    SEA_AREA = "sea_area", "Vùng biển", "Sea area"
    GATE = "gate", "Cửa khẩu", "Gate"
    CROSSING = "crossing", "Lối mở", "Crossing"
    MARKER = "marker", "Cột mốc", "Boundary marker"
    PORT = "port", "Cảng biển", "Port"
    AIRPORT = "airport", "Cảng hàng không", "Airport"
    ZONE = "zone", "Khu vực khác", "Zone"
