"""Photographs and documents of a sheet: attached, taken off, and sent so that no browser ever runs them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cotmoc.ingest.actions.attaching import attach_file, open_attached, remove_attached
from cotmoc.ingest.core.attached import PICTURES
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.queries.log_sheets import log_sheet
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.presenting import file_error_message

#: A file of strangers is data: nothing in it may run, load or be a page of this site.
INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def attach_sent(request: PageRequest, token: str) -> HttpResponse:
    """Attaches the files that were sent with a sheet, and shows the list of all, with what could not be taken."""
    errors: list[str] = []
    sent = request.FILES.getlist("files")
    for file in sent:
        try:
            attach_file(
                actor=request.viewer,
                token=token,
                name=file.name or "",
                content=file.chunks(),
            )
        except FileError as error:
            errors.append(f"{file.name}: {file_error_message(error)} [{error.code}]")
    if not sent:
        errors.append(_("Choose a file first."))
    return _listed(request, token, errors)


@require_POST
def detach(request: PageRequest, token: str, file_id: int) -> HttpResponse:
    """Takes a file off a draft."""
    remove_attached(actor=request.viewer, token=token, file_id=file_id)
    return _listed(request, token, [])


def _listed(request: PageRequest, token: str, errors: list[str]) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        for error in errors:
            messages.error(request, error)
        return redirect("log_sheet", token)
    sheet = log_sheet(viewer=request.viewer, token=token)
    files = list(sheet.files.order_by("pk")) if sheet else []
    context = {"token": token, "files": files, "file_errors": errors, "pictures": PICTURES}
    return render(request, "web/log/_files.html", context)


@require_GET
def attached(request: PageRequest, token: str, file_id: int) -> HttpResponseBase:
    """An attached file as a download; the reading is audited."""
    opened = open_attached(actor=request.viewer, token=token, file_id=file_id)
    if opened is None:
        raise Http404
    return FileResponse(
        opened.path.open("rb"),
        as_attachment=True,
        filename=opened.file.file_name,
        content_type=opened.file.media_type,
        headers=INERT,
    )
