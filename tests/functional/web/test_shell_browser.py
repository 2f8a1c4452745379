"""What only a browser shows: keys, the map, its table alternative, the width of a phone, the policy in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from cotmoc.web.permissions import PERMISSIONS, SIGNED_IN
from tests.cast import Cast
from tests.functional.visiting import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(__file__).resolve().parents[3] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WITHOUT_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"


@pytest.fixture
def sample(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    live_server: LiveServer,
    cast: Cast,
    page: Page,
) -> Iterator[Page]:
    """A browser's page, signed in as Alpha's analyst; fails when the browser refused or missed anything."""
    settings.ROOT_URLCONF = "tests.functional.web.sample"
    for name in ("sample", "sample_json"):
        monkeypatch.setitem(PERMISSIONS, name, SIGNED_IN)
    errors = enter(page, live_server, cast.alpha_analyst)
    yield page
    # The accessibility checker measures with inline styles of its own, which the policy rightly blocks.
    assert [error for error in errors if "Applying inline style" not in error] == []


def open_sample(page: Page, live_server: LiveServer) -> None:
    """Opens the sample page."""
    page.goto(f"{live_server.url}/sample/")


def test_map_draws_and_opens_what_is_pressed(sample: Page, live_server: LiveServer) -> None:
    open_sample(sample, live_server)
    canvas = sample.locator("[data-island=map][data-ready] canvas")
    expect(canvas).to_be_visible(timeout=30_000)
    canvas.click()  # in the middle, on which the map is fitted: the largest circle
    expect(sample).to_have_url(f"{live_server.url}/sample/?area=40")


def test_map_legend_names_only_what_is_drawn(sample: Page, live_server: LiveServer) -> None:
    open_sample(sample, live_server)
    expect(sample.locator("[data-legend=symbol]")).to_contain_text("3 – 40")
    expect(sample.locator("[data-legend=boundary]")).to_be_hidden()


def test_map_without_webgl_gives_way_to_the_table(sample: Page, live_server: LiveServer) -> None:
    sample.add_init_script(WITHOUT_WEBGL)
    open_sample(sample, live_server)
    expect(sample.locator("[data-map-note]")).to_be_visible()
    expect(sample.locator("[data-island=map]")).to_be_hidden()
    expect(sample.locator("#areas")).to_be_visible()


def test_key_presses_the_button_that_names_it(sample: Page, live_server: LiveServer) -> None:
    open_sample(sample, live_server)
    expect(sample.locator("[data-keys-open]")).to_be_visible()
    sample.keyboard.press("r")
    expect(sample).to_have_url(f"{live_server.url}/sample/#x")


def test_key_does_nothing_while_one_writes(sample: Page, live_server: LiveServer) -> None:
    open_sample(sample, live_server)
    expect(sample.locator("[data-keys-open]")).to_be_visible()
    sample.locator("input[name=area]").press("r")
    expect(sample).to_have_url(f"{live_server.url}/sample/")


def test_question_mark_lists_the_keys_of_the_page(sample: Page, live_server: LiveServer) -> None:
    open_sample(sample, live_server)
    expect(sample.locator("[data-keys-open]")).to_be_visible()
    sample.keyboard.press("?")
    expect(sample.locator("#keys")).to_be_visible()
    expect(sample.locator("#keys dd").first).to_have_text("Report")


def test_skip_link_is_the_first_thing_that_tab_reaches(
    sample: Page, live_server: LiveServer
) -> None:
    open_sample(sample, live_server)
    sample.keyboard.press("Tab")
    expect(sample.locator(".skip-link").first).to_be_focused()
    sample.keyboard.press("Enter")
    expect(sample).to_have_url(f"{live_server.url}/sample/#content")


def test_page_is_no_wider_than_a_phone(sample: Page, live_server: LiveServer) -> None:
    sample.set_viewport_size({"width": 360, "height": 740})
    open_sample(sample, live_server)
    assert sample.evaluate("document.documentElement.scrollWidth") == 360


def test_text_is_set_in_the_font_that_comes_with_the_product(
    sample: Page, live_server: LiveServer
) -> None:
    open_sample(sample, live_server)
    sample.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].filter(face => face.status === 'loaded').length"
    assert sample.evaluate(loaded) >= 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_breaks_no_rule_of_accessibility(
    sample: Page, live_server: LiveServer, theme: Literal["light", "dark"]
) -> None:
    sample.emulate_media(color_scheme=theme)
    open_sample(sample, live_server)
    expect(sample.locator("[data-island=map][data-ready]")).to_be_visible(timeout=30_000)
    sample.evaluate(AXE.read_text(encoding="utf-8"))
    found = sample.evaluate("axe.run().then(result => result.violations)")
    assert [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]] == []
