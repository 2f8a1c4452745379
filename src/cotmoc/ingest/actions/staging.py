"""Records understood and staged by COPY, with the report of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from cotmoc.access.core.viewer import Viewer
from cotmoc.ingest.actions.progress import Progress
from cotmoc.ingest.core.check_report import CheckReport, CodeCount
from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.grouping import RowGroups
from cotmoc.ingest.core.mapping import Profile
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.understanding import Context, Understood, understand
from cotmoc.ingest.models import StagedState, Upload
from cotmoc.normalise.readings import Problem, Severity, error
from cotmoc.records.core.batches import RecordDraft, SourceRow, content_hash
from cotmoc.records.policies import user_can_record_for

COPY = """
    COPY ingest_stagedrecord (upload_id, index, first_row, key, agency, rows, drafts, problems, codes, state,
                              change, content_hash)
    FROM STDIN
"""


class Staging:
    """One check of one file: stages its records and counts what it finds."""

    def __init__(
        self,
        actor: Viewer,
        upload: Upload,
        headers: tuple[str, ...],
        profile: Profile,
        context: Context,
    ) -> None:
        self.actor = actor
        self.upload = upload
        self.headers = headers
        self.profile = profile
        self.context = context
        self.numbers: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.records_with: Counter[str] = Counter()
        self.examples: dict[str, dict[str, Any]] = {}

    def write(self, groups: RowGroups, progress: Progress) -> None:
        """Stages every record of the file."""
        # Everything is read and understood between the writes of one COPY, in which no query can run: the context
        # must hold all it needs in memory.
        with connection.cursor() as cursor, cursor.cursor.copy(COPY) as copy:
            for row in self._rows(groups, progress):
                copy.write_row(row)
        progress(groups.rows_total, groups.rows_total)

    def _rows(self, groups: RowGroups, progress: Progress) -> Iterator[tuple[Any, ...]]:
        for index, rows in enumerate(groups):
            understood = understand(rows, self.headers, self.profile, self.context)
            problems = [*understood.problems, *self._foreign(understood)]
            yield self._staged(index, rows, understood, problems)
            progress(self.numbers["rows"], groups.rows_total)

    def _foreign(self, understood: Understood) -> Iterator[RowProblem]:
        """The error that the record belongs to an agency for which the actor may not record."""
        agency = understood.agency
        if agency and not user_can_record_for(self.actor, agency):
            column = next(r.column for r in self.profile.columns if r.field == "agency")
            problem = error("agency.not_yours", agency)
            yield RowProblem(understood.rows[0], column, "agency", problem)

    def _staged(
        self, index: int, rows: list[RawRow], understood: Understood, problems: list[RowProblem]
    ) -> tuple[Any, ...]:
        parked = any(each.problem.severity is Severity.ERROR for each in problems)
        agency = understood.agency if understood.agency != self.upload.agency.code else None
        draft = RecordDraft(
            key=understood.key[:400],
            rows=tuple(SourceRow(row.number, row.cells) for row in rows),
            drafts=understood.drafts,
            agency=agency,
        )
        stored = [problem_to_json(each) for each in problems]
        self._count(rows, stored, parked=parked)
        return (
            self.upload.pk,
            index,
            rows[0].number,
            draft.key,
            agency or "",
            Jsonb([[row.number, list(row.cells)] for row in rows]),
            Jsonb(draft.content()),
            Jsonb(stored),
            sorted({each["code"] for each in stored}),
            StagedState.PARKED.value if parked else StagedState.READY.value,
            "",
            "" if parked else content_hash(draft),
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
            **self.numbers,
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
        )


def problem_to_json(found: RowProblem) -> dict[str, Any]:
    """A finding as JSON values: its place, and the problem."""
    place = {"row": found.row, "column": found.column, "field": found.field}
    return {**place, **bare_problem_to_json(found.problem)}


def bare_problem_to_json(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values."""
    return {**asdict(problem), "params": dict(problem.params), "severity": problem.severity.value}
