"""The whole picture of one set of filters, read at one revision."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.picture.core.figures import Figure, Matrix
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.facts.moving import Stamp
from cotmoc.picture.queries import headline as headlines
from cotmoc.picture.queries.aggregates import Returns, returns
from cotmoc.picture.queries.breakdown import Series, matrix, series
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
    seizures: list[Figure]
    outcomes: list[Figure]
    fines: Figure
    series: Series | None
    matrix: Matrix
    returns: Returns
    duties: list[Duty]


def picture(*, viewer: Viewer, filters: Filters) -> Picture:
    """The picture as the viewer may see it: counts are of everything, lists show what the viewer may open."""
    filters = filters.chosen()
    with open_reading(viewer, filters) as reading:
        first = headlines.headline(reading)
        outcomes, fines = headlines.outcomes(reading)
        return Picture(
            filters=filters,
            stamp=reading.stamp,
            headline=first,
            aside=headlines.aside(reading),
            shares=headlines.shares(reading),
            parties=headlines.parties(reading),
            conveyances=headlines.conveyances(reading),
            seizures=headlines.seizures(reading),
            outcomes=outcomes,
            fines=fines,
            series=series(reading, first.first, first.last),
            matrix=matrix(reading),
            returns=returns(reading),
            duties=duties(reading),
        )


def figures_of(shown: Picture) -> list[Figure]:
    """Every figure of the picture, in the order of the page."""
    first = shown.headline
    found: list[Figure | None] = [first.incidents, first.several, first.sources, first.no_outcome]
    found += [shown.aside.by_date, shown.aside.by_area, shown.fines]
    found += [*shown.parties, *shown.conveyances, *shown.seizures, *shown.outcomes]
    found += [*shown.shares.led, *shown.shares.took_part, *shown.shares.detections]
    if shown.series:
        found += [*(bar.figure for bar in shown.series.bars), shown.series.undated]
    for row in shown.matrix.rows:
        found += [row.total, *row.cells]
    found += [*shown.matrix.totals, shown.returns.by_date, shown.returns.by_area]
    for line in shown.returns.rows:
        found += [line.total, *line.by_agency.values(), *line.by_year.values()]
    found += [period.figure for duty in shown.duties for period in duty.periods]
    return [figure for figure in found if figure is not None]
