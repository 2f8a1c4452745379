"""Comparing records anew in the background.

What is due because a file came in or went out is compared by the jobs of `cotmoc.ingest`; here it is what a person's
judgement may have changed. A job that is lost with its worker costs nothing but a proposal that comes later.
"""

from __future__ import annotations

from collections.abc import Collection

from procrastinate.contrib.django import app

from cotmoc.access.core.viewer import console
from cotmoc.records.actions.matching import match_incidents
from cotmoc.records.actions.resolving import match_by_thresholds


def match_soon(record_ids: Collection[int]) -> None:
    """Has the worker compare these records and their partners anew, as after a judgement about them."""
    match_judged.defer(record_ids=sorted(record_ids))


@app.task(queue="matching", name="records.match_judged")
def match_judged(record_ids: list[int]) -> None:
    """Compares these records anew."""
    match_incidents(actor=console("matching"), record_ids=record_ids)


def match_by_thresholds_soon(kind: str) -> None:
    """Has the worker compare everything of a kind by the thresholds that hold, as after a change of them."""
    match_by_new_thresholds.defer(kind=kind)


@app.task(queue="matching", name="records.match_by_thresholds")
def match_by_new_thresholds(kind: str) -> None:
    """Compares everything of a kind by the thresholds that hold."""
    match_by_thresholds(actor=console("matching"), kind=kind)
