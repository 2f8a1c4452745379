"""The page of published figures belongs to demonstrations."""

from __future__ import annotations

from django.test import Client

from cotmoc.access.actions.organisation import set_installation
from tests.cast import CONSOLE, Cast, user_of


def _signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(user_of(cast.alpha_analyst))
    return client


def test_page_does_not_exist_in_a_real_installation(cast: Cast) -> None:
    assert _signed_in(cast).get("/published/").status_code == 404


def test_page_says_that_the_published_agencies_are_not_here(cast: Cast) -> None:
    set_installation(actor=CONSOLE, area=None, is_demonstration=True)
    page = _signed_in(cast).get("/published/", HTTP_ACCEPT_LANGUAGE="en")
    assert page.status_code == 200
    assert "this demonstration has no such agency or area" in page.text
