"""Sums of money as written, each in its own currency and of its own day; nothing is exchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cotmoc.normalise.amount_items import COMMON_BOUNDS, Bound, Item
from cotmoc.normalise.amount_words import read_items
from cotmoc.normalise.measures import UNITS, Unit, is_whole
from cotmoc.normalise.readings import Problem, Reading, error, warning
from cotmoc.normalise.stated_amounts import Goods, Result, Stated, canonical, combine, refused
from cotmoc.normalise.text import clean
from cotmoc.normalise.written_numbers import parse_number

_LARGEST = 10**15
_MONEY = "money_"


class Money(NamedTuple):
    """A sum in units of `currency` (vnd, cny, usd ...), as stated on a day (`on`; None: not known), and what it means.

    `bound` and `most` as in `cotmoc.normalise.quantities.Quantity`; sums in other currencies that the same text states
    stand `beside` it.
    """

    currency: str
    amount: Decimal
    on: date | None = None
    bound: Bound = Bound.EXACT
    most: Decimal | None = None
    beside: tuple[tuple[str, Decimal], ...] = ()

    @property
    def measure(self) -> str:
        """The measure of `cotmoc.normalise.measures` in which sums of this currency are added up."""
        return f"{_MONEY}{self.currency}"


def read_money(
    written: str, currency: str = "vnd", decimal: str = "", on: date | None = None
) -> Reading[Money]:
    """The sum of money written; a bare number is of `currency`.

    - `currency`: a code (vnd, cny, usd ...) or the unit of the column as written ("triệu đồng", "nghìn đồng").
    - `decimal`: the column's decimal mark, "" when not known. `on`: the day of which the sum is stated.

    Of several sums the one in the column's currency is taken, the others stand beside it: in "5000 nhân dân tệ (khoảng
    17 triệu đồng)" the đồng are what was stated of the value. Sums in another currency stay in it: nothing is
    exchanged. Nothing written gives None without a problem.

    Problems: `money.unreadable`, `quantity.negative`, `quantity.too_large`; warnings `quantity.ambiguous`,
    `quantity.approximate`, `quantity.range`, `quantity.fraction` (of đồng), `quantity.several` (sums that are listed,
    of which one is taken), `quantity.more` (two different sums in one currency).

    >>> read_money("12,5 triệu đồng").value.amount
    Decimal('12500000')
    >>> read_money("5000 NDT (khoảng 17 triệu đồng)").value.beside
    (('cny', Decimal('5000')),)
    """
    reading = _read(written, currency, decimal)
    if on is None or reading.value is None:
        return reading
    return Reading(reading.value._replace(on=on), reading.problems)


@lru_cache(maxsize=16_384)
def _read(written: str, currency: str, decimal: str) -> Reading[Money]:
    text = clean(written)
    if not text:
        return Reading(None)
    lowered = text.lower()
    common = (
        _read_common(lowered, written, currency, decimal)
        or _read_billions(lowered, decimal)
        or _read_beside(lowered, written, currency, decimal)
    )
    if common is not None:
        return common
    column = column_currency(currency)
    items = read_items(_worded(lowered), decimal)
    code = refused(items)
    if code or column is None:
        return _unreadable(written, code)
    result = combine(_in_currencies(items, column), Goods(column.measure))
    return _chosen(result, written, column.measure)


# The sums of nine in ten cells: a number, and the words for its currency.
_COMMON = re.compile(
    r"(?:trị giá |số tiền |phạt )?(?:(khoảng|gần|hơn|trên|dưới) )?(\d[\d.,]*\d|\d)"
    r"(?: ?(đồng|đ|vnđ|vnd|(?:triệu|tỷ|tỉ|nghìn|ngàn)(?: đồng)?|trđ|tr|usd|ndt))?\.?"
)
_BILLIONS = re.compile(r"(\d[\d.,]*\d|\d) tỷ (\d{1,3}) triệu đồng")
# A sum of another currency, and what it comes to.
_BESIDE = re.compile(
    r"(\d[\d.,]* ?(?:usd|ndt)) \(((?:(?:khoảng|gần|hơn|trên|dưới) )?\d[\d.,]* ?(?:(?:triệu|tỷ) )?đồng)\)"
)
_SCALES = {
    "triệu": 10**6,
    "tr": 10**6,
    "trđ": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "nghìn": 1000,
    "ngàn": 1000,
}


def _read_common(text: str, written: str, currency: str, decimal: str) -> Reading[Money] | None:
    match = _COMMON.fullmatch(text)
    if match is None:
        return None
    bounded, number_written, words = match.groups()
    unit, scale = _common_unit(words or "", currency)
    if unit is None:
        return None
    number = parse_number(number_written, decimal, scale == 1)
    if number is None or number[0] > _LARGEST:
        return None
    digits, places, ambiguous = number
    amount = canonical(digits * scale * unit.numerator, places + unit.places)
    if amount >= _LARGEST or (places and is_whole(unit.measure) and amount % 1):
        return None
    if not (ambiguous or bounded):
        return Reading(Money(unit.measure[len(_MONEY) :], amount))
    bound = COMMON_BOUNDS[bounded] if bounded else Bound.EXACT
    codes = ("ambiguous",) * ambiguous + ("approximate",) * bool(bounded)
    money = Money(unit.measure[len(_MONEY) :], amount, None, bound)
    return Reading(money, tuple(warning(f"quantity.{code}", written) for code in codes))


def _read_billions(text: str, decimal: str) -> Reading[Money] | None:
    """The sum of "2 tỷ 350 triệu đồng"; None for any other form, and where the number of the first is not certain."""
    match = _BILLIONS.fullmatch(text)
    number = parse_number(match[1], decimal) if match else None
    if match is None or number is None:
        return None
    digits, places, ambiguous = number
    amount = canonical(digits * 10**9 + int(match[2]) * 10 ** (6 + places), places)
    if ambiguous or amount >= _LARGEST or amount % 1:
        return None
    return Reading(Money("vnd", amount)) if amount else None


def _read_beside(text: str, written: str, currency: str, decimal: str) -> Reading[Money] | None:
    """A sum in another currency with what it comes to: the one in the column's currency counts, or else the first."""
    match = _BESIDE.fullmatch(text)
    column = column_currency(currency) if match else None
    if match is None or column is None:
        return None
    first, second = (_read_common(part, written, currency, decimal) for part in match.groups())
    if first is None or second is None or first.value is None or second.value is None:
        return None
    if any(problem.code != "quantity.approximate" for problem in second.problems + first.problems):
        return None
    chosen, other = (
        (second, first.value) if second.value.measure == column.measure else (first, second.value)
    )
    beside = ((other.currency, other.amount),)
    return chosen.value and Reading(chosen.value._replace(beside=beside), chosen.problems)


@lru_cache(maxsize=1_024)
def _common_unit(words: str, currency: str) -> tuple[Unit | None, int]:
    """The unit of a common sum and the scale its words name."""
    if not words:
        return column_currency(currency), 1
    first, _, rest = words.partition(" ")
    scale = _SCALES.get(first, 1)
    if scale == 1:
        return UNITS[words], 1
    if first == "trđ" or rest:
        return UNITS["đồng"], scale
    column = column_currency(currency)
    return (Unit(column.measure) if column else None), scale


@lru_cache(maxsize=1_024)
def column_currency(written: str) -> Unit | None:
    """The unit of bare sums of a column: of a code (vnd), or of words ("triệu đồng", "1.000 đồng"); None for no money.

    >>> column_currency("triệu đồng").numerator
    1000000
    """
    text = _worded(clean(written).lower())
    items = read_items(text if text[:1].isdecimal() else f"1 {text}", "")
    result = combine(items, Goods())
    line = result.lines[0] if len(result.lines) == 1 else None
    if line is None or not (line.measure or "").startswith(_MONEY):
        return None
    return Unit(line.measure or "", numerator=line.low.digits, places=line.low.places)


def _worded(text: str) -> str:
    """The text with short words for scales in full."""
    if "$" in text or "usd" in text:
        text = _MILLIONS.sub(" million ", text)
    return _MILLION_DONG.sub(" triệu đồng", text) if "tr" in text else text


_MILLION_DONG = re.compile(r"(?<![^\W\d_]) ?tr\.? ?đ(?!\w)")
_MILLIONS = re.compile(r"(?<=\d)m(?:n|io)?(?![\w])")


def _in_currencies(items: Sequence[Item], column: Unit) -> list[Item]:
    """Items without a currency in that of the column, where no other sum has one or their number names a scale."""
    has_money = any(
        (item.unit and item.unit.measure.startswith(_MONEY)) or item.scale for item in items
    )
    plain = Unit(column.measure)
    placed = []
    for item in items:
        unit, word = item.unit, item.word
        if unit is None and item.scale:
            unit, word = plain, "¤"
        elif unit is None and not has_money and not item.word:
            unit, word = column, "¤"
        placed.append(item._replace(unit=unit, word=word))
    return placed


def _chosen(result: Result, written: str, measure: str) -> Reading[Money]:
    """The sum that counts: in the currency of the column, else the first."""
    known = [
        line for line in result.lines if (line.measure or "").startswith(_MONEY) and not line.per
    ]
    if result.error or not known:
        return _unreadable(written, result.error)
    principal = next((line for line in known if line.measure == measure), known[0])
    amount = canonical(principal.low.digits, principal.low.places)
    if amount >= _LARGEST:
        return Reading(None, (error("quantity.too_large", written),))
    others = {
        _currency(line): line for line in reversed(known) if line.measure != principal.measure
    }
    beside = tuple((code, canonical(*line.low[:2])) for code, line in reversed(others.items()))
    most = canonical(*principal.high[:2]) if principal.high else None
    money = Money(_currency(principal), amount, None, principal.bound, most, beside)
    return Reading(money, _said(principal, amount, known, written))


def _currency(line: Stated) -> str:
    return (line.measure or "")[len(_MONEY) :]


def _said(
    principal: Stated, amount: Decimal, known: list[Stated], written: str
) -> tuple[Problem, ...]:
    same = [line for line in known if line.measure == principal.measure]
    checks = {
        "ambiguous": principal.low.ambiguous or any(line.low.ambiguous for line in known),
        "range": principal.bound is Bound.RANGE,
        "approximate": principal.bound not in (Bound.EXACT, Bound.RANGE),
        "fraction": is_whole(principal.measure or "") and amount % 1 != 0,
        "several": len(same) < len(known) and any(line.listed for line in known),
        "more": any(canonical(*line.low[:2]) != amount for line in same),
    }
    codes = dict.fromkeys((*(code for code, holds in checks.items() if holds), *principal.codes))
    return tuple(warning(f"quantity.{code}", written) for code in codes)


def _unreadable(written: str, code: str) -> Reading[Money]:
    if code in ("negative", "too_large"):
        return Reading(None, (error(f"quantity.{code}", written),))
    return Reading(None, (error("money.unreadable", written),))
