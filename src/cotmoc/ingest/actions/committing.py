"""Checked files taken in, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.files import OPEN_STATES
from cotmoc.ingest.actions.locking import hold_upload
from cotmoc.ingest.actions.progress import Progress, silent
from cotmoc.ingest.actions.storage import remove_file, remove_read
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.collecting import collecting_rarely
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.models import StagedRecord, StagedState, Upload, UploadState
from cotmoc.records.actions.batches import UndoReport, commit_batch, undo_batch
from cotmoc.records.core.batches import (
    BatchDraft,
    BatchReport,
    Coverage,
    DocumentTable,
    StoredRecord,
)
from cotmoc.records.core.serialise import from_json
from cotmoc.records.core.statement_rows import is_current, statement_lines
from cotmoc.records.policies import user_can_record_for
from cotmoc.records.queries.naming import known_ids

CHUNK = 2_000
DOCUMENTS = DocumentTable(StagedRecord._meta.db_table, "drafts", "rows", "problems")


@action(Event.FILE_COMMITTED)
@collecting_rarely()
def commit_file(*, actor: Viewer, upload_id: int, progress: Progress = silent) -> CheckReport:
    """Takes the ready records of a checked file in, as one batch in one transaction, and reports what it changed.

    The file's own state changes in the same transaction: killed at any moment, either all of it happened or nothing
    did. Parked records, and those with something to be said about them, stay staged for the report; the others go.

    Raises `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`, and what `commit_batch` raises.
    """
    upload = hold_upload(actor, upload_id, UploadState.COMMITTING)
    before = CheckReport.from_json(upload.report)
    done = commit_batch(
        actor=actor,
        batch=_batch(actor, upload),
        records=_ready_records(upload, before.ready, progress),
        documents=DOCUMENTS,
    )
    report = before.with_numbers(_told(upload, done))
    upload.staged.filter(state=StagedState.READY, codes=[]).delete()
    upload.state, upload.report = UploadState.COMMITTED, report.to_json()
    upload.batch_id, upload.asked_by = done.batch_id, {}
    upload.save()
    if report.refused:
        _let_go_of(upload, remove_file)
    elif not report.parked:
        _let_go_of(upload, remove_read)
    record_event(
        actor=actor,
        event=Event.FILE_COMMITTED,
        subject=f"upload:{upload_id}",
        details={"batch": done.batch_id, "parked": report.parked, **done.counts()},
    )
    return report


def _let_go_of(upload: Upload, remove: Callable[[str], None]) -> None:
    """Removes what is not needed of a file that was taken in, unless it is open elsewhere; its rows are kept."""
    others = Upload.objects.filter(sha256=upload.sha256, state__in=OPEN_STATES)
    if not others.exclude(pk=upload.pk).exists():
        transaction.on_commit(lambda: remove(upload.sha256))


@action(Event.FILE_UNDONE)
def undo_file(*, actor: Viewer, upload_id: int) -> UndoReport:
    """Takes the whole batch of a file out again: what stood before it stands again.

    Raises `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`, and what `undo_batch` raises.
    """
    upload = hold_upload(actor, upload_id, UploadState.COMMITTED)
    undone = UndoReport(versions=0, touched=())
    if upload.batch_id is not None:
        undone = undo_batch(actor=actor, batch_id=upload.batch_id)
    upload.state = UploadState.UNDONE
    upload.save()
    record_event(
        actor=actor,
        event=Event.FILE_UNDONE,
        subject=f"upload:{upload_id}",
        details={"batch": upload.batch_id, "versions": undone.versions},
    )
    return undone


def _told(upload: Upload, done: BatchReport) -> dict[str, int]:
    """The numbers of the batch; a file of corrected rows says nothing about records that are not in it."""
    return done.counts() | ({"gone": 0} if upload.corrects_id else {})


def _batch(actor: Viewer, upload: Upload) -> BatchDraft:
    profile = Profile.from_json(upload.profile)
    report = CheckReport.from_json(upload.report)
    return BatchDraft(
        agency=upload.agency.code,
        register=profile.register,
        kind=profile.kind,
        file_name=upload.file_name,
        file_sha256=upload.sha256,
        headers=report.headers,
        profile=upload.profile,
        coverage=coverage_of(upload, profile),
        parked=tuple(_parked(actor, upload)),
    )


def _parked(actor: Viewer, upload: Upload) -> Iterator[tuple[str | None, str]]:
    """Agency and key of the parked records; without those of agencies that are not the actor's to record for."""
    parked = upload.staged.filter(state=StagedState.PARKED).values_list("agency", "key")
    for agency, key in parked:
        if user_can_record_for(actor, agency or upload.agency.code):
            yield agency or None, key


def coverage_of(upload: Upload, profile: Profile) -> Coverage:
    """How missing records are read: never as withdrawn by a file that brings corrected rows only."""
    return Coverage.NONE if upload.corrects_id else Coverage(profile.coverage)


def _ready_records(upload: Upload, total: int, progress: Progress) -> Iterator[StoredRecord]:
    """The ready records in the order of the file; their documents stay where they are."""
    ready = StagedRecord.objects.filter(upload=upload, state=StagedState.READY).order_by("index")
    found = ready.values_list("key", "agency", "content_hash", "statements", "pk").iterator(CHUNK)
    for done, (key, agency, digest, statements, staged) in enumerate(found, start=1):
        current = statements if is_current(statements) else _stated_anew(staged)
        yield StoredRecord(key, agency or None, upload.handling, digest, current, staged)
        progress(done, total)


def _stated_anew(staged: int) -> str:
    """The statements of a record that an earlier version of the program has checked."""
    drafts = StagedRecord.objects.values_list("drafts", flat=True).get(pk=staged)
    return statement_lines([from_json(draft) for draft in drafts], known_ids())
