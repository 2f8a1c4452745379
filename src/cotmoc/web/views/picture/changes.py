"""Changes against earlier periods in words: by how much, of how many, and what that says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cotmoc.picture.core.comparing import Change, Period, Verdict
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.kinds import Total
from cotmoc.picture.queries.comparison import YEAR, Comparison
from cotmoc.web import formatting
from cotmoc.web.formatting import NARROW_SPACE

VERDICTS = {
    Verdict.MORE: _("clearly more"),
    Verdict.FEWER: _("clearly less"),
    Verdict.CHANCE: _("within chance"),
    Verdict.TOO_FEW: _("too few to say"),
}
MINUS = "−"
#: From here on a multiple reads better than a percentage.
MANY_TIMES = 10


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change on a page: `difference` and `share` in words ("+29", "+10 %"), and the figure of before, which opens."""

    name: str
    verdict: Verdict
    words: str
    difference: str
    share: str
    before: Figure
    period: str


def shown_change(figure: Figure, comparison: Comparison, change: Change) -> ShownChange:
    """The change of a figure against the period of a comparison."""
    period = comparison.period
    before = replace(
        figure,
        filters=figure.filters.with_(day_from=period.first, day_to=period.last),
        value=change.before,
        left_out=0,
        left_out_filters=None,
    )
    return ShownChange(
        name=comparison_name(comparison),
        verdict=change.verdict,
        words=str(VERDICTS[change.verdict]),
        difference=difference_text(figure, change),
        share=share_text(change),
        before=before,
        period=period_text(period),
    )


def comparison_name(comparison: Comparison) -> str:
    """What the earlier period is to the one shown."""
    if comparison.name == YEAR:
        return gettext("a year before")
    return gettext("period before")


def difference_text(figure: Figure, change: Change) -> str:
    """How much more or less, with its sign."""
    size = abs(change.difference)
    if figure.total in {Total.AMOUNT, Total.FINES, Total.VALUE}:
        text = str(formatting.quantity_text(size, figure.measure)).removeprefix(f"≈{NARROW_SPACE}")
    else:
        text = formatting.count_text(int(size))
    return f"{_sign(change)}{text}"


def _sign(change: Change) -> str:
    if not change.difference:
        return "±"
    return "+" if change.difference > 0 else MINUS


def share_text(change: Change) -> str:
    """The difference as a percentage of before, or as a multiple; empty for none, and where nothing was before."""
    share = change.share
    if share is None or not share:
        return ""
    if share >= MANY_TIMES:
        return f"×{NARROW_SPACE}{number_format(round(share + 1), force_grouping=True)}"
    percent = Decimal(abs(share) * 100).quantize(Decimal(1))
    if not percent:
        return f"<{NARROW_SPACE}1{NARROW_SPACE}%"
    return f"{_sign(change)}{number_format(percent)}{NARROW_SPACE}%"


def period_text(period: Period) -> str:
    """A period as shortly as it can be said: a year, half-year, quarter or month by its name, else its days."""
    first, months = period.first, period.months
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 6 and first.month in {1, 7}:
        text = (
            gettext("first half of %(year)s")
            if first.month == 1
            else gettext("second half of %(year)s")
        )
        return text % {"year": first.year}
    if months == 1:
        return date_format(first, "YEAR_MONTH_FORMAT")
    if months:
        return f"{first:%m/%Y} – {period.last:%m/%Y}"
    return f"{date_format(first, 'SHORT_DATE_FORMAT')} – {date_format(period.last, 'SHORT_DATE_FORMAT')}"
