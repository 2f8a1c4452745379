"""Appends what versions state to the statement tables."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection, models
from psycopg import sql

from cotmoc.records.core.statement_rows import COLUMNS, lines_by_kind
from cotmoc.records.models import (
    ConveyanceStatement,
    IncidentStatement,
    InformationStatement,
    OutcomeStatement,
    PartyStatement,
    ReturnStatement,
    SeizureStatement,
    SourceRecord,
    SourceVersion,
)

TABLES: dict[str, type[models.Model]] = {
    "incident": IncidentStatement,
    "party": PartyStatement,
    "conveyance": ConveyanceStatement,
    "seizure": SeizureStatement,
    "outcome": OutcomeStatement,
    "return": ReturnStatement,
    "information": InformationStatement,
}
REFERENCES = """
    SELECT conname FROM pg_constraint
    WHERE contype = 'f' AND condeferrable AND conrelid = ANY (%(tables)s::regclass[])
      AND confrelid <> 'records_batch'::regclass
      AND NOT (conrelid = 'records_sourcerecord'::regclass AND confrelid = 'records_sourceversion'::regclass)
"""
HEAD = ("version_id", "record_id", "index")


class StatementLines:
    """Collects the lines that versions state, and appends them table by table."""

    def __init__(self) -> None:
        self._lines: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, version_id: int, record_id: int, statements: str) -> None:
        """Adds what one version states (text of `statement_lines`)."""
        head = f"{version_id}\t{record_id}\t"
        for kind, row in lines_by_kind(statements):
            self._lines[kind].append(head + row)

    def write(self) -> None:
        """Appends everything that was added, and forgets it."""
        for kind, lines in self._lines.items():
            columns = sql.SQL(", ").join(map(sql.Identifier, (*HEAD, *COLUMNS[kind])))
            table = sql.Identifier(TABLES[kind]._meta.db_table)
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)
            with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
                copy.write("".join(lines))
        self._lines.clear()


def check_references_at_once() -> None:
    """From now on to the transaction's end, has every reference of versions and statements checked as it is written.

    Left to the end, as they are by default, the database would keep a note of each in memory: millions for a large
    file. Only a version's batch, and the version that stands, come after what refers to them.
    """
    written: list[type[models.Model]] = [SourceRecord, SourceVersion, *TABLES.values()]
    tables = [model._meta.db_table for model in written]
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES, {"tables": tables})
        names = [sql.Identifier(name) for (name,) in cursor.fetchall()]
        cursor.execute(sql.SQL("SET CONSTRAINTS {} IMMEDIATE").format(sql.SQL(", ").join(names)))
