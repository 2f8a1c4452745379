"""Searches: what is shown and the note that it was shown are one transaction."""

from __future__ import annotations

from collections.abc import Mapping

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.search.core.reading import Part
from cotmoc.search.queries.finding import Answer, kinds_shown, search

LONGEST_PURPOSE = 200


@action(Event.RECORDS_SEARCHED)
def search_records(
    *,
    actor: Viewer,
    text: str,
    limit: int = 10,
    said: Mapping[str, Part] | None = None,
    purpose: str = "",
) -> Answer:
    """The answer to a text, as `search` gives it; audited, with the stated purpose, when it shows anything of a
    record."""
    answer = search(viewer=actor, text=text, limit=limit, said=said)
    if answer.records:
        record_event(
            actor=actor,
            event=Event.RECORDS_SEARCHED,
            purpose=purpose[:LONGEST_PURPOSE],
            details={
                "text": answer.asked.text,
                "shown": kinds_shown(answer.groups),
                "records": list(answer.records),
            },
        )
    return answer
