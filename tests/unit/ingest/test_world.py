"""Places looked for with a memory: by what of an address is an area, and by times in which nothing changed."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.packaged.everything import packaged_areas
from cotmoc.ingest.core.context import AreaParts
from cotmoc.ingest.core.world import ImportContext

NOWHERE = AreaParts()


@pytest.fixture(scope="module")
def world() -> ImportContext:
    """The packaged areas, without agencies or units."""
    return ImportContext(date(2026, 11, 1), Gazetteer(packaged_areas()), {}, {})


@pytest.mark.parametrize(
    "house", ["thôn 3, ", "Tổ 12, ", "số nhà 5a, ", "KHU 4 , ", "tổ dân phố 7,"]
)
@pytest.mark.parametrize(
    "rest",
    [
        "xã Hải Sơn, TP. Móng Cái, Quảng Ninh",
        "phường 4, quận 10, TP.HCM",
        "xã Hải Ninh",
        "Xyzzy, Quảng Ninh",
    ],
)
def test_house_before_an_address_changes_no_answer(
    world: ImportContext, house: str, rest: str
) -> None:
    for on in (date(2021, 5, 4), date(2026, 3, 1), None):
        with_house = world.lookup(house + rest, NOWHERE, world.areas.era(on))
        assert world.find_area(house + rest, NOWHERE, on).value == with_house.value
        told = [(each.code, each.params) for each in with_house.problems]
        found = world.find_area(house + rest, NOWHERE, on).problems
        assert [(each.code, each.params) for each in found] == told


def test_problem_of_an_address_shows_all_that_is_written(world: ImportContext) -> None:
    problems = world.find_area("tổ 5, Xyzzy", NOWHERE, None).problems
    assert {each.written for each in problems} == {"tổ 5, Xyzzy"}


def test_world_goes_to_another_process_with_its_memory_left_behind(world: ImportContext) -> None:
    place = ("xã Hải Sơn, TP. Móng Cái, Quảng Ninh", NOWHERE, date(2021, 5, 4))
    found = world.find_area(*place)
    assert pickle.loads(pickle.dumps(world)).find_area(*place) == found
