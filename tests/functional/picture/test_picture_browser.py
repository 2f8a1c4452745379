"""What only a browser shows: what is chosen narrows the page in place, the map stays, and the number is said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect
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
    # What the next press cuts off is noted by htmx as if it were an error; one test has the server fail.
    known = ("htmx:sendAbort", "htmx:afterRequest")
    assert [each for each in errors if not each.startswith(known) and "503" not in each] == []


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


def narrow(page: Page) -> None:
    """Presses the name of the first commune, and waits for all of its picture."""
    page.locator(f'#areas-table a[hx-boost][href*="{COMMUNES[0]}"]').click()
    expect(page.locator("h1")).to_have_text("Xã 1")
    expect(page.locator(f"[data-map-next*='{COMMUNES[0]}']")).to_be_attached()


def test_narrowed_page_goes_back_and_forward_by_the_browser(opened: Page) -> None:
    before = opened.locator("h1").inner_text()
    opened.evaluate("document.querySelector('#picture-map').dataset.kept = 'yes'")
    narrow(opened)
    opened.go_back()
    expect(opened.locator("h1")).to_have_text(before)
    expect(opened.locator(f"[data-map-next*='area={PROVINCE}']")).to_be_attached()
    opened.go_forward()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    expect(opened.locator("#picture-map[data-kept=yes]")).to_be_attached()


def test_page_opened_after_a_press_is_whole_when_gone_back_to(opened: Page) -> None:
    narrow(opened)
    opened.locator(".figure-lead .figure-value").click()
    expect(opened.locator("p.totals")).to_be_visible()
    opened.go_back()
    expect(opened.locator("header.site-head")).to_be_visible()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    expect(opened.locator("#picture-rest #seizures")).to_be_visible()


def test_figures_come_before_the_rest_which_says_that_it_is_old(opened: Page) -> None:
    held: list[Route] = []
    opened.route("**/picture/rest/**", lambda route: held.append(route))  # noqa: PLW0108 - a list's own method takes no mark of the driver
    opened.locator(f'#areas-table a[hx-boost][href*="{COMMUNES[0]}"]').click()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    expect(opened.locator(f'.figure-lead a[href*="{COMMUNES[0]}"]').first).to_be_visible()
    expect(opened.locator("#picture-rest")).to_have_attribute("aria-busy", "true")
    expect(opened.locator("#content")).to_be_focused()
    held[0].continue_()
    expect(opened.locator("#picture-rest:not([aria-busy])")).to_be_visible()


def test_rest_that_does_not_come_leaves_no_old_figure(opened: Page) -> None:
    failing: list[Route] = []

    def fail_once(route: Route) -> None:
        failing.append(route)
        route.fulfill(status=503)

    opened.route("**/picture/rest/**", fail_once)
    narrow(opened)  # the page is loaded whole instead
    assert len(failing) == 1
    assert opened.url.endswith(f"?area={COMMUNES[0]}")


def test_period_that_is_pressed_keeps_the_focus_and_the_filters_say_it(opened: Page) -> None:
    link = opened.locator(".periods li a").nth(5)
    link.focus()
    opened.keyboard.press("Enter")
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_focused()
    expect(opened.locator("#from")).to_have_value(re.compile(r"\d{4}-01-01"))
    expect(opened.locator("#where")).to_have_value("Quảng Ninh")


def test_filters_are_folded_on_a_phone_and_open_by_their_key(opened: Page) -> None:
    expect(opened.locator("#where")).to_be_visible()
    opened.set_viewport_size({"width": 360, "height": 740})
    expect(opened.locator("#where")).to_be_hidden()
    opened.keyboard.press("/")
    expect(opened.locator("#where")).to_be_focused()
    opened.locator("#where").fill("Xã 1, Quảng Ninh")
    opened.locator("#filters-show").click()
    expect(opened.locator("h1")).to_have_text("Xã 1")
    expect(opened.locator("#where")).to_be_hidden()
    expect(opened).to_have_url(re.compile(rf"area={COMMUNES[0]}$"))


def test_area_is_completed_as_it_is_typed(opened: Page) -> None:
    opened.locator("#where").fill("xa 1")
    expect(opened.locator('#area-options option[value="Xã 1, Quảng Ninh"]')).to_have_count(1)
    expect(opened.locator("#area-options option")).to_have_count(1)


WORDS = {
    "en": ("Hold Ctrl and turn the wheel to zoom the map", {"Zoom in", "Zoom out"}),
    "vi": ("Giữ phím Ctrl và cuộn chuột để phóng to, thu nhỏ bản đồ", {"Phóng to", "Thu nhỏ"}),
}


def test_map_says_how_it_is_handled_in_the_language_of_the_page(
    live_server: LiveServer, full_province: Cast, page: Page
) -> None:
    for language, (wheel, controls) in WORDS.items():
        enter(page, live_server, full_province.alpha_analyst, language)
        page.goto(f"{live_server.url}/picture/?area={PROVINCE}")
        page.locator(".map").scroll_into_view_if_needed()
        expect(page.locator("[data-island=map][data-ready]")).to_be_visible(timeout=60_000)
        hint = page.locator(".maplibregl-cooperative-gesture-screen .maplibregl-desktop-message")
        expect(hint).to_have_text(wheel)
        labels = page.locator(".map-canvas").evaluate(
            "map => [...map.querySelectorAll('[aria-label]')].map(each => each.ariaLabel)"
        )
        own = page.locator(".map-canvas").get_attribute("data-label")
        assert set(labels) == controls | {own}


def test_menu_closes_on_escape_beside_it_and_when_the_focus_leaves(opened: Page) -> None:
    menu = opened.locator("details.menu")
    listed, button = menu.locator(".menu-list"), menu.locator("summary")
    button.click()
    expect(listed).to_be_visible()
    opened.locator("h1").click()
    expect(listed).to_be_hidden()
    button.focus()
    opened.keyboard.press("ArrowDown")
    expect(listed.locator("a").first).to_be_focused()
    opened.keyboard.press("ArrowUp")
    expect(listed.locator("a").last).to_be_focused()
    opened.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(button).to_be_focused()
    opened.keyboard.press("Enter")
    expect(listed).to_be_visible()
    opened.keyboard.press("Shift+Tab")
    expect(listed).to_be_hidden()
