"""The whole picture of one set of filters, read at one revision."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
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
from cotmoc.picture.queries.comparison import (
    Comparison,
    comparisons,
    earlier_periods,
    with_tables,
)
from cotmoc.picture.queries.detection import Found, found
from cotmoc.picture.queries.kept import Kept
from cotmoc.picture.queries.reading import Reading, open_reading
from cotmoc.picture.queries.reporting import Duty, Owed, duties, owed_reports


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of the page, which is answered first; each figure opens the list of what it counts.

    `made_of` decides all of it: the facts read, the filters, the rights of the viewer, the day, and what is owed.
    """

    made_of: Hashable
    filters: Filters
    stamp: Stamp
    headline: headlines.Headline
    parties: list[Figure]
    conveyances: list[Figure]
    vehicles: Figure
    outcomes: list[Figure]
    fines: Figure
    value: Figure
    comparisons: list[Comparison]

    @property
    def against(self) -> Comparison | None:
        """What tables compare with: the same period of the year before, for figures that have a season."""
        return self.comparisons[-1] if self.comparisons else None


@dataclass(frozen=True, slots=True)
class Picture(Glance):
    """Everything that the page shows."""

    aside: headlines.Aside
    shares: headlines.Shares
    seizures: list[Figure]
    found: Found
    series: Series | None
    matrix: Matrix
    returns: Returns
    duties: list[Duty]


#: Figures that stay in memory, some 60 MB at most: pictures of hundreds of questions, each of about five hundred.
MOST_FIGURES = 60_000
_glances: Kept[Glance] = Kept(MOST_FIGURES // 6, lambda _: 25)
_pictures: Kept[Picture] = Kept(MOST_FIGURES, lambda shown: len(figures_of(shown)))


def glance(*, viewer: Viewer, filters: Filters) -> Glance:
    """The head of the picture as the viewer may see it."""
    with _asked(viewer, filters) as asked:
        return asked.glance()


def picture(*, viewer: Viewer, filters: Filters) -> Picture:
    """The picture as the viewer may see it: counts are of everything, lists show what the viewer may open."""
    with _asked(viewer, filters) as asked:
        return _pictures.get(asked.made_of, asked.picture)


def forget_pictures() -> None:
    """Drops what is kept, to measure what making it takes."""
    _glances.forget()
    _pictures.forget()


@contextmanager
def _asked(viewer: Viewer, filters: Filters) -> Iterator[_Asked]:
    filters = filters.chosen()
    since = min((each.first for each in earlier_periods(filters).values()), default=None)
    with open_reading(viewer, filters, since) as reading:
        yield _Asked(reading, owed_reports())


@dataclass(frozen=True)
class _Asked:
    """One question of the page, asked of one reading."""

    reading: Reading
    owed: Owed

    @property
    def made_of(self) -> Hashable:
        """Everything that decides the answer: the reading knows no more of its viewer than the rights."""
        reading = self.reading
        return (reading.stamp, reading.filters, reading.rights, timezone.localdate(), self.owed)

    def glance(self) -> Glance:
        """The head of the page, kept or counted."""
        return _glances.get(self.made_of, self._count_glance)

    def _count_glance(self) -> Glance:
        reading = self.reading
        outcomes, fines = headlines.outcomes(reading)
        conveyances, vehicles = headlines.conveyances(reading)
        return Glance(
            made_of=self.made_of,
            filters=reading.filters,
            stamp=reading.stamp,
            headline=headlines.headline(reading),
            parties=headlines.parties(reading),
            conveyances=conveyances,
            vehicles=vehicles,
            outcomes=outcomes,
            fines=fines,
            value=headlines.value(reading),
            comparisons=comparisons(reading),
        )

    def picture(self) -> Picture:
        """Everything, counted; its head may be kept."""
        reading, head = self.reading, self.glance()
        known = {each.name: getattr(head, each.name) for each in fields(Glance)}
        return Picture(
            **known | {"comparisons": with_tables(reading, head.comparisons)},
            aside=headlines.aside(reading),
            shares=headlines.shares(reading),
            seizures=headlines.seizures(reading),
            found=found(reading),
            series=series(reading, head.headline.first, head.headline.last),
            matrix=matrix(reading),
            returns=returns(reading),
            duties=duties(reading, self.owed),
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
