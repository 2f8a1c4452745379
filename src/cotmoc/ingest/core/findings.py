"""What is found while rows are understood, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cotmoc.ingest.core.plans import NOTHING, Written
from cotmoc.normalise.readings import Problem, Reading, Severity, error, warning

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A finding with its place in the file: the row's number, the column's header and the field ("" = none)."""

    row: int
    column: str
    field: str
    problem: Problem


@dataclass(slots=True)
class Findings:
    """The findings of one record, collected; those without a place of their own stand at its first row."""

    first_row: int
    found: list[RowProblem] = field(default_factory=list)

    def add(self, problem: Problem, at: Written = NOTHING) -> None:
        """Notes a finding about a written value."""
        self.found.append(RowProblem(at.row or self.first_row, at.column, at.field, problem))

    def add_error(self, code: str, at: Written = NOTHING, **params: str) -> None:
        """Notes an error about a written value."""
        self.add(error(code, at.text, **params), at)

    def add_warning(self, code: str, at: Written = NOTHING, **params: str) -> None:
        """Notes a warning about a written value."""
        self.add(warning(code, at.text, **params), at)

    def take(self, reading: Reading[T], at: Written) -> T | None:
        """The value of a reading, its problems noted."""
        for problem in reading.problems:
            self.add(problem, at)
        return reading.value

    def take_softly(self, reading: Reading[T], at: Written) -> T | None:
        """The value of a reading, its errors noted as warnings: the record stands without the value."""
        for problem in reading.problems:
            self.add(replace(problem, severity=Severity.WARNING), at)
        return reading.value

    def add_all(self, problems: Iterable[Problem], at: Written) -> None:
        """Notes all findings about a written value."""
        for problem in problems:
            self.add(problem, at)

    @property
    def parked(self) -> bool:
        """True when a finding is an error."""
        return any(found.problem.severity is Severity.ERROR for found in self.found)
