"""Every page, in both languages, light and dark, on a phone and on a wall, against WCAG 2.2 AA as far as axe can tell.

One walk over one loaded province: each page is opened once in each language; the theme and the width are changed
under it, since neither changes what the server sends.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.actions.organisation import set_installation
from tests.cast import CONSOLE, Cast
from tests.functional.web.everywhere import AXE, fill, pages, remember, visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE, WALL, DESK = 360, 3840, 1366
EVERY_RULE = """() => axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {"target-size": {enabled: true}, "label-content-name-mismatch": {enabled: true}},
    resultTypes: ["violations"]})
    .then(found => found.violations)"""
COLOURS = """() => axe.run({runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]},
    resultTypes: ["violations"]}).then(found => found.violations)"""
WIDTH = "() => document.documentElement.scrollWidth"


def told(violations: list[dict[str, Any]]) -> list[str]:
    """Rule and element of every violation."""
    return [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]]


def wrong_with(page: Page) -> list[str]:
    """What is wrong with the page that is open, light and dark, on a phone and on a wall."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.emulate_media(color_scheme="light")
    found = told(page.evaluate(EVERY_RULE))
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {each}" for each in told(page.evaluate(COLOURS))]
    for width in (PHONE, WALL, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(WIDTH) > width:
            found.append(f"wider than {width} pixels")
    return found


def test_no_page_breaks_a_rule_of_accessibility(
    full_province: Cast, live_server: LiveServer, page: Page, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    client = visitor(full_province)
    addresses = [*pages(fill(full_province, client), client), "/tour/"]
    # From here on with its notice and its tour; its published figures are of the province that it makes up.
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    session = client.cookies["sessionid"].value
    page.add_init_script(
        "HTMLCanvasElement.prototype.getContext = () => null"
    )  # the map has its own test
    found = []
    for language in ("vi", "en"):
        remember(page, live_server.url, sessionid=session, django_language=language)
        for address in addresses:
            page.emulate_media(color_scheme="light")
            page.goto(live_server.url + address, wait_until="load")
            found += [f"{language} {address} {each}" for each in wrong_with(page)]
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/sign-in/")
    found += [f"sign-in {each}" for each in wrong_with(page)]
    assert not found, "\n".join(found)
