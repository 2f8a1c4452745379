"""Files checked: read whole, understood, compared with what stands, and staged. Nothing is taken in."""

from __future__ import annotations

from dataclasses import replace

from cotmoc.access.actions.frame import action, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.ingest.actions.comparing import compare_staged
from cotmoc.ingest.actions.locking import hold_upload
from cotmoc.ingest.actions.progress import Progress, silent
from cotmoc.ingest.actions.side_processes import Hands, many_hands, processes_for
from cotmoc.ingest.actions.staging import stage_records
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.collecting import collecting_rarely
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.mends import Mends
from cotmoc.ingest.core.staged_text import World
from cotmoc.ingest.models import StagedRecord, Upload, UploadState
from cotmoc.ingest.queries.context import import_context
from cotmoc.ingest.queries.mends import mends_of
from cotmoc.ingest.queries.previews import record_reader
from cotmoc.ingest.queries.tables import refused_columns, upload_table
from cotmoc.records.queries.naming import known_ids


@action(Event.FILE_CHECKED)
@collecting_rarely()
def check_file(*, actor: Viewer, upload_id: int, progress: Progress = silent) -> CheckReport:
    """The report of a dry run: every record of the file understood, staged, and compared with what stands.

    What an earlier check staged is replaced. All of it is one transaction: a check that is killed leaves nothing and
    begins again. Raises `FileError`, `ProfileError`, `FileNotFoundForActorError`, `FileBusyError`, `FileStateError`.
    """
    upload = hold_upload(actor, upload_id, UploadState.CHECKING)
    StagedRecord.objects.filter(upload=upload).delete()
    report = compare_staged(upload, _stage(actor, upload, progress))
    upload.state, upload.report = UploadState.CHECKED, report.to_json()
    upload.asked_by = {}
    upload.save()
    record_event(
        actor=actor,
        event=Event.FILE_CHECKED,
        subject=f"upload:{upload_id}",
        details={"rows": report.rows, "ready": report.ready, "parked": report.parked},
    )
    return report


def _stage(actor: Viewer, upload: Upload, progress: Progress) -> CheckReport:
    world = World(import_context(upload.agency.code), known_ids())
    with many_hands(world, processes_for(upload.size_bytes)) as hands:
        return _stage_by(hands, actor, upload, progress)


def _stage_by(hands: Hands, actor: Viewer, upload: Upload, progress: Progress) -> CheckReport:
    profile = Profile.from_json(upload.profile)
    sheet = profile.sheet or upload.sheet
    table = upload_table(upload, sheet, told=lambda rows: progress(rows, 0))
    refused = refused_columns(table)
    positions = frozenset(table.headers.index(header) for header in refused)
    log = mends_of(upload)
    mends = Mends(table.headers, log.mends)
    mended = mends.findings_of(table.rows()) if mends else {}
    reader = record_reader(actor, upload, table.headers, profile, mended)
    groups = reader.groups(mends.over(table), positions)
    tally = stage_records(upload, reader, groups, hands, progress)
    return replace(tally.report(table, refused), mended_to=log.last)
