"""How pages look: the theme that is chosen, and the one stylesheet of all pages."""

from __future__ import annotations

import pytest
from django.test import Client

from cotmoc.web.stylesheet import stylesheet
from tests.cast import Cast, user_of

pytestmark = pytest.mark.django_db


def test_theme_is_kept_for_the_user_and_shown(cast: Cast) -> None:
    client = Client()
    client.force_login(user_of(cast.alpha_analyst))
    answer = client.post("/theme/", {"theme": "dark", "next": "/account/"}, follow=True)
    assert 'data-theme="dark"' in answer.text
    assert user_of(cast.alpha_analyst).theme == "dark"
    answer = client.post("/theme/", {"theme": "device", "next": "/account/"}, follow=True)
    assert "data-theme" not in answer.text


def test_theme_is_kept_for_a_browser_before_sign_in(db: None) -> None:
    answer = Client().post("/theme/", {"theme": "light", "next": "/sign-in/"}, follow=True)
    assert 'data-theme="light"' in answer.text


def test_stylesheet_is_kept_for_ever_under_its_own_digest_only(db: None) -> None:
    sheet = stylesheet()
    own = Client().get(f"/style-{sheet.digest}.css")
    assert "immutable" in own.headers["Cache-Control"]
    assert "--accent" in own.text
    assert "immutable" not in Client().get("/style-0123.css").headers["Cache-Control"]


def test_stylesheet_leaves_nothing_to_be_fetched_by_another(db: None) -> None:
    assert "@import" not in stylesheet().text


def test_theme_that_is_none_is_refused(db: None) -> None:
    assert Client().post("/theme/", {"theme": "sepia"}).status_code == 404
