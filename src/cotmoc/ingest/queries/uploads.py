"""Files as pages and commands show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.parked_file import ParkedRow
from cotmoc.ingest.models import (
    Change,
    LogSheet,
    StagedRecord,
    StagedState,
    Upload,
    UploadProgress,
    UploadState,
)
from cotmoc.ingest.policies import uploads_visible_to

CHUNK = 2_000


def uploads(*, viewer: Viewer) -> QuerySet[Upload]:
    """The files that the viewer may see, the latest first."""
    return uploads_visible_to(viewer).select_related("agency").order_by("-pk")


def files_listed(*, viewer: Viewer) -> QuerySet[Upload]:
    """The files that somebody put in as such; what was logged by hand has pages of its own."""
    logged = LogSheet.objects.filter(upload__isnull=False).values("upload_id")
    return uploads(viewer=viewer).exclude(pk__in=logged)


def upload(*, viewer: Viewer, upload_id: int) -> Upload | None:
    """One file; None when there is none that the viewer may see."""
    return uploads(viewer=viewer).filter(pk=upload_id).first()


def upload_of_batch(*, viewer: Viewer, batch_id: int) -> Upload | None:
    """The file that brought a batch; None when there is none that the viewer may see."""
    return uploads(viewer=viewer).filter(batch_id=batch_id).first()


def earlier_of_same_content(*, viewer: Viewer, upload: Upload) -> Upload | None:
    """The last file of the same content that the same agency took in before this one."""
    earlier = uploads(viewer=viewer).filter(
        agency_id=upload.agency_id,
        sha256=upload.sha256,
        state=UploadState.COMMITTED,
        pk__lt=upload.pk,
    )
    return earlier.first()


def progress(*, viewer: Viewer, upload_id: int) -> tuple[int, int]:
    """Rows done and all rows of the running work on a file; 0 and 0 before it begins."""
    visible = uploads(viewer=viewer).filter(pk=upload_id)
    found = UploadProgress.objects.filter(upload__in=visible.order_by())
    return found.values_list("rows_done", "rows_total").first() or (0, 0)


@dataclass(frozen=True, slots=True)
class StagedFilter:
    """Which staged records of a file: by state, by what committing would do, by the code of a finding."""

    state: str = ""
    change: str = ""
    code: str = ""

    def narrow(self, records: QuerySet[StagedRecord]) -> QuerySet[StagedRecord]:
        """The records that pass; an unknown state or change passes none."""
        if self.state:
            records = records.filter(state=self.state)
        if self.change:
            records = records.filter(change=self.change)
        return records.filter(codes__contains=[self.code]) if self.code else records


def staged_records(
    *, viewer: Viewer, upload_id: int, wanted: StagedFilter
) -> QuerySet[StagedRecord]:
    """The staged records of a file, the parked ones first, each kind in the order of the file."""
    visible = uploads(viewer=viewer).filter(pk=upload_id).order_by()
    found = wanted.narrow(StagedRecord.objects.filter(upload__in=visible))
    return found.alias(waits=Q(state=StagedState.PARKED)).order_by("-waits", "index")


def parked_records(*, viewer: Viewer, upload_id: int) -> Iterator[StagedRecord]:
    """Every parked record of a file, in the order of the file."""
    wanted = StagedFilter(state=StagedState.PARKED)
    found = staged_records(viewer=viewer, upload_id=upload_id, wanted=wanted)
    return found.iterator(CHUNK)


def parked_rows(
    *,
    viewer: Viewer,
    upload_id: int,
    headers: tuple[str, ...],
    sentence: Callable[[Mapping[str, Any]], str],
) -> Iterator[ParkedRow]:
    """Every parked row of a file with its errors in words (`sentence` of a finding) and the cells they stand at."""
    for record in parked_records(viewer=viewer, upload_id=upload_id):
        errors = [found for found in record.problems if found["severity"] == "error"]
        for number, cells in record.rows:
            here = [found for found in errors if found["row"] == number]
            columns = {found["column"] for found in here}
            yield ParkedRow(
                cells,
                "; ".join(": ".join(filter(None, (f["column"], sentence(f)))) for f in here),
                frozenset(at for at, header in enumerate(headers) if header in columns),
                number,
            )


__all__ = [
    "Change",
    "StagedFilter",
    "StagedRecord",
    "StagedState",
    "Upload",
    "UploadState",
    "earlier_of_same_content",
    "files_listed",
    "parked_records",
    "parked_rows",
    "progress",
    "staged_records",
    "upload",
    "upload_of_batch",
    "uploads",
]
