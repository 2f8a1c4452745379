"""Work on large files, done by the worker; what a killed process left is taken up again.

A job is only a hint that there is work: what is to be done stands in the upload's state. A job that is lost with its
worker costs a minute, a job that comes twice finds nothing left to do.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from cotmoc.access.core.viewer import Viewer, console
from cotmoc.ingest.actions.asking import ask_check, ask_commit, begin_attempt, fail_file
from cotmoc.ingest.actions.checking import check_file
from cotmoc.ingest.actions.committing import commit_file
from cotmoc.ingest.actions.locking import FileBusyError, FileStateError
from cotmoc.ingest.actions.log_sheets import discard_forgotten_sheets
from cotmoc.ingest.actions.progress import progress_of, silent
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.queries.waiting import WaitingFile, files_waiting, waiting_file
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.resolving import match_everything
from cotmoc.records.queries.due import is_matching_due

logger = logging.getLogger(__name__)

#: Files up to this size are worked on while the user waits: about two seconds.
SMALL_BYTES = 300_000


def check_soon(*, actor: Viewer, upload_id: int, profile: Profile, size_bytes: int) -> None:
    """Checks a small file at once, and has the worker check a large one."""
    with transaction.atomic():
        ask_check(actor=actor, upload_id=upload_id, profile=profile)
        _hand_over(upload_id, size_bytes)
    _do_now(upload_id, size_bytes)


def commit_soon(*, actor: Viewer, upload_id: int, size_bytes: int) -> None:
    """Takes a small checked file in at once, and has the worker take in a large one."""
    with transaction.atomic():
        ask_commit(actor=actor, upload_id=upload_id)
        _hand_over(upload_id, size_bytes)
    _do_now(upload_id, size_bytes)


def match_soon() -> None:
    """Has the worker compare what came in or went out with the records of the other agencies."""
    match_records.defer()


@app.task(queue="files", name="ingest.work_on_file")
def work_on_file(upload_id: int) -> None:
    """Does whatever the file waits for: checking, or taking in and comparing."""
    waiting = waiting_file(upload_id)
    if waiting is not None:
        work_on(waiting)


@app.task(queue="files", name="ingest.match_records")
def match_records() -> None:
    """Compares every record that changed since the last comparison; which ones follows from the records alone."""
    match_everything(actor=console("worker"))


@app.periodic(cron="* * * * *")
@app.task(queue="files", name="ingest.resume_files", queueing_lock="ingest.resume_files")
def resume_files(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """Takes up every file, and every comparison, that waits and that no process is working on."""
    for waiting in files_waiting():
        work_on(waiting)
    if is_matching_due():
        match_records()


@app.periodic(cron="17 3 * * *")
@app.task(queue="files", name="ingest.discard_sheets", queueing_lock="ingest.discard_sheets")
def discard_sheets(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """Gives up the drafts of log sheets that nobody went on with."""
    while discard_forgotten_sheets(actor=console("worker"), now=timezone.now()):
        pass


def work_on(waiting: WaitingFile, *, told: bool = True) -> None:
    """Does the step that the file waits for; steps aside for a process that is doing it already.

    `told`: pages can follow the progress, over a second connection to the database.
    """
    try:
        if not begin_attempt(actor=waiting.actor, upload_id=waiting.upload_id):
            return
        with progress_of(waiting.upload_id) if told else nullcontext(silent) as progress:
            step = check_file if waiting.step == "check" else commit_file
            step(actor=waiting.actor, upload_id=waiting.upload_id, progress=progress)
    except (FileBusyError, FileStateError) as reason:
        logger.info("file %s is left to another process: %s", waiting.upload_id, reason)
        return
    except CotmocError as error:
        _fail(waiting, error)
        return
    if waiting.step == "commit":
        match_soon()


def _fail(waiting: WaitingFile, error: CotmocError) -> None:
    fail_file(
        actor=waiting.actor, upload_id=waiting.upload_id, code=error.code, params=error.params
    )


def _hand_over(upload_id: int, size_bytes: int) -> None:
    """Leaves a large file to the worker, in the transaction in which the work is asked for."""
    if size_bytes > SMALL_BYTES:
        work_on_file.defer(upload_id=upload_id)


def _do_now(upload_id: int, size_bytes: int) -> None:
    """Works on a small file in the request; a file that another process has begun is left to it."""
    waiting = waiting_file(upload_id) if size_bytes <= SMALL_BYTES else None
    if waiting is not None:
        work_on(waiting, told=False)
