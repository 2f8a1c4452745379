"""The customs' file: one line for each case, semicolons, days with hyphens, windows-1258, tonnes where large."""

from __future__ import annotations

from cotmoc.demonstration.core.statements import Statement
from cotmoc.demonstration.core.units import unit_names
from cotmoc.demonstration.layouts.columns import Block, Column, Reading, profile_of
from cotmoc.demonstration.layouts.words import (
    amount_written,
    conveyances_written,
    day_written,
    lead_written,
    outcome_written,
    partners_written,
    place_written,
    vietnamese_number,
)
from cotmoc.ingest.core.mapping import Profile

REGISTER = "bat-giu"
COLUMNS = (
    Column("Số hồ sơ", "reference"),
    Column("Ngày bắt giữ", "occurred.date"),
    Column("Đơn vị", "unit"),
    Column("Nơi phát hiện", "place.written"),
    Column("Loại vi phạm", "offence"),
    Column("Mặt hàng", "seizure[1].commodity"),
    Column("Lượng", "seizure[1].quantity"),
    Column("ĐVT", "seizure[1].unit"),
    Column("Trị giá (đồng)", "seizure[1].value"),
    Column("Người vi phạm", "party[1].name"),
    Column("Số giấy tờ", "party[1].identity_number"),
    Column("Số người", "party[1].heads"),
    Column("Phương tiện", "conveyance[1].kind"),
    Column("Biển số xe", "conveyance[1].registration"),
    Column("Xử lý", "outcome.kind"),
    Column("Tiền phạt", "outcome.fine"),
    Column("Chủ trì", "lead_agency"),
    Column("Phối hợp", "partner_agencies"),
    Column("Ghi chú", "narrative"),
)


def profile() -> Profile:
    """How the file is read."""
    return profile_of(
        COLUMNS,
        Reading(
            name="Hải quan: bắt giữ",
            kind="incident",
            register=REGISTER,
            key=("Số hồ sơ",),
            constants={"party[1].role": "suspect"},
        ),
    )


def block(said: Statement) -> Block:
    """The line of one record: the people, goods and vehicles of a case stand in one cell each."""
    named = [each.written for each in said.parties if each.written]
    goods = [
        (line.kind.called(said.report.agency), *amount_written(said, line)) for line in said.goods
    ]
    values = [line.value_vnd for line in said.goods]
    fine = vietnamese_number(said.fine_vnd) if said.fine_vnd else ""
    return Block(
        (
            (
                said.reference,
                day_written(said, "%d-%m-%Y"),
                unit_names(said.report.agency)[said.report.unit],
                place_written(said),
                said.incident.method.called(said.report.agency),
                *("; ".join(cells) for cells in zip(*goods, strict=True) if goods),
                *("" for _ in range(0 if goods else 3)),
                vietnamese_number(values[0]) if len(values) == 1 and values[0] else "",
                "; ".join(each.name for each in named),
                "; ".join(each.identity for each in named)
                if all(n.identity for n in named)
                else "",
                str(sum(each.heads for each in said.parties) or ""),
                *conveyances_written(said),
                outcome_written(said),
                fine,
                lead_written(said),
                partners_written(said),
                f"Hàng {said.incident.hidden}" if said.incident.hidden else "",
            ),
        )
    )
