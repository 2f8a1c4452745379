"""Information reports of the border guard: what was told, where, and how far source and content are trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cotmoc.demonstration.core.chance import stream
from cotmoc.demonstration.core.incidents import BORDER_GUARD, Incident
from cotmoc.demonstration.layouts.columns import Column, Reading, Row, profile_of
from cotmoc.ingest.core.mapping import Profile

REGISTER = "tin-bao"
COLUMNS = (
    Column("Số tin", "reference"),
    Column("Ngày tiếp nhận", "received.date"),
    Column("Nội dung tin", "information.text"),
    Column("Xã, phường", "place.commune"),
    Column("Huyện", "place.district"),
    Column("Tỉnh", "place.province"),
    Column("Loại hành vi", "offence"),
    Column("Nguồn", "information.source_grade"),
    Column("Tin", "information.content_grade"),
    Column("Mã xử lý", "information.handling_code"),
)
_TEXTS = (
    "Có tin về việc tập kết {goods} gần {where} vào ban đêm.",
    "Người dân phản ánh có người lạ vận chuyển {goods} qua {where}.",
    "Nghi có nhóm đối tượng đưa {goods} qua khu vực {where} trong tuần tới.",
)


def profile() -> Profile:
    """How the file is read."""
    return profile_of(
        COLUMNS, Reading("Biên phòng: tin báo", "information", REGISTER, key=("Số tin",))
    )


def rows(seed: int, incidents: Sequence[Incident]) -> Iterator[Row]:
    """A tip before every incident that the border guard found by one; and some that led to nothing."""
    number = 0
    for incident in incidents:
        chance = stream(seed, "tip", incident.number)
        told = incident.found_by.startswith("tin báo") or chance.random() < 0.02
        if incident.lead != BORDER_GUARD or incident.place.commune is None or not told:
            continue
        number += 1
        day, commune = incident.at.date(), incident.place.commune
        goods = incident.goods[0].kind.called(BORDER_GUARD) if incident.goods else "người"
        where = incident.place.name or commune.name(day)
        yield (
            f"TB-{day.year}-{number:04d}",
            f"{day:%d/%m/%Y}",
            chance.choice(_TEXTS).format(goods=goods, where=where),
            commune.name(day),
            commune.district(day),
            "Quảng Ninh",
            incident.method.called(BORDER_GUARD),
            chance.choice("1223"),
            chance.choice("ABBCD"),
            chance.choice("PPC"),
        )
