"""Reads of the picture that leave a trace: lists with personal data, and exports."""

from __future__ import annotations

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.picture.core.changing import ChangeKind
from cotmoc.picture.core.filters import Filters
from cotmoc.picture.core.kinds import Kind
from cotmoc.picture.queries.changes import (
    ChangedRecord,
    Changes,
    changed_records,
    changes_since,
)
from cotmoc.picture.queries.lists import PAGE_SIZE, Listed, Order, listed


@action(Event.RECORDS_LISTED)
def list_rows(
    *,
    actor: Viewer,
    filters: Filters,
    kind: Kind,
    order: Order,
    start: int = 0,
    size: int = PAGE_SIZE,
) -> Listed:
    """A page of a list, with the audit row of who read which list; both or neither."""
    found = listed(viewer=actor, filters=filters, kind=kind, order=order, start=start, size=size)
    details = {"query": filters.query(), "rows": len(found.rows), "start": start}
    record_event(actor=actor, event=Event.RECORDS_LISTED, subject=f"list:{kind}", details=details)
    return found


@action(Event.RECORDS_LISTED)
def list_changes(
    *, actor: Viewer, filters: Filters, kind: ChangeKind, start: int = 0, size: int = PAGE_SIZE
) -> tuple[Changes, list[ChangedRecord]]:
    """What changed since the moment of the filters, and a page of the records of one kind, with the audit row."""
    changes = changes_since(viewer=actor, filters=filters)
    wanted = [each for each in changes.rows if each.kind is kind][start : start + size]
    details = {"query": filters.query(), "rows": len(wanted), "start": start}
    record_event(
        actor=actor, event=Event.RECORDS_LISTED, subject=f"changes:{kind}", details=details
    )
    return changes, changed_records(wanted)


@action(Event.PICTURE_EXPORTED)
def record_export(
    *, actor: Viewer, filters: Filters, what: str, file_format: str, rows: int
) -> None:
    """Notes that the actor took a table of the picture, or a list, out of the system."""
    record_event(
        actor=actor,
        event=Event.PICTURE_EXPORTED,
        subject=f"{what}.{file_format}",
        details={"query": filters.query(), "rows": rows},
    )
