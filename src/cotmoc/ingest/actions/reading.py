"""Reading what a file holds, noted like every reading of records: rows name people."""

from __future__ import annotations

from collections.abc import Iterable

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.models import StagedRecord

MOST_ROWS_NOTED = 200


@action(Event.FILE_READ)
def note_rows_read(*, actor: Viewer, upload_id: int, records: Iterable[StagedRecord]) -> None:
    """Notes which rows of a file (by the number of each record's first row) the actor was shown."""
    rows = [record.first_row for record in records]
    if rows:
        record_event(
            actor=actor,
            event=Event.FILE_READ,
            subject=f"upload:{upload_id}",
            details={"records": len(rows), "first_rows": rows[:MOST_ROWS_NOTED]},
        )


@action(Event.FILE_READ)
def note_parked_read(*, actor: Viewer, upload_id: int) -> None:
    """Notes that the actor was given all parked rows of a file."""
    record_event(
        actor=actor,
        event=Event.FILE_READ,
        subject=f"upload:{upload_id}",
        details={"records": "parked"},
    )
