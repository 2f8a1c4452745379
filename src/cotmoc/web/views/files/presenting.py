"""Records of a file as the pages show them: as written beside as understood, each finding at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
LONGEST_CELL, LONGEST_LINE, LONGEST_SUMMARY = 200, 60, 110
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
class ShownLeftOut:
    """A row of the file that is no data, and why."""

    number: int
    text: str
    reason: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ShownLeftOut:
        """The row as it stands in a report."""
        reason = problem_message(Problem(str(row["reason"])))
        return cls(int(row["number"]), str(row["text"]), reason)


def sheets_shown(left_out: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Name and reason of each sheet that was not read."""
    return [(str(each["name"]), problem_message(Problem(str(each["reason"])))) for each in left_out]


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
    """A cell as written, with what is to be said about it; `field` is its name in a form, empty where it has none.

    `alike` is how many cells of its column say the same and are wrong, for a cell of a form; 0 where it is alone.
    """

    header: str
    text: str
    refused: bool
    problems: tuple[ShownProblem, ...]
    field: str = ""
    alike: int = 0

    @property
    def shown(self) -> str:
        """The text, cut where it is long."""
        return shortened(self.text, LONGEST_CELL)

    @property
    def is_wrong(self) -> bool:
        """True when one of its findings parks the row."""
        return any(problem.is_error for problem in self.problems)

    @property
    def is_long(self) -> bool:
        """True when it needs more than a line of a form."""
        return len(self.text) > LONGEST_LINE


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a record: the cells that hold something or have a finding."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """That the cells of a record may be mended: where the form goes, and which cells it holds.

    `alike` are the numbers of cells that are wrong in the same way, by column and text.
    """

    url: str
    all_cells: bool = False
    pending: bool = False
    alike: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownRecord:
    """One record of a file for a page; with `mending`, its wrong cells stand in a form."""

    staged: StagedRecord
    headers: Sequence[str]
    refused: Mapping[str, str]
    mending: Mending | None = None

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
            if at == 0 or number in with_finding or self._holds_all
        ][: None if self._holds_all else MOST_ROWS_SHOWN]
        return [ShownRow(number, tuple(self._cells(number, cells))) for number, cells in chosen]

    @property
    def has_form_cells(self) -> bool:
        """True when one of the shown cells stands in a form."""
        return any(cell.field for row in self.rows for cell in row.cells)

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

    @property
    def _holds_all(self) -> bool:
        """True when the form holds every cell: asked for, or an error stands at none of them."""
        if self.mending is None or not self.is_parked:
            return bool(self.mending and self.mending.all_cells)
        return self.mending.all_cells or any(p.is_error and not p.column for p in self.problems)

    def _cells(self, number: int, cells: Sequence[str]) -> Iterable[ShownCell]:
        for at, (header, text) in enumerate(zip(self.headers, cells, strict=False)):
            found = tuple(p for p in self.problems if (p.row, p.column) == (number, header))
            cell = ShownCell(header, text, header in self.refused, found)
            if self.mending and not cell.refused and (cell.is_wrong or self._holds_all):
                alike = self.mending.alike.get((header, text), 0) if cell.is_wrong else 0
                yield replace(cell, field=f"cell-{number}-{at}", alike=alike)
            elif text or found or cell.refused:
                yield cell
