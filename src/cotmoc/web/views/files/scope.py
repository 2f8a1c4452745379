"""The file that a page is about."""

from __future__ import annotations

from django.http import Http404

from cotmoc.ingest.queries.uploads import Upload, upload
from cotmoc.web.requests import PageRequest


def visible_upload(request: PageRequest, upload_id: int) -> Upload:
    """The file, for those who may know of it; 404 for all others."""
    found = upload(viewer=request.viewer, upload_id=upload_id)
    if found is None:
        raise Http404
    return found
