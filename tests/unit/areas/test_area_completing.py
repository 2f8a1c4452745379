"""Areas completed as one types."""

from __future__ import annotations

import pytest

from cotmoc.areas.core.completing import AreaCompleter
from cotmoc.areas.core.gazetteer import Gazetteer
from cotmoc.areas.core.kinds import AreaKind

HOME = "vn-2025-22"


@pytest.fixture(scope="module")
def completer(gazetteer: Gazetteer) -> AreaCompleter:
    """What completes the packaged areas."""
    return AreaCompleter(gazetteer)


def names(completer: AreaCompleter, text: str) -> list[str]:
    """The full names that a text may become."""
    return [each.area.full_name for each in completer.complete(text, home=HOME)]


@pytest.mark.parametrize("text", ["hai son", "Hải Sơ", "xã hải sơn", "XA HAI SON"])
def test_commune_of_the_own_province_comes_first(completer: AreaCompleter, text: str) -> None:
    assert names(completer, text)[0] == "Xã Hải Sơn"


def test_gate_completes_by_its_name_alone_and_with_its_type(completer: AreaCompleter) -> None:
    assert names(completer, "mong cai")[0] == "Cửa khẩu Móng Cái"
    assert names(completer, "cua khau mong") == ["Cửa khẩu Móng Cái"]


def test_former_commune_leads_to_the_one_that_carries_it_on(completer: AreaCompleter) -> None:
    found = completer.complete("hai yen", home=HOME)[0]
    assert found.former is not None
    assert (found.area.full_name, found.former.full_name) == ("Phường Móng Cái 3", "Phường Hải Yên")


def test_only_areas_of_today_complete(completer: AreaCompleter) -> None:
    found = [each for text in ("ha", "tan", "mong") for each in completer.complete(text)]
    assert found
    assert all(each.area.valid_to is None for each in found)


def test_countries_complete_where_they_are_asked_for(completer: AreaCompleter) -> None:
    found = completer.complete("trung qu", kinds=(AreaKind.COUNTRY,))
    assert [each.area.kind for each in found] == [AreaKind.COUNTRY]


@pytest.mark.parametrize("text", ["", "h", "  ", "\u0301", "%", "xyzzyx"])
def test_what_begins_no_name_completes_nothing(completer: AreaCompleter, text: str) -> None:
    assert names(completer, text) == []
