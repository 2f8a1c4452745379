"""Mended cells of a file, and its records as they will be read with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.mends import Mend, Mends
from cotmoc.ingest.core.readers.tables import RawRow
from cotmoc.ingest.core.record_reading import RecordReader
from cotmoc.ingest.models import CellMend, StagedRecord, StagedState, Upload, UploadState
from cotmoc.ingest.queries.previews import record_reader, staged_record


@dataclass(frozen=True, slots=True)
class MendLog:
    """The mends of a file in the order they were made; `last` is the number of the last one, 0 for none."""

    mends: tuple[Mend, ...]
    last: int


def mends_of(upload: Upload, *, after: int = 0) -> MendLog:
    """The mends of a file, or those made after the one of a number."""
    found = list(CellMend.objects.filter(upload=upload, pk__gt=after).order_by("pk"))
    mends = tuple(Mend(m.row, m.column, m.was, m.now, m.mended_by) for m in found)
    return MendLog(mends, found[-1].pk if found else after)


def pending_mends(upload: Upload) -> tuple[Mend, ...]:
    """The mends that the last check of a file did not know of yet."""
    if upload.state != UploadState.CHECKED:
        return ()
    return mends_of(upload, after=CheckReport.from_json(upload.report).mended_to).mends


def as_mended(
    *, viewer: Viewer, upload: Upload, records: Iterable[StagedRecord], pending: Sequence[Mend]
) -> list[StagedRecord]:
    """The staged records, those that pending mends touch as they will be read at the next check; nothing is stored."""
    staged = list(records)
    if not pending:
        return staged
    report = CheckReport.from_json(upload.report)
    mends = Mends(report.headers, pending)
    profile = Profile.from_json(upload.profile)
    reader = record_reader(
        viewer, upload, report.headers, profile, mends.findings_of(_rows(staged))
    )
    return [_reread(reader, mends, record) for record in staged]


def repeated_errors(upload: Upload) -> dict[tuple[str, str], int]:
    """How many parked cells of a file are wrong in the same way, by column and text, for those that are several."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT found->>'column', found->>'written', count(DISTINCT found->>'row')"
            " FROM ingest_stagedrecord, jsonb_array_elements(problems) AS found"
            " WHERE upload_id = %s AND state = %s AND found->>'severity' = 'error'"
            " GROUP BY 1, 2 HAVING count(DISTINCT found->>'row') > 1",
            [upload.pk, StagedState.PARKED],
        )
        return {(column, written): count for column, written, count in cursor.fetchall()}


def _rows(records: Iterable[StagedRecord]) -> list[RawRow]:
    return [RawRow(number, tuple(cells)) for record in records for number, cells in record.rows]


def _reread(reader: RecordReader, mends: Mends, record: StagedRecord) -> StagedRecord:
    rows = _rows([record])
    mended = [mends.apply(row) for row in rows]
    return record if mended == rows else staged_record(reader, record.index, mended)
