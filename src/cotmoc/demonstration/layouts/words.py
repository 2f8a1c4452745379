"""How amounts, outcomes and places come out when the clerks of an agency write them down."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    COAST_GUARD,
    CUSTOMS,
    DIEN_BIEN_BORDER_GUARD,
    HA_LONG_POLICE,
    HAI_PHONG_POLICE,
    POLICE,
    PROSECUTED,
    SANCTIONED,
    Goods,
)
from cotmoc.demonstration.core.places import PROVINCES
from cotmoc.demonstration.core.statements import Statement

#: What agencies call each other.
CALLED = {
    BORDER_GUARD: "Biên phòng",
    CUSTOMS: "Hải quan",
    POLICE: "Công an",
    COAST_GUARD: "Cảnh sát biển",
    DIEN_BIEN_BORDER_GUARD: "Biên phòng Điện Biên",
    HAI_PHONG_POLICE: "Công an Hải Phòng",
    HA_LONG_POLICE: "Công an TP Hạ Long",
}
BRICK_G = 350
_LARGE = Decimal(1000)


def vietnamese_number(amount: Decimal | int) -> str:
    """The number with points between thousands and a decimal comma: 1.250 and 59,7.

    >>> vietnamese_number(Decimal("1220.5"))
    '1.220,5'
    """
    text = f"{amount.normalize():,f}" if isinstance(amount, Decimal) else f"{amount:,}"
    return text.translate(str.maketrans(",.", ".,"))


def amount_written(said: Statement, goods: Goods) -> tuple[str, str]:
    """Quantity and unit as the agency's clerk writes them; "" for a unit that stands in the quantity."""
    agency, unit, amount = said.report.agency, goods.kind.unit, goods.amount
    if said.incident.unweighed:
        return "chưa cân", ""
    if goods.kind.id == "heroin" and amount >= BRICK_G and agency != CUSTOMS:
        bricks = max(1, round(amount / BRICK_G))
        return f"{bricks} bánh ({vietnamese_number(amount)} g)", ""
    amount, unit = _converted(said, amount, unit)
    return vietnamese_number(amount), _UNIT_WORDS.get((agency, unit), unit)


def _converted(said: Statement, amount: Decimal, unit: str) -> tuple[Decimal, str]:
    agency = said.report.agency
    if unit == "g" and amount >= (100 if agency == CUSTOMS else _LARGE):
        return amount / 1000, "kg"
    if unit == "kg" and amount >= _LARGE and agency in {CUSTOMS, COAST_GUARD}:
        return amount / 1000, "tấn"
    if unit == "kg" and amount >= 200 and agency == BORDER_GUARD and said.chance.random() < 0.15:
        return amount / 100, "tạ"
    if unit == "lít" and amount >= _LARGE and agency == COAST_GUARD:
        return amount / 1000, "m3"
    if unit == "bao" and agency == CUSTOMS and not said.is_own and said.chance.random() < 0.4:
        return max(amount // 10, Decimal(1)), "tút"
    return amount, unit


_UNIT_WORDS = {
    (POLICE, "g"): "gam",
    (BORDER_GUARD, "CNY"): "tệ",
    (CUSTOMS, "CNY"): "CNY",
    (CUSTOMS, "chiếc"): "cái",
}
_OUTCOMES = {
    BORDER_GUARD: {
        PROSECUTED: "Khởi tố",
        SANCTIONED: "Xử phạt vi phạm hành chính",
        "": "Đang xác minh",
    },
    CUSTOMS: {PROSECUTED: "Khởi tố", SANCTIONED: "Xử phạt hành chính", "": "Đang xác minh"},
    POLICE: {PROSECUTED: "Khởi tố bị can", SANCTIONED: "XPHC", "": "Đang điều tra"},
    COAST_GUARD: {PROSECUTED: "Khởi tố", SANCTIONED: "Phạt tiền", "": "Đang xử lý"},
    DIEN_BIEN_BORDER_GUARD: {
        PROSECUTED: "Khởi tố",
        SANCTIONED: "Xử phạt hành chính",
        "": "Đang xác minh",
    },
}


def outcome_written(said: Statement) -> str:
    """What came of the incident, in the agency's words; a partner who did not lead says nothing."""
    if said.report.way == "joint" or (said.report.way == "half" and not said.is_own):
        return ""
    return _OUTCOMES[said.report.agency][said.outcome]


def fate_written(said: Statement, fate: str) -> str:
    """What came of one person's part, "" where nothing did yet."""
    return _OUTCOMES[said.report.agency][fate] if fate else ""


def day_written(said: Statement, form: str) -> str:
    """The day in the agency's form."""
    return said.day_written or said.day.strftime(form)


def night_written(said: Statement) -> str:
    """The night between two days, as officers on patrol write it; "" for other hours."""
    hour = said.incident.at.hour
    if 4 <= hour < 22:
        return ""
    evening = said.day if hour >= 22 else said.day - timedelta(days=1)
    return f"Đêm {evening:%d/%m} rạng {evening + timedelta(days=1):%d/%m/%Y}"


def lead_written(said: Statement) -> str:
    """Who led, where several took part."""
    return CALLED[said.incident.lead] if said.is_joint else ""


def partners_written(said: Statement) -> str:
    """The others who took part, seen from the agency that writes."""
    everyone = (said.incident.lead, *said.incident.partners)
    return ", ".join(CALLED[other] for other in everyone if other != said.report.agency)


def place_written(said: Statement) -> str:
    """The whole place in one cell: spot, commune, district, province."""
    place, day = said.incident.place, said.incident.at.date()
    address = place.commune.address(day) if place.commune else ""
    return ", ".join(part for part in (place.name, address) if part)


def province_written(said: Statement) -> str:
    """The province, "" at sea."""
    place = said.incident.place
    return PROVINCES[place.province] if place.commune else ""


def degrees_written(value: float, letter: str) -> str:
    """Degrees, minutes and seconds as on a chart.

    >>> degrees_written(20.87, "N")
    "20°52'12''N"
    """
    seconds = round(value * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02d}'{seconds % 60:02d}''{letter}"


def conveyances_written(said: Statement) -> tuple[str, str]:
    """Kind and registrations of all conveyances, one cell each: the kind is that of those that are registered."""
    registered = [each for each in said.conveyances if each.registration]
    kinds = [each.kind for each in registered or said.conveyances]
    return (kinds[0] if kinds else "", "; ".join(each.registration for each in registered))


def story(said: Statement) -> str:
    """Two sentences on what happened."""
    incident = said.incident
    where = incident.place.name or (
        incident.place.commune.name(incident.at.date()) if incident.place.commune else ""
    )
    parts = [f"Tổ công tác phát hiện tại {where}"]
    if said.goods:
        parts.append(
            "thu giữ " + ", ".join(line.kind.called(said.report.agency) for line in said.goods)
        )
    if incident.hidden:
        parts.append(f"hàng {incident.hidden}")
    text = "; ".join(parts) + "."
    if not incident.case:
        return text
    return f"Chuyên án {incident.case} (bí số {case_mark(incident.case)}). {text}"


def case_mark(case: str) -> str:
    """The short mark of a special case, which no other number contains.

    >>> case_mark("324-H")
    'CA324H'
    """
    return f"CA{case.replace('-', '')}"
