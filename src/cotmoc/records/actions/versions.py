"""Appends versions of source records, with all that they state."""

from __future__ import annotations

from django.db import connection
from psycopg import sql

from cotmoc.records.actions.copying import copy_rows
from cotmoc.records.actions.statements import StatementLines, check_references_at_once
from cotmoc.records.core.batches import DocumentTable, StoredRecord
from cotmoc.records.models import SourceVersion

FIELDS = (
    "id",
    "record",
    "number",
    "batch",
    "revision",
    "is_withdrawal",
    "content_hash",
    "content",
    "rows",
    "problems",
)
#: One look-up by key for each document, whatever the planner believes of a table that was filled a moment ago.
FROM_DOCUMENTS = """
    INSERT INTO records_sourceversion
        (id, record_id, number, batch_id, revision_id, is_withdrawal, content_hash, content, rows, problems)
    SELECT v.id, v.record_id, v.number, %(batch)s, %(revision)s, false, v.content_hash,
           d.content, d.rows, d.problems
    FROM unnest(%(ids)s::bigint[], %(records)s::bigint[], %(numbers)s::int[], %(hashes)s::text[],
                %(documents)s::bigint[]) AS v (id, record_id, number, content_hash, document),
         LATERAL (SELECT {content} AS content, {rows} AS rows, {problems} AS problems
                  FROM {table} WHERE id = v.document LIMIT 1) AS d
"""


class VersionWriter:
    """Collects versions of one batch and revision, and appends them."""

    def __init__(
        self, batch_id: int, revision: int, documents: DocumentTable | None = None
    ) -> None:
        self._common = {"batch": batch_id, "revision": revision}
        self._documents = documents
        self._rows: list[tuple[object, ...]] = []
        self._from_documents: list[tuple[int, int, int, str, int]] = []
        self._statements = StatementLines()
        check_references_at_once()

    def add(self, version_id: int, record_id: int, number: int, record: StoredRecord) -> None:
        """Adds what a record states now."""
        self._statements.add(version_id, record_id, record.statements)
        head, document = (version_id, record_id, number), record.document
        if isinstance(document, int):
            self._from_documents.append((*head, record.content_hash, document))
        else:
            texts = (document.content, document.rows, document.problems)
            common = self._common.values()
            self._rows.append((*head, *common, False, record.content_hash, *texts))

    def add_withdrawal(self, version_id: int, record_id: int, number: int) -> None:
        """Adds that a record is taken back."""
        common = self._common.values()
        self._rows.append((version_id, record_id, number, *common, True, "", "[]", "[]", "[]"))

    def write(self) -> None:
        """Appends everything that was added, and forgets it; the records must be there."""
        if self._rows:
            copy_rows(SourceVersion, FIELDS, self._rows)
        if self._from_documents:
            self._write_from_documents()
        self._statements.write()
        self._rows.clear()
        self._from_documents.clear()

    def _write_from_documents(self) -> None:
        assert self._documents is not None
        names = ("ids", "records", "numbers", "hashes", "documents")
        columns = map(list, zip(*self._from_documents, strict=True))
        insert = sql.SQL(FROM_DOCUMENTS).format(
            table=sql.Identifier(self._documents.name),
            content=sql.Identifier(self._documents.content),
            rows=sql.Identifier(self._documents.rows),
            problems=sql.Identifier(self._documents.problems),
        )
        with connection.cursor() as cursor:
            cursor.execute(insert, {**self._common, **dict(zip(names, columns, strict=True))})
