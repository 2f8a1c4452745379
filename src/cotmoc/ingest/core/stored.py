"""Findings as JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cotmoc.ingest.core.findings import RowProblem
from cotmoc.normalise.readings import Problem, Severity


def problem_to_json(found: RowProblem) -> dict[str, Any]:
    """A finding as JSON values: its place, and the problem."""
    place = {"row": found.row, "column": found.column, "field": found.field}
    return {**place, **bare_problem_to_json(found.problem)}


def bare_problem_to_json(problem: Problem) -> dict[str, Any]:
    """A problem as JSON values."""
    return {
        "code": problem.code,
        "written": problem.written,
        "params": dict(problem.params),
        "severity": problem.severity.value,
    }


def problem_from_json(stored: Mapping[str, Any]) -> Problem:
    """The problem that stands in a finding's JSON."""
    severity = Severity(stored["severity"])
    return Problem(stored["code"], stored["written"], stored["params"], severity)
