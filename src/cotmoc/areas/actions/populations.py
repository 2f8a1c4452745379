"""Taking in figures of inhabitants, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from cotmoc.areas.actions.writing import Author, action, digest_of, lock_areas, open_edition
from cotmoc.areas.core.files.populations import (
    PopulationOptions,
    PopulationRow,
    read_populations,
)
from cotmoc.areas.core.files.reading import file_parts, plain_table
from cotmoc.areas.core.ports import Actor, AuditSink
from cotmoc.areas.models import Edition, Population
from cotmoc.areas.queries import area_ids, gazetteer

BATCH = 500


@dataclass(frozen=True, slots=True)
class PopulationReport:
    """A load: the rows, how many figures were new, how many took the place of another, how many stood already.

    `edition` is None when nothing changed.
    """

    file: str
    rows: tuple[PopulationRow, ...]
    new: int
    changed: int
    unchanged: int
    edition: int | None = None

    @property
    def left_out(self) -> tuple[PopulationRow, ...]:
        """The rows that were not taken in, each with its reason."""
        return tuple(row for row in self.rows if not row.is_usable)


@action
def load_populations(
    *, actor: Actor, path: Path, audit: AuditSink, options: PopulationOptions | None = None
) -> PopulationReport:
    """The report of a load of inhabitants from a CSV file: an area's code or name, a year, a number.

    A figure that differs from the one that stands takes its place, and that one is kept. Rows that cannot be read are
    reported and left out. One transaction; the same file again changes nothing. Raises `UnreadableFileError` and
    `MissingColumnError`.

    Example: `load_populations(actor=console("areas"), path=Path("population.csv"), audit=record_event).new`
    """
    options = options or PopulationOptions()
    table = plain_table(path)
    lock_areas()
    rows = read_populations(table, gazetteer(), options, options.on or timezone.localdate())
    told = {(row.code, row.year or 0): row.inhabitants or 0 for row in rows if row.is_usable}
    standing = _standing(told)
    changed = {key: number for key, number in told.items() if standing.get(key) != number}
    replaced = len(changed.keys() & standing.keys())
    counts = (len(changed) - replaced, replaced, len(told) - len(changed))
    if not changed:
        return PopulationReport(path.name, rows, *counts)
    source = options.source or path.name
    edition = open_edition(
        Author(actor, audit),
        source=source,
        digest=digest_of(*file_parts(path)),
        summary={"file": path.name, "populations": len(changed), "left_out": len(rows) - len(told)},
    )
    _keep(changed, source, options, edition)
    return PopulationReport(path.name, rows, *counts, edition.pk)


_Key = tuple[str, int]


def _standing(told: Mapping[_Key, int]) -> dict[_Key, int]:
    """The figures that stand of the areas and years that are told."""
    found = Population.objects.filter(current=True, area__code__in={code for code, _ in told})
    rows = found.values_list("area__code", "year", "inhabitants")
    return {(code, year): number for code, year, number in rows if (code, year) in told}


def _keep(
    changed: Mapping[_Key, int], source: str, options: PopulationOptions, edition: Edition
) -> None:
    ids = area_ids()
    stale = Population.objects.filter(current=True, area_id__in={ids[code] for code, _ in changed})
    old = [
        pk
        for pk, code, year in stale.values_list("pk", "area__code", "year")
        if (code, year) in changed
    ]
    Population.objects.filter(pk__in=old).update(current=False)
    Population.objects.bulk_create(
        [
            Population(
                area_id=ids[code],
                year=year,
                inhabitants=number,
                source=source,
                published=options.published,
                edition=edition,
            )
            for (code, year), number in changed.items()
        ],
        batch_size=BATCH,
    )
