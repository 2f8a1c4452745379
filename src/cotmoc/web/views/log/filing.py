"""A sheet recorded: received, checked and taken in by the way of every file; and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cotmoc.ingest import jobs
from cotmoc.ingest.actions.locking import FileBusyError, FileStateError
from cotmoc.ingest.actions.log_sheets import SheetDraft, SheetTakenError, file_sheet
from cotmoc.ingest.core.attached import PICTURES
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.queries.log_sheets import LogSheet
from cotmoc.ingest.queries.uploads import Upload, UploadState, upload
from cotmoc.records.actions.reading import read_source
from cotmoc.records.queries.batches import record_of_batch
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.understood import Line, draft_lines
from cotmoc.web.views.log.presenting import decimal_mark


def record_sheet(request: PageRequest, token: str, draft: SheetDraft) -> HttpResponse:
    """Files the sheet and takes its one record in; pressed twice, the second time changes nothing."""
    try:
        filed, profile = file_sheet(
            actor=request.viewer, token=token, draft=draft, decimal=decimal_mark()
        )
    except SheetTakenError:
        messages.info(request, _("This was asked for already."))
        return redirect("log_sheet", token)
    _take_in(request, filed, profile)
    return redirect("log_sheet", token)


def _take_in(request: PageRequest, filed: Upload, profile: Profile) -> None:
    """Checks the file and takes its record in; what another process has begun is left to it."""
    try:
        jobs.check_soon(
            actor=request.viewer,
            upload_id=filed.pk,
            profile=profile,
            size_bytes=filed.size_bytes,
        )
        checked = upload(viewer=request.viewer, upload_id=filed.pk)
        if checked and _is_ready(checked):
            jobs.commit_soon(actor=request.viewer, upload_id=filed.pk, size_bytes=filed.size_bytes)
    except (FileBusyError, FileStateError):
        messages.info(request, _("This was asked for already."))


def _is_ready(filed: Upload) -> bool:
    if filed.state != UploadState.CHECKED:
        return False
    report = CheckReport.from_json(filed.report)
    return report.ready == 1 and not report.parked


def _recorded_lines(
    request: PageRequest, record_id: int | None, batch_id: int | None
) -> list[Line]:
    """What was recorded, line by line; its reading is audited."""
    if record_id is None:
        return []
    record = read_source(actor=request.viewer, record_id=record_id)
    drafts = (
        draft for each in record.versions if each.batch_id == batch_id for draft in each.drafts
    )
    return [line for draft in drafts for line in draft_lines(draft)]


def show_filed(request: PageRequest, sheet: LogSheet) -> HttpResponse:
    """What became of a filed sheet, and what can be done next."""
    filed = sheet.upload
    batch_id = filed.batch_id if filed else None
    record_id = record_of_batch(viewer=request.viewer, batch_id=batch_id) if batch_id else None
    context = {
        "lines": _recorded_lines(request, record_id, batch_id),
        "sheet": sheet,
        "upload": filed,
        "record_id": record_id or sheet.corrects_id,
        "is_recorded": filed is not None and filed.state == UploadState.COMMITTED,
        "is_undone": filed is not None and filed.state == UploadState.UNDONE,
        "files": list(sheet.files.order_by("pk")),
        "pictures": PICTURES,
        "token": sheet.token,
    }
    return render(request, "web/log/filed.html", context)
