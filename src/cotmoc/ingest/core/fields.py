"""The fields a column can be: what a profile may name, with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_FIELD = re.compile(r"([a-z_]+)(?:\[([1-9]\d?)\])?(?:\.(.+))?")
_AMOUNT = re.compile(r"amount(?:\[([a-z_]+)\])?")
INCIDENT, RETURN, INFORMATION = "incident", "return", "information"
ALL = (INCIDENT, RETURN, INFORMATION)
# Three names for the moment of a record, so that a profile reads like its file.
MOMENT_GROUPS = {"occurred": INCIDENT, "period": RETURN, "received": INFORMATION}
REPEATED_GROUPS = ("party", "conveyance", "seizure")
FREE_GROUPS = ("extra", "dimension")
# Several columns may make up one of these texts.
JOINED_FIELDS = frozenset({"narrative", "title", "place.written", "information.text"})


@dataclass(frozen=True, slots=True)
class Target:
    """A field taken apart: `party[2].name` is group party, index 2, leaf name.

    `argument` is the indicator in `return.amount[events]`.
    """

    group: str
    leaf: str = ""
    index: int = 1
    argument: str = ""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field as a person chooses it: its name, the kinds of profile it belongs to, and its labels."""

    name: str
    kinds: tuple[str, ...]
    label_vi: str
    label_en: str


def _moment_fields(group: str, kind: str, vi: str, en: str) -> tuple[FieldInfo, ...]:
    leaves = (
        ("date", "ngày", "date"),
        ("time", "giờ", "time"),
        ("year", "năm", "year"),
        ("fiscal_year", "năm tài chính", "fiscal year"),
        ("quarter", "quý", "quarter"),
        ("month", "tháng", "month"),
        ("day", "ngày trong tháng", "day of the month"),
    )
    return tuple(
        FieldInfo(f"{group}.{leaf}", (kind,), f"{vi}: {leaf_vi}", f"{en}: {leaf_en}")
        for leaf, leaf_vi, leaf_en in leaves
    )


_IN_INCIDENT = (INCIDENT,)
FIELDS: tuple[FieldInfo, ...] = (
    *_moment_fields("occurred", INCIDENT, "Xảy ra", "Occurred"),
    *_moment_fields("period", RETURN, "Kỳ báo cáo", "Period"),
    *_moment_fields("received", INFORMATION, "Tiếp nhận", "Received"),
    FieldInfo(
        "occurred.written", (INCIDENT,), "Xảy ra: thời gian và địa điểm", "Occurred: time and place"
    ),
    FieldInfo("reference", (INCIDENT, INFORMATION), "Số hồ sơ", "Reference"),
    FieldInfo("title", _IN_INCIDENT, "Tiêu đề", "Title"),
    FieldInfo("narrative", _IN_INCIDENT, "Nội dung vụ việc", "Narrative"),
    FieldInfo("offence", (INCIDENT, INFORMATION), "Hành vi vi phạm", "Offence"),
    FieldInfo("detection", _IN_INCIDENT, "Phát hiện qua", "Detected by"),
    FieldInfo("agency", ALL, "Lực lượng báo cáo", "Reporting agency"),
    FieldInfo("unit", (INCIDENT, RETURN), "Đơn vị", "Unit"),
    FieldInfo("lead_agency", _IN_INCIDENT, "Lực lượng chủ trì", "Lead agency"),
    FieldInfo("partner_agencies", _IN_INCIDENT, "Lực lượng phối hợp", "Participating agencies"),
    FieldInfo("place.written", ALL, "Địa điểm", "Place"),
    FieldInfo("place.commune", ALL, "Xã, phường", "Commune"),
    FieldInfo("place.district", ALL, "Huyện (trước 7/2025)", "District (before July 2025)"),
    FieldInfo("place.province", ALL, "Tỉnh, thành phố", "Province"),
    FieldInfo("place.lon", ALL, "Kinh độ", "Longitude"),
    FieldInfo("place.lat", ALL, "Vĩ độ", "Latitude"),
    FieldInfo("place.position", ALL, "Tọa độ", "Position"),
    FieldInfo("party[1].name", _IN_INCIDENT, "Đối tượng: họ tên", "Party: name"),
    FieldInfo(
        "party[1].written",
        _IN_INCIDENT,
        "Đối tượng: họ tên, năm sinh, nơi ở trong một ô",
        "Party: name, birth, residence in one cell",
    ),
    FieldInfo("party[1].role", _IN_INCIDENT, "Đối tượng: vai trò", "Party: role"),
    FieldInfo(
        "party[1].kind", _IN_INCIDENT, "Đối tượng: cá nhân, tổ chức", "Party: person or body"
    ),
    FieldInfo("party[1].birth", _IN_INCIDENT, "Đối tượng: ngày sinh", "Party: date of birth"),
    FieldInfo("party[1].sex", _IN_INCIDENT, "Đối tượng: giới tính", "Party: sex"),
    FieldInfo(
        "party[1].identity_number", _IN_INCIDENT, "Đối tượng: số giấy tờ", "Party: identity no."
    ),
    FieldInfo("party[1].nationality", _IN_INCIDENT, "Đối tượng: quốc tịch", "Party: nationality"),
    FieldInfo("party[1].residence", _IN_INCIDENT, "Đối tượng: nơi cư trú", "Party: residence"),
    FieldInfo("party[1].heads", _IN_INCIDENT, "Số đối tượng", "Number of persons"),
    FieldInfo("party[1].outcome", _IN_INCIDENT, "Đối tượng: kết quả xử lý", "Party: outcome"),
    FieldInfo("conveyance[1].written", _IN_INCIDENT, "Phương tiện", "Conveyance"),
    FieldInfo("conveyance[1].kind", _IN_INCIDENT, "Phương tiện: loại", "Conveyance: kind"),
    FieldInfo(
        "conveyance[1].registration", _IN_INCIDENT, "Phương tiện: biển số", "Conveyance: plate"
    ),
    FieldInfo(
        "conveyance[1].name", _IN_INCIDENT, "Phương tiện: tên tàu", "Conveyance: vessel name"
    ),
    FieldInfo("conveyance[1].flag", _IN_INCIDENT, "Phương tiện: cờ", "Conveyance: flag"),
    FieldInfo("conveyance[1].pieces", _IN_INCIDENT, "Số phương tiện", "Number of conveyances"),
    FieldInfo("seizure[1].commodity", _IN_INCIDENT, "Tang vật: loại hàng", "Seizure: commodity"),
    FieldInfo("seizure[1].quantity", _IN_INCIDENT, "Tang vật: số lượng", "Seizure: quantity"),
    FieldInfo("seizure[1].unit", _IN_INCIDENT, "Tang vật: đơn vị tính", "Seizure: unit of measure"),
    FieldInfo("seizure[1].value", _IN_INCIDENT, "Tang vật: trị giá", "Seizure: value"),
    FieldInfo(
        "seizure[1].written",
        _IN_INCIDENT,
        "Tang vật: loại và số lượng trong một ô",
        "Seizure: goods and quantity in one cell",
    ),
    FieldInfo("outcome.kind", _IN_INCIDENT, "Kết quả xử lý", "Outcome"),
    FieldInfo("outcome.fine", _IN_INCIDENT, "Tiền phạt", "Fine"),
    FieldInfo("return.indicator", (RETURN,), "Chỉ tiêu", "Indicator"),
    FieldInfo("return.amount", (RETURN,), "Số liệu", "Figure"),
    FieldInfo("return.amount[events]", (RETURN,), "Số vụ", "Number of incidents"),
    FieldInfo("return.amount[persons]", (RETURN,), "Số đối tượng", "Number of persons"),
    FieldInfo("return.amount[seized_quantity]", (RETURN,), "Lượng thu giữ", "Quantity seized"),
    FieldInfo("return.amount[patrols]", (RETURN,), "Số lượt tuần tra", "Number of patrols"),
    FieldInfo("return.amount[fines]", (RETURN,), "Tiền phạt", "Fines"),
    FieldInfo("return.commodity", (RETURN,), "Loại hàng", "Commodity"),
    FieldInfo("return.quantity_unit", (RETURN,), "Đơn vị tính", "Unit of measure"),
    FieldInfo("information.text", (INFORMATION,), "Nội dung tin", "Text"),
    FieldInfo("information.source_grade", (INFORMATION,), "Độ tin cậy của nguồn", "Source grade"),
    FieldInfo("information.content_grade", (INFORMATION,), "Độ tin cậy của tin", "Content grade"),
    FieldInfo("information.handling_code", (INFORMATION,), "Mã xử lý tin", "Handling code"),
    FieldInfo("ignore", ALL, "Bỏ qua", "Ignore"),
)
_NAMES = {info.name for info in FIELDS} | {"place.suffix", "place.area"}


@lru_cache(maxsize=1_024)
def parse_field(name: str) -> Target | None:
    """The parts of a field's name, None when there is no such field.

    >>> parse_field("party[2].name")
    Target(group='party', leaf='name', index=2, argument='')
    >>> parse_field("return.amount[events]").argument
    'events'
    """
    match = _FIELD.fullmatch(name)
    if match is None:
        return None
    group, index, leaf = match.group(1), match.group(2), match.group(3) or ""
    if group in FREE_GROUPS:
        return Target(group, leaf) if leaf and not index else None
    if group in REPEATED_GROUPS:
        known = f"{group}[1].{leaf}" in _NAMES
        return Target(group, leaf, int(index or 1)) if known else None
    amount = _AMOUNT.fullmatch(leaf) if group == "return" else None
    if amount:
        return Target(group, "amount", 1, amount.group(1) or "")
    return Target(group, leaf) if name in _NAMES else None


def field_name(field: str) -> str:
    """The field's name as understanding uses it: all moments are `when`, indices are always written.

    Raises `ValueError` for a name that is no field.

    >>> field_name("period.fiscal_year"), field_name("party.heads")
    ('when.year', 'party[1].heads')
    """
    target = parse_field(field)
    if target is None:
        raise ValueError(f"unknown field {field}")
    if target.group in MOMENT_GROUPS:
        return f"when.{'year' if target.leaf == 'fiscal_year' else target.leaf}"
    repeated = target.group in REPEATED_GROUPS
    return f"{target.group}[{target.index}].{target.leaf}" if repeated else field


def check_field(name: str) -> str:
    """An empty text for a field that exists, else the reason why it is none.

    >>> check_field("party[1].shoe_size")
    'unknown field party[1].shoe_size'
    """
    return "" if parse_field(name) else f"unknown field {name}"


def field_choices(kind: str) -> tuple[FieldInfo, ...]:
    """The fields a person may choose for a column in a profile of that kind, in the order of a form."""
    return tuple(info for info in FIELDS if kind in info.kinds)
