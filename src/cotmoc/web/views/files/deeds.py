"""What is done with a file: taking it in, taking it out, discarding it, bringing corrected rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cotmoc.ingest import jobs
from cotmoc.ingest.actions.committing import undo_file
from cotmoc.ingest.actions.files import FileDraft, discard_file, receive_file
from cotmoc.ingest.actions.locking import FileBusyError, FileStateError
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.queries.tables import upload_head, without_reasons
from cotmoc.ingest.queries.uploads import Upload, UploadState
from cotmoc.records.actions.batches import AlreadyUndoneError
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import file_error_message
from cotmoc.web.views.files.scope import visible_upload


@require_POST
def file_commit(request: PageRequest, upload_id: int) -> HttpResponse:
    """Takes a checked file in; pressed twice, the second time changes nothing."""
    found = visible_upload(request, upload_id)
    try:
        jobs.commit_soon(actor=request.viewer, upload_id=upload_id, size_bytes=found.size_bytes)
    except (FileBusyError, FileStateError):
        messages.info(request, _("This was asked for already."))
    return redirect("file", upload_id)


def file_undo(request: PageRequest, upload_id: int) -> HttpResponse:
    """Says what taking the batch out would do, and on confirmation does it."""
    found = visible_upload(request, upload_id)
    if found.state != UploadState.COMMITTED or found.batch_id is None:
        raise Http404
    if request.method != "POST":
        report = CheckReport.from_json(found.report)
        return render(request, "web/files/undo.html", {"upload": found, "report": report})
    try:
        with transaction.atomic():
            undo_file(actor=request.viewer, upload_id=upload_id)
            jobs.match_soon()
    except (FileBusyError, FileStateError, AlreadyUndoneError):
        messages.info(request, _("This was asked for already."))
    else:
        messages.success(request, _("The whole batch was taken out again."))
    return redirect("file", upload_id)


@require_POST
def file_discard(request: PageRequest, upload_id: int) -> HttpResponse:
    """Gives a file up that was not taken in."""
    visible_upload(request, upload_id)
    try:
        discard_file(actor=request.viewer, upload_id=upload_id)
    except FileBusyError:
        messages.warning(request, _("The file is being worked on. Try again when that has ended."))
        return redirect("file", upload_id)
    except FileStateError as error:
        raise Http404 from error
    messages.info(request, _("The file was discarded. Nothing of it was taken in."))
    return redirect("files")


@require_POST
def file_correct(request: PageRequest, upload_id: int) -> HttpResponse:
    """Checks a file of corrected rows as the original was checked."""
    original = visible_upload(request, upload_id)
    content = request.FILES.get("file")
    if content is None:
        messages.error(request, _("Choose a file first."))
        return redirect("file", upload_id)
    try:
        corrected = _receive_correction(request, original, content)
    except FileError as error:
        messages.error(request, f"{file_error_message(error)} [{error.code}]")
        return redirect("file", upload_id)
    return check_like_original(request, original, corrected)


def _receive_correction(
    request: PageRequest, original: Upload, content: UploadedFile[Any]
) -> Upload:
    draft = FileDraft(
        agency=original.agency.code,
        name=content.name or "",
        content=content.chunks(),
        handling=original.handling,
        corrects=original.pk,
    )
    return receive_file(actor=request.viewer, file=draft)


def check_like_original(request: PageRequest, original: Upload, corrected: Upload) -> HttpResponse:
    """Goes on with the original's profile where the columns are the same, else to the page of columns."""
    report = CheckReport.from_json(original.report)
    if without_reasons(upload_head(corrected)).headers == report.headers:
        jobs.check_soon(
            actor=request.viewer,
            upload_id=corrected.pk,
            profile=Profile.from_json(original.profile),
            size_bytes=corrected.size_bytes,
        )
    return redirect("file", corrected.pk)
