"""One source record: every version with the rows as written beside what was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import pairwise, zip_longest

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cotmoc.ingest.core.attached import PICTURES
from cotmoc.ingest.queries.log_sheets import LogSheet, SheetFile, sheets_of_batches
from cotmoc.records.actions.reading import read_source
from cotmoc.records.core.drafts import Draft
from cotmoc.records.policies import user_can_record_for
from cotmoc.records.queries.sources import Record, RecordNotFoundError, Version
from cotmoc.web.permissions import permitted
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import ShownProblem
from cotmoc.web.views.files.understood import Line, draft_lines


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written; `before` is what stood there in the version before, None where it is unchanged."""

    header: str
    text: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the file as written."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version for the page; `changed` names the fields understood otherwise than in the version before."""

    version: Version
    rows: tuple[ShownRow, ...]
    understood: tuple[tuple[Line, ...], ...]
    changed: tuple[str, ...]
    problems: tuple[ShownProblem, ...]
    is_first: bool
    sheet: LogSheet | None
    files: tuple[SheetFile, ...]


@require_GET
def source(request: PageRequest, record_id: int) -> HttpResponse:
    """The record with all its versions, the latest first."""
    try:
        found = read_source(actor=request.viewer, record_id=record_id)
    except RecordNotFoundError as error:
        raise Http404 from error
    sheets = sheets_of_batches(
        viewer=request.viewer, batch_ids={version.batch_id for version in found.versions}
    )
    context = {
        "record": found,
        "versions": shown_versions(found, sheets),
        "pictures": PICTURES,
        "may_correct": bool(sheets) and user_can_correct(request, found),
    }
    return render(request, "web/sources/source.html", context)


def user_can_correct(request: PageRequest, record: Record) -> bool:
    """True for those who may write the next version of a record that was logged by hand."""
    viewer = request.viewer
    return permitted(viewer, "log_correct") and user_can_record_for(viewer, record.agency)


def shown_versions(record: Record, sheets: Mapping[int, LogSheet]) -> list[ShownVersion]:
    """The versions, each compared with the one before it, with the log sheets they were filed from, by batch."""
    pairs = pairwise([*record.versions, None])
    return [
        _shown(version, before, sheets.get(version.batch_id))
        for version, before in pairs
        if version is not None
    ]


def _shown(version: Version, before: Version | None, sheet: LogSheet | None) -> ShownVersion:
    return ShownVersion(
        version=version,
        rows=_rows(version, before),
        understood=tuple(tuple(draft_lines(draft)) for draft in version.drafts),
        changed=_changed(version.drafts, before.drafts) if before else (),
        problems=tuple(ShownProblem.from_json(each) for each in version.problems),
        is_first=before is None,
        sheet=sheet,
        files=tuple(sheet.files.all()) if sheet else (),
    )


def _rows(version: Version, before: Version | None) -> tuple[ShownRow, ...]:
    earlier = [_by_header(before, row.cells) for row in before.rows] if before else []
    return tuple(
        ShownRow(
            row.number,
            tuple(
                Cell(header, text, _before(header, text, known))
                for header, text in _by_header(version, row.cells).items()
            ),
        )
        for row, known in zip_longest(version.rows, earlier[: len(version.rows)])
    )


def _by_header(version: Version, cells: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(version.headers, cells, strict=False))


def _before(header: str, text: str, known: dict[str, str] | None) -> str | None:
    """What stood in the cell before, where that was something else."""
    if known is None or known.get(header, "") == text:
        return None
    return known.get(header, "")


def _changed(drafts: tuple[Draft, ...], before: tuple[Draft, ...]) -> tuple[str, ...]:
    """The names of the fields whose values differ, in their order."""
    names: dict[str, None] = {}
    for draft, earlier in zip(drafts, before, strict=False):
        if type(draft) is type(earlier):
            for each in fields(draft):
                if getattr(draft, each.name) != getattr(earlier, each.name):
                    names[each.name.removesuffix("_written")] = None
    return tuple(names)
