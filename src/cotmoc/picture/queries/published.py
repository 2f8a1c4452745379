"""Our figures beside the published ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cotmoc.access.core.viewer import Viewer
from cotmoc.picture.core.figures import Figure
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import TABLES
from cotmoc.picture.core.published import PublishedFigure, published_figures
from cotmoc.picture.queries.reading import Reading, open_reading

ReadFilters = Callable[[Mapping[str, str]], Filters]


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure and ours, which opens."""

    published: PublishedFigure
    ours: Figure

    @property
    def agrees(self) -> bool:
        """True when both are the same to the digit."""
        return Decimal(self.ours.value) == self.published.value


def compare_published(*, viewer: Viewer, read: ReadFilters) -> list[Compared]:
    """Every published figure beside ours; `read` makes filters of the names and values of a query."""
    asked = [(each, read(each.query)) for each in published_figures()]
    # Figures of one area and text share a reading.
    grouped: dict[tuple[str | None, str | None], list[tuple[PublishedFigure, Filters]]] = {}
    for each, filters in asked:
        grouped.setdefault((filters.area, filters.text), []).append((each, filters))
    found: dict[str, Compared] = {}
    for (area, text), group in grouped.items():
        with open_reading(viewer, Filters(area=area, text=text)) as reading:
            found |= {each.path: _compare(reading, each, filters) for each, filters in group}
    return [found[each.path] for each, _ in asked]


def _compare(reading: Reading, published: PublishedFigure, filters: Filters) -> Compared:
    columns = TABLES[published.kind].totals[published.total]
    value = reading.rows(published.kind, columns, "", filters)[0][0]
    figure = Figure(published.kind, filters, value, published.total, measure=published.measure)
    return Compared(published, figure)
