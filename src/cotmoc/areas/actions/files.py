"""Loading a user's file of areas: official boundaries, new names, areas elsewhere in the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils import timezone

from cotmoc.areas.actions.outlines import changed_outlines, keep_outlines
from cotmoc.areas.actions.writing import (
    Author,
    action,
    digest_of,
    insert_areas,
    insert_names,
    lock_areas,
    move_areas,
    open_edition,
)
from cotmoc.areas.core.facts import AreaFact, NameFact
from cotmoc.areas.core.files.checking import CheckedFile, CheckedRow, Surroundings, check_file
from cotmoc.areas.core.files.geometry import inner_position
from cotmoc.areas.core.files.options import LoadOptions
from cotmoc.areas.core.files.reading import file_parts, read_features
from cotmoc.areas.core.files.report import LoadReport, Outcome
from cotmoc.areas.core.gazetteer import Gazetteer, UnknownAreaError
from cotmoc.areas.core.names import without_type
from cotmoc.areas.core.ports import Actor, AuditSink
from cotmoc.areas.models import Area
from cotmoc.areas.queries import gazetteer, province_boundaries
from cotmoc.normalise.text import fold, sort_key

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Load:
    """One load while it runs."""

    file: CheckedFile
    options: LoadOptions
    on: date
    source: str
    gazetteer: Gazetteer


@action
def load_areas(
    *, actor: Actor, path: Path, audit: AuditSink, options: LoadOptions | None = None
) -> LoadReport:
    """The report of a load of boundaries, new names and new areas from a GeoJSON, GeoPackage or CSV file.

    Rows are matched to known areas by code or by name and what is above. Matched rows give their area an outline
    (the former one is kept) and a position inside it; a renamed row gives a new name from `options.on` on, the old
    one stays findable; rows that match nothing become new areas when `options.prefix` says how to call them. All
    other rows are reported and left out. One transaction; the same file again changes nothing.

    Raises `UnreadableFileError`, `MissingColumnError`, `UnknownProjectionError`, `SeveralLayersError`, and
    `UnknownAreaError` for `options.parent`.

    Example: `load_areas(actor=console("areas"), path=Path("communes.gpkg"), audit=record_event).counts["matched"]`
    """
    options = options or LoadOptions()
    on = options.on or timezone.localdate()
    features = read_features(path, options)
    lock_areas()
    known = gazetteer()
    if options.parent and options.parent not in known:
        raise UnknownAreaError(f"no area has the code {options.parent}", area=options.parent)
    outlines = province_boundaries()
    checked = check_file(features, options, on, Surroundings(known, outlines.by_code()))
    load = _Load(checked, options, on, options.source or path.name, known)
    return _write(load, path, Author(actor, audit))


def _write(load: _Load, path: Path, author: Author) -> LoadReport:
    new, renamed = _new_areas(load), _renamed(load)
    outlines, unchanged = changed_outlines(load.file.written)
    moved = _moved_positions(load)
    report = LoadReport(
        file=path.name,
        kind=load.file.kind,
        rows=tuple(row.report for row in load.file.rows),
        boundaries_new=len(outlines),
        boundaries_unchanged=unchanged,
        codes_ignored=load.file.codes_ignored,
        province_checked=load.file.province_checked,
    )
    if not (new or renamed or outlines or moved):
        return report
    insert_areas(new)
    _rename_areas(load, renamed)
    edition = open_edition(
        author,
        source=load.source,
        digest=digest_of(*file_parts(path)),
        summary={"file": path.name, "boundaries": len(outlines), **report.counts},
    )
    keep_outlines(outlines, source=load.source, on=load.on, edition=edition)
    move_areas(moved | {row.report.code: inner_position(row.outline) for row in outlines})
    return replace(report, edition=edition.pk)


def _new_areas(load: _Load) -> list[AreaFact]:
    """The new areas of a file, those that others of the file lie in first."""
    rows = {r.report.code: r for r in load.file.written if r.report.outcome is Outcome.NEW}
    by_name = {fold(row.matched.feature.name): code for code, row in rows.items()}
    parents = {code: _parent(load, row, by_name) for code, row in rows.items()}
    ordered: dict[str, AreaFact] = {}
    for code in rows:
        line = [code]
        while parents[line[-1]] in rows and parents[line[-1]] not in line:
            line.append(parents[line[-1]])
        for each in reversed(line):
            if each not in ordered:
                above = ordered.get(parents[each])
                country = above.country if above else _country(load, parents[each])
                ordered[each] = _new_area(load, rows[each], parents[each], country)
    return list(ordered.values())


def _parent(load: _Load, row: CheckedRow, by_name: dict[str, str]) -> str:
    """The code of the area above a new one: of the row's parent, by code or name; else of the options."""
    written = row.matched.feature.parent or row.matched.feature.province
    if not written:
        return load.options.parent
    if written in load.gazetteer:
        return written
    own = f"{load.options.prefix}-{fold(written).replace(' ', '-')}"
    in_file = by_name.get(fold(written), "")
    if in_file and in_file != row.report.code:
        return in_file
    if own in load.gazetteer:
        return own
    found = load.gazetteer.find(written, on=load.on)
    return found[0].code if found and not found[0].rivals else load.options.parent


def _country(load: _Load, parent: str) -> str:
    """The country of a known area, "" of an unknown one."""
    return load.gazetteer.area(parent).country if parent in load.gazetteer else ""


def _new_area(load: _Load, row: CheckedRow, parent: str, country: str) -> AreaFact:
    feature = row.matched.feature
    position = row.position or (None if row.outline is None else inner_position(row.outline))
    lon, lat = position or (None, None)
    return AreaFact(
        code=row.report.code,
        kind=load.file.kind,
        name=without_type(row.matched.full_name),
        full_name=row.matched.full_name,
        name_en=feature.name_en,
        parent=parent or None,
        country=country,
        lon=lon,
        lat=lat,
        position_precision="centre" if position else "",
        valid_from=feature.valid_from,
        source=load.source,
    )


def _renamed(load: _Load) -> list[CheckedRow]:
    return [row for row in load.file.written if row.report.outcome is Outcome.RENAMED]


def _rename_areas(load: _Load, rows: Sequence[CheckedRow]) -> None:
    """Gives areas their new names; the old ones stay as names that ended."""
    insert_names(
        NameFact(
            area=row.report.code,
            name=row.report.was,
            source=load.source,
            valid_from=load.gazetteer.area(row.report.code).valid_from,
            valid_to=row.matched.feature.valid_from or load.on,
        )
        for row in rows
    )
    areas = Area.objects.in_bulk([row.report.code for row in rows], field_name="code")
    for row in rows:
        area = areas[row.report.code]
        area.full_name = row.matched.full_name
        area.name = without_type(row.matched.full_name)
        area.fold, area.sort_key = fold(area.name), sort_key(area.name)
        area.source = load.source
    fields = ["full_name", "name", "fold", "sort_key", "source"]
    Area.objects.bulk_update(areas.values(), fields, batch_size=BATCH)


def _moved_positions(load: _Load) -> dict[str, tuple[float, float]]:
    """Positions given as points for areas that stand elsewhere."""
    return {
        row.report.code: row.position
        for row in load.file.written
        if row.position
        and row.report.outcome is not Outcome.NEW
        and (load.gazetteer.area(row.report.code).lon, load.gazetteer.area(row.report.code).lat)
        != row.position
    }
