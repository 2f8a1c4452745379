"""Records made ready for the staging table: each one a line of PostgreSQL's COPY, with a count of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cotmoc.ingest.core.check_report import CheckReport, CodeCount
from cotmoc.ingest.core.readers.tables import RawRow, Table
from cotmoc.ingest.core.record_reading import Assignment, RecordReader
from cotmoc.ingest.core.stored import bare_problem_to_json, problem_to_json
from cotmoc.ingest.core.world import ImportContext
from cotmoc.normalise.readings import Severity
from cotmoc.records.core.batches import RecordDraft, SourceRow, documented
from cotmoc.records.core.copy_text import copy_line
from cotmoc.records.core.statement_rows import Ids, statement_lines

LONGEST_KEY = 400
#: Rows left out that a report lists; it counts all of them.
MOST_LEFT_OUT = 500
#: The columns of a line, in its order.
COLUMNS = (
    "upload_id", "index", "first_row", "key", "agency", "rows", "drafts", "problems", "codes", "state",
    "content_hash", "statements", "change",
)  # fmt: skip
READY, PARKED = "ready", "parked"
#: What committing a ready record does, unless comparing it with what stands finds something else.
NEW = "new"


@dataclass(slots=True)
class Tally:
    """What was found in some records of a file, in numbers, with the first finding of each code."""

    numbers: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    records_with: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def count(self, rows: int, findings: Sequence[Mapping[str, Any]], *, parked: bool) -> None:
        """Counts one record of so many rows with its findings."""
        state = PARKED if parked else READY
        self.numbers.update({"rows": rows, "records": 1, state: 1})
        if parked:
            self.numbers["parked_rows"] += rows
        for each in findings:
            self.findings[each["code"]] += 1
            self.examples.setdefault(each["code"], each)
        self.records_with.update({each["code"] for each in findings})

    def add(self, later: Tally) -> None:
        """Adds what was found in records further down the file."""
        self.numbers.update(later.numbers)
        self.findings.update(later.findings)
        self.records_with.update(later.records_with)
        self.examples = {**later.examples, **self.examples}

    def report(self, table: Table, refused: Mapping[str, str]) -> CheckReport:
        """What was found in the table, before anything is compared with what stands."""
        return CheckReport(
            headers=table.headers,
            refused=dict(refused),
            findings=tuple(self._code_counts()),
            file_problems=tuple(bare_problem_to_json(problem) for problem in table.problems),
            sheet=table.sheet,
            sheets_left_out=tuple(each._asdict() for each in table.sheets_left_out),
            left_out=tuple(each._asdict() for each in table.left_out[:MOST_LEFT_OUT]),
        ).with_numbers({**self.numbers, "rows_left_out": table.rows_left_out})

    def _code_counts(self) -> Iterator[CodeCount]:
        """The findings by code, the most frequent first."""
        for code, number in self.findings.most_common():
            example = self.examples[code]
            yield CodeCount(code, example["severity"], number, self.records_with[code], example)


@dataclass(frozen=True, slots=True)
class Staged:
    """Some records one after the other: their lines, and what was found in them."""

    lines: bytes
    tally: Tally


@dataclass(frozen=True)
class World:
    """All that making records ready needs to know of the world. It can be handed to other processes."""

    context: ImportContext
    ids: Ids

    def stager(self, upload_id: int, assignment: Assignment) -> Stager:
        """What makes the records of an upload ready."""
        return Stager(RecordReader(assignment, self.context), upload_id, self.ids)


@dataclass(frozen=True)
class Stager:
    """Makes records of one upload ready for the staging table."""

    reader: RecordReader
    upload_id: int
    ids: Ids

    def stage(self, first: int, records: Sequence[Sequence[RawRow]]) -> Staged:
        """The records, each given by its rows, as they are staged; the first one has the index `first`."""
        tally = Tally()
        lines = [self._line(index, rows, tally) for index, rows in enumerate(records, start=first)]
        return Staged("".join(lines).encode(), tally)

    def _line(self, index: int, rows: Sequence[RawRow], tally: Tally) -> str:
        understood, problems = self.reader.read(rows)
        parked = any(each.problem.severity is Severity.ERROR for each in problems)
        findings = [problem_to_json(each) for each in problems]
        draft = RecordDraft(
            key=understood.key[:LONGEST_KEY],
            rows=tuple(SourceRow(row.number, row.cells) for row in rows),
            drafts=understood.drafts,
            problems=tuple(findings),
            handling=self.reader.assignment.handling,
        )
        document, digest = documented(draft)
        tally.count(len(rows), findings, parked=parked)
        found = (sorted({each["code"] for each in findings}), PARKED if parked else READY)
        ready = ("", "", "") if parked else (digest, statement_lines(draft.drafts, self.ids), NEW)
        return copy_line(
            (
                self.upload_id,
                index,
                rows[0].number,
                draft.key,
                self.reader.agency_of(understood),
                document.rows,
                document.content,
                document.problems,
                *found,
                *ready,
            )
        )
