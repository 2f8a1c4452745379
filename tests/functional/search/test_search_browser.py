"""The search page in a real browser: found while typing, gone through by keyboard, and narrow enough for a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cotmoc.areas.actions.writing import insert_facts
from cotmoc.search.index.store import forget
from cotmoc.search.queries.finding import warm_up
from tests.cast import make_cast
from tests.functional.visiting import enter
from tests.integration.picture_province import AREAS, empty_database
from tests.integration.records_cast import record_id
from tests.integration.search.conftest import put_in_people

__all__ = ["empty_database"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_typing_finds_and_keys_open(
    empty_database: None, live_server: LiveServer, page: Page
) -> None:
    insert_facts(AREAS)
    cast = make_cast()
    put_in_people(cast)
    forget()
    warm_up()  # as the server does when it starts
    enter(page, live_server, cast.alpha_analyst, "en")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/search/")
    box = page.get_by_label("Name, number, year of birth, place")
    expect(box).to_be_focused()
    box.press_sequentially("nguyen van duc 1985 mong cai")
    first = page.get_by_role("option").first
    expect(first.locator(".hit-label")).to_have_text("Nguyễn Văn Đức")
    expect(page.locator(".hit-reasons").first).to_contain_text("born in 1985")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    box.press("ArrowUp")
    expect(first).to_have_attribute("aria-selected", "false")
    expect(box).to_be_focused()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(f"**/incidents/{record_id('A-1')}/")
    forget()
