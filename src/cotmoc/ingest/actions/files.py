"""Files received and discarded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction

from cotmoc.access.actions.clock import moment_of_change
from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.queries.organisation import agency_labels
from cotmoc.ingest.actions.locking import hold_upload
from cotmoc.ingest.actions.storage import StoredFile, remove_file, store_file, stored_path
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.isolation.forms import first_rows
from cotmoc.ingest.models import Upload, UploadState
from cotmoc.records.actions.batches import UnknownAgencyError
from cotmoc.records.policies import check_user_can_record_for

OPEN_STATES = (
    UploadState.RECEIVED,
    UploadState.CHECKING,
    UploadState.CHECKED,
    UploadState.COMMITTING,
    UploadState.FAILED,
)


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file as it arrives: for which agency, under which name, and its bytes in chunks.

    `corrects` is the upload whose parked rows this file brings again, corrected: it stands for a part of the
    register, so nothing that is missing in it is withdrawn.
    """

    agency: str
    name: str
    content: Iterable[bytes]
    sheet: str = ""
    handling: str = "shared"
    corrects: int | None = None


@action(Event.FILE_RECEIVED)
def receive_file(*, actor: Viewer, file: FileDraft) -> Upload:
    """The upload of a file, which is kept on the disk; the one still open when the same file was put in before.

    Raises `FileError` for a file that is too large, empty or no table (nothing of it is kept), `UnknownAgencyError`
    and `NotAllowedError`.
    """
    check_user_can_record_for(actor, file.agency)
    agencies = agency_labels()
    if file.agency not in agencies:
        raise UnknownAgencyError(f"no agency has the code {file.agency}", agency=file.agency)
    stored = store_file(file.content)
    _check_readable(file, stored)
    agency_id = agencies[file.agency].id
    if known := _open_upload(agency_id, file, stored):
        return known
    upload = Upload.objects.create(
        agency_id=agency_id,
        file_name=_plain_name(file.name),
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        sheet=file.sheet,
        handling=file.handling,
        corrects_id=file.corrects,
        received_by=actor.name,
        received_at=moment_of_change(),
    )
    record_event(
        actor=actor,
        event=Event.FILE_RECEIVED,
        subject=f"upload:{upload.pk}",
        details={"file": upload.file_name, "sha256": upload.sha256, "agency": file.agency},
    )
    return upload


@action(Event.FILE_DISCARDED)
def discard_file(*, actor: Viewer, upload_id: int) -> None:
    """Gives up a file that was not taken in: what was staged of it goes, and the file where nothing else needs it.

    Raises `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`.
    """
    upload = hold_upload(actor, upload_id, *OPEN_STATES)
    upload.staged.all().delete()
    upload.state = UploadState.DISCARDED
    upload.report, upload.asked_by = {}, {}
    upload.save()
    others = Upload.objects.filter(sha256=upload.sha256).exclude(state=UploadState.DISCARDED)
    if not others.exists():
        transaction.on_commit(lambda: remove_file(upload.sha256))
    record_event(actor=actor, event=Event.FILE_DISCARDED, subject=f"upload:{upload_id}")


def _check_readable(file: FileDraft, stored: StoredFile) -> None:
    """Opens the file once, so that what is no table is refused at the door and nothing of it stays."""
    try:
        first_rows(stored_path(stored.sha256), file.name, file.sheet)
    except FileError:
        if not Upload.objects.filter(sha256=stored.sha256).exists():
            remove_file(stored.sha256)
        raise


def _open_upload(agency_id: int, file: FileDraft, stored: StoredFile) -> Upload | None:
    found = Upload.objects.filter(
        agency_id=agency_id,
        sha256=stored.sha256,
        sheet=file.sheet,
        corrects_id=file.corrects,
        state__in=OPEN_STATES,
    )
    return found.order_by("-pk").first()


def _plain_name(name: str) -> str:
    """The file's own name, without folders, in the length the table keeps."""
    return PurePath(name.replace("\\", "/")).name[-255:] or "file"
