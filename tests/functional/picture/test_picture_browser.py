"""What only a browser shows: what is chosen narrows the page in place, the map stays, and the number is said aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.functional.visiting import enter
from tests.integration.picture_world import COMMUNES, PROVINCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(live_server: LiveServer, full_province: Cast, page: Page) -> Iterator[Page]:
    """The picture of the province in a browser; fails when the browser refused or missed anything."""
    errors = enter(page, live_server, full_province.alpha_analyst)
    page.goto(f"{live_server.url}/picture/?area={PROVINCE}")
    yield page
    assert errors == []


def test_area_that_is_pressed_narrows_the_page_and_keeps_the_map(opened: Page) -> None:
    opened.locator(".map").scroll_into_view_if_needed()
    expect(opened.locator("[data-island=map][data-ready]")).to_be_visible(timeout=60_000)
    opened.evaluate("document.querySelector('.map-canvas canvas').dataset.kept = 'yes'")
    opened.locator(f'#areas-table a[hx-boost][href*="{COMMUNES[0]}"]').click()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    assert opened.url.endswith(f"?area={COMMUNES[0]}")
    expect(opened.locator("canvas[data-kept=yes]")).to_be_visible()
    back = opened.locator("form.languages input[name=next]")
    expect(back).to_have_value(f"/picture/?area={COMMUNES[0]}")
    number = opened.locator(".figure-lead .figure-value").inner_text()
    expect(opened.locator("body > div[role=status]")).to_contain_text(number)


def test_narrowed_page_goes_back_by_the_browser(opened: Page) -> None:
    before = opened.locator("h1").inner_text()
    opened.locator(f'#areas-table a[hx-boost][href*="{COMMUNES[0]}"]').click()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    opened.go_back()
    expect(opened.locator("h1")).to_have_text(before)
