"""Work that was asked for is done by whoever comes first, once; what a killed process left is taken up."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest import jobs
from cotmoc.ingest.actions.asking import MOST_ATTEMPTS, ask_check, ask_commit
from cotmoc.ingest.actions.files import FileDraft, receive_file
from cotmoc.ingest.actions.locking import FileBusyError, hold_upload
from cotmoc.ingest.actions.progress import progress_of
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.models import Upload, UploadState
from cotmoc.ingest.queries.uploads import progress
from cotmoc.records.models import SourceRecord
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PROFILE = Profile(
    name="p",
    kind="incident",
    register="r",
    columns=(ColumnRule("No", "reference"), ColumnRule("Date", "occurred.date")),
    key=("No",),
)
CONTENT = b"No,Date\nA1,01/02/2026\nA2,02/02/2026\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """An empty data folder."""
    settings.HOME = tmp_path


def asked(actor: Viewer, content: bytes = CONTENT) -> Upload:
    """A file whose check is asked for, in the actor's name."""
    upload = receive_file(actor=actor, file=FileDraft("alpha", "a.csv", [content]))
    ask_check(actor=actor, upload_id=upload.pk, profile=PROFILE)
    return upload


def state_of(upload: Upload) -> str:
    """The file's present state."""
    return Upload.objects.values_list("state", flat=True).get(pk=upload.pk)


def test_waiting_files_are_taken_up_without_any_job(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    jobs.resume_files(0)
    assert state_of(upload) == UploadState.CHECKED


def test_commit_is_done_in_the_name_of_who_asked(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    jobs.resume_files(0)
    ask_commit(actor=cast.alpha_officer, upload_id=upload.pk)
    jobs.resume_files(0)
    assert state_of(upload) == UploadState.COMMITTED
    assert SourceRecord.objects.count() == 2


def test_job_that_comes_twice_does_nothing_the_second_time(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    jobs.work_on_file(upload.pk)
    jobs.work_on_file(upload.pk)
    assert state_of(upload) == UploadState.CHECKED


def test_large_file_is_handed_to_the_worker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SMALL_BYTES", 5)
    upload = receive_file(actor=cast.alpha_officer, file=FileDraft("alpha", "a.csv", [CONTENT]))
    jobs.check_soon(
        actor=cast.alpha_officer,
        upload_id=upload.pk,
        profile=PROFILE,
        size_bytes=upload.size_bytes,
    )
    assert state_of(upload) == UploadState.CHECKING
    job = ProcrastinateJob.objects.get(task_name="ingest.work_on_file")
    assert job.args == {"upload_id": upload.pk}


def test_file_begun_too_often_is_given_up(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    Upload.objects.filter(pk=upload.pk).update(attempts=MOST_ATTEMPTS)
    jobs.resume_files(0)
    upload.refresh_from_db()
    assert (upload.state, upload.error_code) == (UploadState.FAILED, "file.given_up")


def test_file_that_cannot_be_read_fails_with_its_code(cast: Cast, tmp_path: Path) -> None:
    upload = asked(cast.alpha_officer)
    (tmp_path / "uploads" / upload.sha256).unlink()
    jobs.resume_files(0)
    upload.refresh_from_db()
    assert (upload.state, upload.error_code) == (UploadState.FAILED, "file.gone")


def test_file_held_by_one_process_is_busy_for_another(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT 1 FROM ingest_upload WHERE id = %s FOR NO KEY UPDATE", [upload.pk]
            )
            with pytest.raises(FileBusyError), transaction.atomic():
                hold_upload(cast.alpha_officer, upload.pk, UploadState.CHECKING)
            jobs.resume_files(0)
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert state_of(upload) == UploadState.CHECKING


def test_progress_is_seen_while_the_work_is_not_yet_committed(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    with transaction.atomic():
        hold_upload(cast.alpha_officer, upload.pk, UploadState.CHECKING)
        with progress_of(upload.pk) as tell:
            tell(5, 5)
        assert progress(viewer=cast.alpha_officer, upload_id=upload.pk) == (5, 5)


def test_progress_of_another_agency_is_not_told(cast: Cast) -> None:
    upload = asked(cast.alpha_officer)
    with progress_of(upload.pk) as tell:
        tell(5, 5)
    assert progress(viewer=cast.bravo_analyst, upload_id=upload.pk) == (0, 0)
