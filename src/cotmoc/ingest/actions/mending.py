"""Cells of a checked file mended by hand."""

from __future__ import annotations

from collections.abc import Sequence

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.locking import hold_upload
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mends import LONGEST_CELL, Mend
from cotmoc.ingest.models import CellMend, UploadState
from cotmoc.normalise.errors import CotmocError


class CellNotMendableError(CotmocError):
    """The file has no such column, the product takes no such column, or the text is too long for a cell."""

    code = "file.not_mendable"


@action(Event.FILE_MENDED)
def mend_cells(*, actor: Viewer, upload_id: int, mends: Sequence[Mend]) -> int:
    """How many cells are read otherwise from the next check on; those that say the same already are left out.

    The file stays as it was received; the mends are a layer over it, and the latest of a cell holds. To take one back,
    mend the cell to what it says. Raises `CellNotMendableError`, `FileNotFoundForActorError`, `FileBusyError`,
    `FileStateError`.
    """
    upload = hold_upload(actor, upload_id, UploadState.CHECKED)
    report = CheckReport.from_json(upload.report)
    changes = [mend for mend in mends if mend.now != mend.was]
    for mend in changes:
        _check_mendable(mend, report)
    CellMend.objects.bulk_create(
        CellMend(
            upload=upload,
            row=mend.row,
            column=mend.column,
            was=mend.was,
            now=mend.now,
            mended_by=actor.name,
        )
        for mend in changes
    )
    if changes:
        record_event(
            actor=actor,
            event=Event.FILE_MENDED,
            subject=f"upload:{upload_id}",
            details={"cells": [[mend.row, mend.column] for mend in changes]},
        )
    return len(changes)


def _check_mendable(mend: Mend, report: CheckReport) -> None:
    if mend.column not in report.headers or mend.column in report.refused:
        raise CellNotMendableError("no cell to mend", column=mend.column, row=mend.row)
    if len(mend.now) > LONGEST_CELL:
        raise CellNotMendableError("too long for a cell", column=mend.column, row=mend.row)
