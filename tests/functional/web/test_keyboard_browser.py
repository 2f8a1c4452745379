"""Everything by keyboard alone: the palette, the pages by letter, the rows of a table, and turning all that off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.actions.organisation import set_installation
from tests.cast import CONSOLE, Cast
from tests.functional.visiting import enter
from tests.integration.records_cast import record, record_id, take_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def listed(province: Cast, live_server: LiveServer, page: Page) -> Iterator[Page]:
    """The list of incidents, read by Alpha's analyst; fails when the browser refused or missed anything."""
    take_in(province.alpha_analyst, [record("BP-1"), record("BP-2")])
    errors = enter(page, live_server, province.alpha_analyst, "en")
    open_list(page, live_server)
    yield page
    # A question that the next page or the next letter cuts off is noted by htmx as if it were an error.
    assert [error for error in errors if "htmx:sendAbort" not in error] == []


def open_list(page: Page, live_server: LiveServer) -> None:
    """Opens the list; its script is at work when the button of the keys is there."""
    page.goto(f"{live_server.url}/lists/incidents/")
    expect(page.locator("[data-keys-open]")).to_be_visible()


def test_palette_opens_an_incident_by_its_number(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("Control+k")
    expect(listed.locator("#palette-q")).to_be_focused()
    listed.keyboard.type("bp-2")
    listed.keyboard.press("Enter")  # before the answer has come
    expect(listed).to_have_url(f"{live_server.url}/incidents/{record_id('BP-2')}/")


def test_palette_is_gone_through_by_arrows(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("Control+k")
    expect(listed.locator("#palette-found .found-entry").first).to_be_visible()
    listed.keyboard.press("ArrowDown")
    listed.keyboard.press("ArrowDown")
    expect(listed.locator(".found-entry:focus")).to_have_text("Incidents")
    listed.keyboard.press("ArrowUp")
    listed.keyboard.press("ArrowUp")
    expect(listed.locator("#palette-q")).to_be_focused()


def test_palette_takes_letters_typed_on_an_entry(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("Control+k")
    expect(listed.locator("#palette-found .found-entry").first).to_be_visible()
    listed.keyboard.press("ArrowDown")
    listed.keyboard.type("contra")
    expect(listed.locator("#palette-q")).to_have_value("contra")
    expect(listed.locator("#palette-found .found-entry span").first).to_have_text("Contradictions")


def test_palette_changes_the_theme(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("Control+k")
    listed.keyboard.type("dark")
    listed.keyboard.press("Enter")
    expect(listed.locator("html")).to_have_attribute("data-theme", "dark")
    expect(listed).to_have_url(f"{live_server.url}/lists/incidents/")


def test_escape_closes_the_palette_and_gives_the_focus_back(
    listed: Page, live_server: LiveServer
) -> None:
    listed.locator("[data-palette-open]").press("Enter")
    expect(listed.locator("#palette")).to_be_visible()
    listed.keyboard.press("Escape")
    expect(listed.locator("#palette")).to_be_hidden()
    expect(listed.locator("[data-palette-open]")).to_be_focused()


def test_g_and_a_letter_open_a_page(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("g")
    expect(listed.locator(".site-nav kbd").first).to_be_visible()
    listed.keyboard.press("a")
    expect(listed).to_have_url(f"{live_server.url}/areas/")


def test_j_and_k_go_through_the_rows_and_enter_opens(listed: Page, live_server: LiveServer) -> None:
    links = listed.locator("main table.data tbody a")
    listed.keyboard.press("j")
    listed.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    listed.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    address = links.nth(0).get_attribute("href")
    listed.keyboard.press("Enter")
    expect(listed).to_have_url(f"{live_server.url}{address}")


def test_slash_leads_to_the_filters(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("/")
    expect(listed.locator("#where")).to_be_focused()


def test_single_keys_can_be_turned_off(listed: Page, live_server: LiveServer) -> None:
    listed.keyboard.press("?")
    listed.locator("[data-keys-switch]").press("Space")
    listed.keyboard.press("Escape")
    open_list(listed, live_server)
    listed.keyboard.press("/")
    expect(listed.locator("#where")).not_to_be_focused()
    listed.keyboard.press("?")  # the way to turn them on again stays
    expect(listed.locator("#keys")).to_be_visible()


def tab_to(page: Page, wanted: str) -> None:
    """Presses Tab until what has the focus fits the selector; fails when nothing does within a page's worth."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never reached {wanted}")


def test_inspector_goes_from_the_sign_in_page_to_the_row_by_keyboard_alone(
    province: Cast, live_server: LiveServer, page: Page
) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    take_in(province.alpha_analyst, [record("BP-1")])
    page.goto(f"{live_server.url}/sign-in/")
    tab_to(page, "button[value=inspector]")
    page.keyboard.press("Enter")
    expect(page.locator("body:has([data-palette-open]) [data-keys-open]")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("bp-1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/incidents/{record_id('BP-1')}/")
    tab_to(page, "main a[href^='/sources/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/sources/{record_id('BP-1')}/")
