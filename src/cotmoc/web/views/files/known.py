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
    """A fragment: how many of the new records' persons and conveyances are known already, and the first of them."""
    upload = visible_upload(request, upload_id)
    if upload.state != UploadState.CHECKED:
        raise Http404
    told = show_known_of_file(actor=request.viewer, upload_id=upload_id)
    values = {"told": told, "first": [_shown(each) for each in told.first]}
    return render(request, "web/files/_known.html", values)


def _shown(found: KnownInFile) -> ShownInFile:
    known = found.claim.known
    name = claim_name(found.claim, found.draft)
    return ShownInFile(found.row, known.record_id, shown_claim(known.score, name))
