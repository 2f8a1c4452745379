"""Quantities: amount and unit as written, brought to the canonical unit of their measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from cotmoc.normalise.measures import MEASURES, MULTIPLIERS, Unit, find_unit, unit_key
from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.text import clean, fold
from cotmoc.normalise.written_numbers import NUMBER, WrittenNumber, read_number

# Amounts are kept to a millionth of the canonical unit: a microgram, a nanolitre.
_SMALLEST = Decimal("0.000001")
_LARGEST = Decimal(10) ** 15
_EXACT = Context(prec=60)
_QUANTITY = re.compile(rf"({NUMBER})\s*(.*)")
_APPROXIMATE = re.compile(
    r"^(?:khoảng|gần|hơn|trên|dưới|ước|xấp xỉ|chừng|about|approx\.?|approximately|over|nearly|some|~|≈|>|<)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the canonical unit of `measure` (see `cotmoc.normalise.measures.MEASURES`)."""

    measure: str
    amount: Decimal


def read_quantity(
    written: str, unit: str = "", decimal: str = "", counted_as: str = ""
) -> Reading[Quantity]:
    """The quantity written, in the canonical unit of its measure, to a millionth of it.

    The unit stands behind the number or, for the whole column, in `unit`; the one behind the number holds. What
    follows a known unit ("59,7kg pháo") is no part of the quantity. `decimal` is the column's decimal mark.
    `counted_as` is the measure in which the goods are counted (`tablet`, `count`, `head`): it is that of bare
    numbers, and of units that only count single things ("viên" of ammunition are pieces). Measures are never
    converted into each other. Nothing written gives None without a problem.

    Problems: `quantity.unreadable`, `quantity.negative`, `quantity.too_large`; warnings
    `quantity.ambiguous` ("1.234" with no known mark), `quantity.unit_missing`, `quantity.unit_unknown` (both
    without a value), `quantity.unit_customary`, `quantity.approximate`, `quantity.fraction` (of whole things).

    >>> read_quantity("59,7kg").value
    Quantity(measure='mass', amount=Decimal('59700'))
    >>> read_quantity("1.220.030", "viên").value
    Quantity(measure='tablet', amount=Decimal('1220030'))
    """
    return _read(written, unit, decimal, counted_as)


@lru_cache(maxsize=32_768)
def _read(written: str, unit: str, decimal: str, counted_as: str) -> Reading[Quantity]:
    text = clean(written)
    if not text:
        return Reading(None)
    bare = _APPROXIMATE.sub("", text)
    match = _QUANTITY.fullmatch(bare)
    if match is None:
        return Reading(None, (error("quantity.unreadable", written),))
    behind = match.group(2) or unit
    factor, found = _find_unit(clean(behind))
    measure = _measure(found, behind, counted_as)
    number = read_number(match.group(1), decimal, whole=factor == 1 and _is_whole(measure))
    if number is None:
        return Reading(None, (error("quantity.unreadable", written),))
    scale = factor * (found.factor if found else 1)
    problems = _unit_problems(written, behind, found, measure) + _number_problems(written, number)
    if bare != text:
        problems += (warning("quantity.approximate", written),)
    return _scaled(number, scale, measure, written, problems)


def _find_unit(behind: str) -> tuple[Decimal, Unit | None]:
    """What stands behind a number: multipliers (triệu, tỷ) and the longest known unit it begins with."""
    words = unit_key(behind).split()
    factor = Decimal(1)
    while words and fold(words[0]) in MULTIPLIERS:
        factor *= MULTIPLIERS[fold(words[0])]
        words = words[1:]
    for length in range(min(3, len(words)), 0, -1):
        unit = find_unit(" ".join(words[:length]).rstrip(",;:/"))
        if unit:
            return factor, unit
    return factor, None


def _measure(unit: Unit | None, behind: str, counted_as: str) -> str:
    if unit is None:
        return "" if behind else counted_as
    return counted_as if unit.counting and _is_whole(counted_as) else unit.measure


def _is_whole(measure: str) -> bool:
    return measure in MEASURES and MEASURES[measure].whole


def _unit_problems(
    written: str, behind: str, unit: Unit | None, measure: str
) -> tuple[Problem, ...]:
    if unit is None and not measure:
        if not behind:
            return (warning("quantity.unit_missing", written),)
        return (warning("quantity.unit_unknown", written, unit=behind),)
    if unit is not None and unit.customary:
        return (warning("quantity.unit_customary", written, unit=behind),)
    return ()


def _number_problems(written: str, number: WrittenNumber) -> tuple[Problem, ...]:
    if number.value < 0:
        return (error("quantity.negative", written),)
    return (warning("quantity.ambiguous", written),) if number.ambiguous else ()


def _scaled(
    number: WrittenNumber, scale: Decimal, measure: str, written: str, problems: tuple[Problem, ...]
) -> Reading[Quantity]:
    if not measure or number.value < 0:
        return Reading(None, problems)
    if abs(number.value.adjusted()) > 30:
        return Reading(None, (*problems, error("quantity.too_large", written)))
    amount = _rounded(_EXACT.multiply(number.value, scale))
    if amount >= _LARGEST:
        return Reading(None, (*problems, error("quantity.too_large", written)))
    if _is_whole(measure) and amount != amount.to_integral_value():
        problems = (*problems, warning("quantity.fraction", written))
    return Reading(Quantity(measure, amount), problems)


def _rounded(amount: Decimal) -> Decimal:
    """To a millionth, without trailing zeros and without an exponent, so that equal amounts look equal."""
    rounded = amount.quantize(_SMALLEST, ROUND_HALF_EVEN, _EXACT).normalize(_EXACT)
    return Decimal(f"{rounded:f}") if rounded else Decimal(0)


@lru_cache(maxsize=16_384)
def read_money(written: str, currency: str = "vnd", decimal: str = "") -> Reading[Quantity]:
    """The sum of money written; a bare number is of `currency` (vnd, cny, usd ...).

    Sums in another currency keep their own measure: nothing is exchanged. Problems as `read_quantity`.

    >>> read_money("12,5 triệu đồng").value
    Quantity(measure='money_vnd', amount=Decimal('12500000'))
    >>> read_money("25 triệu").value.amount
    Decimal('25000000')
    """
    text = clean(written).replace("trđ", "triệu đồng")
    for sign, word in (("$", " usd"), ("¥", " cny"), ("₫", " vnd"), ("€", " eur")):
        if sign in text:
            text = text.replace(sign, "").strip() + word
    match = _QUANTITY.fullmatch(text)
    behind = unit_key(match.group(2)) if match else ""
    if match and all(fold(word) in MULTIPLIERS for word in behind.split()):
        text = f"{text} {currency}"
    reading = read_quantity(text, decimal=decimal)
    if reading.value and not reading.value.measure.startswith("money_"):
        return Reading(None, (error("money.unreadable", written),))
    return reading


def read_count(written: str, most: int = 1_000_000) -> Reading[int]:
    """The whole number of things or people written, 0 to `most`; words behind it ("3 đối tượng") are allowed.

    Problems: `count.unreadable`, `count.out_of_range`.

    >>> read_count("03 đối tượng").value, read_count("1.200").value
    (3, 1200)
    """
    text = clean(written)
    if not text:
        return Reading(None)
    match = _QUANTITY.fullmatch(_APPROXIMATE.sub("", text))
    number = read_number(match.group(1), whole=True) if match else None
    if number is None or number.value != number.value.to_integral_value():
        return Reading(None, (error("count.unreadable", written),))
    if not 0 <= number.value <= most:
        return Reading(None, (error("count.out_of_range", written, most=str(most)),))
    return Reading(int(number.value))
