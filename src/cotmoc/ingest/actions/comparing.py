"""Staged records compared with what stands: new, changed, unchanged, gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.db import connection

from cotmoc.access.queries.organisation import agency_labels
from cotmoc.ingest.core.check_report import CheckReport
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.models import Change, StagedRecord, StagedState, Upload
from cotmoc.records.core.batches import Coverage
from cotmoc.records.queries.standing import StandingRecord, missing_records, standing_records

CHUNK = 5_000
MOST_KEYS_TOLD = 500


@dataclass(frozen=True, slots=True)
class StagedIdentity:
    """A staged record's id, the identity it would have among source records, and its content's hash."""

    id: int
    identity: tuple[int, str]
    content_hash: str


def compare_staged(upload: Upload, report: CheckReport) -> CheckReport:
    """The report with what committing would do; each ready record is marked with it."""
    profile = Profile.from_json(upload.profile)
    agencies = {code: label.id for code, label in agency_labels().items()}
    counts: Counter[str] = Counter()
    seen: set[tuple[int, str]] = set()
    for chunk in _chunks(upload, agencies):
        seen.update(each.identity for each in chunk)
        changes = _changes(profile.register, chunk)
        counts.update(changes.values())
        _mark(changes)
    gone = _gone(upload, profile, agencies, seen)
    coverage = Coverage.NONE if upload.corrects_id else Coverage(profile.coverage)
    return replace(
        report.with_numbers(counts),
        gone=len(gone),
        withdrawn=0 if coverage is Coverage.NONE else len(gone),
        gone_keys=tuple(record.key for record in gone[:MOST_KEYS_TOLD]),
    )


def _chunks(upload: Upload, agencies: dict[str, int]) -> Iterator[list[StagedIdentity]]:
    ready = StagedRecord.objects.filter(upload=upload, state=StagedState.READY).order_by("index")
    rows = ready.values_list("id", "agency", "key", "content_hash").iterator(CHUNK)
    while found := list(islice(rows, CHUNK)):
        yield [
            StagedIdentity(id_, (agencies.get(agency, upload.agency_id), key), digest)
            for id_, agency, key, digest in found
        ]


def _changes(register: str, chunk: list[StagedIdentity]) -> dict[int, str]:
    standing = standing_records(register, [each.identity for each in chunk])
    return {
        each.id: _change(standing.get(each.identity), each.content_hash).value for each in chunk
    }


def _change(standing: StandingRecord | None, content_hash: str) -> Change:
    if standing is None:
        return Change.NEW
    return Change.UNCHANGED if standing.content_hash == content_hash else Change.CHANGED


def _mark(changes: dict[int, str]) -> None:
    """Marks those that are not new, as which all were staged."""
    known = {id_: change for id_, change in changes.items() if change != Change.NEW}
    if not known:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ingest_stagedrecord s SET change = c.change"
            " FROM unnest(%s::bigint[], %s::text[]) AS c(id, change) WHERE s.id = c.id",
            [list(known), list(known.values())],
        )


def _gone(
    upload: Upload, profile: Profile, agencies: dict[str, int], seen: set[tuple[int, str]]
) -> list[StandingRecord]:
    """What stands of the register and is not in the file; parked records are in the file, too."""
    if upload.corrects_id:
        return []
    parked = StagedRecord.objects.filter(upload=upload, state=StagedState.PARKED)
    held = {
        (agencies.get(agency, upload.agency_id), key)
        for agency, key in parked.values_list("agency", "key")
    }
    found = missing_records(
        profile.register,
        {agency_id for agency_id, _key in seen},
        seen,
        within_periods=profile.coverage != Coverage.REGISTER,
    )
    return [record for record in found if (record.agency_id, record.key) not in held]
