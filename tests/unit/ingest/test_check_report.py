"""What is kept beside a file as JSON comes back as it was."""

from __future__ import annotations

import json

from cotmoc.access.core.viewer import Role, Viewer
from cotmoc.ingest.core.acting import viewer_from_json, viewer_to_json
from cotmoc.ingest.core.check_report import CheckReport, CodeCount
from cotmoc.ingest.core.findings import RowProblem
from cotmoc.ingest.core.stored import problem_from_json, problem_to_json
from cotmoc.normalise.readings import error


def through_json(value: object) -> object:
    """The value after a stay in the database."""
    return json.loads(json.dumps(value))


def test_report_survives_json() -> None:
    example = problem_to_json(RowProblem(2, "Ngày", "occurred.date", error("moment.unreadable")))
    report = CheckReport(
        rows=3, headers=("Ngày",), refused={"Dân tộc": "ethnicity"},
        findings=(CodeCount("moment.unreadable", "error", 1, 1, example),),
        rows_left_out=1, left_out=({"number": 9, "reason": "left_out.total", "text": "Cộng"},),
    )  # fmt: skip
    stored = through_json(report.to_json())
    assert isinstance(stored, dict)
    assert CheckReport.from_json(stored) == report


def test_report_of_nothing_is_empty() -> None:
    assert CheckReport.from_json({}) == CheckReport()


def test_numbers_replace_only_numbers() -> None:
    report = CheckReport(rows=3, headers=("A",)).with_numbers({"new": 2, "headers": 9})
    assert (report.rows, report.new, report.headers) == (3, 2, ("A",))


def test_problem_survives_json() -> None:
    problem = error("moment.unreadable", "hôm qua", column="Ngày")
    stored = through_json(problem_to_json(RowProblem(7, "Ngày", "occurred.date", problem)))
    assert isinstance(stored, dict)
    assert problem_from_json(stored) == problem


def test_viewer_survives_json() -> None:
    viewer = Viewer("lan", 3, 1, "alpha", None, frozenset({Role.OFFICER, Role.ANALYST}))
    stored = through_json(viewer_to_json(viewer))
    assert isinstance(stored, dict)
    assert viewer_from_json(stored) == viewer
