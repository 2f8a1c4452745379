"""The suggestions for the written layouts do not get worse."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.layouts.baseline import by_likeness
from benchmarks.layouts.layout import layouts, read_back
from benchmarks.layouts.measuring import (
    ColumnResult,
    calibration,
    from_workbook,
    measure,
    share,
)
from cotmoc.ingest.core.fields import parse_field

# Only ever raised.
FLOORS = {"tune": 0.98, "held": 0.95}


@cache
def measured(part: str) -> list[ColumnResult]:
    return measure([layout for layout in layouts() if layout.part == part], from_workbook)


def test_there_are_many_layouts_of_many_sorts_and_half_are_held_back() -> None:
    parts = [layout.part for layout in layouts()]
    assert len(parts) >= 80
    assert abs(parts.count("held") - parts.count("tune")) <= 1
    assert len({layout.sort for layout in layouts()}) >= 20
    assert all(8 <= len(layout.rows) <= 25 for layout in layouts())


def test_true_fields_of_layouts_are_fields() -> None:
    stated = {f for layout in layouts() for column in layout.columns for f in column.fields}
    unknown = {
        f for f in stated if f and f != "refused" and parse_field(f.replace("*", "x")) is None
    }
    assert unknown == set()


@pytest.mark.parametrize("part", ["tune", "held"])
def test_as_many_columns_are_right_at_the_first_suggestion(part: str) -> None:
    assert share(measured(part), lambda result: result.right) >= FLOORS[part]


@pytest.mark.parametrize("part", ["tune", "held"])
def test_protected_columns_are_refused_and_no_others(part: str) -> None:
    wrong = [r.column.header for r in measured(part) if r.column.refused != (r.got == "refused")]
    assert wrong == []


def test_suggestions_that_are_nearly_certain_are_right() -> None:
    named = [each for each in calibration(measured("held")) if each[0].startswith("95%")]
    assert named[0][3] >= 0.95


def test_product_does_better_than_a_look_up_by_likeness() -> None:
    held = [layout for layout in layouts() if layout.part == "held"]
    usual = share(measure(held, by_likeness), lambda result: result.right)
    assert share(measured("held"), lambda result: result.right) > usual + 0.1


def test_headers_of_several_rows_come_out_of_real_workbooks() -> None:
    several = [layout for layout in layouts() if layout.header_rows > 1]
    assert len(several) >= 10
    assert [read_back(layout, "xlsx")[0] for layout in several] == [
        layout.headers for layout in several
    ]
