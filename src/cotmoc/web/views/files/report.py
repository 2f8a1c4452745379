"""The page of one file: progress while it is worked on, then the report, row by row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cotmoc.ingest.actions.reading import note_parked_read, note_rows_read
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.parked_file import ParkedRow, parked_csv, write_parked_xlsx
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.stored import problem_from_json
from cotmoc.ingest.queries.mends import pending_mends
from cotmoc.ingest.queries.tables import REASON_HEADER, marked_table
from cotmoc.ingest.queries.uploads import (
    Change,
    StagedFilter,
    StagedRecord,
    StagedState,
    Upload,
    UploadState,
    earlier_of_same_content,
    parked_rows,
    progress,
    staged_records,
)
from cotmoc.records.queries.batches import versions_of_batch
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.mending import shown_records
from cotmoc.web.views.files.presenting import (
    STATE_BADGES,
    ShownLeftOut,
    file_error_message,
    problem_message,
    sheets_shown,
)
from cotmoc.web.views.files.scope import visible_upload

PER_PAGE, RECORDS_PER_PAGE = 20, 50
WORKING = (UploadState.CHECKING, UploadState.COMMITTING)
UNMAPPED = (UploadState.RECEIVED, UploadState.FAILED)


def file(request: PageRequest, upload_id: int) -> HttpResponse:
    """Whatever there is to see of a file now."""
    found = visible_upload(request, upload_id)
    if found.state in UNMAPPED:
        return redirect("file_mapping", upload_id)
    if found.state in WORKING:
        return render(request, "web/files/working.html", _progress_context(request, found))
    return render(request, "web/files/report.html", _report_context(request, found))


def file_progress(request: PageRequest, upload_id: int) -> HttpResponse:
    """The progress of a file as a fragment; the browser is sent to the report when the work is done."""
    found = visible_upload(request, upload_id)
    if found.state in WORKING:
        return render(request, "web/files/_progress.html", _progress_context(request, found))
    return HttpResponse(status=204, headers={"HX-Redirect": reverse("file", args=[upload_id])})


def file_records(request: PageRequest, upload_id: int) -> HttpResponse:
    """The source records that a file brought, each with its page."""
    found = visible_upload(request, upload_id)
    if found.batch_id is None:
        raise Http404
    versions = versions_of_batch(
        viewer=request.viewer, batch_id=found.batch_id, change=request.GET.get("change", "")
    )
    page = Paginator(versions, RECORDS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/files/records.html", {"upload": found, "page": page})


def file_parked(request: PageRequest, upload_id: int, kind: str) -> HttpResponseBase:
    """The parked rows with their reasons, as a workbook or as csv, to be corrected and put in again."""
    found = visible_upload(request, upload_id)
    report = CheckReport.from_json(found.report)
    if not report.parked:
        raise Http404
    rows = _parked_rows(request, found, report)
    note_parked_read(actor=request.viewer, upload_id=upload_id)
    name = f"{Path(found.file_name).stem}-{_('parked')}.{kind}"
    if kind == "csv":
        lines = parked_csv(report.headers, rows, REASON_HEADER)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=name
        )
        return answer
    workbook = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_parked_xlsx(workbook, report.headers, rows, REASON_HEADER)
    workbook.seek(0)
    return FileResponse(workbook, as_attachment=True, filename=name)


def file_marked(request: PageRequest, upload_id: int) -> HttpResponseBase:
    """The whole file as a workbook, its wrong cells marked and the reasons behind their rows."""
    found = visible_upload(request, upload_id)
    report = CheckReport.from_json(found.report)
    if not report.parked:
        raise Http404
    try:
        workbook = marked_table(found, _parked_rows(request, found, report))
    except FileError as error:
        messages.error(request, f"{file_error_message(error)} [{error.code}]")
        return redirect("file", upload_id)
    note_parked_read(actor=request.viewer, upload_id=upload_id)
    ending = _("errors marked")
    name = f"{Path(found.file_name).stem} - {ending}.xlsx"
    return FileResponse(workbook, as_attachment=True, filename=name)


def _parked_rows(request: PageRequest, found: Upload, report: CheckReport) -> Iterator[ParkedRow]:
    return parked_rows(
        viewer=request.viewer,
        upload_id=found.pk,
        headers=report.headers,
        sentence=lambda stored: problem_message(problem_from_json(stored)),
    )


def _progress_context(request: PageRequest, found: Upload) -> dict[str, object]:
    done, total = progress(viewer=request.viewer, upload_id=found.pk)
    return {
        "upload": found,
        "step": 2 if found.state == UploadState.CHECKING else 3,
        "done": done,
        "total": total,
        "done_plain": str(done),
        "total_plain": str(total),
    }


def _report_context(request: PageRequest, found: Upload) -> dict[str, object]:
    report = CheckReport.from_json(found.report)
    wanted = StagedFilter(
        state=_chosen(request, "state", StagedState.values),
        change=_chosen(request, "change", Change.values),
        code=request.GET.get("code", ""),
    )
    page = _page_of_records(request, found, wanted)
    note_rows_read(actor=request.viewer, upload_id=found.pk, records=page.object_list)
    return {
        "upload": found,
        "badge": STATE_BADGES[UploadState(found.state)],
        "report": report,
        "findings": _findings(report),
        "file_problems": [problem_message(problem_from_json(p)) for p in report.file_problems],
        "left_out": [ShownLeftOut.of(row) for row in report.left_out],
        "rows_left_out": report.rows_left_out,
        "sheet": report.sheet,
        "sheets_left_out": sheets_shown(report.sheets_left_out),
        "will_change": report.new + report.changed + report.withdrawn,
        "page": page,
        "records": shown_records(request, found, page.object_list),
        "pending": len(pending_mends(found)),
        "wanted": wanted,
        "states": StagedState.choices,
        "changes": Change.choices,
        "earlier": earlier_of_same_content(viewer=request.viewer, upload=found),
        "step": {UploadState.CHECKED: 3, UploadState.COMMITTED: 4}.get(UploadState(found.state), 0),
    }


def _chosen(request: PageRequest, name: str, allowed: list[str]) -> str:
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def _page_of_records(
    request: PageRequest, found: Upload, wanted: StagedFilter
) -> Page[StagedRecord]:
    records = staged_records(viewer=request.viewer, upload_id=found.pk, wanted=wanted)
    return Paginator(records, PER_PAGE).get_page(request.GET.get("page"))


def _findings(report: CheckReport) -> list[dict[str, object]]:
    """The findings by code, errors first, each with the message of its first occurrence."""
    ordered = sorted(report.findings, key=lambda each: (each.severity != "error", -each.findings))
    return [
        {
            "code": each.code,
            "is_error": each.severity == "error",
            "findings": each.findings,
            "records": each.records,
            "message": problem_message(problem_from_json(each.example)),
        }
        for each in ordered
    ]
