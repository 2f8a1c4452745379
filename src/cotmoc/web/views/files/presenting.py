"""Records of a file as the pages show them: as written beside as understood, each finding at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from cotmoc.ingest.core.problems import message
from cotmoc.ingest.core.readers.tables import FileError
from cotmoc.ingest.core.stored import problem_from_json
from cotmoc.ingest.queries.uploads import Change, StagedRecord, StagedState, UploadState
from cotmoc.normalise.readings import Problem, Severity
from cotmoc.records.core.serialise import from_json
from cotmoc.web.formatting import count_text
from cotmoc.web.views.files.understood import Line, draft_lines, shortened

MOST_ROWS_SHOWN = 4
LONGEST_CELL, LONGEST_SUMMARY = 200, 110
STATE_BADGES = {
    UploadState.RECEIVED: "info",
    UploadState.CHECKING: "info",
    UploadState.CHECKED: "warn",
    UploadState.COMMITTING: "info",
    UploadState.COMMITTED: "good",
    UploadState.UNDONE: "neutral",
    UploadState.DISCARDED: "neutral",
    UploadState.FAILED: "bad",
}
CHANGE_BADGES = {Change.NEW: "new", Change.CHANGED: "info", Change.UNCHANGED: "neutral"}


def problem_message(problem: Problem) -> str:
    """What a finding says, in the language of the page."""
    return message(problem, get_language() or "vi")


def file_error_message(error: FileError) -> str:
    """What is wrong with a file, in the language of the page."""
    return problem_message(error.problem())


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A finding for a page."""

    row: int
    column: str
    code: str
    message: str
    is_error: bool

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ShownProblem:
        """The finding of a staged record."""
        problem = problem_from_json(stored)
        is_error = problem.severity is Severity.ERROR
        text = problem_message(problem)
        return cls(int(stored["row"]), str(stored["column"]), problem.code, text, is_error)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as written, with what is to be said about it."""

    header: str
    text: str
    refused: bool
    problems: tuple[ShownProblem, ...]

    @property
    def shown(self) -> str:
        """The text, cut where it is long."""
        return shortened(self.text, LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a record: the cells that hold something or have a finding."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownRecord:
    """One record of a file for a page."""

    staged: StagedRecord
    headers: Sequence[str]
    refused: Mapping[str, str]

    @property
    def is_parked(self) -> bool:
        """True when it waits for a correction."""
        return self.staged.state == StagedState.PARKED

    @property
    def agency(self) -> str:
        """The code of its agency where the file holds several."""
        return self.staged.agency

    @property
    def change_badge(self) -> str:
        """The kind of badge of what committing would do."""
        return CHANGE_BADGES[Change(self.staged.change)]

    @property
    def change_label(self) -> str:
        """What committing would do, or did."""
        return str(self.staged.get_change_display())

    @property
    def change(self) -> str:
        """What committing would do; empty while not known."""
        return self.staged.change

    @cached_property
    def row_numbers(self) -> list[int]:
        """The numbers of its rows in the file."""
        return [number for number, _cells in self.staged.rows]

    @property
    def rows_text(self) -> str:
        """The numbers of its rows, the first of many."""
        shown = ", ".join(count_text(number) for number in self.row_numbers[:6])
        return f"{shown} …" if len(self.row_numbers) > 6 else shown

    @cached_property
    def problems(self) -> list[ShownProblem]:
        """All findings."""
        return [ShownProblem.from_json(stored) for stored in self.staged.problems]

    @cached_property
    def rows(self) -> list[ShownRow]:
        """The first rows, and those that have a finding."""
        with_finding = {problem.row for problem in self.problems}
        chosen = [
            (number, cells)
            for at, (number, cells) in enumerate(self.staged.rows)
            if at == 0 or number in with_finding
        ][:MOST_ROWS_SHOWN]
        return [ShownRow(number, tuple(self._cells(number, cells))) for number, cells in chosen]

    @property
    def more_rows(self) -> int:
        """How many rows are not shown."""
        return len(self.staged.rows) - len(self.rows)

    @property
    def problems_elsewhere(self) -> list[ShownProblem]:
        """Findings that stand at no cell that is shown."""
        shown = {
            (row.number, problem.column)
            for row in self.rows
            for cell in row.cells
            for problem in cell.problems
        }
        return [p for p in self.problems if (p.row, p.column) not in shown]

    @cached_property
    def understood(self) -> list[list[Line]]:
        """What was understood, the lines of each draft."""
        drafts = [draft_lines(from_json(draft)) for draft in self.staged.drafts]
        return [lines for lines in drafts if lines]

    @property
    def summary(self) -> str:
        """The first values understood, on one line."""
        lines = [line for draft in self.understood for line in draft]
        return shortened(" · ".join(line.text for line in lines[:5]), LONGEST_SUMMARY)

    def _cells(self, number: int, cells: Sequence[str]) -> Iterable[ShownCell]:
        for header, text in zip(self.headers, cells, strict=False):
            found = tuple(p for p in self.problems if (p.row, p.column) == (number, header))
            refused = header in self.refused
            if text or found or refused:
                yield ShownCell(header, text, refused, found)
