"""Aggregate returns: month by month of stations and branches, and those of whole commands and programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from cotmoc.demonstration.core.chance import split_whole, stream
from cotmoc.demonstration.core.incidents import (
    BORDER_GUARD,
    CUSTOMS,
    Incident,
)
from cotmoc.demonstration.core.units import HOANH_MO, border_stations, unit_names
from cotmoc.demonstration.layouts.columns import Column, Reading, Row, profile_of
from cotmoc.demonstration.layouts.words import vietnamese_number
from cotmoc.ingest.core.mapping import Profile

FIRST_YEAR, LAST_MONTH = 2019, (2026, 10)
MONTHLY, BRANCHES, GATE = "bao-cao-thang", "bao-cao-chi-cuc", "phoi-hop-cua-khau"
DIPLOMACY, DIEN_BIEN, PROGRAMME = "doi-ngoai", "bao-cao-quy", "phong-chong-ma-tuy"
#: Station and month of the returns that were never sent.
NEVER_SENT = frozenset(
    {
        ("bp-po-hen", (2026, 6)),
        ("bp-tra-co", (2025, 11)),
        ("bp-tra-co", (2026, 6)),
        ("bp-co-to", (2026, 9)),
    }
)
#: Station and month of a return that a revised file corrects: patrols, as first sent and as it should be.
REVISED = ("bp-bac-phong-sinh", (2026, 7), 4, 31)
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Returns:
    """A return: its columns, how it is read, and its rows."""

    columns: tuple[Column, ...]
    reading: Reading
    rows: tuple[Row, ...]

    @property
    def profile(self) -> Profile:
        """How it is read."""
        return profile_of(self.columns, self.reading)


def months(first: Month = (FIRST_YEAR, 1), last: Month = LAST_MONTH) -> Iterator[Month]:
    """Year and month of every month, both ends included.

    >>> len(list(months((2025, 11), (2026, 2))))
    4
    """
    year, month = first
    while (year, month) <= last:
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _figure(name: str, indicator: str, **options: str) -> Column:
    return Column(name, f"return.amount[{indicator}]", options=tuple(options.items()))


_MONTHLY_COLUMNS = (
    Column("Đơn vị", "unit"),
    Column("Tháng", "period.date"),
    _figure("Số vụ", "events"),
    _figure("Số đối tượng", "persons"),
    _figure("Số lượt tuần tra", "patrols"),
    _figure("Lượt quân số tuần tra", "patrol_personnel"),
    _figure("Số buổi tuyên truyền", "outreach_sessions"),
    _figure("Số tờ rơi", "leaflets"),
    _figure("Lượt người nhập cảnh", "gate_entries"),
)
#: Published for the year of border diplomacy: leaflets and people who went through entry procedures.
LEAFLETS_2024, ENTRIES_2024 = 40_000, 3_000_000
_GATES = {"bp-mong-cai": 80, "bp-bac-phong-sinh": 6, "bp-hoanh-mo": 7, "bp-hon-gai": 7}


def monthly_returns(seed: int, incidents: Sequence[Incident], *, revised: bool = False) -> Returns:
    """The stations' monthly returns; `revised`: only the one that was corrected."""
    counted = _counted(incidents, BORDER_GUARD)
    chance = stream(seed, "monthly")
    leaflets = _shares_of_year(stream(seed, "leaflets"), LEAFLETS_2024, border_stations())
    entries = _shares_of_year(stream(seed, "entries"), ENTRIES_2024, list(_GATES))
    rows = []
    for month in months():
        for code in border_stations():
            patrols, heads = chance.randint(18, 40), chance.randint(4, 9)
            sessions, sheets = chance.randint(0, 4), chance.randint(0, 90) * 5
            crossing = chance.randint(900, 3000) * _GATES.get(code, 0)
            if (code, month) in NEVER_SENT or (revised and REVISED[:2] != (code, month)):
                continue
            if REVISED[:2] == (code, month):
                patrols = REVISED[3] if revised else REVISED[2]
            sheets, crossing = (
                leaflets.get((code, month), sheets),
                entries.get((code, month), crossing),
            )
            cases, people = counted[code, month]
            figures = (cases, people, patrols, patrols * heads, sessions, sheets)
            rows.append(
                _row(code, BORDER_GUARD, month, (*figures, crossing if code in _GATES else ""))
            )
    reading = _reading("Biên phòng: báo cáo tháng", MONTHLY, ("Đơn vị", "Tháng"))
    return Returns(_MONTHLY_COLUMNS, reading, tuple(rows))


_BRANCH_COLUMNS = (
    Column("Đơn vị", "unit"),
    Column("Tháng", "period.date"),
    _figure("Số vụ", "events"),
    _figure("Số đối tượng", "persons"),
    _figure("Trị giá hàng vi phạm (đồng)", "seized_value"),
)


def branch_returns(seed: int, incidents: Sequence[Incident]) -> Returns:
    """The customs branches' monthly returns since 2024."""
    counted = _counted(incidents, CUSTOMS)
    chance = stream(seed, "branches")
    rows = tuple(
        _row(code, CUSTOMS, month, (*counted[code, month], chance.randint(20, 900) * 1_000_000))
        for month in months((2024, 1))
        for code in unit_names(CUSTOMS)
    )
    reading = _reading("Hải quan: báo cáo chi cục", BRANCHES, ("Đơn vị", "Tháng"))
    return Returns(_BRANCH_COLUMNS, reading, rows)


_GATE_COLUMNS = (
    Column("Đơn vị", "unit"),
    Column("Kỳ báo cáo", "period.date"),
    _figure("Tin báo của quần chúng", "tips"),
    _figure("Số tin trao đổi", "information_exchanged"),
    _figure("Tuần tra chung", "joint_patrols"),
    _figure("Chiều dài biên giới (km)", "border_length", unit="km"),
)
TIPS, EXCHANGED, JOINT_PATROLS, STATION_KM = 126, 648, 329, "43,168"


def gate_returns(seed: int) -> Returns:
    """What the station of Hoành Mô did together with the customs, to mid-August 2024."""
    spans = [f"{month:02d}/{year}" for year, month in months((2019, 1), (2024, 7))]
    spans.append("từ ngày 01/8/2024 đến ngày 15/8/2024")
    parts = [
        split_whole(stream(seed, "gate", name), total, len(spans))
        for name, total in (("tips", TIPS), ("told", EXCHANGED), ("patrols", JOINT_PATROLS))
    ]
    station = unit_names(BORDER_GUARD)[HOANH_MO]
    rows = tuple(
        (station, span, *map(str, figures), STATION_KM if span == spans[-1] else "")
        for span, *figures in zip(spans, *parts, strict=True)
    )
    reading = _reading("Biên phòng: phối hợp cửa khẩu", GATE, ("Đơn vị", "Kỳ báo cáo"))
    return Returns(_GATE_COLUMNS, reading, rows)


_DIPLOMACY_COLUMNS = (
    Column("Tháng", "period.date"),
    _figure("Đoàn đối ngoại", "delegations"),
    _figure("Thư trao đổi", "letters"),
    _figure("Cuộc điện đàm", "phone_calls"),
    _figure("Số vụ tiếp nhận", "handover_received_cases"),
    _figure("Số người tiếp nhận", "handover_received_persons"),
    _figure("Số vụ trao trả", "handover_returned_cases"),
    _figure("Số người trao trả", "handover_returned_persons"),
)
#: Of 2024, in the order of the columns.
DIPLOMACY_2024 = (20, 248, 194, 19, 86, 19, 71)


def diplomacy_returns(seed: int) -> Returns:
    """The command's border diplomacy, month by month of 2024 and 2025."""
    rows: list[Row] = []
    for year, totals in ((2024, DIPLOMACY_2024), (2025, (24, 261, 203, 15, 52, 17, 60))):
        columns = [
            split_whole(stream(seed, "diplomacy", year, at), total, 12)
            for at, total in enumerate(totals)
        ]
        for month, figures in enumerate(zip(*columns, strict=True), start=1):
            rows.append((f"{month:02d}/{year}", *map(str, figures)))
    return Returns(
        _DIPLOMACY_COLUMNS, _reading("Biên phòng: đối ngoại", DIPLOMACY, ("Tháng",)), tuple(rows)
    )


_DIEN_BIEN_COLUMNS = (
    Column("Quý", "period.date"),
    _figure("Tuần tra", "patrols"),
    _figure("Quân số tuần tra", "patrol_personnel"),
    _figure("Tuần tra song phương", "joint_patrols_foreign"),
    _figure("Quân số tuần tra song phương", "joint_patrols_foreign_personnel"),
    _figure("Hội đàm cấp tỉnh", "meetings_province"),
    _figure("Gặp gỡ cấp đồn", "meetings_post"),
    _figure("Số chuyên án", "deployments"),
    _figure("Quân số tham gia chuyên án", "deployment_officers"),
    _figure("Ngày công giúp dân", "volunteer_workdays"),
    _figure("Quân số phòng chống thiên tai", "relief_personnel"),
    _figure("Phương tiện phòng chống thiên tai", "relief_vehicles"),
    _figure("Tiền ủng hộ nhân dân (đồng)", "donations"),
    _figure("Chiều dài biên giới (km)", "border_length", unit="km"),
)
#: Of 2020 to 2025, in the order of the columns; donations in dong.
DIEN_BIEN_TOTALS = (2650, 27803, 367, 1705, 36, 217, 23, 178, 15625, 4750, 250, 17_400_000_000)
DIEN_BIEN_KM = "455,573"


def dien_bien_returns(seed: int) -> Returns:
    """The other province's quarterly returns, 2020 to 2025."""
    quarters = [
        f"Quý {number}/{year}" for year in range(2020, 2026) for number in ("I", "II", "III", "IV")
    ]
    columns = [
        _parts(stream(seed, "dien-bien", at), total, len(quarters))
        for at, total in enumerate(DIEN_BIEN_TOTALS)
    ]
    rows = tuple(
        (quarter, *map(vietnamese_number, figures), DIEN_BIEN_KM if quarter == quarters[-1] else "")
        for quarter, *figures in zip(quarters, *columns, strict=True)
    )
    reading = _reading("Biên phòng Điện Biên: báo cáo quý", DIEN_BIEN, ("Quý",), "Điện Biên")
    return Returns(_DIEN_BIEN_COLUMNS, reading, rows)


_PROGRAMME_COLUMNS = (
    Column("Kỳ", "period.date"),
    _figure("Kinh phí phòng, chống ma túy (đồng)", "programme_budget"),
    _figure("Tổng số người cai nghiện", "rehabilitation_admitted"),
    _figure("Số địa bàn không ma túy", "drug_free_areas"),
    _figure("Đang làm sạch ma túy", "areas_being_cleaned"),
    _figure("Giữ vững sạch ma túy", "areas_kept_clean"),
    _figure(
        "Cần sa: lượng xác định đã vận chuyển (kg)",
        "assessed_quantity",
        commodity="cần sa",
        unit="kg",
    ),
)
BUDGET_VND, RESIDENTS, DRUG_FREE, CLEANED, KEPT, ASSESSED_KG = 222_000_000_000, 768, 78, 44, 34, 600


def programme_returns(seed: int) -> Returns:
    """The drug programme of the province, year by year since 2020, the last half a year."""
    periods = [*(f"Năm {year}" for year in range(2020, 2025)), "6 tháng đầu năm 2025"]
    budget = _parts(stream(seed, "budget"), BUDGET_VND, len(periods))
    rows = []
    for period, money in zip(periods, budget, strict=True):
        state = (RESIDENTS, DRUG_FREE, CLEANED, KEPT) if period == periods[-1] else ("",) * 4
        assessed = str(ASSESSED_KG) if period == "Năm 2024" else ""
        rows.append((period, vietnamese_number(money), *map(str, state), assessed))
    reading = _reading("Công an: phòng, chống ma túy", PROGRAMME, ("Kỳ",))
    return Returns(_PROGRAMME_COLUMNS, reading, tuple(rows))


def _reading(
    name: str, register: str, key: tuple[str, ...], province: str = "Quảng Ninh"
) -> Reading:
    constants = {"place.province": province}
    return Reading(name, "return", register, key, constants)


def _row(unit: str, agency: str, month: Month, figures: Sequence[object]) -> Row:
    year, number = month
    return (unit_names(agency)[unit], f"{number:02d}/{year}", *map(str, figures))


def _parts(chance: Random, total: int, count: int) -> list[int]:
    """Parts of a total; sums of money in whole millions."""
    if total >= 10**9:
        return [
            part * 1_000_000 for part in split_whole(chance, total // 1_000_000, count, least=1)
        ]
    return split_whole(chance, total, count)


def _shares_of_year(
    chance: Random, total: int, units: Sequence[str]
) -> dict[tuple[str, Month], int]:
    keys = [(unit, month) for month in months((2024, 1), (2024, 12)) for unit in units]
    return dict(zip(keys, split_whole(chance, total, len(keys)), strict=True))


def _counted(
    incidents: Sequence[Incident], agency: str
) -> dict[tuple[str, Month], tuple[int, int]]:
    """Cases and people by unit and month, as the agency's own reports have them."""
    counted: dict[tuple[str, Month], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for incident in incidents:
        for report in incident.reports:
            if report.agency == agency:
                key = report.unit, (incident.at.year, incident.at.month)
                cases, people = counted[key]
                counted[key] = cases + 1, people + incident.heads
    return counted
