"""The police's workbook: one row for each person, number and circumstances of a case merged down its rows."""

from __future__ import annotations

from cotmoc.demonstration.core.statements import StatedParty, Statement
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts.columns import (
    Block,
    Cell,
    Column,
    Reading,
    Row,
    padded,
    profile_of,
)
from cotmoc.demonstration.layouts.words import (
    amount_written,
    fate_written,
    lead_written,
    outcome_written,
    partners_written,
    story,
)
from cotmoc.ingest.core.mapping import Profile

REGISTER = "so-thu-ly"
_CASE, _PERSON, _EVIDENCE = "Vụ án, vụ việc", "Đối tượng", "Vật chứng"
COLUMNS = (
    Column("Số thụ lý", "reference", _CASE),
    Column("Ngày xảy ra", "occurred.date", _CASE),
    Column("Đơn vị thụ lý", "unit", _CASE),
    Column("Xã, phường", "place.commune", _CASE),
    Column("Huyện, thị xã, TP", "place.district", _CASE),
    Column("Tội danh, hành vi", "offence", _CASE),
    Column("Lực lượng bắt giữ ban đầu", "lead_agency", _CASE),
    Column("Lực lượng phối hợp", "partner_agencies", _CASE),
    Column("Kết quả giải quyết", "outcome.kind", _CASE),
    Column("Nội dung tóm tắt", "narrative", _CASE),
    Column("Họ tên", "party[1].name", _PERSON),
    Column("Ngày tháng năm sinh", "party[1].birth", _PERSON),
    Column("Nam/nữ", "party[1].sex", _PERSON),
    Column("Số định danh", "party[1].identity_number", _PERSON),
    Column("Quốc tịch", "party[1].nationality", _PERSON),
    Column("Nơi thường trú", "party[1].residence", _PERSON),
    Column("Số người", "party[1].heads", _PERSON),
    Column("Hình thức xử lý", "party[1].outcome", _PERSON),
    Column("Tên vật chứng", "seizure[1].commodity", _EVIDENCE),
    Column("Khối lượng, số lượng", "seizure[1].quantity", _EVIDENCE),
    Column("Đơn vị tính", "seizure[1].unit", _EVIDENCE),
    Column("Loại phương tiện", "conveyance[1].kind", _EVIDENCE),
    Column("Biển số", "conveyance[1].registration", _EVIDENCE),
)
#: Columns that are one for all people of a case.
MERGED = tuple(range(10))


def profile() -> Profile:
    """How the workbook is read."""
    return profile_of(
        COLUMNS,
        Reading(
            name="Công an: sổ thụ lý",
            kind="incident",
            register=REGISTER,
            key=(f"{_CASE}: Số thụ lý",),
            constants={"party[1].role": "suspect", "place.province": "Quảng Ninh"},
        ),
    )


def block(said: Statement) -> Block:
    """The rows of one record; what is one for the case stands in the first, and its cells are merged."""
    people = [_party(said, each) for each in said.parties]
    goods = [
        (each.kind.called(said.report.agency), *amount_written(said, each)) for each in said.goods
    ]
    means = [(each.kind, each.registration) for each in said.conveyances]
    count = max(len(people), len(goods), len(means), 1)
    head, empty = _case(said), ("",) * len(MERGED)
    rows = zip(
        padded(people, 8, count), padded(goods, 3, count), padded(means, 2, count), strict=True
    )
    return Block(
        tuple(
            ((*(head if at == 0 else empty), *person, *evidence, *mean))
            for at, (person, evidence, mean) in enumerate(rows)
        ),
        MERGED if count > 1 else (),
    )


def _case(said: Statement) -> Row:
    incident = said.incident
    day, commune = incident.at.date(), incident.place.commune
    when: Cell = said.day_written or said.day
    return (
        said.reference,
        when,
        unit_names(said.report.agency)[said.report.unit],
        commune.name(day) if commune else incident.place.name,
        commune.district(day) if commune else "",
        incident.method.called(said.report.agency),
        lead_written(said),
        partners_written(said),
        outcome_written(said),
        story(said),
    )


def _party(said: Statement, party: StatedParty) -> Row:
    fate = fate_written(said, party.fate)
    if party.written is None:
        return ("", "", "", "", "", "", str(party.heads), fate)
    each = party.written
    sex = each.sex
    return (each.name, each.birth, sex, each.identity, each.nationality, each.residence, "1", fate)
