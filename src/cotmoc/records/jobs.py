"""Comparing records in the background; what a killed worker left is taken up a minute later."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cotmoc.access.core.viewer import console
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.queries.due import records_due

QUEUE = "matching"
DUE = "records.match_due"


def match_soon(record_ids: Collection[int] = ()) -> None:
    """Has the worker compare what is due, or these records anew, as after a judgement about them."""
    if record_ids:
        match_records.defer(record_ids=sorted(record_ids))
        return
    # The run that waits already will find these records due as well.
    with suppress(AlreadyEnqueued), transaction.atomic():
        match_due.defer()


@app.periodic(cron="* * * * *")
@app.task(queue=QUEUE, name=DUE, queueing_lock=DUE)
def match_due(timestamp: int = 0) -> None:  # noqa: ARG001 - procrastinate tells when it was due
    """Compares the records that changed since the last run, if there are any."""
    if records_due():
        match_incidents(actor=console("matching"))


@app.task(queue=QUEUE, name="records.match_records")
def match_records(record_ids: list[int]) -> None:
    """Compares these records anew."""
    match_incidents(actor=console("matching"), record_ids=record_ids)
