"""Files that wait for work, whoever asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.acting import viewer_from_json
from cotmoc.ingest.models import Upload, UploadState

STEPS = {UploadState.CHECKING.value: "check", UploadState.COMMITTING.value: "commit"}


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file, the step it waits for (check or commit), and in whose name that is done."""

    upload_id: int
    step: str
    actor: Viewer


def files_waiting() -> list[WaitingFile]:
    """Every file that waits for something, in the order in which they came. For the worker, not for pages."""
    waiting = Upload.objects.filter(state__in=STEPS).order_by("pk")
    return [_waiting(upload) for upload in waiting]


def waiting_file(upload_id: int) -> WaitingFile | None:
    """What the file waits for; None when it waits for nothing."""
    upload = Upload.objects.filter(state__in=STEPS, pk=upload_id).first()
    return _waiting(upload) if upload else None


def _waiting(upload: Upload) -> WaitingFile:
    return WaitingFile(upload.pk, STEPS[upload.state], viewer_from_json(upload.asked_by))
