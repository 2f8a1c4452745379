"""The coast guard's file: positions in degrees, minutes and seconds, in a font older than Unicode (TCVN3)."""

from __future__ import annotations

from cotmoc.demonstration.core.statements import StatedParty, Statement
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts.columns import Block, Column, Reading, profile_of
from cotmoc.demonstration.layouts.words import (
    amount_written,
    conveyances_written,
    day_written,
    degrees_written,
    lead_written,
    outcome_written,
    partners_written,
    place_written,
    vietnamese_number,
)
from cotmoc.ingest.core.mapping import Profile

REGISTER = "bien-ban-tren-bien"
COLUMNS = (
    Column("STT", "ignore"),
    Column("Số biên bản", "reference"),
    Column("Thời gian", "occurred.date"),
    Column("Tọa độ", "place.position"),
    Column("Khu vực", "place.written"),
    Column("Đơn vị", "unit"),
    Column("Hành vi", "offence"),
    Column("Loại tàu", "conveyance[1].kind"),
    Column("Số hiệu tàu", "conveyance[1].registration"),
    Column("Người vi phạm", "party[1].written"),
    Column("Tang vật", "seizure[1].commodity"),
    Column("Khối lượng", "seizure[1].quantity"),
    Column("Đơn vị tính", "seizure[1].unit"),
    Column("Trị giá", "seizure[1].value"),
    Column("Xử lý", "outcome.kind"),
    Column("Tiền phạt", "outcome.fine"),
    Column("Chủ trì", "lead_agency"),
    Column("Phối hợp", "partner_agencies"),
)


def profile() -> Profile:
    """How the file is read."""
    return profile_of(
        COLUMNS,
        Reading(
            name="Cảnh sát biển: biên bản trên biển",
            kind="incident",
            register=REGISTER,
            key=("Số biên bản",),
            constants={"party[1].role": "suspect"},
        ),
    )


def block(said: Statement) -> Block:
    """The line of one record."""
    goods = [
        (line.kind.called(said.report.agency), *amount_written(said, line)) for line in said.goods
    ]
    value = said.goods[0].value_vnd if len(said.goods) == 1 else 0
    return Block(
        (
            (
                "",
                said.reference,
                f"{said.incident.at:%H:%M} {day_written(said, '%d.%m.%Y')}".strip(),
                _position(said),
                place_written(said),
                unit_names(said.report.agency)[said.report.unit],
                said.incident.method.called(said.report.agency),
                *conveyances_written(said),
                "; ".join(filter(None, (_person(each) for each in said.parties))),
                *("; ".join(cells) for cells in zip(*goods, strict=True) if goods),
                *("" for _ in range(0 if goods else 3)),
                vietnamese_number(value) if value else "",
                outcome_written(said),
                vietnamese_number(said.fine_vnd) if said.fine_vnd else "",
                lead_written(said),
                partners_written(said),
            ),
        )
    )


def _position(said: Statement) -> str:
    place, chance = said.incident.place, said.chance
    if place.lon is None or place.lat is None:
        return ""
    lat, lon = place.lat + chance.gauss(0, 0.04), place.lon + chance.gauss(0, 0.04)
    return f"{degrees_written(lat, 'N')} {degrees_written(lon, 'E')}"


def _person(party: StatedParty) -> str:
    each = party.written
    if each is None:
        return ""
    parts = [each.name]
    if each.birth:
        parts.append(f"SN {each.birth[-4:]}")
    if each.identity and each.residence:
        parts.append(f"CCCD {each.identity}")
    return ", ".join(parts)
