"""Numbers, quantities and moments written in the language of the page; exact values are never hidden by rounding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, pgettext

from cotmoc.normalise.amount_items import Bound
from cotmoc.normalise.precision import Moment, Precision, stored_moment
from cotmoc.web.units import canonical_unit, unit_for

NOT_KNOWN = "–"
ROMAN_QUARTERS = ("I", "II", "III", "IV")
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
#: The last decimal that is shown.
SMALLEST = Decimal("0.001")
_SPANS = {Precision.WEEK, Precision.TEN_DAYS, Precision.SPAN}


@dataclass(frozen=True, slots=True)
class QuantityText:
    """A quantity for reading: its number, its unit, and the exact canonical value when the number is rounded."""

    number: str
    unit: str
    exact: str = ""

    def __str__(self) -> str:
        return f"{self.number}\N{NO-BREAK SPACE}{self.unit}".strip()


def count_text(count: int | None) -> str:
    """A whole number with the language's thousands separator; a dash when not known."""
    return NOT_KNOWN if count is None else number_format(count, force_grouping=True)


def number_text(value: Decimal) -> str:
    """A decimal, grouped, without trailing zeros and with at most three decimals.

    A number that had more stands behind "≈"; one that would round to nothing, behind "<".
    """
    rounded = value.quantize(SMALLEST, rounding=ROUND_HALF_UP)
    if value and not rounded:
        return f"<{NARROW_SPACE}{_plain(SMALLEST)}"
    return _plain(rounded) if rounded == value else f"≈{NARROW_SPACE}{_plain(rounded)}"


def _plain(value: Decimal) -> str:
    return number_format(Decimal(f"{value.normalize():f}"), force_grouping=True)


def quantity_text(amount: Decimal | int | None, measure: str | None) -> QuantityText:
    """The amount (in the canonical unit of `measure`) in the unit that reads best.

    Mass is kept in g: from 1 kg it is written in kg, and from 10 t in t; other scales stand in `units`. None means
    that what was written could not be read.
    """
    if amount is None:
        return QuantityText(gettext("not read"), "")
    value = Decimal(amount)
    factor, unit = unit_for(value, measure, get_language() or "vi")
    number = number_text(value / factor)
    if not number.startswith(("≈", "<")):
        return QuantityText(number, unit)
    return QuantityText(number, unit, f"{value.normalize():f} {canonical_unit(measure)}".strip())


def bounded_text(text: str, bound: str, most: str = "") -> str:
    """A quantity in words that say what its number means: about, at least, at most, or up to another.

    `text` and `most` are quantities as `quantity_text` writes them.
    """
    if bound == Bound.RANGE and most:
        return gettext("%(least)s to %(most)s") % {"least": text, "most": most}
    words = {
        Bound.ABOUT: gettext("about %(quantity)s"),
        Bound.AT_LEAST: gettext("at least %(quantity)s"),
        Bound.AT_MOST: gettext("at most %(quantity)s"),
    }.get(Bound(bound))
    return words % {"quantity": text} if words else text


def stated_text(
    amount: Decimal | None, measure: str | None, bound: str, most: Decimal | None
) -> str:
    """An amount as it was stated: `quantity_text` with what its number means."""
    if amount is None:
        return str(quantity_text(amount, measure))
    upper = "" if most is None else str(quantity_text(most, measure))
    return bounded_text(str(quantity_text(amount, measure)), bound, upper)


def moment_text(moment: Moment | None) -> str:
    """The moment no more precisely than it is known; a dash when nothing is known."""
    if moment is None:
        return NOT_KNOWN
    if moment.precision is Precision.MINUTE and moment.minute is not None:
        clock = f"{moment.minute // 60:02d}:{moment.minute % 60:02d}"
        return pgettext("moment", "%(day)s, %(clock)s") % {
            "day": date_format(moment.start, "DATE_FORMAT"),
            "clock": clock,
        }
    if moment.precision in {Precision.MINUTE, Precision.DAY}:
        return date_format(moment.start, "DATE_FORMAT")
    if moment.precision is Precision.NIGHT:
        return pgettext("moment", "night of %(day)s to %(next)s") % {
            "day": date_format(moment.start, "DATE_FORMAT"),
            "next": date_format(moment.start + timedelta(days=1), "DATE_FORMAT"),
        }
    return _span_text(moment) if moment.precision in _SPANS else _period_text(moment)


def _span_text(moment: Moment) -> str:
    """From the first to the last year, month or day, in the coarsest of them that says it exactly."""
    first, last, until = moment.start, moment.until - timedelta(days=1), moment.until
    if (first.month, first.day, until.month, until.day) == (1, 1, 1, 1):
        return f"{first.year} – {last.year}"
    form = "YEAR_MONTH_FORMAT" if first.day == until.day == 1 else "DATE_FORMAT"
    return f"{date_format(first, form)} – {date_format(last, form)}"


def _period_text(moment: Moment) -> str:
    """A month, quarter, half-year or year in words."""
    quarter = (moment.start.month + 2) // 3
    is_vietnamese = (get_language() or "vi").startswith("vi")
    written_quarter = ROMAN_QUARTERS[quarter - 1] if is_vietnamese else str(quarter)
    words = {"year": moment.start.year, "quarter": written_quarter}
    if moment.precision is Precision.MONTH:
        return date_format(moment.start, "YEAR_MONTH_FORMAT")
    if moment.precision is Precision.QUARTER:
        return pgettext("moment", "Q%(quarter)s %(year)s") % words
    if moment.precision is Precision.HALF_YEAR:
        first_half = gettext("first half of %(year)s")
        return (first_half if quarter <= 2 else gettext("second half of %(year)s")) % words
    return pgettext("moment", "%(year)s") % words


def moment_of(
    start: date | None, until: date | None, precision: str, minute: int | None = None
) -> Moment | None:
    """The moment that stands in the columns of a table; None when `start` is None."""
    return None if start is None else stored_moment(start, until, precision, minute)
