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
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    HA_LONG_POLICE,
    HAI_PHONG_POLICE,
    POLICE,
)
from cotmoc.demonstration.core.units import UNITS

PROVINCE, OTHER_PROVINCE = "vn-2025-22", "vn-2025-11"
AGENCIES = (
    AgencyDraft(BORDER_GUARD, "border_guard", "Bộ đội Biên phòng tỉnh", "Provincial Border Guard",
                "Biên phòng", "Border guard"),
    AgencyDraft(CUSTOMS, "customs", "Hải quan khu vực", "Regional Customs", "Hải quan", "Customs"),
    AgencyDraft(POLICE, "police", "Công an tỉnh", "Provincial Police", "Công an", "Police"),
    AgencyDraft(COAST_GUARD, "coast_guard", "Bộ Tư lệnh Vùng Cảnh sát biển 1", "Coast Guard Region 1",
                "Cảnh sát biển", "Coast guard"),
    AgencyDraft(DIEN_BIEN_BORDER_GUARD, "border_guard", "Bộ đội Biên phòng tỉnh Điện Biên",
                "Border Guard of Điện Biên", "Biên phòng Điện Biên", "Border guard, Điện Biên"),
    AgencyDraft(HAI_PHONG_POLICE, "police", "Công an thành phố Hải Phòng", "Police of Hải Phòng",
                "Công an Hải Phòng", "Police, Hải Phòng"),
    AgencyDraft(HA_LONG_POLICE, "police", "Công an thành phố Hạ Long", "Police of Hạ Long City",
                "Công an TP Hạ Long", "Police, Hạ Long"),
)  # fmt: skip
USERS = (
    UserDraft("phan-tich", (Role.ANALYST,), BORDER_GUARD, full_name="Trợ lý phân tích"),
    UserDraft("chi-huy", (Role.COMMANDER,), BORDER_GUARD, full_name="Chỉ huy"),
    UserDraft("truc-ban", (Role.OFFICER,), BORDER_GUARD, "bp-hoanh-mo", "Trực ban Hoành Mô"),
    UserDraft("hai-quan", (Role.ANALYST, Role.LIAISON), CUSTOMS, full_name="Cán bộ phối hợp"),
    UserDraft("cong-an", (Role.ANALYST,), POLICE, full_name="Cán bộ tổng hợp công an"),
    UserDraft("canh-sat-bien", (Role.OFFICER,), COAST_GUARD, "csb-hai-doi-102", "Trực ban Hải đội"),
    UserDraft("bien-phong-dien-bien", (Role.ANALYST,), DIEN_BIEN_BORDER_GUARD, full_name="Trợ lý Điện Biên"),
    UserDraft("thanh-tra", (Role.INSPECTOR,), full_name="Thanh tra"),
    UserDraft("quan-tri", (Role.ADMINISTRATOR,), full_name="Quản trị"),
)  # fmt: skip


def set_up_organisation(*, actor: Viewer) -> None:
    """Creates the agencies, units and accounts. Accounts have no password: the sign-in page offers them."""
    set_installation(actor=actor, area=PROVINCE, is_demonstration=True)
    for agency in AGENCIES:
        create_agency(actor=actor, draft=agency)
    for agency_code, units in UNITS.items():
        territory = OTHER_PROVINCE if agency_code == DIEN_BIEN_BORDER_GUARD else PROVINCE
        for code, name in units.items():
            create_unit(
                actor=actor, agency=agency_code, code=code, name=name, territory=[territory]
            )
    for user in USERS:
        create_user(actor=actor, draft=user)
