"""Days on which the same areas bear the same names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cotmoc.areas.core.facts import AreaFact, AreaFacts, NameFact
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind

FIRST, RENAMED, LAST = date(2010, 1, 1), date(2015, 6, 1), date(2020, 1, 1)


@pytest.fixture(scope="module")
def renamed() -> Gazetteer:
    """A commune that lasts ten years and takes another name half-way."""
    area = AreaFact(
        "a", AreaKind.COMMUNE, "Mới", "Xã Mới", None, "test", valid_from=FIRST, valid_to=LAST
    )
    name = NameFact("a", "Cũ", "test", FIRST, RENAMED)
    return Gazetteer(AreaFacts((area,), (name,), ()))


def test_era_begins_on_the_day_something_changed(renamed: Gazetteer) -> None:
    assert renamed.era(RENAMED) == RENAMED
    assert renamed.era(RENAMED - timedelta(days=1)) == FIRST


def test_days_before_all_changes_are_one_era(renamed: Gazetteer) -> None:
    assert renamed.era(date(1990, 1, 1)) == renamed.era(date(2009, 12, 31))


def test_no_day_has_no_era(renamed: Gazetteer) -> None:
    assert renamed.era(None) is None


@pytest.mark.parametrize("name", ["xã Mới", "xã Cũ"])
@pytest.mark.parametrize("days", [-400, 0, 1, 1200, 1977, 2500, 3652, 9000])
def test_what_is_found_on_a_day_is_found_in_its_era(
    renamed: Gazetteer, name: str, days: int
) -> None:
    on = FIRST + timedelta(days=days)
    assert renamed.find(name, on=on) == renamed.find(name, on=renamed.era(on))
