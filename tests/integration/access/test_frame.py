"""Audit events and revisions: written with the deed, or not at all."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from cotmoc.access.actions.frame import open_revision, record_event
from cotmoc.access.events import Event
from cotmoc.access.models import AuditEvent, Revision
from cotmoc.access.queries.revisions import latest_revision, revision_at
from tests.cast import CONSOLE


@pytest.mark.django_db(transaction=True)
def test_record_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record_event(actor=CONSOLE, event=Event.INCIDENT_READ)


@pytest.mark.django_db
def test_audit_event_cannot_be_altered() -> None:
    record_event(actor=CONSOLE, event=Event.INCIDENT_READ, subject="incident:1")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        AuditEvent.objects.update(subject="incident:2")


@pytest.mark.django_db
def test_audit_event_cannot_be_deleted() -> None:
    record_event(actor=CONSOLE, event=Event.INCIDENT_READ)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        AuditEvent.objects.all().delete()


@pytest.mark.django_db
def test_revisions_are_numbered_without_gaps() -> None:
    numbers = [open_revision(actor=CONSOLE, event=Event.BATCH_COMMITTED).number for _ in range(3)]
    assert numbers == [latest_revision() - 2, latest_revision() - 1, latest_revision()]


@pytest.mark.django_db
def test_revision_at_a_moment_before_the_first_is_zero() -> None:
    first = open_revision(actor=CONSOLE, event=Event.BATCH_COMMITTED)
    assert revision_at(first.at - timedelta(seconds=1)) == 0


@pytest.mark.django_db
def test_revision_at_the_moment_it_was_made_is_that_revision() -> None:
    first = open_revision(actor=CONSOLE, event=Event.BATCH_COMMITTED)
    assert revision_at(first.at) == first.number


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_are_ordered_by_their_revisions() -> None:
    seen: list[int] = []
    first_holds = threading.Event()

    def second_writer() -> None:
        first_holds.wait(5)
        with transaction.atomic():
            seen.append(open_revision(actor=CONSOLE, event=Event.BATCH_COMMITTED).number)
        connection.close()

    thread = threading.Thread(target=second_writer)
    thread.start()
    with transaction.atomic():
        mine = open_revision(actor=CONSOLE, event=Event.BATCH_COMMITTED).number
        first_holds.set()
        thread.join(0.3)
        assert seen == []
    thread.join(5)
    assert seen == [mine + 1]
    assert Revision.objects.count() >= 2
