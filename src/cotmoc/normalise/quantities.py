"""Quantities: amount and unit as written, brought to the canonical unit of their measure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.amount_items import COMMON_BOUNDS, Bound, Item
from cotmoc.normalise.amount_words import read_items
from cotmoc.normalise.measures import (
    FOLDED_UNITS,
    LONGEST_UNIT,
    MULTIWORD,
    UNITS,
    WHOLE,
    Unit,
    find_unit,
)
from cotmoc.normalise.numerals import BARE_NUMERALS, NUMERALS
from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.stated_amounts import OF_TRADES, Goods, Result, Stated, canonical, state
from cotmoc.normalise.text import clean
from cotmoc.normalise.written_numbers import parse_number

__all__ = ["Bound", "Quantity", "Side", "read_count", "read_quantity"]

_LARGEST = 10**15
# A number, the word behind it, and words that describe the goods.
_COMMON = re.compile(
    r"(?:([Kk]hoảng|[Gg]ần|[Hh]ơn|[Tt]rên|[Dd]ưới) )?(\d[\d.,]*|,\d+) ?([^\W\d_]+|m[23]\b)?\.?((?: [^\W\d_]+)*)"
)
# Such as 2 bánh heroin (700 g), or 02 bánh heroin, trọng lượng 715,5g.
_PAIR = re.compile(
    r"(\d[\d.,]*) ?([^\W\d_]+)((?: [^\W\d_]+)*)(?: \(|,? (?:trọng|khối) lượng )(\d[\d.,]*) ?([^\W\d_]+)\)?"
)


# A share, such as how pure something is: no amount, whatever the unit of the column.
_SHARE = re.compile(r"\D{0,12}\d[\d.,]*\s?[%‰]")


class Side(NamedTuple):
    """What is stated beside a quantity of the same goods, in another measure: 2 bricks beside 700 g."""

    measure: str
    amount: Decimal


class Quantity(NamedTuple):
    """An amount in the canonical unit of `measure` (see `cotmoc.normalise.measures.MEASURES`), and what it means.

    `bound` says whether it is exact, about, at least, at most, or the lower end of a range up to `most`. It is the one
    amount that is summed; what the same text states in other measures stands `beside` it and is not.
    """

    measure: str
    amount: Decimal
    bound: Bound = Bound.EXACT
    most: Decimal | None = None
    beside: tuple[Side, ...] = ()


def read_quantity(
    written: str, unit: str = "", decimal: str = "", measure: str = "", goods: str = ""
) -> Reading[Quantity]:
    """The quantity written, in the canonical unit of its measure, to a millionth of it.

    - `unit`: of bare numbers of the column; one written beside the number goes before it.
    - `decimal`: the column's decimal mark, "" when not known.
    - `measure`: the goods' own. Of several amounts the one in it counts: of "2 bánh (700 g)" 700 g for heroin. It is
      also that of bare numbers of things that are counted, and of units that only count ("viên" of ammunition).
    - `goods`: the code of the goods, for units that differ by trade (a cây of gold is 37.5 g).

    Reads compounds ("1 kg 200 g", "1kg2", "3 thùng x 12 chai"), ranges, bounds ("gần", "hơn", "không quá"), numbers
    in words and words that describe the goods. Measures are never converted into each other, but for cartons of
    cigarettes, which are ten packs (QCVN 16-1:2015/BYT: 20 to a pack; 200 to a carton). Nothing written gives None.

    Problems: `quantity.unreadable`, `quantity.share` (per cent), `quantity.negative`, `quantity.too_large`; warnings
    `quantity.ambiguous` ("1.234" with no known mark), `quantity.unit_missing`, `quantity.unit_unknown` (both without
    a value), `quantity.unit_customary`, `quantity.approximate`, `quantity.range`, `quantity.fraction` (of whole
    things), `quantity.several` (in several measures, none of them known to be the goods'), `quantity.more` (two
    different amounts of one measure: the first is taken), `quantity.cartons`.

    >>> read_quantity("59,7kg").value.amount
    Decimal('59700')
    >>> read_quantity("2 bánh (700 g)", measure="mass").value.beside
    (Side(measure='brick', amount=Decimal('2')),)
    """
    return _read(written, unit, decimal, measure, goods)


@lru_cache(maxsize=32_768)
def _read(written: str, unit: str, decimal: str, measure: str, goods: str) -> Reading[Quantity]:
    text = clean(written)
    if not text:
        return Reading(None)
    if _SHARE.fullmatch(text):
        return Reading(None, (error("quantity.share", written),))
    common = _read_common(text, written, unit, decimal, measure) or _read_pair(
        text, decimal, measure
    )
    if common is not None:
        return common
    return _chosen(state(text, decimal, unit, Goods(measure, goods)), written, measure)


def _read_common(
    text: str, written: str, column_unit: str, decimal: str, measure: str
) -> Reading[Quantity] | None:
    """One number with one unit and nothing else that matters; None for anything more."""
    match = _COMMON.fullmatch(text)
    if match is None:
        return None
    bounded, digits, word, rest = match.groups()
    unit = _common_unit(word.lower(), rest, measure) if word else _of_column(column_unit, measure)
    if unit is None or (rest and not word):
        return None
    is_counted = unit.measure in WHOLE
    number = parse_number(digits, decimal, is_counted and unit.numerator == 1)
    if number is None or number[0] > _LARGEST:
        return None
    whole, places, ambiguous = number
    amount = canonical(whole * unit.numerator, places + unit.places)
    if not (ambiguous or bounded or (places and is_counted)) and amount < _LARGEST:
        return Reading(Quantity(unit.measure, amount))
    return _with_codes(written, unit.measure, amount, ambiguous, bounded or "")


def _read_pair(text: str, decimal: str, measure: str) -> Reading[Quantity] | None:
    """Two amounts of which one is in the goods' own measure, and nothing to say of either; None for anything else."""
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    digits, word, rest, other_digits, other_word = match.groups()
    first = _plain(digits, _common_unit(word.lower(), rest, measure), decimal)
    second = _plain(other_digits, _common_unit(other_word.lower(), "", measure), decimal)
    if first is None or second is None or first.measure == second.measure:
        return None
    if second.measure == measure:
        return Reading(Quantity(*second, beside=(first,)))
    return Reading(Quantity(*first, beside=(second,))) if first.measure == measure else None


def _plain(digits: str, unit: Unit | None, decimal: str) -> Side | None:
    """An amount of which there is nothing to say; None for any other."""
    if unit is None or unit.measure in _NO_AMOUNTS:
        return None
    is_counted = unit.measure in WHOLE
    number = parse_number(digits, decimal, is_counted and unit.numerator == 1)
    if number is None or number[2] or number[0] > _LARGEST or (number[1] and is_counted):
        return None
    amount = canonical(number[0] * unit.numerator, number[1] + unit.places)
    return Side(unit.measure, amount) if amount < _LARGEST else None


def _with_codes(
    written: str, measure: str, amount: Decimal, ambiguous: bool, bounded: str
) -> Reading[Quantity]:
    if amount >= _LARGEST:
        return Reading(None, (error("quantity.too_large", written),))
    bound = COMMON_BOUNDS[bounded.lower()] if bounded else Bound.EXACT
    checks = {
        "ambiguous": ambiguous,
        "approximate": bool(bounded),
        "fraction": _is_fraction(measure, amount),
    }
    codes = tuple(code for code, holds in checks.items() if holds)
    return Reading(Quantity(measure, amount, bound), _warnings(codes, written))


def _common_unit(word: str, rest: str, measure: str) -> Unit | None:
    """The unit of a word with words that describe the goods behind it; None where more has to be looked at."""
    if word in OF_TRADES and (word != "con" or measure == "count"):
        return None
    unit = UNITS.get(word) or (FOLDED_UNITS.get(word) if word.isascii() else None)
    if rest:
        words = rest.lower().split()
        if not _SIGNIFICANT.isdisjoint(words):
            return None
        if word in MULTIWORD and words[0] in MULTIWORD[word]:
            unit = _longest_unit([word, *words]) or unit
    if unit is None or unit.customary or (unit.measure == "carton" and measure == "pack"):
        return None
    return _PIECES[measure] if unit.counting and measure in WHOLE else unit


def _longest_unit(words: list[str]) -> Unit | None:
    """The unit of most words that the words begin with: "bao tải" is no "bao"."""
    found = (UNITS.get(" ".join(words[:length])) for length in range(LONGEST_UNIT, 1, -1))
    return next((unit for unit in found if unit), None)


@lru_cache(maxsize=1_024)
def _of_column(unit: str, measure: str) -> Unit | None:
    """The unit of bare numbers: the column's, else one of the goods that are counted whole."""
    if not unit:
        return Unit(measure) if measure in WHOLE else None
    return None if unit.lower() in OF_TRADES else find_unit(unit)


def _is_fraction(measure: str, amount: Decimal) -> bool:
    return measure in WHOLE and amount != amount.to_integral_value()


def _warnings(codes: tuple[str, ...], written: str, **params: str) -> tuple[Problem, ...]:
    return tuple(warning(f"quantity.{code}", written, **params) for code in codes)


def _chosen(result: Result, written: str, measure: str) -> Reading[Quantity]:
    """The quantity that counts among the amounts that are stated, with the others beside it."""
    if result.error:
        return Reading(None, (error(f"quantity.{result.error}", written),))
    known = [line for line in result.lines if line.measure and not line.per]
    if not known:
        return Reading(None, _unknown(result.lines, written))
    principal = next((line for line in known if line.measure == measure), known[0])
    amount = canonical(principal.low.digits, principal.low.places)
    if amount >= _LARGEST:
        return Reading(None, (error("quantity.too_large", written),))
    beside = _beside(known, principal)
    codes = _codes(principal, amount, known)
    if beside and principal.measure != measure:
        codes = (*codes, "several")
    most = canonical(principal.high.digits, principal.high.places) if principal.high else None
    quantity = Quantity(principal.measure or "", amount, principal.bound, most, beside)
    return Reading(quantity, _warnings(codes, written, unit=principal.word))


def _unknown(lines: tuple[Stated, ...], written: str) -> tuple[Problem, ...]:
    """Why no amount has a measure: no unit, one that is not known, or one of a number that is not stated."""
    first = lines[0] if lines else None
    if first is None or first.per or (first.measure == "" and len(lines) > 1):
        return (error("quantity.unreadable", written),)
    if first.measure is None:
        return (warning("quantity.unit_unknown", written, unit=first.word),)
    return (warning("quantity.unit_missing", written),)


def _codes(principal: Stated, amount: Decimal, known: list[Stated]) -> tuple[str, ...]:
    same = [line for line in known if line.measure == principal.measure]
    checks = {
        "unit_customary": principal.customary,
        "ambiguous": principal.low.ambiguous,
        "range": principal.bound is Bound.RANGE,
        "approximate": principal.bound not in (Bound.EXACT, Bound.RANGE),
        "fraction": _is_fraction(principal.measure or "", amount),
        "more": any(canonical(line.low.digits, line.low.places) != amount for line in same),
    }
    return tuple(
        dict.fromkeys((*(code for code, holds in checks.items() if holds), *principal.codes))
    )


def _beside(known: list[Stated], principal: Stated) -> tuple[Side, ...]:
    """The other measures, each once; the length of a thing is no amount of it."""
    others: dict[str, Side] = {}
    for line in known:
        measure = line.measure or ""
        if measure != principal.measure and measure not in _NO_AMOUNTS:
            others.setdefault(measure, Side(measure, canonical(line.low.digits, line.low.places)))
    return tuple(others.values())


_PIECES = {measure: Unit(measure) for measure in WHOLE}
_NO_AMOUNTS = frozenset(("length", "area", "person", "incident"))
# Words behind a unit that say more than what the goods are.
_SIGNIFICANT = (
    NUMERALS
    | BARE_NUMERALS
    | {
        "x",
        "và",
        "and",
        "mỗi",
        "each",
        "to",
        "đến",
        "tới",
        "trở",
        "có",
        "khoảng",
        "hơn",
        "gần",
        "trên",
    }
    | {"dưới", "chừng", "ước", "tính", "loại"}
)


def read_count(written: str, most: int = 1_000_000) -> Reading[int]:
    """The whole number of things or people written, 0 to `most`; words behind it ("3 đối tượng") are allowed.

    Problems: `count.unreadable`, `count.out_of_range`; warning `quantity.approximate` ("gần 50 người").

    >>> read_count("03 đối tượng").value, read_count("hai đối tượng").value
    (3, 2)
    """
    return _read_count(written, most)


@lru_cache(maxsize=16_384)
def _read_count(written: str, most: int) -> Reading[int]:
    text = clean(written)
    if text.isdecimal() and len(text) < 8:
        return _within(int(text), most, written)
    if not text:
        return Reading(None)
    if text.startswith("-"):
        return _out_of_range(written, most)
    return _counted(read_items(text.lower(), "")[:1], most, written)


def _counted(items: list[Item], most: int, written: str) -> Reading[int]:
    """The number of the first amount of a text, which stands at its beginning."""
    if not items or items[0].labelled or items[0].word in {"¿", "-"}:
        return Reading(None, (error("count.unreadable", written),))
    number, bound = items[0].number, items[0].bound
    # People and things have no decimals: "1.200" and "1,200" are the same.
    value = canonical(number.digits, 0 if number.ambiguous else number.places)
    if value != value.to_integral_value():
        return Reading(None, (error("count.unreadable", written),))
    counted = _within(int(value), most, written)
    if counted.value is None or bound is Bound.EXACT:
        return counted
    return Reading(counted.value, (warning("quantity.approximate", written),))


def _within(number: int, most: int, written: str) -> Reading[int]:
    return Reading(number) if number <= most else _out_of_range(written, most)


def _out_of_range(written: str, most: int) -> Reading[int]:
    return Reading(None, (error("count.out_of_range", written, most=str(most)),))
