"""The agencies, units and accounts of the demonstration."""

from __future__ import annotations

from cotmoc.access.actions.organisation import (
    AgencyDraft,
    UserDraft,
    create_agency,
    create_unit,
    create_user,
    set_installation,
)
from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.demonstration.events import BORDER_GUARD, CUSTOMS

PROVINCE = "vn-2025-22"
AGENCIES = (
    AgencyDraft(BORDER_GUARD, "border_guard", "Bộ đội Biên phòng tỉnh", "Provincial Border Guard",
                "Biên phòng", "Border guard"),
    AgencyDraft(CUSTOMS, "customs", "Hải quan khu vực", "Regional Customs", "Hải quan", "Customs"),
)  # fmt: skip
STATIONS = {
    "bp-mong-cai": "Đồn Biên phòng cửa khẩu quốc tế Móng Cái",
    "bp-hai-hoa": "Đồn Biên phòng Hải Hòa",
    "bp-tra-co": "Đồn Biên phòng Trà Cổ",
    "bp-po-hen": "Đồn Biên phòng Pò Hèn",
    "bp-bac-phong-sinh": "Đồn Biên phòng cửa khẩu Bắc Phong Sinh",
    "bp-hoanh-mo": "Đồn Biên phòng cửa khẩu Hoành Mô",
}
BRANCHES = {
    "hq-mong-cai": "Hải quan cửa khẩu quốc tế Móng Cái",
    "hq-bac-phong-sinh": "Hải quan cửa khẩu Bắc Phong Sinh",
    "hq-hoanh-mo": "Hải quan cửa khẩu Hoành Mô",
}
USERS = (
    UserDraft("phan-tich", (Role.ANALYST,), BORDER_GUARD, full_name="Trợ lý phân tích"),
    UserDraft("chi-huy", (Role.COMMANDER,), BORDER_GUARD, full_name="Chỉ huy"),
    UserDraft("truc-ban", (Role.OFFICER,), BORDER_GUARD, "bp-hoanh-mo", "Trực ban Hoành Mô"),
    UserDraft("hai-quan", (Role.ANALYST, Role.LIAISON), CUSTOMS, full_name="Cán bộ phối hợp"),
    UserDraft("thanh-tra", (Role.INSPECTOR,), full_name="Thanh tra"),
    UserDraft("quan-tri", (Role.ADMINISTRATOR,), full_name="Quản trị"),
)


def set_up_organisation(*, actor: Viewer) -> None:
    """Creates the agencies, units and accounts. Accounts have no password: the sign-in page offers them."""
    set_installation(actor=actor, area=PROVINCE, is_demonstration=True)
    for agency in AGENCIES:
        create_agency(actor=actor, draft=agency)
    for units, agency_code in ((STATIONS, BORDER_GUARD), (BRANCHES, CUSTOMS)):
        for code, name in units.items():
            create_unit(actor=actor, agency=agency_code, code=code, name=name, territory=[PROVINCE])
    for user in USERS:
        create_user(actor=actor, draft=user)


def unit_names() -> dict[str, str]:
    """The names of all units by code."""
    return STATIONS | BRANCHES
