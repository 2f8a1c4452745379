"""The list of files, and putting one in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from cotmoc.access.core.viewer import Role
from cotmoc.ingest.actions.archives import Received, receive_files
from cotmoc.ingest.actions.files import FileDraft
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.queries.uploads import UploadState, files_listed
from cotmoc.web.forms.files import FileForm
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import STATE_BADGES, file_error_message

PER_PAGE = 25


def files(request: PageRequest) -> HttpResponse:
    """The files of the viewer's agency, and a form to put in another one."""
    form = FileForm(request.viewer, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        received = _receive(request, form)
        if received is not None:
            return _received(request, received)
    page = Paginator(files_listed(viewer=request.viewer), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for each in page.object_list:
        each.badge = STATE_BADGES[UploadState(each.state)]  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "is_administrator": request.viewer.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "web/files/list.html", context, status=400 if form.errors else 200)


def _received(request: PageRequest, received: Received) -> HttpResponse:
    """Goes on with the one file; of several, says which were put in and which were not."""
    for error in received.refused:
        name = error.params.get("file", "")
        messages.warning(request, f"{name}: {file_error_message(error)} [{error.code}]")
    if len(received.uploads) == 1:
        return redirect("file", received.uploads[0].pk)
    told = ngettext(
        "%(number)s file of the zip was put in. Open it to confirm its columns.",
        "%(number)s files of the zip were put in. Open each to confirm its columns.",
        len(received.uploads),
    )
    messages.success(request, told % {"number": len(received.uploads)})
    return redirect("files")


def _receive(request: PageRequest, form: FileForm) -> Received | None:
    """What was received; None with the reason at the field when the file cannot be read."""
    file: UploadedFile[Any] = form.cleaned_data["file"]
    draft = FileDraft(
        agency=form.agency_code,
        name=file.name or "",
        content=file.chunks(),
        handling=form.handling,
    )
    try:
        return receive_files(actor=request.viewer, file=draft)
    except FileError as error:
        form.add_error("file", f"{file_error_message(error)} [{error.code}]")
        return None
