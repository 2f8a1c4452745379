"""Work on large files asked for, so that the worker does it; and work that cannot be done, given up."""

from __future__ import annotations

from collections.abc import Mapping

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.locking import hold_upload
from cotmoc.ingest.core.acting import viewer_to_json
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.models import Upload, UploadProgress, UploadState

#: A worker may be killed for reasons that are not the file's; five times in a row on one file, it is the file's.
MOST_ATTEMPTS = 5
#: COMMITTING too: a commit that was asked for and not begun may be given up for another look at the file.
CHECKABLE_STATES = (
    UploadState.RECEIVED,
    UploadState.CHECKING,
    UploadState.CHECKED,
    UploadState.COMMITTING,
    UploadState.FAILED,
)


@action(Event.FILE_CHECK_ASKED)
def ask_check(*, actor: Viewer, upload_id: int, profile: Profile) -> None:
    """Notes with which profile the file is to be checked, in the actor's name. The worker does it.

    Raises `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`.
    """
    upload = hold_upload(actor, upload_id, *CHECKABLE_STATES)
    upload.profile = profile.to_json()
    _ask(upload, actor, UploadState.CHECKING)
    record_event(
        actor=actor,
        event=Event.FILE_CHECK_ASKED,
        subject=f"upload:{upload_id}",
        details={"profile": profile.digest()},
    )


@action(Event.FILE_COMMIT_ASKED)
def ask_commit(*, actor: Viewer, upload_id: int) -> None:
    """Notes that the checked file is to be taken in, in the actor's name. The worker does it.

    Raises `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`.
    """
    _ask(hold_upload(actor, upload_id, UploadState.CHECKED), actor, UploadState.COMMITTING)
    record_event(actor=actor, event=Event.FILE_COMMIT_ASKED, subject=f"upload:{upload_id}")


@action(Event.FILE_FAILED)
def fail_file(
    *, actor: Viewer, upload_id: int, code: str, params: Mapping[str, object] | None = None
) -> None:
    """Notes by a stable code why the file could not be worked on; it can be tried again or discarded."""
    upload = hold_upload(actor, upload_id, *CHECKABLE_STATES)
    upload.staged.all().delete()
    upload.state, upload.error_code = UploadState.FAILED, code
    upload.error_params = {name: str(value) for name, value in (params or {}).items()}
    upload.save()
    record_event(
        actor=actor,
        event=Event.FILE_FAILED,
        subject=f"upload:{upload_id}",
        details={"code": code},
    )


@action(Event.FILE_ATTEMPTED)
def begin_attempt(*, actor: Viewer, upload_id: int) -> bool:
    """True when the work may begin; False, and the file is failed, when it was begun too often without an end.

    A file on which the worker dies every time must not keep it from all others. Raises what `hold_upload` raises.
    """
    upload = hold_upload(actor, upload_id, UploadState.CHECKING, UploadState.COMMITTING)
    upload.attempts += 1
    upload.save()
    if upload.attempts <= MOST_ATTEMPTS:
        record_event(
            actor=actor,
            event=Event.FILE_ATTEMPTED,
            subject=f"upload:{upload_id}",
            details={"step": upload.state, "attempt": upload.attempts},
        )
        return True
    fail_file(
        actor=actor, upload_id=upload_id, code="file.given_up", params={"attempts": MOST_ATTEMPTS}
    )
    return False


def _ask(upload: Upload, actor: Viewer, state: UploadState) -> None:
    upload.state, upload.attempts = state, 0
    upload.error_code, upload.error_params = "", {}
    upload.asked_by = viewer_to_json(actor)
    upload.save()
    UploadProgress.objects.filter(upload=upload).delete()
