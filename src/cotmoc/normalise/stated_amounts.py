"""What a text states of the amount of some goods: products, sums and ranges reckoned, each measure once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.amount_items import Bound, Item, Link
from cotmoc.normalise.amount_words import read_items
from cotmoc.normalise.measures import Unit, find_unit, has_thousandths, is_whole, make_unit
from cotmoc.normalise.numerals import Exact

_PLACES = 6
_GOLD = frozenset(("gold", "silver"))
_GOLD_WORDS = frozenset(("vàng", "vang", "gold", "bạc"))
_TAEL, _TAEL_UNSURE = make_unit("mass", "37.5"), make_unit("mass", "37.5", "customary")
_CHI = make_unit("mass", "3.75")
_OUNCE_UNSURE = make_unit("mass", "28.349523125", "customary")
_PIECE, _CARTON = make_unit("count"), make_unit("carton")
_PACKS_OF_CARTON = Exact(10)
# In the gold trade; an ounce of gold may be the troy ounce, which is not said.
_OF_GOLD = {
    "lượng": _TAEL, "tael": _TAEL, "taels": _TAEL, "chỉ": _CHI,
    "oz": _OUNCE_UNSURE, "ounce": _OUNCE_UNSURE, "ounces": _OUNCE_UNSURE,
}  # fmt: skip
# Units whose goods decide what they are.
OF_TRADES = frozenset(
    ("cây", "cay", "lượng", "tael", "taels", "chỉ", "oz", "ounce", "ounces", "con", "kíp", "kip")
)
_NO_GOODS = frozenset(("length", "area", "person", "incident"))


class Goods(NamedTuple):
    """What is known of the goods: the measure they are stated in, and their code; "" where not known."""

    measure: str = ""
    code: str = ""


class Stated(NamedTuple):
    """One amount in the canonical unit of a measure; `measure` "" is a bare number, None a number of unknown unit.

    `word` is the unit as written, `factor` what one of it is. `per` is the measure of what it is said for each of.
    `listed` follows others in a list; `loose` stands right behind another amount. `codes` are findings about it.
    """

    measure: str | None
    low: Exact
    high: Exact | None = None
    bound: Bound = Bound.EXACT
    word: str = ""
    factor: Exact = Exact(1)
    customary: bool = False
    listed: bool = False
    scale: int = 0
    per: str = ""
    loose: bool = False
    codes: tuple[str, ...] = ()


class Result(NamedTuple):
    """The amounts that are stated, in their order; and the code of an error, "" for none."""

    lines: tuple[Stated, ...]
    error: str = ""


def canonical(digits: int, places: int) -> Decimal:
    """The number `digits` / 10 ** `places` to a millionth, half to even, without trailing zeros.

    >>> canonical(597_000, 1), canonical(5, 1)
    (Decimal('59700'), Decimal('0.5'))
    """
    if places > _PLACES:
        digits, rest = divmod(digits, 10 ** (places - _PLACES))
        twice = 2 * rest - 10 ** (places - _PLACES)
        digits += twice > 0 or (twice == 0 and digits % 2)
        places = _PLACES
    while places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    return Decimal(digits).scaleb(-places) if places else Decimal(digits)


def unit_for(unit: Unit, word: str, after: str, goods: Goods) -> Unit:
    """The unit that a word is for these goods: a cây of cigarettes is a carton, of gold a tael, of anything else one.

    >>> unit_for(make_unit("carton"), "cây", "vàng", Goods()).factor
    Decimal('37.5')
    """
    if unit.counting and is_whole(goods.measure) and not goods.measure.startswith("money"):
        return Unit(goods.measure)
    if word not in OF_TRADES:
        return unit
    if word in _OF_GOLD:
        return _OF_GOLD[word] if goods.code in _GOLD else unit
    if word in {"cây", "cay"}:
        return _tree(unit, after, goods)
    if word == "con":
        return _PIECE if goods.measure == "count" else unit
    # A kíp is a currency of Laos, of anything else a detonator.
    return _PIECE if goods.measure and not goods.measure.startswith("money") else unit


def _tree(unit: Unit, after: str, goods: Goods) -> Unit:
    if goods.code in _GOLD:
        return _TAEL
    if after in _GOLD_WORDS:
        return _TAEL_UNSURE
    if goods.measure in ("pack", "carton"):
        return _CARTON
    return _PIECE if goods.measure else unit


def state(text: str, decimal: str, unit: str, goods: Goods) -> Result:
    """What a cleaned text states; `unit` is that of bare numbers. See `cotmoc.normalise.quantities.read_quantity`.

    >>> [(line.measure, line.low.digits) for line in state("3 thùng x 12 chai", "", "", Goods()).lines]
    [('crate', 3), ('bottle', 36)]
    """
    items = read_items(text.lower(), decimal)
    error = refused(items)
    if error:
        return Result((), error)
    if not any(item.unit for item in items):
        items = _with_column_unit(items, unit, goods)
    return combine(items, goods)


def combine(items: Sequence[Item], goods: Goods) -> Result:
    """The amounts that items state together: products and sums reckoned.

    >>> combine([], Goods()).lines
    ()
    """
    lines: list[Stated] = []
    contradicted = any(item.word == "≠" for item in items)
    for item in (item for item in items if item.word != "≠"):
        error = _add(lines, item, goods)
        if error:
            return Result((), error)
    lines = _with_packs(lines, goods)
    if contradicted and lines:
        lines[0] = lines[0]._replace(codes=(*lines[0].codes, "more"))
    return Result(tuple(lines))


def refused(items: Sequence[Item]) -> str:
    """Why nothing can be read from items: "unreadable" for none or a vague one, "negative"; "" where it can."""
    if not items or items[0].word == "¿":
        return "unreadable"
    return "negative" if items[0].word == "-" else ""


def _with_column_unit(items: list[Item], unit: str, goods: Goods) -> list[Item]:
    """Bare numbers in the unit of their column, else as things of the goods' own measure."""
    found = _column_unit(unit, goods)
    if found is None:
        return items
    return [item._replace(unit=found, word=unit) if not item.word else item for item in items]


@lru_cache(maxsize=1_024)
def _column_unit(unit: str, goods: Goods) -> Unit | None:
    if unit:
        found = find_unit(unit)
        return unit_for(found, unit.lower(), "", goods) if found else None
    return Unit(goods.measure) if is_whole(goods.measure) else None


def _line(item: Item, goods: Goods) -> Stated:
    if item.unit is None:
        measure = None if item.word else ""
        return Stated(measure, item.number, item.most, item.bound, item.word, scale=item.scale)
    unit = unit_for(item.unit, item.word, item.after, goods)
    factor = Exact(unit.numerator, unit.places)
    number = item.number
    if (
        number.ambiguous
        and not has_thousandths(unit.measure)
        and factor == Exact(1)
        and not item.scale
    ):
        # Things that are counted whole have no decimals: "1,234 tablets" is no fraction.
        number = Exact(number.digits)
    per = item.per.measure if item.per else ""
    return Stated(
        unit.measure, number.times(factor), None, item.bound, item.word, factor, unit.customary,
        item.link in (Link.LISTED, Link.PLUS), item.scale, per,
    )  # fmt: skip


def _add(lines: list[Stated], item: Item, goods: Goods) -> str:
    """Adds an item to the lines before it; the code of an error, "" for none."""
    line = _line(item, goods)
    if item.word == "¿":
        return ""
    if not lines:
        lines.append(line)
        return ""
    if item.link is Link.RANGE:
        return _add_range(lines, line)
    if item.link is Link.TIMES:
        return _add_product(lines, line)
    partner = _partner(lines, item, line)
    if partner is not None:
        lines.append(_product(partner, line))
    elif item.link is Link.PLUS or (item.link in (Link.NEXT, Link.LISTED) and not item.described):
        _add_sum(lines, line, is_plus=item.link is Link.PLUS)
    else:
        lines.append(line)
    return ""


def _partner(lines: Sequence[Stated], item: Item, line: Stated) -> Stated | None:
    """The amount that a unit price or content is of: "mỗi thùng 12 chai", "(12 chai/thùng)"."""
    if item.link is Link.EACH:
        return lines[-1]
    if not line.per:
        return None
    return next((each for each in lines if each.measure == line.per), None)


def _add_range(lines: list[Stated], line: Stated) -> str:
    low = lines[-1]
    if line.scale and not low.scale:
        # "5-7 triệu": what is said once holds for both.
        low = low._replace(low=low.low.times(Exact(line.scale)))
    if low.measure == "":
        low = low._replace(measure=line.measure, low=low.low.times(line.factor), word=line.word)
    if low.measure != line.measure or _compare(low.low, line.low) >= 0:
        return "unreadable"
    lines[-1] = low._replace(high=line.low, bound=Bound.RANGE, codes=_approximate(low))
    return ""


def _approximate(line: Stated) -> tuple[str, ...]:
    return ("approximate",) if line.bound is not Bound.EXACT else ()


def _add_product(lines: list[Stated], line: Stated) -> str:
    first = lines[-1]
    if line.measure == "":
        return "unreadable"
    if first.measure == "":
        lines[-1] = _product(first, line)
    elif first.per and first.per == line.measure:
        lines[-1] = _product(line, first)._replace(per="")
        lines.append(line)
    else:
        lines.append(_product(first, line))
    return ""


def _product(count: Stated, each: Stated) -> Stated:
    """So many of so much each, in the measure of each."""
    number = Exact(count.low.digits, count.low.places).times(each.low)
    bound = each.bound if each.bound is not Bound.EXACT else count.bound
    return each._replace(low=number, bound=bound, per="", listed=False)


def _add_sum(lines: list[Stated], line: Stated, is_plus: bool) -> None:
    """The next amount in the same measure added to the last: "1 kg 200 g", "5 kg + 300 g"; else a line of its own."""
    last = lines[-1]
    if last.measure == "" and is_plus and not last.scale:
        last = last._replace(measure=line.measure, low=last.low.times(line.factor), word=line.word)
    same = last.measure == line.measure and line.measure is not None
    smaller = line.word != last.word and _compare(last.factor, line.factor) >= 0
    if same and (is_plus or smaller):
        lines[-1] = last._replace(low=last.low.plus(line.low))
    else:
        lines.append(line._replace(loose=True))


def _with_packs(lines: list[Stated], goods: Goods) -> list[Stated]:
    """Cartons of cigarettes as packs too, where packs are what counts and are not stated."""
    at = next((at for at, line in enumerate(lines) if line.measure == "carton"), None)
    if goods.measure != "pack" or at is None:
        return lines
    packs = lines[at]._replace(
        measure="pack", low=lines[at].low.times(_PACKS_OF_CARTON), codes=("cartons",)
    )
    loose = next((line for line in lines if line.measure == "pack"), None)
    if loose is None:
        return [packs, *lines]
    if not loose.loose:
        return lines
    # "10 tút 5 bao": the packs are stated besides the cartons, not instead of them.
    return [
        packs._replace(low=packs.low.plus(loose.low)),
        *(line for line in lines if line is not loose),
    ]


def _compare(one: Exact, other: Exact) -> int:
    """Below, at or above 0 as one number is less than, equal to or greater than the other."""
    places = max(one.places, other.places)
    first, second = (each.digits * int(10 ** (places - each.places)) for each in (one, other))
    return first - second
