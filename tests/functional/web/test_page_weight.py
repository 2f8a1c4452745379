"""What a page weighs when nothing of it is known yet, and that the map moves nothing when it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast, user_of
from tests.functional.web.everywhere import remember

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/picture/", "/lists/incidents/", "/review/", "/files/", "/areas/", "/find/")
LIMIT = 200_000
ROOM = "document.querySelector('.map-frame').getBoundingClientRect().height"
OF_THE_MAP = ("/built/map", "/built/outlines", "map.json")


def sent(client: Client, address: str) -> int:
    """How many bytes the server sends for the address to a browser that takes compressed text."""
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    return len(answer.getvalue())


@pytest.fixture
def reader(full_province: Cast, page: Page, live_server: LiveServer) -> Client:
    """Alpha's analyst, signed in by the client and in the browser."""
    client = Client()
    client.force_login(user_of(full_province.alpha_analyst))
    remember(page, live_server.url, sessionid=client.cookies["sessionid"].value)
    return client


def test_first_view_weighs_less_than_the_limit(
    reader: Client, page: Page, live_server: LiveServer, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    weights = {}
    for address in PAGES:
        asked.clear()
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        paths = [url.removeprefix(live_server.url) for url in asked if url.startswith("http")]
        own = [path for path in paths if not any(part in path for part in OF_THE_MAP)]
        weights[address] = sum(sent(reader, path) for path in own)
    assert {address: weight for address, weight in weights.items() if weight > LIMIT} == {}


def test_map_takes_its_room_before_it_is_drawn(
    reader: Client, page: Page, live_server: LiveServer
) -> None:
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => window.kept = {ROOM})")
    page.goto(f"{live_server.url}/picture/")
    page.locator("#areas-table").scroll_into_view_if_needed()
    expect(page.locator("[data-island=map][data-ready]")).to_be_visible(timeout=30_000)
    assert page.evaluate("window.kept") == page.evaluate(ROOM) > 0
