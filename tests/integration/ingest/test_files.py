"""A file's way: received, checked, taken in, taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.models import AuditEvent
from cotmoc.access.policies import NotAllowedError
from cotmoc.ingest.actions.asking import ask_check, ask_commit
from cotmoc.ingest.actions.checking import check_file
from cotmoc.ingest.actions.committing import commit_file, undo_file
from cotmoc.ingest.actions.files import FileDraft, discard_file, receive_file
from cotmoc.ingest.actions.locking import FileNotFoundForActorError, FileStateError
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.models import StagedRecord, Upload, UploadState
from cotmoc.records.models import Batch, SeizureStatement, SourceRecord, SourceVersion
from tests.cast import Cast

PROFILE = Profile(
    name="seizures",
    kind="incident",
    register="seizures",
    columns=(
        ColumnRule("No", "reference"),
        ColumnRule("Date", "occurred.date"),
        ColumnRule("Goods", "seizure[1].commodity"),
        ColumnRule("Quantity", "seizure[1].quantity"),
    ),
    key=("No",),
)
ROWS = ("A1,01/02/2026,heroin,2 kg", "A2,03/02/2026,heroin,500 g", "A2,03/02/2026,cigarettes,40")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty data folder, so that a test sees only its own files."""
    settings.HOME = tmp_path
    return tmp_path / "uploads"


def csv_of(*rows: str, header: str = "No,Date,Goods,Quantity") -> bytes:
    """A csv file of these rows."""
    return "\n".join((header, *rows)).encode()


def receive(actor: Viewer, content: bytes, *, agency: str = "alpha", **more: Any) -> Upload:
    """The upload of a file with this content."""
    file = FileDraft(agency=agency, name="seizures.csv", content=[content], **more)
    return receive_file(actor=actor, file=file)


def check(actor: Viewer, upload: Upload, profile: Profile = PROFILE) -> CheckReport:
    """The report of checking the upload."""
    ask_check(actor=actor, upload_id=upload.pk, profile=profile)
    return check_file(actor=actor, upload_id=upload.pk)


def take_in(actor: Viewer, content: bytes, profile: Profile = PROFILE) -> CheckReport:
    """The report of receiving, checking and committing a file."""
    upload = receive(actor, content)
    check(actor, upload, profile)
    ask_commit(actor=actor, upload_id=upload.pk)
    return commit_file(actor=actor, upload_id=upload.pk)


def test_check_counts_records_of_several_rows_once(cast: Cast) -> None:
    report = check(cast.alpha_officer, receive(cast.alpha_officer, csv_of(*ROWS)))
    assert (report.rows, report.records, report.ready, report.parked) == (3, 2, 2, 0)


def test_check_takes_nothing_in(cast: Cast) -> None:
    check(cast.alpha_officer, receive(cast.alpha_officer, csv_of(*ROWS)))
    assert not SourceRecord.objects.exists()


def test_row_with_an_error_is_parked_and_the_others_go_in(cast: Cast) -> None:
    report = take_in(cast.alpha_officer, csv_of(*ROWS, "A3,no date at all,heroin,1 kg"))
    assert (report.new, report.parked) == (2, 1)
    assert set(SourceRecord.objects.values_list("key", flat=True)) == {"A1", "A2"}


def test_commit_keeps_rows_as_written(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    rows = SourceVersion.objects.get(record__key="A1").rows
    assert rows == [[2, ["A1", "01/02/2026", "heroin", "2 kg"]]]


def test_file_checked_by_an_earlier_version_of_the_program_goes_in(cast: Cast) -> None:
    upload = receive(cast.alpha_officer, csv_of(*ROWS))
    check(cast.alpha_officer, upload)
    StagedRecord.objects.update(statements="another stamp\nincident\t0\n")
    ask_commit(actor=cast.alpha_officer, upload_id=upload.pk)
    commit_file(actor=cast.alpha_officer, upload_id=upload.pk)
    stated = SeizureStatement.objects.order_by("record__key", "index").values_list("amount")
    assert [int(amount) for (amount,) in stated if amount] == [2_000, 500, 40]


def test_same_file_again_changes_nothing(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    again = take_in(cast.alpha_officer, csv_of(*ROWS))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert Batch.objects.count() == 1


def test_closed_file_again_changes_nothing(cast: Cast) -> None:
    first = receive(cast.alpha_officer, csv_of(*ROWS), handling="closed")
    check(cast.alpha_officer, first)
    ask_commit(actor=cast.alpha_officer, upload_id=first.pk)
    commit_file(actor=cast.alpha_officer, upload_id=first.pk)
    again = check(cast.alpha_officer, receive(cast.alpha_officer, csv_of(*ROWS), handling="closed"))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_revised_file_tells_new_changed_unchanged_and_gone(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS, "A4,05/02/2026,heroin,1 kg"))
    revised = receive(
        cast.alpha_officer,
        csv_of("A1,01/02/2026,heroin,3 kg", *ROWS[1:], "A5,06/02/2026,heroin,1 kg"),
    )
    report = check(cast.alpha_officer, revised)
    assert (report.new, report.changed, report.unchanged, report.gone) == (1, 1, 1, 1)
    assert report.gone_keys == ("A4",)


def test_report_of_the_check_is_what_the_commit_does(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS, "A4,05/02/2026,heroin,1 kg"))
    whole = PROFILE.next_version(coverage="register")
    upload = receive(cast.alpha_officer, csv_of("A1,01/02/2026,heroin,3 kg", *ROWS[1:]))
    checked = check(cast.alpha_officer, upload, whole)
    ask_commit(actor=cast.alpha_officer, upload_id=upload.pk)
    assert commit_file(actor=cast.alpha_officer, upload_id=upload.pk) == checked
    assert checked.withdrawn == 1


def test_undo_restores_what_stood_before(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    take_in(cast.alpha_officer, csv_of("A1,01/02/2026,heroin,3 kg", "A9,01/02/2026,heroin,1 kg"))
    undo_file(actor=cast.alpha_officer, upload_id=Upload.objects.latest("pk").pk)
    standing = SourceRecord.objects.exclude(current=None)
    assert {record.key: record.current.number for record in standing if record.current} == {
        "A1": 1,
        "A2": 1,
    }


def test_undo_twice_is_refused(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    upload = Upload.objects.get()
    undo_file(actor=cast.alpha_officer, upload_id=upload.pk)
    with pytest.raises(FileStateError):
        undo_file(actor=cast.alpha_officer, upload_id=upload.pk)


def test_parked_record_is_not_taken_for_gone(cast: Cast) -> None:
    whole = PROFILE.next_version(coverage="register")
    take_in(cast.alpha_officer, csv_of(*ROWS), whole)
    report = take_in(cast.alpha_officer, csv_of("A1,whenever,heroin,2 kg", *ROWS[1:]), whole)
    assert (report.gone, report.withdrawn, report.parked) == (0, 0, 1)


def test_corrected_rows_withdraw_nothing(cast: Cast) -> None:
    whole = PROFILE.next_version(coverage="register")
    take_in(cast.alpha_officer, csv_of(*ROWS, "A3,whenever,heroin,1 kg"), whole)
    first = Upload.objects.get()
    corrected = receive(cast.alpha_officer, csv_of("A3,07/02/2026,heroin,1 kg"), corrects=first.pk)
    check(cast.alpha_officer, corrected, whole)
    ask_commit(actor=cast.alpha_officer, upload_id=corrected.pk)
    report = commit_file(actor=cast.alpha_officer, upload_id=corrected.pk)
    assert (report.new, report.gone, report.withdrawn) == (1, 0, 0)


def test_check_again_replaces_what_was_staged(cast: Cast) -> None:
    upload = receive(cast.alpha_officer, csv_of(*ROWS))
    check(cast.alpha_officer, upload)
    check(cast.alpha_officer, upload)
    assert StagedRecord.objects.count() == 2


def test_long_record_is_staged_without_pressing_its_texts(cast: Cast) -> None:
    long = f"A1,01/02/2026,{'heroin ' * 400},2 kg"
    upload = receive(cast.alpha_analyst, csv_of(long))
    check(cast.alpha_analyst, upload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(rows) FROM ingest_stagedrecord")
        assert cursor.fetchone()[0] > len(long)


def test_commit_keeps_staged_only_what_has_something_said_about_it(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of("A1,01/02/2026,heroin,2 kg", "A3,whenever,heroin,1 kg"))
    assert [staged.key for staged in StagedRecord.objects.all()] == ["A3"]


def test_file_received_twice_is_one_upload(cast: Cast) -> None:
    first = receive(cast.alpha_officer, csv_of(*ROWS))
    assert receive(cast.alpha_officer, csv_of(*ROWS)).pk == first.pk


def test_empty_file_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(FileError) as refused:
        receive(cast.alpha_officer, b"")
    assert refused.value.code == "file.empty"
    assert not Upload.objects.exists()


def test_file_of_another_kind_is_refused_and_not_kept(cast: Cast, folder: Path) -> None:
    with pytest.raises(FileError) as refused:
        receive(cast.alpha_officer, b"%PDF-1.7 something")
    assert refused.value.code == "file.wrong_type"
    assert not list(folder.iterdir())


def test_file_beyond_the_limit_is_refused_and_not_kept(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cotmoc.ingest.actions.storage.LARGEST_FILE_BYTES", 20)
    with pytest.raises(FileError) as refused:
        receive(cast.alpha_officer, csv_of(*ROWS))
    assert refused.value.code == "file.too_large"
    assert not list(folder.iterdir())


def test_officer_may_not_put_in_for_another_agency(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        receive(cast.alpha_officer, csv_of(*ROWS), agency="bravo")


def test_file_of_another_agency_is_not_there(cast: Cast) -> None:
    upload = receive(cast.alpha_officer, csv_of(*ROWS))
    with pytest.raises(FileNotFoundForActorError):
        discard_file(actor=cast.bravo_analyst, upload_id=upload.pk)


def test_discarded_file_is_removed_from_the_disk(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    upload = receive(cast.alpha_officer, csv_of(*ROWS))
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(actor=cast.alpha_officer, upload_id=upload.pk)
    assert not (folder / upload.sha256).exists()


def test_committed_file_cannot_be_discarded(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    with pytest.raises(FileStateError):
        discard_file(actor=cast.alpha_officer, upload_id=Upload.objects.get().pk)


def test_every_step_is_audited(cast: Cast) -> None:
    take_in(cast.alpha_officer, csv_of(*ROWS))
    upload = Upload.objects.get()
    assert upload.state == UploadState.COMMITTED
    events = AuditEvent.objects.filter(subject=f"upload:{upload.pk}").order_by("pk")
    assert list(events.values_list("event", flat=True)) == [
        "file:received",
        "file:check_asked",
        "file:checked",
        "file:commit_asked",
        "file:committed",
    ]


def test_column_of_a_protected_kind_is_stored_nowhere(cast: Cast) -> None:
    content = csv_of("A1,01/02/2026,heroin,2 kg,Tày", header="No,Date,Goods,Quantity,Dân tộc")
    report = take_in(cast.alpha_officer, content)
    assert dict(report.refused) == {"Dân tộc": "ethnicity"}
    assert SourceVersion.objects.get().rows[0][1][-1] == ""


def test_file_with_a_protected_column_is_not_kept_once_taken_in(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    content = csv_of("A1,01/02/2026,heroin,2 kg,Tày", header="No,Date,Goods,Quantity,Dân tộc")
    with django_capture_on_commit_callbacks(execute=True):
        take_in(cast.alpha_officer, content)
    assert not list(folder.iterdir())


def test_what_was_read_of_a_file_is_let_go_of_once_all_is_in(
    cast: Cast, folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        take_in(cast.alpha_officer, csv_of(*ROWS))
    assert [each.name for each in folder.iterdir()] == [Upload.objects.get().sha256]


def test_rows_of_several_agencies_go_to_each(cast: Cast) -> None:
    shared = PROFILE.next_version(columns=(*PROFILE.columns, ColumnRule("Agency", "agency")))
    content = csv_of(
        "A1,01/02/2026,heroin,2 kg,Lực lượng Alpha",
        "A1,01/02/2026,heroin,2 kg,bravo",
        header="No,Date,Goods,Quantity,Agency",
    )
    take_in(cast.administrator, content, shared)
    assert set(SourceRecord.objects.values_list("agency__code", "key")) == {
        ("alpha", "A1"),
        ("bravo", "A1"),
    }


def test_officer_cannot_bring_rows_of_another_agency(cast: Cast) -> None:
    shared = PROFILE.next_version(columns=(*PROFILE.columns, ColumnRule("Agency", "agency")))
    content = csv_of("A1,01/02/2026,heroin,2 kg,bravo", header="No,Date,Goods,Quantity,Agency")
    report = take_in(cast.alpha_officer, content, shared)
    assert [finding.code for finding in report.findings] == ["agency.not_yours"]
    assert not SourceRecord.objects.exists()
