"""The other province's border guard: a text of tabs in UTF-16, with cells that say several things at once."""

from __future__ import annotations

from cotmoc.demonstration.core.incidents import Goods
from cotmoc.demonstration.core.statements import StatedParty, Statement
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts.columns import Block, Column, Reading, profile_of
from cotmoc.demonstration.layouts.words import (
    amount_written,
    day_written,
    outcome_written,
    place_written,
)
from cotmoc.ingest.core.mapping import Profile

REGISTER = "bao-cao-vu-viec"
COLUMNS = (
    Column("Số báo cáo", "reference"),
    Column("Thời gian, địa điểm", "occurred.written"),
    Column("Đơn vị bắt giữ", "unit"),
    Column("Hành vi", "offence"),
    Column("Đối tượng (họ tên, năm sinh, nơi ở)", "party[1].written"),
    Column("Số đối tượng", "party[1].heads"),
    Column("Tang vật thu giữ", "seizure[1].written"),
    Column("Phương tiện", "conveyance[1].kind"),
    Column("Biển số", "conveyance[1].registration"),
    Column("Kết quả xử lý", "outcome.kind"),
)


def profile() -> Profile:
    """How the file is read."""
    return profile_of(
        COLUMNS,
        Reading(
            name="Biên phòng Điện Biên: báo cáo vụ việc",
            kind="incident",
            register=REGISTER,
            key=("Số báo cáo",),
            constants={"party[1].role": "suspect"},
        ),
    )


def block(said: Statement) -> Block:
    """The line of one record."""
    hour = f"{said.incident.at:%Hh%M} ngày " if said.chance.random() < 0.7 else "Ngày "
    means = said.conveyances[0] if said.conveyances else None
    heads = sum(each.heads for each in said.parties)
    return Block(
        (
            (
                said.reference,
                f"{hour}{day_written(said, '%d/%m/%Y')} tại {place_written(said)}",
                unit_names(said.report.agency)[said.report.unit],
                said.incident.method.called(said.report.agency),
                "; ".join(filter(None, (_person(each) for each in said.parties))),
                str(heads) if heads else "",
                "; ".join(_goods(said, line) for line in said.goods),
                means.kind if means else "",
                means.registration if means else "",
                outcome_written(said),
            ),
        )
    )


def _person(party: StatedParty) -> str:
    each = party.written
    if each is None:
        return ""
    home = f", trú tại {each.residence}" if each.residence else f", quốc tịch {each.nationality}"
    return f"{each.name}, SN {each.birth[-4:]}{home}"


def _goods(said: Statement, line: Goods) -> str:
    """Amount and goods in one: "2 bánh heroin (700 g)"."""
    words = line.kind.called(said.report.agency)
    amount, unit = amount_written(said, line)
    if unit:
        return f"{amount} {unit} {words}"
    bricks, exact = amount.split(" (")
    return f"{bricks} {words} ({exact}"
