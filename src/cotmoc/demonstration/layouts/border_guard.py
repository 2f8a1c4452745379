"""The border guard's workbook: two rows of headers, one row for each person or line of goods, number and day once."""

from __future__ import annotations

from dataclasses import replace

from cotmoc.demonstration.core.incidents import Goods
from cotmoc.demonstration.core.statements import StatedParty, Statement
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts.columns import (
    Block,
    Column,
    Reading,
    Row,
    padded,
    profile_of,
)
from cotmoc.demonstration.layouts.words import (
    amount_written,
    day_written,
    fate_written,
    lead_written,
    night_written,
    outcome_written,
    partners_written,
    province_written,
    story,
    vietnamese_number,
)
from cotmoc.ingest.core.mapping import Profile

REGISTER = "so-vu-viec"
_WHEN, _WHERE, _WHO = "Thời gian", "Địa điểm", "Đối tượng"
_MEANS, _GOODS, _RESULT, _FORCES = "Phương tiện", "Tang vật", "Kết quả", "Lực lượng"
COLUMNS = (
    Column("TT", "ignore"),
    Column("Số vụ", "reference"),
    Column("Ngày xảy ra", "occurred.date", _WHEN),
    Column("Giờ", "occurred.time", _WHEN),
    Column("Nơi xảy ra", "place.written", _WHERE),
    Column("Xã, phường", "place.commune", _WHERE),
    Column("Huyện", "place.district", _WHERE),
    Column("Tỉnh", "place.province", _WHERE),
    Column("Kinh độ", "place.lon", _WHERE),
    Column("Vĩ độ", "place.lat", _WHERE),
    Column("Phát hiện qua", "detection"),
    Column("Hành vi vi phạm", "offence"),
    Column("Đơn vị phát hiện", "unit"),
    Column("Chủ trì", "lead_agency", _FORCES),
    Column("Phối hợp", "partner_agencies", _FORCES),
    Column("Họ và tên", "party[1].name", _WHO),
    Column("Ngày sinh", "party[1].birth", _WHO),
    Column("Giới tính", "party[1].sex", _WHO),
    Column("Số CCCD/hộ chiếu", "party[1].identity_number", _WHO),
    Column("Quốc tịch", "party[1].nationality", _WHO),
    Column("Nơi cư trú", "party[1].residence", _WHO),
    Column("Số người", "party[1].heads", _WHO),
    Column("Xử lý đối tượng", "party[1].outcome", _WHO),
    Column("Loại", "conveyance[1].kind", _MEANS),
    Column("Biển kiểm soát", "conveyance[1].registration", _MEANS),
    Column("Loại hàng", "seizure[1].commodity", _GOODS),
    Column("Số lượng", "seizure[1].quantity", _GOODS),
    Column("Đơn vị tính", "seizure[1].unit", _GOODS),
    Column("Trị giá (đồng)", "seizure[1].value", _GOODS),
    Column("Xử lý vụ việc", "outcome.kind", _RESULT),
    Column("Tiền phạt (đồng)", "outcome.fine", _RESULT),
    Column("Tóm tắt", "narrative"),
)
#: Columns up to the parties, of the parties, of conveyances, of goods.
_FIRST, _PARTY, _CONVEYANCE, _LINE = 15, 8, 2, 4


def profile(coverage: str) -> Profile:
    """How the workbook is read; `coverage` as in a profile."""
    return profile_of(
        COLUMNS,
        Reading(
            name="Biên phòng: sổ vụ việc" + (" (bổ sung)" if coverage == "none" else ""),
            kind="incident",
            register=REGISTER,
            key=("Số vụ",),
            constants={"party[1].role": "suspect"},
            coverage=coverage,
            continued=True,
        ),
    )


def block(said: Statement) -> Block:
    """The rows of one record."""
    parties = [_party(said, each) for each in said.parties]
    means = [(each.kind, each.registration) for each in said.conveyances]
    lines = [_line(said, each) for each in said.goods]
    count = max(len(parties), len(means), len(lines), 1)
    first = _circumstances(said)
    result = (
        outcome_written(said),
        vietnamese_number(said.fine_vnd) if said.fine_vnd else "",
        story(said),
    )
    rows = zip(
        padded(parties, _PARTY, count),
        padded(means, _CONVEYANCE, count),
        padded(lines, _LINE, count),
        strict=True,
    )
    return Block(
        tuple(
            (
                *(first if at == 0 else ("",) * _FIRST),
                *party,
                *mean,
                *line,
                *(result if at == 0 else ("", "", "")),
            )
            for at, (party, mean, line) in enumerate(rows)
        )
    )


def _circumstances(said: Statement) -> Row:
    incident, place, chance = said.incident, said.incident.place, said.chance
    night = night_written(said) if chance.random() < 0.3 and not said.day_written else ""
    located = place.lon is not None and chance.random() < 0.6
    day = incident.at.date()
    return (
        "",
        said.reference,
        night or day_written(said, "%d/%m/%Y"),
        f"{incident.at:%H:%M}" if not night and chance.random() < 0.8 else "",
        place.name,
        place.commune.name(day) if place.commune else "",
        place.commune.district(day) if place.commune else "",
        province_written(said),
        f"{(place.lon or 0) + chance.gauss(0, 0.006):.5f}" if located else "",
        f"{(place.lat or 0) - abs(chance.gauss(0, 0.006)):.5f}" if located else "",
        incident.found_by,
        incident.method.called(said.report.agency),
        unit_names(said.report.agency)[said.report.unit],
        lead_written(said),
        partners_written(said) if said.is_own or chance.random() < 0.7 else "",
    )


def _party(said: Statement, party: StatedParty) -> Row:
    fate = fate_written(said, party.fate)
    if party.written is None:
        return ("", "", "", "", "", "", str(party.heads), fate)
    each = party.written
    return (
        each.name,
        each.birth,
        each.sex,
        each.identity,
        each.nationality,
        each.residence,
        "1",
        fate,
    )


def _line(said: Statement, goods: Goods) -> Row:
    value = vietnamese_number(goods.value_vnd) if goods.value_vnd else ""
    return (goods.kind.called(said.report.agency), *amount_written(said, goods), value)


def broken(said: Statement, reference: str, day: str) -> Statement:
    """The statement under another number and with a day that is none: a row that a person must mend."""
    return replace(said, reference=reference, day_written=day)
