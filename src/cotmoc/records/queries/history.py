"""How an incident came to be known as it is: versions of its sources and judgements about them, by revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cotmoc.records.queries.judgements import Judged
from cotmoc.records.queries.sources import Record, Version


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `kind` is recorded, changed, withdrawn, undone, judged; who, when, at which revision.

    `record` is the source that it happened to, `judged` the judgement; a judgement has no single record.
    """

    kind: str
    revision: int
    at: datetime
    by: str
    record: Record | None = None
    version: Version | None = None
    judged: Judged | None = None


def history_of(records: Iterable[Record], judgements: Sequence[Judged]) -> tuple[Entry, ...]:
    """All entries about the records, the latest first."""
    entries = [entry for record in records for entry in _of_record(record)]
    entries += [
        Entry("judged", judged.revision, judged.at, judged.judge, judged=judged)
        for judged in judgements
    ]
    return tuple(sorted(entries, key=lambda entry: (-entry.revision, entry.kind)))


def _of_record(record: Record) -> Iterator[Entry]:
    for version in record.versions:
        known = version.known
        yield Entry(_kind(version), known.revision, known.at, known.by, record, version)
        if version.undone:
            undone = version.undone
            yield Entry("undone", undone.revision, undone.at, undone.by, record, version)


def _kind(version: Version) -> str:
    if version.is_withdrawal:
        return "withdrawn"
    return "recorded" if version.number == 1 else "changed"
