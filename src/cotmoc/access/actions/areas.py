"""The audit event of actions of areas, which stand below access and cannot write it themselves."""

from __future__ import annotations

from collections.abc import Mapping

from cotmoc.access.actions.frame import record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.areas.core.ports import Actor


def record_areas_event(
    *, actor: Actor, event: str, subject: str, details: Mapping[str, object]
) -> None:
    """Writes the audit event of an action of areas in the running transaction; an `AuditSink`."""
    viewer = actor if isinstance(actor, Viewer) else Viewer(name=actor.name)
    record_event(actor=viewer, event=Event(event), subject=subject, details=details)
