"""Where things happen in the demonstration: real communes of Quảng Ninh's land border, before and after July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REFORM = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of border: its commune then and now, its position in degrees, and who watches it.

    `station` and `branch` are codes of the border guard's and the customs' unit; `weight` its share of incidents.
    """

    name: str
    commune_before: str
    district_before: str
    commune_now: str
    lon: float
    lat: float
    station: str
    branch: str
    weight: int

    def commune(self, on: date) -> str:
        """The commune's name on that date."""
        return self.commune_before if on < REFORM else self.commune_now

    def district(self, on: date) -> str:
        """The district's name on that date; "" since districts were abolished."""
        return self.district_before if on < REFORM else ""


SPOTS = (
    Spot("cầu Bắc Luân I", "Phường Trần Phú", "Thành phố Móng Cái", "Phường Móng Cái 1",
         107.9663, 21.5359, "bp-mong-cai", "hq-mong-cai", 20),
    Spot("cầu Bắc Luân II", "Phường Hải Hòa", "Thành phố Móng Cái", "Phường Móng Cái 1",
         108.0013, 21.5300, "bp-hai-hoa", "hq-mong-cai", 18),
    Spot("lối mở Km3+4", "Phường Hải Yên", "Thành phố Móng Cái", "Phường Móng Cái 3",
         107.9262, 21.5494, "bp-mong-cai", "hq-mong-cai", 14),
    Spot("bãi biển Trà Cổ", "Phường Trà Cổ", "Thành phố Móng Cái", "Phường Móng Cái 1",
         108.0270, 21.4730, "bp-tra-co", "hq-mong-cai", 8),
    Spot("bến Ka Long", "Phường Ka Long", "Thành phố Móng Cái", "Phường Móng Cái 2",
         107.9590, 21.5260, "bp-mong-cai", "hq-mong-cai", 10),
    Spot("khu vực mốc 1347", "Xã Hải Sơn", "Thành phố Móng Cái", "Xã Hải Sơn",
         107.8010, 21.6230, "bp-po-hen", "hq-mong-cai", 6),
    Spot("cửa khẩu Bắc Phong Sinh", "Xã Quảng Đức", "Huyện Hải Hà", "Xã Quảng Đức",
         107.7000, 21.6010, "bp-bac-phong-sinh", "hq-bac-phong-sinh", 12),
    Spot("cửa khẩu Hoành Mô", "Xã Hoành Mô", "Huyện Bình Liêu", "Xã Hoành Mô",
         107.4990, 21.6110, "bp-hoanh-mo", "hq-hoanh-mo", 14),
    Spot("bản Đồng Văn", "Xã Đồng Văn", "Huyện Bình Liêu", "Xã Hoành Mô",
         107.5540, 21.5990, "bp-hoanh-mo", "hq-hoanh-mo", 6),
)  # fmt: skip
