"""Fixtures that every package's tests may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytest_plugins = ["tests.cast"]
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of files that other people published; it lies beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no published files at {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright, for the tests of one module.

    Playwright keeps an event loop on this thread, in which Django sees asynchronous code and nobody else can run
    one: it goes with the module that needed it.
    """
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a fresh browser session; use it together with `live_server`."""
    context = browser.new_context(locale="vi-VN")
    yield context.new_page()
    context.close()
