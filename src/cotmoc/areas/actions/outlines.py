"""Outlines of areas stored as versions; the former ones are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from django.db.models import Max
from django.utils import timezone

from cotmoc.areas.actions.writing import copy_rows
from cotmoc.areas.core.files.checking import CheckedRow
from cotmoc.areas.core.files.geometry import Geometry, area_km2, simplified
from cotmoc.areas.models import Area, Boundary, Edition

BATCH = 500
COLUMNS = (
    "area_id", "version", "current", "outline", "simplified", "min_lon", "min_lat", "max_lon", "max_lat",
    "area_km2", "source", "valid_from", "edition_id", "loaded_at",
)  # fmt: skip


def changed_outlines(rows: Sequence[CheckedRow]) -> tuple[list[CheckedRow], int]:
    """The rows whose outline is stored for their area in no version yet, and how many others have one."""
    outlined = [row for row in rows if row.outline is not None]
    codes = [row.report.code for row in outlined]
    standing: dict[str, set[bytes]] = {}
    found = Boundary.objects.filter(area__code__in=codes).values_list("area__code", "outline")
    for code, outline in found.iterator(BATCH):
        standing.setdefault(code, set()).add(bytes(outline))
    changed = [
        row
        for row in outlined
        if shapely.to_wkb(row.outline) not in standing.get(row.report.code, ())
    ]
    return changed, len(outlined) - len(changed)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is stored of the areas of a load, by area id: the last version, and those with a later current outline."""

    versions: dict[int, int]
    later: frozenset[int]


def keep_outlines(rows: Sequence[CheckedRow], *, source: str, on: date, edition: Edition) -> None:
    """Stores outlines as new versions; the current one is that of the latest date, then of the latest load."""
    codes = [row.report.code for row in rows]
    ids = dict(Area.objects.filter(code__in=codes).values_list("code", "pk"))
    standing = _standing(list(ids.values()), on)
    stale = set(ids.values()) - standing.later
    Boundary.objects.filter(area_id__in=stale, current=True).update(current=False)
    outlines = [row.outline for row in rows]
    shared = (source, on, edition.pk, timezone.now())
    copy_rows(
        Boundary._meta.db_table,
        COLUMNS,
        (
            (*_outline_row(ids[code], outline, simple, standing), *shared)
            for code, outline, simple in zip(codes, outlines, simplified(outlines), strict=True)
        ),
    )


def _standing(ids: list[int], on: date) -> _Standing:
    stored = Boundary.objects.filter(area_id__in=ids)
    versions = dict(stored.values_list("area_id").annotate(Max("version")))
    later = stored.filter(current=True, valid_from__gt=on).values_list("area_id", flat=True)
    return _Standing(versions, frozenset(later))


def _outline_row(
    area_id: int, outline: Geometry, simple: Geometry, standing: _Standing
) -> tuple[object, ...]:
    version = standing.versions.get(area_id, 0) + 1
    current = area_id not in standing.later
    shapes = (shapely.to_wkb(outline), shapely.to_wkb(simple))
    return (area_id, version, current, *shapes, *outline.bounds, area_km2(outline))
