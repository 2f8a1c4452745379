"""A made-up register of a border province in one workbook, written as officers write it.

What repeats in a real register repeats here, and what does not, does not: numbers, names, identity numbers, residences,
plates, values and summaries are nearly all different; units, offences, goods and outcomes come from short lists;
communes are the province's own of their time, with some from elsewhere. One row in two hundred has no readable date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from cotmoc.areas.core.facts import AreaFact
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.packaged.everything import packaged_areas
from cotmoc.demonstration.core.people import make_plate
from cotmoc.ingest.core.mapping import ColumnRule, Profile

FIRST, DAYS, REFORM = date(2016, 1, 1), 3800, date(2025, 7, 1)
PROVINCES = {"before": "vn-2004-22", "now": "vn-2025-22"}
STATIONS = {f"bp-{number:02d}": f"Đồn Biên phòng số {number}" for number in range(1, 41)}
FIELDS = {
    "Số vụ việc": "reference",
    "Ngày xảy ra": "occurred.date",
    "Giờ": "occurred.time",
    "Tỉnh": "place.province",
    "Huyện": "place.district",
    "Xã, phường": "place.commune",
    "Địa điểm": "extra.spot",
    "Đơn vị phát hiện": "unit",
    "Hành vi vi phạm": "offence",
    "Họ và tên đối tượng": "party[1].name",
    "Ngày, năm sinh": "party[1].birth",
    "Số CCCD": "party[1].identity_number",
    "Nơi cư trú": "party[1].residence",
    "Phương tiện": "conveyance[1].written",
    "Biển kiểm soát": "conveyance[1].registration",
    "Tang vật": "seizure[1].commodity",
    "Số lượng": "seizure[1].quantity",
    "Đơn vị tính": "seizure[1].unit",
    "Trị giá (đồng)": "seizure[1].value",
    "Kết quả xử lý": "outcome.kind",
    "Tiền phạt (đồng)": "outcome.fine",
    "Tóm tắt nội dung": "narrative",
}
PROFILE = Profile(
    name="Sổ vụ việc",
    kind="incident",
    register="so-vu-viec",
    columns=tuple(ColumnRule(column, field) for column, field in FIELDS.items()),
    key=("Số vụ việc",),
    constants={"party[1].role": "suspect"},
    coverage="register",
    decimal=",",
)
OFFENCES = (
    ("Vận chuyển trái phép hàng hóa qua biên giới", 24), ("Buôn lậu", 18), ("Gian lận thương mại", 9),
    ("Nhập cảnh trái phép", 9), ("Xuất cảnh trái phép", 7), ("Tổ chức cho người khác xuất cảnh trái phép", 3),
    ("Vận chuyển pháo nổ", 6), ("Tàng trữ trái phép chất ma túy", 6), ("Mua bán trái phép chất ma túy", 6),
    ("Vận chuyển trái phép chất ma túy", 4), ("VC trái phép chất ma túy", 1), ("Đánh bạc", 2),
    ("Tàng trữ, vận chuyển hàng cấm", 3), ("Vi phạm quy chế khu vực biên giới", 2),
)  # fmt: skip
#: Goods as written, unit, least and most, đồng a unit, how often.
GOODS = (
    ("thực phẩm đông lạnh", "kg", 40, 4000, 60_000, 14), ("Thuốc lá điếu", "bao", 100, 8000, 15_000, 12),
    ("pháo nổ", "kg", 2, 160, 300_000, 7), ("heroin", "g", 1, 400, 0, 5), ("ma túy tổng hợp", "viên", 10, 9000, 0, 5),
    ("methamphetamine", "gam", 1, 900, 0, 4), ("gia cầm giống", "con", 300, 12000, 9_000, 7),
    ("quần áo may sẵn", "chiếc", 30, 3000, 120_000, 10), ("thủy sản", "kg", 50, 2500, 90_000, 6),
    ("rượu ngoại", "chai", 5, 600, 450_000, 4), ("xăng dầu", "lít", 100, 20000, 21_000, 3),
    ("điện thoại di động", "cái", 2, 200, 2_500_000, 4), ("mỹ phẩm các loại", "hộp", 20, 1500, 80_000, 6),
    ("đường kính", "kg", 500, 10000, 18_000, 2), ("phụ tùng ô tô", "thùng", 1, 90, 900_000, 2),
)  # fmt: skip
#: Put together by chance; some 100,000 names are possible.
FAMILIES = (("Nguyễn", 38), ("Trần", 12), ("Lê", 10), ("Phạm", 7), ("Hoàng", 5), ("Phan", 5), ("Vũ", 4), ("Đặng", 3),
            ("Bùi", 3), ("Đỗ", 2), ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 2), ("Đinh", 1), ("Đoàn", 1),
            ("Lương", 1), ("Chíu", 1), ("Tằng", 1), ("Phùn", 1), ("Voòng", 1))  # fmt: skip
MIDDLES = [
    "Văn",
    "Đức",
    "Hữu",
    "Quang",
    "Minh",
    "Xuân",
    "Đình",
    "Công",
    "Thị",
    "Ngọc",
    "Thu",
    "Thanh",
    "Kim",
    "Hồng",
    "Trọng",
    "Bá",
    "Duy",
    "Gia",
    "Mạnh",
    "Tiến",
    "Việt",
    "A",
]
GIVENS = [
    "An",
    "Anh",
    "Ánh",
    "Bắc",
    "Bảo",
    "Bình",
    "Châu",
    "Chi",
    "Chiến",
    "Cường",
    "Diệp",
    "Dung",
    "Dũng",
    "Duyên",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hậu",
    "Hiền",
    "Hiếu",
    "Hoa",
    "Hòa",
    "Hoàng",
    "Hùng",
    "Huệ",
    "Hưng",
    "Hương",
    "Huy",
    "Khánh",
    "Khoa",
    "Kiên",
    "Lan",
    "Lâm",
    "Liên",
    "Linh",
    "Loan",
    "Long",
    "Lợi",
    "Mai",
    "Mạnh",
    "Minh",
    "My",
    "Nam",
    "Nga",
    "Ngân",
    "Nghĩa",
    "Nhung",
    "Oanh",
    "Phong",
    "Phúc",
    "Phượng",
    "Quân",
    "Quý",
    "Quyền",
    "Sơn",
    "Tâm",
    "Tân",
    "Thái",
    "Thắng",
    "Thảo",
    "Thắm",
    "Thịnh",
    "Thọ",
    "Thuận",
    "Thủy",
    "Tiến",
    "Toàn",
    "Trang",
    "Trung",
    "Tú",
    "Tuấn",
    "Tùng",
    "Tuyết",
    "Vân",
    "Vinh",
    "Vượng",
    "Xuân",
    "Yến",
]
VEHICLES = (("xe ô tô tải", 4), ("xe máy", 5), ("xe ô tô con", 2), ("xuồng máy", 1))
SPOTS = (
    "khu vực mốc {}",
    "lối mở km{}",
    "thôn {}",
    "tổ {}",
    "bến số {}",
    "đường mòn cách mốc {} 300 m",
)
OUTCOMES = (
    "Xử phạt vi phạm hành chính",
    "Khởi tố",
    "Đang xác minh",
    "Chuyển cơ quan công an",
    "Tịch thu hàng hóa",
)
SUMMARIES = (
    "Khoảng {hour} ngày {day}, tổ công tác {unit} tuần tra tại {spot}, {commune} phát hiện {name} điều khiển {vehicle} "
    "có biểu hiện nghi vấn. Kiểm tra thu giữ {goods} số lượng {quantity} {measure}, không có hóa đơn, chứng từ hợp lệ.",
    "Hồi {hour}, {unit} phối hợp lực lượng chức năng kiểm tra tại {spot}, {commune}, bắt quả tang {name} trú tại "
    "{residence}. Tang vật: {goods} ({quantity} {measure}). Vụ việc đang được tiếp tục điều tra làm rõ.",
    "Ngày {day}, qua tin báo của quần chúng nhân dân, {unit} phát hiện {name} vận chuyển {goods} qua {spot} thuộc "
    "{commune}; đã lập biên bản, tạm giữ {quantity} {measure} và phương tiện.",
)  # fmt: skip
Cell = str | int | float | date | None
SEED = 17


def write_workbook(path: Path, rows: int) -> None:
    """Writes the register with that many rows below its header; the same for the same number."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    sheet, days = book.add_worksheet("Sổ vụ việc"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, tuple(FIELDS))
    for number, cells in enumerate(register_rows(rows), start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime(*cell.timetuple()[:3]), days)  # noqa: DTZ001
            elif cell is not None and cell != "":
                sheet.write(number, column, cell)
    book.close()


def register_rows(rows: int) -> Iterator[list[Cell]]:
    """The cells of the rows, in the order of `FIELDS`."""
    chance, places = Random(SEED), _Places.packaged()
    return (_row(chance, places, number) for number in range(1, rows + 1))


@dataclass(frozen=True, slots=True)
class _Place:
    province: str
    district: str
    commune: str

    def written(self) -> str:
        return ", ".join(part for part in (self.commune, self.district, self.province) if part)


@dataclass(frozen=True, slots=True)
class _Places:
    """Communes of the province before and since the reform, and of the whole country before it."""

    before: tuple[_Place, ...]
    now: tuple[_Place, ...]
    anywhere: tuple[_Place, ...]

    @classmethod
    def packaged(cls) -> _Places:
        areas = {area.code: area for area in packaged_areas().areas}
        communes = [area for area in areas.values() if area.kind is AreaKind.COMMUNE]
        all_places = {area.code: _place(areas, area) for area in communes}
        return cls(
            tuple(p for c, p in all_places.items() if c.startswith(PROVINCES["before"])),
            tuple(p for c, p in all_places.items() if c.startswith(PROVINCES["now"])),
            tuple(p for c, p in all_places.items() if c.startswith("vn-2004")),
        )

    def choose(self, chance: Random, on: date) -> _Place:
        places = self.before if on < REFORM else self.now
        return places[int(len(places) * chance.random() ** 1.6)]


def _place(areas: dict[str, AreaFact], commune: AreaFact) -> _Place:
    above = areas[commune.parent or ""]
    if above.kind is AreaKind.PROVINCE:
        return _Place(above.full_name, "", commune.full_name)
    return _Place(areas[above.parent or ""].full_name, above.full_name, commune.full_name)


def _row(chance: Random, places: _Places, number: int) -> list[Cell]:
    on = FIRST + timedelta(days=chance.randrange(DAYS))
    place, unit = places.choose(chance, on), chance.choice(list(STATIONS.values()))
    residence = f"{chance.choice(('thôn', 'tổ', 'khu'))} {chance.randint(1, 14)}, "
    residence += (place if chance.random() < 0.5 else chance.choice(places.anywhere)).written()
    clock = f"{chance.randrange(24):02d}{chance.choice((':', 'h'))}{chance.randrange(60):02d}"
    spot = chance.choice(SPOTS).format(chance.randint(1, 1400))
    name, born = _name(chance), chance.randint(1955, 2007)
    vehicle = _weighted(chance, VEHICLES) if chance.random() < 0.55 else ""
    goods, measure, quantity, price = _goods(chance)
    told = {
        "hour": clock, "day": f"{on:%d/%m/%Y}", "unit": unit, "spot": spot, "commune": place.commune,
        "name": name, "vehicle": vehicle or "xe máy", "goods": goods or "hàng hóa", "quantity": quantity,
        "measure": measure, "residence": residence,
    }  # fmt: skip
    return [
        f"{number:06d}/{on.year}/BB-BP",
        _written_day(chance, on),
        clock if chance.random() < 0.85 else "",
        place.province,
        place.district,
        place.commune if chance.random() < 0.8 else place.commune.split(" ", 1)[1],
        spot,
        unit,
        _weighted(chance, OFFENCES),
        name if chance.random() < 0.93 else "không rõ",
        _written_birth(chance, born),
        _identity_number(chance, born),
        residence,
        vehicle,
        make_plate(chance) if vehicle else "",
        goods,
        _written_quantity(chance, quantity) if goods else "",
        measure if goods else "",
        round(quantity * price) if goods and price else "",
        *_outcome(chance, price),
        chance.choice(SUMMARIES).format(**told),
    ]


def _name(chance: Random) -> str:
    middle = " ".join(chance.sample(MIDDLES, 2 if chance.random() < 0.3 else 1))
    return f"{_weighted(chance, FAMILIES)} {middle} {chance.choice(GIVENS)}"


def _identity_number(chance: Random, born: int) -> str:
    """A number of the form of today's identity cards: province, sex and century, year, and six digits by chance."""
    province = (
        "022"
        if chance.random() < 0.7
        else chance.choice(("001", "020", "024", "030", "031", "034", "038"))
    )
    sex = chance.choice((0, 0, 0, 1)) + (2 if born >= 2000 else 0)
    return f"{province}{sex}{born % 100:02d}{chance.randrange(10**6):06d}"


def _written_day(chance: Random, on: date) -> Cell:
    """Mostly a date of the workbook, else as typed; once in a while no date at all."""
    how = chance.random()
    if how < 0.005:
        return chance.choice(("chưa rõ", "hôm qua", "trong đêm"))
    if how < 0.6:
        return on
    return f"{on:%d/%m/%Y}" if how < 0.9 else f"{on.day}.{on.month}.{on.year}"


def _written_birth(chance: Random, year: int) -> Cell:
    if chance.random() < 0.35:
        return year
    return f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{year}"


def _goods(chance: Random) -> tuple[str, str, float, int]:
    if chance.random() < 0.18:
        return "", "", 0, 0
    at = chance.choices(range(len(GOODS)), [good[5] for good in GOODS])[0]
    name, unit, least, most, price, _weight = GOODS[at]
    amount = least + (most - least) * chance.random() ** 3
    return name, unit, round(amount, 1) if unit in {"kg", "g", "gam"} else round(amount), price


def _written_quantity(chance: Random, quantity: float) -> Cell:
    """Whole numbers mostly as numbers of the workbook; all others as text, with the marks of Vietnamese."""
    if isinstance(quantity, int) and chance.random() < 0.8:
        return quantity
    return f"{quantity:,}".translate(str.maketrans(",.", ".,"))


def _outcome(chance: Random, price: int) -> tuple[str, Cell]:
    if price and chance.random() < 0.7:
        fine = chance.randint(2, 120) * 500_000
        return OUTCOMES[0], fine if chance.random() < 0.6 else f"{fine:,}".replace(",", ".")
    return chance.choice(OUTCOMES[1:]), ""


def _weighted(chance: Random, pairs: Sequence[tuple[str, int]]) -> str:
    return chance.choices([name for name, _ in pairs], [weight for _, weight in pairs])[0]
