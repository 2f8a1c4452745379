"""Comparing records anew in the background.

What is due because a file came in or went out is compared by the jobs of `cotmoc.ingest`; here it is what a person's
judgement may have changed. A job that is lost with its worker costs nothing but a proposal that comes later.
"""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cotmoc.access.core.viewer import console
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_by_thresholds, match_parties
from cotmoc.records.queries.resolvable import PARTY


def match_soon() -> None:
    """Has the worker compare what is due, as after a judgement; a job that waits already sees to it as well."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        match_judged.defer()


@app.task(queue="matching", name="records.match_judged", queueing_lock="records.match_judged")
def match_judged() -> None:
    """Compares the incidents that were judged, or changed, since the last comparison, and then the persons of them."""
    actor = console("matching")
    match_incidents(actor=actor)
    match_parties(actor=actor, kind=PARTY)


def match_by_thresholds_soon(kind: str) -> None:
    """Has the worker compare everything of a kind by the thresholds that hold, as after a change of them."""
    match_by_new_thresholds.defer(kind=kind)


@app.task(queue="matching", name="records.match_by_thresholds")
def match_by_new_thresholds(kind: str) -> None:
    """Compares everything of a kind by the thresholds that hold."""
    match_by_thresholds(actor=console("matching"), kind=kind)
