"""The whole picture of one set of filters, read at one revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cotmoc.access.core.viewer import Viewer
from cotmoc.picture.core.figures import Figure, Matrix
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.facts.moving import Stamp
from cotmoc.picture.queries import headline as headlines
from cotmoc.picture.queries.aggregates import Returns, returns
from cotmoc.picture.queries.breakdown import Series, matrix, series
from cotmoc.picture.queries.comparison import Comparison, comparisons, earlier_periods
from cotmoc.picture.queries.detection import Found, found
from cotmoc.picture.queries.reading import open_reading
from cotmoc.picture.queries.reporting import Duty, duties


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the page shows; each figure opens the list of what it counts."""

    filters: Filters
    stamp: Stamp
    headline: headlines.Headline
    aside: headlines.Aside
    shares: headlines.Shares
    parties: list[Figure]
    conveyances: list[Figure]
    vehicles: Figure
    seizures: list[Figure]
    outcomes: list[Figure]
    fines: Figure
    value: Figure
    found: Found
    series: Series | None
    matrix: Matrix
    returns: Returns
    duties: list[Duty]
    comparisons: list[Comparison]

    @property
    def against(self) -> Comparison | None:
        """What tables compare with: the same period of the year before, for figures that have a season."""
        return self.comparisons[-1] if self.comparisons else None


def picture(*, viewer: Viewer, filters: Filters) -> Picture:
    """The picture as the viewer may see it: counts are of everything, lists show what the viewer may open."""
    filters = filters.chosen()
    since = min((each.first for each in earlier_periods(filters).values()), default=None)
    with open_reading(viewer, filters, since) as reading:
        first = headlines.headline(reading)
        outcomes, fines = headlines.outcomes(reading)
        conveyances, vehicles = headlines.conveyances(reading)
        return Picture(
            filters=filters,
            stamp=reading.stamp,
            headline=first,
            aside=headlines.aside(reading),
            shares=headlines.shares(reading),
            parties=headlines.parties(reading),
            conveyances=conveyances,
            vehicles=vehicles,
            seizures=headlines.seizures(reading),
            outcomes=outcomes,
            fines=fines,
            value=headlines.value(reading),
            found=found(reading),
            series=series(reading, first.first, first.last),
            matrix=matrix(reading),
            returns=returns(reading),
            duties=duties(reading),
            comparisons=comparisons(reading),
        )


def latest_day(*, viewer: Viewer, filters: Filters) -> date | None:
    """The day of the latest incident under the filters, none after today; None where none has a date."""
    with open_reading(viewer, filters) as reading:
        asked = "AND day_from <= ?"
        where = reading.condition(Kind.INCIDENT)
        row = reading.cursor.execute(
            f"SELECT max(day_from) FROM incident WHERE {where.sql} {asked}",
            [*where.parameters, timezone.localdate()],
        ).fetchone()
        return row[0] if row else None


def figures_of(shown: Picture) -> list[Figure]:
    """Every figure of the picture, in the order of the page."""
    first = shown.headline
    every: list[Figure | None] = [first.incidents, first.several, first.sources, first.no_outcome]
    every += [shown.aside.by_date, shown.aside.by_area, shown.fines, shown.value]
    every += [first.no_party, shown.vehicles]
    every += [*shown.parties, *shown.conveyances, *shown.seizures, *shown.outcomes]
    every += [*shown.shares.led, *shown.shares.took_part, *shown.shares.detections]
    every += [figure for row in shown.shares.jointly for figure in row.figures]
    for line in shown.found.rows:
        every += [line.total, *line.cells]
    if shown.series:
        every += [*(bar.figure for bar in shown.series.bars), shown.series.undated]
        every += [bar.year_before for bar in shown.series.bars]
    for row in shown.matrix.rows:
        every += [row.total, *row.cells]
    every += [*shown.matrix.totals, shown.returns.by_date, shown.returns.by_area]
    for row_of_returns in shown.returns.rows:
        every += [row_of_returns.total]
        every += [*row_of_returns.by_agency.values(), *row_of_returns.by_year.values()]
    for duty in shown.duties:
        every += [figure for each in duty.periods for figure in (each.figure, each.corrected)]
    return [figure for figure in every if figure is not None]
