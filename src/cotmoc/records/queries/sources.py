"""One source record with all its versions: what was written beside what was understood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cotmoc.access.core.viewer import Viewer
from cotmoc.normalise.errors import CotmocError
from cotmoc.records.core.drafts import Draft
from cotmoc.records.core.serialise import from_json
from cotmoc.records.models import SourceRecord, SourceVersion
from cotmoc.records.policies import visible_to


class RecordNotFoundError(CotmocError):
    """There is no such record, or none that the viewer may know of."""

    code = "record.not_found"


@dataclass(frozen=True, slots=True)
class KnownSince:
    """A revision: its number, its moment and who made it."""

    revision: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a file as written: its number in the file and its cells in the order of the headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: what was written, what was understood, where it came from, when it was undone."""

    id: int
    number: int
    is_withdrawal: bool
    stands: bool
    known: KnownSince
    undone: KnownSince | None
    batch_id: int
    file_name: str
    file_sha256: str
    headers: tuple[str, ...]
    rows: tuple[WrittenRow, ...]
    drafts: tuple[Draft, ...]
    problems: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A source record: whose it is, under which key in which register, and its versions, the latest first."""

    id: int
    agency: str
    register: str
    key: str
    kind: str
    handling: str
    versions: tuple[Version, ...]

    @property
    def standing(self) -> Version | None:
        """The version that stands now; None when the record is withdrawn or undone."""
        return next((version for version in self.versions if version.stands), None)


def source_record(*, viewer: Viewer, record_id: int) -> Record:
    """The record with all its versions. Raises `RecordNotFoundError`."""
    found = source_records(visible_to(viewer).filter(pk=record_id))
    if not found:
        raise RecordNotFoundError(f"no record {record_id} for {viewer.name}", record=record_id)
    return found[0]


def record_labels(*, viewer: Viewer, record_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Agency (code) and key of those of the records that the viewer may open."""
    found = visible_to(viewer).filter(pk__in=record_ids)
    return {pk: (code, key) for pk, code, key in found.values_list("pk", "agency__code", "key")}


def source_records(records: QuerySet[SourceRecord]) -> list[Record]:
    """The records with all their versions, by number."""
    rows = list(records.select_related("agency").order_by("pk"))
    versions = _versions([row.pk for row in rows], {row.current_id for row in rows})
    return [
        Record(
            id=row.pk,
            agency=row.agency.code,
            register=row.register,
            key=row.key,
            kind=row.kind,
            handling=row.handling,
            versions=tuple(versions.get(row.pk, ())),
        )
        for row in rows
    ]


def _versions(
    record_ids: Collection[int], current: Collection[int | None]
) -> dict[int, list[Version]]:
    found = SourceVersion.objects.filter(record_id__in=record_ids).order_by("record_id", "-number")
    grouped: dict[int, list[Version]] = {}
    for row in found.select_related("batch", "revision", "undone_revision"):
        grouped.setdefault(row.record_id, []).append(_version(row, stands=row.pk in current))
    return grouped


def _version(row: SourceVersion, *, stands: bool) -> Version:
    undone = row.undone_revision
    return Version(
        id=row.pk,
        number=row.number,
        is_withdrawal=row.is_withdrawal,
        stands=stands,
        known=KnownSince(row.revision.number, row.revision.at, row.revision.actor_name),
        undone=KnownSince(undone.number, undone.at, undone.actor_name) if undone else None,
        batch_id=row.batch_id,
        file_name=row.batch.file_name,
        file_sha256=row.batch.file_sha256,
        headers=tuple(row.batch.headers),
        rows=tuple(WrittenRow(number, tuple(cells)) for number, cells in row.rows),
        drafts=tuple(from_json(each) for each in row.content),
        problems=tuple(row.problems),
    )
