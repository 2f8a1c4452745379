"""Reading what a file holds, noted like every reading of records: rows name people."""

from __future__ import annotations

from collections.abc import Iterable

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.models import StagedRecord
from cotmoc.ingest.queries.known import KnownOfFile, known_of_file

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


@action(Event.KNOWN_SHOWN)
def show_known_of_file(*, actor: Viewer, upload_id: int, start: int = 0) -> KnownOfFile:
    """Who of a file's new records, from a place in it on, is known already; of which records the actor was told is
    audited."""
    told = known_of_file(viewer=actor, upload_id=upload_id, start=start)
    if told.found:
        record_event(
            actor=actor,
            event=Event.KNOWN_SHOWN,
            subject=f"upload:{upload_id}",
            details={"records": sorted({each.claim.known.record_id for each in told.found})},
        )
    return told
