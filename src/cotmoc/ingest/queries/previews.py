"""The first records of a file as a profile would have them understood; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping

from cotmoc.access.core.viewer import Viewer
from cotmoc.access.queries.organisation import agency_labels
from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.record_reading import Assignment, RecordReader
from cotmoc.ingest.core.stored import problem_to_json
from cotmoc.ingest.models import StagedRecord, StagedState, Upload
from cotmoc.ingest.queries.context import import_context
from cotmoc.ingest.queries.proposals import Proposal
from cotmoc.normalise.readings import Severity
from cotmoc.records.core.serialise import to_json
from cotmoc.records.policies import user_can_record_for

PREVIEW_ROWS = 40


def record_reader(
    actor: Viewer,
    upload: Upload,
    headers: tuple[str, ...],
    profile: Profile,
    mended: Mapping[int, tuple[RowProblem, ...]] | None = None,
) -> RecordReader:
    """What reads the records of an upload as the actor; `mended`: see `Assignment`."""
    allowed = frozenset(code for code in agency_labels() if user_can_record_for(actor, code))
    assignment = Assignment(
        headers, profile, upload.agency.code, upload.handling, allowed, mended or {}
    )
    return RecordReader(assignment, import_context(upload.agency.code))


def preview(
    *, viewer: Viewer, upload: Upload, offered: Proposal, profile: Profile
) -> list[StagedRecord]:
    """The first records, unsaved, in the order of the file. Raises `ProfileError`.

    A record whose rows go on behind the first rows of the file is shown with those that are among them.
    """
    headers = offered.table.headers
    refused = frozenset(headers.index(column) for column in offered.refused)
    reader = record_reader(viewer, upload, headers, profile)
    groups = reader.groups(offered.first_rows(PREVIEW_ROWS), refused)
    staged = [staged_record(reader, index, rows) for index, rows in enumerate(groups)]
    return sorted(staged, key=lambda record: record.first_row)


def staged_record(reader: RecordReader, index: int, rows: list[RawRow]) -> StagedRecord:
    """The record that the rows state, as it would be staged; nothing is stored."""
    understood, problems = reader.read(rows)
    parked = any(each.problem.severity is Severity.ERROR for each in problems)
    return StagedRecord(
        index=index,
        first_row=rows[0].number,
        key=understood.key,
        agency=reader.agency_of(understood),
        rows=[[row.number, list(row.cells)] for row in rows],
        drafts=[to_json(draft) for draft in understood.drafts],
        problems=[problem_to_json(each) for each in problems],
        state=StagedState.PARKED if parked else StagedState.READY,
    )
