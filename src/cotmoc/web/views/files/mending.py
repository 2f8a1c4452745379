"""Parked rows corrected in place: a form for each record, its wrong cells with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cotmoc.ingest import jobs
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.actions.locking import FileBusyError, FileStateError
from cotmoc.ingest.actions.mending import CellNotMendableError, mend_cells
from cotmoc.ingest.actions.reading import note_parked_read, note_rows_read
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.mends import EVERYWHERE, Mend
from cotmoc.ingest.core.parked_file import parked_csv
from cotmoc.ingest.core.stored import problem_from_json
from cotmoc.ingest.queries.mends import as_mended, pending_mends, repeated_errors
from cotmoc.ingest.queries.tables import REASON_HEADER
from cotmoc.ingest.queries.uploads import (
    StagedFilter,
    StagedRecord,
    StagedState,
    Upload,
    UploadState,
    parked_rows,
    staged_records,
)
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.deeds import check_like_original
from cotmoc.web.views.files.presenting import Mending, ShownRecord, problem_message
from cotmoc.web.views.files.scope import visible_upload


def shown_records(
    request: PageRequest, upload: Upload, staged: Iterable[StagedRecord], *, all_cells: bool = False
) -> list[ShownRecord]:
    """Records of a file for its page, as they will be read with what is mended; parked ones with a form.

    The form holds the wrong cells, with `all_cells` every cell.
    """
    report = CheckReport.from_json(upload.report)
    before = list(staged)
    pending = pending_mends(upload)
    now = as_mended(viewer=request.viewer, upload=upload, records=before, pending=pending)
    open_ = upload.state == UploadState.CHECKED
    alike = repeated_errors(upload) if open_ else {}
    shown = []
    for old, new in zip(before, now, strict=True):
        mending = Mending(
            reverse("file_mend", args=[upload.pk, old.index]), all_cells, new is not old, alike
        )
        parked = StagedState.PARKED in (old.state, new.state)
        offered = mending if open_ and (parked or all_cells) else None
        shown.append(ShownRecord(new, report.headers, report.refused, offered))
    return shown


def file_mend(request: PageRequest, upload_id: int, index: int) -> HttpResponse:
    """The form of all cells of a record; on sending, what was changed is kept for the next check."""
    upload = visible_upload(request, upload_id)
    record = _record(request, upload, index)
    problem = ""
    if request.method == "POST":
        try:
            mend_cells(
                actor=request.viewer,
                upload_id=upload_id,
                mends=list(_mends(request, upload, record)),
            )
        except CellNotMendableError as error:
            raise Http404 from error
        except (FileBusyError, FileStateError):
            problem = _("The file is being worked on. Try again when that has ended.")
        if not request.headers.get("HX-Request"):
            if problem:
                messages.warning(request, problem)
            return redirect(f"{reverse('file', args=[upload_id])}?state=parked#record-{index}")
    note_rows_read(actor=request.viewer, upload_id=upload_id, records=[record])
    shown = shown_records(request, upload, [record], all_cells=request.method == "GET")
    context = {
        "upload": upload,
        "record": shown[0],
        "open": True,
        "problem": problem,
        "pending": len(pending_mends(upload)),
        "report": CheckReport.from_json(upload.report),
    }
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "web/files/_mended.html" if fragment else "web/files/mend.html", context)


def _record(request: PageRequest, upload: Upload, index: int) -> StagedRecord:
    if upload.state != UploadState.CHECKED:
        raise Http404
    staged = staged_records(viewer=request.viewer, upload_id=upload.pk, wanted=StagedFilter())
    found = staged.filter(index=index).first()
    if found is None:
        raise Http404
    return found


def _mends(request: PageRequest, upload: Upload, staged: StagedRecord) -> Iterator[Mend]:
    """The cells of a form that say something else than they did."""
    shown = shown_records(request, upload, [staged], all_cells=True)[0]
    for row in shown.rows:
        for cell in row.cells:
            now = request.POST.get(cell.field) if cell.field else None
            if now is None or now.replace("\r\n", "\n") == cell.text.replace("\r\n", "\n"):
                continue
            everywhere = bool(request.POST.get(f"{cell.field}-everywhere"))
            number = EVERYWHERE if everywhere else row.number
            yield Mend(number, cell.header, cell.text, now.replace("\x00", ""))


@require_POST
def file_recheck(request: PageRequest, upload_id: int) -> HttpResponse:
    """Checks a file anew, with what was mended."""
    upload = visible_upload(request, upload_id)
    try:
        jobs.check_soon(
            actor=request.viewer,
            upload_id=upload_id,
            profile=Profile.from_json(upload.profile),
            size_bytes=upload.size_bytes,
        )
    except (FileBusyError, FileStateError):
        messages.info(request, _("This was asked for already."))
    return redirect("file", upload_id)


@require_POST
def file_mend_parked(request: PageRequest, upload_id: int) -> HttpResponse:
    """Opens the parked rows of a file that was taken in as a file of their own, to be corrected in place."""
    original = visible_upload(request, upload_id)
    report = CheckReport.from_json(original.report)
    if original.state != UploadState.COMMITTED or not report.parked:
        raise Http404
    rows = parked_rows(
        viewer=request.viewer,
        upload_id=upload_id,
        headers=report.headers,
        sentence=lambda stored: problem_message(problem_from_json(stored)),
    )
    note_parked_read(actor=request.viewer, upload_id=upload_id)
    draft = FileDraft(
        agency=original.agency.code,
        name=f"{PurePath(original.file_name).stem}-{_('parked')}.csv",
        content=parked_csv(report.headers, rows, REASON_HEADER),
        handling=original.handling,
        corrects=original.pk,
    )
    corrected = receive_file(actor=request.viewer, file=draft)
    return check_like_original(request, original, corrected)
