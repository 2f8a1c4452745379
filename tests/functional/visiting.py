"""A viewer signed in: to the test client, and to a browser."""

from __future__ import annotations

from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from cotmoc.access.core.viewer import Viewer
from tests.cast import user_of


def signed_in(viewer: Viewer, language: str = "") -> Client:
    """A session of the viewer, in the language of whoever asks or in a given one."""
    client = Client()
    client.force_login(user_of(viewer), backend="django.contrib.auth.backends.ModelBackend")
    if language:
        client.cookies["django_language"] = language
    return client


def enter(page: Page, live_server: LiveServer, viewer: Viewer, language: str = "") -> list[str]:
    """Signs the viewer in to a browser; the list in which the errors that it tells of are put down as they come."""
    cookies = signed_in(viewer, language).cookies
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": live_server.url}
            for name, cookie in cookies.items()
        ]
    )
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
