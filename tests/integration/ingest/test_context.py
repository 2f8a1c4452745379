"""The world as understanding a file knows it."""

from __future__ import annotations

from datetime import date

import pytest

from cotmoc.access.actions.organisation import AgencyDraft, create_agency, set_installation
from cotmoc.areas.actions.packaged import load_packaged_areas
from cotmoc.ingest.core.context import AreaParts
from cotmoc.ingest.queries.context import import_context
from tests.cast import CONSOLE, Cast

NOWHERE = AreaParts()
IN_2026, IN_2021 = date(2026, 3, 1), date(2021, 3, 1)
QUANG_NINH = "vn-2025-22"


@pytest.fixture
def areas(cast: Cast) -> None:
    """The packaged areas."""
    load_packaged_areas(actor=CONSOLE, audit=lambda **_: None)


@pytest.mark.usefixtures("areas")
def test_commune_of_its_time_is_found() -> None:
    found = import_context("alpha").find_area(
        "", AreaParts("Quảng Ninh", "Móng Cái", "Hải Sơn"), IN_2021
    )
    assert found.value is not None
    assert found.value.code is not None
    assert found.value.code.startswith("vn-2004-22-")
    assert found.value.precision == "commune"


@pytest.mark.usefixtures("areas")
def test_name_of_several_communes_is_not_guessed() -> None:
    found = import_context("alpha").find_area("xã Hải Ninh", NOWHERE, IN_2026)
    assert found.value is None
    assert [problem.code for problem in found.problems] == ["area.ambiguous"]


@pytest.mark.usefixtures("areas")
def test_name_of_several_communes_means_the_one_at_home_and_says_so() -> None:
    set_installation(actor=CONSOLE, area=QUANG_NINH)
    found = import_context("alpha").find_area("xã Hải Ninh", NOWHERE, IN_2026)
    assert found.value is not None
    assert found.value.code is not None
    assert found.value.code.startswith(QUANG_NINH)
    assert [problem.params["reasons"] for problem in found.problems] == ["home"]


@pytest.mark.usefixtures("areas")
def test_unknown_name_is_said_to_be_unknown() -> None:
    found = import_context("alpha").find_area("Xyzzy", NOWHERE, IN_2026)
    assert [problem.code for problem in found.problems] == ["area.unknown"]


@pytest.mark.parametrize("written", ["bravo", "LỰC LƯỢNG BRAVO", "Luc luong Bravo", "Force Bravo"])
def test_agency_is_known_by_any_of_its_names(cast: Cast, written: str) -> None:
    assert import_context("alpha").agency_code(written) == "bravo"


def test_unit_of_another_agency_is_not_known(cast: Cast) -> None:
    context = import_context("alpha")
    assert context.unit_code("Đồn Alpha 1") == "alpha-1"
    assert context.unit_code("Chi cục Bravo 1") is None


@pytest.mark.parametrize("written", ["BĐBP", "bo doi bien phong", "border guard"])
def test_only_agency_of_its_kind_is_known_by_the_name_of_the_kind(cast: Cast, written: str) -> None:
    assert import_context("bravo").agency_code(written) == "alpha"


def test_name_of_a_kind_of_two_agencies_stands_for_neither(cast: Cast) -> None:
    draft = AgencyDraft("charlie", "border_guard", "Lực lượng C", "Force C", "C", "C")
    create_agency(actor=CONSOLE, draft=draft)
    assert import_context("bravo").agency_code("BĐBP") is None
