"""A file's rows matched, their outlines checked: all that a load will write, and its report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import shapely
import shapely.ops

from cotmoc.areas.core.distance import distance_m
from cotmoc.areas.core.files.geometry import checked_outline, share_inside
from cotmoc.areas.core.files.matching import MatchedRow, Matcher
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.reading import Feature
from cotmoc.areas.core.files.report import Note, Outcome, RowReport
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind
from cotmoc.areas.core.names import marked

Geometry = Any  # shapely ships no types

#: An outline belongs to the province that at least this part of it lies in.
LEAST_SHARE = 0.5
FAR_M = 30_000
WRITTEN = frozenset({Outcome.MATCHED, Outcome.RENAMED, Outcome.NEW})
POSITIONS = frozenset({"Point", "MultiPoint"})


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A matched row with its usable outline, or its position (lon, lat), or neither."""

    matched: MatchedRow
    report: RowReport
    outline: Geometry = None
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """All rows of a file, checked; those with an outcome in `WRITTEN` are to be written."""

    kind: AreaKind
    rows: tuple[CheckedRow, ...]
    codes_ignored: bool
    province_checked: bool

    @property
    def written(self) -> tuple[CheckedRow, ...]:
        """The rows to be written, one for each area."""
        return tuple(row for row in self.rows if row.report.outcome in WRITTEN)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file is checked against: all areas, and the outlines of today's provinces by code (may be empty)."""

    gazetteer: Gazetteer
    provinces: dict[str, Geometry]


def check_file(
    features: Sequence[Feature], options: LoadOptions, on: date, known: Surroundings
) -> CheckedFile:
    """The rows of a file matched to areas of the date `on` and checked; nothing is written.

    Rows that mean one area are parts of it (a mainland and its islands): the first gets the outlines of all.
    """
    matcher = Matcher(known.gazetteer, features, options, on)
    rows = [_checked(matcher.match(feature), known) for feature in features]
    return CheckedFile(
        kind=matcher.kind,
        rows=tuple(_joined(rows)),
        codes_ignored=matcher.codes_ignored,
        province_checked=bool(known.provinces),
    )


def _checked(matched: MatchedRow, known: Surroundings) -> CheckedRow:
    geometry = matched.feature.geometry
    report = matched.report
    if geometry is None or report.outcome not in WRITTEN:
        return CheckedRow(matched, report)
    if geometry.geom_type in POSITIONS and not geometry.is_empty:
        point = geometry.centroid
        return CheckedRow(matched, report, position=(round(point.x, 6), round(point.y, 6)))
    outline = checked_outline(geometry)
    if outline is None:
        return CheckedRow(matched, replace(report, outcome=Outcome.INVALID))
    placing = _placing(outline.geometry, report.code, known)
    if isinstance(placing, Outcome):
        return CheckedRow(matched, replace(report, outcome=placing))
    said = (
        Note.MENDED if outline.mended else None,
        placing,
        Note.FAR_FROM_KNOWN if _is_far(outline.geometry, report.code, known.gazetteer) else None,
    )
    notes = (*report.notes, *(note for note in said if note is not None))
    return CheckedRow(matched, replace(report, notes=notes), outline.geometry)


def _placing(outline: Geometry, code: str, known: Surroundings) -> Note | Outcome | None:
    """OUTSIDE for an outline in another province; a note for one in none, such as an island; None when in its own."""
    province = _province_of(code, known)
    if province not in known.provinces:
        return None
    if share_inside(outline, known.provinces[province]) >= LEAST_SHARE:
        return None
    elsewhere = any(
        share_inside(outline, other) >= LEAST_SHARE for other in known.provinces.values()
    )
    return Outcome.OUTSIDE if elsewhere else Note.BEYOND_PROVINCE


def _province_of(code: str, known: Surroundings) -> str:
    """The code of today's province of an area; "" when it is in none."""
    for above in known.gazetteer.ancestors(code):
        if known.gazetteer.area(above).kind is AreaKind.PROVINCE:
            return known.gazetteer.today(above)[0]
    return ""


def _is_far(outline: Geometry, code: str, gazetteer: Gazetteer) -> bool:
    if code not in gazetteer:
        return False
    area = gazetteer.area(code)
    if area.lon is None or area.lat is None or area.kind is not AreaKind.COMMUNE:
        return False
    nearest, _ = shapely.ops.nearest_points(outline, shapely.Point(area.lon, area.lat))
    return distance_m((nearest.x, nearest.y), (area.lon, area.lat)) > FAR_M


def _joined(rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """The rows; of those that mean one area the best stays, with the outlines of its namesakes as parts of it."""
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.report.outcome in WRITTEN:
            groups.setdefault(row.report.code, []).append(number)
    result = list(rows)
    for numbers in groups.values():
        if len(numbers) > 1:
            # A row of another spelling is another place, that the better row must not be joined with.
            best = min(numbers, key=lambda n: len(rows[n].report.notes))
            others = [n for n in numbers if n != best]
            name = marked(rows[best].matched.full_name)
            parts = [rows[n] for n in others if marked(rows[n].matched.full_name) == name]
            result[best] = _with_parts(rows[best], parts)
            for n in others:
                report = replace(rows[n].report, outcome=Outcome.REPEATED)
                result[n] = CheckedRow(rows[n].matched, report)
    return result


def _with_parts(row: CheckedRow, parts: Iterable[CheckedRow]) -> CheckedRow:
    outlines = [part.outline for part in (row, *parts) if part.outline is not None]
    if len(outlines) < 2:
        return row
    whole = checked_outline(shapely.union_all(outlines))
    report = replace(row.report, notes=(*row.report.notes, Note.JOINED))
    return row if whole is None else replace(row, outline=whole.geometry, report=report)
