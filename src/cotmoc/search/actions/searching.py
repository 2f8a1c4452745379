"""Searches: what is shown and the note that it was shown are one transaction."""

from __future__ import annotations

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.search.queries.finding import Answer, kinds_shown, search


@action(Event.RECORDS_SEARCHED)
def search_records(*, actor: Viewer, text: str, limit: int = 10) -> Answer:
    """The answer to a text, as `search` gives it; audited when it shows or counts anything of a record."""
    answer = search(viewer=actor, text=text, limit=limit)
    if answer.records or answer.closed:
        record_event(
            actor=actor,
            event=Event.RECORDS_SEARCHED,
            details={
                "text": answer.asked.text,
                "shown": kinds_shown(answer.groups),
                "records": list(answer.records),
                "closed": answer.closed,
            },
        )
    return answer
