"""Steps of time, and hexagons as arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import h3
from hypothesis import given
from hypothesis import strategies as st

from cotmoc.picture.core.cells import FINEST, mask_of, masked_cell, parent_from
from cotmoc.picture.core.periods import Step, add_months, step_for, steps

days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(st.sampled_from(Step), days, st.integers(0, 2000))
def test_steps_follow_each_other_without_gap_and_cover_the_period(
    step: Step, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = list(steps(step, first, last))
    assert found[0][0] <= first
    assert found[-1][1] >= last
    assert all(a[1] + timedelta(days=1) == b[0] for a, b in pairwise(found))


def test_quarter_is_shown_by_weeks_and_a_decade_by_years() -> None:
    assert step_for(date(2025, 1, 1), date(2025, 3, 31)) is Step.WEEK
    assert step_for(date(2010, 1, 1), date(2019, 12, 31)) is Step.YEAR


def test_month_after_a_long_month_ends_with_the_shorter_one() -> None:
    assert add_months(date(2025, 1, 31), 13) == date(2026, 2, 28)


@given(st.floats(-89, 89), st.floats(-180, 180), st.integers(0, FINEST))
def test_cell_inside_another_is_told_by_its_masked_bits(
    lat: float, lon: float, resolution: int
) -> None:
    cell = h3.latlng_to_cell(lat, lon, FINEST)
    parent = h3.cell_to_parent(cell, resolution)
    mask, bits = masked_cell(parent)
    assert h3.str_to_int(cell) & mask == bits
    assert (
        h3.int_to_str(parent_from(h3.str_to_int(cell) & mask_of(resolution), resolution)) == parent
    )
