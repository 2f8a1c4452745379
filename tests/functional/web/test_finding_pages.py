"""Going anywhere by typing: what is found, within whose rights, and what is done from there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cotmoc.access.core.viewer import Viewer
from tests.cast import Cast, user_of
from tests.integration.records_cast import record, record_id, take_in

pytestmark = pytest.mark.django_db
LABEL = re.compile(r'<(?:a|button) class="found-entry"[^>]*>.*?</svg><span>([^<]*)</span>')


def found(viewer: Viewer, text: str, language: str = "en") -> list[str]:
    """The labels of what is found."""
    client = Client()
    client.force_login(user_of(viewer))
    client.cookies["django_language"] = language
    answer = client.get("/find/", {"q": text})
    assert answer.status_code == 200
    return LABEL.findall(answer.text)


def test_nothing_typed_lists_the_pages_that_the_viewer_may_open(cast: Cast) -> None:
    assert {"Picture", "Review", "Dark"} <= set(found(cast.alpha_analyst, ""))
    assert not {"Picture", "Review"} & set(found(cast.administrator, ""))


@pytest.mark.parametrize("text", ["contra", "mâu thuẫn", "mau thuan"])
def test_page_is_found_in_both_languages_and_without_marks(cast: Cast, text: str) -> None:
    assert found(cast.alpha_analyst, text)[0] == "Contradictions"


def test_page_outside_ones_rights_is_not_found(cast: Cast) -> None:
    assert "Contradictions" not in found(cast.alpha_officer, "contra")


def test_incident_is_found_by_the_beginning_of_its_number(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("BP-17/2025"), record("HQ-17")])
    assert found(cast.bravo_analyst, "bp-17")[0] == "BP-17/2025"


def test_incident_is_found_by_the_number_that_pages_show(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("BP-17/2025")])
    assert found(cast.bravo_analyst, f"#{record_id('BP-17/2025')}")[0] == "BP-17/2025"


def test_closed_incident_of_another_agency_is_not_found(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("BP-17/2025", handling="closed")])
    assert "BP-17/2025" in found(cast.alpha_analyst, "BP-17")
    assert "BP-17/2025" not in found(cast.bravo_analyst, "BP-17")


def test_incident_is_not_found_by_those_who_read_no_records(cast: Cast) -> None:
    take_in(cast.alpha_analyst, [record("BP-17/2025")])
    assert found(cast.administrator, "BP-17") == []


@pytest.mark.parametrize("text", ["9" * 40, "\x00", "%", "'; --", "x" * 5000, "²"])
def test_nothing_typed_breaks_the_page(cast: Cast, text: str) -> None:
    found(cast.alpha_analyst, text)


def test_script_gets_the_list_alone(cast: Cast) -> None:
    client = Client()
    client.force_login(user_of(cast.alpha_analyst))
    fragment = client.get("/find/", headers={"hx-request": "true"}).text
    assert "found-entry" in fragment
    assert "<html" not in fragment
