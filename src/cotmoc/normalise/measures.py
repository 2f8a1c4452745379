"""Measures and units of measure. Units of one measure convert; measures never do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cotmoc.normalise.text import fold


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its id, its canonical unit, its labels, and whether only whole amounts make sense."""

    id: str
    unit: str
    label_vi: str
    label_en: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: what one of it is in the canonical unit of its measure.

    `counting` units only count single things (viên, cái): what is counted decides their measure.
    `customary` units differ by trade or region; readings of them carry a warning.
    """

    measure: str
    factor: Decimal = Decimal(1)
    counting: bool = False
    customary: bool = False


_CURRENCIES = {
    "vnd": ("₫", "Đồng Việt Nam", "Vietnamese dong"),
    "cny": ("¥", "Nhân dân tệ", "Chinese yuan"),
    "usd": ("$", "Đô la Mỹ", "US dollar"),
    "lak": ("₭", "Kíp Lào", "Lao kip"),
    "khr": ("៛", "Riel Campuchia", "Cambodian riel"),
    "thb": ("฿", "Baht Thái", "Thai baht"),
    "eur": ("€", "Euro", "Euro"),
}
_MEASURES = (
    Measure("mass", "g", "Khối lượng", "Mass"),
    Measure("volume", "ml", "Thể tích", "Volume"),
    Measure("length", "mm", "Chiều dài", "Length"),
    Measure("area", "m²", "Diện tích", "Area"),
    Measure("count", "cái", "Số lượng (cái)", "Pieces", whole=True),
    Measure("tablet", "viên", "Số viên", "Tablets", whole=True),
    Measure("head", "con", "Số con", "Heads", whole=True),
    Measure("brick", "bánh", "Số bánh", "Bricks", whole=True),
    Measure("pack", "gói", "Số gói, bao", "Packs", whole=True),
    Measure("carton", "tút", "Số tút, cây", "Cartons", whole=True),
    Measure("box", "hộp", "Số hộp", "Boxes", whole=True),
    Measure("crate", "thùng", "Số thùng, kiện", "Crates", whole=True),
    Measure("bag", "túi", "Số túi, bao tải", "Bags", whole=True),
    Measure("bottle", "chai", "Số chai, bình", "Bottles", whole=True),
    Measure("can", "lon", "Số lon", "Cans", whole=True),
    Measure("set", "bộ", "Số bộ", "Sets", whole=True),
    Measure("pair", "đôi", "Số đôi", "Pairs", whole=True),
    Measure("person", "người", "Số người", "Persons", whole=True),
    Measure("incident", "vụ", "Số vụ", "Incidents", whole=True),
    *(
        Measure(f"money_{code}", sign, vi, en, whole=code == "vnd")
        for code, (sign, vi, en) in _CURRENCIES.items()
    ),
)
MEASURES = {measure.id: measure for measure in _MEASURES}

_GRAM, _POUND = Decimal(1), Decimal("453.59237")
# name: measure, factor, words. The pound and ounce are the international ones of 1959.
_SCALED: tuple[tuple[str, Decimal, str], ...] = (
    ("mass", Decimal("0.001"), "mg miligam milligram milligrams"),
    ("mass", _GRAM, "g gr gam gram grams gramme grammes"),
    (
        "mass",
        Decimal(1000),
        "kg kgs kilo kilos ki-lô ký cân kilogam kilôgam kilogram kilograms ki-lô-gam",
    ),
    ("mass", Decimal(10_000), "yến"),
    ("mass", Decimal(100_000), "tạ"),
    ("mass", Decimal(1_000_000), "tấn tonne tonnes t mt"),
    ("mass", _POUND, "lb lbs pound pounds"),
    ("mass", _POUND / 16, "oz ounce ounces"),
    ("volume", Decimal(1), "ml mililit millilitre millilitres cc"),
    ("volume", Decimal(1000), "l lít lit litre litres liter liters"),
    ("volume", Decimal(1_000_000), "m³ khối cbm mét_khối"),
    ("length", Decimal(1), "mm"),
    ("length", Decimal(10), "cm"),
    ("length", Decimal(1000), "m mét met metre metres meter meters"),
    ("length", Decimal(1_000_000), "km"),
    ("area", Decimal(1), "m² mét_vuông"),
    ("area", Decimal(10_000), "ha hecta hectare hectares"),
)
_COUNTED: tuple[tuple[str, str], ...] = (
    (
        "count",
        "cái chiếc quả khẩu cục tờ tấm thanh cuộn điếu món khúc lóng đơn_vị piece pieces pcs pc unit units",
    ),
    ("count", "item items ea each round rounds phát sản_phẩm"),
    ("tablet", "viên tablet tablets pill pills tab tabs"),
    ("head", "con cá_thể head heads animal animals"),
    ("brick", "bánh brick bricks"),
    ("pack", "gói bao tép pack packs packet packets"),
    ("carton", "tút carton cartons"),
    ("box", "hộp box boxes"),
    ("crate", "thùng kiện crate crates case cases package packages"),
    ("bag", "túi bịch bao_tải bag bags sack sacks"),
    ("bottle", "chai bình bottle bottles cylinder cylinders"),
    ("can", "lon can cans"),
    ("set", "bộ set sets"),
    ("pair", "đôi pair pairs"),
    ("person", "người person persons đối_tượng"),
    ("incident", "vụ event events"),
    ("money_vnd", "đồng đ vnd vnđ việt_nam_đồng dong"),
    ("money_cny", "tệ cny ndt nhân_dân_tệ rmb yuan"),
    ("money_usd", "usd đô đô_la đô_la_mỹ us$ $ dollar dollars"),
    ("money_lak", "kíp lak kip"),
    ("money_khr", "riel khr"),
    ("money_thb", "bạt baht bath thb"),
    ("money_eur", "euro eur"),
)
# A tael of the gold trade is 37.5 g, its tenth a chỉ; the market's lạng is 100 g; a cây of cigarettes is a
# carton, but of gold a tael and of wood a tree.
_CUSTOMARY: tuple[tuple[str, Decimal, str], ...] = (
    ("mass", Decimal(100), "lạng"),
    ("mass", Decimal("37.5"), "lượng tael taels"),
    ("mass", Decimal("3.75"), "chỉ"),
    ("carton", Decimal(1), "cây"),
)
_COUNTING = {"count", "tablet"}
MULTIPLIERS = {
    "nghin": Decimal(1000),
    "ngan": Decimal(1000),
    "thousand": Decimal(1000),
    "trieu": Decimal(1_000_000),
    "tr": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "ty": Decimal(1_000_000_000),
    "ti": Decimal(1_000_000_000),
    "billion": Decimal(1_000_000_000),
}


def unit_key(written: str) -> str:
    """The unit's word for look-up: lower case with its marks, without the final point.

    Marks are kept, as "ta" is no "tạ"; `$` and the like are kept as they are.

    >>> unit_key(" Kg. "), unit_key("M3")
    ('kg', 'm³')
    """
    text = " ".join(written.casefold().split()).strip(" .()")
    return text.replace("m3", "m³").replace("m2", "m²")


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for measure, factor, words in _SCALED:
        _enter(units, words, Unit(measure, factor))
    for measure, words in _COUNTED:
        _enter(units, words, Unit(measure, counting=measure in _COUNTING))
    for measure, factor, words in _CUSTOMARY:
        _enter(units, words, Unit(measure, factor, customary=True))
    return units


def _enter(units: dict[str, Unit], words: str, unit: Unit) -> None:
    for word in words.split():
        units[word.replace("_", " ")] = unit


UNITS = _units()
# Lists without marks ("goi", "tan"): only where one unit folds to the word.
_ALL_FOLDED = [fold(word) for word in UNITS]
_FOLDED = {
    fold(word): unit
    for word, unit in UNITS.items()
    if fold(word) and _ALL_FOLDED.count(fold(word)) == 1
}


def find_unit(written: str) -> Unit | None:
    """The unit written, None when it is not known.

    >>> find_unit("viên").measure, find_unit("tan").factor, find_unit("furlong")
    ('tablet', Decimal('1000000'), None)
    """
    key = unit_key(written)
    return UNITS.get(key) or _FOLDED.get(fold(key))
