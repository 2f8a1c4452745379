"""What every action of the project is made of: one transaction, one kind of audit event, one revision."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from cotmoc.access.actions.clock import moment_of_change
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent, Revision

P = ParamSpec("P")
R = TypeVar("R")

#: Key of the advisory lock under which revisions are numbered ("COTMOC" in ASCII).
REVISION_LOCK = 0x434F544D4F43


def action(event: Event) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function an action: atomic, and known by the one kind of audit event that it writes."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                return function(*args, **kwargs)

        run.event = event  # type: ignore[attr-defined]
        return run

    return decorate


def record_event(
    *,
    actor: Viewer,
    event: Event,
    subject: str = "",
    details: Mapping[str, object] | None = None,
    purpose: str = "",
) -> None:
    """Writes one audit event in the running transaction.

    Raises `TransactionManagementError` outside one: an audit row that could outlive a failed deed, or be lost with
    a deed that succeeded, would be worth nothing.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit event needs a transaction")
    AuditEvent.objects.create(
        user_id=actor.user_id,
        actor_name=actor.name,
        agency_id=actor.agency_id,
        event=event,
        subject=subject,
        purpose=purpose,
        details=dict(details or {}),
    )


def open_revision(*, actor: Viewer, event: Event) -> Revision:
    """The next revision, numbered under a lock that is held until the running transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REVISION_LOCK])
    latest, now = Revision.objects.order_by("-number").first(), moment_of_change()
    return Revision.objects.create(
        number=latest.number + 1 if latest else 1,
        at=max(now, latest.at) if latest else now,
        actor_name=actor.name,
        event=event,
    )
