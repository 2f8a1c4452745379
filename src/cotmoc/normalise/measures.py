"""Measures and units of measure. Units of one measure convert; measures never do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

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
    `customary` units differ by trade or region; readings of them carry a warning. The factor is kept a second time
    as a whole number of its last decimal place (`numerator` / 10 ** `places`), to reckon with exactly and fast.
    """

    measure: str
    factor: Decimal = Decimal(1)
    counting: bool = False
    customary: bool = False
    numerator: int = 1
    places: int = 0


def make_unit(measure: str, factor: str = "1", kind: str = "") -> Unit:
    """A unit by its factor as written; `kind` is counting, customary or "".

    >>> make_unit("mass", "453.59237").places
    5
    """
    whole, _, fraction = factor.partition(".")
    numerator = int(whole + fraction)
    return Unit(
        measure, Decimal(factor), kind == "counting", kind == "customary", numerator, len(fraction)
    )


_CURRENCIES = {
    "vnd": ("₫", "Đồng Việt Nam", "Vietnamese dong"),
    "cny": ("¥", "Nhân dân tệ", "Chinese yuan"),
    "usd": ("$", "Đô la Mỹ", "US dollar"),
    "lak": ("₭", "Kíp Lào", "Lao kip"),
    "khr": ("៛", "Riel Campuchia", "Cambodian riel"),
    "thb": ("฿", "Baht Thái", "Thai baht"),
    "eur": ("€", "Euro", "Euro"),
    "gbp": ("£", "Bảng Anh", "Pound sterling"),
    "jpy": ("JPY", "Yên Nhật", "Japanese yen"),
    "krw": ("KRW", "Won Hàn Quốc", "Korean won"),
    "hkd": ("HK$", "Đô la Hồng Kông", "Hong Kong dollar"),
    "twd": ("TWD", "Đài tệ", "Taiwan dollar"),
    "sgd": ("S$", "Đô la Singapore", "Singapore dollar"),
    "aud": ("A$", "Đô la Úc", "Australian dollar"),
}
_MEASURES = (
    Measure("mass", "g", "Khối lượng", "Mass"),
    Measure("volume", "ml", "Thể tích", "Volume"),
    Measure("stacked", "ster", "Thể tích xếp (ster)", "Stacked volume"),
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
    Measure("drum", "phuy", "Số phuy", "Drums", whole=True),
    Measure("bundle", "bó", "Số bó", "Bundles", whole=True),
    Measure("blister", "vỉ", "Số vỉ", "Blisters", whole=True),
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
#: Measures of which only whole amounts make sense.
WHOLE = frozenset(measure.id for measure in _MEASURES if measure.whole)


def unit_key(written: str) -> str:
    """The unit's word for look-up: lower case with its marks, without the final point.

    Marks are kept, as "ta" is no "tạ"; `$` and the like are kept as they are.

    >>> unit_key(" Kg. "), unit_key("M3")
    ('kg', 'm³')
    """
    text = " ".join(written.casefold().split()).strip(" .()")
    return text.replace("m3", "m³").replace("m2", "m²")


def _units() -> Iterator[tuple[str, Unit]]:
    """Every word for a unit, from the packaged table."""
    table = files("cotmoc.normalise").joinpath("data", "units.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    for measure, factor, kind, words, *_ in rows[1:]:
        unit = make_unit(measure, factor, kind)
        for word in words.split(";"):
            yield word, unit


UNITS = dict(_units())
# Lists without marks ("goi", "tan"): only where one unit folds to the word.
_ALL_FOLDED = Counter(fold(word) for word in UNITS)
FOLDED_UNITS = {
    fold(word): unit for word, unit in UNITS.items() if fold(word) and _ALL_FOLDED[fold(word)] == 1
}
# The first words of units of several words, with the second ones: "bao tải" is no "bao".
_PAIRS = [word.split()[:2] for word in UNITS if " " in word]
MULTIWORD = {first: frozenset(b for a, b in _PAIRS if a == first) for first, _ in _PAIRS}
LONGEST_UNIT = max(len(word.split()) for word in UNITS)


def has_thousandths(measure: str) -> bool:
    """True when an amount of a measure may have three decimals: things counted whole and sums of money never do.

    So "50,000 CNY" and "1.234 viên" divide thousands. Source: ISO 4217, minor units of the currencies known here.

    >>> has_thousandths("mass"), has_thousandths("money_cny"), has_thousandths("tablet")
    (True, False, False)
    """
    return not (is_whole(measure) or measure.startswith("money_"))


def is_whole(measure: str) -> bool:
    """True when only whole amounts of the measure make sense.

    >>> is_whole("tablet"), is_whole("mass"), is_whole("")
    (True, False, False)
    """
    return measure in WHOLE


def find_unit(written: str) -> Unit | None:
    """The unit written, None when it is not known.

    >>> find_unit("viên").measure, find_unit("tan").factor, find_unit("furlong")
    ('tablet', Decimal('1000000'), None)
    """
    key = unit_key(written)
    return UNITS.get(key) or FOLDED_UNITS.get(fold(key))
