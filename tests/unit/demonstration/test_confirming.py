"""An officer takes what is suggested, but for a few columns."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from cotmoc.demonstration.confirming import confirmed
from cotmoc.demonstration.core.province import SEED, plan_province
from cotmoc.demonstration.files import plan_files
from cotmoc.ingest.core.mapping import ColumnRule, Profile
from cotmoc.ingest.core.readers.opening import open_table
from cotmoc.ingest.core.suggesting import profile_from_suggestions, suggest

#: Of all layouts together.
MOST_CHANGED = 14


def profile(*rules: ColumnRule) -> Profile:
    """A profile of these columns."""
    return Profile("p", "return", "r", rules)


def test_what_was_found_out_about_a_column_is_taken_with_its_field() -> None:
    offered = profile(ColumnRule("Lượng", "seizure[1].quantity", {"decimal": ","}))
    read = confirmed(offered, profile(ColumnRule("Lượng", "seizure[1].quantity")))
    assert read.profile.columns == offered.columns
    assert read.changed == ()


def test_figure_that_was_taken_for_part_of_another_is_whole_again() -> None:
    offered = profile(
        ColumnRule("A", "return.amount[patrols]", {"breakdown": "A"}),
        ColumnRule("B", "return.amount[patrols]", {"breakdown": "B"}),
    )
    meant = profile(
        ColumnRule("A", "return.amount[patrols]"),
        ColumnRule("B", "return.amount[patrol_personnel]"),
    )
    read = confirmed(offered, meant)
    assert read.profile.columns == meant.columns
    assert read.changed == ("B",)


@pytest.mark.slow
def test_office_changes_few_columns_of_all_layouts(tmp_path: Path) -> None:
    sent = plan_files(plan_province(SEED, 0.04), SEED).sent
    first = {(each.agency, each.profile.register): each for each in reversed(sent)}
    changed: list[str] = []
    for each in first.values():
        each.write(tmp_path / each.name)
        table = open_table(tmp_path / each.name)
        rows = [row.cells for row in islice(table.rows(), 200)]
        suggestions = suggest(table.headers, rows, kind=each.profile.kind)
        offered = profile_from_suggestions(
            suggestions, kind=each.profile.kind, register=each.profile.register, name="p"
        )
        changed += confirmed(offered, each.profile).changed
    assert 0 < len(changed) <= MOST_CHANGED, changed
