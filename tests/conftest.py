"""Fixtures that every package's tests may use."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils.translation import deactivate
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytest_plugins = ["tests.cast"]
# How fast a busy machine makes and runs examples says nothing of what they test.
settings.register_profile("cotmoc", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cotmoc")
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
#: A page that asks again and again is not waited for any longer.
LONGEST_ANSWER_S = 30.0
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of files that other people published; it lies beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no published files at {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def no_language_is_left_behind() -> Iterator[None]:
    """What a request or a command spoke last is not what the next test speaks."""
    yield
    deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; what threads of live servers still hold of it is closed before it is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
            # The server's own cleaning may be at it, too; it is not ours to end, and gives way by itself.
            " and backend_type = 'client backend'"
        )


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
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An empty page of a fresh browser session. What it asked of the server is answered before the test's data goes."""
    context = browser.new_context(locale="vi-VN")
    page, running = context.new_page(), set[Request]()

    def ended(request: Request) -> None:
        running.discard(request)

    page.on("request", lambda begun: running.update({begun}))
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    yield page
    deadline = time.monotonic() + LONGEST_ANSWER_S
    while running and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    context.close()
