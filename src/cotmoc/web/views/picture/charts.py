"""The time series as geometry for an SVG made by the server: every bar opens its incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from cotmoc.picture.core.figures import Bar, Figure
from cotmoc.picture.core.periods import Step
from cotmoc.picture.exports.drawings import round_up
from cotmoc.picture.queries.breakdown import Series
from cotmoc.web.formatting import count_text

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 230, 40, 14, 26
MOST_LABELS = 9


@dataclass(frozen=True, slots=True)
class BarShape:
    """One bar: its geometry as the SVG writes it, its words, and where it leads."""

    x: str
    y: str
    width: str
    height: str
    hit_x: str
    hit_width: str
    middle: str
    label: str
    shows_label: bool
    text: str
    figure: Figure
    href: str
    is_partial: bool
    reference: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One line across the chart, with the number it stands for."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart."""

    width: int
    height: int
    left: int
    base: str
    bars: list[BarShape]
    has_reference: bool
    grid: list[Grid]


def chart_of(series: Series, href: Callable[[Figure], str]) -> Chart:
    """The chart of a series; `href` gives the address of a bar's list."""
    earlier = [int(bar.year_before.value) if bar.year_before else 0 for bar in series.bars]
    most = max((int(bar.figure.value) for bar in series.bars), default=0)
    most = max(most, *earlier, 0)
    today = timezone.localdate()
    top = round_up(most)
    span = (WIDTH - LEFT) / max(len(series.bars), 1)
    base = HEIGHT - BOTTOM
    every = -(-len(series.bars) // MOST_LABELS)

    def height(value: float) -> float:
        return (base - TOP) * value / top

    def shape(number: int, bar: Bar) -> BarShape:
        x, tall = LEFT + number * span, height(int(bar.figure.value))
        label = step_label(series.step, bar)
        return BarShape(
            x=f"{x + span * 0.12:.1f}",
            y=f"{base - tall:.1f}",
            width=f"{span * 0.76:.1f}",
            height=f"{tall:.1f}",
            hit_x=f"{x:.1f}",
            hit_width=f"{span:.1f}",
            middle=f"{x + span / 2:.1f}",
            label=short_step_label(series.step, bar),
            shows_label=number % every == 0,
            text=_bar_text(label, bar),
            figure=bar.figure,
            href=href(bar.figure),
            is_partial=bar.last >= today,
            reference=f"M{x + span * 0.04:.1f} {base - height(earlier[number]):.1f}h{span * 0.92:.1f}"
            if bar.year_before
            else "",
        )

    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        base=f"{base:.1f}",
        bars=[shape(number, bar) for number, bar in enumerate(series.bars)],
        has_reference=any(bar.year_before for bar in series.bars),
        grid=[
            Grid(f"{base - height(value):.1f}", count_text(value))
            for value in sorted({0, top // 2, top})
        ],
    )


def _bar_text(label: str, bar: Bar) -> str:
    """What a bar says to those who point or listen."""
    text = f"{label}: {count_text(int(bar.figure.value))}"
    if bar.year_before is None:
        return text
    earlier = gettext("a year before: %(number)s")
    return f"{text}; {earlier % {'number': count_text(int(bar.year_before.value))}}"


def step_label(step: Step, bar: Bar) -> str:
    """The step in words."""
    if step is Step.YEAR:
        return str(bar.first.year)
    if step is Step.MONTH:
        return date_format(bar.first, "YEAR_MONTH_FORMAT")
    return gettext("week of %(day)s") % {"day": date_format(bar.first, "SHORT_DATE_FORMAT")}


def short_step_label(step: Step, bar: Bar) -> str:
    """The step as shortly as the axis of a chart needs it."""
    if step is Step.YEAR:
        return str(bar.first.year)
    return bar.first.strftime("%m/%Y" if step is Step.MONTH else "%d/%m")
