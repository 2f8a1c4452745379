"""Records understood and staged by COPY, with the report of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import connection

from cotmoc.ingest.actions.progress import Progress
from cotmoc.ingest.core.check_report import CheckReport, CodeCount
from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.stored import bare_problem_to_json, problem_to_json
from cotmoc.ingest.models import StagedState
from cotmoc.ingest.queries.previews import RecordReader
from cotmoc.normalise.readings import Severity
from cotmoc.records.core.batches import RecordDraft, SourceRow, stored_record

LONGEST_KEY = 400
#: Rows left out that a report lists; it counts all of them.
MOST_LEFT_OUT = 500
COPY = """
    COPY ingest_stagedrecord (upload_id, index, first_row, key, agency, rows, drafts, problems, codes, state,
                              change, content_hash)
    FROM STDIN
"""


class Staging:
    """One check of one file: stages its records and counts what it finds."""

    def __init__(self, reader: RecordReader) -> None:
        self.reader = reader
        self.numbers: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.records_with: Counter[str] = Counter()
        self.examples: dict[str, dict[str, Any]] = {}

    def write(self, groups: RowGroups, progress: Progress) -> None:
        """Stages every record of the file."""
        # Everything is read and understood between the writes of one COPY, in which no query can run: the reader
        # must hold all it needs in memory.
        with connection.cursor() as cursor, cursor.cursor.copy(COPY) as copy:
            for index, rows in enumerate(groups):
                copy.write_row(self._staged(index, rows))
                progress(self.numbers["rows"], groups.rows_total)
        progress(groups.rows_total, groups.rows_total)

    def _staged(self, index: int, rows: list[RawRow]) -> tuple[Any, ...]:
        understood, problems = self.reader.read(rows)
        parked = any(each.problem.severity is Severity.ERROR for each in problems)
        findings = [problem_to_json(each) for each in problems]
        record = stored_record(
            RecordDraft(
                key=understood.key[:LONGEST_KEY],
                rows=tuple(SourceRow(row.number, row.cells) for row in rows),
                drafts=understood.drafts,
                problems=tuple(findings),
                handling=self.reader.upload.handling,
            )
        )
        self._count(rows, findings, parked=parked)
        return (
            self.reader.upload.pk,
            index,
            rows[0].number,
            record.key,
            self.reader.agency_of(understood),
            record.rows,
            record.content,
            record.problems,
            sorted({each["code"] for each in findings}),
            StagedState.PARKED.value if parked else StagedState.READY.value,
            "",
            "" if parked else record.content_hash,
        )

    def _count(self, rows: list[RawRow], problems: list[dict[str, Any]], *, parked: bool) -> None:
        self.numbers["rows"] += len(rows)
        self.numbers["records"] += 1
        self.numbers["parked" if parked else "ready"] += 1
        self.numbers["parked_rows"] += len(rows) if parked else 0
        for each in problems:
            self.findings[each["code"]] += 1
            self.examples.setdefault(each["code"], each)
        self.records_with.update({each["code"] for each in problems})

    def report(self, table: Table, refused: Mapping[str, str]) -> CheckReport:
        """What was found, before anything is compared with what stands."""
        return CheckReport(
            headers=table.headers,
            refused=dict(refused),
            findings=tuple(
                CodeCount(
                    code,
                    self.examples[code]["severity"],
                    number,
                    self.records_with[code],
                    self.examples[code],
                )
                for code, number in self.findings.most_common()
            ),
            file_problems=tuple(bare_problem_to_json(problem) for problem in table.problems),
            sheet=table.sheet,
            sheets_left_out=tuple(each._asdict() for each in table.sheets_left_out),
            left_out=tuple(each._asdict() for each in table.left_out[:MOST_LEFT_OUT]),
        ).with_numbers({**self.numbers, "rows_left_out": table.rows_left_out})
