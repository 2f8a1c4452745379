"""Batches in and out: the one way by which source records come to be, change and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction

from cotmoc.access.actions.frame import action, open_revision, record_event
from cotmoc.access.core.viewer import Viewer
from cotmoc.access.events import Event
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.actions.copying import copy_rows, next_ids
from cotmoc.records.actions.versions import VersionWriter
from cotmoc.records.core.batches import (
    BatchDraft,
    BatchReport,
    Coverage,
    DocumentTable,
    RecordDraft,
    StoredRecord,
    stored_record,
)
from cotmoc.records.core.statement_rows import Ids
from cotmoc.records.models import Batch, SourceRecord, SourceVersion
from cotmoc.records.policies import check_user_can_record_for, check_user_can_undo
from cotmoc.records.queries.naming import known_ids
from cotmoc.records.queries.standing import StandingRecord, missing_records, standing_records

CHUNK = 2_000
RECORD_FIELDS = ("id", "agency", "register", "key", "kind", "handling", "current")


class DuplicateKeyError(CotmocError):
    """Two records of one batch have the same key."""

    code = "batch.duplicate_key"


class AlreadyUndoneError(CotmocError):
    """The batch was undone before."""

    code = "batch.already_undone"


class UnknownAgencyError(CotmocError):
    """No agency has the given code."""

    code = "agency.unknown"


@dataclass(slots=True)
class _Run:
    """What one commit works with, and what it has found so far. Identities are (agency id, key)."""

    actor: Viewer
    draft: BatchDraft
    batch_id: int
    revision: int
    ids: Ids
    seen: set[tuple[int, str]] = field(default_factory=set)
    parked: set[tuple[int, str]] = field(default_factory=set)
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: int = 0

    def agency_id(self, code: str | None) -> int:
        """The id of the agency with this code, of the batch's own for None, if the actor may record for it."""
        code = code or self.draft.agency
        if code not in self.ids.agencies:
            raise UnknownAgencyError(f"no agency has the code {code}", agency=code)
        check_user_can_record_for(self.actor, code)
        return self.ids.agencies[code]


@action(Event.BATCH_COMMITTED)
def commit_batch(
    *,
    actor: Viewer,
    batch: BatchDraft,
    records: Iterable[RecordDraft | StoredRecord],
    documents: DocumentTable | None = None,
) -> BatchReport:
    """Records a whole batch in one transaction and one revision, and reports what it changed.

    A record whose rows and understanding are as they stand is unchanged. When nothing changed at all, neither a
    batch nor a revision remains, only the audit event. `records` is read once, in chunks. `documents` is the table that
    holds the documents of records made ready before.

    Raises `DuplicateKeyError` for two records of one agency with the same key, `UnknownAgencyError`, and
    `NotAllowedError` when the actor may not record for an agency that occurs.
    """
    check_user_can_record_for(actor, batch.agency)
    savepoint = transaction.savepoint()
    run = _start(actor, batch)
    writer = VersionWriter(run.batch_id, run.revision, documents)
    for chunk in _chunks(records, run.ids):
        _commit_chunk(run, writer, chunk)
    gone = _missing(run)
    withdrawn = _withdraw(run, gone) if batch.coverage is not Coverage.NONE else []
    report = _report(run, gone, withdrawn)
    if report.batch_id:
        _keep_batch(run, report)
        transaction.savepoint_commit(savepoint)
    else:
        transaction.savepoint_rollback(savepoint)
    record_event(
        actor=actor,
        event=Event.BATCH_COMMITTED,
        subject=f"batch:{report.batch_id}" if report.batch_id else "",
        details={"register": batch.register, "file": batch.file_name, **report.counts()},
    )
    return report


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing a batch took out: how many versions, and the ids of the records they belong to."""

    versions: int
    touched: tuple[int, ...]


@action(Event.BATCH_UNDONE)
def undo_batch(*, actor: Viewer, batch_id: int) -> UndoReport:
    """Takes the whole batch out: what stood before it stands again.

    Raises `Batch.DoesNotExist` for a batch that the actor may not see, and `AlreadyUndoneError`.
    """
    batch = Batch.objects.select_related("agency").get(pk=batch_id)
    check_user_can_undo(actor, batch)
    revision = open_revision(actor=actor, event=Event.BATCH_UNDONE)
    if not Batch.objects.filter(pk=batch_id, undone_revision=None).update(undone_revision=revision):
        raise AlreadyUndoneError(f"batch {batch_id} was undone before", batch=batch_id)
    versions = SourceVersion.objects.filter(batch_id=batch_id)
    touched = tuple(versions.values_list("record_id", flat=True).order_by("record_id").distinct())
    number = versions.update(undone_revision=revision)
    _point_at_standing_versions(touched)
    record_event(
        actor=actor,
        event=Event.BATCH_UNDONE,
        subject=f"batch:{batch_id}",
        details={"versions": number},
    )
    return UndoReport(versions=number, touched=touched)


def _start(actor: Viewer, draft: BatchDraft) -> _Run:
    revision = open_revision(actor=actor, event=Event.BATCH_COMMITTED)
    run = _Run(
        actor=actor,
        draft=draft,
        batch_id=next_ids(Batch, 1)[0],
        revision=revision.number,
        ids=known_ids(),
    )
    run.parked |= {(run.agency_id(agency), key) for agency, key in draft.parked}
    return run


def _keep_batch(run: _Run, report: BatchReport) -> None:
    """Writes the batch's own row, last, since it says what came of it and is never changed."""
    draft = run.draft
    Batch.objects.create(
        pk=run.batch_id,
        agency_id=run.agency_id(None),
        register=draft.register,
        kind=draft.kind,
        file_name=draft.file_name,
        file_sha256=draft.file_sha256,
        headers=list(draft.headers),
        profile=dict(draft.profile),
        revision_id=run.revision,
        counts=report.counts(),
    )


def _report(run: _Run, gone: list[StandingRecord], withdrawn: list[int]) -> BatchReport:
    touched = (*run.new, *run.changed, *withdrawn)
    return BatchReport(
        batch_id=run.batch_id if touched else None,
        new=len(run.new),
        changed=len(run.changed),
        unchanged=run.unchanged,
        gone=len(gone),
        withdrawn=len(withdrawn),
        touched=touched,
    )


def _chunks(
    records: Iterable[RecordDraft | StoredRecord], ids: Ids
) -> Iterator[list[StoredRecord]]:
    stream = (
        stored_record(record, ids) if isinstance(record, RecordDraft) else record
        for record in records
    )
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _commit_chunk(run: _Run, writer: VersionWriter, chunk: list[StoredRecord]) -> None:
    keyed = {}
    for record in chunk:
        identity = (run.agency_id(record.agency), record.key)
        if identity in run.seen:
            raise DuplicateKeyError(f"the key {record.key} occurs twice", key=record.key)
        run.seen.add(identity)
        keyed[identity] = record
    standing = standing_records(run.draft.register, list(keyed))
    _write_versions(run, writer, keyed, standing)


def _write_versions(
    run: _Run,
    writer: VersionWriter,
    keyed: dict[tuple[int, str], StoredRecord],
    standing: dict[tuple[int, str], StandingRecord],
) -> None:
    due = [
        identity
        for identity, record in keyed.items()
        if identity not in standing or standing[identity].content_hash != record.content_hash
    ]
    run.unchanged += len(keyed) - len(due)
    version_ids = next_ids(SourceVersion, len(due))
    fresh = iter(next_ids(SourceRecord, sum(identity not in standing for identity in due)))
    records, moved = [], []
    for identity, version_id in zip(due, version_ids, strict=True):
        record, known = keyed[identity], standing.get(identity)
        record_id = known.id if known else next(fresh)
        if known:
            moved.append((record_id, version_id))
            run.changed.append(record_id)
        else:
            records.append((record_id, *_record_row(run, identity, record, version_id)))
            run.new.append(record_id)
        writer.add(version_id, record_id, known.versions + 1 if known else 1, record)
    copy_rows(SourceRecord, RECORD_FIELDS, records)
    writer.write()
    _point_at(moved)


def _record_row(
    run: _Run, identity: tuple[int, str], record: StoredRecord, version_id: int
) -> tuple[object, ...]:
    agency_id, key = identity
    return (agency_id, run.draft.register, key, run.draft.kind, record.handling, version_id)


def _missing(run: _Run) -> list[StandingRecord]:
    agencies = {agency_id for agency_id, _ in run.seen}
    within_periods = run.draft.coverage is not Coverage.REGISTER
    found = missing_records(run.draft.register, agencies, run.seen, within_periods=within_periods)
    return [record for record in found if (record.agency_id, record.key) not in run.parked]


def _withdraw(run: _Run, gone: list[StandingRecord]) -> list[int]:
    writer = VersionWriter(run.batch_id, run.revision)
    for version_id, record in zip(next_ids(SourceVersion, len(gone)), gone, strict=True):
        writer.add_withdrawal(version_id, record.id, record.versions + 1)
    writer.write()
    touched = [record.id for record in gone]
    SourceRecord.objects.filter(pk__among=touched).update(current=None)
    return touched


def _point_at(moved: list[tuple[int, int]]) -> None:
    """Points records (first of each pair) at the versions that now stand (second)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_sourcerecord r SET current_id = m.version_id"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS m(record_id, version_id)"
            " WHERE r.id = m.record_id",
            [[record for record, _ in moved], [version for _, version in moved]],
        )


def _point_at_standing_versions(touched: tuple[int, ...]) -> None:
    """Points each record at its last version that is neither undone nor a withdrawal, or at none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_sourcerecord r SET current_id = ("
            "  SELECT CASE WHEN v.is_withdrawal THEN NULL ELSE v.id END"
            "  FROM records_sourceversion v"
            "  WHERE v.record_id = r.id AND v.undone_revision_id IS NULL"
            "  ORDER BY v.number DESC LIMIT 1)"
            " WHERE r.id = ANY(%s)",
            [list(touched)],
        )
