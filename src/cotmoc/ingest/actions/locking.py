"""One upload held for one piece of work, so that no two processes ever work on the same file."""

from __future__ import annotations

from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.models import Upload, UploadState
from cotmoc.ingest.policies import uploads_visible_to
from cotmoc.normalise.errors import CotmocError


class FileBusyError(CotmocError):
    """Another process is working on the file at this moment."""

    code = "file.busy"


class FileStateError(CotmocError):
    """The file is not in a state in which this can be done; `params` name the state."""

    code = "file.wrong_state"


class FileNotFoundForActorError(CotmocError):
    """There is no such file for this actor."""

    code = "file.not_found"


def hold_upload(actor: Viewer, upload_id: int, *states: UploadState) -> Upload:
    """The upload, locked until the running transaction ends.

    The lock leaves room for rows that point at the upload, so that progress can be written beside it. Raises
    `FileNotFoundForActorError` for another agency's, `FileBusyError` and, outside `states`, `FileStateError`.
    """
    visible = uploads_visible_to(actor).select_related("agency")
    try:
        upload = (
            visible.select_for_update(nowait=True, no_key=True, of=("self",))
            .filter(pk=upload_id)
            .first()
        )
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise FileBusyError(f"file {upload_id} is being worked on", upload=upload_id) from error
        raise
    if upload is None:
        raise FileNotFoundForActorError(f"no file {upload_id} for {actor.name}", upload=upload_id)
    if upload.state not in states:
        raise FileStateError(f"file {upload_id} is {upload.state}", state=upload.state)
    return upload
