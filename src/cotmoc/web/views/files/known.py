"""Who of a checked file is known already, beside its report."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cotmoc.ingest.actions.reading import show_known_of_file
from cotmoc.ingest.queries.known import KnownInFile
from cotmoc.ingest.queries.uploads import UploadState
from cotmoc.web.claims import ShownClaim, claim_name, shown_claim
from cotmoc.web.requests import PageRequest
from cotmoc.web.views.files.scope import visible_upload


@dataclass(frozen=True, slots=True)
class ShownInFile:
    """One who is known: the row of the file, the record that is known, and why."""

    row: int
    record: int
    claim: ShownClaim


@require_GET
def file_known(request: PageRequest, upload_id: int) -> HttpResponse:
    """A fragment: who of the new records is known already, from the place in the file on that `start` names."""
    upload = visible_upload(request, upload_id)
    if upload.state != UploadState.CHECKED:
        raise Http404
    written = request.GET.get("start", "0")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise Http404
    told = show_known_of_file(actor=request.viewer, upload_id=upload_id, start=int(written))
    found = [_shown(each) for each in told.found]
    values = {"told": told, "found": found, "goes_on": int(written) > 0, "upload": upload}
    return render(request, "web/files/_known.html", values)


def _shown(found: KnownInFile) -> ShownInFile:
    known = found.claim.known
    name = claim_name(found.claim, found.draft)
    return ShownInFile(found.row, known.record_id, shown_claim(known.score, name))
