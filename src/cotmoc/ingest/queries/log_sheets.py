"""Log sheets as pages show them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.models import LogSheet, SheetFile, SheetState
from cotmoc.ingest.policies import sheets_of, sheets_visible_to


def drafts(*, viewer: Viewer) -> QuerySet[LogSheet]:
    """The viewer's drafts, the last changed first."""
    return sheets_of(viewer).filter(state=SheetState.DRAFT).order_by("-changed_at", "-pk")


def filed_sheets(*, viewer: Viewer) -> QuerySet[LogSheet]:
    """The sheets that the viewer filed, the last first."""
    return sheets_of(viewer).filter(state=SheetState.FILED).order_by("-changed_at", "-pk")


def log_sheet(*, viewer: Viewer, token: str) -> LogSheet | None:
    """A sheet of the viewer, or one filed whose record the viewer may open; None when there is none."""
    found = sheets_visible_to(viewer).select_related("agency", "user", "upload")
    return found.filter(token=token).first()


def is_taken(*, viewer: Viewer, token: str) -> bool:
    """True for the name of a sheet that is not the viewer's."""
    mine = sheets_of(viewer).filter(token=token)
    return LogSheet.objects.filter(token=token).exclude(pk__in=mine).exists()


def sheets_of_batches(*, viewer: Viewer, batch_ids: Collection[int]) -> dict[int, LogSheet]:
    """The sheets that these batches were filed from, by batch, of those that the viewer may see."""
    found = sheets_visible_to(viewer).filter(upload__batch_id__in=batch_ids, state=SheetState.FILED)
    sheets = found.select_related("upload").prefetch_related("files")
    return {s.upload.batch_id: s for s in sheets if s.upload and s.upload.batch_id is not None}


__all__ = [
    "LogSheet",
    "SheetFile",
    "SheetState",
    "drafts",
    "filed_sheets",
    "is_taken",
    "log_sheet",
    "sheets_of_batches",
]
