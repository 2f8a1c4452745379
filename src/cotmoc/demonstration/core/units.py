"""The units that the demonstration's agencies have, and which of them handles what happens where."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    POLICE,
)
from cotmoc.demonstration.core.places import QUANG_NINH, Place, spots

HOANH_MO = "bp-hoanh-mo"
NARCOTICS_POLICE, CRIMINAL_POLICE = "ca-pc04", "ca-pc02"
#: District police were abolished on this day.
DISTRICT_POLICE_UNTIL = date(2025, 3, 1)
UNITS: dict[str, dict[str, str]] = {
    BORDER_GUARD: {
        "bp-mong-cai": "Đồn Biên phòng cửa khẩu quốc tế Móng Cái",
        "bp-hai-hoa": "Đồn Biên phòng Hải Hòa",
        "bp-tra-co": "Đồn Biên phòng Trà Cổ",
        "bp-po-hen": "Đồn Biên phòng Pò Hèn",
        "bp-bac-phong-sinh": "Đồn Biên phòng cửa khẩu Bắc Phong Sinh",
        "bp-hoanh-mo": "Đồn Biên phòng cửa khẩu Hoành Mô",
        "bp-van-don": "Đồn Biên phòng Vân Đồn",
        "bp-co-to": "Đồn Biên phòng Cô Tô",
        "bp-hon-gai": "Đồn Biên phòng cửa khẩu cảng Hòn Gai",
    },
    CUSTOMS: {
        "hq-mong-cai": "Hải quan cửa khẩu quốc tế Móng Cái",
        "hq-bac-phong-sinh": "Hải quan cửa khẩu Bắc Phong Sinh",
        "hq-hoanh-mo": "Hải quan cửa khẩu Hoành Mô",
        "hq-hon-gai": "Hải quan cửa khẩu cảng Hòn Gai",
    },
    POLICE: {
        NARCOTICS_POLICE: "Phòng Cảnh sát điều tra tội phạm về ma túy",
        CRIMINAL_POLICE: "Phòng Cảnh sát hình sự",
        "ca-ha-long": "Công an thành phố Hạ Long",
        "ca-mong-cai": "Công an thành phố Móng Cái",
        "ca-cam-pha": "Công an thành phố Cẩm Phả",
        "ca-uong-bi": "Công an thành phố Uông Bí",
        "ca-dong-trieu": "Công an thành phố Đông Triều",
        "ca-quang-yen": "Công an thị xã Quảng Yên",
        "ca-van-don": "Công an huyện Vân Đồn",
        "ca-tien-yen": "Công an huyện Tiên Yên",
        "ca-hai-ha": "Công an huyện Hải Hà",
        "ca-dam-ha": "Công an huyện Đầm Hà",
        "ca-binh-lieu": "Công an huyện Bình Liêu",
        "ca-ba-che": "Công an huyện Ba Chẽ",
        "ca-co-to": "Công an huyện Cô Tô",
    },
    COAST_GUARD: {
        "csb-hai-doi-102": "Hải đội 102",
        "csb-hai-doi-103": "Hải đội 103",
        "csb-dac-nhiem-1": "Đoàn Đặc nhiệm phòng chống tội phạm ma túy số 1",
    },
    DIEN_BIEN_BORDER_GUARD: {
        "db-a-pa-chai": "Đồn Biên phòng A Pa Chải",
        "db-leng-su-sin": "Đồn Biên phòng Leng Su Sìn",
        "db-si-pa-phin": "Đồn Biên phòng Si Pa Phìn",
        "db-na-bung": "Đồn Biên phòng Na Bủng",
        "db-tay-trang": "Đồn Biên phòng cửa khẩu quốc tế Tây Trang",
        "db-pa-thom": "Đồn Biên phòng Pa Thơm",
        "db-muong-loi": "Đồn Biên phòng Mường Lói",
    },
}
_KIND_OF_DISTRICT = re.compile(r"^(?:thành phố|thị xã|huyện) ", re.IGNORECASE)


def _bare(district: str) -> str:
    """The name of a district without its kind."""
    return _KIND_OF_DISTRICT.sub("", district)


_DISTRICTS = {
    _bare(name.removeprefix("Công an ")): code
    for code, name in UNITS[POLICE].items()
    if name.startswith("Công an")
}


def unit_names(agency: str) -> dict[str, str]:
    """The names of an agency's units by code."""
    return UNITS[agency]


def unit_of(chance: Random, agency: str, place: Place, on: date) -> str:
    """The code of the agency's unit that handles what happens at the place on that day."""
    if agency in {BORDER_GUARD, DIEN_BIEN_BORDER_GUARD}:
        return place.station or chance.choice(("bp-co-to", "bp-van-don", "bp-hon-gai"))
    if agency == CUSTOMS:
        return place.branch or "hq-hon-gai"
    if agency == COAST_GUARD:
        return chance.choice(("csb-hai-doi-102", "csb-hai-doi-103"))
    district = place.commune.district_before if place.commune else ""
    code = _DISTRICTS.get(_bare(district))
    if code is None or on >= DISTRICT_POLICE_UNTIL or chance.random() < 0.2:
        return NARCOTICS_POLICE if chance.random() < 0.85 else CRIMINAL_POLICE
    return code


def border_stations() -> list[str]:
    """The stations of the province's border guard that watch a spot."""
    return sorted({spot.station for spot in spots(QUANG_NINH) if spot.station})
