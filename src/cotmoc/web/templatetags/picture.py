"""Tags of the picture: figures that open, labels of codes, bars of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from cotmoc.picture.core.comparing import Change, Verdict
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind, Total
from cotmoc.picture.queries.comparison import Comparison
from cotmoc.picture.queries.page import Picture
from cotmoc.picture.queries.rates import Rates
from cotmoc.picture.queries.reporting import Completeness, Duty, Reported, completeness
from cotmoc.picture.queries.standing_out import what_stands_out
from cotmoc.web import formatting
from cotmoc.web.views.picture.changes import (
    ShownChange,
    comparison_name,
    difference_text,
    period_text,
    shown_change,
)
from cotmoc.web.views.picture.charts import Chart, chart_of
from cotmoc.web.views.picture.labels import area_label, code_label, language, moment_label
from cotmoc.web.views.picture.links import figure_href, list_href
from cotmoc.web.views.picture.scales import rate_number
from cotmoc.web.views.picture.sentences import first_sentence, second_sentence
from cotmoc.web.views.picture.since import FIGURES

register = template.Library()


def figure_text(figure: Figure) -> str:
    """The figure's number with the unit that reads best."""
    if figure.total in {Total.AMOUNT, Total.FINES, Total.VALUE}:
        return str(formatting.quantity_text(figure.value, figure.measure))
    return formatting.count_text(int(figure.value))


@register.simple_tag
def rate_cell(known: Rates, area: str, name: str) -> str:
    """The incidents of an area per size ("km2") or inhabitants ("people"); a dash where that is not known."""
    shown = known.of(area)
    value = getattr(shown, name) if shown else None
    return "–" if value is None else rate_number(value)


@register.simple_tag
def figure_link(figure: Figure, css: str = "") -> SafeString:
    """The figure as a link to exactly what it counts; rounded amounts carry the exact one."""
    exact = ""
    if figure.total is Total.AMOUNT:
        exact = formatting.quantity_text(figure.value, figure.measure).exact
    return format_html(
        '<a class="{}" href="{}" data-figure="{}" data-value="{}"{}>{}</a>',
        css,
        figure_href(figure),
        figure.total,
        figure.value,
        format_html(' title="{}"', exact) if exact else "",
        figure_text(figure),
    )


@register.simple_tag
def left_out_link(figure: Figure) -> SafeString | str:
    """How many lines could not be read, or state nothing, and are in no sum; opens them."""
    if not figure.left_out or figure.left_out_filters is None:
        return ""
    words = _left_out_words(figure)
    return format_html(
        '<a href="{}" data-figure="rows" data-value="{}">{}</a>',
        list_href(figure.kind, figure.left_out_filters),
        figure.left_out,
        words % {"number": formatting.count_text(figure.left_out)},
    )


def _left_out_words(figure: Figure) -> str:
    if figure.total is Total.VALUE:
        return ngettext(
            "%(number)s line without a value", "%(number)s lines without a value", figure.left_out
        )
    if figure.total is Total.FINES:
        return ngettext(
            "%(number)s sanction without its fine",
            "%(number)s sanctions without their fines",
            figure.left_out,
        )
    return ngettext("%(number)s line not read", "%(number)s lines not read", figure.left_out)


@register.simple_tag
def changes_of(
    figure: Figure,
    comparisons: Sequence[Comparison],
    subject: str,
    code: str = "",
    measure: str = "",
) -> list[ShownChange]:
    """The changes of a figure against each earlier period, the period before first."""
    found = ((each, each.of(subject, code, measure)) for each in comparisons)
    return [shown_change(figure, each, change) for each, change in found if change]


@register.simple_tag
def change_cell(
    figure: Figure, comparison: Comparison | None, subject: str, code: str = "", measure: str = ""
) -> SafeString | str:
    """The change of a figure against one earlier period, for a cell: chance is told by its sign; "" for nothing."""
    found = changes_of(figure, [comparison] if comparison else [], subject, code, measure)
    return _change(found[0], "visually-hidden") if found else ""


@register.simple_tag
def change_words(shown: ShownChange) -> SafeString:
    """A change with what it says in words."""
    return _change(shown, "change-words")


_ARROW = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{}" fill="currentColor"/></svg>'
#: Shapes of what a change says; the words stand beside them.
SIGNS = {
    Verdict.MORE: _ARROW.format("M8 3 14 13H2z"),
    Verdict.FEWER: _ARROW.format("M8 13 2 3h12z"),
    Verdict.CHANCE: '<span aria-hidden="true">≈</span>',
    Verdict.TOO_FEW: "",
}


def _change(shown: ShownChange, of_chance: str) -> SafeString:
    return format_html(
        '<span class="change change-{}">{}<strong>{}{}</strong> <span class="{}">{}</span></span>',
        shown.verdict,
        mark_safe(SIGNS[shown.verdict]),  # noqa: S308 - our own constants
        shown.difference,
        f" ({shown.share})" if shown.share else "",
        of_chance if shown.verdict is Verdict.CHANCE else "change-words",
        shown.words,
    )


@register.simple_tag
def stands_out(picture: Picture) -> list[SafeString]:
    """What stands out of a picture, in two sentences."""
    found = what_stands_out(picture)
    sentences = [first_sentence(found), second_sentence(found, picture.duties)]
    return [sentence for sentence in sentences if sentence]


@register.filter
def period_words(comparison: Comparison) -> str:
    """The period of a comparison, as shortly as it can be said."""
    return period_text(comparison.period)


@register.filter
def figure_name(name: str) -> str:
    """What a figure that is shown as it was then and as it is now is called."""
    return str(FIGURES[name])


@register.filter
def moment_words(known_at: str) -> str:
    """The moment, or the revision, as known at which something is shown."""
    return moment_label(known_at)


@register.simple_tag
def shifted(figure: Figure, then: Figure) -> str:
    """How much more or less a figure is now than it was then; a dash for nothing."""
    change = Change(figure.value, then.value, Verdict.CHANCE, 1.0)
    return difference_text(figure, change) if change.difference else formatting.NOT_KNOWN


@register.filter
def comparison_words(comparison: Comparison) -> str:
    """What the earlier period is to the one shown."""
    return comparison_name(comparison)


@register.filter
def reports_of(duties: list[Duty], kind: str) -> Completeness:
    """How much came of the reports that go into figures of `source` or `return`."""
    return completeness(duties, Kind(kind))


@register.simple_tag
def code(family: str, value: str) -> str:
    """The label of a code of a family (offence, commodity, outcome ...), also of a group."""
    return code_label(family, value)


@register.simple_tag
def area(code: str) -> str:
    """The full name of an area; says so when there is none."""
    return area_label(code) if code else gettext("not known any closer")


@register.simple_tag
def area_query(filters: Filters, code: str) -> str:
    """The query string of the same picture for another area."""
    return filters.with_(area=code).query()


@register.simple_tag
def part(figures: Mapping[Any, Figure], key: str | int) -> SafeString | str:
    """The figure of one column, with what it leaves out; a dash where nothing was reported."""
    figure = figures.get(key)
    if figure is None:
        return format_html('<span class="zero">{}</span>', formatting.NOT_KNOWN)
    return format_html("{} {}", figure_link(figure), left_out_link(figure))


@register.simple_tag
def by_code(figures: Sequence[Figure], code: str) -> SafeString:
    """The figure of one code among several; 0 where there is none."""
    return next((figure_link(each) for each in figures if each.code == code), _zero())


@register.simple_tag
def figure_or_zero(figure: Figure) -> SafeString:
    """The figure as a link; a plain 0 where there is nothing to open."""
    return figure_link(figure) if figure.value else _zero()


def _zero() -> SafeString:
    return format_html('<span class="zero">{}</span>', 0)


@register.simple_tag
def unit_name(duty: Duty) -> str:
    """The name of the unit that owes a report."""
    return duty.unit_name_en if language() == "en" and duty.unit_name_en else duty.unit_name


@register.filter
def chart(series: Any) -> Chart:
    """The drawing of a time series."""
    return chart_of(series, figure_href)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with its period for each column; None where it owes nothing."""

    duty: Duty
    periods: list[Reported | None]


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """Duties of periods of one length: the first day of each column and what came in it, and what came in all.

    `hidden`: how many earlier periods have no column.
    """

    firsts: list[date]
    lines: list[DutyLine]
    totals: list[Completeness]
    all: Completeness
    hidden: int


#: Columns of the latest periods; more would be read by nobody.
MOST_PERIODS = 12


@register.filter
def by_periods(duties: list[Duty]) -> list[DutyGroup]:
    """The duties as tables, one for each length of periods."""
    groups = []
    for months in sorted({duty.months for duty in duties}):
        of_length = [duty for duty in duties if duty.months == months]
        groups.append(_group_of(of_length))
    return groups


def _group_of(duties: list[Duty]) -> DutyGroup:
    firsts = sorted({period.first for duty in duties for period in duty.periods})
    shown = firsts[-MOST_PERIODS:]
    by_first = [{period.first: period for period in duty.periods} for duty in duties]
    return DutyGroup(
        firsts=shown,
        lines=[
            DutyLine(duty, [periods.get(first) for first in shown])
            for duty, periods in zip(duties, by_first, strict=True)
        ],
        totals=[
            Completeness.of(periods[first] for periods in by_first if first in periods)
            for first in shown
        ],
        all=Completeness.of(period for duty in duties for period in duty.periods),
        hidden=len(firsts) - len(shown),
    )


@register.filter
def share_of(value: int | Decimal, most: int | Decimal) -> str:
    """A length of 0 to 100 for a bar in a cell."""
    return f"{(100 * Decimal(value) / Decimal(most) if most else 0):.1f}"
