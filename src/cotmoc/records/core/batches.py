"""What a batch brings to the system of record, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cotmoc.records.core.drafts import Draft
from cotmoc.records.core.serialise import canonical_json, to_json
from cotmoc.records.core.statement_rows import Ids, statement_lines


class Coverage(StrEnum):
    """What it means that a record of an earlier file of the register is not in this one.

    NONE: nothing. PERIODS: it was taken back, if its date lies within the periods this file covers. REGISTER: it was
    taken back.
    """

    NONE = "none"
    PERIODS = "periods"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as written: its number in the file, and its cells in the order of the batch's headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """One record to be recorded: its key in the register, its rows as written, and what was understood.

    `agency` (code) is set where a file carries records of several agencies; else the batch's agency holds.
    `problems` are those of severity warning, as JSON, kept beside the version.
    """

    key: str
    rows: tuple[SourceRow, ...]
    drafts: tuple[Draft, ...]
    problems: tuple[Mapping[str, Any], ...] = ()
    agency: str | None = None
    handling: str = "shared"


@dataclass(frozen=True, slots=True)
class Document:
    """All that is stated of a record, in texts of JSON.

    `content` is a list of drafts (`cotmoc.records.core.serialise`), `rows` a list of `[number, [cell, ...]]`,
    `problems` a list of findings.
    """

    content: str
    rows: str
    problems: str = "[]"


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table that holds documents already: its name and that of its column for each part. Its key is `id`."""

    name: str
    content: str
    rows: str
    problems: str


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the tables will hold it; what a check made ready is taken in as it is.

    `statements` is text of `cotmoc.records.core.statement_rows`. `document` may be the id of a row of the batch's
    `DocumentTable`: then it goes from table to table without coming to us.
    """

    key: str
    agency: str | None
    handling: str
    content_hash: str
    statements: str
    document: Document | int


@dataclass(frozen=True, slots=True)
class BatchDraft:
    """Where a batch comes from, and how its absence of records is to be read.

    `parked` are the records (agency code or None, key) that stand in the file but could not be understood: they are
    not recorded, and they are not gone either.
    """

    agency: str
    register: str
    kind: str
    file_name: str = ""
    file_sha256: str = ""
    headers: tuple[str, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    coverage: Coverage = Coverage.NONE
    parked: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How many records a batch found new, changed, unchanged and gone; `batch_id` None when nothing changed.

    `gone` counts records of the register that this batch should have held and did not; `withdrawn` how many of them
    were taken back (all, unless coverage is NONE). `touched` are the ids of all records that changed.
    """

    batch_id: int | None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    withdrawn: int = 0
    touched: tuple[int, ...] = ()

    def counts(self) -> dict[str, int]:
        """The numbers of the report by name."""
        names = ("new", "changed", "unchanged", "gone", "withdrawn")
        return {name: getattr(self, name) for name in names}


def stored_record(record: RecordDraft, ids: Ids) -> StoredRecord:
    """The record as the tables hold it; `ids` are those of the areas, agencies and units that it names."""
    document, digest = documented(record)
    statements = statement_lines(record.drafts, ids)
    return StoredRecord(record.key, record.agency, record.handling, digest, statements, document)


def documented(record: RecordDraft) -> tuple[Document, str]:
    """All that is stated of the record, and the hash of its content."""
    drafts = [canonical_json(to_json(draft)) for draft in record.drafts]
    digest = content_hash(record.handling, drafts, [row.cells for row in record.rows])
    document = Document(
        content=f"[{','.join(drafts)}]",
        rows=canonical_json([(row.number, row.cells) for row in record.rows]),
        problems=canonical_json([*map(dict, record.problems)]) if record.problems else "[]",
    )
    return document, digest


def content_hash(handling: str, drafts: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """SHA-256 (hex) of what was understood and of the cells as written; row numbers do not matter.

    `drafts` are texts of `canonical_json`. Two files that say the same of a record give the same hash, wherever in the
    file it stands.
    """
    cells = sorted("\x1f".join(row) for row in rows)
    return hashlib.sha256("\x1e".join([handling, *drafts, *cells]).encode()).hexdigest()
